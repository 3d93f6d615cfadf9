"""A finished report examined in a process of its own: the same comes out, and a file that costs too much costs nobody else."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from stegvis.assemble import apart
from stegvis.assemble.apart import examined_apart
from stegvis.files.apart import Most
from stegvis.files.finished.pictures import page_pictures
from support.checks import WRONG, wrong_pdf

#: One that finds something, draws a page, and is stopped at the next, as by the clock.
_STOPPED_WHILE_IT_DRAWS = """
import os, signal
from stegvis.assemble import apart
from stegvis.files.finished import pictures
def one(data, pages):
    yield next(drawn(data, pages))
    os.kill(os.getpid(), signal.SIGKILL)
drawn, pictures.page_pictures = pictures.page_pictures, one
apart.serve(apart._examine)
"""


def silent(_stage: str, _done: int, _total: int) -> None:
    pass


def test_a_pdf_comes_back_as_if_it_had_been_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    there = examined_apart(wrong_pdf(), "rapport.pdf", lambda *said: told.append(said))
    monkeypatch.setattr(apart, "is_light", lambda _data: True)
    here = examined_apart(wrong_pdf(), "rapport.pdf", silent)
    assert replace(there, annotated=b"") == replace(here, annotated=b"")
    assert there.annotated.startswith(b"%PDF")
    assert there.examined is not None
    assert [one.page for one in there.pictures] == [3]
    assert there.pictures[0].content == next(page_pictures(wrong_pdf(), [3])).content
    assert {stage for stage, *_ in told} == {"read", "examine", "draw"}


def test_a_small_text_is_examined_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert examined_apart(WRONG.encode(), "a.txt", silent).examined is not None


def test_what_cannot_be_read_says_so_from_there_too() -> None:
    refused = examined_apart(b"%PDF-1.4 cut", "trasig.pdf", silent).refused
    assert refused is not None
    assert (refused.code, refused.value) == ("FIL-008", "trasig.pdf")


def put(monkeypatch: pytest.MonkeyPatch, other: str, most: Most) -> None:
    """Put a program in the other process's place, and limit it so."""
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **how: start([sys.executable, "-c", other], **how))
    monkeypatch.setattr(apart, "_MOST", most)


@pytest.mark.parametrize(
    "other", ["import sys; sys.exit(3)", "import time; time.sleep(600)", "import sys; sys.stdin.close()"]
)
def test_one_that_falls_or_never_ends_is_a_finding(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    put(monkeypatch, other, Most(seconds=1))
    refused = examined_apart(b"%PDF" + b"x" * 1_000_000, "stor.pdf", silent).refused
    assert refused is not None
    assert refused.code == "FIL-006"


def test_a_page_that_cannot_be_drawn_in_time_costs_its_picture_only(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, _STOPPED_WHILE_IT_DRAWS, Most())
    outcome = examined_apart(wrong_pdf(), "rapport.pdf", silent)
    assert outcome.examined is not None
    assert outcome.examined.findings
    assert outcome.annotated
    assert [one.page for one in outcome.pictures] == [3]
