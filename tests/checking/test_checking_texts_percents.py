"""Percentages in running text against the counts of their sentence."""

import pytest

from support.finished import codes_of, examined

TRUE = [
    "Under året gick 27 av 38 avslutade (71 %) vidare.",
    "Under året gick 27 av 38 avslutade (över 70 %) vidare.",
    "Svar kom från 20 av de 23 avslutade, vilket motsvarar 87 %.",
    "Arbetslösheten har ökat från 2 518 personer till 2 911 personer, en ökning med 15,6 %.",
    "Av dem fick 15 % av 74 avslutade kvinnor arbete.",
    "Svar kom från 20 av 23 avslutade, vilket motsvarar 86 %.",
]
WRONG = [
    ("Under året gick 27 av 38 avslutade (61 %) vidare.", "61 %", "71 %"),
    ("Under året gick 27 av 38 avslutade (över 80 %) vidare.", "80 %", "71 %"),
    ("Av dem fick 20 % av 12 avslutade kvinnor arbete.", "20 %", "17 %"),
    ("Två av fem deltagare (61 procent) fick arbete.", "61 procent", "40 %"),
]
OTHER = [
    "Målet är 75 %. Under året svarade 19 av 23, och 57 % av dem skattade högt.",
    "Av 38 avslutade fick 27 arbete. Andelen är 45 % i riket.",
    "Tjänsten utökades från 50 % till 75 %, en ökning med 25 %.",
    "Antalet ökade från 10 till 12. I riket är 3 % arbetslösa.",
    "Svar kom från 20 av 23 avslutade (75 % av männen).",
    "Svar kom från 20 av 23 avslutade (71 % förra året).",
    "Drygt 20 % av 12 avslutade kvinnor fick arbete.",
    "Två av fem deltagare (41 procent) fick arbete.",
    "Nio av tio, 93 procent, är nöjda.",
    "Tjänsten är på 60 procent av 37 timmar i veckan.",
    "Lönen betalades till 80 procent av 13 månader.",
]


@pytest.mark.parametrize("text", TRUE)
def test_a_share_that_is_its_counts_is_checked_and_right(text: str) -> None:
    report = examined(text)
    assert ([one.code for one in report.findings if one.code == "REP-307"], report.checked > 1) == ([], True)


@pytest.mark.parametrize(("text", "printed", "expected"), WRONG)
def test_a_share_that_is_not_is_found(text: str, printed: str, expected: str) -> None:
    [found] = [one for one in examined(text).findings if one.code == "REP-307"]
    assert (found.printed, found.expected.replace("\u202f", " ")) == (printed, expected)


@pytest.mark.parametrize("text", OTHER)
def test_other_shares_are_of_something_else(text: str) -> None:
    assert "REP-307" not in codes_of(text)
