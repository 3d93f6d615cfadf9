"""Rows of `contributions.csv`, `grants.csv`, `budget.csv` and `balances.csv`: money in the package's unit."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from stegvis.core.findings import Where, error
from stegvis.core.money import ZERO, Unit
from stegvis.core.package import Balance, BudgetLine, Contribution, Grant
from stegvis.files.package.cells import (
    Wrong,
    one_of,
    read_decimal,
    read_id,
    read_ids,
    read_ledger_references,
    read_version,
    read_year,
)
from stegvis.files.package.csv_files import Row, Sheet
from stegvis.files.package.known import Known

#: What a budget line pays for (package format, `budget.csv`).
CATEGORIES = (
    "contribution", "grant", "equity_use", "administration", "individual", "structural", "support",
    "unallocated", "buffer", "financial",
)  # fmt: skip

_NO_WORDS: tuple[str, ...] = ()


def _money(known: Known) -> Callable[[str], Decimal]:
    """The reader of an amount in the package's unit: no finer than an öre, which is how it is kept."""
    unit, decimals = Unit(known.profile.unit), {Unit.KR: "2", Unit.TKR: "5"}

    def read(text: str) -> Decimal:
        amount = read_decimal(text)
        if known.profile_was_read and unit.to_ore(amount) is None:
            raise Wrong("PKG-034", decimals=decimals[unit], unit=str(unit))
        return amount

    return read


def read_contributions(sheet: Sheet, known: Known) -> Iterator[Contribution]:
    """What each party pays in a year."""
    money = _money(known)
    for row in sheet.rows():
        row.need("party", str, "")
        yield Contribution(
            row.need("year", read_year, 0), known.check_party(row, "party"), row.need("amount", money, ZERO)
        )


def read_grants(sheet: Sheet, known: Known) -> Iterator[Grant]:
    """Money from outside."""
    money = _money(known)
    for row in sheet.rows():
        yield Grant(
            id=row.need("id", read_id, ""),
            year=row.need("year", read_year, 0),
            giver=row.text("giver"),
            purpose=row.text("purpose"),
            initiative=known.check_initiative(row),
            granted=row.maybe("granted", money),
            received=row.maybe("received", money),
            used=row.maybe("used", money),
        )


def read_budget(sheet: Sheet, known: Known) -> Iterator[BudgetLine]:
    """The budget in its own order."""
    category_of, money = one_of(*CATEGORIES), _money(known)
    for row in sheet.rows():
        year = row.need("year", read_year, 0)
        yield BudgetLine(
            year=year,
            version=row.need("version", read_version, ""),
            line=row.need("line", read_id, ""),
            label=row.text("label"),
            category=row.need("category", category_of, ""),
            initiatives=_initiatives(row, known),
            statement_line=_statement_line(row, "statement_line", known),
            ledger=row.value("ledger", read_ledger_references, _NO_WORDS),
            amount=row.maybe("amount", money),
            outcome=_outcome(row, year, known, money),
            comment=row.text("comment"),
        )


def read_balances(sheet: Sheet, known: Known) -> Iterator[Balance]:
    """Amounts of years without a ledger; a result that is given agrees with the revenue and costs that are."""
    money = _money(known)
    of_year: dict[int, dict[str, tuple[int, Decimal]]] = defaultdict(dict)
    for row in sheet.rows():
        year = row.need("year", read_year, 0)
        if year in known.ledger_years:
            row.wrong("PKG-088", "year", year=year)
        row.need("line", str, "")
        balance = Balance(year, _statement_line(row, "line", known), row.need("amount", money, ZERO))
        of_year[year][balance.line] = row.line, balance.amount
        yield balance
    for year, lines in of_year.items():
        _check_result(sheet, year, lines)


def _check_result(sheet: Sheet, year: int, lines: dict[str, tuple[int, Decimal]]) -> None:
    if not {"result", "operating_revenue", "operating_costs"} <= lines.keys():
        return
    parts = ("operating_revenue", "operating_costs", "financial_revenue", "financial_costs")
    computed = sum((lines[part][1] for part in parts if part in lines), ZERO)
    line, given = lines["result"]
    if given != computed:
        where = Where(sheet.name, line, "amount")
        sheet.findings.add(error("PKG-089", where, value=given, computed=computed, year=year))


def _initiatives(row: Row, known: Known) -> tuple[str, ...]:
    ids = row.value("initiative", read_ids, _NO_WORDS)
    if unknown := [id for id in ids if not known.has_initiative(id)]:
        row.wrong("PKG-055", "initiative", value=" ".join(unknown), known=", ".join(known.initiatives or ()))
    return ids


def _statement_line(row: Row, column: str, known: Known) -> str:
    line = row.text(column)
    if line and known.profile_was_read and line not in known.lines:
        row.wrong("PKG-058", column, known=", ".join(sorted(known.lines)))
    return line


def _outcome(row: Row, year: int, known: Known, money: Callable[[str], Decimal]) -> Decimal | None:
    outcome = row.maybe("outcome", money)
    if outcome is not None and year in known.ledger_years:
        row.wrong("PKG-087", "outcome", year=year)
    return outcome
