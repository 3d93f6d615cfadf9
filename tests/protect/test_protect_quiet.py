"""Standard output belongs to the result: what a solver prints there is thrown away."""

import ctypes
import os
import sys

import pytest

from stegvis.protect.quiet import solver_is_silent


def native(text: bytes) -> None:
    ctypes.CDLL(None).puts(text)


def test_native_chatter_is_thrown_away_and_our_own_stays(capfd):
    sys.stdout.write("before\n")
    with solver_is_silent():
        native(b"chatter")
    sys.stdout.write("after\n")
    sys.stdout.flush()
    assert capfd.readouterr().out == "before\nafter\n"


def test_a_mistake_within_gives_standard_output_back(capfd):
    with pytest.raises(ValueError, match="mine"), solver_is_silent():
        raise ValueError("mine")
    os.write(1, b"here")
    assert capfd.readouterr().out == "here"


def test_a_service_without_standard_output(monkeypatch):
    def closed(_: int) -> int:
        raise OSError

    monkeypatch.setattr(os, "dup", closed)
    ran = []
    with solver_is_silent():
        ran.append(1)
    assert ran
