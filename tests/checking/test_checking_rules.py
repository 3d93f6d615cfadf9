"""The rules that a report states itself: how they are read, and what they are held against."""

from decimal import Decimal

import pytest

from stegvis.checking.agreement.own_rules import OwnRule, own_rules
from stegvis.checking.reading import understand
from stegvis.core.report_findings import ReportFinding
from support.finished import examined, report_of


def read(text: str) -> list[OwnRule]:
    return list(own_rules(understand(report_of(text))))


def broken(text: str) -> list[ReportFinding]:
    return [one for one in examined(text).findings if one.code == "REP-501"]


@pytest.mark.parametrize(
    ("text", "subject", "most", "limit", "base"),
    [
        ("Eget kapital ska inte överstiga 20 % av tilldelade medel.", "equity", True, "20", "contributions"),
        ("Det egna kapitalet bör inte vara högre än 15 procent av årets medlemsavgifter.", "equity", True, "15", "contributions"),
        ("Det egna kapitalet ska ligga under en femtedel av medlemmarnas bidrag.", "equity", True, "20", "contributions"),
        ("Det egna kapitalet får inte understiga 5 % av bidragen från medlemmarna.", "equity", False, "5", "contributions"),
        ("Högst 25 % av de totala kostnaderna får gå till administration.", "administration", True, "25", "costs"),
        ("Kostnaden för administration ska uppgå till max 25 % av kostnaderna.", "administration", True, "25", "costs"),
        ("Minst hälften av kostnaderna ska avse insatser till individer.", "individual", False, "50", "costs"),
        ("En buffert på minst 700 tkr ska finnas.", "buffer", False, "700000", ""),
        ("Kansliets kostnader ska vara högst 15 procent av de totala kostnaderna.", "office", True, "15", "costs"),
        ("Det egna kapitalet ska uppgå till minst 500 tkr.", "equity", False, "500000", ""),
        ("Eget kapital ska vara högst 30 procent av intäkterna.", "equity", True, "30", "income"),
        ("Eget kapital får inte överstiga 20 procent av bidragen.", "equity", True, "20", "contributions"),
        ("Soliditeten ska inte understiga 50 procent.", "equity_ratio", False, "50", ""),
    ],
)  # fmt: skip
def test_many_ways_of_saying_it(text: str, subject: str, most: bool, limit: str, base: str) -> None:
    (rule,) = read(text)
    assert (rule.subject, rule.most, rule.limit, rule.base) == (subject, most, Decimal(limit), base)


@pytest.mark.parametrize(
    "text",
    [
        "Eget kapital uppgår till 20 % av tilldelade medel.",
        "Om det egna kapitalet överstiger 20 % av tilldelade medel ska det betalas tillbaka.",
        "På sikt ska eget kapital vara högst 20 % av tilldelade medel.",
        "Administrationen ska kosta högst 10 % av insatsens kostnader.",
        "Eget kapital ska vara högst 20 %.",
        "Eget kapital ska vara 20 % av tilldelade medel.",
        "Eget kapital ska vara minst 5 % och högst 20 % av tilldelade medel.",
        "Eget kapital var högst 20 % av tilldelade medel.",
    ],
)
def test_what_is_no_rule(text: str) -> None:
    assert read(text) == []


def test_a_line_under_goals_needs_no_verb() -> None:
    assert [one.limit for one in read("# Finansiella mål\n\n- Administration högst 20 % av kostnaderna")] == [20]
    assert read("# Övrigt\n\n- Administration högst 20 % av kostnaderna") == []


TABLE = """

    Budget 2030 och plan 2031–2032, tkr

     | 2030 | 2031 | 2032
    Från parterna | 5 000 | 5 000 | 5 000
    Eget kapital | 1 100 | 1 200 | 1 300
    Summa budget | 6 100 | 6 200 | 6 300
    Kostnader
    Administration | 900 | 900 | 900
    Förbundschef | 600 | 600 | 600
    Ekonom | 300 | 300 | 300
    Bron | 4 000 | 4 000 | 400
    Summa kostnader | 4 900 | 4 900 | 1 300
    Ej budgeterat | 1 200 | 1 300 | 5 000
"""


def test_every_year_and_what_is_left_at_the_end() -> None:
    (one,) = broken(f"    Verksamhetsplan 2030\n\n    Eget kapital ska inte överstiga 22 % av tilldelade medel.{TABLE}")
    assert one.values["years"].split("; ") == [
        "2031, Eget kapital: 1\u202f200 / 5\u202f000 tkr = 24,0 %",
        "2032, Eget kapital: 1\u202f300 / 5\u202f000 tkr = 26,0 %",
        "2032, Ej budgeterat: 5\u202f000 / 5\u202f000 tkr = 100,0 %",
    ]
    assert one.printed == "1 200" and one.expected == "1\u202f100"
    assert [place.line for place in one.places] == [9, 3, 8, 9, 8, 17]


