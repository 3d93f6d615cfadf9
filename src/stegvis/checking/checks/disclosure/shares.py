"""Shares in tables of persons whose base gives a number that is not shown, or is hidden."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.checking.checks.disclosure.rest import gives_few
from stegvis.checking.checks.disclosure.tables import counts_in, hidden_cells, tables_of_persons
from stegvis.checking.tables.columns import part_of
from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, ReadTable, Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_NAMED = 4
#: So many rows must be possible shares of whole persons for a column of counts to be the shares' base.
_ROWS = 2


def shares_do_not_give_small_counts(report: Understood) -> Iterator[ReportFinding]:
    """ "12 deltagare, 92 % kvinnor": one man. One finding a table, a warning where the number itself was hidden."""
    threshold = report.words.data["persons"]["threshold"]
    for table in tables_of_persons(report):
        hidden = {row for row, _ in hidden_cells(table, report)}
        found = [
            (table.rows[at], share)
            for base, column in _bases(table, report)
            for at, row in enumerate(table.rows)
            if (share := row.cells.get(column.place)) is not None and base.place in row.cells
            if gives_few(share.value, int(row.cells[base.place].value), threshold)
            if at in hidden or not _is_counted(table, column, report)
        ]
        if found:
            rows = ", ".join(f"”{row.label}”" for row, _ in found[:_NAMED])
            kept = any(table.rows.index(row) in hidden for row, _ in found)
            yield finding("REP-707", Severity.WARNING if kept else Severity.REMARK, FindingClass.DISCLOSURE,
                          tuple(share.place for _, share in found), certainty=85, printed=found[0][1].figure.text,
                          count=len(found), rows=rows + (" …" if len(found) > _NAMED else ""), threshold=threshold)  # fmt: skip


def _bases(table: ReadTable, report: Understood) -> Iterator[tuple[Column, Column]]:
    """The column of all persons with each column of a share of them: every row must be able to be of whole persons."""
    counts = _counting(table, report)
    bases = [one for one in counts if one.part in (None, Part.TOTAL)]
    for column in table.columns:
        if column.kind is ColumnKind.SHARE and len(bases) == 1:
            pairs = [
                (row.cells[column.place], row.cells[bases[0].place])
                for row in table.rows
                if {column.place, bases[0].place} <= row.cells.keys()
            ]
            if len(pairs) >= _ROWS and all(_is_possible(share, base) for share, base in pairs):
                yield bases[0], column


def _counting(table: ReadTable, report: Understood) -> Sequence[Column]:
    places = {column.place for _, column, _ in counts_in(table, report.words)}
    return [one for one in table.columns if one.place in places]


def _is_possible(share: Printed, base: Printed) -> bool:
    """Whether some number of whole persons gives the share."""
    half = share.step / 2
    low, high = (share.value - half) * base.value / 100, (share.value + half) * base.value / 100
    return Decimal(0) <= share.value <= 100 and any(low <= count <= high for count in range(int(low), int(high) + 2))


def _is_counted(table: ReadTable, share: Column, report: Understood) -> bool:
    """Whether the number that the share is of stands in the table too: then that is what gives somebody away."""
    counts = _counting(table, report)
    sexes = {one.part for one in counts} & {Part.WOMEN, Part.MEN}
    return bool(sexes) if part_of(share.heading, report.words) in (Part.WOMEN, Part.MEN) else len(counts) > 1


CHECKS = (shares_do_not_give_small_counts,)
