"""The amounts of every line of a year, from the books or typed in: what all statements, ratios and rules are made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from stegvis.core.finance.books import Books, books_of
from stegvis.core.finance.layout import (
    ASSETS,
    EQUITY,
    LIABILITIES,
    PROVISIONS,
    RESULT,
    Assignment,
    Layout,
    assign,
    base_lines,
    is_income,
    layout_of,
    outside_the_result,
    with_sums,
)
from stegvis.core.finance.statement import added, negated
from stegvis.core.findings import Finding, Where, error, warning
from stegvis.core.money import ZERO, Unit
from stegvis.core.package import Package
from stegvis.core.profile import StatementLine

Lines = dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class YearAccounts:
    """A year's amounts by line, exact, in the association's unit, signed as printed. None: not known.

    `balance` has the year's opening balance for equity lines and closing balances for the others, and the totals;
    `opening` the opening balances of all. `unmapped` are shown and are in no total.
    """

    year: int
    layout: Layout
    income: Mapping[str, Decimal | None]
    balance: Mapping[str, Decimal | None]
    opening: Mapping[str, Decimal | None] | None
    unmapped_income: Decimal | None = None
    unmapped_balance: Decimal | None = None
    income_findings: tuple[Finding, ...] = ()
    balance_findings: tuple[Finding, ...] = ()

    @property
    def result(self) -> Decimal | None:
        """The year's result, which is the income statement's wherever it is printed."""
        return self.income[RESULT]

    def total_of(self, *, income: bool) -> Decimal | None:
        """All incomes, or all costs (negative), financial ones and rounding included."""
        lines = (line.line for line in base_lines(self.layout.income) if is_income(line) is income)
        return added(self.income[line] for line in lines)

    def total_of_sides(self, *sides: str) -> Decimal | None:
        """The sum of the balance sheet's lines of those sides."""
        return added(self.balance[line.line] for line in base_lines(self.layout.balance) if line.side in sides)


def accounts_of(package: Package, year: int) -> YearAccounts | None:
    """The year's amounts from the books, else from `balances.csv`; None where nothing is known of the year."""
    layout = layout_of(package, year)
    books = books_of(package, year)
    if books is not None:
        return _from_books(books, layout, package.profile.unit)
    given = {one.line: one.amount for one in package.balances or () if one.year == year}
    return _from_balances(year, given, layout) if given else None


def opening_of(package: Package, accounts: YearAccounts) -> Mapping[str, Decimal | None] | None:
    """The opening balances: the books' own, else what the year before closed with; None where neither is known."""
    if accounts.opening is not None:
        return accounts.opening
    before = accounts_of(package, accounts.year - 1)
    return None if before is None else before.balance


def _from_books(books: Books, layout: Layout, unit: Unit) -> YearAccounts:
    income, closing, opening = _Sorted(layout.income), _Sorted(layout.balance), _Sorted(layout.balance)
    income.take(books.result)
    closing.take(books.closing)
    opening.take(books.opening or {})
    balance: Lines = {line.line: _signed(line, closing.amount(line), unit) for line in base_lines(layout.balance)}
    opened: Lines = {line.line: _signed(line, opening.amount(line), unit) for line in base_lines(layout.balance)}
    known = books.opening is not None
    earned = known or books.result or books.transactions
    balance |= {line.line: opened[line.line] if known else None for line in layout.balance if line.side == EQUITY}
    return _completed(
        YearAccounts(
            year=books.year,
            layout=layout,
            income={
                line.line: unit.from_kronor(-income.amount(line)) if earned else None
                for line in base_lines(layout.income)
            },
            balance=balance,
            opening=opened if known else None,
            unmapped_income=negated(income.left_over(unit)),
            unmapped_balance=closing.left_over(unit),
            income_findings=(*income.findings(books), *_result_findings(books.year, layout)),
            balance_findings=tuple(closing.findings(books)),
        )
    )


def _signed(line: StatementLine, debit: Decimal, unit: Unit) -> Decimal:
    """As printed: assets positive in debit, equity, provisions, liabilities and contingent ones positive in credit."""
    return unit.from_kronor(debit if line.side == ASSETS else -debit)


