"""Small cells in tables of persons, and hidden cells that the others give away."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from stegvis.checking.once import once
from stegvis.checking.tables.lines import is_difference
from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, ReadTable, TableKind, TableRow, Understood
from stegvis.checking.words import Words, plain
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_PERSONS = frozenset({TableKind.BY_SEX, TableKind.OTHER})
_FACTS = frozenset({TableKind.OTHER, TableKind.OVERVIEW})
#: So many cells are named in the sentence; the rest are counted.
_NAMED = 4

#: A column (or row) of cells by place: a number, or None where the cell is hidden.
Cells = dict[tuple[int, int], Decimal | None]


def small_cells_give_persons_away(report: Understood) -> Iterator[ReportFinding]:
    """Cells of one to four persons, one finding a table."""
    threshold = report.words.data["persons"]["threshold"]
    for table in report.tables:
        small = [
            (row, column, number)
            for row, column, number in _counted(table, report.words)
            if 0 < number.value < threshold and number.figure.decimals == 0
        ]
        if small:
            cells = ", ".join(_said(row, column, number) for row, column, number in small[:_NAMED])
            yield finding("REP-701", Severity.REMARK, FindingClass.DISCLOSURE, tuple(one.place for *_, one in small),
                          certainty=90 if _by_sex(table, report.words) else 80, printed=small[0][2].figure.text,
                          count=len(small), cells=cells + (" …" if len(small) > _NAMED else ""), threshold=threshold)  # fmt: skip


def _counted(table: ReadTable, words: Words) -> Iterator[tuple[TableRow, Column, Printed]]:
    """The cells that count persons: all counts of a table of persons, else the rows of participants among other facts."""
    if _is_of_persons(table, words):
        yield from counts_in(table, words)
    elif table.kind in _FACTS and not _is_of_others(table, words):
        rows = [row.line for row in table.rows if re.fullmatch(words.data["persons"]["rows"], plain(row.label))]
        whereof = words.data["persons"]["rows_whereof"] if rows else "$^"
        for row, column, number in counts_in(table, words):
            if row.line in rows or re.fullmatch(whereof, plain(row.label)):
                yield row, column, number


def _said(row: TableRow, column: Column, number: Printed) -> str:
    return f"{' '.join(one for one in (row.label, column.heading) if one)}: {number.figure.text}".lstrip(": ")


def tables_of_persons(report: Understood) -> Iterator[ReadTable]:
    """Tables that count persons in initiatives; not money, goals, boards, meetings or scores."""
    return (table for table in report.tables if _is_of_persons(table, report.words))


def _is_of_persons(table: ReadTable, words: Words) -> bool:
    known = words.data["persons"]["tables"]
    named = plain(" ".join((table.title, *table.section[-1:], table.columns[0].heading)))
    of_persons = _by_sex(table, words) or any(word in named for word in known)
    return table.kind in _PERSONS and of_persons and not _is_of_others(table, words)


def _is_of_others(table: ReadTable, words: Words) -> bool:
    """Whether its title or first heading says that it counts something else; "avslut efter månader" says persons first."""
    known, own = words.data["persons"], plain(" ".join((table.title, table.columns[0].heading)))
    first = min((own.find(word) for word in known["tables"] if word in own), default=len(own))
    before = "" if _by_sex(table, words) else own[:first]
    return any(word in own for word in known["not_persons"]) or any(word in before for word in known["beside_persons"])


def _by_sex(table: ReadTable, words: Words) -> bool:
    """Whether the columns or the rows are women and men."""
    parts = {column.part for column in table.columns}
    labels = {plain(row.label) for row in table.rows}
    known = words.data["persons"]
    rows = not labels.isdisjoint(known["women"]) and not labels.isdisjoint(known["men"])
    return rows or bool(parts & {Part.WOMEN, Part.MEN})


def counts_in(table: ReadTable, words: Words) -> Iterator[tuple[TableRow, Column, Printed]]:
    """The cells that count persons: no shares, no money, no differences, no rows or columns of something else."""
    others = [*words.data["persons"]["not_persons"], *words.data["persons"]["beside_persons"]]
    headed = any(column.heading for column in table.columns[1:])
    for row in table.rows:
        for place, number in row.cells.items():
            column = table.column(place)
            named = plain(f"{row.label} {column.heading}")
            figures = column.kind is ColumnKind.FIGURES and not is_difference(column, words)
            counts = figures and number.unit == "" and "%" not in row.label
            if counts and (column.heading or not headed) and not any(word in named for word in others):
                yield row, column, number


def hidden_cells_cannot_be_worked_out(report: Understood) -> Iterator[ReportFinding]:
    """A hidden cell that is the only one of its row or column, so that the total gives it, one finding a table."""
    for table in tables_of_persons(report):
        cells = _with_hidden(table, report)
        lines = [*_rows(table), *_column_lines(table, cells)]
        found = _worked_out(cells, lines)
        if found:
            rows = sorted({row for row, _ in found})
            places = tuple(report.report.place(table.rows[row].line) for row in rows)
            yield finding("REP-703", Severity.WARNING, FindingClass.DISCLOSURE, places, certainty=90, count=len(found),
                          cells=", ".join(table.rows[row].label for row in rows))  # fmt: skip


def _with_hidden(table: ReadTable, report: Understood) -> Cells:
    cells: Cells = {
        (at, place): number.value for at, row in enumerate(table.rows) for place, number in row.cells.items()
    }
    return cells | dict.fromkeys(hidden_cells(table, report))


def hidden_cells(table: ReadTable, report: Understood) -> Sequence[tuple[int, int]]:
    """The cells that are hidden, by row and column: a sign of the field's, or one that the report explains so."""
    signs = {*report.words.data["persons"]["hidden"], *_signs(report)}
    labels = {column.place for column in table.columns if column.kind is ColumnKind.LABEL}
    return [
        (at, place)
        for at, row in enumerate(table.rows)
        for place, text in row.texts.items()
        if place not in labels and text.strip().casefold() in signs
    ]


