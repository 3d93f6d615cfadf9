"""How fast tables are protected and proved safe, how little is hidden, and how ACRO does on the same single tables."""

import logging
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.documents import CASE
from bench.measure import Measured, median_seconds
from bench.national_table import national_table, two_way_table
from stegvis.core.catalogue import CATALOGUE, USUAL
from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable, Key, PrintedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.protect import Register, ReleasedTables, release
from stegvis.protect.auditor import audit, ranges
from stegvis.protect.printing import printed
from stegvis.protect.protector import safe_pattern
from stegvis.protect.protector.model import Effort
from stegvis.protect.protector.programme import WITHOUT_LIMIT

POLICY = Policy(date(2020, 1, 1))
ON = date(2026, 2, 1)
FINNVEDEN = CASE.parent / "finnveden-2020"
#: The tables that the annual report's template prints.
SIX = ("participants-by-age", "participants-by-education", "participants-by-time-on-support", "exits-by-time", "exits-by-reason",
       "exits-by-destination")  # fmt: skip


def counted(folder: Path, *names: str) -> tuple[CountTable, ...]:
    """Tables of a case, counted."""
    from stegvis.engine import tabulate_all, take_snapshot
    from stegvis.files.package import read_package

    package = read_package(folder).package
    assert package is not None
    specs = [CATALOGUE[name] for name in names or USUAL]
    return tabulate_all(specs, take_snapshot(package), Period.year(2020))


def _released(tables: tuple[CountTable, ...]) -> ReleasedTables:
    found = release(tables, POLICY, Register(), on=ON)
    assert isinstance(found, ReleasedTables)
    return found


def protecting() -> Iterator[Measured]:
    """A whole annual report's tables, the six of the template, and a nation's table."""
    everything = counted(CASE)
    seconds = median_seconds(lambda: _released(everything))
    what = f"protect and prove all {len(everything)} tables of samspelet-2020 together"
    yield Measured(what, f"{seconds:.2f} s", "0.5 s", seconds <= 0.5)
    yield from _hidden_shares()
    yield from _nation()


def _hidden_shares() -> Iterator[Measured]:
    out = _released(counted(CASE, *SIX)).tables
    hidden, cells = sum(one.hidden for one in out), sum(len(one.cells) for one in out)
    yield Measured(
        f"hidden in samspelet's six tables, of {cells} cells",
        f"{hidden} ({hidden / cells:.1%})",
        "15 %",
        hidden / cells <= 0.15,
    )
    (by_initiative,) = _released(counted(FINNVEDEN, "participants-by-initiative")).tables
    share = by_initiative.hidden / len(by_initiative.cells)
    figure = f"{by_initiative.hidden} of {len(by_initiative.cells)}"
    yield Measured("hidden in finnveden's participants by initiative", figure, "a third", share <= 1 / 3)


def _nation() -> Iterator[Measured]:
    table = national_table()
    start = time.perf_counter()
    pattern = safe_pattern(table, 5, len(table.cells), lambda _: True)
    middle = time.perf_counter()
    assert pattern is not None
    faults = audit([printed(table, pattern, 5)], [table.cells])
    end = time.perf_counter()
    small = sum(0 < count < 5 for count in table.cells.values())
    what = (
        f"80 associations by county by sex by three classes, {len(table.cells)} cells, {small} small: protect and prove"
    )
    figure = f"{end - start:.0f} s ({middle - start:.0f} and {end - middle:.0f}), {len(pattern)} hidden, {len(faults)} objections"
    yield Measured(what, figure, "60 s", end - start <= 60 and not faults)


def against_the_optimum() -> Iterator[Measured]:
    """What is hidden against the exact optimum, where the exact method finds it in a minute."""
    for what, table in _HARD:
        ours, seconds = _pattern_in(table, "")
        exact, longer = _pattern_in(table, "exact")
        best = f"the optimum is {exact}, in {longer:.1f} s" if exact else "the exact method does not end in 60 s"
        figure = f"{ours} hidden in {seconds:.1f} s; {best}"
        yield Measured(what, figure, "optimum + 5 %", None if exact is None else ours <= exact * 1.05)


