"""What the statements owe each other: both sides of the balance, opening and last closing, cash flow and balances."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities, Quantity
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.statements.same_quantity import agreeing, is_alone, is_sure
from stegvis.checking.figures import written
from stegvis.checking.understanding import ReadTable, TableKind, Understood, Version
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: What a year begins with, and what the year before ended with.
_CARRIED = {"equity_opening": "equity_closing", "equity_before": "equity_closing", "cash_opening": "cash"}
#: A change in the cash flow, the balance that changes, and whether a growing balance brings cash (1) or binds it (-1).
_CHANGES = {"change_receivables": ("receivables", -1), "change_liabilities": ("liabilities", 1)}
_RESULTS = ("result", "result_after_financial", "result_before_financial")


def both_sides_of_the_balance_are_equal(report: Understood) -> Iterator[Relation]:
    """Assets are as much as equity, provisions and liabilities, each year."""
    found = quantities.of(report)
    for one in _sure("equity_and_liabilities", found):
        assets = found.within(one.table, one.column.place).get("assets")
        if assets:
            yield replace(agreeing("REP-203", one, assets, 95), echo=False)


def what_a_year_begins_with_is_what_the_last_ended_with(report: Understood) -> Iterator[Relation]:
    """Equity and cash at the beginning of a year are those at the end of the year before; plans are checks/plans.py."""
    found = quantities.of(report)
    for role, ended in _CARRIED.items():
        for one in _sure(role, found):
            last = _last(one, found.of(ended, one.year - 1))
            if last and one.table.kind is not TableKind.BUDGET and (role != "equity_before" or _is_before(one, found)):
                relation = agreeing("REP-204", one, last, 90)
                if not relation.holds and role != "cash_opening" and _is_adjusted(one.table, report):
                    continue
                yield replace(relation, values=(*relation.values, ("before", str(last.year))))


def equity_grows_by_the_years_result(report: Understood) -> Iterator[Relation]:
    """In an overview of years, or a plan of some, equity is last year's and the year's result.

    It must be so of half of the years. In a plan, where nothing else moves it, two of them may ask one number to be another.
    """
    found = quantities.of(report)
    for table in report.of_kind(TableKind.OVERVIEW, TableKind.BUDGET):
        columns = {year: found.within(table, place) for year, place in _years(table).items()}
        told = [relation for year in columns for relation in _grown(year, columns)]
        usual = sum(one.holds for one in told) * 2 >= len(told)
        told = told if usual else [replace(one, certainty=0) for one in told if table.kind is TableKind.BUDGET]
        yield from (one for one in told if one.holds or not _is_adjusted(table, report))


def _years(table: ReadTable) -> Mapping[int, int]:
    """The column of each year that has one, and only one."""
    years = [column.year for column in table.columns]
    return {one.year: one.place for one in table.columns if one.year and years.count(one.year) == 1}


def _grown(year: int, columns: Mapping[int, Mapping[str, Quantity]]) -> Iterator[Relation]:
    now, then, result = (
        columns.get(at, {}).get(role)
        for at, role in ((year, "equity_closing"), (year - 1, "equity_closing"), (year, "result"))
    )
    if now and then and result:
        said = {"what": now.row.label, "year": str(year), "then": then.number.figure.text}
        terms = [Term(one.printed) for one in (then, result)]
        relation = sum_of("REP-208", now.printed, terms, 85, money=True, **said, result=result.number.figure.text)
        yield replace(relation, kind=FindingClass.CONFLICT)


def _is_adjusted(own: ReadTable, report: Understood) -> bool:
    """Whether the report tells that equity was paid back, corrected or counted anew: a row with an amount or a sentence."""
    words = report.words.data["adjusted_equity"]
    tables = [table for table in report.tables if table is own or table.kind is TableKind.NOTE]
    rows = (row for table in tables for row in table.rows if any(number.value for number in row.cells.values()))
    return any(re.search(words["rows"], row.label, re.IGNORECASE) for row in rows) or any(
        re.search(words["sentences"], sentence.text, re.IGNORECASE) for sentence in report.sentences
    )


def the_balanced_result_is_the_years_where_nothing_is_adjusted(report: Understood) -> Iterator[Relation]:
    """The result by the balance requirement is the year's result, if every row between them is nought."""
    found = quantities.of(report)
    for one in _sure("requirement", found):
        column = found.within(one.table, one.column.place)
        others = [row.cells[one.column.place] for row in one.table.rows if one.column.place in row.cells]
        if "result" in column and not any(
            number.value for number in others if number.id not in (one.number.id, column["result"].number.id)
        ):
            yield agreeing("REP-201", one, column["result"], 90)


