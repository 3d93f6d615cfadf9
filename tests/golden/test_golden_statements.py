"""Every figure of money in the two cases: as the associations' own annual reports for 2020 print them."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from stegvis.core.checks import check
from stegvis.core.document import Cell, CellKind, Column, Document, Row, Section, StatementBlock
from stegvis.core.finance import STATEMENTS, budget_outcome, ratios
from stegvis.core.findings import Severity
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.files.package import read_package

CASES = Path(__file__).parents[1] / "cases"
CASE_NAMES = ("finnveden-2020", "samspelet-2020")


@pytest.fixture(params=CASE_NAMES)
def case(request):
    return request.param


@cache
def load_money(name: str) -> Package:
    package = read_package(CASES / name).package
    assert package is not None
    return package


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)


@pytest.mark.parametrize(
    ("name", "statement", "cells"),
    [
        ("finnveden-2020", "income", 42),
        ("finnveden-2020", "balance", 16),
        ("finnveden-2020", "cash-flow", 12),
        ("finnveden-2020", "balance-requirement", 2),
        ("samspelet-2020", "cash-flow", 12),
    ],
)
def test_every_cell_of_a_statement(name, statement, cells):
    expected = rows(CASES / name / "expected" / f"{statement}.csv")
    printed = {row.line: row.printed for row in STATEMENTS[statement](load_money(name), 2020).lines}
    wanted = {(row["line"], column): value for row in expected for column, value in row.items() if column != "line"}
    assert len(wanted) == cells
    assert wanted == {(line, column): text(getattr(printed[line], column)) for line, column in wanted}


def test_every_cell_of_the_budget(case):
    expected = rows(CASES / case / "expected" / "budget.csv")
    outcome = budget_outcome(load_money(case), 2020)
    printed = {row.line: row.printed for row in outcome.lines}
    assert [row["line"] for row in expected] == list(printed)
    for row in expected:
        assert row == {column: text(getattr(printed[row["line"]], column)) for column in row}
    assert outcome.findings == ()


def test_every_ratio(case):
    expected = {(row["year"], row["ratio"]): row["value"] for row in rows(CASES / case / "expected" / "ratios.csv")}
    computed = {(str(one.year), one.ratio): str(one.value) for one in ratios(load_money(case), 2020)}
    assert expected and expected.items() <= computed.items()


def test_the_statements_of_the_cases_have_nothing_wrong_in_them(case):
    package = load_money(case)
    findings = [finding for statement in STATEMENTS.values() for finding in statement(package, 2020).findings]
    assert findings == []


def test_the_printed_costs_are_one_krona_less_than_their_printed_rows():
    income = STATEMENTS["income"](load_money("finnveden-2020"), 2020)
    costs = ("initiatives", "training", "office", "information", "accounting", "board", "audit")
    assert sum(income.row(line).printed.amount for line in costs) == -4997139
    assert income.row("costs_total").printed.amount == -4997138


def test_the_balance_sheet_of_typed_in_amounts_is_the_printed_one():
    balance = STATEMENTS["balance"](load_money("samspelet-2020"), 2020)
    assert [(row.line, row.amount, row.previous) for row in balance.lines] == [
        ("receivables", 321, 502),
        ("cash_and_bank", 3964, 5849),
        ("assets_total", 4285, 6351),
        ("equity_opening", 3578, 2374),
        ("result", 145, 1204),
        ("equity_closing", 3723, 3578),
        ("current_liabilities", 562, 2773),
        ("equity_and_liabilities_total", 4285, 6351),
    ]


def test_the_operating_statement_ends_in_the_income_statements_result():
    operating = STATEMENTS["operating"](load_money("samspelet-2020"), 2020)
    tail = [(row.line, row.budget, row.amount, row.previous) for row in operating.lines[-4:]]
    assert tail == [
        ("not_budgeted", None, 28, None),
        ("income_total", 9856, 9884, 9897),
        ("costs_total", -10650, -9739, -8693),
        ("result", -794, 145, 1204),
    ]


def test_net_costs_and_incomes_are_as_the_operating_statement_prints_them():
    operating = STATEMENTS["operating"](load_money("finnveden-2020"), 2020)
    tail = [(row.line, row.budget, row.amount, row.previous) for row in (row.printed for row in operating.lines[-4:])]
    assert tail == [
        ("not_budgeted", None, -4, None),
        ("income_total", 5152000, 5151996, 5144001),
        ("costs_total", -6499000, -4997138, -5624308),
        ("result", -1347000, 154858, -480307),
    ]


def test_the_finished_report_says_that_the_costs_are_rounded():
    income = STATEMENTS["income"](load_money("finnveden-2020"), 2020)
    columns = tuple(Column(code, CellKind.AMOUNT, code) for code in ("amount", "previous"))
    printed = [row.printed for row in income.lines]
    cells = [tuple(Cell(CellKind.AMOUNT, amount) for amount in (row.amount, row.previous)) for row in printed]
    lines = tuple(Row(row.label, one, row.kind, code=row.line) for row, one in zip(printed, cells, strict=True))
    section = Section("income", "Resultaträkning", (StatementBlock("income", "Resultaträkning", "", columns, lines),))
    document = Document("annual", "sv", "", "", "", Period.year(2020), "", (section,))
    assert [(one.code, one.severity, one.value, one.values["other"]) for one in check(document)] == [
        ("CHK-007", Severity.REMARK, "-4997138", "-4997139"),
        ("CHK-007", Severity.REMARK, "-5624248", "-5624249"),
    ]