_HARD = (
    ("two ways, 450 cells", two_way_table()),
    ("two ways, 450 cells, others", two_way_table(seed=2)),
    ("8 associations by sex and class, 144 cells", national_table(8, 3)),
    ("16 associations by sex and class, 264 cells", national_table(16, 5, seed=4)),
)


def _pattern_in(table: CountTable, how: str) -> tuple[int, float] | tuple[None, float]:
    """How many cells are hidden, and the seconds that took; None past a minute. In a process of its own, that can be ended."""
    with ProcessPoolExecutor(1) as pool:
        start = time.perf_counter()
        running = pool.submit(_hidden_in, table, how)
        try:
            return running.result(timeout=60), time.perf_counter() - start
        except TimeoutError:
            for process in (pool._processes or {}).values():
                process.kill()
            return None, 60.0


def _hidden_in(table: CountTable, how: str) -> int:
    effort = Effort(rounds=1_000, nodes=WITHOUT_LIMIT) if how == "exact" else None
    return len(safe_pattern(table, 5, len(table.cells), lambda _: True, effort=effort) or ())


def against_acro() -> Iterator[Measured]:
    """The same single tables by ACRO's suppression: a count below five is blanked, and totals are added anew."""
    for table in counted(CASE, *SIX):
        yield from _beside_acro(table)


def _beside_acro(table: CountTable) -> Iterator[Measured]:
    name = table.head.name
    seconds = median_seconds(lambda: _released((table,)), runs=3)
    out = _released((table,)).tables[0]
    ours = PrintedTable(out.head, out.cells, 5)
    yield Measured(f"{name}, ours", _said(seconds, ours, table), "")
    theirs, seconds = _acro(table)
    yield Measured(f"{name}, ACRO", _said(seconds, theirs, table), "")


def _said(seconds: float, out: PrintedTable, table: CountTable) -> str:
    hidden = sum(value is None for value in out.cells.values())
    true = out.head.grouping or all(value in (None, table.cells[key]) for key, value in out.cells.items())
    exact, narrow = _narrowed(out, table)
    totals = "totals true" if true else "totals NOT true"
    told = f"{exact} hidden cells exact, {narrow} below the rule"
    return f"{seconds * 1000:.0f} ms, {hidden} of {len(out.cells)} hidden, {totals}, {told}"


def _narrowed(out: PrintedTable, table: CountTable) -> tuple[int, int]:
    """Hidden cells that come out exactly, or can't reach five, for who also has the true totals from another table."""
    cells = dict(out.cells)
    if not out.head.grouping:
        totals = {key: table.cells[key] for key in cells if TOTAL in key}
        cells |= {key: None if 0 < count < 5 else count for key, count in totals.items()}
    found = ranges([replace(out, cells=cells)])
    exact = sum(one.is_exact for one in found.values())
    return exact, sum(one.greatest is not None and one.greatest < 5 for one in found.values())


def _acro(table: CountTable) -> tuple[PrintedTable, float]:
    import pandas
    from acro import ACRO

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    names = [one.name for one in table.head.dimensions]
    people = [key for key, count in table.cells.items() if TOTAL not in key for _ in range(count)]
    frame = pandas.DataFrame(people, columns=names)
    session = ACRO(suppress=True)
    session.config |= {"safe_threshold": 5, "zeros_are_disclosive": False}
    crossed = lambda: session.crosstab(frame[names[0]], frame[names[1]], margins=True, margins_name=TOTAL)  # noqa: E731
    seconds = median_seconds(crossed, runs=3)
    found = crossed()
    cells: dict[Key, int | None] = {}
    for key in table.cells:
        value = found.get(key[1], {}).get(key[0])
        there = value is not None and not pandas.isna(value)
        # A row that is not there has nobody in it. What is blank is hidden, and so is a 0 for somebody who was taken out.
        is_hidden = table.cells[key] > 0 and (not there or value == 0)
        cells[key] = None if is_hidden else int(value) if there else 0
    return PrintedTable(table.head, cells, 5), seconds
