"""Long work says on a terminal what is being done, after a moment, and takes it away when it is done."""

import io
import sys
import time
from argparse import Namespace

from stegvis.cli import application, progress
from support.waiting import wait_for


class Terminal(io.StringIO):
    def isatty(self):
        return True


def on_a_terminal(monkeypatch) -> Terminal:
    """Standard error as a terminal, from within the test: pytest sets the streams anew between set-up and call."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_nothing_is_shown_to_a_pipe(capsys, monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with progress.steps() as steps:
        steps("Läser participations.csv", 1, 10)
        time.sleep(0.05)
    assert capsys.readouterr() == ("", "")


def test_short_work_shows_nothing(monkeypatch):
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE", 3600.0)
    with progress.steps() as steps:
        steps("Läser participations.csv", 1, 10)
    assert terminal.getvalue() == ""


def test_long_work_says_what_is_done_on_standard_error_only(monkeypatch, capsys):
    terminal = on_a_terminal(monkeypatch)
    with progress.steps() as steps:
        steps("Läser [red]participations.csv[/red]", 1, 10)
        wait_for(lambda: "participations" in terminal.getvalue(), "what is done")
        steps("Räknar", 0, 0)
    assert capsys.readouterr().out == ""
    assert "Läser [red]participations.csv[/red]" in terminal.getvalue()


def test_a_command_of_the_application_says_what_it_does_and_takes_it_away_before_it_answers(monkeypatch, capsys):
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with application._told(Namespace(language="sv")) as told:
        told("reading", "tallies.csv", 1, 2)
        wait_for(lambda: "tallies" in terminal.getvalue(), "what is done")
        told("saving")
        told("done")
        sys.stdout.write("svaret\n")
    assert "Läser tallies.csv" in terminal.getvalue()
    assert capsys.readouterr().out == "svaret\n"
