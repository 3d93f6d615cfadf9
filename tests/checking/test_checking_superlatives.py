"""Claims of most and least, of years in a row, and of a surplus."""

import pytest

from stegvis.checking.checks.texts.in_a_row import CHECKS as IN_A_ROW
from stegvis.checking.checks.texts.superlatives import CHECKS as SUPERLATIVES
from stegvis.checking.reading import understand
from support.finished import report_of


def found(text: str) -> list[tuple[str, str]]:
    understood = understand(report_of(text))
    return [(one.code, one.expected) for check in (*SUPERLATIVES, *IN_A_ROW) for one in check(understood)]


BY_PLACE = """
Årsredovisning 2024

Deltagare per kommun

{}

Kommun | Kvinnor | Män | Totalt
Almvik | 18 | 25 | 43
Bergsäter | 9 | 14 | 23
Dalkarlsby | 31 | 27 | 58
Lerhult | 8 | 6 | 14
Prästtorp | 5 | 9 | 14
Totalt | 71 | 81 | 152
"""


PLACES = """
Plan 2030

Insatser

{}

Insats | Platser | Budget, tkr | Kostnad per plats, tkr
Ankaret | 120 | 2 160 | 18,0
Bryggan | 50 | 1 450 | 29,0
Fyren | 70 | 980 | 14,0
Samtliga | 240 | 4 590 | 19,1
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankaret är störst med plats för 120 deltagare.", []),
        ("Fyren är störst med plats för 70 deltagare.", [("REP-416", "Bryggan")]),
    ],
)
def test_a_row_of_all_of_them_is_no_rival(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(PLACES.format(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flest individer kommer från Dalkarlsby, 58 stycken, och minst antal från Prästtorp och Lerhult.", []),
        (
            "Flest individer kommer från Almvik, och minst antal från Prästtorp och Lerhult.",
            [("REP-416", "Dalkarlsby")],
        ),
        (
            "Flest individer kommer från Dalkarlsby, och minst antal från Prästtorp och Almvik.",
            [("REP-416", "Lerhult")],
        ),
        ("Flest deltagare hade Dalkarlsby, följt av Almvik.", []),
        ("Näst flest deltagare hade Almvik.", []),
        ("Almvik är en av de största kommunerna.", []),
        ("Dalkarlsby är den största kommunen.", []),
        ("Almvik är den största kommunen.", [("REP-416", "Dalkarlsby")]),
        ("Lägst antal kvinnor finns i Prästtorp.", []),
        ("Högst 20 deltagare kan tas emot i Almvik.", []),
        ("Minst 20 deltagare ska tas emot i Almvik.", []),
        ("Flest deltagare som fick arbete fanns i Almvik.", []),
        ("Flest deltagare finns i Almvik, Bergsäter och Lerhult.", []),
    ],
)
def test_the_row_that_is_named_has_the_most_or_the_least(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(BY_PLACE.format(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flest klienter fanns i Nystart.", []),
        ("Flest klienter fanns i Gryning.", [("REP-416", "Nystart")]),
    ],
)
def test_columns_are_named_too(text: str, expected: list[tuple[str, str]]) -> None:
    heads = " | Nystart | Gryning | Språngbrädan | Summa"
    table = f"{heads}\nKvinnor | 28 | 17 | 36 | 81\nMän | 41 | 15 | 22 | 78\nSumma | 69 | 32 | 58 | 159"
    assert found(f"Årsredovisning 2024\n\nKlienter\n\n{text}\n\n{table}\n") == expected


@pytest.mark.parametrize(
    ("month", "expected"), [("februari", []), ("mars", [("REP-416", "Februari")]), ("vintern", [])]
)
def test_a_label_of_one_word_in_another_form(month: str, expected: list[tuple[str, str]]) -> None:
    table = "Månad | Besök\nJanuari | 118\nFebruari | 131\nMars | 127\nJuli | 31\nSumma | 407"
    text = f"Flest besök gjordes i {month} och minst i juli, då mötesplatsen hade stängt tre veckor."
    assert found(f"Årsredovisning 2024\n\nBesök\n\n{text}\n\n{table}\n") == expected


FIVE_YEARS = """
Årsredovisning 2024

{}

Femårsöversikt

 | 2024 | 2023 | 2022 | 2021 | 2020
Verksamhetens intäkter, tkr | 9 000 | 8 900 | 8 700 | 8 500 | 8 000
Verksamhetens kostnader, tkr | 8 800 | 8 500 | 8 600 | 8 400 | 7 900
Årets resultat, tkr | 200 | 400 | 100 | 100 | 100
Soliditet, % | 56 | 55 | 47 | 53 | 52
Antal deltagare | 210 | 200 | 190 | 195 | 180
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Antalet deltagare ökar för andra året i rad.", []),
        ("Antalet deltagare ökar för fjärde året i rad.", ["REP-417"]),
        ("Intäkterna har ökat för fjärde året i rad.", []),
        ("Verksamhetens kostnader har ökat för tredje året i rad.", ["REP-417"]),
        ("För tredje året i rad minskar soliditeten.", ["REP-417"]),
        ("Samverkan ökar för tredje året i rad.", []),
        ("Det är det högsta antalet deltagare på fem år.", []),
        ("Årets resultat är det bästa på fem år.", ["REP-417"]),
        ("Årets resultat är det bästa på 3 år.", ["REP-417"]),
        ("Soliditeten är den högsta sedan 2020.", []),
        ("Soliditeten är den lägsta sedan 2020.", ["REP-417"]),
        ("Förbundet redovisar ett överskott för 2024.", []),
        ("Förbundet redovisar ett underskott för 2024.", ["REP-418"]),
        ("Årets resultat är negativt.", ["REP-418"]),
        ("Förbundet redovisar ett underskott mot budget.", []),
        ("Förbundet redovisade ett underskott 2019.", []),
    ],
)
def test_claims_over_years_and_of_a_surplus(text: str, expected: list[str]) -> None:
    assert [code for code, _ in found(FIVE_YEARS.format(text))] == expected
