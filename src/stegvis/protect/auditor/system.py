"""All published tables as one system: a number for each group of persons, and every equation that ties the numbers together.

Besides the cells it knows the groups that nobody has published and that follow from two that somebody has: the persons in
one published group and not in another within it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from stegvis.core.tables import Key, PrintedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.auditor.equations import Sum, equations, families
from stegvis.protect.auditor.groups import (
    INITIATIVE,
    MOMENT,
    OPEN,
    PARTY,
    PERIOD,
    PERSONS,
    POPULATION,
    SEX,
    Atoms,
    Group,
    axis,
    groups,
)

#: A cell by the place of its table and its key.
Cell = tuple[int, Key]
#: The rest of a line, when what it does not hold has no name of its own.
_REST = "\0rest"
#: Persons may be in several of these, so a person in two is no two persons.
_SHARED_AXES = frozenset({PERIOD, PARTY, INITIATIVE})


@dataclass(frozen=True, slots=True)
class Row:
    """`low <= sum of weight * number <= high`, numbers by their place. `promised`: a table says so; else it is concluded."""

    weights: Mapping[int, int]
    low: float
    high: float
    promised: bool = True


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A group that nobody has published: those of one number that are not in another. `kind`: of what two kinds."""

    of: int
    without: int
    kind: tuple[object, ...]


@dataclass(slots=True)
class Numbers:
    """The numbers: what is printed of each (None: hidden), the least it may be, its threshold, and where it stands."""

    values: list[int | None] = field(default_factory=list)
    leasts: list[int] = field(default_factory=list)
    thresholds: list[int] = field(default_factory=list)
    persons: list[bool] = field(default_factory=list)
    cells: list[list[Cell]] = field(default_factory=list)
    unpublished: dict[int, Unpublished] = field(default_factory=dict)

    def cell(self, number: int) -> Cell:
        """Where a number stands; of a group that nobody has published, where the one that it is a part of does."""
        return self.cells[number][0] if self.cells[number] else self.cell(self.unpublished[number].of)

    def minus(self, number: int) -> Cell | None:
        """The cell whose persons are not in the number, of a group that nobody has published."""
        return self.cell(self.unpublished[number].without) if number in self.unpublished else None

    def add(self, value: int | None, least: int, threshold: int, *, persons: bool) -> int:
        """A further number; its place."""
        self.values.append(value)
        self.leasts.append(least)
        self.thresholds.append(threshold)
        self.persons.append(persons)
        self.cells.append([])
        return len(self.values) - 1


@dataclass(slots=True)
class System:
    """The numbers, where each cell's is, and the rows."""

    numbers: Numbers
    place: Mapping[Cell, int]
    rows: list[Row]
    groups: Mapping[int, Group]


@dataclass(slots=True)
class _Building:
    tables: Sequence[PrintedTable]
    numbers: Numbers = field(default_factory=Numbers)
    place: dict[Cell, int] = field(default_factory=dict)
    of_group: dict[tuple[int, Group], int] = field(default_factory=dict)
    rows: dict[tuple[frozenset[tuple[int, int]], float, float], Row] = field(default_factory=dict)
    #: Lines of which a table says that its rows are all there is.
    covered: set[tuple[str, int, Group]] = field(default_factory=set)
    #: Axes on which one may have several codes.
    several: set[str] = field(default_factory=set)

    def add_row(self, weights: Mapping[int, int], low: float, high: float, *, promised: bool) -> None:
        """A row, once; numbers that cancel out are left out."""
        kept = {number: weight for number, weight in weights.items() if weight}
        name = (frozenset(kept.items()), low, high)
        if kept and name not in self.rows:
            self.rows[name] = Row(kept, low, high, promised)


def threshold_of(table: PrintedTable) -> int:
    """The threshold of a table: at least 10 where it is of something sensitive."""
    return max(table.threshold, 10) if table.head.sensitive else table.threshold


