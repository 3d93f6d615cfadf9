"""Comparisons in words against the tables."""

import pytest

from stegvis.checking.checks.texts.comparisons import CHECKS
from stegvis.checking.reading import understand
from stegvis.files.finished import read_bytes
from support.finished import report_of


def found(text: str) -> list[tuple[str, int]]:
    understood = understand(report_of(text))
    return [(one.code, one.certainty) for check in CHECKS for one in check(understood)]


INCOME = """
Årsredovisning 2023

{}

Resultaträkning

Belopp i kr | Budget 2023 | Utfall 2023 | Utfall 2022
Verksamhetens intäkter | 5 000 000 | 5 100 000 | 4 900 000
Verksamhetens kostnader | -5 200 000 | -4 800 000 | -5 000 000
Årets resultat | -200 000 | 300 000 | -100 000
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kostnaderna blev betydligt lägre än budget.", []),
        ("Kostnaderna blev betydligt högre än budgeterat.", [("REP-409", 85)]),
        ("Kostnaderna var högre än förra året.", [("REP-409", 85)]),
        ("Intäkterna har ökat jämfört med 2022.", []),
        ("Intäkterna har minskat jämfört med 2022.", [("REP-409", 85)]),
        ("Årets resultat är bättre än föregående år.", []),
        ("Kostnaderna för lokaler var högre än förra året.", []),
        ("Kostnaderna var högre än 2015.", []),
        ("Soliditeten är högre än förra året.", []),
    ],
)
def test_statements_quantities_compare_as_is_said(text: str, expected: list) -> None:
    assert found(INCOME.format(text)) == expected


def test_a_report_of_no_known_year_is_not_compared() -> None:
    assert found("Kostnaderna blev högre än budget.\n\nDet var allt.") == []


YEARS = "Årsredovisning 2023\n\n{}\n\nInsats | 2023 | 2022\nBrobygget | 40 | 35\nKompassen | 16 | 30\nSumma | 56 | 65"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26 kvinnor och 30 män deltog, vilket är fler än 2022.", [("REP-409", 80)]),
        ("56 deltagare har fått stöd. Det är fler än förra året.", [("REP-409", 80)]),
        ("56 deltagare har fått stöd. Det är färre än förra året.", []),
        ("40 deltagare har fått stöd, fler än förra året.", []),
        ("57 deltagare har fått stöd, fler än förra året.", []),
        ("56 deltagare har fått stöd, fler än 2019.", []),
        ("56 deltagare och 12 personer har fått stöd, fler än förra året.", []),
        ("56 deltagare avslutade insatsen, fler än förra året.", []),
        ("Det är fler än förra året.", []),
    ],
)
def test_counts_compare_with_another_year_as_is_said(text: str, expected: list) -> None:
    assert found(YEARS.format(text)) == expected


def test_one_sex_is_not_both() -> None:
    assert found(YEARS.format("26 kvinnor och 30 män deltog, fler än 2022.").replace("Summa", "Män")) == []


TABLE = "\n\nÅlder | Kvinnor | Män | Summa\nUnga | 10 | 6 | 16\nÄldre | 8 | 4 | 12\nSumma | 18 | 10 | 28"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Fler kvinnor än män deltog.{TABLE}", []),
        (f"Fler män än kvinnor deltog.{TABLE}", [("REP-410", 80)]),
        (f"Färre kvinnor än män deltog.{TABLE}", [("REP-410", 80)]),
        (f"Antal deltagande män är betydligt lägre än antal deltagande kvinnor.{TABLE}", []),
        (f"Antalet kvinnor är lägre än antalet män.{TABLE}", [("REP-410", 80)]),
        (f"De flesta är män.{TABLE}", [("REP-410", 80)]),
        (f"I riket deltog fler män än kvinnor.{TABLE}", []),
        ("Fler män än kvinnor deltog. Det var 12 kvinnor och 8 män.", [("REP-410", 80)]),
        ("Fler män än kvinnor deltog. Det var 8 män och 12 kvinnor.", [("REP-410", 80)]),
        ("Fler män än kvinnor deltog. Det var 12 kvinnor och 8 män i Backa, 3 kvinnor och 9 män i Dala.", []),
        ("Fler män än kvinnor deltog.", []),
    ],
)
def test_sexes_compare_as_is_said(text: str, expected: list) -> None:
    assert found(f"Deltagare\n\n{text}") == expected


TOTAL = "Totalt 120 personer deltog i {}, varav 60 kvinnor, 36 män och 24 där vi saknar uppgift om kön."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uppföljning har skett med 24 av de deltagare som fått arbete.", [("REP-414", 70)]),
        ("Uppföljning har skett med 22 av de deltagare som fått arbete.", []),
        ("Uppföljning har skett med 24 nya personer.", []),
    ],
)
def test_persons_who_may_be_counted_twice_are_asked_about(text: str, expected: list) -> None:
    assert found(f"{TOTAL.format('Brobygget')}\n\nBrobygget\n\n{text}") == expected
    assert found(f"{TOTAL.format('Lotsen')}\n\nBrobygget\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kostnaderna minskade under året.", []),
        ("Kostnaderna ökade under året.", [("REP-409", 85)]),
        ("Kostnaderna har ökat i två av insatserna.", []),
        ("Verksamhetens kostnader steg till 4 800 000 kr.", [("REP-409", 85)]),
        ("Kostnaderna översteg budgeten.", [("REP-409", 85)]),
        ("Kostnaderna understeg budgeten.", []),
        ("Årets resultat försämrades.", [("REP-409", 85)]),
        ("Intäkterna har ökat.", []),
    ],
)
def test_what_has_grown_has_since_last_year(text: str, expected: list) -> None:
    assert found(INCOME.format(text)) == expected


ENDED = """
# Årsredovisning 2023