@dataclass(slots=True)
class _Sorted:
    """Accounts sorted into lines, with those that no line takes kept apart."""

    lines: Sequence[StatementLine]
    amounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    stray: dict[str, tuple[Decimal, Assignment]] = field(default_factory=dict)

    def take(self, amounts: Mapping[str, Decimal]) -> None:
        """Put each account on its line."""
        for account, amount in amounts.items():
            assignment = assign(account, self.lines)
            if assignment.line:
                self.amounts[assignment.line] += amount
            elif amount:
                self.stray[account] = (amount, assignment)

    def amount(self, line: StatementLine) -> Decimal:
        """What a line came to, credit negative."""
        return self.amounts.get(line.line, ZERO)

    def left_over(self, unit: Unit) -> Decimal | None:
        """What no line took, credit negative; None where every account has its line."""
        return unit.from_kronor(sum((amount for amount, _ in self.stray.values()), ZERO)) if self.stray else None

    def findings(self, books: Books) -> Iterator[Finding]:
        """A warning for each account without a line of its own."""
        for account, (amount, assignment) in sorted(self.stray.items()):
            where = Where("association.toml", 0, "accounts")
            values = {"value": account, "name": books.names.get(account, ""), "amount": amount, "year": books.year}
            if assignment.tied:
                yield warning("FIN-003", where, lines=", ".join(assignment.tied), **values)
            else:
                yield warning("FIN-002", where, **values)


def _from_balances(year: int, given: Mapping[str, Decimal], layout: Layout) -> YearAccounts:
    """Typed-in amounts. An absent line is 0; where nothing but the result is given of a statement, its lines are not known."""
    income = _typed(given, layout.income)
    balance = _typed(given, layout.balance)
    if not _computes_result(given, layout):
        income[RESULT] = given.get(RESULT, added(income.values()) or ZERO)
    return _completed(
        YearAccounts(
            year=year,
            layout=layout,
            income=income,
            balance=balance,
            opening=None,
            income_findings=tuple(_typed_findings(year, given, layout)),
        )
    )


def _result_findings(year: int, layout: Layout) -> Iterator[Finding]:
    """A warning for each line that the declared result leaves out or takes twice."""
    for line in outside_the_result(layout.income):
        yield warning("FIN-009", Where("association.toml", 0, "income_statement"), value=line, year=year)


def _typed(given: Mapping[str, Decimal], lines: Iterable[StatementLine]) -> Lines:
    codes = [line.line for line in base_lines(lines)]
    absent = ZERO if any(code in given for code in codes) else None
    return {code: given.get(code, absent) for code in codes}


def _computes_result(given: Mapping[str, Decimal], layout: Layout) -> bool:
    """Whether the result is the sum of the lines: revenue and costs are given, in the standard layout or the own one."""
    own = {line.line for line in base_lines(layout.income)}
    needed = {"operating_revenue", "operating_costs"}
    return needed <= given.keys() if needed <= own else bool(own & given.keys())


def _typed_findings(year: int, given: Mapping[str, Decimal], layout: Layout) -> Iterator[Finding]:
    where = Where("balances.csv", 0, "line")
    known = {line.line for line in (*layout.income, *layout.balance)} | {RESULT}
    for line in given.keys() - known:
        yield warning("FIN-007", where, value=line, year=year)
    computed = with_result(_typed(given, layout.income), layout)[RESULT]
    if RESULT in given and _computes_result(given, layout) and computed != given[RESULT]:
        yield error("FIN-005", where, value=given[RESULT], computed=computed, year=year)


def with_result(income: Lines, layout: Layout) -> Lines:
    """The income statement with its sums; the result is the declared line's, else the sum of all; a given one stands."""
    complete = with_sums(layout.income, income)
    complete.setdefault(RESULT, added(income.values()))
    return complete | {line: amount for line, amount in income.items() if line == RESULT}


def _completed(accounts: YearAccounts) -> YearAccounts:
    """With sums and totals."""
    income = with_result(dict(accounts.income), accounts.layout)
    balance = with_sums(accounts.layout.balance, accounts.balance)
    whole = replace(accounts, income=income, balance=balance)
    return replace(whole, balance=balance | _totals(whole))


def _totals(accounts: YearAccounts) -> Lines:
    closing = added((accounts.total_of_sides(EQUITY), accounts.result))
    return {
        "assets_total": accounts.total_of_sides(ASSETS),
        RESULT: accounts.result,
        "equity_closing": closing,
        "equity_and_liabilities_total": added((closing, accounts.total_of_sides(PROVISIONS, LIABILITIES))),
    }


def two_years(package: Package, year: int) -> tuple[YearAccounts | None, YearAccounts | None]:
    """The year's amounts and those of the year before."""
    return accounts_of(package, year), accounts_of(package, year - 1)


def nothing_known(accounts: YearAccounts | None, year: int) -> Iterator[Finding]:
    """A warning where there are neither books nor typed-in amounts of the year."""
    if accounts is None:
        yield warning("FIN-001", Where("ledger"), value=year)
