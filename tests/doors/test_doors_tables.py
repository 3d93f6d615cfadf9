"""`stegvis table` on the demonstration's package: tables that are made of others, medians, years beside each other."""

import csv
import io
from pathlib import Path

import pytest

from stegvis.cli import main

DEMO = Path(__file__).parents[2] / "demo" / "2025"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def ran(*arguments):
        status = main(list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err.splitlines()

    return ran


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_outcome_sets_are_made_of_what_is_published(run):
    status, out, _ = run("table", "outcomes", "--package", str(DEMO), "--period", "2025")
    found = {(row["outcome"], row["sex"]): row for row in rows(out)}
    assert status == 0
    total = found["self_support", "total"]
    assert int(total["value"]) == sum(int(found["self_support", sex]["value"]) for sex in ("woman", "man"))
    _, exits, _ = run("table", "exits-by-reason", "--package", str(DEMO), "--period", "2025")
    assert total["base"] == next(row["value"] for row in rows(exits) if row["exit_reason"] == row["sex"] == "total")


def test_outcome_sets_of_an_initiative_or_another_edition(run):
    assert run("table", "outcomes", "--package", str(DEMO), "--period", "2025", "--edition", "own-2023")[0] == 0


def test_outcome_sets_have_no_working_table(run):
    status, _, err = run("table", "outcomes", "--package", str(DEMO), "--period", "2025", "--working")
    assert status == 2
    assert "CLI-023" in err[-1]


def test_medians_are_in_a_working_table(run):
    _, out, _ = run("table", "time-to-exit", "--package", str(DEMO), "--period", "2025", "--working")
    assert [row["sex"] for row in rows(out)] == ["woman", "man", "total"]
    assert all(float(row["days"]) > 0 for row in rows(out))
