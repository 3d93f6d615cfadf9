"""What ties the cells of a publication together, as the protector sees it: sums and inequalities over cohorts.

All tables that are published together, and what was released before of the same persons, make one system: a cohort that is
printed twice is one column, and a cohort within another gives a column for those in between, which nobody prints and
everybody can work out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product
from typing import Any

from stegvis.core.tables import CountTable, Dimension, Key, TableHead
from stegvis.core.vocabulary import TOTAL, UNKNOWN, code_list
from stegvis.protect.protector.cohorts import Cohort, cohorts_of, listed
from stegvis.protect.protector.thresholds import is_small, threshold_of
from stegvis.protect.protector.versions import Earlier

#: A cell: the place of its table in the publication, and its key.
Place = tuple[int, Key]
Term = tuple[int, int]


class Fate(IntEnum):
    """What may become of a column: `OPEN` may be hidden for another, `SHOWN` never is, `HIDDEN` always is."""

    OPEN = 0
    SHOWN = 1
    HIDDEN = 2


@dataclass(slots=True)
class Column:
    """A number that somebody knows or wants to know. `count` None: hidden in an earlier release, and not counted now.

    `least`: what anybody knows of it from the zeros alone. `need`: the threshold that a small one must be able to reach; 0
    where it is not small. `single`: one person, who knows it. `is_secret`: nobody may know it, however great;
    `stands_in`: the count is only one that could be.
    `cohort` None: of no table. `cells`: where it is to be printed.
    """

    count: int | None
    least: int
    need: int = 0
    fate: Fate = Fate.OPEN
    single: bool = False
    persons: bool = True
    is_secret: bool = False
    stands_in: bool = False
    cohort: Cohort | None = None
    cells: list[Place] = field(default_factory=list)

    @property
    def is_unprinted(self) -> bool:
        """Whether it is printed nowhere, neither now nor before."""
        return not self.cells and self.fate is not Fate.SHOWN


@dataclass(frozen=True, slots=True)
class Relation:
    """Terms that add up to zero; `inequality`: to zero or more."""

    terms: tuple[Term, ...]
    inequality: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    """The system in numbers: `matrix @ truth == 0`. Columns are those of `columns`, then a slack an inequality.

    `supports`: the columns of each row, and `tied` the rows of each column. `unprinted`: a mask over the columns that are
    printed nowhere. `alone`: the cohorts that are one person.
    """

    columns: tuple[Column, ...]
    matrix: Any
    truth: Any
    least: Any
    supports: tuple[tuple[int, ...], ...]
    unprinted: Any
    tied: Mapping[int, tuple[int, ...]]
    alone: tuple[Cohort, ...]

    def rows_of(self, column: int) -> Iterator[Any]:
        """The rows that a column is in."""
        return (self.matrix[row].copy() for row in self.tied.get(column, ()))

    @property
    def hold(self) -> bool:
        """Whether the counts obey them; where they do not, nothing can be proved."""
        return bool((self.matrix @ self.truth == 0).all() and (self.truth >= self.least).all())


class System:
    """Columns and relations as they are gathered; `relations()` gives them as numbers."""

    def __init__(self, threshold: int) -> None:
        self.threshold = threshold
        self.columns: list[Column] = []
        self.rows: list[Relation] = []
        self.of_cohort: dict[Cohort, int] = {}

    def column(self, column: Column) -> int:
        """A new column's number."""
        self.columns.append(column)
        return len(self.columns) - 1

    def tie(self, terms: Iterable[tuple[int | None, int]], *, inequality: bool = False) -> None:
        """A relation over columns; None is a cell that is zero."""
        known = tuple((column, sign) for column, sign in terms if column is not None)
        if known:
            self.rows.append(Relation(known, inequality))

    @property
    def hides_nothing(self) -> bool:
        """Whether no count is small, and none was hidden before."""
        return not any(one.need or (one.cells and one.fate is Fate.HIDDEN) for one in self.columns)

    def relations(self) -> Relations:
        """The system in numbers, with a slack for each inequality. Every column has its count by now."""
        import numpy as np

        unequal = [place for place, row in enumerate(self.rows) if row.inequality]
        width = len(self.columns)
        matrix = np.zeros((len(self.rows), width + len(unequal)))
        for place, row in enumerate(self.rows):
            for column, sign in row.terms:
                matrix[place, column] += sign
        counts = np.array([column.count for column in self.columns], dtype=float)
        slack = matrix[unequal][:, :width] @ counts
        matrix[unequal, width + np.arange(len(unequal))] = -1
        least = np.array([column.least for column in self.columns] + [0] * len(unequal), dtype=float)
        supports = tuple(tuple(map(int, np.flatnonzero(row))) for row in matrix)
        tied: dict[int, list[int]] = defaultdict(list)
        for place, support in enumerate(supports):
            for column in support:
                tied[column].append(place)
        unprinted = np.array([column.is_unprinted for column in self.columns] + [True] * len(unequal), dtype=bool)
        truth, rows_of = np.concatenate([counts, slack]), {column: tuple(rows) for column, rows in tied.items()}
        alone = tuple(one.cohort for one in self.columns if one.count == 1 and one.cohort)
        return Relations(tuple(self.columns), matrix, truth, least, supports, unprinted, rows_of, alone)


