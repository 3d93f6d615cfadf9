"""Whole reports of invented associations: nothing where all is right, and what was planted where it was."""

import tomllib
from pathlib import Path

import pytest

from stegvis.checking import examine
from stegvis.core.findings import Severity
from stegvis.files.finished import read_bytes

REPORTS = Path(__file__).parents[1] / "golden" / "finished"
NAMES = sorted(path.stem for path in REPORTS.glob("*.toml"))


def faults(name: str) -> list[str]:
    """The errors and warnings: line, code and what is printed."""
    found = examine(read_bytes((REPORTS / name).read_bytes(), name)).findings
    told = [one for one in found if one.severity is not Severity.REMARK]
    return [f"{one.places[0].line} {one.code} {one.printed}".replace("\u00a0", " ") for one in told]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_that_is_right_has_no_errors_and_no_warnings(name: str) -> None:
    assert faults(f"{name}.md") == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_planted_is_found_and_nothing_else(name: str) -> None:
    """The list `missed` beside them says what is known not to be found: a check that finds more moves it to `found`."""
    planted = tomllib.loads((REPORTS / f"{name}.toml").read_text())
    assert faults(f"{name}-planted.md") == planted["found"]
    assert "missed" in planted
