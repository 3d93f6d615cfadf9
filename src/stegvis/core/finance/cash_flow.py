"""The cash flow statement (*kassaflödesanalys*), indirect: from the result and two balance sheets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from stegvis.core.document.blocks import RowKind
from stegvis.core.finance.accounts import YearAccounts, nothing_known, opening_of, two_years
from stegvis.core.finance.layout import ASSETS, LIABILITIES, PROVISIONS, RESULT, base_lines, terms_of
from stegvis.core.finance.statement import RESULT_LABEL, Statement, StatementRow, added, less, negated
from stegvis.core.findings import Finding, Where, error, warning
from stegvis.core.money import ZERO
from stegvis.core.package import Package

RECEIVABLES, CASH, CURRENT_LIABILITIES = "receivables", "cash_and_bank", "current_liabilities"

_ROWS = (
    (RESULT, RESULT_LABEL, RowKind.NORMAL),
    ("adjustments", "Justering för ej likviditetspåverkande poster", RowKind.NORMAL),
    ("change_in_receivables", "Ökning/minskning kortfristiga fordringar", RowKind.NORMAL),
    ("change_in_current_liabilities", "Ökning/minskning kortfristiga skulder", RowKind.NORMAL),
    ("operating_cash_flow", "Kassaflöde från den löpande verksamheten", RowKind.SUBTOTAL),
    ("investing_cash_flow", "Kassaflöde från investeringsverksamheten", RowKind.SUBTOTAL),
    ("financing_cash_flow", "Kassaflöde från finansieringsverksamheten", RowKind.SUBTOTAL),
    ("cash_flow", "Årets kassaflöde", RowKind.TOTAL),
    ("cash_opening", "Likvida medel vid årets början", RowKind.NORMAL),
    ("cash_closing", "Likvida medel vid årets slut", RowKind.TOTAL),
)

Amounts = Mapping[str, Decimal | None]


def cash_flow(package: Package, year: int) -> Statement:
    """The year's cash flow and that of the year before; all rows are always there.

    What comes in is positive. A closing balance that is not the opening one and the flow together is an error.
    """
    this, previous = two_years(package, year)
    amounts = cash_flow_amounts(this, opening_of(package, this)) if this else {}
    before = cash_flow_amounts(previous, opening_of(package, previous)) if previous else {}
    rows = tuple(
        StatementRow(code, label, amount=amounts.get(code), previous=before.get(code), kind=kind)
        for code, label, kind in _ROWS
    )
    findings = (
        *nothing_known(this, year),
        *_difference(amounts, year, error),
        *_difference(before, year - 1, warning),
    )
    return Statement("cash-flow", package.profile.unit, rows, findings)


def cash_flow_amounts(accounts: YearAccounts, opening: Amounts | None) -> dict[str, Decimal | None]:
    """Every row of one year's cash flow, exact; None where an opening balance is not known.

    Lines are told apart by their codes: receivables, cash and current liabilities; other assets are investments, and
    provisions and other liabilities are financing. Costs and incomes without payment (`non_cash`) are put back.
    """
    changes = _Changes(accounts, opening)
    unpaid = added(accounts.income.get(line.line) for line in accounts.layout.income if line.non_cash)
    adjustments = None if accounts.result is None else negated(unpaid)
    receivables = negated(changes.of(RECEIVABLES))
    liabilities = changes.of(CURRENT_LIABILITIES)
    operating = added((accounts.result, adjustments, receivables, liabilities))
    investing = less(negated(changes.of_other(ASSETS)), adjustments)
    financing = changes.of_other(PROVISIONS, LIABILITIES)
    return {
        RESULT: accounts.result,
        "adjustments": adjustments,
        "change_in_receivables": receivables,
        "change_in_current_liabilities": liabilities,
        "operating_cash_flow": operating,
        "investing_cash_flow": investing,
        "financing_cash_flow": financing,
        "cash_flow": added((operating, investing, financing)),
        "cash_opening": added((opening or {}).get(line) for line in changes.terms(CASH)),
        "cash_closing": added(accounts.balance[line] for line in changes.terms(CASH)),
    }


class _Changes:
    """What the lines of a balance sheet changed by during the year."""

    def __init__(self, accounts: YearAccounts, opening: Amounts | None) -> None:
        self.accounts, self.opening = accounts, opening
        self.by_code = {line.line: line for line in accounts.layout.balance}
        named = (RECEIVABLES, CASH, CURRENT_LIABILITIES)
        self.named = {term for code in named for term in self.terms(code)}

    def terms(self, code: str) -> tuple[str, ...]:
        """The lines with amounts of their own that make up a line; none where there is no such line."""
        return terms_of(code, self.by_code)

    def of(self, code: str) -> Decimal | None:
        """The change of a line, 0 where there is no such line; not known where the year's beginning is not."""
        return self._sum(self.terms(code))

    def of_other(self, *sides: str) -> Decimal | None:
        """The change of the sides' lines that have no row of their own."""
        lines = (line for line in base_lines(self.accounts.layout.balance) if line.side in sides)
        return self._sum(line.line for line in lines if line.line not in self.named)

    def _sum(self, lines: Iterable[str]) -> Decimal | None:
        opening = self.opening
        return (
            None if opening is None else added(less(self.accounts.balance[line], opening.get(line)) for line in lines)
        )


def _difference(amounts: Amounts, year: int, finding: Callable[..., Finding]) -> Iterator[Finding]:
    computed = added(amounts.get(code) for code in ("cash_opening", "cash_flow"))
    closing = amounts.get("cash_closing")
    difference = less(closing, computed) or ZERO
    if difference:
        where = Where("cash-flow", 0, "cash_closing")
        yield finding("FIN-006", where, value=closing, computed=computed, difference=difference, year=year)
