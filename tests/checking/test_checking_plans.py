"""A plan's years and who pays for it."""

import pytest

from support.finished import codes_of, examined
from support.random_plans import random_plan

BUDGET = """
    Budget 2030 och plan 2031–2032, tkr

     | 2030 | 2031 | 2032
    Från parterna | 5 000 | 5 000 | 5 000
    Eget kapital | 900 | {first} | {second}
    Kostnader
    Bron | 4 900 | 4 800 | 4 000
    Ej budgeterat | 1 000 | 1 200 | 2 200
"""


def chain(first: str, second: str) -> list[str]:
    return [code for code in codes_of(BUDGET.format(first=first, second=second)) if code == "REP-211"]


def test_what_is_not_budgeted_is_next_years_equity() -> None:
    assert chain("1 000", "1 200") == []
    assert chain("1 000", "1 300") == ["REP-211"]


def test_a_plan_that_uses_only_a_part_of_it_is_left_alone() -> None:
    assert chain("500", "600") == []


NOTE = """
    Årsredovisning 2030

    Not 1 Verksamhetens intäkter

     | 2030 | 2029
    Driftbidrag från staten genom Försäkringskassan | 2 600 000 | {state}
    Driftbidrag från Region Norden | 1 300 000 | {region}
    Driftbidrag från Ala kommun | 1 300 000 | {town}
    Öresutjämning | -3 | 1
    Summa | 5 199 997 | 5 000 001
"""


def halves(state: str, region: str, town: str) -> list[tuple[str, int]]:
    findings = examined(NOTE.format(state=state, region=region, town=town)).findings
    return [(one.severity.value, one.certainty) for one in findings if one.code == "REP-503"]


def test_half_and_quarters_of_each_year() -> None:
    assert halves("2 500 000", "1 250 000", "1 250 000") == []


def test_hardly_off_is_a_question() -> None:
    assert halves("2 498 000", "1 251 000", "1 251 000") == [("remark", 55)]


def test_another_division_that_the_report_does_not_speak_of_is_a_question() -> None:
    assert halves("2 200 000", "1 400 000", "1 400 000") == [("remark", 65)]
    assert halves("2 500 000", "1 500 000", "1 000 000") == [("remark", 65)]


def test_members_who_pay_by_no_such_rule_in_any_year_have_agreed_on_another() -> None:
    by_another = (
        NOTE.replace("2 600 000", "3 100 000").replace("1 300 000", "1 049 999", 1).replace("1 300 000", "1 050 001")
    )
    findings = examined(by_another.format(state="3 000 000", region="1 100 000", town="900 000")).findings
    assert [one.code for one in findings] == []


@pytest.mark.parametrize("seeds", [range(0, 30), range(30, 60)])
def test_a_plan_that_lists_little_and_agrees_has_no_finding(seeds: range) -> None:
    wrong = [
        (seed, one.code, one.printed)
        for seed in seeds
        for one in examined(random_plan(seed)).findings
        if one.code < "REP-3"
    ]
    assert wrong == []


def test_totals_of_what_is_not_listed_are_no_totals_of_one_another() -> None:
    """One of the years agrees by chance: 2,8 and 2,8."""
    text = "Budget\n\nMnkr | 2024 | 2025\nSumma individinsatser | 1,8 | 2,9\nSumma strukturella insatser | 2,8 | 2,8\n"
    assert examined(text + "Totala kostnader | 4,6 | 5,7").findings == ()


PLAN = """
    Verksamhetsplan 2030

    Budget 2030 och plan 2031–2032

    Tkr | Budget 2030 | Plan 2031 | Plan 2032
    Medlemsbidrag | 8 200 | 8 200 | 8 300
    Ränteintäkter | 40 | 30 | 30
    Bron | 4 070 | 4 070 | 4 150
    Stigen | 1 940 | {path} | 1 100
    Summa insatser | 6 010 | {all} | 5 250
    Kansli | 2 440 | 2 375 | 2 410
    Summa kostnader | 8 450 | 7 925 | 7 660
    Resultat | -210 | 305 | 670
    Eget kapital vid årets slut | 1 550 | {equity} | 2 525
"""


def planned(path: str = "1 480", all: str = "5 550", equity: str = "1 855") -> list[tuple[str, str, str]]:
    findings = examined(PLAN.format(path=path, all=all, equity=equity)).findings
    return [(one.code, one.printed, one.expected) for one in findings]


def test_a_plans_total_of_initiatives_begins_below_its_income() -> None:
    assert planned() == []
    assert planned(all="5 640") == [("REP-102", "5 640", "5\u202f550")]


def test_a_plans_equity_grows_by_its_results() -> None:
    """Nothing else bears it out, but two years ask the one between them to be the same."""
    assert planned(equity="1 585") == [("REP-208", "1 585", "1\u202f855")]
