"""Where a printed amount comes from: the accounts and transactions it sums, or the lines it is made of."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stegvis.core.facts import LedgerFact
from stegvis.core.finance.accounts import YearAccounts, accounts_of, opening_of
from stegvis.core.finance.books import Books, books_of, object_results
from stegvis.core.finance.budget import EQUITY_USE, budget_of, split_ledger
from stegvis.core.finance.cash_flow import CASH, CURRENT_LIABILITIES, RECEIVABLES
from stegvis.core.finance.layout import (
    ASSETS,
    EQUITY,
    LIABILITIES,
    PROVISIONS,
    RESULT,
    assign,
    base_lines,
    is_income,
    layout_of,
    terms_of,
)
from stegvis.core.finance.statement import UNMAPPED, Statement, StatementRow, negated
from stegvis.core.money import ZERO
from stegvis.core.package import BudgetLine, Package
from stegvis.core.profile import StatementLine

Amounts = Mapping[str, Decimal | None]
OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True, slots=True)
class AccountAmount:
    """What an account brings to a line: kronor, exact to the öre, signed as the line is printed.

    `opening` of the balance sheet only: what the account began the year with.
    """

    account: str
    name: str
    amount: Decimal
    opening: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LinePart:
    """Another line that a line is made of, exact, in the association's unit, signed as it counts in the sum.

    `moment`: `opening` or `closing` where a balance of the year's beginning or end is meant. None: not known.
    """

    statement: str
    line: str
    label: str
    amount: Decimal | None
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one line's amount of a year comes from.

    Either `parts` (other lines) or `accounts` (kronor) with the year's transactions on them; neither where the amount was
    typed in or decided. `sign` turns a transaction's amount (credit negative) into how the line is printed. `opening`: the
    line shows balances of the year's beginning, and no transaction is in it.
    """

    row: StatementRow
    year: int
    parts: tuple[LinePart, ...] = ()
    accounts: tuple[AccountAmount, ...] = ()
    transactions: tuple[LedgerFact, ...] = ()
    sign: int = 1
    opening: bool = False

    @property
    def of_accounts(self) -> Decimal:
        """What the accounts come to, in kronor."""
        return sum((one.amount for one in self.accounts), ZERO)

    @property
    def of_transactions(self) -> Decimal:
        """What the transactions come to, in kronor, signed as the line is printed."""
        return self.sign * sum((fact.amount for fact in self.transactions), ZERO)


def origin_of(package: Package, statement: Statement, line: str, year: int) -> Origin | None:
    """Where the amount of a line of a statement of the year comes from; None for a line that the statement lacks."""
    row = statement.row(line)
    return None if row is None else _FINDERS[statement.name](_Year(package, year, statement), row)


def booking_order(fact: LedgerFact) -> tuple[date, str, int]:
    """By day, then by series and number: A 5 is before A 13."""
    number = re.search(r"[0-9]+$", fact.voucher)
    return fact.on, fact.voucher[: number.start()] if number else fact.voucher, int(number[0]) if number else 0


class _Year:
    """A year's accounts, books and layout, found once."""

    def __init__(self, package: Package, year: int, statement: Statement) -> None:
        self.package, self.year, self.statement = package, year, statement
        self.layout = layout_of(package, year)
        self.books: Books | None = books_of(package, year)
        self.accounts: YearAccounts | None = accounts_of(package, year)

    @property
    def income(self) -> Amounts:
        """The amounts of the income statement's lines."""
        return self.accounts.income if self.accounts else {}

    def result(self) -> LinePart:
        """The year's result as a part."""
        return LinePart("income", RESULT, _label(self.statement, RESULT), self.income.get(RESULT))

    def rows(self, *lines: str) -> tuple[LinePart, ...]:
        """Other lines of the same statement as parts."""
        found = (self.statement.row(line) for line in lines)
        return tuple(LinePart(self.statement.name, row.line, row.label, row.amount) for row in found if row)


def _label(statement: Statement, line: str) -> str:
    row = statement.row(line)
    return row.label if row else line


def _income(year: _Year, row: StatementRow) -> Origin:
    by_code = {line.line: line for line in year.layout.income}
    declared = by_code.get(row.line)
    if declared is not None and declared.sum_of:
        return Origin(row, year.year, year.rows(*declared.sum_of))
    if row.line == RESULT and declared is None:
        return Origin(row, year.year, year.rows(*(line.line for line in base_lines(year.layout.income))))
    if year.books is None:
        return Origin(row, year.year)
    taken = _taken(row.line, year.books.result, year.layout.income)
    amounts = {account: -amount for account, amount in year.books.result.items() if account in taken}
    return _booked(year.books, row, amounts, sign=-1)


