"""Ratios against the amounts that they are of."""

from support.finished import examined
from support.yearbook import YEARBOOK, with_row

OVERVIEW = "Översikt över verksamhetens utveckling\n\n | 2023\nKostnader | 5 830\nSoliditet | {} %"


def said(text: str) -> list[tuple[str, str, str, int]]:
    return [(one.code, one.printed, one.expected, one.certainty) for one in examined(text).findings]


def test_an_equity_ratio_that_is_wrong() -> None:
    assert said(with_row("Soliditet", "60,6 %", "66,0 %")) == [("REP-241", "66,0 %", "60,6 %", 95)]


def test_the_year_before_the_balance_sheet_is_rebuilt() -> None:
    assert said(with_row("Soliditet", "62,7 %", "67,2 %")) == [("REP-241", "67,2 %", "62,7 %", 95)]


def test_it_is_not_rebuilt_where_there_are_other_assets() -> None:
    text = YEARBOOK.replace(
        "Kassa och bank |  | 2 500 | 2 200", "Inventarier |  | 500 | 300\nKassa och bank |  | 2 000 | 1 900"
    )
    assert "REP-241" not in [one[0] for one in said(with_row("Soliditet", "62,7 %", "67,2 %", text=text))]


def test_amounts_that_are_rounded_themselves_may_move_it() -> None:
    sheet = OVERVIEW + "\n\nBalansräkning\n\nBelopp i mnkr | 2023-12-31\n"
    sheet += "Summa tillgångar | 2,7\nSumma eget kapital | 1,6\n"
    assert said(sheet.format("60,6")) == []
    assert [one[0] for one in said(sheet.format("70,6"))] == ["REP-241"]


def test_it_is_rounded_half_up() -> None:
    sheet = OVERVIEW + "\n\nBalansräkning\n\nBelopp i kr | 2023-12-31\n"
    sheet += "Summa tillgångar | 2 000 000\nSumma eget kapital | 1 250 000\n"
    assert said(sheet.format("63")) == []
    assert said(sheet.format("61")) == [("REP-241", "61 %", "63 %", 80)]
