"""Counting at scale: all tables of one year over more and more participations, against the peers, each in its own process.

`python -m bench.scale PEER FOLDER YEAR RUNS` is one such process: it prints its seconds, its largest memory and its cells' hash.
"""

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.meaning import Question
from bench.measure import Measured
from bench.national import generate
from bench.peers import peer

PEERS = ("stegvis", "sql", "polars", "pandas with Arrow's filters", "pandas")
SIZES = (200_000, 1_000_000, 5_000_000, 20_000_000)
YEAR, RUNS = 2025, 5


@dataclass(frozen=True)
class Run:
    """What a process said: the median of its runs after a first one, its largest memory in MB, what it counted."""

    seconds: float
    first: float
    megabytes: float
    cells: int
    said: str


def scale(sizes: tuple[int, ...] = SIZES, runs: int = RUNS) -> Iterator[Measured]:
    """Each size and peer in turn, and what was asked of ours."""
    took: dict[int, dict[str, Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            start = time.perf_counter()
            snapshot = generate(Path(folder) / str(rows), rows)
            yield Measured(f"{rows:,} invented participations written", f"{time.perf_counter() - start:.0f} s", "")
            took[rows] = {name: run(name, snapshot, runs) for name in PEERS}
            yield from _against_peers(rows, took[rows])
    yield from _growth({rows: one["stegvis"] for rows, one in took.items()})


def run(name: str, snapshot: Path, runs: int) -> Run:
    """One peer in a process of its own."""
    command = [sys.executable, "-m", "bench.scale", name, str(snapshot), str(YEAR), str(runs)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _against_peers(rows: int, took: dict[str, Run]) -> Iterator[Measured]:
    ours, peers = took["stegvis"], {name: one for name, one in took.items() if name != "stegvis"}
    assert {one.said for one in took.values()} == {ours.said}, f"the cells differ: {took}"
    yield Measured(f"all tables of {YEAR}, {rows:,} rows: {ours.cells} cells, the same from all", "", "equal", True)
    for name, one in took.items():
        yield Measured(f"{rows:,} rows, {name}", f"{one.seconds:.2f} s, {one.megabytes:.0f} MB", "")
    fastest = min(peers, key=lambda name: peers[name].seconds)
    times = ours.seconds / peers[fastest].seconds
    yield Measured(f"{rows:,} rows, ours by the fastest peer ({fastest})", f"{times:.2f} ×", "1.3 ×", times <= 1.3)
    over = peers["pandas"].seconds / ours.seconds
    asked = rows >= SIZES[-1]
    yield Measured(
        f"{rows:,} rows, pandas by ours", f"{over:.1f} ×", "10 ×" if asked else "", over >= 10 if asked else None
    )
    yield Measured(f"{rows:,} rows, our memory", f"{ours.megabytes:.0f} MB", "3 072 MB", ours.megabytes <= 3072)


def _growth(ours: dict[int, Run]) -> Iterator[Measured]:
    """Seconds a million rows: in proportion means that they do not grow."""
    for rows, one in ours.items():
        yield Measured(f"{rows:,} rows, seconds a million rows", f"{one.seconds / rows * 1e6:.3f}", "does not grow")
    if len(ours) > 1:
        before, last = list(ours)[-2:]
        grows = (ours[last].seconds / last) / (ours[before].seconds / before)
        yield Measured(f"a row of {last:,} by a row of {before:,}", f"{grows:.2f} ×", "1.1 ×", grows <= 1.1)


def main(name: str, folder: str, year: str, runs: str) -> None:
    """One process: a run that is not counted, then the others."""
    count = peer(name, Question(Path(folder), int(year)))
    took = []
    for _ in range(int(runs) + 1):
        start = time.perf_counter()
        cells = count()
        took.append(time.perf_counter() - start)
    said = hashlib.sha256(repr(sorted(cells.items())).encode()).hexdigest()
    found = Run(statistics.median(took[1:] or took), took[0], _largest_memory(), len(cells), said)
    print(json.dumps(found.__dict__))


def _largest_memory() -> float:
    """In MB, of this program alone: what the system says of children counts the parent that started it too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