def changes_in_the_cash_flow_are_those_of_the_balances(report: Understood) -> Iterator[Relation]:
    """A balance that has grown or shrunk from one year to the next does so in the cash flow too."""
    found = quantities.of(report)
    told = [one for role in _CHANGES for change in _sure(role, found) for one in _change(role, change, found)]
    borne_out = any(one.holds and one.whole.value for one in told)
    for one in told:
        slip = slip_of(one.whole.value, one.expected)
        if one.holds or borne_out or slip:
            yield replace(one, certainty=85 if borne_out else 75)


def budgeted_equity_follows_from_the_budgeted_result(report: Understood) -> Iterator[ReportFinding]:
    """Equity at the end of a budgeted year is not that of its beginning when a surplus or deficit is budgeted."""
    found = quantities.of(report)
    for one in _sure("equity_closing", found, Version.BUDGET):
        column = found.within(one.table, one.column.place)
        result = next((column[role] for role in _RESULTS if role in column), None)
        last = next((other for other in found.of("equity_closing", one.year - 1) if is_alone(other)), None)
        if result and last and one.agrees_with(last) and abs(result.amount) > max(result.step, last.step):
            yield _unmoved(one, result, last)


def _unmoved(one: Quantity, result: Quantity, last: Quantity) -> ReportFinding:
    return finding(
        "REP-205",
        Severity.ERROR,
        FindingClass.CONFLICT,
        tuple(dict.fromkeys(place.number.place for place in (one, result, last))),
        certainty=90,
        printed=one.number.figure.text,
        expected=written((last.amount + result.amount) / one.scale, one.number.figure),
        what=one.row.label,
        year=one.year,
        result=result.number.figure.text,
        before=last.number.figure.text,
    )


def _last(one: Quantity, several: Sequence[Quantity]) -> Quantity | None:
    """The place that says the same; else the first, unless one of the two tables has several columns of the year."""
    sure = [other for other in several if is_sure(other)]
    same = next((other for other in sure if other.agrees_with(one)), None)
    return same or next((other for other in sure if is_alone(other) and is_alone(one)), None)


def _sure(role: str, found: Quantities, version: Version = Version.OUTCOME) -> Sequence[Quantity]:
    return [one for one in found.all if (one.role, one.version) == (role, version) and is_sure(one)]


def _is_before(one: Quantity, found: Quantities) -> bool:
    """Whether an amount of equity on the balance sheet is that without the year's result: some year it is just that."""
    columns = (found.within(one.table, column.place) for column in one.table.columns)
    known = [column for column in columns if {"equity_before", "equity_closing", "result"} <= column.keys()]
    return any(
        abs(each["equity_before"].amount + each["result"].amount - each["equity_closing"].amount) <= one.step
        and each["result"].amount
        for each in known
    )


def _change(role: str, change: Quantity, found: Quantities) -> Iterator[Relation]:
    balance, sign = _CHANGES[role]
    now, then = (_on_balance(balance, year, found) for year in (change.year, change.year - 1))
    if now and then and is_alone(change):
        terms = [Term(now.printed, sign), Term(then.printed, -sign)]
        said = {"what": change.row.label, "year": str(change.year), "now": now.number.figure.text}
        relation = sum_of("REP-206", change.printed, terms, 85, money=True, **said, then=then.number.figure.text)
        yield replace(relation, kind=FindingClass.CONFLICT, echo=True)


def _on_balance(role: str, year: int, found: Quantities) -> Quantity | None:
    return next((one for one in found.of(role, year) if one.table.kind is TableKind.BALANCE and is_alone(one)), None)


CHECKS = (
    both_sides_of_the_balance_are_equal,
    what_a_year_begins_with_is_what_the_last_ended_with,
    equity_grows_by_the_years_result,
    changes_in_the_cash_flow_are_those_of_the_balances,
    budgeted_equity_follows_from_the_budgeted_result,
    the_balanced_result_is_the_years_where_nothing_is_adjusted,
)
