"""The same quantity told twice in running text."""

import pytest

from support.finished import codes_of, examined

ENDED = "26 kvinnor och 30 män avslutade steg två under året. 15 av dem fick arbete och 5 började studera."


def test_those_of_whom_are_as_many_as_told_before() -> None:
    text = "{}\n\nMålet är delvis uppfyllt. Av de {} som avslutats efter steg 2 har 15 börjat arbeta och fem börjat studera."
    assert codes_of(text.format(ENDED, 56)) == []
    [found] = examined(text.format(ENDED, 55)).findings
    assert (found.code, found.printed, found.expected) == ("REP-306", "55", "56")
    assert [place.line for place in found.places] == [3, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Av de 40 som avslutats efter steg 3 har 15 börjat arbeta.",
        "Av de 40 som börjat i steg 2 har 15 avbrutit.",
        "Förra året var det annorlunda: av de 40 som avslutats efter steg 2 fick 15 arbete.",
        "Av de 40 som avslutats i ett annat projekt har 9 börjat arbeta.",
    ],
)
def test_others_are_not_the_same_people(text: str) -> None:
    assert codes_of(f"{ENDED}\n\n{text}") == []


CHIEFS = "Årsredovisning 2020\n\nChefer skattar i snitt 5,1 hur SAMVO-arbetet fungerar (4,5 år 2019)."


def test_a_score_that_is_told_twice_is_the_same() -> None:
    [found] = examined(f"{CHIEFS}\n\nCheferna skattar SAMVO-arbetet högt, 5,2 av 6.").findings
    assert (found.code, found.printed, found.expected, found.certainty) == ("REP-306", "5,1", "5,2", 80)


@pytest.mark.parametrize(
    "text",
    [
        "Cheferna skattar SAMVO-arbetet högt, 5,1 av 6.",
        "Medarbetarna skattar SAMVO-arbetet högt, 5,2 av 6.",
        "Cheferna skattar BIPO-arbetet högt, 5,2 av 6.",
        "Cheferna skattar SAMVO-arbetet till drygt 5,0 av 6.",
        "Cheferna fick 5,2 mnkr till SAMVO-arbetet.",
    ],
)
def test_other_scores_are_others(text: str) -> None:
    assert codes_of(f"{CHIEFS}\n\n{text}") == []