def test_only_the_years_that_it_names() -> None:
    said = "Verksamhetsplan 2030\n\n    {} ska eget kapital inte överstiga 22 % av tilldelade medel."
    (one,) = broken(f"    {said.format('År 2031')}{TABLE}")
    assert one.values["years"].count(";") == 0
    (one,) = broken(f"    {said.format('Från och med 2032')}{TABLE}")
    assert one.values["years"].count(";") == 1


def test_rows_that_another_sums_are_not_added_to_it() -> None:
    (one,) = broken(f"    Verksamhetsplan 2030\n\n    Administrationen ska kosta högst 20 % av kostnaderna.{TABLE}")
    assert one.values["years"] == "2032, Administration: 900 / 1\u202f300 tkr = 69,2 %"
    assert one.cause == "WHY-051"


def test_a_rule_that_holds_counts_its_numbers() -> None:
    text = "    Verksamhetsplan 2030\n\n    {}" + TABLE
    rule = "Administrationen ska kosta högst 80 % av kostnaderna."
    assert broken(text.format(rule)) == []
    assert examined(text.format(rule)).checked > examined(text.format("Eget kapital är bra.")).checked


def test_a_buffer_is_at_least_so_large() -> None:
    text = "    Verksamhetsplan 2030\n\n    En buffert på 700 tkr från eget kapital ska finnas.\n" + TABLE.replace(
        "    Kostnader\n", "    Buffert | 700 | 700 | {}\n    Kostnader\n"
    )
    assert broken(text.format("700")) == []
    (one,) = broken(text.format("500"))
    assert (one.printed, one.expected, one.values["years"]) == ("500", "700", "2032, Buffert: 500 tkr")


OVERVIEW = """
    Årsredovisning 2024

    {}

    Femårsöversikt

     | 2024 | 2023 | 2022
    Årets resultat, tkr | 548 | 382 | 100
    Eget kapital, tkr | 2 618 | 2 070 | 1 688
    Soliditet, % | 56 | 55 | 47
"""
IN_THE_STATEMENT = """
    Resultaträkning

    Belopp i kronor | 2024 | 2023
    Verksamhetens intäkter
    Medlemsbidrag Försäkringskassan | 4 210 000 | 4 105 000
    Medlemsbidrag Region Myrland | 2 105 000 | 2 052 500
    Medlemsbidrag Granträsks kommun | 2 105 000 | 2 052 500
    Övriga bidrag | 148 500 | 0
    Summa intäkter | 8 568 500 | 8 210 000
    Verksamhetens kostnader | -8 020 461 | -7 828 169
    Årets resultat | 548 039 | 381 831
"""
IN_A_NOTE = """
    Resultaträkning

    Belopp i kronor | Not | 2024 | 2023
    Verksamhetens intäkter | 1 | 8 568 500 | 8 210 000
    Verksamhetens kostnader |  | -8 020 461 | -7 828 169
    Årets resultat |  | 548 039 | 381 831

    Not 1 Verksamhetens intäkter

     | 2024 | 2023
    Försäkringskassan | 4 210 000 | 4 105 000
    Region Myrland | 2 105 000 | 2 052 500
    Granträsks kommun | 2 105 000 | 2 052 500
    Övriga intäkter | 148 500 | 0
    Summa | 8 568 500 | 8 210 000
"""
NOWHERE = IN_A_NOTE.replace("Region Myrland", "Bidrag")


@pytest.mark.parametrize("statements", [IN_THE_STATEMENT, IN_A_NOTE])
@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("Eget kapital ska inte överstiga 20 % av medlemmarnas bidrag.", "2\u202f618 / 8\u202f420 tkr = 31,1 %"),
        ("Eget kapital ska inte överstiga 32 % av medlemmarnas bidrag.", ""),
        ("Eget kapital ska vara högst 30 procent av intäkterna.", "2\u202f618 / 8\u202f569 tkr = 30,6 %"),
        ("Eget kapital ska vara högst 31 procent av intäkterna.", ""),
        ("Det egna kapitalet ska uppgå till minst 500 tkr.", ""),
        ("Det egna kapitalet ska uppgå till minst 3 000 tkr.", "2\u202f618 tkr"),
        ("Soliditeten ska vara minst 60 procent.", "56 %"),
        ("Soliditeten ska vara minst 50 procent.", ""),
    ],
)
def test_contributions_row_by_row_and_rules_without_a_base(statements: str, rule: str, said: str) -> None:
    told = [one.values["years"] for one in broken(OVERVIEW.format(rule) + statements)]
    assert [one.rpartition(": ")[2] for one in told] == ([said] if said else [])


def test_without_all_members_rows_nothing_is_held() -> None:
    assert broken(OVERVIEW.format("Eget kapital ska inte överstiga 20 % av medlemmarnas bidrag.") + NOWHERE) == []
