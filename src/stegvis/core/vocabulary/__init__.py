"""The code lists of the field: what participants, initiatives and money are described with (`vocabulary.toml`).

`lists.toml` beside it holds the lists that are ours: bands and groups that official tables are printed by.
"""

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

_FILES = ("lists.toml", "vocabulary.toml")

#: Labels of the rows that every list has beside its codes.
TOTAL_LABEL = "Totalt"
UNKNOWN_LABEL = "Uppgift saknas"
OTHER_LABEL = "Övriga"


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list. `label` is the official Swedish wording; `plural` where a heading uses another form.

    `of`: the codes of another list that a value of a list of groups sums.
    """

    code: str
    label: str
    plural: str = ""
    group: str = ""
    counted: bool = True
    destination: bool = False
    alone: bool = False
    persons: bool = True
    unit: str = ""
    of: tuple[str, ...] = ()

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
    def groups(self) -> bool:
        """Whether its values are groups of another list's codes."""
        return any(code.of for code in self.codes)

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


@cache
def outcome_sets() -> tuple[OutcomeSet, ...]:
    """All outcome sets, in the order of the vocabulary."""
    return tuple(outcome_set(entry["code"]) for entry in _vocabulary()["outcome_set"]["values"])


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
def positive_answers() -> Mapping[str, frozenset[str]]:
    """What counts as positive, by the name of the definition: the places on the scale (vocabulary, `answer_scale`)."""
    scales = _vocabulary()["answer_scale"].values()
    return {name: frozenset(map(str, places)) for scale in scales for name, places in scale["positive"].items()}


@cache
def codes_with_destination() -> tuple[str, ...]:
    """The exit reasons, of whatever edition, that lead to a destination."""
    lists = (code_list("exit_reason", edition) for edition in editions("exit_reason"))
    return tuple(dict.fromkeys(code.code for one in lists for code in one.codes if code.destination))


@cache
def _vocabulary() -> Mapping[str, Any]:
    own, field = (tomllib.loads((files(__package__) / name).read_text("utf-8")) for name in _FILES)
    return own | field


def _code_list(name: str, edition: str, entry: Mapping[str, Any]) -> CodeList:
    return CodeList(
        name=name,
        edition=edition,
        codes=tuple(_code(one) for one in entry["values"]),
        coarser=tuple(tuple(_group(one) for one in grouping) for grouping in entry.get("coarser", ())),
        several=entry.get("several", False),
        source=entry.get("source", ""),
    )


def _code(entry: Mapping[str, Any]) -> Code:
    known = {key: value for key, value in entry.items() if key in Code.__dataclass_fields__}
    return Code(**known | {"of": tuple(entry.get("of", ()))})


def _group(entry: Mapping[str, Any]) -> Group:
    return Group(entry["code"], entry["label"], tuple(entry["of"]))
