"""The auditor's own reading of a printed table: which cells add up to which, and what its head tells besides.

Part of the auditor: the protector may not import it, and it imports nothing of the protector's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from stegvis.core.tables import Dimension, Key, TableHead
from stegvis.core.vocabulary import TOTAL, UNKNOWN, code_list


@dataclass(frozen=True, slots=True)
class Equation:
    """`low <= sum of weight * cell <= high`: what everybody may assume of a table."""

    weights: Mapping[Key, int]
    low: float = 0
    high: float = 0


#: Parts and the total that they add up to.
Sum = tuple[tuple[Key, ...], Key]


def equations(head: TableHead, cells: Mapping[Key, int | None], guessed: Sequence[Sum] = ()) -> Iterator[Equation]:
    """Everything that ties the cells together: sums, overlapping rows, the same total at two moments, the head's figures.

    `guessed`: sums that the table does not promise, and that whoever reads it may take for true.
    """
    for parts, total in (*sums(head), *guessed):
        yield Equation({**dict.fromkeys(parts, 1), total: -1})
    for place, dimension in enumerate(head.dimensions):
        if dimension.has_total and not dimension.additive:
            yield from _overlaps(head, place)
        elif dimension.name == "moment":
            yield from _same_population(head, place, cells)
    yield from _figures(head)


def sums(head: TableHead) -> Iterator[Sum]:
    """The lines of the table that add up by definition: the parts and their total, also a part and its own parts."""
    for place, dimension in enumerate(head.dimensions):
        if dimension.additive:
            for parent, parts in families(dimension):
                for total in _at(head, place, parent):
                    yield tuple(_with(total, place, code) for code in parts), total


def sums_by_chance(head: TableHead, counts: Mapping[Key, int]) -> tuple[Sum, ...]:
    """The other lines whose counts add up all the same: who guesses that nobody is in two rows is then right."""
    lines = [
        (tuple(_with(total, place, code) for code in dimension.codes if code != TOTAL), total)
        for place, dimension in enumerate(head.dimensions)
        if dimension.has_total and not dimension.additive
        for total in _at(head, place, TOTAL)
    ]
    return tuple((parts, total) for parts, total in lines if sum(counts[key] for key in parts) == counts[total])


def families(dimension: Dimension) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each code that is a sum with the codes that it is the sum of: the total is that of those without a parent."""
    for parent in dimension.codes:
        above = "" if parent == TOTAL else parent
        parts = tuple(one.code for one in dimension.categories if one.parent == above and one.code != TOTAL)
        if parts:
            yield parent, parts


def _at(head: TableHead, place: int, code: str) -> Iterator[Key]:
    codes = [one.codes if other != place else (code,) for other, one in enumerate(head.dimensions)]
    return product(*codes)


def _with(key: Key, place: int, code: str) -> Key:
    return tuple(code if one == place else other for one, other in enumerate(key))


def _overlaps(head: TableHead, place: int) -> Iterator[Equation]:
    """Rows that may share persons: each is at most the total, all together at least; some rows share with none."""
    dimension = head.dimensions[place]
    rows = [code for code in dimension.codes if code != TOTAL]
    lonely = [code for code in rows if code in _lonely(dimension)]
    for total in _at(head, place, TOTAL):
        yield Equation({**{_with(total, place, code): 1 for code in rows}, total: -1}, 0, inf)
        outside = {_with(total, place, code): -1 for code in lonely}
        for code in (code for code in rows if code not in lonely):
            yield Equation({total: 1, **outside, _with(total, place, code): -1}, 0, inf)


def _lonely(dimension: Dimension) -> set[str]:
    """Codes that no person has together with another: not known, and the list's own (no public support at all)."""
    try:
        of = {"income_before": "income_source", "income_after": "income_source"}.get(dimension.name, dimension.name)
        return {UNKNOWN} | {one.code for one in code_list(of).codes if one.alone}
    except KeyError:
        return {UNKNOWN}


def _same_population(head: TableHead, place: int, cells: Mapping[Key, int | None]) -> Iterator[Equation]:
    first, *others = head.dimensions[place].codes
    rest = [one for one, dimension in enumerate(head.dimensions) if one != place and dimension.name != "sex"]
    for key in cells:
        if key[place] == first and all(key[one] == TOTAL for one in rest):
            for code in others:
                other = _with(key, place, code)
                if None in (cells[key], cells[other]) or cells[key] == cells[other]:
                    yield Equation({key: 1, other: -1})


def _figures(head: TableHead) -> Iterator[Equation]:
    """How many were counted, and how many have data, are printed beside the cells."""
    margins = {place for place, dimension in enumerate(head.dimensions) if dimension.has_total}
    grand = list(filter(lambda key: all(key[place] == TOTAL for place in margins), head.keys()))
    if head.counted is not None:
        yield from (Equation({key: 1}, head.counted, head.counted) for key in grand)
    if head.with_data is not None:
        for place in margins:
            if UNKNOWN in head.dimensions[place].codes and head.dimensions[place].name != "sex":
                for key in grand:
                    yield Equation({key: 1, _with(key, place, UNKNOWN): -1}, head.with_data, head.with_data)
