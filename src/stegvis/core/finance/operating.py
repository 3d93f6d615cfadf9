"""The operating statement (*driftredovisning*): the budget's lines with their outcome, down to the year's result."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from stegvis.core.document.blocks import RowKind
from stegvis.core.finance.accounts import YearAccounts, nothing_known, two_years
from stegvis.core.finance.budget import (
    EQUITY_USE,
    BudgetRow,
    budget_outcome,
    outcomes_of_the_year_before,
    statement_budgets,
)
from stegvis.core.finance.layout import RESULT, base_lines, is_income, layout_of
from stegvis.core.finance.statement import RESULT_LABEL, Statement, StatementRow, added, added_known, less
from stegvis.core.package import Package


def operating_statement(package: Package, year: int) -> Statement:
    """One row a budget line, what no budget line takes, and the totals, which are the income statement's; costs negative."""
    this, previous = two_years(package, year)
    outcome = budget_outcome(package, year)
    before = outcomes_of_the_year_before(package, year)
    rows = [
        StatementRow(
            line=row.line,
            label=row.label,
            budget=row.signed(row.budget),
            amount=row.signed(row.amount),
            previous=row.signed(before.get(row.line)),
        )
        for row in outcome.lines
    ]
    left = StatementRow(
        line="not_budgeted",
        label="Ej budgeterat",
        amount=_left(this, outcome.lines, {row.line: row.amount for row in rows}),
        previous=_left(previous, outcome.lines, {row.line: row.previous for row in rows}),
    )
    findings = (*nothing_known(this, year), *outcome.findings)
    totals = _totals(package, year, this, previous)
    return Statement("operating", package.profile.unit, (*rows, left, *totals), findings)


def _left(
    accounts: YearAccounts | None, lines: Sequence[BudgetRow], amounts: Mapping[str, Decimal | None]
) -> Decimal | None:
    """What the income statement has and no budget line takes; saved equity that is used is not in the accounts."""
    if accounts is None:
        return None
    return less(accounts.result, added(amounts[line.line] for line in lines if line.category != EQUITY_USE))


def _totals(
    package: Package, year: int, this: YearAccounts | None, previous: YearAccounts | None
) -> Iterable[StatementRow]:
    budgets = statement_budgets(package, year)
    lines = list(base_lines(layout_of(package, year).income))
    for code, label, income in (("income_total", "Summa intäkter", True), ("costs_total", "Summa kostnader", False)):
        yield StatementRow(
            line=code,
            label=label,
            budget=added_known(budgets.get(line.line) for line in lines if is_income(line) is income),
            amount=this.total_of(income=income) if this else None,
            previous=previous.total_of(income=income) if previous else None,
            kind=RowKind.SUBTOTAL,
        )
    yield StatementRow(
        line=RESULT,
        label=RESULT_LABEL,
        budget=budgets.get(RESULT),
        amount=this.result if this else None,
        previous=previous.result if previous else None,
        kind=RowKind.TOTAL,
    )
