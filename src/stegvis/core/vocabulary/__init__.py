"""The code lists of the field: what participants, initiatives and money are described with (`vocabulary.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

TOTAL = "total"
UNKNOWN = "unknown"
OTHER = "other"
DEFAULT_EDITION = "sus-2020"

#: Labels of the rows that every list has beside its codes.
TOTAL_LABEL = "Totalt"
UNKNOWN_LABEL = "Uppgift saknas"
OTHER_LABEL = "Övriga"


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list. `label` is the official Swedish wording; `plural` where a heading uses another form."""

    code: str
    label: str
    plural: str = ""
    group: str = ""
    counted: bool = True
    destination: bool = False
    alone: bool = False
    persons: bool = True
    unit: str = ""

    @property
    def heading(self) -> str:
        """The label as a column heading."""
        return self.plural or self.label


@dataclass(frozen=True, slots=True)
class Group:
    """Several codes printed as one row."""

    code: str
    label: str
    of: tuple[str, ...]


Grouping = tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class CodeList:
    """One edition of a list. Order is the printing order; `coarser` is mildest first, each a whole list of groups."""

    name: str
    edition: str
    codes: tuple[Code, ...]
    coarser: tuple[Grouping, ...] = ()
    several: bool = False
    source: str = ""

    def __contains__(self, code: str) -> bool:
        return any(one.code == code for one in self.codes)

    def __getitem__(self, code: str) -> Code:
        for one in self.codes:
            if one.code == code:
                return one
        raise KeyError(code)

    @property
    def counted(self) -> tuple[Code, ...]:
        """The codes that are counted: `misregistered` never is."""
        return tuple(code for code in self.codes if code.counted)


@dataclass(frozen=True, slots=True)
class OutcomeSet:
    """What a report may call "stegförflyttning" or "arbete eller studier": codes by list, and what they are a share of."""

    code: str
    label: str
    base: str
    members: Mapping[str, frozenset[str]]


@cache
def outcome_set(code: str) -> OutcomeSet:
    """The outcome set of that code. Raises KeyError."""
    for entry in _vocabulary()["outcome_set"]["values"]:
        if entry["code"] == code:
            return OutcomeSet(code, entry["label"], entry["base"], _members(entry["members"]))
    raise KeyError(code)


def _members(names: list[str]) -> Mapping[str, frozenset[str]]:
    pairs = [name.split(":") for name in names]
    return {one: frozenset(code for name, code in pairs if name == one) for one, _ in pairs}


@cache
def code_list(name: str, edition: str = "") -> CodeList:
    """The code list of that name; lists that changed over the years have an edition. Raises KeyError."""
    entry = _vocabulary()[name]
    if "values" in entry:
        return _code_list(name, "", entry)
    return _code_list(name, edition or DEFAULT_EDITION, entry[edition or DEFAULT_EDITION])


@cache
def editions(name: str) -> tuple[str, ...]:
    """The editions of a list, oldest first; empty where the list has none."""
    entry = _vocabulary()[name]
    return () if "values" in entry else tuple(entry)


@cache
def _vocabulary() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "vocabulary.toml").read_text("utf-8"))


def _code_list(name: str, edition: str, entry: Mapping[str, Any]) -> CodeList:
    fields = Code.__dataclass_fields__
    return CodeList(
        name=name,
        edition=edition,
        codes=tuple(Code(**{key: value for key, value in one.items() if key in fields}) for one in entry["values"]),
        coarser=tuple(tuple(_group(one) for one in grouping) for grouping in entry.get("coarser", ())),
        several=entry.get("several", False),
        source=entry.get("source", ""),
    )


def _group(entry: Mapping[str, Any]) -> Group:
    return Group(entry["code"], entry["label"], tuple(entry["of"]))
