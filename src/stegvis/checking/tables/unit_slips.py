"""Tables whose heading says another unit than their amounts are in: amounts too large for it, or printed elsewhere in another.

They are read in the unit that they really are in, so that the heading is what is found, and not each amount.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.checking.figures import SCALES
from stegvis.checking.understanding import Printed, ReadTable, TableKind, TableRow
from stegvis.checking.words import Words, plain

#: No association has a thousand million kronor.
_TOO_LARGE = Decimal(1_000_000_000)
#: Statements whose largest amount is from the first to the second can only be in this unit.
_SURE: Mapping[str, tuple[Decimal, Decimal]] = {
    "kr": (Decimal(1_000_000), _TOO_LARGE), "tkr": (Decimal(400), Decimal(400_000)), "mnkr": (Decimal(0), Decimal(400)),
}  # fmt: skip
_STATEMENTS = frozenset(TableKind) - {TableKind.NOTE, TableKind.BY_SEX, TableKind.GOALS, TableKind.OTHER}
#: So large amounts, and so many of them, are not printed in two tables by chance.
_LARGE, _SEVERAL = Decimal(1000), 2
#: Budget and outcome are no further apart than so many times.
_ALIKE = 20


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of a table that have their unit from the same words above them."""

    table: ReadTable
    unit: str
    numbers: tuple[Printed, ...]

    @property
    def largest(self) -> Decimal:
        """The largest of them, without its sign."""
        return max(abs(one.value) for one in self.numbers)

    @property
    def is_sure(self) -> bool:
        """Whether the amounts can be in no other unit: by their size, and what they are."""
        low, high = _SURE[self.unit]
        return low <= self.largest < high and (self.unit == "kr" or self.table.kind in _STATEMENTS)

    def in_unit(self, unit: str) -> "Amounts":
        """The same, were they in this unit."""
        return replace(self, unit=unit, numbers=tuple(replace(one, unit=unit) for one in self.numbers))


def corrected(
    tables: Sequence[ReadTable], numbers: Sequence[Printed], words: Words
) -> tuple[tuple[ReadTable, ...], tuple[Printed, ...]]:
    """Tables and numbers in the unit that they really are in; what the heading says is kept as the table's `stated`."""
    own = [one for one in tables if not _is_of_the_country(one, words)] if not is_great(tables, words) else []
    groups = [group for table in own for group in _groups(table)]
    great = not any(one.unit != "mnkr" and one.is_sure for one in groups)
    sized = [one.in_unit(unit) if (unit := _by_size(one, great)) != one.unit else one for one in groups]
    real = {at: unit for at, one in enumerate(sized) if (unit := _real_unit(one, sized)) != groups[at].unit}
    if not real:
        return tuple(tables), tuple(numbers)
    given = {one.id: replace(one, unit=unit) for at, unit in real.items() for one in groups[at].numbers}
    units = {groups[at].table.number: (groups[at].unit, unit) for at, unit in real.items()}
    return tuple(_with(table, units, given) for table in tables), tuple(given.get(one.id, one) for one in numbers)


def is_great(tables: Sequence[ReadTable], words: Words) -> bool:
    """Whether it is the report of a municipality, a region or a company: its amounts' size tells nothing of their unit."""
    begins = tuple(words.data["statements"]["great"])
    return any(
        plain(row.label).startswith(begins)
        for table in tables
        for row in table.rows
        if any(one.value for one in row.cells.values())
    )


def _is_of_the_country(table: ReadTable, words: Words) -> bool:
    """Whether a table compares with the whole country, so that its amounts are not all an association's."""
    return any(plain(row.label) in words.data["statements"]["country"] for row in table.rows)


def _groups(table: ReadTable) -> Iterator[Amounts]:
    """The table's amounts by the unit that is said above them."""
    found: dict[str, list[Printed]] = defaultdict(list)
    for number in table.numbers():
        if number.unit in SCALES and not number.figure.unit and number.sure_of_unit:
            found[number.unit].append(number)
    yield from (Amounts(table, unit, tuple(several)) for unit, several in found.items())


def _by_size(one: Amounts, great: bool) -> str:
    """The unit that is said, or the next in which the amounts are not too large.

    `great`: no other table has an association's amounts, so that millions may be those of a municipality or the state.
    """
    if great and one.unit == "mnkr":
        return one.unit
    smaller = [unit for unit in ("mnkr", "tkr", "kr") if SCALES[unit] <= SCALES[one.unit]]
    return next((unit for unit in smaller if one.largest * SCALES[unit] < _TOO_LARGE), one.unit)


def _real_unit(one: Amounts, groups: Sequence[Amounts]) -> str:
    """The unit of the columns beside it, else the one in which other tables print the same amounts; else its own."""
    if beside := _beside(one, groups):
        return beside
    others = [other for other in groups if other.table is not one.table and other.is_sure]
    if one.is_sure or not others:
        return one.unit
    borne_out = [unit for unit in SCALES if unit != one.unit and len(_elsewhere(one, unit, others)) >= _SEVERAL]
    return borne_out[0] if borne_out and not _elsewhere(one, one.unit, others) else one.unit


def _beside(one: Amounts, groups: Sequence[Amounts]) -> str:
    """The unit of the columns beside it that it is compared with and is as large as; "" where there are none."""
    for other in groups:
        compared = {column.version for column in other.table.columns if column.version} if other is not one else ()
        alike = 1 <= max(one.largest, other.largest) / max(min(one.largest, other.largest), Decimal(1)) < _ALIKE
        if other.table is one.table and len(compared) > 1 and alike and len(other.numbers) > len(one.numbers):
            return other.unit
    return ""


def _elsewhere(one: Amounts, unit: str, others: Sequence[Amounts]) -> set[Decimal]:
    """Which of the large amounts other tables print too, were they in this unit."""
    found = set()
    for number in one.numbers:
        amount, step = abs(number.value) * SCALES[unit], number.step * SCALES[unit]
        if abs(number.value) >= _LARGE and any(
            abs(abs(other.exact) - amount) <= max(step, other.exact_step)
            for group in others
            for other in group.numbers
            if abs(other.value) >= _LARGE and (other.year == number.year or None in (other.year, number.year))
        ):
            found.add(abs(number.value))
    return found


def _with(table: ReadTable, units: Mapping[int, tuple[str, str]], given: Mapping[int, Printed]) -> ReadTable:
    """The table in its real unit, if it was said to be in another."""
    if table.number not in units:
        return table
    stated, unit = units[table.number]
    rows = tuple(_row(row, given) for row in table.rows)
    return replace(table, unit=unit if table.unit == stated else table.unit, stated=stated, rows=rows)


def _row(row: TableRow, given: Mapping[int, Printed]) -> TableRow:
    return replace(row, cells={at: given.get(number.id, number) for at, number in row.cells.items()})
