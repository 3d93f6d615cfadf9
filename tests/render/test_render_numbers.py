"""How figures are written (pages.md, "Numbers")."""

from datetime import date
from decimal import Decimal

import pytest

from stegvis.core.document import Cell, CellKind
from stegvis.render.numbers import cell, count, day, money, number, percent


@pytest.mark.parametrize(
    "value, decimals, swedish, english",
    [
        (2796281, 0, "2\u202f796\u202f281", "2,796,281"),
        (-38774, 0, "\u221238\u202f774", "\u221238,774"),
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (Decimal("1234.5"), 1, "1\u202f234,5", "1,234.5"),
        (Decimal("-0.4"), 0, "0", "0"),
        (Decimal("2.5"), 0, "3", "3"),
        (Decimal("-2.5"), 0, "\u22123", "\u22123"),
    ],
)
def test_numbers(value, decimals, swedish, english):
    assert number(value, decimals) == swedish
    assert number(value, decimals, "en") == english


def test_money_percent_and_days():
    assert money(2796281, "kr") == "2\u202f796\u202f281\u00a0kr"
    assert percent(Decimal("0.364")) == "36,4\u00a0%"
    assert percent(Decimal("0.364"), language="en") == "36.4%"
    assert day(date(2021, 2, 5)) == "5\u00a0februari 2021"
    assert day(date(2021, 2, 5), "en") == "5\u00a0February 2021"


def test_protected_and_none_have_signs_of_their_own():
    assert count(None) == ".."
    assert count(1250) == "1\u202f250"
    assert cell(Cell(CellKind.COUNT, None, hidden=True)) == ".."
    assert cell(Cell(CellKind.AMOUNT)) == "–"
    assert cell(Cell(CellKind.EMPTY)) == ""


@pytest.mark.parametrize(
    "one, written",
    [
        (Cell(CellKind.AMOUNT, Decimal(-480307)), "\u2212480\u202f307"),
        (Cell(CellKind.COUNT, Decimal(2), decimals=1), "2,0"),
        (Cell(CellKind.PERCENT, Decimal("0.364")), "36,4\u00a0%"),
        (Cell(CellKind.PERCENT, Decimal("0.3644"), decimals=2), "36,44\u00a0%"),
        (Cell(CellKind.TEXT, "ord"), "ord"),
        (Cell(CellKind.TEXT, Decimal(12)), "12"),
    ],
)
def test_cells(one, written):
    assert cell(one) == written
