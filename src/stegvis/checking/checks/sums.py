"""Sums within a table: of a row's parts, of a column's rows, of totals' totals."""

from collections.abc import Iterator

from stegvis.checking.relations import Relation, Term, sum_of
from stegvis.checking.understanding import Part, Understood


def parts_add_up_in_each_row(report: Understood) -> Iterator[Relation]:
    """Women, men and those whose sex is not known are together the row's total."""
    for table in report.tables:
        parts = [column.place for column in table.columns if column.part in (Part.WOMEN, Part.MEN, Part.UNKNOWN)]
        totals = [column.place for column in table.columns if column.part is Part.TOTAL]
        if len(totals) != 1 or len(parts) < 2:
            continue
        for row in table.rows:
            if totals[0] in row.cells and any(part in row.cells for part in parts):
                terms = [Term(row.cells[part]) for part in parts if part in row.cells]
                yield sum_of("REP-101", row.cells[totals[0]], terms, 95, what=row.label)


CHECKS = (parts_add_up_in_each_row,)