## Avslut

{}

| Avslutade till | Kvinnor | Män | Totalt |
|---|---|---|---|
| Arbete | 19 | 21 | 40 |
| Studier | 12 | 9 | 21 |
| Totalt | 67 | 58 | 125 |
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fler män än kvinnor gick till arbete, medan det bland dem som studerar var tvärtom.", []),
        ("Fler kvinnor än män gick till arbete, medan det bland dem som studerar var tvärtom.", [("REP-410", 80)]),
        ("Fler kvinnor än män började studera i högskolan.", []),
        ("Fler män än kvinnor deltog.", [("REP-410", 80)]),
    ],
)
def test_sexes_are_compared_in_the_row_that_is_named(text: str, expected: list) -> None:
    understood = understand(read_bytes(ENDED.format(text).encode(), "rapport.md"))
    assert [(one.code, one.certainty) for check in CHECKS for one in check(understood)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Livskraft hade fler kvinnor än män.", []),
        ("Rehab hade fler män än kvinnor.", []),
        ("Rehab hade fler kvinnor än män.", [("REP-410", 80)]),
        ("Kursen hade fler män än kvinnor.", []),
    ],
)
def test_sexes_are_compared_in_the_initiative_that_is_named(text: str, expected: list) -> None:
    assert found(BY_INITIATIVE.format(text, "")) == expected


def test_sexes_are_compared_in_the_column_that_is_named() -> None:
    table = " | Nystart | Gryning | Summa\nKvinnor | 28 | 17 | 45\nMän | 41 | 15 | 56\nSumma | 69 | 32 | 101"
    assert found(f"Klienter\n\nI Nystart deltog fler män än kvinnor.\n\n{table}\n") == []
    assert found(f"Klienter\n\nI Gryning deltog fler män än kvinnor.\n\n{table}\n") == [("REP-410", 80)]


BY_INITIATIVE = """
Deltagare

{}

Insats | Kvinnor | Män | Totalt
Livskraft | 19 | 6 | 25
Livskraft | 8 | 3 | 11
Rehab | 10 | 20 | 30
Summa | 37 | 29 | 66

Livskraft

Insatsen är ny. {}
"""


@pytest.mark.parametrize(
    ("of_all", "of_one", "expected"),
    [
        ("Mer än hälften av deltagarna var kvinnor.", "Tre av fyra var kvinnor.", []),
        ("Knappt hälften av deltagarna var män.", "En av fyra var män.", []),
        ("Två tredjedelar av deltagarna var kvinnor.", "", [("REP-406", 82)]),
        ("Störst är skillnaden i Mitt val, där två av tre deltagare är kvinnor.", "", []),
        ("Under hälften av deltagarna var kvinnor.", "", [("REP-406", 82)]),
        ("", "Hälften var kvinnor.", [("REP-406", 82)]),
        ("", "I riket var hälften kvinnor.", []),
    ],
)
def test_the_sexes_have_the_share_that_words_say(of_all: str, of_one: str, expected: list) -> None:
    assert found(BY_INITIATIVE.format(of_all, of_one)) == expected