@once
def _signs(report: Understood) -> frozenset[str]:
    """The signs that the report says stand for small numbers: "– betyder färre än fem"."""
    form = re.compile(report.words.data["persons"]["hides"], re.IGNORECASE)
    return frozenset(
        found["sign"].casefold()
        for line in report.report.lines
        if "fem" in line.text or "5" in line.text
        for found in form.finditer(line.text)
    )


#: A total's place, and those of its parts.
Line = tuple[tuple[int, int], Sequence[tuple[int, int]]]


def _rows(table: ReadTable) -> Iterator[Line]:
    """Women, men and unknown of each row, where the table has one total and no other column of counts."""
    parts = [column.place for column in table.columns if column.part in (Part.WOMEN, Part.MEN, Part.UNKNOWN)]
    totals = [column.place for column in table.columns if column.part is Part.TOTAL]
    counts = {column.place for column in table.columns if column.kind is ColumnKind.FIGURES and column.place}
    if len(totals) == 1 and len(parts) > 1 and counts == {*parts, *totals}:
        for at, row in enumerate(table.rows):
            if any(part in row.cells for part in parts):
                yield (at, totals[0]), [(at, part) for part in parts]


def _column_lines(table: ReadTable, cells: Mapping[tuple[int, int], Decimal | None]) -> Iterator[Line]:
    """The rows above the last one, if that is a total and some column without hidden cells adds up to it."""
    last = len(table.rows) - 1
    totals = [at for at, row in enumerate(table.rows) if row.total]
    if totals != [last] or last < 2:
        return
    columns = [column.place for column in table.columns if column.kind is ColumnKind.FIGURES and column.place]
    lines = {place: [(at, place) for at in range(last) if (at, place) in cells] for place in columns}
    shown = {place: [cells[one] for one in parts] for place, parts in lines.items()}
    if any(
        None not in values and sum(one or 0 for one in values) == cells.get((last, place))
        for place, values in shown.items()
    ):
        yield from (((last, place), parts) for place, parts in lines.items())


def _worked_out(cells: Cells, lines: Sequence[Line]) -> set[tuple[int, int]]:
    """The hidden cells that follow from the others, one after another."""
    known = dict(cells)
    found: set[tuple[int, int]] = set()
    while True:
        gained: Cells = {}
        for total, parts in lines:
            missing = [one for one in (total, *parts) if one in known and known[one] is None]
            if len(missing) == 1 and total in known:
                shown = sum((known[one] or Decimal(0) for one in parts if one in known), Decimal(0))
                gained[missing[0]] = shown if missing[0] == total else (known[total] or Decimal(0)) - shown
        if not gained:
            return found
        known |= gained
        found |= gained.keys()


CHECKS = (small_cells_give_persons_away, hidden_cells_cannot_be_worked_out)
