"""The checker against faults that are planted: `python -m bench planted [COUNT] [SEED] [FOLDER]`.

Reports in which all is right get one fault each: our own, read back from their files, invented ones of other shapes, random ones,
and those of a folder if one is given. A fault's place is drawn among all printed values of its kind, also among those that
nothing can be held against. A fault is *found* where a new finding points at it, or is of a sum that it stands in; it is *rightly
explained* where that finding begins at it and gives what stood there before; a new finding that has nothing to do with it
is a *false alarm*. Findings of who is given away count where a small number was planted, and there no others.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from bench.faults import Place, places
from bench.own_reports import PACKAGES, ROOT, made, read_back
from bench.planting import Spot, lines_of, planted, printed
from bench.random_reports import random_report
from bench.slips import number_in
from stegvis.checking import examine
from stegvis.core.finished import FinishedReport
from stegvis.core.report_findings import FindingClass, ReportFinding

_GOLDEN = ROOT / "tests" / "golden" / "finished"
_RANDOM = 12
_TRIES = 40
_GIVEN_AWAY = "a small count given away"


@dataclass(frozen=True, slots=True)
class Source:
    """A report in which all is right. `family`: ours, invented, random or given."""

    family: str
    report: FinishedReport


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault. `source`: which report; `how`: the slip; `held`: the checker holds the value against something."""

    kind: str
    how: str
    source: int
    spot: Spot
    was: str
    now: str
    held: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fault: the new findings that are about it, those that are not, and whether one explains it rightly."""

    fault: Fault
    about: tuple[ReportFinding, ...]
    false: tuple[ReportFinding, ...]
    explained: bool


def print_planted(count: int = 1000, seed: int = 4, folder: Path | None = None, *, missed: bool = False) -> None:
    """Plant, check and print the tables: by kind, by slip, by family of reports. `missed`: first each that falls short."""
    began = time.perf_counter()
    sources = sources_of(folder)
    faults = list(drawn(sources, count, seed))
    with ProcessPoolExecutor(initializer=sources_of, initargs=(folder,)) as pool:
        outcomes = list(pool.map(outcome, faults, [folder] * len(faults), chunksize=10))
    for one in outcomes if missed else ():
        if not one.explained or one.false or len(one.about) > 1:
            print(_said(one, sources[one.fault.source].report))
    for name, of in _TABLES:
        print("\n".join(_table(name, outcomes, of, sources)), end="\n\n")
    print(f"{len(sources)} reports, {len(faults)} faults, seed {seed}, {time.perf_counter() - began:.0f} s")


@cache
def sources_of(folder: Path | None = None) -> tuple[Source, ...]:
    """The reports in which all is right."""
    formats = ("pdf", "docx", "html")
    own = (
        read_back(made(*package, format), format, Path(package[0]).name)
        for package, format in zip(PACKAGES, formats, strict=True)
    )
    golden = sorted(path for path in _GOLDEN.glob("*.md") if not path.stem.endswith("-planted"))
    random = (read_back(random_report(seed).text().encode(), "txt", f"random-{seed}") for seed in range(_RANDOM))
    given = sorted(path for path in folder.iterdir() if "-clean." in path.name) if folder else []
    return (
        *(Source("our own", one) for one in own),
        *(Source("invented", _read(path)) for path in golden),
        *(Source("random", one) for one in random),
        *(Source("given", _read(path)) for path in given if path.suffix != ".typ"),
    )


def _read(path: Path) -> FinishedReport:
    return read_back(path.read_bytes(), path.suffix[1:], path.stem)


def drawn(sources: Sequence[Source], count: int, seed: int) -> Iterator[Fault]:
    """The faults: the kinds by turns, a family of reports, one of them and a place in it by lot; none twice.

    A kind whose places run out leaves its turns to the others.
    """
    random = Random(seed)
    may = [places(one.report) for one in sources]
    left = deque(sorted({kind for one in may for kind in one}))
    told: set[tuple[int, Spot, str]] = set()
    while left and len(told) < count:
        tries = (_drawn(random, left[0], sources, may) for _ in range(_TRIES))
        fault = next((one for one in tries if one and (one.source, one.spot, one.now) not in told), None)
        if fault is None:
            left.popleft()
            continue
        told.add((fault.source, fault.spot, fault.now))
        left.rotate(-1)
        yield fault


def _drawn(
    random: Random, kind: str, sources: Sequence[Source], may: Sequence[Mapping[str, Sequence[Place]]]
) -> Fault | None:
    """A fault of this kind; None if the slip that was drawn cannot be made of what stands there."""
    having = [at for at, one in enumerate(may) if kind in one]
    family = random.choice(sorted({sources[at].family for at in having}))
    source = random.choice([at for at in having if sources[at].family == family])
    place = random.choice(may[source][kind])
    how = random.choice(list(place.slips))
    was = printed(sources[source].report, place.spot)
    now = place.slips[how](random, was)
    if now is None or now == was or not _is_off(was, now, place):
        return None
    return Fault(kind, how, source, place.spot, was, now, place.held)


def _is_off(was: str, now: str, place: Place) -> bool:
    before, after = number_in(was), number_in(now)
    return not place.least or (before is not None and after is not None and abs(after - before) >= place.least)


def outcome(fault: Fault, folder: Path | None = None) -> Outcome:
    """What becomes of a fault in its report."""
    return outcome_in(sources_of(folder)[fault.source].report, _clean(fault.source, folder), fault)


def outcome_in(report: FinishedReport, clean: Sequence[ReportFinding], fault: Fault) -> Outcome:
    """Plant a fault and check the report. `clean`: what is found in it as it is."""
    known, new = Counter(map(_signature, clean)), []
    for one in examine(planted(report, fault.spot, fault.now)).findings:
        known[_signature(one)] -= 1
        counts = (one.kind is FindingClass.DISCLOSURE) is (fault.kind == _GIVEN_AWAY)
        if known[_signature(one)] < 0 and counts:
            new.append(one)
    about = tuple(one for one in new if _is_about(one, fault, report))
    return Outcome(fault, about, tuple(one for one in new if one not in about), _explains(about, fault, report))


@cache
def _clean(source: int, folder: Path | None) -> tuple[ReportFinding, ...]:
    return examine(sources_of(folder)[source].report).findings


def _signature(one: ReportFinding) -> tuple[object, ...]:
    first = one.places[0] if one.places else None
    return one.key, first and (first.page, first.line, first.cell)


def _is_about(one: ReportFinding, fault: Fault, report: FinishedReport) -> bool:
    """Whether a finding points at the planted place, or is of a sum of the row or the column that it stands in."""
    return any(_is_at(place, fault, report) for place in one.places) or (
        one.kind is FindingClass.SUM and any(_crosses(place.cell, fault.spot) for place in one.places[:1])
    )


def _is_at(place: object, fault: Fault, report: FinishedReport) -> bool:
    spot, cell = fault.spot, getattr(place, "cell", None)
    if cell and spot.cell:
        return bool(cell == (spot.block, *spot.cell))
    lines = [report.place(line) for line in lines_of(report, spot)]
    return (getattr(place, "page", 0), getattr(place, "line", 0)) in {(one.page, one.line) for one in lines}


def _crosses(cell: tuple[int, int, int] | None, spot: Spot) -> bool:
    return bool(cell and spot.cell and cell[0] == spot.block and (cell[1] == spot.cell[0] or cell[2] == spot.cell[1]))


def _explains(about: Iterable[ReportFinding], fault: Fault, report: FinishedReport) -> bool:
    """Whether a finding begins at the fault and says what stood there; of words and small counts, that it begins there."""
    for one in about:
        if one.places and _is_at(one.places[0], fault, report):
            words = fault.held is None or fault.kind == _GIVEN_AWAY
            if words or _is_the_same(one.expected, fault.was):
                return True
    return False


def _is_the_same(said: str, was: str) -> bool:
    """Whether two printed numbers are the same, give or take what a rounded sum may be off."""
    one, other = number_in(said), number_in(was)
    if one is None or other is None:
        return False
    return abs(one - other) <= (1 if abs(other) >= 1000 else 0)


def _said(one: Outcome, report: FinishedReport) -> str:
    """A fault with what stands there, and what was found, for whoever wants to know why."""
    fault = one.fault
    line = report.lines[lines_of(report, fault.spot)[0]]
    found = [f"{word} {found.code} {found.printed}, not {found.expected} (line {found.places[0].line})"
             for word, all_found in (("said", one.about), ("FALSE", one.false)) for found in all_found]  # fmt: skip
    held = "" if fault.held is None else " held" if fault.held else " alone"
    return (
        f"- {'found' if one.about else 'MISSED'}{held}: {fault.kind}, {fault.how}: {fault.was} -> {fault.now} in {report.file} "
        f"page {line.page} line {line.number}: {' '.join(line.text.split())[:200]} {'; '.join(found)}"
    )


Of = Callable[[Outcome, Sequence[Source]], str]
_TABLES: tuple[tuple[str, Of], ...] = (
    ("kind", lambda one, _: one.fault.kind),
    ("slip", lambda one, _: one.fault.how),
    ("reports", lambda one, sources: sources[one.fault.source].family),
)
_HEADS = ("planted", "found", "held against something", "of those found", "rightly explained", "said more than once",
          "false alarms (reports; findings)")  # fmt: skip


def _table(name: str, outcomes: Sequence[Outcome], of: Of, sources: Sequence[Source]) -> Iterator[str]:
    """A Markdown table, a row for each of what `of` says, and all."""
    yield f"| {name} | {' | '.join(_HEADS)} |"
    yield "|---" * (len(_HEADS) + 1) + "|"
    for said in sorted({of(one, sources) for one in outcomes}):
        yield _row(said, [one for one in outcomes if of(one, sources) == said])
    yield _row("all", outcomes)


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    numbers = [one for one in outcomes if one.fault.held is not None]
    held = [one for one in numbers if one.fault.held]
    figures = (
        f"{len(outcomes)}", _part(outcomes, outcomes), f"{len(held)}" if numbers else "–",
        _part(held, held) if numbers else "–",
        f"{sum(one.explained for one in outcomes)}", f"{sum(len(one.about) > 1 for one in outcomes)}",
        f"{sum(bool(one.false) for one in outcomes)}; {sum(len(one.false) for one in outcomes)}",
    )  # fmt: skip
    return f"| {name} | {' | '.join(figures)} |"


def _part(outcomes: Sequence[Outcome], of: Sequence[Outcome]) -> str:
    found = sum(bool(one.about) for one in outcomes)
    return f"{found} ({100 * found / len(of):.0f} %)" if of else "0"