@dataclass(frozen=True, slots=True)
class TableColumns:
    """A table in the system: the column of each cell, None where it is a zero in print."""

    head: TableHead
    cohorts: Mapping[Key, Cohort]
    columns: Mapping[Key, int | None]
    counts: Mapping[Key, int | None]


def add_counted(system: System, place: int, table: CountTable, party: str) -> TableColumns:
    """A table that is to be published. Cells of a cohort that is there already share its column, if the count is the same."""
    cohorts, leasts = cohorts_of(table.head, table.party or party), _Leasts(table.head, table.cells)
    columns: dict[Key, int | None] = {}
    for key, cohort in cohorts.items():
        count = table.cells[key]
        if count == 0 and not table.head.sensitive:
            columns[key] = None
            continue
        column = system.of_cohort.get(cohort)
        if column is None or system.columns[column].count != count:
            column = system.column(Column(count, 0, cohort=cohort))
            system.of_cohort.setdefault(cohort, column)
        columns[key] = column
        system.columns[column].least = max(system.columns[column].least, leasts[key])
        _print_in(system.columns[column], system.threshold, place, table, key)
    added = TableColumns(table.head, cohorts, columns, table.cells)
    tie_table(system, added)
    return added


def _print_in(column: Column, threshold: int, place: int, table: CountTable, key: Key) -> None:
    column.cells.append((place, key))
    if is_small(table, key, threshold):
        column.need = max(column.need, threshold_of(table.head, threshold))
        column.single |= table.cells[key] == 1 and TOTAL not in key
    elif not table.head.counts_persons(key):
        column.fate, column.persons = Fate.SHOWN, False


def add_released(system: System, earlier: Earlier) -> TableColumns:
    """An earlier release of the same facts: what it prints is known, and what it hides stays hidden."""
    table = earlier.table
    cohorts, counts = cohorts_of(table.head, table.party), earlier.counts or table.cells
    columns: dict[Key, int | None] = {}
    leasts = _Leasts(table.head, table.cells)
    for key, cohort in cohorts.items():
        value = table.cells[key]
        column = system.of_cohort.get(cohort)
        if value == 0 and column is None:
            columns[key] = None
            continue
        if column is None:
            column = system.column(Column(counts[key], leasts[key], cohort=cohort))
            system.columns[column].single = counts[key] == 1 and TOTAL not in key
            system.of_cohort[cohort] = column
        _settle(system.columns[column], value)
        columns[key] = column
    added = TableColumns(table.head, cohorts, columns, table.cells)
    tie_table(system, added)
    return added


def keep_hidden(system: System, earlier: Earlier) -> None:
    """Of an earlier release of older facts: what it hides stays hidden, and its sums are not today's."""
    for key, cohort in cohorts_of(earlier.table.head, earlier.table.party).items():
        column = system.of_cohort.get(cohort)
        if earlier.table.cells[key] is None and column is not None and system.columns[column].persons:
            system.columns[column].fate = Fate.HIDDEN


def _settle(column: Column, value: int | None) -> None:
    if value is None:
        column.fate = Fate.HIDDEN
    else:
        column.fate, column.need = Fate.SHOWN, 0


