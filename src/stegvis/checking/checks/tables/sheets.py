"""An initiative's own table against its row in the tables of all of them: budget, outcome, participants."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stegvis.checking.agreement.quantities import label_of
from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.understanding import ColumnKind, ReadTable, TableRow, Understood
from stegvis.core.report_findings import FindingClass

#: So many numbers of sheets must be those of the table before another is held against it.
_ALIKE = 2


#: What an appendix or a chapter has before the name of the initiative that it is of.
_NUMBERED = re.compile(r"^\W*(?:(?:bilaga|tabell|avsnitt)\s*\d*\s*[.:–-]|\d[\d.]*)\s*", re.IGNORECASE)

#: A table of all by its number, and a number of a sheet against its cell there.
Told = tuple[int, Relation]


def sheets_say_what_the_tables_of_all_say(report: Understood) -> Iterator[Relation]:
    """A row of a sheet is the cell of the initiative's row under the same heading, if others are."""
    told = [one for sheet in report.tables if _is_sheet(sheet) for one in _of_sheet(sheet, report)]
    alike = Counter(table for table, relation in told if relation.holds)
    apart = Counter(table for table, relation in told if not relation.holds)
    for table, relation in told:
        if relation.holds or (alike[table] >= _ALIKE and alike[table] > apart[table]):
            yield relation


def _is_sheet(table: ReadTable) -> bool:
    """Whether it has labels and one column of figures."""
    return [one.kind for one in table.columns] == [ColumnKind.LABEL, ColumnKind.FIGURES]


def _of_sheet(sheet: ReadTable, report: Understood) -> Iterator[Told]:
    names = {label_of(_NUMBERED.sub("", one)) for one in (sheet.title, *sheet.section[-1:])}
    for table in report.tables:
        rows = [row for row in table.rows if row.cells and not row.total and label_of(row.label) in names]
        if table is not sheet and len(rows) == 1:
            yield from _of_row(sheet, table, rows[0], report)


def _of_row(sheet: ReadTable, table: ReadTable, row: TableRow, report: Understood) -> Iterator[Told]:
    for column in table.columns:
        own = _called(label_of(column.heading), sheet.rows)
        if column.kind is ColumnKind.FIGURES and column.place in row.cells and own:
            number, other = own.cells[1], row.cells[column.place]
            what, year = f"{row.label}, {own.label}", str(column.year or report.year or "")
            relation = same("REP-201", number, other, 85, what=what, year=year)
            yield table.number, replace(relation, kind=FindingClass.CONFLICT, echo=True)


def _called(heading: str, rows: Sequence[TableRow]) -> TableRow | None:
    """The one row of a sheet that is called like a column."""
    found = [one for one in rows if label_of(one.label) == heading and 1 in one.cells]
    return found[0] if len(found) == 1 else None


CHECKS = (sheets_say_what_the_tables_of_all_say,)
