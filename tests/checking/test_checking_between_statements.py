"""What the statements owe each other."""

import pytest

from stegvis.core.report_findings import ReportFinding
from support.finished import examined
from support.yearbook import YEARBOOK, with_row


def found(text: str) -> list[ReportFinding]:
    return list(examined(text).findings)


def said(text: str) -> list[tuple[str, str, str, int]]:
    return [(one.code, one.printed, plain(one.expected), one.certainty) for one in found(text)]


def plain(amount: str) -> str:
    return amount.replace("\u202f", " ").replace("−", "-")


SHEET = (
    "Årsredovisning 2023\n\nBalansräkning\n\nBelopp i tkr | 2023-12-31 | 2022-12-31\nKortfristiga fordringar | 156 | 200\n"
    "Kassa och bank | 2 500 | 2 200\nSumma tillgångar | 2 656 | 2 400\nEget kapital | 1 610 | 1 400\n"
    "Kortfristiga skulder | 1 046 | 1 000\nSumma eget kapital och skulder | {} | 2 400\n"
)


def test_both_sides_of_the_balance() -> None:
    assert "REP-203" not in [one.code for one in found(SHEET.format("2 657"))]
    [one] = found(SHEET.format("2 665"))
    assert (one.printed, plain(one.expected)) == ("2 665", "2 656")


def test_cash_at_the_beginning_is_that_of_last_years_end() -> None:
    [one] = found(with_row("Likvida medel vid årets början", "2 200", "2 020"))
    assert (one.places[0].text[:13], one.printed, plain(one.expected)) == ("Likvida medel", "2 020", "2 200")


def test_equity_at_the_beginning_is_that_of_last_years_end() -> None:
    table = "Driftredovisning\n\nTkr | 2023 | 2022\nIngående eget kapital | {} | 1 500\nÅrets resultat | 210 | -100\n"
    assert said(YEARBOOK + "\n\n" + table.format("1 400")) == []
    assert [one[:3] for one in said(YEARBOOK + "\n\n" + table.format("1 430"))] == [("REP-204", "1 430", "1 400")]


@pytest.mark.parametrize(
    "told",
    [
        "Under året har 30 tkr av det egna kapitalet betalats tillbaka genom återbetalning till medlemmarna.",
        "Ingående eget kapital har justerats med 30 tkr efter en rättelse av ett fel från tidigare år.",
        "Not 9 Eget kapital\n\nTkr | 2023\nIngående | 1 400\nKorrigering av tidigare år | 30\nJusterat ingående | 1 430",
    ],
)
def test_equity_that_was_adjusted_is_not_what_the_last_year_ended_with(told: str) -> None:
    table = (
        "Driftredovisning\n\nTkr | 2023 | 2022\nIngående eget kapital | 1 430 | 1 500\nÅrets resultat | 210 | -100\n\n"
    )
    assert "REP-204" not in [one[0] for one in said(f"{YEARBOOK}\n\n{table}\n\n{told}")]


def test_equity_of_another_kind_is_not_what_the_year_began_with() -> None:
    text = with_row("Ingående eget kapital", "1 400 | 1 500", "1 300 | 1 300")
    text = text.replace(
        "Årets resultat |  | 210 | -100\nSumma", "Årets resultat |  | 210 | -100\nReserv |  | 100 | 200\nSumma"
    )
    assert "REP-204" not in [one[0] for one in said(text)]


@pytest.mark.parametrize(("name", "right", "wrong"), [("fordringar", "44", "54"), ("skulder", "46", "64")])
def test_changes_in_the_cash_flow(name: str, right: str, wrong: str) -> None:
    label = f"Ökning/minskning kortfristiga {name}"
    [one] = found(with_row(label, right, wrong))
    assert (one.places[0].text.split("\t")[0], one.printed, one.expected) == (label, wrong, right)


def test_a_cash_flow_that_counts_otherwise_is_left_alone() -> None:
    text = with_row("Ökning/minskning kortfristiga fordringar", "44", "31")
    text = with_row("Ökning/minskning kortfristiga skulder", "46", "59", text=text)
    assert said(text) == []


def test_a_lone_change_with_swapped_digits_is_asked_about() -> None:
    text = (
        SHEET.format("2 656")
        + "\nKassaflödesanalys\n\nBelopp i tkr | 2023\nÖkning/minskning kortfristiga skulder | 64\n"
    )
    assert said(text) == [("REP-206", "64", "46", 75)]


def test_a_budgeted_deficit_takes_of_the_equity() -> None:
    [one] = found(with_row("Utgående eget kapital", "1 100 | 510", "1 400 | 210"))
    assert (one.code, one.printed, plain(one.expected), one.values["result"]) == ("REP-205", "1 400", "1 100", "-300")


def test_a_budget_without_surplus_or_deficit_leaves_equity_as_it_was() -> None:
    table = "Driftredovisning\n\nTkr | Utfall 2023 | Budget 2023\nIntäkter | 6 040 | 6 000\nKostnader | 5 830 | 6 000\n"
    table += "Årets resultat | 210 | 0\nUtgående eget kapital | 1 610 | 1 400\n"
    assert said(SHEET.format("2 656") + "\n" + table) == []


def test_the_balanced_result() -> None:
    assert [one[:3] for one in said(with_row("= Balanskravsresultat", "210 tkr", "240 tkr"))] == [
        ("REP-201", "240 tkr", "210 tkr")
    ]
    adjusted = YEARBOOK.replace(
        "= Balanskravsresultat | 210", "- Realisationsvinster | 30 tkr\n= Balanskravsresultat | 180"
    )
    assert said(adjusted) == []


