"""The income statement (*resultaträkning*)."""

from collections.abc import Iterator

from stegvis.core.document.blocks import RowKind
from stegvis.core.finance.accounts import YearAccounts, nothing_known, two_years
from stegvis.core.finance.budget import statement_budgets
from stegvis.core.finance.layout import RESULT, layout_of
from stegvis.core.finance.statement import RESULT_LABEL, UNMAPPED, UNMAPPED_LABEL, Statement, StatementRow
from stegvis.core.package import Package
from stegvis.core.profile import StatementLine


def income_statement(package: Package, year: int) -> Statement:
    """The year's incomes (positive), costs (negative) and result, with budget and the year before.

    The result is a row also where the association's layout has none; accounts without a line are a row of their own.
    """
    this, previous = two_years(package, year)
    lines = layout_of(package, year).income
    if RESULT not in {line.line for line in lines}:
        lines = (*lines, StatementLine(RESULT, RESULT_LABEL))
    budgets = statement_budgets(package, year)
    rows = [
        StatementRow(
            line=line.line,
            label=line.label,
            note=line.note,
            budget=budgets.get(line.line),
            amount=this.income.get(line.line) if this else None,
            previous=previous.income.get(line.line) if previous else None,
            kind=_kind(line),
        )
        for line in lines
    ]
    findings = (*nothing_known(this, year), *(this.income_findings if this else ()))
    return Statement("income", package.profile.unit, (*rows, *_unmapped(this, previous)), findings)


def _kind(line: StatementLine) -> RowKind:
    if line.line == RESULT:
        return RowKind.TOTAL
    return RowKind.SUBTOTAL if line.sum_of else RowKind.NORMAL


def _unmapped(this: YearAccounts | None, previous: YearAccounts | None) -> Iterator[StatementRow]:
    amount = this.unmapped_income if this else None
    before = previous.unmapped_income if previous else None
    if amount is not None or before is not None:
        yield StatementRow(UNMAPPED, UNMAPPED_LABEL, amount=amount, previous=before)
