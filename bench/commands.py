"""Whole commands, as a person waits for them."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.documents import CASE
from bench.measure import Measured, median_command_seconds

STEGVIS = str(Path(sys.executable).parent / "stegvis")


def commands() -> Iterator[Measured]:
    seconds = median_command_seconds([STEGVIS, "--help"])
    yield Measured("stegvis --help", f"{seconds:.2f} s", "0.3 s", seconds < 0.3)
    command = [STEGVIS, "table", "participants-by-age", "--package", str(CASE), "--period", "2020", "--format", "csv"]
    seconds = median_command_seconds(command)
    yield Measured("stegvis table participants-by-age", f"{seconds:.2f} s", "2 s", seconds < 2)