def test_a_note_is_the_amount_of_its_row() -> None:
    [one] = found(
        YEARBOOK.replace("Leverantörsskulder | 900", "Leverantörsskulder | 954").replace(
            "Summa | 1 046", "Summa | 1 100"
        )
    )
    assert (one.code, one.printed, plain(one.expected), one.values["note"]) == ("REP-207", "1 100", "1 046", "4")


def test_a_note_of_several_rows_is_held_against_neither() -> None:
    text = with_row("Kassa och bank |  |", "Kassa och bank |  |", "Kassa och bank | 3 |")
    assert "REP-207" not in [one.code for one in found(with_row("Övriga fordringar", "56", "86", text=text))]


def test_a_note_of_the_sum_of_several_rows_is_no_contradiction() -> None:
    text = (
        "Resultaträkning\n\nBelopp i kr | Not | 2023 | 2022\nDriftbidrag | 1 | 5 152 000 | 5 144 000\n"
        "Öresutjämning |  | -4 | 1\nSumma intäkter |  | 5 151 996 | 5 144 001\n\n"
        "Not 1 Intäkter\n\nBelopp i kr | 2023 | 2022\nStaten | 2 576 000 | 2 572 000\nRegionen | 2 576 000 | 2 572 000\n"
        "Öresutjämning | -4 | 1\nSumma | 5 151 996 | 5 144 001\n"
    )
    assert said(text) == []


def test_a_note_of_something_else_is_left_alone() -> None:
    assert "REP-207" not in [one.code for one in found(with_row("Summa", "1 046 | 1 000", "73 | 61", nth=7))]


FLOW = (
    "Kassaflöde\n\nBelopp i kr | 2023\nÅrets resultat | 221 618\nÖkning (–)/minskning (+) av kortfristiga fordringar | {}\n"
    "Förändring av kortfristiga skulder | 284 710\nKassaflöde från den löpande verksamheten | 481 507\n"
    "Kassaflöde för året | {}\nBankmedel 1 januari | 1 292 087\nBankmedel 31 december | {}\n"
)


def flow(
    receivables: str = "-24 821", year: str = "481 507", end: str = "1 773 594"
) -> list[tuple[str, str, str, int]]:
    return said("Årsredovisning 2023\n\n" + FLOW.format(receivables, year, end))


def test_a_cash_flow_of_one_year_ends_with_what_it_began_with_and_its_flow() -> None:
    assert flow() == []
    assert flow(end="1 737 594") == [("REP-102", "1 737 594", "1 773 594", 95)]


def test_two_sums_that_ask_a_number_to_be_the_same_other_are_sure_together() -> None:
    assert flow(year="481 570") == [("REP-102", "481 570", "481 507", 95)]


def test_a_flow_is_of_rows_that_are_all_known() -> None:
    assert flow(receivables="-69 312") == [("REP-102", "481 507", "437 016", 95)]
    assert flow(receivables="24 821", year="531 149", end="1 823 236") == [("REP-102", "481 507", "531 149", 95)]


def test_a_lone_flow_of_rows_that_are_not_known_is_told_where_it_differs_by_a_slip() -> None:
    text = "Årsredovisning 2023\n\n" + FLOW.replace("Förändring av kortfristiga skulder", "Övrigt").replace(
        "Årets resultat", "Netto av bidrag"
    )
    assert said(text.format("-124 821", "481 507", "1 773 594")) == [("REP-102", "481 507", "381 507", 80)]
    assert said(text.format("-69 312", "481 507", "1 773 594")) == []


def test_the_years_flow_is_of_its_three_parts() -> None:
    parts = "Kassaflöde från investeringsverksamheten | -30 000\nKassaflöde från finansieringsverksamheten | -{}\n"
    text = FLOW.format("-24 821", "444 507", "1 736 594").replace("Kassaflöde för", f"{parts}Kassaflöde för")
    assert said(text.format("7 000")) == []
    assert [one[:3] for one in said(text.format("9 413"))] == [("REP-102", "444 507", "442 094")]


def test_a_row_between_the_flow_and_the_end_is_not_known() -> None:
    text = FLOW.format("-24 821", "481 507", "1 900 000").replace("Bankmedel 31", "Omräkning | 126 000\nBankmedel 31")
    assert said(text) == []


def test_a_municipality_and_its_group_begin_with_their_own() -> None:
    text = """
        Årsredovisning 2023

        Kassaflödesanalys

        Mnkr | 2023 | 2022 | 2023 | 2022
        Årets kassaflöde | 113 | 91 | 141 | 73
        Likvida medel vid årets början | 418 | 327 | 472 | {}
        Likvida medel vid årets slut | 531 | 418 | 613 | 472
        """
    assert said(text.format("399")) == []
    assert "REP-204" not in [one[0] for one in said(text.format("399").replace("| 472 | 399", "| 482 | 399"))]


OVERVIEW = """
    Årsredovisning 2020

    Fem år i siffror

    Tkr | 2016 | 2017 | 2018 | 2019 | 2020
    Resultat | 126 | 22 | -52 | 126 | 291
    Eget kapital | 776 | {} | 746 | 872 | {}
    """


def test_equity_that_does_not_follow_the_result() -> None:
    def said(text: str) -> list[tuple[str, str, str]]:
        return [(one.code, one.printed, one.expected) for one in examined(text).findings]

    assert said(OVERVIEW.format("798", "1 163")) == []
    assert said(OVERVIEW.format("789", "1 163")) == [("REP-208", "789", "798")]
    assert said(OVERVIEW.format("900", "1 300").replace("872", "999")) == []
    paid_back = "\n\n    En del av det egna kapitalet har återbetalats till medlemmarna.\n"
    assert said(OVERVIEW.format("798", "1 063") + paid_back) == []
