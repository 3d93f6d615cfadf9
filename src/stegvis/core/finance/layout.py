"""How a year's statements are laid out, and which line each account belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.core.finance.statement import added
from stegvis.core.package import Package
from stegvis.core.profile import StatementLine

RESULT = "result"
ASSETS, EQUITY, PROVISIONS, LIABILITIES, CONTINGENT = "assets", "equity", "provisions", "liabilities", "contingent"

#: Words in the code or the label of a financial line that make it an income (accounts of class 8 are both).
_INCOME_WORDS = ("revenue", "income", "intäkt", "intakt")


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of the income statement and of the balance sheet, in printing order."""

    income: tuple[StatementLine, ...]
    balance: tuple[StatementLine, ...]


#: The layout of years whose amounts are typed in (`balances.csv`); labels as in the annual report's template.
STANDARD = Layout(
    income=(
        StatementLine("operating_revenue", "Verksamhetens intäkter"),
        StatementLine("operating_costs", "Verksamhetens kostnader"),
        StatementLine("operating_result", "Verksamhetens resultat", sum_of=("operating_revenue", "operating_costs")),
        StatementLine("financial_revenue", "Finansiella intäkter"),
        StatementLine("financial_costs", "Finansiella kostnader"),
        StatementLine(RESULT, "Årets resultat", sum_of=("operating_result", "financial_revenue", "financial_costs")),
    ),
    balance=(
        StatementLine("receivables", "Fordringar", side=ASSETS),
        StatementLine("cash_and_bank", "Kassa och bank", side=ASSETS),
        StatementLine("equity_opening", "Ingående eget kapital", side=EQUITY),
        StatementLine("current_liabilities", "Kortfristiga skulder", side=LIABILITIES),
    ),
)


def layout_of(package: Package, year: int) -> Layout:
    """The association's own layout where it has one, else the standard one.

    A year of typed-in amounts that names a standard line which the association's own layout lacks keeps to the standard.
    """
    given = {one.line for one in package.balances or () if one.year == year}
    profile = package.profile
    return Layout(
        _own_or_standard(profile.income_statement, STANDARD.income, given),
        _own_or_standard(profile.balance_sheet, STANDARD.balance, given),
    )


def _own_or_standard(
    own: tuple[StatementLine, ...], standard: tuple[StatementLine, ...], given: set[str]
) -> tuple[StatementLine, ...]:
    lacking = {line.line for line in standard} - {line.line for line in own}
    return standard if not own or given & lacking else own


def base_lines(lines: Iterable[StatementLine]) -> Iterator[StatementLine]:
    """The lines that have amounts of their own: not the sums of others."""
    return (line for line in lines if not line.sum_of)


def is_income(line: StatementLine) -> bool:
    """Whether a line of the income statement is an income: class 3 is, 4 to 7 are costs, of others the words decide."""
    classes = {prefix[:1] for prefix in line.accounts}
    if classes and classes <= set("34567"):
        return "3" in classes
    text = f"{line.line} {line.label}".casefold()
    return any(word in text for word in _INCOME_WORDS)


def with_sums(lines: Sequence[StatementLine], base: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """The amounts of all lines, sums computed from exact terms. A term that is no line counts nothing."""
    by_code = {line.line: line for line in lines}
    return {line.line: added(base.get(term) for term in terms_of(line.line, by_code)) for line in lines}


def terms_of(code: str, by_code: Mapping[str, StatementLine], above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The lines with amounts of their own that a line is the sum of; itself where it is no sum."""
    line = by_code.get(code)
    if line is None or code in above:
        return ()
    if not line.sum_of:
        return (code,)
    return tuple(term for one in line.sum_of for term in terms_of(one, by_code, (*above, code)))


def outside_the_result(lines: Sequence[StatementLine]) -> tuple[str, ...]:
    """The lines that the declared result leaves out, or takes twice; none where the result is not declared."""
    by_code = {line.line: line for line in lines}
    if RESULT not in by_code:
        return ()
    terms = terms_of(RESULT, by_code)
    return tuple(line.line for line in base_lines(lines) if terms.count(line.line) != 1)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which line each account belongs to: the one with the longest prefix. `tied`: the lines that share the longest."""

    line: str = ""
    tied: tuple[str, ...] = ()


def assign(account: str, lines: Iterable[StatementLine]) -> Assignment:
    """The line of an account; none where no prefix fits or where two lines have the longest."""
    fits = {(len(prefix), line.line) for line in lines for prefix in line.accounts if account.startswith(prefix)}
    longest = max((length for length, _ in fits), default=0)
    best = sorted(line for length, line in fits if length == longest)
    return Assignment(best[0]) if len(best) == 1 else Assignment(tied=tuple(best))
