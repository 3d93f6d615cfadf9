"""Tables that lie on their side ("Kvinnor", "Män" and "Summa" as rows, an initiative a column), turned upright."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stegvis.checking.once import once
from stegvis.checking.understanding import Column, ColumnKind, Part, ReadTable, TableRow, Understood

_SHARE = re.compile(r"%|\bandel|\bprocent", re.IGNORECASE)


@once
def upright(report: Understood) -> Sequence[ReadTable]:
    """The tables as printed, and those that lie on their side turned too: what is named is a row in every one of them."""
    return (*report.tables, *_turned(report))


def _turned(report: Understood) -> Iterator[ReadTable]:
    for table in report.tables:
        if {Part.WOMEN, Part.MEN} <= {row.part for row in table.rows}:
            columns = tuple(_column(at, row) for at, row in enumerate(table.rows, 1))
            rows = tuple(_row(one, table) for one in table.columns if one.kind is ColumnKind.FIGURES)
            yield replace(table, columns=(replace(table.columns[0], place=0), *columns), rows=rows)


def _column(place: int, row: TableRow) -> Column:
    share = any(one.unit == "%" for one in row.cells.values()) or _SHARE.search(row.label) is not None
    part = row.part or (Part.TOTAL if row.total else None)
    return Column(place, row.label, ColumnKind.SHARE if share else ColumnKind.FIGURES, row.year, part)


def _row(column: Column, table: ReadTable) -> TableRow:
    cells = {at: row.cells[column.place] for at, row in enumerate(table.rows, 1) if column.place in row.cells}
    total = column.part is Part.TOTAL
    return TableRow(column.heading, table.grid.rows[0].line, total=total, cells=cells, year=column.year)
