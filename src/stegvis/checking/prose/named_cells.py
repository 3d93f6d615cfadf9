"""The cells of rows that text names, and which of several numbers is of which of several rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.prose.naming import NamedRow, Naming
from stegvis.checking.understanding import Column, ColumnKind, Printed, ReadTable, TableRow, Version


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A number of a table with the row and the column that it stands in."""

    number: Printed
    table: ReadTable
    row: TableRow
    column: Column

    @property
    def version(self) -> Version:
        """Budget, forecast or variance where its column says so, else what came out."""
        return self.column.version or Version.OUTCOME

    def is_of(self, years: Iterable[int], year: int | None) -> bool:
        """Whether it is of one of these years. A column without a year is of the report's."""
        told = set(years)
        return self.column.year in told or (self.column.year is None and told <= {year})


def cells_of(rows: Iterable[NamedRow]) -> Iterator[NamedCell]:
    """The numbers of rows, notes and shares left out, column by column."""
    for one in rows:
        for column in one.table.columns:
            if column.kind is ColumnKind.FIGURES and column.place in one.row.cells:
                yield NamedCell(one.row.cells[column.place], one.table, one.row, column)


def paired(numbers: Sequence[Printed], names: Sequence[Naming]) -> Mapping[int, Naming]:
    """The rows that each number is of, by its id: of several names the first number after each, or the last before it.

    Which of the two shows by what the rows print; where that is a tie only a lone number with a lone name before it is told.
    """
    if len(names) == 1:
        return {one.id: names[0] for one in numbers}
    orders = [_in_order(numbers, names, before) for before in (False, True)]
    held = [sum(is_printed(number, naming) for number, naming in order) for order in orders]
    best = orders[0] if held[0] > held[1] else orders[1] if held[1] > held[0] else _alone(numbers, names)
    return {number.id: naming for number, naming in best}


def _alone(numbers: Sequence[Printed], names: Sequence[Naming]) -> Sequence[tuple[Printed, Naming]]:
    """The only number with the only name before it."""
    before = [one for one in names if len(numbers) == 1 and one.end <= numbers[0].figure.start]
    return [(numbers[0], before[0])] if len(before) == 1 else ()


def _in_order(numbers: Sequence[Printed], names: Sequence[Naming], before: bool) -> Sequence[tuple[Printed, Naming]]:
    """Each name with the nearest number on one side of it, and no other name between."""
    found = []
    for at, naming in enumerate(names):
        start = (names[at - 1].end if at else 0) if before else naming.end
        end = naming.start if before else names[at + 1].start if at + 1 < len(names) else 10**6
        inside = [one for one in numbers if start <= one.figure.start < end]
        found += [(one, naming) for one in (inside[-1:] if before else inside[:1])]
    return found


def is_printed(number: Printed, naming: Naming) -> bool:
    """Whether one of its rows has the number in any column."""
    return any(abs(one.value) == abs(number.value) for row in naming.rows for one in row.row.cells.values())