def tie_table(system: System, table: TableColumns) -> None:
    """The table's own sums, and the bounds of rows that may share persons."""
    for place, dimension in enumerate(table.head.dimensions):
        for total, parts in families(dimension).items():
            for line in _lines(table.head, place, (total, *parts)):
                terms = [table.columns[line[code]] for code in parts]
                if _adds_up(table.counts, dimension, line, total, parts):
                    system.tie([*((one, 1) for one in terms), (table.columns[line[total]], -1)])
                else:
                    _bound(system, table, dimension, line, total)


def families(dimension: Dimension) -> dict[str, tuple[str, ...]]:
    """Each code that is a sum, and the codes of its parts: the total of those without a parent, and each parent of its own."""
    parts: dict[str, list[str]] = {}
    for category in dimension.categories:
        if category.code != TOTAL and (category.parent or dimension.has_total):
            parts.setdefault(category.parent or TOTAL, []).append(category.code)
    return {total: tuple(codes) for total, codes in parts.items()}


def _lines(head: TableHead, place: int, codes: Sequence[str]) -> Iterator[dict[str, Key]]:
    """Every line of cells along a dimension: code to key."""
    others = [one.codes for one in head.dimensions]
    for rest in product(*others[:place], *others[place + 1 :]):
        yield {code: (*rest[:place], code, *rest[place:]) for code in codes}


def _adds_up(
    counts: Mapping[Key, int | None], dimension: Dimension, line: Mapping[str, Key], total: str, parts: Sequence[str]
) -> bool:
    """Whether the line is a sum, by definition or by its counts: who guesses that nobody is in two rows is then right."""
    if dimension.additive:
        return True
    known = [counts[line[code]] for code in (total, *parts)]
    return None not in known and sum(one or 0 for one in known[1:]) == known[0]


def _bound(system: System, table: TableColumns, dimension: Dimension, line: Mapping[str, Key], whole: str) -> None:
    """A person may be in several rows: the rows together are at least the total, and none is more than it.

    `unknown` and a code that stands alone share no person with any other row.
    """
    alone = standing_alone(dimension)
    total = table.columns[line[whole]]
    parts = {code: table.columns[key] for code, key in line.items() if code != whole}
    both = [one for code, one in parts.items() if code not in alone and one is not None]
    # Of two rows that may share persons everybody knows how many are in both.
    overlap = system.column(Column(None, 0, fate=Fate.HIDDEN)) if len(both) == 2 else None
    whole_of = [*((one, 1) for one in parts.values()), (total, -1), (overlap, -1)]
    system.tie(whole_of, inequality=overlap is None)
    apart = [(one, -1) for code, one in parts.items() if code in alone]
    for code, one in parts.items():
        if code not in alone and one is not None:
            system.tie([(total, 1), *apart, (one, -1)], inequality=True)


def standing_alone(dimension: Dimension) -> frozenset[str]:
    """The codes that no person has together with another."""
    try:
        codes = code_list(listed(dimension.name)).codes
    except KeyError:
        return frozenset({UNKNOWN})
    return frozenset({UNKNOWN, *(code.code for code in codes if code.alone)})


class _Leasts:
    """What anybody knows of each cell from the zeros alone, as the number of its parts that are not zero.

    Every such part is at least one person, and other persons than its siblings'.
    """

    def __init__(self, head: TableHead, counts: Mapping[Key, int | None]) -> None:
        self.head, self.counts = head, counts
        self.families = [families(one) for one in head.dimensions]
        self.alone = [standing_alone(one) for one in head.dimensions]
        order = range(len(head.dimensions))
        self.order = sorted(order, key=lambda place: head.dimensions[place].additive, reverse=True)
        self.found: dict[Key, int] = {}

    def __getitem__(self, key: Key) -> int:
        if self.head.sensitive:
            return 0
        if key not in self.found:
            self.found[key] = self._least(key)
        return self.found[key]

    def _least(self, key: Key) -> int:
        for place in self.order:
            parts = self.families[place].get(key[place], ())
            if parts:
                return self._together(key, place, parts)
        return int(self.counts[key] != 0)

    def _together(self, key: Key, place: int, parts: Sequence[str]) -> int:
        line = {code: (*key[:place], code, *key[place + 1 :]) for code in (key[place], *parts)}
        each = {code: self[line[code]] for code in parts}
        if _adds_up(self.counts, self.head.dimensions[place], line, key[place], parts):
            return sum(each.values())
        alone = self.alone[place]
        together = max((least for code, least in each.items() if code not in alone), default=0)
        return together + sum(least for code, least in each.items() if code in alone)
