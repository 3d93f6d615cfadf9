"""The balance sheet (*balansräkning*)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from stegvis.core.document.blocks import RowKind
from stegvis.core.finance.accounts import YearAccounts, nothing_known, two_years
from stegvis.core.finance.layout import ASSETS, CONTINGENT, EQUITY, LIABILITIES, PROVISIONS, RESULT, layout_of
from stegvis.core.finance.statement import RESULT_LABEL, UNMAPPED, UNMAPPED_LABEL, Statement, StatementRow, less
from stegvis.core.findings import Finding, Where, error, warning
from stegvis.core.package import Package
from stegvis.core.profile import StatementLine

#: Rows that are not declared, and after which side they stand.
_AFTER = {
    ASSETS: (("assets_total", "Summa tillgångar", RowKind.TOTAL),),
    EQUITY: ((RESULT, RESULT_LABEL, RowKind.NORMAL), ("equity_closing", "Utgående eget kapital", RowKind.SUBTOTAL)),
    LIABILITIES: (("equity_and_liabilities_total", "Summa eget kapital, avsättningar och skulder", RowKind.TOTAL),),
}
_UNDECLARED = {code for rows in _AFTER.values() for code, _, _ in rows}


def balance_sheet(package: Package, year: int) -> Statement:
    """What the association owns and owes at the year's end, with the year before.

    Equity lines have the year's opening balance, since the result is a line of its own, whether or not the closing entry
    was booked. A difference between the two totals is an error; contingent lines are in no total.
    """
    this, previous = two_years(package, year)
    lines = layout_of(package, year).balance
    sides = (ASSETS, EQUITY, PROVISIONS, LIABILITIES, CONTINGENT)
    rows = (row for side in sides for row in _side(side, lines, this, previous))
    findings = (*nothing_known(this, year), *_findings(this, previous))
    return Statement("balance", package.profile.unit, (*rows, *_unmapped(this, previous)), findings)


def _side(
    side: str, lines: tuple[StatementLine, ...], this: YearAccounts | None, previous: YearAccounts | None
) -> Iterator[StatementRow]:
    for line in lines:
        if line.side == side and line.line not in _UNDECLARED:
            kind = RowKind.SUBTOTAL if line.sum_of else RowKind.NORMAL
            yield _row(StatementRow(line.line, line.label, line.note, kind=kind, side=side), this, previous)
    for code, label, kind in _AFTER.get(side, ()):
        yield _row(StatementRow(code, label, kind=kind, side=side), this, previous)


def _row(row: StatementRow, this: YearAccounts | None, previous: YearAccounts | None) -> StatementRow:
    amount = this.balance.get(row.line) if this else None
    before = previous.balance.get(row.line) if previous else None
    return replace(row, amount=amount, previous=before)


def _unmapped(this: YearAccounts | None, previous: YearAccounts | None) -> Iterator[StatementRow]:
    """Accounts of the balance sheet that no line takes, positive in debit."""
    amount = this.unmapped_balance if this else None
    before = previous.unmapped_balance if previous else None
    if amount is not None or before is not None:
        yield StatementRow(UNMAPPED, UNMAPPED_LABEL, amount=amount, previous=before)


def _findings(this: YearAccounts | None, previous: YearAccounts | None) -> Iterator[Finding]:
    yield from this.balance_findings if this else ()
    yield from _difference(this, error)
    yield from _difference(previous, warning)
    yield from _opening_is_last_closing(this, previous)


def _difference(accounts: YearAccounts | None, finding: Callable[..., Finding]) -> Iterator[Finding]:
    if accounts is None:
        return
    assets, owed = accounts.balance["assets_total"], accounts.balance["equity_and_liabilities_total"]
    difference = less(assets, owed)
    if difference:
        where = Where("balance", 0, "assets_total")
        yield finding("FIN-004", where, value=assets, other=owed, difference=difference, year=accounts.year)


def _opening_is_last_closing(this: YearAccounts | None, previous: YearAccounts | None) -> Iterator[Finding]:
    if this is None or previous is None:
        return
    opening, closing = this.total_of_sides(EQUITY), previous.balance["equity_closing"]
    if less(opening, closing):
        yield warning("FIN-008", Where("balance", 0, "equity_closing"), value=opening, closing=closing, year=this.year)
