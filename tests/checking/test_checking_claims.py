"""Claims of quantity and comparison."""

import pytest

from stegvis.checking.checks.texts.claims import CHECKS
from stegvis.checking.reading import understand
from stegvis.core.report_findings import ReportFinding
from support.finished import report_of


def found(text: str) -> list[ReportFinding]:
    understood = understand(report_of(text))
    return [one for check in CHECKS for one in check(understood)]


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


TABLE = """
Mål | Måluppfyllelse
Fler ska få stöd | Uppfyllt
Möten ska hållas | {}
En plan ska finnas | Uppfyllt
"""


@pytest.mark.parametrize(
    ("claim", "verdict", "expected"),
    [
        ("Alla mål uppfylldes under året.", "Delvis uppfyllt", ["REP-401"]),
        ("Alla mål uppfylldes helt eller delvis.", "Delvis uppfyllt", []),
        ("Samtliga av förbundets mål har uppnåtts, helt eller delvis.", "Ej uppfyllt", ["REP-401"]),
        ("Inget av målen uppfylldes inte alls.", "Inte uppfyllt", ["REP-401"]),
        ("Inga mål uppfylldes inte.", "Uppfyllt", []),
        ("Inte alla mål uppfylldes.", "Ej uppfyllt", []),
        ("Alla mål ska vara uppfyllda vid årets slut, så att målen uppfylls.", "Ej uppfyllt", []),
        ("Alla deltagare kom.", "Ej uppfyllt", []),
        ("Två av målen uppfylldes helt och ett uppfylldes delvis.", "Delvis uppfyllt", []),
        ("Tre av målen uppfylldes helt och ett uppfylldes delvis.", "Delvis uppfyllt", ["REP-403"]),
        ("Flera av målen uppfylldes helt.", "Delvis uppfyllt", []),
    ],
)
def test_goals_in_a_table_hold_what_is_claimed(claim: str, verdict: str, expected: list[str]) -> None:
    assert codes(claim + "\n" + TABLE.format(verdict)) == expected


