"""Budget and outcome, line by line: what was decided, what the year is thought to come to and what it came to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.core.finance.books import Books, books_of, object_results
from stegvis.core.finance.layout import assign, is_income, layout_of, terms_of
from stegvis.core.finance.statement import added_known, less, negated, rounded_or_none
from stegvis.core.findings import Finding, Where, warning
from stegvis.core.money import ZERO, Unit
from stegvis.core.package import BudgetLine, Package
from stegvis.core.profile import StatementLine

ADOPTED, AMENDED, FORECAST = "adopted", "amended:", "forecast:"
_INCOMES = {"contribution", "grant", "equity_use"}
#: Set aside and never booked on: their outcome is 0 where no accounts are named.
_RESERVES = {"unallocated", "buffer"}
EQUITY_USE = "equity_use"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of the budget beside its forecast and its outcome, in the association's unit; costs are positive.

    `variance` is what is left: budget less outcome for costs, outcome less budget for incomes. None: not known.
    """

    line: str
    label: str
    category: str
    initiatives: tuple[str, ...]
    budget: Decimal | None
    forecast: Decimal | None
    amount: Decimal | None
    variance: Decimal | None
    income: bool = False

    @property
    def printed(self) -> "BudgetRow":
        """The same row with each amount rounded once."""
        return replace(
            self,
            budget=rounded_or_none(self.budget),
            forecast=rounded_or_none(self.forecast),
            amount=rounded_or_none(self.amount),
            variance=rounded_or_none(self.variance),
        )

    def signed(self, amount: Decimal | None) -> Decimal | None:
        """An amount of the row as a statement prints it: costs negative."""
        return amount if self.income else negated(amount)


@dataclass(frozen=True, slots=True)
class BudgetOutcome:
    """The year's budget lines in their own order, and what is wrong in them. `version`: which budget it is."""

    year: int
    unit: Unit
    version: str
    lines: tuple[BudgetRow, ...]
    findings: tuple[Finding, ...] = ()

    def of_category(self, *categories: str) -> Decimal | None:
        """The outcome of the categories; None where there is no such line or where one of them is not known."""
        amounts = [row.amount for row in self.lines if row.category in categories]
        return sum((amount or ZERO for amount in amounts), ZERO) if amounts and None not in amounts else None


def budget_outcome(package: Package, year: int) -> BudgetOutcome:
    """The budget that holds (the latest amended, else the adopted), the latest forecast, and the outcome.

    Of several amended versions the one that comes last in the file holds, since its name is a decision and no date.
    A line that only the forecast has comes last, without a budget.
    """
    version, lines = budget_of(package, year)
    forecast = {line.line: line for line in _forecast_of(package, year)}
    extra = [replace(line, amount=None) for code, line in forecast.items() if code not in {one.line for one in lines}]
    source = _Source(package, year)
    rows = tuple(_row(line, forecast.get(line.line), source) for line in (*lines, *extra))
    findings = (*source.findings, *_taken_twice(lines, source))
    return BudgetOutcome(year, package.profile.unit, version, rows, findings)


def budget_of(package: Package, year: int) -> tuple[str, tuple[BudgetLine, ...]]:
    """The version of the year's budget that holds, and its lines; empty where no budget is adopted."""
    lines = [line for line in package.budget or () if line.year == year]
    amended = [line.version for line in lines if line.version.startswith(AMENDED)]
    version = amended[-1] if amended else ADOPTED
    chosen = tuple(line for line in lines if line.version == version)
    return (version, chosen) if chosen else ("", ())


def statement_budgets(package: Package, year: int) -> dict[str, Decimal | None]:
    """The budget of each line of the income statement, costs negative; a sum's budget is the sum of its terms' budgets.

    Saved equity that is to be used is no income and is in no line.
    """
    _, lines = budget_of(package, year)
    layout = layout_of(package, year)
    by_code = {line.line: line for line in layout.income}
    own: dict[str, Decimal | None] = {}
    for line in lines:
        code = line.statement_line or line.line
        if line.category != EQUITY_USE and line.amount is not None:
            income = budgets_income(line, by_code.get(code))
            own[code] = (own.get(code) or ZERO) + (line.amount if income else -line.amount)
    budgets = {code: added_known(own.get(term) for term in terms_of(code, by_code)) for code in by_code}
    budgets.setdefault("result", added_known(budgets[line.line] for line in layout.income if not line.sum_of))
    return budgets


def budgets_income(line: BudgetLine, statement_line: StatementLine | None) -> bool:
    """Whether a budget line is an income: by its category, a financial one by its line of the income statement."""
    if line.category != "financial":
        return line.category in _INCOMES
    return is_income(statement_line or StatementLine(line.line, line.label))


