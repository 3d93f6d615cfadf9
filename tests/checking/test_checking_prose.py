"""Invented paragraphs, as different offices write: what is right is never held wrong, and what is wrong is found once.

A file of `golden/prose` is a kind of paragraph, a line one of them: `+` right and checked, `=` right, or of something else
that is not to be checked, `-` wrong. `¶` is a new line and `|` a new cell.
"""

from pathlib import Path

import pytest

from support.finished import examined

FILES = sorted((Path(__file__).parents[1] / "golden" / "prose").glob("*.txt"))
LINES = [(path.stem, line[0], line[2:].strip()) for path in FILES for line in path.read_text().splitlines() if line]


def told(text: str) -> list[str]:
    """The findings on numbers in running text."""
    found = examined(text.replace("¶", "\n")).findings
    return [f"{one.code} {one.printed}" for one in found if one.code.startswith("REP-3")]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, sign, text in LINES if sign in "+="])
def test_a_paragraph_that_is_right_is_not_held_wrong(kind: str, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, sign, text in LINES if sign == "+"])
def test_a_paragraph_that_is_right_is_checked(kind: str, text: str) -> None:
    assert examined(text.replace("¶", "\n")).checked > 1


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, sign, text in LINES if sign == "-"])
def test_a_paragraph_that_is_wrong_is_found_once(kind: str, text: str) -> None:
    assert len(told(text)) == 1
