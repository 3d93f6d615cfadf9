"""The rules that need an attack: what everybody, and whoever is alone in a cell, can find out of a publication."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from stegvis.core.tables import Key, PrintedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.auditor.attacks import Attacker
from stegvis.protect.auditor.deduction import ContradictionError
from stegvis.protect.auditor.equations import Sum, sums, sums_by_chance
from stegvis.protect.auditor.groups import is_within
from stegvis.protect.auditor.system import Cell, Row, System, build, threshold_of
from stegvis.protect.auditor.violations import Rule, Violation


@dataclass(slots=True)
class Publication:
    """The new tables with their counts, those released before, their system and what is true of it."""

    new: Sequence[PrintedTable]
    counts: Sequence[Mapping[Key, int]]
    earlier: Sequence[PrintedTable]
    guessed: Sequence[Sequence[Sum]]
    system: System
    truth: list[int | None]
    given: dict[int, int]
    is_apart: bool = False

    @classmethod
    def of(
        cls,
        new: Sequence[PrintedTable],
        counts: Sequence[Mapping[Key, int]],
        earlier: Sequence[PrintedTable],
        *,
        apart: bool = False,
    ) -> "Publication":
        """The publication with every equation of it; conclusions that are not true are left out.

        `apart`: the earlier tables each by itself.
        """
        guessed = [sums_by_chance(table.head, counts[place]) for place, table in enumerate(new)]
        system = build((*new, *earlier), counts, guessed, apart=len(new) if apart else None)
        truth = _truth(system, counts)
        system = replace(system, rows=[row for row in system.rows if row.promised or _holds(row, truth)])
        return cls(new, counts, earlier, guessed, system, truth, _guessed_empty(system, truth), apart)

    def violation(self, rule: Rule, number: int) -> Violation:
        """A violation where a number stands; of an unpublished group, at the two cells that tell it."""
        numbers = self.system.numbers
        table, key = numbers.cell(number)
        minus = numbers.minus(number)
        return Violation(Rule.DIFFERENCE if minus and rule is Rule.INTERVAL else rule, key, table, minus)

    def was_told(self, number: int) -> bool:
        """Whether an unpublished group follows from two that were both told of before."""
        numbers = self.system.numbers
        rest = numbers.unpublished.get(number)
        return rest is not None and all(
            any(table >= len(self.new) for table, _ in numbers.cells[one]) for one in (rest.of, rest.without)
        )


def _truth(system: System, counts: Sequence[Mapping[Key, int]]) -> list[int | None]:
    """What each number is: counted, or printed before; of an unpublished group what its rows leave."""
    truth = list(system.numbers.values)
    for (table, key), number in system.place.items():
        if table < len(counts):
            truth[number] = counts[table][key]
    rows = [row for row in system.rows if not row.promised]
    while found := {number: value for row in rows for number, value in _left(row, truth)}:
        for number, value in found.items():
            truth[number] = value
    return truth


def _left(row: Row, truth: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """The one number of a row that is not known, as the others tell it; it may come out below none."""
    free = [number for number in row.weights if truth[number] is None]
    if len(free) == 1:
        told = sum(weight * (truth[number] or 0) for number, weight in row.weights.items())
        yield free[0], int((row.low - told) / row.weights[free[0]])


def _holds(row: Row, truth: Sequence[int | None]) -> bool:
    """Whether a row may be true: it is, or not all of its numbers are known, and none is below none."""
    values = [(truth[number], weight) for number, weight in row.weights.items()]
    if any(value is not None and value < 0 for value, _ in values):
        return False
    return any(value is None for value, _ in values) or (
        row.low <= sum(weight * (value or 0) for value, weight in values) <= row.high
    )


def _guessed_empty(system: System, truth: Sequence[int | None]) -> dict[int, int]:
    """Where two kinds of groups are the same persons throughout, who guesses that they are is right."""
    of_kind: dict[object, list[int]] = {}
    for number, rest in system.numbers.unpublished.items():
        of_kind.setdefault(rest.kind, []).append(number)
    same = (numbers for numbers in of_kind.values() if all(truth[number] == 0 for number in numbers))
    return {number: 0 for numbers in same for number in numbers}


def broken_equations(publication: Publication) -> Iterator[Violation]:
    """Where the counts are not among what the public holds for possible, nobody can say what the tables tell."""
    for row in publication.system.rows:
        if row.promised and not _holds(row, publication.truth):
            yield publication.violation(Rule.CONSISTENT, next(iter(row.weights)))


def attacked(publication: Publication) -> Iterator[Violation]:
    """Everything that an attack on the publication gives away. Raises ContradictionError where a table contradicts itself."""
    try:
        attacker = Attacker(publication.system, publication.truth, publication.given)
    except ContradictionError:
        # Earlier tables were counted at different times: nobody can set side by side what does not agree.
        publication = Publication.of(publication.new, publication.counts, publication.earlier, apart=True)
        attacker = Attacker(publication.system, publication.truth, publication.given)
    small = _small(publication)
    yield from _narrow(publication, attacker, small)
    yield from _small_sums(publication, attacker)
    yield from _betrayed_to_insiders(publication, attacker, small)
    yield from _narrowed_before(publication, attacker)


def _small(publication: Publication) -> list[int]:
    """The numbers to protect: hidden and fewer than the threshold, and unpublished groups of some, but too few, persons."""
    numbers, found = publication.system.numbers, []
    for number, value in enumerate(publication.truth):
        if value is None or numbers.values[number] is not None or not numbers.persons[number]:
            continue
        if publication.was_told(number):
            continue
        least = 1 if number in numbers.unpublished else 0
        if least <= value < numbers.thresholds[number]:
            found.append(number)
    return found


def _narrow(publication: Publication, attacker: Attacker, small: Sequence[int]) -> Iterator[Violation]:
    """A small number that cannot reach the threshold, or cannot be the least that it may be."""
    numbers, floors = publication.system.numbers, _Floors(publication)
    for number in small:
        least = 1 if number in numbers.unpublished else numbers.leasts[number]
        reaches = attacker.can_be(number, numbers.thresholds[number], 1)
        if not reaches or not (
            attacker.can_be(number, least, -1) or attacker.can_be(number, floors.of(number, least), -1)
        ):
            yield publication.violation(Rule.INTERVAL, number)


class _Floors:
    """What anybody may assume of a sum who sees only the zeros: as many as it has parts."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    def of(self, number: int, least: int) -> int:
        """The floor of a number that is a sum; `least` for another."""
        cell = next((one for one in self._publication.system.numbers.cells[number] if TOTAL in one[1]), None)
        if cell is None:
            return least
        system, attacker = self._blind
        return attacker.range(system.place[cell]).least

    @cached_property
    def _blind(self) -> tuple[System, Attacker]:
        """The publication with nothing printed but its zeros."""
        tables = [_without_figures(table) for table in (*self._publication.new, *self._publication.earlier)]
        system = build(tables, self._publication.counts, self._publication.guessed)
        truth = _truth(system, self._publication.counts)
        rows = [row for row in system.rows if row.promised or _holds(row, truth)]
        return system, Attacker(replace(system, rows=rows), truth)