def test_two_claims_that_one_verdict_contradicts_are_one_finding_of_scope() -> None:
    [one] = found(
        "Alla mål har uppfyllts, helt eller delvis.\n\nUppföljning\n\nInget av målen uppfylldes inte alls.\n\n"
        "Brobygget\n\n- Minst 60 deltagare ska delta.\n\nFörre kom. Målet är inte uppfyllt."
    )
    assert (one.code, one.certainty, [place.line for place in one.places]) == ("REP-402", 85, [1, 5, 11])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Av målen bedöms 8 av 30 delmålen vara uppfyllda, 19 är inte uppfyllda och tre är delvis uppfyllda.", []),
        (
            "Av målen bedöms 8 av 31 delmålen vara uppfyllda, 19 är inte uppfyllda och tre är delvis uppfyllda.",
            ["REP-415"],
        ),
        ("8 av 30 mål är uppfyllda, 19 är inte uppfyllda.", []),
        ("8 av några mål är uppfyllda, 19 är inte uppfyllda och tre är delvis uppfyllda.", []),
        ("19 är inte uppfyllda och tre är delvis uppfyllda.", []),
    ],
)
def test_goals_of_all_add_up(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_verdicts_without_a_verb_count_but_not_those_that_explain_signs() -> None:
    claim = "Alla mål uppfylldes helt eller delvis.\n\nBrobygget\n\n"
    assert codes(f"{claim}Få kom till mötena under året.\n\nMålet ej uppnått.") == ["REP-402"]
    assert codes(f"{claim}Målet uppnått.\n\nMålet delvis uppnått.\n\nMålet ej uppnått.") == []


def test_goals_of_two_tables_are_not_counted() -> None:
    claim = "Nio av målen uppfylldes helt.\n"
    assert codes(claim + TABLE.format("Uppfyllt") + "\nMer text.\n" + TABLE.format("Uppfyllt")) == []


LEFT = "Årsredovisning 2023\n\n{} kvinnor och {} män avslutade insatsen under 2023, fler än under 2022.\n\n{}"


@pytest.mark.parametrize(
    ("women", "men", "claim", "expected"),
    [
        (20, 10, "12 personer har svarat. Det är fler än de som avslutades under året.", ["REP-404"]),
        (4, 5, "12 personer har svarat. Det är fler än de som avslutades under året.", []),
        (4, 5, "12 personer har svarat, vilket är färre än de som avslutades.", ["REP-404"]),
        (20, 10, "Tolv har svarat. Det är fler än de som avslutades under året.", []),
        (20, 10, "Det är fler än de som avslutades.", []),
        ("Några", 10, "12 personer har svarat. Det är fler än de som avslutades under året.", []),
    ],
)
def test_more_and_fewer_are_held_against_those_they_are_compared_with(women, men, claim, expected) -> None:
    assert codes(LEFT.format(women, men, claim)) == expected


def test_those_of_another_year_are_others() -> None:
    text = "Årsredovisning 2023\n\nUnder 2022 var det 30 personer som avslutade.\n\n"
    assert codes(text + "12 personer har svarat. Det är fler än de som avslutades.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Antalet ökade från 30 till 25.", ["REP-405"]),
        ("Andelen minskade från 12,5 % till 14 %.", ["REP-405"]),
        ("Antalet ökade från 2518 personer till 2911 personer.", []),
        ("Antalet ökade från 30 personer till 25.", ["REP-405"]),
        ("Minskningen beror på att Verkstaden utökade antalet platser från 30 till 45.", []),
        ("Kön minskade när teamet växte från tre till fem, från 40 till 25.", []),
        ("Ökningen förklaras av en sänkt åldersgräns, från 30 till 25 år.", []),
        ("Ökningen beror på att kön minskade från 25 till 40.", ["REP-405"]),
        ("Antalet ökade från 30 personer till 25 personer.", ["REP-405"]),
        ("Verksamheten har växt från 12 april till 3 maj.", []),
        ("3 av 8 delar har blivit bättre för över 50 % av dem.", []),
        ("8 av 30 deltagare, hälften kvinnor, svarade.", []),
        ("8 av 30 deltagare, vilket är nästan hälften, svarade.", ["REP-406"]),
        ("Verksamheten växte från 2019 till 2018.", []),
        ("Andelen ökade från 50 % till 40 personer.", []),
        ("27 av 38 avslutade (över 70 %) gick vidare.", []),
        ("25 av 38 avslutade (över 70 %) gick vidare.", ["REP-406"]),
        ("7 av 20 deltagare, drygt 34 %, svarade.", []),
        ("7 av 20 deltagare, knappt 34 %, svarade.", ["REP-406"]),
        ("12 av 20 deltagare, under 50 %, svarade.", ["REP-406"]),
        ("9 av 20 svarade, nästan hälften.", []),
        ("3 av 20 svarade, nästan hälften.", ["REP-406"]),
        ("5 av 20 svarade, en fjärdedel.", []),
        ("9 av 20 deltagare, en majoritet, svarade.", ["REP-406"]),
        ("9 av 20 deltagare fick mer än andra.", []),
        ("0 av 0 deltagare, drygt 34 %, svarade.", []),
    ],
)
def test_ways_and_rough_shares(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De fem funktionerna: jämställdhet, våld, stöd, design samt arbete har fått medel.", []),
        ("De fem funktionerna: jämställdhet, våld, stöd och arbete har fått medel.", ["REP-407"]),
        ("De tre delarna; hälsa, mat och rörelse samt bild.", []),
        ("De tre delarna: hälsa, bild m.fl.", []),
        ("De tre delarna: hälsa.", []),
        ("Vi har finansierat fyra insatser under 2020: Bro, Steg och Kompass.", ["REP-407"]),
        ("Vi har finansierat tre insatser under 2020: Bro, Steg och Kompass.", []),
        ("Vi har två uppgifter: att stödja, utveckla och följa upp.", []),
        ("Insats | Text\nA | Fyra insatser: Bro, Steg och Kompass", ["REP-407"]),
        ("De två delarna: hälsa och bild.", []),
        ("De fyra insatserna är: Bro, Steg, Kompass, och Vind.", []),
        ("De fyra insatserna är: Bro, Steg, Kompass, samt Vind.", []),
        ("De fem insatserna är: Bro, Steg, Kompass, och Vind.", ["REP-407"]),
        ("De två delarna: hälsa, mat och bild.", ["REP-407"]),
        ("De fyra parterna: kassan, regionen, förmedlingen och kommunerna Backa, Dala och Ed.", []),
    ],
)
def test_lists_are_as_long_as_is_said(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_appendices_are_as_many_as_the_text_refers_to() -> None:
    assert codes("Till rapporten hör två bilagor. Mer står i bilaga 3.") == ["REP-408"]
    assert codes("Till rapporten hör 3 bilagor. Mer står i bilagorna 1–3.") == []
    assert codes("Till rapporten hör två bilagor, och till planen tre. Mer står i boken.") == []
    assert codes("Det står i en bilaga. Mer står i bilaga 3.") == []


def test_all_goals_of_one_initiative_are_its_own() -> None:
    other = "\n\nKompassen\n\n- Minst 60 ska delta.\n\nFå kom. Målet är inte uppfyllt."
    assert codes(f"Brobygget\n\nAlla insatsens mål uppfylldes.{other}") == []
    assert codes(f"Brobygget\n\nAlla mål uppfylldes. Ett mål var möten. Målet är uppfyllt.{other}") == []


COLOURED = """

Mål | Utfall | Status
Fler deltagare | 210 | {0}
Fler i arbete | 51 % | {0}
Nöjda | 88 % | {0}
Bra möten | 7 | {1}
Planer | 3 | {2}
"""


@pytest.mark.parametrize("said", [("Grön", "Gul", "Röd"), ("Uppnått", "Delvis uppnått", "Ej uppnått")])
@pytest.mark.parametrize(
    ("claim", "certainty"),
    [
        ("Av de fem målen är tre helt uppfyllda, ett delvis och ett inte.", 0),
        ("Av de fem målen är fyra helt uppfyllda, ett delvis och ett inte.", 90),
        ("Tre av fem mål är uppfyllda.", 0),
        ("Fyra av fem mål är uppfyllda.", 90),
        ("Av årets fem mål uppnåddes tre.", 0),
        ("Av årets fem mål uppnåddes fyra.", 90),
        ("Tre av sju mål är uppfyllda.", 75),
        ("Fyra av sju mål är uppfyllda.", 0),
        ("Tre mål är gröna, ett är gult och ett rött.", 0),
        ("Två mål är gröna, två är gula och ett rött.", 85),
        ("Fyra av fem mål är helt eller delvis uppfyllda.", 0),
        ("Fem av fem mål är helt eller delvis uppfyllda.", 90),
        ("Tre mål är uppnådda, ett delvis och ett inte.", 0),
        ("Fyra mål är uppnådda, ett delvis och ett inte.", 85),
        ("Tre av målen är uppnådda och två är inte helt uppnådda.", 0),
        ("Fyra av fem mål ska vara uppfyllda.", 0),
        ("Två av målen om samverkan är uppfyllda.", 0),
    ],
)
def test_goals_counted_by_word_and_colour(said: tuple[str, str, str], claim: str, certainty: int) -> None:
    told = [one.certainty for one in found(claim + COLOURED.format(*said)) if one.code == "REP-403"]
    assert told == ([certainty] if certainty else [])


@pytest.mark.parametrize(("met", "expected"), [("Två", []), ("Tre", ["REP-403"])])
def test_goals_of_running_text_are_counted_where_they_are_as_many(met: str, expected: list[str]) -> None:
    told = ["Målet är uppnått.", "Målet är uppnått.", "Målet är inte uppnått."]
    items = "\n\n".join(f"Under våren gjorde vi mycket av sådant. {one}" for one in told)
    assert codes(f"{met} av tre mål är uppfyllda.\n\n{items}\n") == expected


def test_a_count_that_follows_from_a_wrong_verdict_is_not_told_beside_it() -> None:
    table = "Mål | Utfall | Status\nMinst 60 % till arbete | {} | Uppnått\nMinst 5 möten | 3 | Ej uppnått\nPlaner | 3 | Uppnått"
    claim = "Ett av tre mål är uppnått, två är inte det.\n\n"
    assert codes(claim + table.format("57 %")) == []
    assert codes(claim.replace("Ett", "1") + table.format("63 %")) == ["REP-403"]


@pytest.mark.parametrize(("times", "right"), [("fyra", True), ("fem", False)])
def test_days_are_counted(times: str, right: bool) -> None:
    text = f"Styrelsen har mötts {times} gånger: den 6 februari, den 27 mars, den 22 maj och den 12 juni."
    assert (codes(text) == []) is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Styrelsen har sammanträtt fyra gånger: den 20 februari, den 3 april, den 5 juni och den 28 augusti.", []),
        (
            "Styrelsen har sammanträtt fem gånger: den 20 februari, den 3 april, den 5 juni och den 28 augusti.",
            ["REP-407"],
        ),
        ("Styrelsen har haft tre möten (6 och 27 mars, 12 juni).", []),
        ("Styrelsen har haft fyra möten (6 och 27 mars, 12 juni).", ["REP-407"]),
        ("Styrelsen har haft fyra möten, varav två digitala.", []),
    ],
)
def test_days_are_as_many_as_is_said(text: str, expected: list[str]) -> None:
    assert codes(f"Styrelsen\n\n{text}\n") == expected


def test_a_goal_without_a_verdict_is_a_goal_too() -> None:
    rows = "Minst 5 möten | 6 | Uppnås\nNöjda | – | Mäts i november\nPlaner | 3 | Uppnås\nKurser | 1 | Uppnås inte"
    table = f"Mål | Utfall | Bedömning\n{rows}"
    assert codes(f"Av fyra mål bedöms två uppnås, ett uppnås inte och ett mäts senare.\n\n{table}") == []
    assert codes(f"Av fyra mål bedöms tre uppnås, ett uppnås inte och ett mäts senare.\n\n{table}") == ["REP-403"]


def test_signs_that_nothing_explains_are_not_counted() -> None:
    table = (
        "Mål | Utfall | Status\nFler möten | 6 | ✓\nNöjda | 88 % | {}\nPlaner | 3 | ✓\nKurser | 1 | ✗\nDagar | 4 | ✓"
    )
    assert codes(f"Tre av fem mål är uppnådda, ett är delvis uppnått.\n\n{table.format('(✓)')}") == []
    assert codes(f"Tre av fem mål är uppnådda, ett är delvis uppnått.\n\n{table.format('✓')}") == ["REP-403"]
