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
