"""Cohorts within cohorts: those of the greater who are not in the lesser are a count too, though no table prints it.

A quarter is the cumulative figure minus the last one; 20 to 24 is "under 25" minus "under 20"; who is not in one initiative
is all minus those who are. What can be worked out so is a column of the system, always hidden, and small where it is small.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from stegvis.core.periods import Period
from stegvis.core.tables import TableHead
from stegvis.protect.protector.boxes import tie_boxes
from stegvis.protect.protector.cohorts import (
    AT_A_MOMENT,
    EVENTS,
    MONTH,
    OPEN,
    PARTICIPANTS,
    PARTICIPATIONS,
    TALLIED,
    Cohort,
    scope_of,
)
from stegvis.protect.protector.relations import Column, Fate, System, TableColumns

#: What a table asks of whom it counts where it leaves the anonymous out.
REGISTRATION = "registration"


def tie_differences(system: System, tables: Sequence[TableColumns], new: int) -> None:
    """Tie every cohort within another. `new`: how many of the tables are to be published; two old ones are not attacked anew."""
    shared = {(one.head.population, name) for one in tables for name in _shared(one.head)}
    fresh = {column for one in tables[:new] for column in one.columns.values()}
    scopes = {trait.dimension for one in tables for trait in scope_of(one.head)} | {"party"}
    tie_boxes(system, shared, scopes, fresh)
    _tie_by_chance(system)
    for greater, lesser in sorted(_nested(system, tables, shared)):
        if fresh & {greater, lesser}:
            _tie_rest(system, greater, lesser)
            system.columns[-1].is_secret = _are_anonymous(system, greater, lesser)


def _tie_by_chance(system: System) -> None:
    """Persons of several initiatives may be the same. Who guesses that none are works out those who are in no other."""
    parts: dict[Cohort, dict[frozenset[str], int]] = defaultdict(dict)
    for cohort, column in system.of_cohort.items():
        for trait in cohort.traits:
            if trait.dimension == "initiative" and cohort.population == PARTICIPANTS and len(trait.codes) == 1:
                parts[cohort.without(trait)][trait.codes] = column
    for whole, some in parts.items():
        total = system.of_cohort.get(whole)
        if _may_be_apart(system, total, tuple(some.values())):
            system.tie([*((one, 1) for one in some.values()), (_unprinted(system, some.values()), 1), (total, -1)])


def _may_be_apart(system: System, total: int | None, some: Sequence[int]) -> bool:
    """Whether the counts allow that nobody is in two of some cohorts within a whole."""
    whole = None if total is None else system.columns[total].count
    counts = [system.columns[one].count for one in some]
    return whole is not None and len(counts) > 1 and None not in counts and sum(filter(None, counts)) <= whole


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
    if cohort.population in (PARTICIPANTS, TALLIED):
        yield Cohort(PARTICIPATIONS, cohort.period, cohort.traits)
    if cohort.population == OPEN:
        yield Cohort(PARTICIPANTS, cohort.period, frozenset(one for one in cohort.traits if one.dimension != MONTH))


def _periods_within(system: System) -> Iterator[tuple[int, int]]:
    """Persons of a period within another: those who came to the rest of it. (Events of two periods add up: pieces.)"""
    alike: dict[object, list[tuple[Period, int]]] = defaultdict(list)
    for cohort, column in system.of_cohort.items():
        if cohort.population not in EVENTS:
            alike[cohort.population, cohort.traits].append((cohort.period, column))
    for some in alike.values():
        for (one, first), (other, second) in permutations(some, 2):
            if _within(one, other):
                yield second, first


def _within(lesser: Period, greater: Period) -> bool:
    return lesser != greater and greater.start <= lesser.start and lesser.end <= greater.end


def _tie_rest(system: System, greater: int, lesser: int) -> None:
    rest = _unprinted(system, (greater, lesser))
    more, fewer = system.columns[greater], system.columns[lesser]
    # Who guesses that there are no others, where there are none, is right.
    is_all = more.count is not None and more.count == fewer.count
    system.tie([(lesser, 1), (None if is_all else rest, 1), (greater, -1)])
    if is_all:
        system.columns[rest].count = 0


def _unprinted(system: System, among: Iterable[int]) -> int:
    """A column that no table prints, of the persons who are in some others."""
    persons = all(system.columns[one].persons for one in among)
    return system.column(Column(None, 0, fate=Fate.HIDDEN, persons=persons))