def build(
    tables: Sequence[PrintedTable],
    counts: Sequence[Mapping[Key, int] | None] = (),
    guessed: Sequence[Sequence[Sum]] = (),
    *,
    apart: int | None = None,
) -> System:
    """The system of all tables. `counts`: of the tables whose truth is known; `guessed`: sums that none of them promises.

    `apart`: from this table on each is a system of its own.
    """
    building = _Building(tables)
    known = [*counts, *[None] * (len(tables) - len(counts))]
    vintages: list[dict[Group, int]] = []
    for at, table in enumerate(tables):
        found = groups(table.head, table.party, one_population=_one_population(table, known[at]))
        alone = apart is not None and at >= apart
        vintage = len(tables) + at if alone else _vintage(table, known[at], found, vintages)
        _add_cells(building, at, found, vintage)
        _add_lines(building, at, found, vintage, guessed[at] if at < len(guessed) else ())
    _add_conclusions(building)
    of_number = {number: group for (_, group), number in building.of_group.items()}
    return System(building.numbers, building.place, list(building.rows.values()), of_number)


def _one_population(table: PrintedTable, counts: Mapping[Key, int] | None) -> bool:
    """Whether the totals of all moments are printed alike: then they are of the same persons."""
    place = next((place for place, one in enumerate(table.head.dimensions) if one.name == MOMENT), None)
    if place is None:
        return False
    told: dict[Key, set[int]] = defaultdict(set)
    for key, value in table.cells.items():
        rest = [code for one, code in zip(table.head.dimensions, key, strict=True) if one.name not in (MOMENT, SEX)]
        shown = value if counts is None or value is None else counts.get(key)
        if shown is not None and all(code == TOTAL for code in rest):
            told[(*key[:place], *key[place + 1 :])].add(shown)
    return all(len(values) == 1 for values in told.values())


def _vintage(
    table: PrintedTable, counts: Mapping[Key, int] | None, found: Mapping[Key, Group], vintages: list[dict[Group, int]]
) -> int:
    """Tables whose figures of the same group differ were counted at different times, and are not set side by side."""
    seen = table.cells if counts is None else counts
    figures = {group: value for key, group in found.items() if (value := seen.get(key)) is not None}
    for number, earlier in enumerate(vintages):
        if all(earlier.get(group, value) == value for group, value in figures.items()):
            earlier.update(figures)
            return number
    vintages.append(figures)
    return len(vintages) - 1


def _add_cells(building: _Building, at: int, found: Mapping[Key, Group], vintage: int) -> None:
    table, numbers = building.tables[at], building.numbers
    least, threshold = (0 if table.head.sensitive else 1), threshold_of(table)
    for key, group in found.items():
        value = table.cells.get(key)
        number = building.of_group.get((vintage, group))
        if number is None:
            number = numbers.add(value, least, threshold, persons=table.head.counts_persons(key))
            building.of_group[vintage, group] = number
        if numbers.values[number] is None:
            numbers.values[number] = value
        numbers.leasts[number] = min(least, numbers.leasts[number])
        numbers.thresholds[number] = max(threshold, numbers.thresholds[number])
        numbers.cells[number].append((at, key))
        building.place[at, key] = number


def _add_lines(building: _Building, at: int, found: Mapping[Key, Group], vintage: int, guessed: Sequence[Sum]) -> None:
    table = building.tables[at]
    for one in equations(table.head, table.cells, guessed):
        weights: dict[int, int] = defaultdict(int)
        for key, weight in one.weights.items():
            weights[building.place[at, key]] += weight
        building.add_row(weights, one.low, one.high, promised=True)
    for place, dimension in enumerate(table.head.dimensions):
        if not dimension.has_total:
            continue
        if not dimension.additive:
            building.several.add(axis(table.head, dimension))
        elif any(parent == TOTAL for parent, _ in families(dimension)):
            totals = (key for key in found if key[place] == TOTAL)
            building.covered.update((axis(table.head, dimension), vintage, found[key]) for key in totals)


# --- what follows from groups within groups


def _add_conclusions(building: _Building) -> None:
    lines: dict[tuple[str, int, Group], dict[Atoms, int]] = defaultdict(dict)
    for (vintage, group), number in building.of_group.items():
        for token in sorted(group, key=lambda token: token[0]):
            lines[token[0], vintage, group - {token}][token[1]] = number
    for (name, vintage, rest), sets in lines.items():
        whole = building.of_group.get((vintage, rest))
        if (name, vintage, rest) in building.covered:
            whole = None
        if whole is None and (len(sets) == 1 or sum(map(len, sets)) == len(frozenset().union(*sets))):
            continue
        if _adds_up(building, name, rest, sets):
            _refine(building, (name, vintage, rest), sets, whole)
        else:
            _nest(building, name, sets, whole)