def outcomes_of_the_year_before(package: Package, year: int) -> dict[str, Decimal | None]:
    """What each line of the year's budget came to the year before, by that year's own budget or else by its accounts."""
    own = {row.line: row.amount for row in budget_outcome(package, year - 1).lines}
    source = _Source(package, year - 1)
    _, lines = budget_of(package, year)
    by_accounts = {line.line: source.outcome(line) for line in lines if source.books}
    return by_accounts | own


class _Source:
    """Where a year's outcome is taken from, and what could not be found there."""

    def __init__(self, package: Package, year: int) -> None:
        self.books = books_of(package, year)
        self.unit = package.profile.unit
        self.by_code: Mapping[str, StatementLine] = {line.line: line for line in layout_of(package, year).income}
        self.accounts_by_line = _accounts_by_line(self.books, self.by_code.values()) if self.books else {}
        self.findings: list[Finding] = []

    def outcome(self, line: BudgetLine) -> Decimal | None:
        """What the line came to, incomes and costs both positive; None where it is not known."""
        if self.books is None:
            return line.outcome
        debit = self._debit(line, self.books)
        if debit is None:
            return None
        income = budgets_income(line, self.statement_line(line))
        return self.unit.from_kronor(-debit if income else debit)

    def statement_line(self, line: BudgetLine) -> StatementLine | None:
        """The line of the income statement that it belongs to."""
        return self.by_code.get(line.statement_line or line.line)

    def accounts(self, line: BudgetLine) -> set[str]:
        """The accounts of its line of the income statement, sums by their terms."""
        terms = terms_of(line.statement_line or line.line, self.by_code)
        return {account for term in terms for account in self.accounts_by_line.get(term, ())}

    def _debit(self, line: BudgetLine, books: Books) -> Decimal | None:
        prefixes, objects = split_ledger(line.ledger)
        accounts = self.accounts(line)
        if not line.ledger and self.statement_line(line) is None:
            return self._without_accounts(line)
        own = accounts if not line.ledger else {code for code in books.result if code.startswith(prefixes)}
        booked = sum((books.result.get(account, ZERO) for account in own), ZERO)
        if not objects:
            return booked
        by_object = object_results(books, objects, accounts - own)
        if by_object is None:
            self.findings.append(_finding("FIN-011", line))
            return None
        return booked + by_object

    def _without_accounts(self, line: BudgetLine) -> Decimal | None:
        if line.category in _RESERVES:
            return ZERO
        if line.category != EQUITY_USE:
            self.findings.append(_finding("FIN-010", line))
        return None


def split_ledger(ledger: Iterable[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The account prefixes (`a:462`) and the objects (`6:10`, dimension and number) that a budget line names."""
    pairs = [tuple(one.split(":", 1)) for one in ledger if ":" in one]
    prefixes = tuple(number for dimension, number in pairs if dimension == "a")
    return prefixes, tuple((dimension, number) for dimension, number in pairs if dimension != "a")


def _row(line: BudgetLine, forecast: BudgetLine | None, source: _Source) -> BudgetRow:
    income = budgets_income(line, source.statement_line(line))
    amount = source.outcome(line)
    return BudgetRow(
        line=line.line,
        label=line.label,
        category=line.category,
        initiatives=line.initiatives,
        budget=line.amount,
        forecast=forecast.amount if forecast else None,
        amount=amount,
        variance=less(amount, line.amount) if income else less(line.amount, amount),
        income=income,
    )


def _accounts_by_line(books: Books, lines: Iterable[StatementLine]) -> dict[str, set[str]]:
    own = tuple(lines)
    found: dict[str, set[str]] = {}
    by_object = (account for row in (books.objects or {}).values() for account in row)
    for account in {*books.result, *by_object, *(fact.account for fact in books.transactions)}:
        found.setdefault(assign(account, own).line, set()).add(account)
    return found


def _forecast_of(package: Package, year: int) -> Sequence[BudgetLine]:
    """The lines of the latest forecast: a forecast's version is its date."""
    lines = [line for line in package.budget or () if line.year == year and line.version.startswith(FORECAST)]
    latest = max((line.version for line in lines), default="")
    return [line for line in lines if line.version == latest]


def _taken_twice(lines: Sequence[BudgetLine], source: _Source) -> Iterator[Finding]:
    """A line that takes all accounts of its statement line, where another line takes some of them too."""
    if source.books is None:
        return
    for line in lines:
        code = line.statement_line or line.line
        others = [one.line for one in lines if one is not line and (one.statement_line or one.line) == code]
        if others and not line.ledger and code in source.by_code:
            yield _finding("FIN-012", line, statement_line=code, others=", ".join(others))


def _finding(code: str, line: BudgetLine, **values: str) -> Finding:
    return warning(code, Where("budget.csv", 0, "ledger"), value=line.line, year=line.year, **values)
