"""Sums within a table: of a row's parts, of a column's rows, of totals' totals."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from stegvis.checking.agreement.certainty import certainty_of
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.scopes import Adding, Cut
from stegvis.checking.agreement.totals import Totals
from stegvis.checking.figures import written
from stegvis.checking.tables.lines import columns_of, heading_of, is_difference, rows_of, says_total
from stegvis.checking.understanding import Part, Printed, ReadTable, TableKind, TableRow, Understood
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: Tables that may be of people, where each one counts; the other kinds are of money.
_COUNTS = (TableKind.BY_SEX, TableKind.GOALS, TableKind.OTHER)

#: Statements whose order everybody follows.
_BY_CUSTOM = (TableKind.INCOME, TableKind.BALANCE, TableKind.CASH_FLOW, TableKind.OPERATING)

_ALL = 100
#: Digits and spaces that make no number.
_BROKEN = re.compile(r"[-–−]?\s*\d[\d\s.,]*")


def parts_add_up_in_each_row(report: Understood) -> Iterator[Relation]:
    """Women, men and those whose sex is not known, or the parts that the columns name, are together the row's total."""
    for table in report.tables:
        columns = Adding("REP-101", columns_of(table, report.words), money=table.kind not in _COUNTS)
        for total, row, relation in _sums(columns):
            yield replace(relation, values=(("what", table.rows[row].label), ("of", total)))


def rows_add_up_to_their_totals(report: Understood) -> Iterator[Relation]:
    """A total is the sum of the rows that it totals; a result is what is left of income after costs."""
    for table in report.tables:
        if not _counts_some_twice(table, report):
            for total, column, relation in _without_financial_items(_sums(_rows(table, report)), table, report):
                yield replace(relation, values=(("what", total), ("of", heading_of(table.column(column)))))


def _rows(table: ReadTable, report: Understood) -> Adding:
    return Adding(
        "REP-102",
        rows_of(table, report.words),
        money=table.kind not in _COUNTS,
        differences={one.place for one in table.columns if is_difference(one, report.words)},
        custom=table.kind in _BY_CUSTOM,
        whole=_is_of_a_whole(table, report),
    )


def women_and_men_below_a_row_are_all_of_it(report: Understood) -> Iterator[Relation]:
    """ "Deltagare 65, varav kvinnor 43, varav män 22": with those whose sex is not known, if they have a row, they are all."""
    for table in report.tables:
        for at, row in enumerate(table.rows):
            below = list(takewhile(lambda one: _sex(one, report) is not None, table.rows[at + 1 :]))
            if {Part.WOMEN, Part.MEN} <= {_sex(one, report) for one in below}:
                yield from _of_both(row, below, table)


def _sex(row: TableRow, report: Understood) -> Part | None:
    """Whom a row "varav ..." counts, if it is of one sex or of those whose sex is not known."""
    first, _, whom = plain(row.label).partition(" ")
    known = report.words.data["parts"]
    within = first in report.words.data["adding"]["within"]
    parts = (Part.WOMEN, Part.MEN, Part.UNKNOWN)
    return next((part for part in parts if within and whom in known[part.value]), None)


def _of_both(row: TableRow, below: Sequence[TableRow], table: ReadTable) -> Iterator[Relation]:
    for at, whole in row.cells.items():
        terms = [Term(one.cells[at]) for one in below if at in one.cells]
        counts = not any(one.unit or one.figure.decimals for one in (whole, *(term.number for term in terms)))
        if counts and len(terms) == len(below):
            yield sum_of("REP-102", whole, terms, 90, what=row.label, of=heading_of(table.column(at)))


def cut_cells_are_told_by_their_sums(report: Understood) -> Iterator[ReportFinding]:
    """A total that was cut on its way, as "1 20" for 1 204, is no error of the author's: its parts say what it was."""
    for table in report.tables:
        rows = _rows(table, report)
        for scope in Totals(rows).scopes():
            for cut in scope.cut if certainty_of(scope, rows) and not scope.broken else ():
                row = table.rows[rows.lines[cut.line].place]
                if _is_cut(row.texts[cut.key].strip(), cut):
                    yield _cut(report, row, heading_of(table.column(cut.key)), row.texts[cut.key], cut)


def _is_cut(text: str, cut: Cut) -> bool:
    """Whether it is digits, and not those of the number with its spaces lost."""
    return _BROKEN.fullmatch(text) is not None and re.sub(r"\D", "", text) != f"{abs(cut.expected):.0f}"


def _cut(report: Understood, row: TableRow, of: str, text: str, cut: Cut) -> ReportFinding:
    return finding("REP-110", Severity.REMARK, FindingClass.SUM, (report.report.place(row.line),), certainty=85,
                   printed=text.strip(), expected=written(cut.expected, cut.like.figure), what=row.label, of=of)  # fmt: skip


def _sums(adding: Adding) -> Iterator[tuple[str, int, Relation]]:
    """The sums that hold, and those that surely should: the total's label, where the other axis crosses it, the sum.

    In a statement also those that should by the field's custom: two of them that ask one number to be another are sure together.
    """
    for scope in Totals(adding).scopes():
        certainty = certainty_of(scope, adding)
        for key, relation in scope.sums.items():
            if relation.holds or certainty or adding.custom:
                sure = relation.certainty if relation.holds and not certainty else certainty
                yield adding.lines[scope.total].label, key, replace(relation, certainty=sure)


def _without_financial_items(
    sums: Iterable[tuple[str, int, Relation]], table: ReadTable, report: Understood
) -> Iterator[tuple[str, int, Relation]]:
    """The sums but for results in a summary that leaves out the financial items: a statement that has them bears them out."""
    results = {row.label for row in table.rows if "result" in row.roles}
    asked = results and not _has_financial_items(table, report)
    elsewhere = list(_results_after_financial_items(report)) if asked else []
    for total, column, relation in sums:
        if relation.holds or total not in results or not any(_is_the_same(relation.whole, one) for one in elsewhere):
            yield total, column, relation


def _results_after_financial_items(report: Understood) -> Iterator[Printed]:
    for table in report.tables:
        if _has_financial_items(table, report):
            for row in table.rows:
                yield from row.cells.values() if "result" in row.roles else ()


def _has_financial_items(table: ReadTable, report: Understood) -> bool:
    stems = report.words.data["adding"]["financial"]
    return any(stem in plain(row.label) for row in table.rows for stem in stems if row.cells)


def _is_the_same(one: Printed, other: Printed) -> bool:
    return one.id != other.id and abs(one.exact - other.exact) < max(one.exact_step, other.exact_step)


def _is_of_a_whole(table: ReadTable, report: Understood) -> bool:
    """Whether a total of the table is said to be 100 % of something."""
    return any(
        number.unit == "%" and number.value == _ALL
        for row in table.rows
        for number in row.cells.values()
        if says_total(row.label, report.words)
    )


def _counts_some_twice(table: ReadTable, report: Understood) -> bool:
    """Whether the table says that a person may be in several of its rows."""
    said = plain(" ".join((table.title, *table.section[-1:], *(column.heading for column in table.columns))))
    return any(word in said for word in report.words.data["adding"]["several"])


CHECKS = (
    parts_add_up_in_each_row,
    rows_add_up_to_their_totals,
    women_and_men_below_a_row_are_all_of_it,
    cut_cells_are_told_by_their_sums,
)
