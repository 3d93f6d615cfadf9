"""What ties the cells of a table together, as the protector sees it: sums and inequalities over the cells that are not zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from stegvis.core.tables import CountTable, Dimension, Key
from stegvis.core.vocabulary import TOTAL, UNKNOWN, code_list

#: Two moments of the same exits (before and after) have the same total.
MOMENT = "moment"
SEX = "sex"

Term = tuple[Key, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """Terms that add up to zero; `inequality`: to zero or more."""

    terms: tuple[Term, ...]
    inequality: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    """The system in numbers: `matrix @ truth == 0`. Columns are the cells that are not zero, then a slack an inequality.

    `least`: what anybody knows of a hidden cell from the zeros alone. Zeros are published, so they have no column.
    """

    keys: tuple[Key, ...]
    matrix: Any
    truth: Any
    least: Any

    @property
    def hold(self) -> bool:
        """Whether the counts obey them; where they do not, nothing can be proved."""
        return bool((self.matrix @ self.truth == 0).all() and (self.truth >= self.least).all())


def relations_of(table: CountTable) -> Relations:
    """The system of a counted table."""
    import numpy as np

    keys = tuple(filter(lambda key: table.cells[key] > 0, table.head.keys()))
    rows = [row for row in (_without_zeros(row, table) for row in _relations(table)) if row.terms]
    unequal = [place for place, row in enumerate(rows) if row.inequality]
    column = {key: place for place, key in enumerate(keys)}
    matrix = np.zeros((len(rows), len(keys) + len(unequal)))
    for place, row in enumerate(rows):
        for key, sign in row.terms:
            matrix[place, column[key]] = sign
    counts = np.array([table.cells[key] for key in keys], dtype=float)
    slack = matrix[unequal][:, : len(keys)] @ counts
    matrix[unequal, len(keys) + np.arange(len(unequal))] = -1
    least = [_least(table, key) for key in keys] + [0] * len(unequal)
    return Relations(keys, matrix, np.concatenate([counts, slack]), np.array(least, dtype=float))


def _without_zeros(row: Relation, table: CountTable) -> Relation:
    return Relation(tuple(term for term in row.terms if table.cells[term[0]]), row.inequality)


def _relations(table: CountTable) -> Iterator[Relation]:
    for place, dimension in enumerate(table.head.dimensions):
        if dimension.has_total:
            for line in _lines(table, place):
                yield from _sum(line) if _adds_up(table, dimension, line) else _bounds(dimension, line)
        elif dimension.name == MOMENT:
            yield from _same_totals(table, place)


def _adds_up(table: CountTable, dimension: Dimension, line: dict[str, Key]) -> bool:
    """Whether the line is a sum, by definition or by its counts: who guesses that nobody is in two rows is then right."""
    counts = [table.cells[key] for code, key in line.items() if code != TOTAL]
    return dimension.additive or sum(counts) == table.cells[line[TOTAL]]


def _lines(table: CountTable, place: int) -> Iterator[dict[str, Key]]:
    """Every line of cells along a dimension: code to key."""
    dimensions = table.head.dimensions
    for rest in product(*(one.codes for one in dimensions[:place] + dimensions[place + 1 :])):
        yield {code: (*rest[:place], code, *rest[place:]) for code in dimensions[place].codes}


def _sum(line: dict[str, Key]) -> Iterator[Relation]:
    parts = tuple((key, 1) for code, key in line.items() if code != TOTAL)
    yield Relation((*parts, (line[TOTAL], -1)))


def _bounds(dimension: Dimension, line: dict[str, Key]) -> Iterator[Relation]:
    """A person may be in several rows: the rows together are at least the total, and none is more than it.

    `unknown` and a code that stands alone share no person with any other row.
    """
    alone = _standing_alone(dimension)
    parts = {code: key for code, key in line.items() if code != TOTAL}
    yield Relation((*((key, 1) for key in parts.values()), (line[TOTAL], -1)), inequality=True)
    apart = tuple((key, -1) for code, key in parts.items() if code in alone)
    for code, key in parts.items():
        if code not in alone:
            yield Relation(((line[TOTAL], 1), *apart, (key, -1)), inequality=True)


def _standing_alone(dimension: Dimension) -> frozenset[str]:
    try:
        codes = code_list(dimension.name).codes
    except KeyError:
        return frozenset({UNKNOWN})
    return frozenset({UNKNOWN, *(code.code for code in codes if code.alone)})


def _same_totals(table: CountTable, place: int) -> Iterator[Relation]:
    for line in _lines(table, place):
        first, *others = line.values()
        if _is_total_of_moment(table, first):
            for other in others:
                if table.cells[first] == table.cells[other]:
                    yield Relation(((first, 1), (other, -1)))


def _is_total_of_moment(table: CountTable, key: Key) -> bool:
    names = [dimension.name for dimension in table.head.dimensions]
    return all(code == TOTAL for name, code in zip(names, key, strict=True) if name not in (MOMENT, SEX))


def _least(table: CountTable, key: Key) -> int:
    """The number of hidden parts: every cell that is not zero is at least one person, and other persons than its siblings'."""
    order = sorted(range(len(key)), key=lambda place: table.head.dimensions[place].additive, reverse=True)
    return _least_along(table, key, [place for place in order if key[place] == TOTAL])


def _least_along(table: CountTable, key: Key, places: list[int]) -> int:
    if not places:
        return int(table.cells[key] > 0)
    place, *rest = places
    dimension = table.head.dimensions[place]
    line = {code: (*key[:place], code, *key[place + 1 :]) for code in dimension.codes}
    parts = {code: _least_along(table, one, rest) for code, one in line.items() if code != TOTAL}
    if _adds_up(table, dimension, line):
        return sum(parts.values())
    alone = _standing_alone(dimension)
    together = [least for code, least in parts.items() if code not in alone]
    return sum(least for code, least in parts.items() if code in alone) + max(together, default=0)
