"""The commands on the two cases, as a person runs them: every cell of every expected file, by its key columns."""

import csv
import io
from pathlib import Path

import pytest

from stegvis.cli import main

CASES = Path(__file__).parents[1] / "cases"
STATEMENTS = {"income", "balance", "cash-flow", "operating", "balance-requirement"}
EXPECTED = [path for case in sorted(CASES.iterdir()) if case.is_dir() for path in sorted((case / "expected").iterdir())]
#: What tells rows apart; every other column of an expected file is a value.
KEYS = {"line", "year", "ratio", "sex", "initiative", "measure", "moment", "municipality", "referrer", "group",
        "age_band", "education", "time_on_public_support", "time_in_initiative", "exit_reason", "exit_destination",
        "income_source", "occupation"}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def command(path: Path) -> list[str]:
    package = ["--package", str(path.parents[1])]
    if path.stem in STATEMENTS:
        return ["statement", path.stem, *package, "--year", "2020"]
    if path.stem in {"budget", "ratios"}:
        return [path.stem, *package, "--year", "2020"]
    return ["table", path.stem, *package, "--period", "2020", "--working"]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def by_key(found: list[dict[str, str]], keys: list[str]) -> dict[tuple[str, ...], dict[str, str]]:
    return {tuple(row[key] for key in keys): row for row in found}


def test_there_is_something_to_compare():
    assert len(EXPECTED) == 15


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_every_cell_that_is_expected_is_printed(path, capsys):
    assert main(command(path)) == 0
    expected = rows(path.read_text("utf-8"))
    keys = [column for column in expected[0] if column in KEYS]
    printed = by_key(rows(capsys.readouterr().out), keys)
    assert expected
    for row in expected:
        found = printed.pop(tuple(row[key] for key in keys))
        assert {column: found[column] for column in row} == row
    if path.stem.startswith(("participants-", "exits-")):
        assert {row["value"] for row in printed.values()} <= {"0"}, "what is printed beside is nothing counted"


def test_finnvedens_participants_hide_seven_of_twenty_one(capsys):
    package = str(CASES / "finnveden-2020")
    assert main(["table", "participants-by-initiative", "--package", package, "--period", "2020"]) == 0
    found = rows(capsys.readouterr().out)
    assert (len(found), sum(row["status"] == "suppressed" for row in found)) == (21, 7)
    assert all(row["value"] == "" for row in found if row["status"] == "suppressed")