def _adds_up(building: _Building, name: str, rest: Group, sets: Iterable[Atoms]) -> bool:
    """Whether nobody is in two of what the axis holds."""
    populations = frozenset().union(*(dict(rest).get(POPULATION, frozenset()), *(sets if name == POPULATION else ())))
    if name in _SHARED_AXES:
        return populations.isdisjoint((PERSONS, OPEN))
    return name not in building.several


def _refine(building: _Building, line: tuple[str, int, Group], sets: Mapping[Atoms, int], whole: int | None) -> None:
    """Each printed group is the sum of the smallest that all of them are made of."""
    name, vintage, rest = line
    every = dict(sets)
    if whole is not None:
        every[frozenset().union(*sets, {_REST})] = whole
    for atoms, number in every.items():
        parts = [block for block in _blocks(every) if block <= atoms]
        if parts != [atoms]:
            weights = {_block(building, (name, vintage, rest), block, every): 1 for block in parts}
            building.add_row({**weights, number: -1}, 0, 0, promised=False)


def _blocks(sets: Iterable[Atoms]) -> list[Atoms]:
    held: dict[tuple[int, ...], set[int | str]] = defaultdict(set)
    listed = list(sets)
    for atom in sorted(frozenset().union(*listed), key=str):
        held[tuple(place for place, atoms in enumerate(listed) if atom in atoms)].add(atom)
    return [frozenset(atoms) for atoms in held.values()]


def _block(building: _Building, line: tuple[str, int, Group], block: Atoms, every: Mapping[Atoms, int]) -> int:
    """The number of a smallest group; a new one where nobody has published it."""
    name, vintage, rest = line
    group = rest | {(name, block)}
    if (vintage, group) not in building.of_group:
        building.of_group[vintage, group] = _unpublished(building, *_told_by(block, every), (name, block))
    return building.of_group[vintage, group]


def _told_by(block: Atoms, every: Mapping[Atoms, int]) -> tuple[int, int]:
    """Two numbers that a smallest group lies between: the one holds it, and the other, most nearly, all else of that."""
    around = [atoms for atoms in every if block <= atoms]
    inside = [(outer, inner) for outer in around for inner in every if inner <= outer - block]
    outer, inner = max(inside, key=lambda pair: len(pair[1]) - len(pair[0]), default=(around[0], around[-1]))
    return every[outer], every[inner]


def _nest(building: _Building, name: str, sets: Mapping[Atoms, int], whole: int | None) -> None:
    """A group within another leaves a rest, also where persons may be in several groups."""
    pairs = [(outer, inner) for outer in sets for inner in sets if inner < outer]
    found: list[tuple[int, int, tuple[object, ...]]] = [
        (sets[outer], sets[inner], (name, outer, inner)) for outer, inner in pairs
    ]
    if whole is not None:
        found += [(whole, number, (name, "", atoms)) for atoms, number in sets.items()]
    for outer, inner, kind in found:
        if not _stand_together(building, outer, inner):
            rest = _unpublished(building, outer, inner, kind)
            building.add_row({outer: 1, inner: -1, rest: -1}, 0, 0, promised=False)


def _stand_together(building: _Building, one: int, other: int) -> bool:
    """Whether a table prints both: then what its head promises of its rows holds, and no more."""
    first, second = ({at for at, _ in building.numbers.cells[number]} for number in (one, other))
    return bool(first & second)


def _unpublished(building: _Building, outer: int, inner: int, kind: tuple[object, ...]) -> int:
    numbers = building.numbers
    threshold = max(numbers.thresholds[outer], numbers.thresholds[inner])
    number = numbers.add(None, 0, threshold, persons=numbers.persons[outer] and numbers.persons[inner])
    numbers.unpublished[number] = Unpublished(outer, inner, (kind, numbers.persons[outer]))
    return number
