"""Long work says on a terminal what is being done, after a moment, and takes it away when it is done."""

import sys
import time

import pytest

from stegvis.cli import progress


@pytest.fixture
def terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


def test_nothing_is_shown_to_a_pipe(capsys, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with progress.steps() as steps:
        steps("Läser participations.csv", 1, 10)
        time.sleep(0.05)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("terminal")
def test_short_work_shows_nothing(capsys):
    with progress.steps() as steps:
        steps("Läser participations.csv", 1, 10)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("terminal")
def test_long_work_says_what_is_done_on_standard_error_only(capsys):
    with progress.steps() as steps:
        steps("Läser [red]participations.csv[/red]", 1, 10)
        for _ in range(100):
            if steps._shown:
                break
            time.sleep(0.05)
        steps("Räknar", 0, 0)
        time.sleep(0.2)
    said = capsys.readouterr()
    assert said.out == ""
    assert "Läser [red]participations.csv[/red]" in said.err or "Räknar" in said.err
