"""How the editions of a list stand to one another (`mappings.toml`): code by code, and groups on common ground."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class CommonGroup:
    """A group that means the same in several editions: its codes by edition."""

    code: str
    label: str
    of: Mapping[str, frozenset[str]]


@cache
def mapping(name: str, into: str) -> Mapping[str, str]:
    """Registered codes of other editions (`stegvis-2026/studies`) to the code that they count as in an edition.

    Empty where no mapping into it is defined.
    """
    found = (one for one in _data()["mapping"] if (one["list"], one["to"]) == (name, into))
    return {f"{one['from']}/{code}": counts_as for one in found for code, counts_as in one["codes"].items()}


def common_ground(name: str, editions: Collection[str]) -> tuple[CommonGroup, ...]:
    """The finest groups that mean the same in all of the editions; none where no common ground is defined."""
    return next((groups for groups in _grounds(name) if set(editions) <= groups[0].of.keys()), ())


@cache
def _grounds(name: str) -> tuple[tuple[CommonGroup, ...], ...]:
    return tuple(
        tuple(
            CommonGroup(one["code"], one["label"], {edition: frozenset(codes) for edition, codes in one["of"].items()})
            for one in ground["groups"]
        )
        for ground in _data()["common_ground"]
        if ground["list"] == name
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "mappings.toml").read_text("utf-8"))
