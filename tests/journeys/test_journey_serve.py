"""`stegvis serve` as a new user starts it: everything is set up, the address is printed, both processes end with it."""

# ruff: noqa: S310  (our own server, on loopback)

import os
import re
import signal
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-m", "stegvis.cli", "serve", "--port", "8760"]


def start(folder: Path) -> "subprocess.Popen[str]":
    values = {**os.environ, "STEGVIS_DATA": str(folder / "var"), "STEGVIS_PERSON_ZONE": "1", "PYTHONUNBUFFERED": "1"}
    values |= {"STEGVIS_DEMONSTRATION": str(folder / "none"), "DJANGO_SETTINGS_MODULE": "stegvis.settings"}
    return subprocess.Popen(COMMAND, env=values, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def address_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found[0]
    pytest.fail(said)


def children_of(process: "subprocess.Popen[Any]") -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in listed.stdout.split()]


def test_it_starts_says_where_and_stops(tmp_path: Path) -> None:
    process = start(tmp_path)
    try:
        address = address_of(process)
        with urllib.request.urlopen(f"{address}logga-in/", timeout=60) as answer:
            page = answer.read().decode()
            assert "Logga in" in page
        style = re.search(r'href="(/static/web/stegvis\.\w+\.css)"', page)
        assert style is not None
        with urllib.request.urlopen(address.rstrip("/") + style[1], timeout=60) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
        var = tmp_path / "var"
        assert stat.S_IMODE(var.stat().st_mode) == 0o700
        kept = [path for path in var.rglob("*") if path.is_file() and "static" not in path.parts]
        assert {"association.sqlite3", "person.sqlite3", "secret-key"} <= {path.name for path in kept}
        assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
        second = start(tmp_path)
        assert address in (second.communicate(timeout=60)[0])
        assert second.returncode == 2
        children = children_of(process)
        assert len(children) == 2
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    assert process.returncode == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
