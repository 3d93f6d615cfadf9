"""Headings that say another unit than the amounts are in."""

from support.finished import examined
from support.yearbook import YEARBOOK

KRONOR = "\n\nDriftredovisning\n\n{}Utfall 2023 | Utfall 2022\n"
KRONOR += "Intäkter | 6 040 114 | 6 020 310\nKostnader | -5 830 214 | -6 120 000\n"


def said(text: str) -> list[tuple[str, str, str, int, str]]:
    return [(one.code, one.printed, one.expected, one.certainty, one.places[0].text) for one in examined(text).findings]


def test_thousands_that_are_kronor_are_told_once_at_the_heading() -> None:
    [one] = said(YEARBOOK + KRONOR.format("Belopp tkr | "))
    assert one[:4] == ("REP-231", "tkr", "kr", 95)
    assert one[4].startswith("Belopp tkr")


def test_the_line_above_the_table_that_says_the_unit_is_the_place() -> None:
    [one] = said(YEARBOOK + KRONOR.format("Belopp i tkr\n\n | "))
    assert one[4] == "Belopp i tkr"


def test_a_table_in_kronor_that_says_so_is_right() -> None:
    assert said(YEARBOOK + KRONOR.format("Belopp kr | ")) == []


CASH = "\n\nKassaflöde, {}\n\nPost | 2023 | 2022\nFörändring av skulder | 24 821 | 14 310\n"
CASH += "Periodens kassaflöde | 24 821 | 14 310\nBank 31 december | 2 773 594 | 2 748 773\n"


def units_said(text: str) -> list[tuple[str, str]]:
    return [(one.printed, one.expected) for one in examined(text).findings if one.code == "REP-231"]


def test_a_thousand_million_kronor_are_kronor_and_the_heading_is_all_that_is_said() -> None:
    assert units_said(CASH.format("kronor")) == []
    assert said(CASH.format("tusental kronor")) == [("REP-231", "tkr", "kr", 95, "Kassaflöde, tusental kronor")]


def test_a_note_in_thousands_whose_amounts_a_statement_prints_in_kronor_is_in_kronor() -> None:
    note = "\n\nNot 4 Fordringar ({})\n\n | 2023 | 2022\nKundfordringar | 24 821 | 14 310\n"
    assert units_said(CASH.format("kr") + note.format("kr")) == []
    assert units_said(CASH.format("kr") + note.format("tkr")) == [("tkr", "kr")]


def test_a_statement_in_kronor_with_the_thousands_of_another_is_in_thousands() -> None:
    one = "\n\nResultaträkning\n\nBelopp i {} | 2023 | 2022\nIntäkter | 6 040 | 6 020\nKostnader | -5 830 | -6 120\n"
    other = one.replace("Resultaträkning", "Driftredovisning")
    assert units_said(one.format("tkr") + other.format("tkr")) == []
    assert units_said(one.format("tkr") + other.format("kr")) == [("kr", "tkr")]


def test_a_column_in_another_unit_than_those_it_is_compared_with_is_in_theirs() -> None:
    table = "Driftredovisning\n\nPost | Budget 2023 kr | Utfall 2023 {} | Avvikelse kr\n"
    table += "Insatser | 340 100 | 339 000 | 1 100\nKansli | 120 000 | 121 500 | -1 500\n"
    assert units_said(table.format("kr")) == []
    assert units_said(table.format("tkr")) == [("tkr", "kr")]


def test_a_title_of_the_table_itself_says_more_than_a_unit_further_up() -> None:
    assert units_said("Belopp i tkr\n" + CASH.format("kronor")) == []


def test_a_unit_after_a_comma_in_the_nearest_title_goes_before_one_further_away() -> None:
    table = KRONOR.format(" | ").replace("Driftredovisning", "Driftredovisning, {}")
    assert said(YEARBOOK + "\n\nBelopp i tkr" + table.format("kronor")) == []
    assert [one[0] for one in said(YEARBOOK + table.format("tkr"))] == ["REP-231"]
    assert (
        said(YEARBOOK + table.format("kronor").replace(" | Utfall", "Belopp i tkr\n\n | Utfall", 1))[0][0] == "REP-231"
    )


def test_the_amounts_of_those_who_levy_taxes_may_be_of_any_size() -> None:
    text = "Årsredovisning 2023\n\nResultaträkning\n\nBelopp i tkr | 2023 | 2022\nVerksamhetens intäkter | 607 793 | 501 282\n"
    text += "Verksamhetens kostnader | -983 525 | -917 698\n{} | 428 732 | 441 416\nÅrets resultat | 53 000 | 25 000\n"
    assert said(text.format("Skatteintäkter")) == []
    assert [one[0] for one in said(text.format("Bidrag från medlemmar"))] == ["REP-231"]


def test_the_amounts_of_those_who_own_houses_or_companies_may_be_of_any_size() -> None:
    text = "Årsredovisning 2023\n\nBalansräkning\n\nBelopp i {} | 2023 | 2022\n{} | {} | {}\nKassa och bank | 41 850 | 38 120\n"
    text += "Summa tillgångar | 97 650 | 90 320\nEget kapital | 60 000 | 55 000\nSkulder | 37 650 | 35 320\n"
    text += "Summa eget kapital och skulder | 97 650 | 90 320\n"
    assert said(text.format("mnkr", "Mark, byggnader och tekniska anläggningar", "55 800", "52 200")) == []
    assert said(text.format("mnkr", "Minoritetsintresse", "55 800", "52 200")) == []
    assert [one[0] for one in said(text.format("mnkr", "Fordringar", "55 800", "52 200"))] == ["REP-231"]


def test_a_row_of_a_form_that_has_nothing_in_it_tells_nothing_of_its_owner() -> None:
    text = "Årsredovisning 2023\n\nBalansräkning\n\nBelopp i mnkr | 2023 | 2022\nMark, byggnader och anläggningar | 0 | 0\n"
    text += "Fordringar | 55 800 | 52 200\nKassa och bank | 41 850 | 38 120\nSumma tillgångar | 97 650 | 90 320\n"
    assert [one[0] for one in said(text)] == ["REP-231"]


def test_a_table_that_compares_with_the_country_may_have_amounts_of_any_size() -> None:
    text = "Ekonomiskt bistånd\n\nKommun | Hushåll | Utbetalt bistånd (tkr)\nEkby | 4 090 | 245 270\nSundby | 1 343 | 80 101\n"
    text += "{} | 198 514 | 11 955 560\n"
    assert said(text.format("Riket")) == []
    assert [one[0] for one in said(text.format("Norrby"))] == ["REP-231"]
