"""Columns and rows that are one thing for each of another."""

from support.finished import examined

COLUMNS = """
    Verksamhetsplan 2025

    Insatser

    Insats | Planerade deltagare | Budget tkr | Tkr per deltagare
    Skogen | 75 | 1 425 | 19,0
    Sjön | {count} | 1 320 | {each}
    Ängen | 107 | 1 420 | 13,3
    Totalt | 242 | 4 165 | 17,2
    """

SHEETS = """
    Årsredovisning 2024

    Skogen

    Deltagare | 80
    Budget | 1 080 000 kr
    Utfall | 1 040 776 kr
    Kostnad per deltagare | 13 010 kr

    Sjön

    Deltagare | 51
    Budget | 650 000 kr
    Utfall | 655 200 kr
    Kostnad per deltagare | 12 847 kr

    Ängen

    Deltagare | 140
    Budget | 2 100 000 kr
    Utfall | 2 102 340 kr
    Kostnad per deltagare | {}
    """


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.code, one.printed, one.expected) for one in examined(text).findings]


def test_a_column_of_costs_for_each_participant() -> None:
    assert said(COLUMNS.format(count="60", each="22,0")) == []
    assert said(COLUMNS.format(count="60", each="20,2")) == [("REP-242", "20,2", "22,0")]


def test_a_wrong_count_is_told_by_its_own_total_and_not_again() -> None:
    assert [one[0] for one in said(COLUMNS.format(count="66", each="22,0"))] == ["REP-102"]


def test_sheets_of_one_form_bear_each_other_out() -> None:
    assert said(SHEETS.format("15 017 kr")) == []
    assert said(SHEETS.format("15 170 kr")) == [("REP-242", "15 170 kr", "15\u202f017 kr")]


def test_what_few_digits_give_may_be_chance() -> None:
    text = """
        Årsredovisning 2024

        Insats | Deltagare | Möten | Möten per grupp
        Skogen | 12 | 24 | 2
        Sjön | 8 | 30 | 4
        Ängen | 6 | 18 | 3
        """
    assert said(text) == []


def test_women_and_men_below_a_row_are_all_of_it() -> None:
    sheet = "Skogen\n\nDeltagare | 65\nvarav kvinnor | {}\nvarav män | 22\n{}Utfall | 1 511 tkr\n"
    assert said(sheet.format(43, "")) == []
    assert said(sheet.format(34, "")) == [("REP-102", "65", "56")]
    assert said(sheet.format(37, "varav uppgift saknas | 6\n")) == []
    assert said("Skogen\n\nDeltagare | 65\nvarav kvinnor | 34\nvarav unga | 12\nUtfall | 1 511 tkr\n") == []


PLACES = """
    Verksamhetsplan med budget 2026

    Insatser

    Insats | Platser | Budget 2026, tkr | Kostnad per plats, tkr
    Skogen | 140 | 2 450 | 17,5
    Sjön | 60 | 1 620 | {}
    Ängen | 80 | 1 180 | 14,8
    Samtliga | 280 | 5 250 | 18,8
    """


def test_a_column_that_says_no_unit_beside_some_that_do_counts_what_they_cost() -> None:
    assert said(PLACES.format("27,0")) == []
    assert said(PLACES.format("72,0")) == [("REP-242", "72,0", "27,0")]
