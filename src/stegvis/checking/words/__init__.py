"""The words of the field as data: labels of statements and rows, units, sexes, goals' verdicts, rules, laws.

`*.toml` here is what we know; an association may add its own in a file of the same form, which is laid over ours:
lists are joined, single values replaced.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

_ASIDE = re.compile(r"\([^)]*\)|\b20\d\d\b|\bnot \d+\b", re.IGNORECASE)
_NAMES = ("labels", "quantities", "text", "wordings", "rules", "claims", "goals", "persons", "sums")


@dataclass(frozen=True)
class Words:
    """Everything in the files, by table and key."""

    data: Mapping[str, Any]

    @cached_property
    def roles(self) -> Mapping[str, frozenset[str]]:
        """Roles by plain label; a label may have several."""
        found: dict[str, set[str]] = {}
        for role, labels in self.data["roles"].items():
            for label in labels:
                found.setdefault(plain(label), set()).add(role)
        return {label: frozenset(roles) for label, roles in found.items()}

    def roles_of(self, label: str, kind: str = "") -> frozenset[str]:
        """What the field calls a row with this label. `kind`: of its table, where the label may mean another thing."""
        bare = plain(_ASIDE.sub(" ", label))
        return self._of_kinds.get((kind, bare)) or self.roles.get(plain(label)) or self.roles.get(bare, frozenset())

    @cached_property
    def _of_kinds(self) -> Mapping[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for kind, roles in self.data.get("roles_in", {}).items():
            for role, labels in roles.items():
                for label in labels:
                    found.setdefault((kind, plain(label)), set()).add(role)
        return {key: frozenset(roles) for key, roles in found.items()}


@lru_cache(maxsize=50_000)
def plain(label: str) -> str:
    """A label without case, numbering, signs and repeated spaces: how labels are compared."""
    bare = re.sub(r"^[\s=+\-–−/*•\d.]+(?=\D)", "", label.casefold())
    return " ".join(re.sub(r"[\s.:;,()*]+", " ", bare).split())


@cache
def known_words() -> Words:
    """The words that we ship."""
    return Words(_read())


def with_own(text: str) -> Words:
    """Our words with an association's own laid over. Raises tomllib.TOMLDecodeError."""
    return Words(_joined(_read(), tomllib.loads(text)))


def _read() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _NAMES:
        found = _joined(found, tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8")))
    return found


def _joined(ours: Any, own: Any) -> Any:
    if isinstance(ours, dict) and isinstance(own, dict):
        return {key: _joined(ours.get(key), own.get(key)) for key in {**ours, **own}}
    if isinstance(ours, list) and isinstance(own, list):
        return [*ours, *own]
    return ours if own is None else own
