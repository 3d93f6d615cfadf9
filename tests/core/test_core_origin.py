"""Where a printed amount comes from: whatever the line, its parts or its accounts come to it exactly."""

from dataclasses import replace
from decimal import Decimal

import pytest

from stegvis.core.finance import STATEMENTS, UNMAPPED
from stegvis.core.finance.origin import Origin, booking_order, origin_of
from stegvis.core.finance.statement import added
from stegvis.core.ledger import Ledger
from stegvis.core.package import Package
from stegvis.core.profile import RequirementLine
from support.accounts import (
    INCOME,
    OPENING,
    YEAR,
    budget_line,
    facts,
    ledger,
    package,
    profile,
    typed,
)

BUDGET = (
    budget_line("contributions", "contribution", 1000),
    budget_line("stegen", "individual", 400, statement_line="initiatives", ledger=("6:10",), initiatives=("stegen",)),
    budget_line("rent", "administration", 30, statement_line="office", ledger=("a:50",)),
    budget_line("saved", "equity_use", 10),
    budget_line("later", "support", 5, version="forecast:2020-08-31", statement_line="office", ledger=("a:65",)),
)


def of(given: Package, statement: str, line: str, year: int = 2020) -> Origin:
    origin = origin_of(given, STATEMENTS[statement](given, year), line, year)
    assert origin is not None
    return origin


@pytest.fixture
def year() -> Package:
    own = replace(profile(), balance_requirement=(RequirementLine("restored", "Återställt", 2020, Decimal(7)),))
    return package(ledger(2020, OPENING, *YEAR), profile=own, budget=BUDGET)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_line_comes_to_what_it_is_made_of(year: Package, statement: str) -> None:
    made_of_something = 0
    for row in STATEMENTS[statement](year, 2020).lines:
        origin = of(year, statement, row.line)
        if origin.parts:
            assert added(part.amount for part in origin.parts) == row.amount, row.line
        elif origin.accounts:
            assert origin.of_accounts == row.amount, row.line
        made_of_something += bool(origin.parts or origin.accounts)
    assert made_of_something > 1


@pytest.mark.parametrize("statement", ["income", "operating"])
def test_the_transactions_come_to_the_accounts(year: Package, statement: str) -> None:
    found = [of(year, statement, row.line) for row in STATEMENTS[statement](year, 2020).lines]
    booked = [one for one in found if one.transactions]
    assert len(booked) > 2
    assert all(one.of_transactions == one.of_accounts for one in booked)


def test_a_balance_is_what_it_was_and_what_has_happened(year: Package) -> None:
    cash = of(year, "balance", "cash_and_bank")
    assert [(one.account, one.opening, one.amount) for one in cash.accounts] == [("1930", Decimal(500), Decimal(760))]
    assert cash.of_transactions == 260


def test_equity_is_what_the_year_began_with(year: Package) -> None:
    equity = of(year, "balance", "equity_opening")
    assert equity.opening
    assert equity.transactions == ()
    assert equity.of_accounts == 300


def test_a_debt_is_printed_positive(year: Package) -> None:
    debts = of(year, "balance", "current_liabilities")
    assert debts.of_accounts == 340
    assert debts.of_transactions == 100


def test_a_budget_line_has_its_objects_transactions_and_no_others(year: Package) -> None:
    stegen = of(year, "operating", "stegen")
    assert [fact.amount for fact in stegen.transactions] == [Decimal(400)]
    assert [(one.account, one.amount) for one in stegen.accounts] == [("4610", Decimal(-400))]


def test_a_line_that_only_the_forecast_has_is_traced_too(year: Package) -> None:
    assert of(year, "operating", "later").of_accounts == -70


def test_what_is_not_budgeted_is_the_result_less_the_lines(year: Package) -> None:
    parts = of(year, "operating", "not_budgeted").parts
    assert [part.line for part in parts] == ["result", "contributions", "stegen", "rent", "later"]


def test_investments_are_less_what_was_written_off(year: Package) -> None:
    parts = of(year, "cash-flow", "investing_cash_flow").parts
    assert [(one.line, one.moment) for one in parts] == [
        ("equipment", "opening"), ("equipment", "closing"), ("adjustments", ""),
    ]  # fmt: skip


def test_a_line_that_is_not_there_has_no_origin(year: Package) -> None:
    assert origin_of(year, STATEMENTS["income"](year, 2020), "nothing", 2020) is None


def test_typed_in_amounts_have_no_accounts_behind_them() -> None:
    given = package(balances=typed(2020, operating_revenue=10, operating_costs=-7, cash_and_bank=3), budget=(
        budget_line("rent", "administration", 30, outcome=Decimal(7)),
    ))  # fmt: skip
    lines = (("income", "operating_revenue"), ("balance", "cash_and_bank"), ("operating", "rent"))
    for statement, line in lines:
        origin = of(given, statement, line)
        assert (origin.parts, origin.accounts, origin.transactions) == ((), (), ())
    assert of(given, "income", "result").parts[0].line == "operating_result"


def test_a_year_of_which_nothing_is_known_has_nothing_behind_it() -> None:
    assert of(package(), "cash-flow", "cash_closing").parts == ()
    assert of(package(), "income", "contributions").row.amount is None
    assert of(package(), "balance-requirement", "balance_requirement_result").parts[0].amount is None
    assert of(package(), "balance", "result").parts[0].amount is None


def test_accounts_without_a_line_are_shown_by_name() -> None:
    stray = package(ledger(2020, {}, facts(2020, "3990", -5), facts(2020, "1890", 5), account_names={"3990": "Övrigt"}))
    income, balance = of(stray, "income", UNMAPPED), of(stray, "balance", UNMAPPED)
    assert [(one.account, one.name, one.amount) for one in income.accounts] == [("3990", "Övrigt", Decimal(5))]
    assert balance.of_accounts == 5


def test_a_result_that_is_not_declared_is_the_sum_of_all_lines() -> None:
    given = package(ledger(2020, OPENING, *YEAR), profile=profile(income_statement=INCOME[:4]))
    assert [part.line for part in of(given, "income", "result").parts] == [line.line for line in INCOME[:4]]


def test_a_sum_of_the_balance_sheet_is_its_terms() -> None:
    from support.accounts import BALANCE, StatementLine

    current = StatementLine("current", "Omsättning", sum_of=("receivables", "cash_and_bank"), side="assets")
    given = package(ledger(2020, OPENING, *YEAR), profile=profile(balance_sheet=(*BALANCE, current)))
    assert [part.line for part in of(given, "balance", "current").parts] == ["receivables", "cash_and_bank"]


def test_the_year_before_is_known_by_account_and_object_but_not_by_voucher() -> None:
    from stegvis.core.ledger import YearBalances

    before = YearBalances({}, {}, {"4610": Decimal(90)})
    book = Ledger(2021, {2020: before}, object_results={2020: {("6", "10"): {"4610": Decimal(60)}}})
    given = package(book, budget=BUDGET)
    assert of(given, "operating", "stegen").of_accounts == -60
    assert of(given, "balance", "cash_and_bank").accounts == ()


def test_vouchers_stand_in_the_order_they_were_booked() -> None:
    numbers = ["A 13", "B 2", "A 5", ""]
    found = sorted((facts(2020, "1930", 1, voucher=one) for one in numbers), key=booking_order)
    assert [one.voucher for one in found] == ["", "A 5", "A 13", "B 2"]
