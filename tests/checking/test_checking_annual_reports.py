"""Whole annual reports that agree with themselves have no finding; with one cell changed they have one, wherever it is."""

from collections.abc import Iterator
from random import Random

import pytest

from stegvis.checking import examine
from stegvis.checking.checks.statements import between_statements, identities, ratios
from stegvis.checking.checks.statements import same_quantity as statements
from stegvis.checking.checks.tables import sums
from stegvis.core.report_findings import ReportFinding
from stegvis.files.finished.text import read_text
from support.annual_oracle import Address, Annual
from support.random_annual import random_annual

SEEDS = range(6)
#: A report that has every row that a weakened checker is tried on.
WEAKENED = 0


def findings(report: Annual) -> list[ReportFinding]:
    """What is found in its tables and between them."""
    found = examine(read_text(report.text(), "rapport.txt")).findings
    return [one for one in found if one.code < "REP-3"]


def violations(seed: int, changes: int) -> Iterator[str]:
    """What the checker says wrongly of a random report, and of the report with one cell changed beyond tolerance."""
    report, random = random_annual(seed), Random(seed)
    yield from (f"{seed}: {one.code} at {one.places[0]}" for one in findings(report))
    for at in random.sample(report.numbers(), changes):
        steps = report.cell(at).steps
        most = abs(steps) // 2 + 60
        changed = report.changed(at, steps + random.choice((1, -1)) * random.randrange(40, most))
        yield from _violations(f"{seed}: {report.cell(at)} to {changed.cell(at)} at {at}", changed, at)


def _violations(what: str, changed: Annual, at: Address) -> Iterator[str]:
    if not changed.broken() or changed.cell(at).steps == 0:
        return
    found = findings(changed)
    if len(found) != 1:
        yield f"{what}: {[one.code for one in found]}"
    elif at[0] + 1 not in [place.line for place in found[0].places]:
        yield f"{what}: not pointed at"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_that_agrees_has_no_finding_and_a_changed_cell_is_found_once(seed: int) -> None:
    assert list(violations(seed, 4)) == []


def test_the_oracle_knows_what_a_changed_cell_breaks() -> None:
    report = random_annual(1)
    assert not report.broken()
    assert all(report.changed(at, report.cell(at).steps * 2 + 900).broken() for at in report.numbers())


def _changed(report: Annual, label: str, cells: int) -> Annual:
    """The report with the first number wrong of a row that is so called and so long."""
    [at, *_] = [
        at for at in report.numbers() if label in str(report.lines[at[0]][0]) and len(report.lines[at[0]]) >= cells
    ]
    return report.changed(at, report.cell(at).steps + 777)


@pytest.mark.parametrize(
    ("label", "cells", "patches"),
    [
        ("inventarier", 2, [(identities, "_sums", lambda table, whole, parts: iter(()))]),
        (
            "get kapital",
            6,
            [
                (statements, "agreeing", lambda code, one, other, certainty: None),
                (between_statements, "_grown", lambda year, columns: iter(())),
            ],
        ),
        ("Soliditet", 6, [(ratios, "base_of", lambda year, found: None)]),
        ("Lokalkostnader", 2, [(sums, "rows_of", lambda table, words: [])]),
    ],
)
def test_a_weakened_checker_is_caught(
    label: str, cells: int, patches: list[tuple[object, str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = _changed(random_annual(WEAKENED), label, cells)
    assert len(findings(changed)) == 1
    for patch in patches:
        monkeypatch.setattr(*patch)
    assert len(findings(changed)) != 1
