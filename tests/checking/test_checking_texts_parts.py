"""Wholes and parts in running text: women, men, those whose sex is not known, and what is left."""

import pytest

from support.finished import codes_of, examined

TRUE = [
    "Totalt 176 personer deltog i insatserna, varav 83 kvinnor, 65 män och 28 där uppgift om kön saknas.",
    "Under året hölls 129 möten, 75 kvinnor och 54 män.",
    "I gruppen fanns 25 deltagare (13 kvinnor och 12 män) och 16 deltagare (8 kvinnor och 8 män).",
    "Under 2020 har 27 personer deltagit i Ekby och 9 i Sundby. Totalt har 28 kvinnor och 8 män deltagit.",
    "Totalt har 123 samtal hållits. Här ingår även samtal på plats. Totalt 71 kvinnor och 52 män.",
    "I insatsen deltog 28 kvinnor och 8 män, totalt 36 personer.",
    "Sedan starten har 7 kvinnor och 67 män avslutats. Av de 74 har 35 avbrutit studierna.",
    "Av de 74 har 35 avbrutit studierna. Av de 39 som fullföljt studierna har 16 gått vidare.",
    "Hittills har 74 personer lämnat insatsen (kvinnor: 7 och män: 67).",
]
WRONG = [
    ("Nu har 79 personer deltagit i de tre insatserna, 42 kvinnor och 36 män.", "79", "78"),
    (
        "Totalt 176 personer deltog i insatserna, varav 83 kvinnor, 56 män och 28 där uppgift om kön saknas.",
        "176",
        "167",
    ),
    ("Under året hölls 125 möten, 75 kvinnor och 54 män.", "125", "129"),
    ("I insatsen deltog 28 kvinnor och 8 män, totalt 38 personer.", "38", "36"),
    (
        "Under 2020 har 27 personer deltagit i Ekby och 9 i Sundby. Totalt har 28 kvinnor och 9 män deltagit.",
        "27",
        "28",
    ),
    ("Totalt har 123 samtal hållits. Totalt 71 kvinnor och 25 män.", "123", "96"),
    ("Sedan starten har 7 kvinnor och 68 män avslutats. Av de 74 har 35 avbrutit studierna.", "74", "75"),
    ("Av de 74 har 35 avbrutit studierna. Av de 29 som fullföljt studierna har 16 gått vidare.", "29", "39"),
]
OTHER = [
    "Av 176 personer var 83 kvinnor och 65 män. För 28 saknas uppgift.",
    "Totalt 176 personer deltog, 40 kvinnor och 35 män avslutades.",
    "Cirka 100 personer deltog, varav 60 kvinnor och 35 män.",
    "Målet är minst 80 personer, 40 kvinnor och 30 män.",
    "Under 2020 startade 37 kvinnor och 25 män. Av de 20 som slutade fick fem arbete.",
    "Totalt har 100 personer deltagit. Totalt har 30 kvinnor och 20 män avslutats.",
    "Av 40 deltagare har 12 kvinnor fått arbete och 5 män börjat studera.",
    "Vi nådde 20 personer, 12 kvinnor i Ekby och 10 män i Sundby deltog.",
    "Insatsen är för personer 18–61 år. I steg 2 fanns 10 kvinnor och 12 män.",
    "Förra året deltog 90 personer. Totalt har 40 kvinnor och 30 män deltagit i år.",
    "I bilaga 2 finns 7 kvinnor och 8 män.",
    "Totalt 45 deltagare, 25 kvinnor och 19 män samt en person som inte uppgett kön.",
    "Totalt deltog 45 personer, 25 kvinnor och 19 män. Någon har okänt kön.",
    "Under året hölls 4 frukostmöten, 120 kvinnor och 80 män deltog.",
    "Under året hölls 4 frukostmöten (120 kvinnor och 80 män).",
    "Av de 74 har 35 avbrutit studierna och 20 pågår. Av de 19 som fullföljt har 16 gått vidare.",
    "Under året slutade 37 kvinnor och 25 män. Av de 70 deltagarna i Ekby har 12 fått arbete.",
    "I de tolv insatserna, 6 kvinnor och 7 män, gick det bra.",
    "I 5 kommuner, 12 kvinnor och 13 män, gick det bra.",
    "Under året hölls 40 frukostmöten, 25 kvinnor och 20 män.",
]


@pytest.mark.parametrize("text", TRUE)
def test_parts_that_are_their_whole_are_checked_and_right(text: str) -> None:
    report = examined(text)
    assert (report.findings, report.checked > 1) == ((), True)


@pytest.mark.parametrize(("text", "printed", "expected"), WRONG)
def test_parts_that_are_not_are_found(text: str, printed: str, expected: str) -> None:
    [found] = examined(text).findings
    assert (found.printed, found.expected) == (printed, expected)


@pytest.mark.parametrize("text", OTHER)
def test_other_numbers_are_no_parts(text: str) -> None:
    assert codes_of(text) == []


def test_the_place_that_repeats_a_wrong_total_is_named_too() -> None:
    wrong = "Totalt har 125 SAMSIP genomförts, 75 kvinnor och 54 män."
    [found] = examined(f"{{}} har genomförts.\n\n{wrong}".format("Hela 125 SAMSIP-möten")).findings
    assert (found.code, [place.line for place in found.places]) == ("REP-301", [3, 1])
    for other in ("Hela 125 resor", "Hela 124 SAMSIP-möten", "Målet 125 SAMSIP-möten"):
        [found] = examined(f"{other} har genomförts.\n\n{wrong}").findings
        assert [place.line for place in found.places] == [3]