def _taken(line: str, accounts: Iterable[str], lines: Sequence[StatementLine]) -> set[str]:
    """The accounts of a line; those of no line where the line is the one for accounts without."""
    wanted = "" if line == UNMAPPED else line
    return {account for account in accounts if assign(account, lines).line == wanted}


def _booked(
    books: Books,
    row: StatementRow,
    amounts: Mapping[str, Decimal],
    *,
    sign: int,
    facts: Iterable[LedgerFact] | None = None,
    opening: Mapping[str, Decimal] | None = None,
) -> Origin:
    chosen = (fact for fact in books.transactions if fact.account in amounts) if facts is None else facts
    transactions = tuple(sorted(chosen, key=booking_order))
    moved = {fact.account for fact in transactions}
    accounts = tuple(
        AccountAmount(code, books.names.get(code, ""), amount, None if opening is None else opening.get(code, ZERO))
        for code, amount in sorted(amounts.items())
        if amount or code in moved or (opening or {}).get(code)
    )
    return Origin(row, books.year, (), accounts, transactions, sign)


def _balance(year: _Year, row: StatementRow) -> Origin:
    declared = {line.line: line for line in year.layout.balance}.get(row.line)
    if row.line == RESULT:
        return Origin(row, year.year, (year.result(),))
    if row.line in _TOTALS:
        return Origin(row, year.year, _total(year, row.line))
    if declared is not None and declared.sum_of:
        return Origin(row, year.year, year.rows(*declared.sum_of))
    if year.books is None:
        return Origin(row, year.year)
    return _balance_accounts(year.books, year, row)


def _balance_accounts(books: Books, year: _Year, row: StatementRow) -> Origin:
    sign = 1 if row.side in (ASSETS, "") else -1
    opened = books.opening or {}
    codes = _taken(row.line, {*books.closing, *opened}, year.layout.balance)
    opening = {code: sign * opened.get(code, ZERO) for code in codes}
    if row.side == EQUITY:
        found = _booked(books, row, opening, sign=sign, facts=())
        return Origin(row, books.year, accounts=found.accounts, sign=sign, opening=True)
    closing = {code: sign * books.closing.get(code, ZERO) for code in codes}
    return _booked(books, row, closing, sign=sign, opening=None if books.opening is None else opening)


_TOTALS = {
    "assets_total": (ASSETS,),
    "equity_closing": (EQUITY,),
    "equity_and_liabilities_total": (PROVISIONS, LIABILITIES),
}


def _total(year: _Year, line: str) -> tuple[LinePart, ...]:
    lines = [one.line for one in base_lines(year.layout.balance) if one.side in _TOTALS[line]]
    parts = year.rows(*lines)
    if line == "equity_closing":
        return (*parts, *year.rows(RESULT))
    return parts if line == "assets_total" else (*year.rows("equity_closing"), *parts)


#: Rows of the cash flow that are the sum of others.
_FLOWS = {
    "operating_cash_flow": (RESULT, "adjustments", "change_in_receivables", "change_in_current_liabilities"),
    "cash_flow": ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow"),
}


def _cash_flow(year: _Year, row: StatementRow) -> Origin:
    if row.line in _FLOWS:
        return Origin(row, year.year, year.rows(*_FLOWS[row.line]))
    if year.accounts is None:
        return Origin(row, year.year)
    if row.line == RESULT:
        return Origin(row, year.year, (year.result(),))
    parts = tuple(_flow_parts(year, year.accounts, row.line))
    return Origin(row, year.year, parts)


def _flow_parts(year: _Year, accounts: YearAccounts, line: str) -> Iterator[LinePart]:
    opening = opening_of(year.package, accounts) or {}
    by_code = {one.line: one for one in year.layout.balance}
    named = {term: code for code in (RECEIVABLES, CASH, CURRENT_LIABILITIES) for term in terms_of(code, by_code)}
    of = {"change_in_receivables": RECEIVABLES, "change_in_current_liabilities": CURRENT_LIABILITIES}
    sides = {"investing_cash_flow": (ASSETS,), "financing_cash_flow": (PROVISIONS, LIABILITIES)}.get(line, ())
    for one in base_lines(year.layout.balance):
        if (line in of and named.get(one.line) == of[line]) or (one.line not in named and one.side in sides):
            yield from _change(one, accounts.balance, opening)
        elif line == f"cash_{OPENING}" and named.get(one.line) == CASH:
            yield LinePart("balance", one.line, one.label, opening.get(one.line), OPENING)
        elif line == f"cash_{CLOSING}" and named.get(one.line) == CASH:
            yield LinePart("balance", one.line, one.label, accounts.balance[one.line], CLOSING)
    yield from _without_payment(year, line)