def _without_figures(table: PrintedTable) -> PrintedTable:
    head = replace(table.head, counted=None, with_data=None)
    return PrintedTable(
        head, {key: 0 if value == 0 else None for key, value in table.cells.items()}, table.threshold, table.party
    )


def _small_sums(publication: Publication, attacker: Attacker) -> Iterator[Violation]:
    """A line whose total is printed or exact, and whose hidden parts together are fewer than the threshold."""
    values, place = publication.system.numbers.values, publication.system.place
    for at, table in enumerate(publication.new):
        for parts, total in (*sums(table.head), *publication.guessed[at]):
            shown = [values[place[at, key]] for key in parts]
            if None in shown:
                hidden = publication.counts[at][total] - sum(value or 0 for value in shown)
                if hidden < threshold_of(table) and _is_exact(
                    attacker, place[at, total], publication.counts[at][total]
                ):
                    yield Violation(Rule.HIDDEN_SUM, total, at)


def _is_exact(attacker: Attacker, number: int, value: int) -> bool:
    return not attacker.can_be(number, value + 1, 1) and not attacker.can_be(number, value - 1, -1)


def _betrayed_to_insiders(publication: Publication, attacker: Attacker, small: Sequence[int]) -> Iterator[Violation]:
    """Who is alone in a cell knows it: no other small cell may become exact, but those of that person alone."""
    numbers, truth = publication.system.numbers, publication.truth
    hidden = [number for number in small if number not in numbers.unpublished]
    singles = [number for number in hidden if truth[number] == 1 and _is_inner(numbers.cells[number])]
    exact = [number for number in hidden if singles and not attacker.can_differ(number)]
    found: dict[int, None] = {}
    for own in singles:
        same = _of_one_person(publication, own)
        others = [one for one in hidden if one != own and one not in same]
        found |= dict.fromkeys(one for one in others if one in exact)
        part = attacker.part_of(own)
        tied = [one for one in others if part is not None and attacker.part_of(one) == part]
        if part is not None and tied:
            with attacker.attack_of(part).holding(own, 1) as attack:
                found |= dict.fromkeys(one for one in tied if not attack.can_differ(one))
    return (publication.violation(Rule.INSIDER, number) for number in found)


def _of_one_person(publication: Publication, own: int) -> frozenset[int]:
    """The numbers that are of the very person who is alone: totals of that person, and what is within them."""
    truth, groups = publication.truth, publication.system.groups
    alone = [number for number in groups if truth[number] == 1]
    around = [number for number in alone if is_within(groups[own], groups[number])] or [own]
    return frozenset(one for one in alone if any(is_within(groups[one], groups[outer]) for outer in around))


def _is_inner(cells: Sequence[Cell]) -> bool:
    return any(TOTAL not in key for _, key in cells)


def _narrowed_before(publication: Publication, attacker: Attacker) -> Iterator[Violation]:
    """What was hidden before, and whose count is not known here, may not be told by what is new."""
    numbers, first = publication.system.numbers, len(publication.new)
    hidden = [number for number, value in enumerate(publication.truth) if value is None and numbers.persons[number]]
    watched = [number for number in hidden if _is_tied(attacker, number) and not publication.was_told(number)]
    if not watched:
        return
    system = build(publication.earlier, apart=0 if publication.is_apart else None)
    before = Attacker(system)
    for number in watched:
        cells = [(table - first, key) for table, key in numbers.cells[number]]
        threshold = numbers.thresholds[number]
        if not cells:
            told = not attacker.can_be(number, threshold, 1) and not attacker.can_be(number, 0, -1)
        else:
            old, least = system.place[cells[0]], numbers.leasts[number]
            told = _is_narrowed(attacker, number, before, old, (threshold, 1)) or _is_narrowed(
                attacker, number, before, old, (least, -1)
            )
        if told:
            yield publication.violation(Rule.EARLIER, number)


def _is_tied(attacker: Attacker, number: int) -> bool:
    """Whether anything tells of a number at all."""
    return number in attacker.known or attacker.part_of(number) is not None


def _is_narrowed(now: Attacker, number: int, before: Attacker, old: int, end: tuple[int, int]) -> bool:
    return not now.can_be(number, *end) and before.can_be(old, *end)
