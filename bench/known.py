"""The checker against what is known to be wrong in finished reports: `python -m bench known FOLDER`.

The folder holds the reports as text and `findings.csv` (`id, file, lines, class, certainty_percent`), put together by hand.
A known finding counts as found where one of ours begins on one of its lines.
"""

import csv
import re
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Measured
from stegvis.core.report_findings import ExaminedReport

_SURE = 80
_CLASSES = (("errors", ("error",)), ("rules and definitions, certainty 80 or more", ("rule", "definition")))


def known(folder: Path) -> Iterator[Measured]:
    """How many of the known findings are found, what is found besides, and the time of each report."""
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found, besides = set(), []
    for report in sorted(folder.glob("*.txt")):
        began = time.perf_counter()
        examined = _examined(report)
        took = time.perf_counter() - began
        yield Measured(f"{report.name}, read and checked", f"{took:.2f} s", "2 s", took <= 2)
        mine = {row["id"]: _lines(row["lines"]) for row in rows if row["file"] == report.name}
        for one in examined.findings:
            where = {id for id, lines in mine.items() if one.places[0].line in lines}
            found |= where
            if not where and one.kind.value != "disclosure":
                besides.append(f"{report.name}:{one.places[0].line} {one.code}")
    for what, classes in _CLASSES:
        sure = [row for row in rows if row["class"] in classes and _counts(row)]
        missed = [row["id"] for row in sure if row["id"] not in found]
        figure = f"{len(sure) - len(missed)} of {len(sure)}" + (f" (not {', '.join(missed)})" if missed else "")
        yield Measured(what, figure, "")
    yield Measured("found besides, to be judged by hand", f"{len(besides)} ({', '.join(besides)})", "at most 6 false")


def _counts(row: dict[str, str]) -> bool:
    return row["class"] == "error" or int(row["certainty_percent"]) >= _SURE


def _examined(report: Path) -> ExaminedReport:
    from stegvis.checking import examine
    from stegvis.files.finished import read_finished

    return examine(read_finished(report))


def _lines(text: str) -> set[int]:
    """The lines that `389 (392)` or `131, 742 vs 793-794` names."""
    spans = re.findall(r"(\d+)(?:-(\d+))?", text)
    return {line for first, last in spans for line in range(int(first), int(last or first) + 1)}
