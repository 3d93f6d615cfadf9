"""Reading `[[policy.coarser]]`: how the association wants a table made coarser, held against what can truly be summed."""

from collections.abc import Mapping
from typing import Any

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.profile import Coarser, EditionFrom
from stegvis.core.tables import DimensionSpec
from stegvis.core.vocabulary import (
    DEFAULT_EDITION,
    OTHER,
    TOTAL,
    UNKNOWN,
    CodeList,
    Group,
    Grouping,
    code_list,
    editions,
)
from stegvis.files.package.cells import Wrong, first_twice, one_of
from stegvis.files.package.profile_parts import Block, read_name, read_string, read_strings, read_whole

#: Rows in which one person may stand several times: their sum is no count.
_NOT_SUMMABLE = ("initiative", "groups")
_WAYS = ("grouping", "merge", "drop")
Editions = Mapping[str, tuple[EditionFrom, ...]]


def read_coarser(block: Block, municipalities: tuple[str, ...], chosen: Editions) -> Coarser:
    """One way of making a table coarser: exactly one of a ready grouping, merges of its own, or no sex."""
    block.only("table", *_WAYS)
    table = block.get("table", lambda value: one_of(*CATALOGUE)(read_string(value)), "", required=True)
    if len(block.values.keys() & set(_WAYS)) != 1:
        block.wrong("PKG-115", "table")
    grouping = block.get("grouping", _read_number, None)
    none: Grouping = ()
    merge = block.get("merge", _read_merge, none)
    if table and "drop" not in block.values:
        _check(block, grouping, merge, _Rows(table, municipalities, chosen))
    drop = block.get("drop", lambda value: one_of("sex")(read_string(value)), "")
    return Coarser(table, grouping, merge, drop)


class _Rows:
    """What the rows of a table are described with."""

    def __init__(self, table: str, municipalities: tuple[str, ...], chosen: Editions) -> None:
        rows = [one for one in CATALOGUE[table].dimensions if one.name != "sex"]
        self.lists = _lists_of(rows, chosen)
        self.summable = not any(codes.several for codes in self.lists)
        self.summable &= not any(word in one.attribute.split() for one in rows for word in _NOT_SUMMABLE)
        #: What may be merged: the rows of each edition for itself, since a table is of one.
        self.editions = [frozenset(code.code for code in codes.counted) | _beside(codes) for codes in self.lists]
        if any(one.name == "municipality" for one in rows):
            self.editions.append(frozenset((*municipalities, OTHER, UNKNOWN)))


def _beside(codes: CodeList) -> frozenset[str]:
    """Rows that a list's table may have beside its codes: not known, and where it is of bands what is outside them."""
    return frozenset((UNKNOWN, OTHER) if codes.name in ("age_band", "time_in_initiative") else (UNKNOWN,))


def _lists_of(rows: list[DimensionSpec], chosen: Editions) -> list[CodeList]:
    found = []
    for name in (one.code_list for one in rows if one.code_list):
        declared = chosen.get(name, ())
        in_force = {one.edition for one in declared}
        if editions(name) and (not declared or declared[0].start is not None):
            in_force.add(DEFAULT_EDITION)
        found += [code_list(name, edition) for edition in sorted(in_force)] or [code_list(name)]
    return found


def _check(block: Block, grouping: int | None, merge: Grouping, rows: _Rows) -> None:
    if not rows.summable:
        block.wrong("PKG-116", "grouping" if grouping is not None else "merge", value=block.values["table"])
        return
    ready = max((len(codes.coarser) for codes in rows.lists), default=0)
    if grouping is not None and not 1 <= grouping <= ready:
        block.wrong("PKG-117", "grouping", ready=ready)
    _check_merge(block, merge, rows.editions)


def _check_merge(block: Block, merge: Grouping, editions_known: list[frozenset[str]]) -> None:
    merged = [code for group in merge for code in group.of]
    # The edition that fits best: codes of two editions are never in one table. The association's own words are in no list.
    known = max(editions_known, key=lambda codes: len(codes & set(merged)), default=frozenset(merged))
    if unknown := [code for code in merged if code not in known]:
        block.wrong("PKG-118", "merge", value=", ".join(unknown), known=", ".join(sorted(known)))
    twice = first_twice(merged) or first_twice(group.code for group in merge)
    taken = [group.code for group in merge if group.code in {*known, TOTAL, UNKNOWN, OTHER} - set(group.of)]
    if twice or taken:
        block.wrong("PKG-119", "merge", value=twice or taken[0])


def _read_number(value: Any) -> int | None:
    return read_whole(value)


def _read_merge(value: Any) -> Grouping:
    if not isinstance(value, list) or not value:
        raise Wrong("PKG-103", expected='[{ code = "...", label = "...", of = ["...", "..."] }]')
    return tuple(_read_group(one) for one in value)


def _read_group(value: Any) -> Group:
    if not isinstance(value, dict) or value.keys() != {"code", "label", "of"}:
        raise Wrong("PKG-103", expected='{ code = "...", label = "...", of = ["...", "..."] }')
    of = read_strings(value["of"])
    if not of:
        raise Wrong("PKG-103", expected='of = ["...", "..."]')
    return Group(read_name(value["code"]), read_string(value["label"]), of)
