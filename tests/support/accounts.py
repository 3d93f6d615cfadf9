"""Accounts for tests, written as an accountant would: every voucher is (date, {account: kronor}) and the rest follows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from stegvis.core.facts import LedgerFact
from stegvis.core.ledger import Ledger, YearBalances
from stegvis.core.package import Balance, BudgetLine, Contribution, Package
from stegvis.core.profile import Policy, Profile, StatementLine

INCOME = (
    StatementLine("contributions", "Driftbidrag", accounts=("35",), note=1),
    StatementLine("initiatives", "Insatser", accounts=("46",)),
    StatementLine("office", "Kansli", accounts=("5", "6")),
    StatementLine("depreciation", "Avskrivningar", accounts=("78",), non_cash=True),
    StatementLine("costs", "Kostnader", sum_of=("initiatives", "office", "depreciation")),
    StatementLine("interest", "Ränteintäkter", accounts=("83",)),
    StatementLine("result", "Årets resultat", sum_of=("contributions", "costs", "interest")),
)
BALANCE = (
    StatementLine("equipment", "Inventarier", accounts=("12",), side="assets"),
    StatementLine("receivables", "Fordringar", accounts=("16",), side="assets"),
    StatementLine("cash_and_bank", "Kassa och bank", accounts=("19",), side="assets"),
    StatementLine("equity_opening", "Eget kapital", accounts=("20",), side="equity"),
    StatementLine("pensions", "Pensioner", accounts=("22",), side="provisions"),
    StatementLine("loans", "Lån", accounts=("23",), side="liabilities"),
    StatementLine("current_liabilities", "Kortfristiga skulder", accounts=("24",), side="liabilities"),
    StatementLine("guarantees", "Borgen", accounts=("9",), side="contingent"),
)


def profile(**changes: object) -> Profile:
    fields = {"income_statement": INCOME, "balance_sheet": BALANCE, **changes}
    return Profile("Samordningsförbundet Exempel", "222000-0000", "Exempelstad", ("Exempelstad",), **fields)


def policy(start: str = "2020-01-01", **limits: object) -> Policy:
    numbers = {name: Decimal(str(value)) for name, value in limits.items()}
    return Policy(date.fromisoformat(start), **numbers)


def kronor(amounts: Mapping[str, object]) -> dict[str, Decimal]:
    return {account: Decimal(str(amount)) for account, amount in amounts.items()}


def facts(
    year: int, account: str, amount: object, objects: Sequence[tuple[str, str]] = (), voucher: str = ""
) -> LedgerFact:
    return LedgerFact(date(year, 6, 30), account, tuple(objects), Decimal(str(amount)), voucher)


def balances(opening: Mapping[str, object], movements: Sequence[LedgerFact]) -> YearBalances:
    """What the vouchers make of the opening balances: accounts from 3 are results, all others balances."""
    closing: dict[str, Decimal] = defaultdict(Decimal, kronor(opening))
    result: dict[str, Decimal] = defaultdict(Decimal)
    for fact in movements:
        (result if fact.account[0] in "345678" else closing)[fact.account] += fact.amount
    return YearBalances(kronor(opening), dict(closing), dict(result))


def ledger(year: int, opening: Mapping[str, object], *movements: LedgerFact, **changes: object) -> Ledger:
    fields = {"transactions": tuple(movements), **changes}
    return Ledger(year, {year: balances(opening, movements)}, **fields)


def package(*ledgers: Ledger, **parts: object) -> Package:
    return Package(profile=parts.pop("profile", profile()), ledgers=ledgers, **parts)


def typed(year: int, **amounts: int) -> tuple[Balance, ...]:
    return tuple(Balance(year, line, Decimal(amount)) for line, amount in amounts.items())


def budget_line(line: str, category: str, amount: object = None, **changes: object) -> BudgetLine:
    fields = {"year": 2020, "version": "adopted", "label": line.capitalize(), **changes}
    money = None if amount is None else Decimal(str(amount))
    return BudgetLine(line=line, category=category, amount=money, **fields)


def contributions(year: int, **amounts: int) -> tuple[Contribution, ...]:
    return tuple(Contribution(year, party, Decimal(amount)) for party, amount in amounts.items())


#: A year in which everything happens once: 1 000 is paid in, 600 goes to initiatives of which 100 is not yet paid, 90 to
#: the office, 50 is written off, a machine is bought for 200, 30 is lent, 20 set aside for pensions.
YEAR = (
    facts(2020, "1930", 1000),
    facts(2020, "3510", -1000),
    facts(2020, "4610", 400, [("6", "10")]),
    facts(2020, "4610", 200, [("6", "11")]),
    facts(2020, "2440", -100),
    facts(2020, "1930", -500),
    facts(2020, "6500", 70),
    facts(2020, "5010", 20),
    facts(2020, "2210", -20),
    facts(2020, "1930", -70),
    facts(2020, "7820", 50),
    facts(2020, "1210", 150),
    facts(2020, "1930", -200),
    facts(2020, "1930", 30),
    facts(2020, "2310", -30),
)
OPENING = {"1610": 40, "1930": 500, "2010": -300, "2440": -240}
