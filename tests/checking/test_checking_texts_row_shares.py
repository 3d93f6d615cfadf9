"""Shares of a total that text tells of a row."""

import pytest

from stegvis.core.findings import Severity
from support.finished import examined

PLAN = """
    Verksamhetsplan 2024

    Budget

    Tkr | 2024 | 2023
    Kansli | -1 640 | -1 595
    Administration | -900 | -850
    Skogen | -3 000 | -2 900
    Sjön | -3 085 | -2 805
    Summa kostnader | -8 625 | -8 150

    {}
    """


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.code, one.printed, one.expected) for one in examined(PLAN.format(text)).findings]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kansliets kostnader är 19 procent av de totala kostnaderna.", "16"),
        ("Kansliet svarar för 19 procent av förbundets kostnader.", "91"),
        ("Under 2023 stod Skogen för 36 procent av kostnaderna.", "63"),
        ("Skogen är stor, med 35 % av kostnaderna.", "32"),
    ],
)
def test_a_rows_share_of_the_costs(text: str, wrong: str) -> None:
    assert said(text) == []
    right = next(word for word in text.split() if word.isdigit() and len(word) == 2)
    assert [one[0] for one in said(text.replace(f" {right} ", f" {wrong} "))] == ["REP-307"]


@pytest.mark.parametrize(
    "text",
    [
        "Kansliets kostnader ska vara högst 25 procent av kostnaderna.",
        "Administrationen är 16 procent av kostnaderna.",
        "Skogen och Sjön är 71 procent av kostnaderna.",
        "Hälften av Skogen är 5 procent av kostnaderna.",
        "Skogen är 40 procent av de nya deltagarna.",
    ],
)
def test_what_is_a_limit_or_of_something_else_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_costs_with_a_minus_are_as_great_as_without_it() -> None:
    assert said("Sjön är störst, med 36 % av kostnaderna.") == []
    assert [one[0] for one in said("Kansliet är störst, med 19 % av kostnaderna.")] == ["REP-416"]


def test_a_question_to_the_author_is_no_error() -> None:
    [one] = examined(PLAN.format("Kansliets kostnader är 16 procent av de totala kostnaderna.")).findings
    assert (one.certainty, one.severity) == (75, Severity.WARNING)
