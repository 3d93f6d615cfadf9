"""Ratios in rows and in text."""

import pytest

from support.finished import examined
from support.yearbook import YEARBOOK


def said(text: str, report: str = YEARBOOK) -> list[tuple[str, str, str]]:
    found = examined(f"{report}\n\nNyckeltal\n\n{text}").findings
    return [(one.code, one.printed, one.expected) for one in found if one.code in ("REP-241", "REP-242")]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "code"),
    [
        ("Soliditeten var {} procent vid årets slut.", "61", "16", "REP-241"),
        ("Soliditeten uppgick till {} % vid utgången av 2022.", "58", "85", "REP-241"),
        ("Soliditeten var 61 % 2023 och 58 % 2022.", "", "", ""),
        ("- Soliditet: {} procent.", "60,6", "66,0", "REP-241"),
        ("Förbundets egna kapital motsvarar {} procent av verksamhetens intäkter.", "27", "37", "REP-242"),
        ("Kostnadernas andel av intäkterna var {} procent.", "96,5", "95,6", "REP-242"),
    ],
)
def test_a_ratio_in_text(text: str, right: str, wrong: str, code: str) -> None:
    assert said(text.format(right)) == []
    assert [one[0] for one in said(text.format(wrong))] == ([code] if code else [])


@pytest.mark.parametrize(
    "text",
    [
        "Soliditeten ska vara minst 30 procent.",
        "Soliditeten ökade från 40 procent.",
        "Soliditeten är 58 procent.",
        "Soliditeten var drygt 50 procent.",
        "Soliditeten var 25–30 procent i riket.",
        "Soliditeten har diskuterats av styrelsen under 2022 och 2023: 50 procent är rimligt.",
        "Det egna kapitalet var 20 procent.",
        "Eget kapital är 5 procent av bidragen.",
        "Soliditeten 2019 var 50 procent.",
        "Kassalikviditeten är 200 procent.",
    ],
)
def test_what_is_a_limit_another_years_or_of_something_else_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_row_of_ratios_is_borne_out_by_its_other_years() -> None:
    row = "Nyckeltal | 2023 | 2022\nEget kapital i procent av intäkterna | {} | 23,3\nAntal möten | 4 | 5"
    assert said(row.format("26,7")) == []
    assert said(row.format("27,6")) == [("REP-242", "27,6", "26,7")]
