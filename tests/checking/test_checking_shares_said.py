"""Shares in words after their counts and of rows, and which sex did better; dates that no calendar has."""

import pytest

from stegvis.checking.checks.labels.dates import CHECKS as DATES
from stegvis.checking.checks.texts.shares_said import CHECKS as SHARES
from stegvis.checking.reading import understand
from support.finished import report_of


def found(text: str) -> list[tuple[str, str]]:
    understood = understand(report_of(text))
    return [(one.code, one.printed) for check in (*SHARES, *DATES) for one in check(understood)]


ENDED = "Hittills har 74 personer avslutats. Av dem gick 29 till arbete, 12 till studier och 33 fortsatte. {}\n"


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("Mer än hälften gick alltså till arbete eller studier.", True),
        ("Mindre än hälften gick alltså till arbete eller studier.", False),
        ("Drygt en tredjedel gick till arbete.", True),
        ("Två tredjedelar gick till arbete.", False),
        ("En femtedel gick till praktik.", True),
        ("Mindre än hälften gick till arbete eller praktik.", True),
        ("Mindre än hälften gick vidare.", True),
    ],
)
def test_shares_in_words_follow_the_counts_before(claim: str, held: bool) -> None:
    assert [code for code, _ in found(f"Avslut\n\n{ENDED.format(claim)}")] == ([] if held else ["REP-406"])


def test_the_counts_of_the_nearest_sentence_come_first() -> None:
    text = "Tio deltagare ska börja. Av de 40 som avslutats gick 12 till arbete, 8 till studier och 20 till annat. {}\n"
    assert found(f"Avslut\n\n{text.format('Hälften gick alltså till arbete eller studier.')}") == []
    assert found(f"Avslut\n\n{text.format('Två tredjedelar gick till arbete eller studier.')}") != []


REFERRED = """
Anmälningar

{}

Anmäld av | Kvinnor | Män | Totalt
Kommunerna | 29 | 33 | 62
Försäkringskassan | 21 | 13 | 34
Arbetsförmedlingen | 12 | 15 | 27
Regionen | 9 | 7 | 16
Totalt | 71 | 68 | 139
"""


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("Kommunerna står för den största delen, och Försäkringskassan för en knapp fjärdedel.", True),
        ("Kommunerna står för den största delen, och Regionen för en knapp fjärdedel.", False),
        ("Kommunerna stod för hälften.", True),
        ("Kommunerna stod för två tredjedelar.", False),
        ("Kommunerna stod för två tredjedelar av kostnaderna.", True),
        ("Vården stod för två tredjedelar.", True),
    ],
)
def test_a_row_has_the_share_that_is_said(claim: str, held: bool) -> None:
    assert [code for code, _ in found(REFERRED.format(claim))] == ([] if held else ["REP-406"])


COUNTED = "Av kvinnorna gick 26 av 45 till arbete och av männen 20 av 39. {}\n"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (COUNTED.format("Kvinnorna har alltså lyckats i högre grad än männen."), True),
        (COUNTED.format("Kvinnorna har alltså lyckats i lägre grad än männen."), False),
        (COUNTED.format("Männen har lyckats i lägre utsträckning än kvinnorna."), True),
        (COUNTED.format("I riket lyckades kvinnor i lägre grad än män."), True),
        (
            "Bland kvinnorna var 58 procent nöjda och bland männen 51 procent, så männen är nöjda i högre grad än kvinnorna.",
            False,
        ),
        ("Männen är nöjda i högre grad än kvinnorna.", True),
    ],
)
def test_one_sex_did_better_than_the_other(text: str, held: bool) -> None:
    assert [code for code, _ in found(f"Avslut\n\n{text}\n")] == ([] if held else ["REP-419"])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Insatsen pågår till och med den 30 juni 2027.", []),
        ("Insatsen pågår till och med den 31 juni 2027.", ["31 juni 2027"]),
        ("Mötet var den 29 februari 2024.", []),
        ("Mötet var den 29 februari 2023.", ["29 februari 2023"]),
        ("Mötet var den 29 februari.", []),
        ("Mötet var den 30 februari, och ett till den 30 februari.", ["30 februari"]),
        ("Perioden 2024-01-01–2024-11-30.", []),
        ("Beslutat 2024-11-31 av styrelsen.", ["2024-11-31"]),
        ("Beslutat 2024-11-30, diarienummer 2024-13-99.", []),
        ("Mötet var den 0 maj.", ["0 maj"]),
    ],
)
def test_dates_are_in_the_calendar(text: str, printed: list[str]) -> None:
    assert [said for _, said in found(f"Inledning\n\n{text}\n")] == printed