def _change(line: StatementLine, closing: Amounts, opening: Amounts) -> Iterator[LinePart]:
    """More assets take money, more debts bring it."""
    before, after = opening.get(line.line), closing[line.line]
    asset = line.side == ASSETS
    yield LinePart("balance", line.line, line.label, before if asset else negated(before), OPENING)
    yield LinePart("balance", line.line, line.label, negated(after) if asset else after, CLOSING)


def _without_payment(year: _Year, line: str) -> Iterator[LinePart]:
    """Costs and incomes without payment: put back among the adjustments, and taken off the investments they are part of."""
    if line == "adjustments":
        for one in year.layout.income:
            if one.non_cash:
                yield LinePart("income", one.line, one.label, negated(year.income.get(one.line)))
    elif line == "investing_cash_flow":
        adjustments = year.rows("adjustments")[0]
        yield LinePart("cash-flow", adjustments.line, adjustments.label, negated(adjustments.amount))


def _operating(year: _Year, row: StatementRow) -> Origin:
    if row.line in ("income_total", "costs_total", RESULT):
        return Origin(row, year.year, tuple(_operating_total(year, row.line)))
    lines = _budget_lines(year)
    if row.line == "not_budgeted":
        return Origin(row, year.year, tuple(_not_budgeted(year, lines)))
    line = next(one for one in lines if one.line == row.line)
    if year.books is None:
        return Origin(row, year.year)
    return _budget_accounts(year.books, year, row, line)


def _budget_lines(year: _Year) -> tuple[BudgetLine, ...]:
    """The lines of the budget that holds, then those that only a forecast has."""
    _, lines = budget_of(year.package, year.year)
    extra = {
        one.line: one
        for one in year.package.budget or ()
        if one.year == year.year and one.line not in {line.line for line in lines}
    }
    return (*lines, *extra.values())


def _operating_total(year: _Year, total: str) -> Iterator[LinePart]:
    if total == RESULT:
        yield year.result()
        return
    for one in base_lines(year.layout.income):
        if is_income(one) is (total == "income_total"):
            yield LinePart("income", one.line, one.label, year.income.get(one.line))


def _not_budgeted(year: _Year, lines: Sequence[BudgetLine]) -> Iterator[LinePart]:
    """The result less what the budget's lines take of it."""
    yield year.result()
    taken = year.rows(*(line.line for line in lines if line.category != EQUITY_USE))
    yield from (LinePart(one.statement, one.line, one.label, negated(one.amount)) for one in taken)


def _budget_accounts(books: Books, year: _Year, row: StatementRow, line: BudgetLine) -> Origin:
    """Accounts that the line names are its own whole; of the statement line's accounts it has what carries its objects."""
    by_code = {one.line: one for one in year.layout.income}
    prefixes, objects = split_ledger(line.ledger)
    terms = terms_of(line.statement_line or line.line, by_code)
    of_objects = {account for row_ in (books.objects or {}).values() for account in row_}
    every = {*books.result, *of_objects, *(fact.account for fact in books.transactions)}
    shared = {account for account in every if assign(account, year.layout.income).line in terms}
    own = {account for account in every if account.startswith(prefixes)} if line.ledger else shared
    sign = -1  # credit is printed positive, be it an income or a cost that is printed negative
    amounts = {account: sign * books.result[account] for account in own if account in books.result}
    wanted = set(objects)
    for account in sorted(shared - own) if objects else ():
        amounts[account] = sign * (object_results(books, wanted, {account}) or ZERO)
    facts = [
        fact for fact in books.transactions
        if fact.account in own or (fact.account in shared and wanted.intersection(fact.objects))
    ]  # fmt: skip
    return _booked(books, row, amounts, sign=sign, facts=facts)


def _requirement(year: _Year, row: StatementRow) -> Origin:
    if row.line == RESULT:
        return Origin(row, year.year, (year.result(),))
    if row is year.statement.lines[-1]:
        return Origin(row, year.year, year.rows(*(one.line for one in year.statement.lines[:-1])))
    return Origin(row, year.year)


_FINDERS: Mapping[str, Callable[[_Year, StatementRow], Origin]] = {
    "income": _income,
    "balance": _balance,
    "cash-flow": _cash_flow,
    "operating": _operating,
    "balance-requirement": _requirement,
}
