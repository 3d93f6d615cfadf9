"""Prints every figure that is promised, beside what was asked and its peer.

`python -m bench` measures all; `python -m bench scale` only counting at scale, the longest, and `python -m bench scale 1000000`
only that size of it. `python -m bench known FOLDER` holds the checker against known findings in finished reports, and
`python -m bench planted [COUNT] [SEED] [FOLDER]` against faults planted in reports where all is right (`missed` instead of
`planted`: with a line for each that falls short).
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.commands import commands
from bench.documents import documents, pdf_against_weasyprint, smaller_table
from bench.finished import finished
from bench.imports import imports
from bench.known import known
from bench.measure import Measured, machine
from bench.own_reports import own_reports
from bench.protecting import against_acro, against_the_optimum, protecting
from bench.scale import SIZES, scale

_PROTECTING = (protecting, against_the_optimum, against_acro)
BENCHMARKS = (
    documents,
    smaller_table,
    pdf_against_weasyprint,
    commands,
    imports,
    finished,
    own_reports,
    *_PROTECTING,
    scale,
)


def main(*asked: str) -> None:
    """Run every benchmark, or the ones asked for, and print a Markdown table."""
    print(f"{machine()}\n")
    if asked[:1] in (("planted",), ("missed",)):
        _planted(*asked)
        return
    print("| what | figure | asked | met |\n|---|---|---|---|")
    for benchmark in _chosen(asked):
        for measured in benchmark():
            print(measured, flush=True)


def _planted(how: str, count: str = "1000", seed: str = "4", folder: str = "") -> None:
    from bench.planted import print_planted

    print_planted(int(count), int(seed), Path(folder) if folder else None, missed=how == "missed")


def _chosen(asked: tuple[str, ...]) -> tuple[Callable[[], Iterator[Measured]], ...]:
    if not asked:
        return BENCHMARKS
    if asked[0] == "scale":
        sizes = tuple(map(int, asked[1:])) or SIZES
        return (lambda: scale(sizes),)
    if asked[0] == "known":
        return (lambda: known(Path(asked[1])),)
    return tuple(one for one in BENCHMARKS if one.__name__ in asked)


if __name__ == "__main__":
    main(*sys.argv[1:])
