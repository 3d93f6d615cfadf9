"""A finished report examined in a process of its own: the same comes out, and a file that costs too much costs nobody else."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from stegvis.assemble import apart
from stegvis.assemble.apart import examined_apart
from stegvis.files.finished.pictures import page_pictures
from support.checks import WRONG, wrong_pdf


def silent(_stage: str, _done: int, _total: int) -> None:
    pass


def test_a_pdf_comes_back_as_if_it_had_been_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    there = examined_apart(wrong_pdf(), "rapport.pdf", lambda *said: told.append(said))
    monkeypatch.setattr(apart, "_PACKED", ())
    here = examined_apart(wrong_pdf(), "rapport.pdf", silent)
    assert replace(there, annotated=b"") == replace(here, annotated=b"")
    assert there.annotated.startswith(b"%PDF")
    assert there.examined is not None
    assert [one.page for one in there.pictures] == [3]
    assert there.pictures[0].content == next(page_pictures(wrong_pdf(), [3])).content
    assert {stage for stage, *_ in told} == {"read", "examine", "draw"}


def test_a_large_text_is_read_apart_and_a_small_one_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert examined_apart(WRONG.encode(), "a.txt", silent).examined is not None
    monkeypatch.setattr(apart, "_SMALL", 10)
    with pytest.raises(TypeError):
        examined_apart(WRONG.encode(), "a.txt", silent)


def test_what_cannot_be_read_says_so_from_there_too() -> None:
    refused = examined_apart(b"%PDF-1.4 cut", "trasig.pdf", silent).refused
    assert refused is not None
    assert (refused.code, refused.value) == ("FIL-001", "trasig.pdf")


@pytest.mark.parametrize(
    "other", ["import sys; sys.exit(3)", "import time; time.sleep(60)", "import sys; sys.stdin.close()"]
)
def test_one_that_falls_or_never_ends_is_a_finding(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **how: start([sys.executable, "-c", other], **how))
    monkeypatch.setattr(apart, "MOST_SECONDS", 1)
    refused = examined_apart(b"%PDF" + b"x" * 1_000_000, "stor.pdf", silent).refused
    assert refused is not None
    assert refused.code == "FIL-006"


def test_the_other_side_limits_itself_before_it_reads() -> None:
    asked = json.dumps({"name": "a.txt", "language": "sv"}).encode() + b"\n" + WRONG.encode()
    program = (
        "import resource, runpy, sys, atexit\n"
        "atexit.register(lambda: print(resource.getrlimit(resource.RLIMIT_CPU)[0], file=sys.stderr))\n"
        "runpy.run_module('stegvis.assemble.apart', run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=asked, capture_output=True, check=True, timeout=60)
    assert done.stderr.split()[-1] == b"240"
    assert "examined" in json.loads(done.stdout.splitlines()[-1])
