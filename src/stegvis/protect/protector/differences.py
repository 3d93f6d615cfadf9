"""Cohorts within cohorts: those of the greater who are not in the lesser are a count too, though no table prints it.

A quarter is the cumulative figure minus the last one; 20 to 24 is "under 25" minus "under 20"; who is not in one initiative
is all minus those who are. What can be worked out so is a column of the system, always hidden, and small where it is small.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations

from stegvis.core.periods import Period
from stegvis.core.tables import TableHead
from stegvis.protect.protector.cohorts import AT_A_MOMENT, EVENTS, PARTICIPANTS, PARTICIPATIONS, Cohort
from stegvis.protect.protector.relations import Column, Fate, System, TableColumns

#: What a table asks of whom it counts where it leaves the anonymous out.
REGISTRATION = "registration"

#: Sets of atoms (codes, numbers, months) with the column that counts each.
Sets = Mapping[frozenset[str], int]


def tie_differences(system: System, tables: Sequence[TableColumns], new: int) -> None:
    """Tie every cohort within another. `new`: how many of the tables are to be published; two old ones are not attacked anew."""
    shared = {(one.head.population, name) for one in tables for name in _shared(one.head)}
    fresh = {column for one in tables[:new] for column in one.columns.values()}
    for sets in _sets_that_add_up(system, shared):
        if fresh.intersection(sets.values()):
            _tie_pieces(system, sets)
    for greater, lesser in sorted(_nested(system, tables, shared)):
        if fresh & {greater, lesser}:
            _tie_rest(system, greater, lesser)
            system.columns[-1].is_secret = _are_anonymous(system, greater, lesser)


def _are_anonymous(system: System, greater: int, lesser: int) -> bool:
    """Whether the rest are those registered anonymously: how many they are is never printed (package format)."""
    more, fewer = system.columns[greater].cohort, system.columns[lesser].cohort
    asked = {trait.dimension for trait in fewer.traits - more.traits} if more and fewer else set()
    return asked == {REGISTRATION}


def _shared(head: TableHead) -> Iterator[str]:
    """The dimensions in which somebody may be in two rows, as traits name them."""
    for one in head.dimensions:
        if not one.additive:
            of, moment = AT_A_MOMENT.get(one.name, (one.name, ""))
            yield from (f"{of} {each}".strip() for each in ([moment] if moment else ["", "before", "after"]))


def _sets_that_add_up(system: System, shared: set[tuple[str, str]]) -> Iterator[Sets]:
    """Cohorts that are alike but for one thing which divides them: codes of a dimension, or for events the months."""
    alike: dict[object, dict[frozenset[str], int]] = defaultdict(dict)
    in_time: dict[object, dict[Period, int]] = defaultdict(dict)
    for cohort, column in system.of_cohort.items():
        for trait in cohort.traits:
            if (cohort.population, trait.dimension) not in shared and _divides(cohort.population, trait.dimension):
                alike[cohort.without(trait), trait.dimension, trait.edition][trait.codes] = column
        if cohort.population in EVENTS:
            in_time[cohort.population, cohort.traits][cohort.period] = column
    several = (one for one in in_time.values() if len(one) > 1)
    by_month = ({_months(period): column for period, column in one.items()} for one in several)
    return (sets for sets in (*alike.values(), *by_month) if not _are_apart(sets))


def _divides(population: str, dimension: str) -> bool:
    """Whether nobody is in two rows of the dimension. A person may be in two initiatives, or with two parties."""
    return population in EVENTS or dimension not in ("initiative", "party", "association")


def _are_apart(sets: Sets) -> bool:
    return sum(map(len, sets)) == len(frozenset().union(*sets))


def _tie_pieces(system: System, sets: Sets) -> None:
    """Each set is the sum of its pieces: atoms that are in the same sets. A piece that is a set itself has its column."""
    inside: dict[frozenset[int], set[str]] = defaultdict(set)
    for atom in sorted(frozenset().union(*sets)):
        inside[frozenset(column for one, column in sets.items() if atom in one)].add(atom)
    columns = {}
    for within, atoms in inside.items():
        own = sets.get(frozenset(atoms))
        columns[within] = _unprinted(system, within) if own is None else own
    for column in sets.values():
        parts = [piece for within, piece in columns.items() if column in within]
        if parts != [column]:
            system.tie([*((piece, 1) for piece in parts), (column, -1)])


def _nested(system: System, tables: Sequence[TableColumns], shared: set[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of columns, greater and lesser, where the lesser's persons are some of the greater's and no table says the rest."""
    printed: dict[int, set[int]] = defaultdict(set)
    for place, table in enumerate(tables):
        for column in table.columns.values():
            if column is not None:
                printed[column].add(place)
    pairs = {
        (found, column)
        for cohort, column in system.of_cohort.items()
        for found in (system.of_cohort.get(greater) for greater in _around(cohort))
        if found is not None and not printed[found] & printed[column] and _are_both_persons(system, found, column)
    }
    return pairs | set(_periods_within(system)) | set(_codes_within(system, shared))


def _codes_within(system: System, shared: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Rows that may share persons, one of which has all codes of the other: those of the greater who are not in the lesser."""
    alike: dict[object, dict[frozenset[str], int]] = defaultdict(dict)
    for cohort, column in system.of_cohort.items():
        for trait in cohort.traits:
            if (cohort.population, trait.dimension) in shared:
                alike[cohort.without(trait), trait.dimension, trait.edition][trait.codes] = column
    for sets in alike.values():
        for one, other in permutations(sets, 2):
            if one < other:
                yield sets[other], sets[one]


def _are_both_persons(system: System, *columns: int) -> bool:
    return all(system.columns[one].persons for one in columns)


def _around(cohort: Cohort) -> Iterator[Cohort]:
    """Cohorts that hold this one and are asked one thing less of, where a table need not say so."""
    for trait in cohort.traits:
        yield cohort.without(trait)
    if cohort.population == PARTICIPANTS:
        yield Cohort(PARTICIPATIONS, cohort.period, cohort.traits)


def _periods_within(system: System) -> Iterator[tuple[int, int]]:
    """Persons of a period within another: those who came to the rest of it. (Events of two periods add up: pieces.)"""
    alike: dict[object, list[tuple[Period, int]]] = defaultdict(list)
    for cohort, column in system.of_cohort.items():
        if cohort.population not in EVENTS:
            alike[cohort.population, cohort.traits].append((cohort.period, column))
    for some in alike.values():
        for (one, first), (other, second) in combinations(some, 2):
            if _within(one, other):
                yield second, first
            elif _within(other, one):
                yield first, second


def _within(lesser: Period, greater: Period) -> bool:
    return lesser != greater and greater.start <= lesser.start and lesser.end <= greater.end


def _months(period: Period) -> frozenset[str]:
    first, last = (day.year * 12 + day.month for day in (period.start, period.end))
    return frozenset(map(str, range(first, last + 1)))


def _tie_rest(system: System, greater: int, lesser: int) -> None:
    rest = _unprinted(system, (greater, lesser))
    system.tie([(lesser, 1), (rest, 1), (greater, -1)])


def _unprinted(system: System, among: Iterable[int]) -> int:
    """A column that no table prints, of the persons who are in some others."""
    persons = all(system.columns[one].persons for one in among)
    return system.column(Column(None, 0, fate=Fate.HIDDEN, persons=persons))
