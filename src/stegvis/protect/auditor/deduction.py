"""What follows from the published numbers by plain subtraction, and which numbers hang together in what is left.

A number whose row has no other unknown is known. What cannot be told so is split into parts that share no number, each to
be attacked alone; parts without a hidden number cost nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stegvis.protect.auditor.system import Row


class ContradictionError(ValueError):
    """The published numbers cannot all be true."""

    def __init__(self) -> None:
        super().__init__("the cells contradict one another")


@dataclass(frozen=True, slots=True)
class Deduced:
    """Numbers that are known, as printed or told by subtraction; what is left of the rows, with unknown numbers only."""

    values: Mapping[int, int]
    rows: tuple[Row, ...]


def deduce(printed: Sequence[int | None], leasts: Sequence[int], rows: Iterable[Row]) -> Deduced:
    """Put in what is known until no row tells more. Raises ContradictionError."""
    known = {number: value for number, value in enumerate(printed) if value is not None}
    left = [row for row in (_without(row, known) for row in rows) if not _is_told(row)]
    told: dict[int, int] = {}
    while single := [row for row in left if len(row.weights) == 1 and row.low == row.high]:
        for row in single:
            ((number, weight),) = row.weights.items()
            value = row.low / weight
            if value != int(value) or value < leasts[number] or told.get(number, value) != value:
                raise ContradictionError
            told[number] = int(value)
        left = [row for row in (_without(row, told) for row in left) if not _is_told(row)]
    return Deduced(known | told, tuple(left))


def _without(row: Row, known: Mapping[int, int]) -> Row:
    """The row of its unknown numbers, the known ones moved to its ends."""
    if known.keys().isdisjoint(row.weights):
        return row
    told = sum(weight * known[number] for number, weight in row.weights.items() if number in known)
    free = {number: weight for number, weight in row.weights.items() if number not in known}
    return Row(free, row.low - told, row.high - told, row.promised)


def _is_told(row: Row) -> bool:
    """Whether the row has no unknown left."""
    if row.weights:
        return False
    if not row.low <= 0 <= row.high:
        raise ContradictionError
    return True


def components(unknown: Iterable[int], rows: Iterable[Row]) -> list[tuple[tuple[int, ...], tuple[Row, ...]]]:
    """The unknown numbers that hang together, with their rows; in the order of the first number of each."""
    above = {number: number for number in unknown}

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    listed = list(rows)
    for row in listed:
        first, *others = row.weights
        for other in others:
            one, two = sorted((top(first), top(other)))
            above[two] = one
    numbers, of = defaultdict(list), defaultdict(list)
    for number in above:
        numbers[top(number)].append(number)
    for row in listed:
        of[top(next(iter(row.weights)))].append(row)
    return [(tuple(found), tuple(of[first])) for first, found in numbers.items()]
