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


@pytest.mark.parametrize(
    "text",
    [
        "Soliditeten var {} procent jämfört med {} procent 2022.",
        "Soliditeten är {}% (föregående år {}%).",
        "Soliditeten uppgick till {} procent vid årets slut mot {} procent ett år tidigare.",
        "Soliditeten är {} procent, vilket är bättre än föregående år då den var {} procent.",
        "Soliditeten var {} procent 2023 och {} procent 2022.",
    ],
)
def test_a_ratio_of_two_years(text: str) -> None:
    assert said(text.format("61", "58")) == []
    assert [one[2] for one in said(text.format("16", "58"))] == ["61 %"]
    assert [one[2] for one in said(text.format("61", "36"))] == ["58 %"]
    assert said(text.format("61", "58").replace("2022", "2019").replace("föregående år", "riket")) == []


def test_a_ratio_that_went_from_one_year_to_the_next() -> None:
    text = "Soliditeten har ökat från {} procent vid årets ingång till {} procent."
    assert said(text.format("58", "61")) == []
    assert [one[2] for one in said(text.format("36", "61"))] == ["58 %"]


def test_an_overviews_ratio_is_that_of_its_own_column() -> None:
    overview = """
        Årsredovisning 2023

        Femårsöversikt

        Belopp i tkr | 2023 | 2022 | 2021
        Årets resultat | 210 | -100 | 200
        Eget kapital | 1 610 | 1 400 | 1 500
        Summa tillgångar | 2 656 | 2 400 | 2 392
        Soliditet, % | 61 | 58 | {}
        """
    assert [one.code for one in examined(overview.format("63")).findings] == []
    assert [(one.printed, one.expected) for one in examined(overview.format("36")).findings] == [("36", "63")]


def test_key_figures_that_are_nothing_but_percentages_are_an_overview() -> None:
    text = "Viktiga nyckeltal\n\nNyckeltal | 2023 | 2022\nSoliditet | {} % | 58,3 %\nSjukfrånvaro | 4,1 % | 3,9 %"
    assert examined(f"{YEARBOOK}\n\n{text.format('60,6')}").findings == ()
    found = examined(f"{YEARBOOK}\n\n{text.format('66,0')}").findings
    assert [(one.printed, one.expected) for one in found] == [("66,0 %", "60,6 %")]
