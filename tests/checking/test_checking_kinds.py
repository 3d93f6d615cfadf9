"""Which of the report's tables one is."""

import pytest

from stegvis.checking.reading import understand
from stegvis.checking.understanding import ReadTable
from support.finished import report_of

BALANCE = "Belopp i kr | 2024 | 2023\nKassa och bank | 700 | 600\nSumma tillgångar | 700 | 600\nKortfristiga skulder | 700 | 600"
CASH = (
    "Kr | 2024 | 2023\nÅrets kassaflöde | 7 | 6\nIngående likvida medel | 7 | 6\nLikvida medel vid årets slut | 14 | 12"
)
SEXES = "Ålder | Kvinnor | Män\n15–29 | 36 | 13\n30–44 | 59 | 29"
AMOUNTS = "Post | 2024 | 2023\nKansli | 10 | 9\nSumma | 10 | 9"
FOLLOWED = "Post | Budget | Utfall\nKansli | 10 | 9\nSumma | 10 | 9"


def of(heading: str, text: str) -> ReadTable:
    """The table under a heading."""
    [found] = understand(report_of(f"{heading}\n\n{text}")).tables
    return found


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Balansräkning", BALANCE, "balance"), ("Ekonomi", BALANCE, "balance"), ("Resultaträkning", BALANCE, "balance"),
        ("Ekonomi", CASH, "cash_flow"), ("Deltagare", SEXES, "by_sex"), ("Måluppfyllelse", SEXES, "by_sex"),
        ("Driftredovisning", FOLLOWED, "operating"), ("Insatser", FOLLOWED, "budget"), ("Budget 2025", AMOUNTS, "budget"),
        ("Medlemsavgifter", AMOUNTS, "contributions"), ("Noter", AMOUNTS, "note"), ("Not 12 Eget kapital", BALANCE, "note"),
        ("Verksamheten", AMOUNTS, "other"), ("Flerårsöversikt", AMOUNTS, "overview"),
        ("Måluppfyllelse", "Mål | Uppfyllelse\nFler möten | Uppfyllt", "goals"),
        ("Budget", "Post | Ansvarig\nKansli | Chef", "other"),
    ],
)  # fmt: skip
def test_a_table_is_known_by_its_heading_and_by_its_rows(heading: str, text: str, kind: str) -> None:
    assert of(heading, text).kind == kind


def test_rows_tell_an_overview_and_women_and_men_down_the_side() -> None:
    years = "Post | 2024 | 2023 | 2022\nKostnader | 10 | 9 | 8\nSoliditet | 20 % | 30 % | 40 %"
    assert of("Verksamheten", years).kind == "overview"
    assert of("Budget", "Kön | Karlö | Norrö\nKvinnor | 5 | 6\nMän | 7 | 8").kind == "by_sex"
    assert of("Noter", "Kön | Kvinnor | Män\nLedamöter | 5 | 6").kind == "note"


def test_a_note_has_its_number() -> None:
    assert [of(f"Not {number} Skulder", AMOUNTS).note for number in (3, 12)] == ["3", "12"]


def test_a_kind_that_only_its_rows_tell_is_less_certain() -> None:
    assert of("Balansräkning", BALANCE).certainty == 100
    assert of("Ekonomi", BALANCE).certainty == 90
    assert of("Resultaträkning", BALANCE).certainty == 85


def test_the_words_right_above_a_table_may_say_what_it_is() -> None:
    found = of("Ekonomi", f"Nedan redovisas årets budget i sammandrag.\n\n{AMOUNTS}")
    assert (found.kind, found.certainty) == ("budget", 70)


def test_the_same_label_is_another_thing_in_another_table() -> None:
    balance = of("Balansräkning", f"{BALANCE}\nÅrets resultat | 5 | 4")
    assert balance.rows[-1].roles == {"result_of_year"}
    assert of("Resultaträkning", f"{AMOUNTS}\nÅrets resultat 2024 (tkr) | 5 | 4").rows[-1].roles == {"result"}
