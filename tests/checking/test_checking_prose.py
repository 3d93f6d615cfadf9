"""Invented paragraphs, as different offices write: what is right is never held wrong, and what is wrong is found once.

A file of `golden/prose` is a kind of paragraph, a line one of them: `+` right and checked, `=` right, or of something else
that is not to be checked, `-` wrong. `>` is a line of the report that they stand in, at `{}`. `¶` is a new line, `|` a new cell.
"""

from pathlib import Path

import pytest

from support.finished import examined

FILES = sorted((Path(__file__).parents[1] / "golden" / "prose").glob("*.txt"))


def lines_of(path: Path) -> list[tuple[str, str, str]]:
    """The name of the file, the sign and the whole text of each paragraph."""
    lines = path.read_text().splitlines()
    around = "\n".join(line[2:] for line in lines if line.startswith(">")) or "{}"
    return [
        (path.stem, line[0], around.replace("{}", line[2:].strip())) for line in lines if line[:1] in "+-=" and line
    ]


#: Numbers in running text, shares in words, and periods and dates.
TOLD = ("REP-3", "REP-406", "REP-410", "REP-62")

LINES = [line for path in FILES for line in lines_of(path)]


def told(text: str) -> list[str]:
    """The findings on numbers and dates in running text."""
    found = examined(text.replace("¶", "\n")).findings
    return [f"{one.code} {one.printed}" for one in found if one.code.startswith(TOLD)]


@pytest.mark.parametrize(("kind", "sign", "text"), [line for line in LINES if line[1] != "-"])
def test_a_paragraph_that_is_right_is_not_held_wrong(kind: str, sign: str, text: str) -> None:
    report = examined(text.replace("¶", "\n"))
    assert (
        [one.code for one in report.findings if one.code.startswith(TOLD)],
        report.checked > 1 or sign == "=",
    ) == ([], True)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, sign, text in LINES if sign == "-"])
def test_a_paragraph_that_is_wrong_is_found_once(kind: str, text: str) -> None:
    assert len(told(text)) == 1
