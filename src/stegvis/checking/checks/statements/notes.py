"""Totals of notes against the rows of the statements that refer to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities
from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.understanding import Column, ColumnKind, Printed, ReadTable, TableKind, TableRow, Understood
from stegvis.core.report_findings import FindingClass

_NUMBER = re.compile(r"\W*(?:not\s*)?(\d{1,2})\W*", re.IGNORECASE)

#: A column of a table as what it is of: the year, and budget or outcome.
When = tuple[int | None, str]


def notes_say_what_their_statements_do(report: Understood) -> Iterator[Relation]:
    """The total of a note is the amount of the row that refers to it, each year; another year of the same note bears it out."""
    found = quantities.of(report)
    for statement in report.of_kind(TableKind.INCOME, TableKind.BALANCE, TableKind.CASH_FLOW):
        for row, number in _referring(statement):
            ways = [
                _held(statement, row, note, number, found)
                for note in report.of_kind(TableKind.NOTE)
                if note.note == number
            ]
            told = max(ways, key=lambda way: sum(one.holds for one in way), default=[])
            borne_out = any(one.holds and one.whole.value for one in told)
            yield from (
                replace(one, certainty=90 if borne_out else 75)
                for one in told
                if one.holds or borne_out or slip_of(one.whole.value, one.expected)
            )


def _referring(table: ReadTable) -> Iterator[tuple[TableRow, str]]:
    """The rows that refer to one note, with its number; a note that several rows refer to is the total of none of them."""
    places = [column.place for column in table.columns if column.kind is ColumnKind.NOTE]
    told = [
        (row, found[1]) for row in table.rows for at in places if (found := _NUMBER.fullmatch(row.texts.get(at, "")))
    ]
    numbers = [number for row, number in told if row.cells]
    yield from ((row, number) for row, number in told if row.cells and numbers.count(number) == 1)


def _held(statement: ReadTable, row: TableRow, note: ReadTable, number: str, found: Quantities) -> Sequence[Relation]:
    total = _total(note)
    if total is None:
        return []
    theirs, ours = _by_year(note, total), _by_year(statement, row)
    units = [found.units[table.number].unit for table in (note, statement)]
    told = []
    for when in (when for when in ours if when in theirs):
        relation = _relation(_in(theirs[when], units[0]), _in(ours[when], units[1]), row, number)
        if relation.holds or not _of_another_row(relation, statement, when, units[1], row, number):
            told.append(relation)
    return told


def _of_another_row(one: Relation, table: ReadTable, when: When, unit: str, row: TableRow, number: str) -> bool:
    """Whether the note is of another amount of the statement: of several rows, with the row that sums them."""
    cells = (_by_year(table, other).get(when) for other in table.rows if other is not row)
    return any(_relation(one.whole, _in(cell, unit), row, number).holds for cell in cells if cell and cell.value)


def _total(note: ReadTable) -> TableRow | None:
    """The row that sums the note: its last one with figures, if it says so."""
    rows = [row for row in note.rows if row.cells]
    return rows[-1] if rows and rows[-1].total else None


def _by_year(table: ReadTable, row: TableRow) -> Mapping[When, Printed]:
    columns = [column for column in table.columns if column.kind is ColumnKind.FIGURES and column.place in row.cells]
    told = [_when(column) for column in columns]
    return {
        when: row.cells[column.place]
        for when, column in zip(told, columns, strict=True)
        if when[0] is not None and told.count(when) == 1
    }


def _when(column: Column) -> When:
    return column.year, column.version.value if column.version else "outcome"


def _in(number: Printed, unit: str) -> Printed:
    return replace(number, unit=number.figure.unit or unit)


def _relation(note: Printed, own: Printed, row: TableRow, number: str) -> Relation:
    """The note's total against the statement's row, with or without a minus, within a step of the coarser."""
    sign = -1 if note.value * own.value < 0 else 1
    relation = same("REP-207", note, own, 90, sign=sign, what=row.label, note=number)
    slack = max(note.exact_step, own.exact_step) / (note.exact_step / note.step)
    return replace(relation, low=relation.expected - slack, high=relation.expected + slack,
                   kind=FindingClass.CONFLICT, echo=True)  # fmt: skip


CHECKS = (notes_say_what_their_statements_do,)
