"""What anybody can tell of published tables, with no truth at hand, and the fewest lines that it follows from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import add

from stegvis.core.tables import Key, PrintedTable
from stegvis.protect.auditor.attacks import Attacker
from stegvis.protect.auditor.deduction import ContradictionError
from stegvis.protect.auditor.equations import sums_by_chance
from stegvis.protect.auditor.system import Row, System, build
from stegvis.protect.auditor.violations import Exposure, Line, Range, Term


def exposures(
    tables: Sequence[PrintedTable], counts: Sequence[Mapping[Key, int]] | None = None
) -> tuple[Exposure, ...]:
    """Each group of some, but fewer than the threshold, that can be told from the tables, and how.

    `counts`: the true ones where they are known: then sums that are true by chance are guessed too.
    """
    guessed = [sums_by_chance(table.head, counts[place]) for place, table in enumerate(tables)] if counts else ()
    system = build(tables, counts or (), guessed)
    broken = [row for row in system.rows if row.promised and _is_false(row, system.numbers.values)]
    told = replace(system, rows=[row for row in system.rows if not _is_false(row, system.numbers.values)])
    return (
        *(_contradiction(system, [row]) for row in broken),
        *_printed(tables, system),
        *_narrowed(told),
    )


def _is_false(row: Row, values: Sequence[int | None]) -> bool:
    """Whether the printed numbers alone break a row."""
    known = [(values[number], weight) for number, weight in row.weights.items()]
    told = sum(weight * value for value, weight in known if value is not None)
    return all(value is not None for value, _ in known) and not row.low <= told <= row.high


def _printed(tables: Sequence[PrintedTable], system: System) -> Iterator[Exposure]:
    """Numbers below the threshold that stand in print."""
    numbers = system.numbers
    for (place, key), number in system.place.items():
        value = tables[place].cells[key]
        if value is not None and 0 < value < numbers.thresholds[number] and numbers.persons[number]:
            yield Exposure(place, key, Range(value, value))


def _narrowed(system: System) -> Iterator[Exposure]:
    numbers = system.numbers
    try:
        attacker = Attacker(system)
    except ContradictionError:
        yield _contradiction(system, system.rows[:1])
        return
    hidden = [
        number for number, value in enumerate(numbers.values)
        if value is None and numbers.persons[number] and (number in attacker.known or attacker.part_of(number) is not None)
    ]  # fmt: skip
    broken: set[int | None] = set()
    for number in hidden:
        part = attacker.part_of(number)
        try:
            if part not in broken and _is_told(attacker, number, numbers.thresholds[number]):
                yield _exposure(system, number, attacker.range(number))
        except ContradictionError:
            broken.add(part)
            yield _contradiction(system, [row for row in system.rows if number in row.weights][:1])


def _is_told(attacker: Attacker, number: int, threshold: int) -> bool:
    """Whether a number is known to be of some persons, and fewer than the threshold."""
    return not attacker.can_be(number, threshold, 1) and not attacker.can_be(number, 0, -1)


def _exposure(system: System, number: int, found: Range) -> Exposure:
    lines = tuple(_line(system, row) for row in _proof(system, number, system.numbers.thresholds[number]))
    return Exposure(*system.numbers.cell(number), found, lines, system.numbers.minus(number))


def _contradiction(system: System, rows: Iterable[Row]) -> Exposure:
    lines = tuple(_line(system, row) for row in rows)
    first = lines[0].terms[0]
    return Exposure(first.table, first.key, Range(0, None), lines, first.minus, contradicts=True)


def _proof(system: System, number: int, threshold: int) -> list[Row]:
    """Few rows, such that none can be left out, from which the number is still told to be too few."""

    def tell(rows: Sequence[Row]) -> bool:
        return _is_told(Attacker(replace(system, rows=list(rows))), number, threshold)

    layers: list[list[Row]] = list(accumulate(_surrounding(system, number), add))
    needed = next((rows for rows in layers if tell(rows)), layers[-1])
    size = len(needed)
    while size > 1:
        size = (size + 1) // 2
        for start in range((len(needed) - 1) // size * size, -1, -size):
            fewer = needed[:start] + needed[start + size :]
            needed = fewer if tell(fewer) else needed
    return needed


def _surrounding(system: System, number: int) -> Iterator[list[Row]]:
    """The rows that can tell anything of a number, nearest first, through numbers that are not printed."""
    values, seen = system.numbers.values, {number}
    left, edge = list(system.rows), {number}
    while edge:
        near = [row for row in left if not edge.isdisjoint(row.weights)]
        yield near
        left = [row for row in left if edge.isdisjoint(row.weights)]
        edge = {one for row in near for one in row.weights if values[one] is None and one not in seen}
        seen |= edge


def _line(system: System, row: Row) -> Line:
    return Line(tuple(_term(system, number, weight) for number, weight in row.weights.items()), row.low, row.high)


def _term(system: System, number: int, weight: int) -> Term:
    numbers = system.numbers
    return Term(weight, *numbers.cell(number), numbers.values[number], numbers.minus(number))
