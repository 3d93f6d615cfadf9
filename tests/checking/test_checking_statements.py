"""The same quantity in several statements."""

import pytest

from stegvis.core.report_findings import ReportFinding
from support.finished import codes_of, examined
from support.yearbook import YEARBOOK, with_row

_FOLLOWED = "\n\nBudgetuppföljning\n\nBelopp i tkr | Budget 2023 | Utfall 2023\n"


def found(text: str) -> list[ReportFinding]:
    return [one for one in examined(text).findings if one.code.startswith("REP-2")]


def said(text: str) -> list[tuple[str, str, str, int]]:
    return [(one.code, one.printed, plain(one.expected), one.certainty) for one in found(text)]


def plain(amount: str) -> str:
    return amount.replace("\u202f", " ").replace("−", "-")


def test_the_place_that_differs_from_the_others_is_named() -> None:
    table = (
        "\n\nDriftredovisning\n\nBelopp i tkr | 2023 | 2022\nIntäkter | 6 040 | 6 020\nLikvida medel | 2 500 | 2 290"
    )
    [one] = found(YEARBOOK + table)
    assert (one.code, one.printed, plain(one.expected)) == ("REP-201", "2 290", "2 200")
    assert one.places[0].text.startswith("Likvida medel")


def test_the_statement_itself_may_be_the_one_that_is_wrong() -> None:
    [one] = examined(with_row("Verksamhetens kostnader", "-6 120", "-6 210")).findings
    assert (one.places[0].text[:23], one.printed, plain(one.expected)) == (
        "Verksamhetens kostnader",
        "-6 210",
        "-6 120",
    )


def test_budget_is_held_against_budget() -> None:
    table = _FOLLOWED + "Intäkter | {} | 6 040\nKostnader | 6 300 | 5 830\n"
    assert said(YEARBOOK + table.format("6 000")) == []
    assert [one[:3] for one in said(YEARBOOK + table.format("6 010"))] == [("REP-201", "6 010", "6 000")]


def test_another_budget_is_no_contradiction() -> None:
    table = _FOLLOWED + "Intäkter | 6 100 | 6 040\nKostnader | 6 500 | 5 830\n"
    assert said(YEARBOOK + table) == []


@pytest.mark.parametrize(
    "heading", ["Utfall jan–jun 2023", "Utfall 2023-06-30", "Utfall tertial 2 2023", "T.o.m. 31/8 2023"]
)
def test_a_part_of_the_year_is_not_the_year(heading: str) -> None:
    table = f"\n\nDriftredovisning\n\nTkr | {heading} | Utfall 2022\nIntäkter | 3 020 | 6 020\nKostnader | -2 830 | -6 120\n"
    assert said(YEARBOOK + table) == []


def test_a_table_of_something_else_is_left_alone() -> None:
    table = "\n\nDriftredovisning för projektet\n\nBelopp i tkr | Utfall 2023\nIntäkter | 604\nKostnader | 583\n"
    assert codes_of(YEARBOOK + table) == []


def test_a_lone_amount_that_is_near_is_asked_about() -> None:
    table = "\n\nBudgetuppföljning\n\nBelopp i tkr | Utfall 2021\nTotala kostnader | {}\n"
    assert said(YEARBOOK + table.format("5 730")) == [("REP-201", "5 730", "5 700", 75)]
    assert said(YEARBOOK + table.format("4 100")) == []


def test_an_item_between_is_told_once_for_all_its_places() -> None:
    text = with_row("Kostnader", "5 830", "5 790", text=with_row("Årets resultat", "210", "250"))
    text = with_row("Kostnader", "-5 830", "-5 790", nth=2, text=text)
    [one] = [one for one in found(text) if one.code == "REP-202"]
    assert [place.text.split("\t")[0] for place in one.places] == [
        "Kostnader",
        "Verksamhetens kostnader",
        "Övriga bidrag",
    ]


def test_coins_that_are_evened_out_are_no_contradiction() -> None:
    text = (
        "Årsredovisning 2023\n\nDriftredovisning\n\nBelopp i kr | 2023 | 2022\nMedlemsavgift | 5 151 996 | 5 144 001\n"
        "Kostnader | 4 997 138 | 5 624 308\n\nResultaträkning\n\nBelopp i kr | 2023 | 2022\nDriftbidrag | 5 152 000 | 5 144 000\n"
        "Öresutjämning | -4 | 1\nVerksamhetens kostnader | -4 997 138 | -5 624 308\n"
    )
    assert said(text) == []
    assert said(text.replace("5 151 996", "5 151 966"))[0][:2] == ("REP-201", "5 151 966")


def test_what_a_sum_says_of_a_cell_is_not_said_again() -> None:
    table = (
        "\n\nBudgetuppföljning\n\nBelopp i tkr | Budget 2023 | Utfall 2023 | Utfall 2022\nArvoden | 300 | 300 | 400\n"
        "Insatser | 6 000 | 5 530 | 5 720\nTotala kostnader | 6 300 | 5 830 | 6 020\n"
    )
    assert codes_of(YEARBOOK + table) == ["REP-102"]
