"""How things are measured: medians of several runs, whole processes timed from outside, memory as the system counts it."""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One row of the table: what was done, the figure, what was asked and whether it is met."""

    what: str
    figure: str
    asked: str
    met: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "yes", False: "NO", None: ""}[self.met]
        return f"| {self.what} | {self.figure} | {self.asked} | {verdict} |"


def median_seconds(action: Callable[[], object], runs: int = 5, warm: int = 1) -> float:
    """The median time of an action in this process, after runs that are not counted."""
    for _ in range(warm):
        action()
    return statistics.median(_seconds(action) for _ in range(runs))


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def median_command_seconds(command: list[str], runs: int = 5) -> float:
    """The median wall time of a whole command, after one run that is not counted."""
    return median_seconds(lambda: subprocess.run(command, check=True, capture_output=True), runs)


def run_with_memory(command: list[str]) -> tuple[float, float, str]:
    """Seconds, largest memory in MB and standard output of one command, run as a child of a fresh process."""
    program = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "seconds = time.perf_counter() - start\n"
        "kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(done.returncode, seconds, kilobytes / 1024)\n"
        "print(done.stdout[-2000:], done.stderr[-2000:])\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *command], check=True, capture_output=True, text=True)
    first, _, rest = done.stdout.partition("\n")
    status, seconds, megabytes = first.split()
    if status not in ("0", "1"):
        raise RuntimeError(rest)
    return float(seconds), float(megabytes), rest


def machine() -> str:
    """The machine that the figures were taken on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {system}"


def own_memory() -> float:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
