"""The guide to checking reports says what the command really prints: its files are written and its commands run."""

import re
import shlex
from pathlib import Path

import pytest

from stegvis.cli import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "granska-rapporter.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
FILE = re.compile(r"^Filen `(.+?)`:\n\n```\n(.*?)^```", re.S | re.M)
CALL = re.compile(r"^```\n\$ stegvis (.+?)\n(.*?)^```", re.S | re.M)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the guide's files, and the commands run there."""
    for name, text in FILE.findall(GUIDE):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(call, capsys):
    main(shlex.split(call))
    said = capsys.readouterr()
    return said.out + said.err


def test_every_example_prints_what_it_says(folder, capsys):
    calls = CALL.findall(GUIDE)
    assert len(calls) == 5
    for call, expected in calls:
        assert printed(call, capsys) == expected, call


def test_what_is_accepted_in_the_guide_stays_so(folder, capsys):
    for call, _ in CALL.findall(GUIDE)[:2]:
        printed(call, capsys)
    assert "Godtagna: 1." in printed("check rapport.md", capsys)


def test_the_example_of_the_readme(tmp_path, monkeypatch, capsys):
    [(name, text)] = re.findall(r"^`(report\.md)` has one table:\n\n```\n(.*?)^```", README, re.S | re.M)
    (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    [(call, expected)] = CALL.findall(README)
    assert printed(call, capsys) == expected
