"""A report that agrees with itself has no finding; with one cell changed it has one, and the cell is named where it can be."""

from collections.abc import Iterator
from random import Random

import pytest
from bench.random_reports import Address, RandomReport, random_report

from stegvis.checking import examine
from stegvis.checking.agreement import causes, relations, totals
from stegvis.checking.checks.tables import sums
from stegvis.core.report_findings import ReportFinding
from stegvis.files.finished.text import read_text

SEEDS = range(20)


def findings(text: str) -> list[ReportFinding]:
    """What is found of sums and of quantities in several places; rules, persons and words are other matters."""
    found = examine(read_text(text, "rapport.txt")).findings
    return [one for one in found if one.code < "REP-3"]


def violations(seed: int, changes: int) -> Iterator[str]:
    """What the checker says wrongly of a random report, and of the report with one cell changed."""
    report, random = random_report(seed), Random(seed)
    yield from (f"{seed}: {one.code} at {one.places[0]}" for one in findings(report.text()))
    for at in random.sample(list(report.numbers()), changes):
        old = report.number(at)
        changed = report.changed(at, old + random.choice((1, -1)) * random.randrange(3, max(5, abs(old) // 2 + 5)))
        yield from _violations(f"{seed}: {old} to {changed.number(at)} at {at}", changed, at, old)


def _violations(what: str, changed: RandomReport, at: Address, old: int) -> Iterator[str]:
    broken = changed.broken()
    found = findings(changed.text()) if broken else []
    if broken and len(found) != 1:
        yield f"{what}: {len(found)} findings"
    slack = max((one.slack for one in broken), default=0)
    named = any(_named(one) == at and abs(_expected(one) - old) <= slack for one in found)
    if len(broken) > 1 and changed.mends() == {at} and not named:
        yield f"{what}: not named"


def _expected(one: ReportFinding) -> int:
    return int(one.expected.replace("\u202f", "").replace("−", "-"))


def _named(one: ReportFinding) -> Address | None:
    place = one.places[0]
    return (place.line - 1, place.cell[2]) if place.cell else None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_consistent_report_has_no_finding_and_a_changed_cell_is_found(seed: int) -> None:
    assert list(violations(seed, 5)) == []


def test_it_is_the_same_with_pipes_and_with_aligned_columns() -> None:
    report = random_report(1)
    at = next(report.numbers())
    changed = report.changed(at, report.number(at) + 40)
    for right, wrong in ((report.text(" | "), changed.text(" | ")), (report.aligned(), changed.aligned())):
        assert findings(right) == []
        assert [one.printed for one in findings(wrong)] == [str(changed.number(at))]


def test_the_oracle_knows_what_a_changed_cell_breaks_and_mends() -> None:
    report = random_report(1)
    at = next(report.numbers())
    changed = report.changed(at, report.number(at) + 40)
    assert not report.broken()
    assert changed.broken() and at in changed.mends()


def _weakened(how: str, patch: pytest.MonkeyPatch) -> None:
    if how == "no column is summed":
        patch.setattr(sums, "rows_of", lambda table, words: [])
    elif how == "no row is summed":
        patch.setattr(sums, "columns_of", lambda table, words: [])
    elif how == "everything is within tolerance":
        patch.setattr(relations, "slack_of", lambda whole, terms, money=False: 10**9)
    elif how == "every sum that does not hold is thought uncertain":
        patch.setattr(sums, "certainty_of", lambda scope, adding: 0)
    elif how == "no cause is looked for":
        patch.setattr(causes, "repairs_of", lambda broken, holding, change: ())
    elif how == "a sum begins at the table's beginning":
        patch.setattr(totals.Totals, "_sum_up", lambda self, at, scope: None)


@pytest.mark.parametrize(
    "how",
    [
        "no column is summed",
        "no row is summed",
        "everything is within tolerance",
        "every sum that does not hold is thought uncertain",
        "no cause is looked for",
        "a sum begins at the table's beginning",
    ],
)
def test_a_weakened_checker_is_caught(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _weakened(how, monkeypatch)
    assert any(one for seed in SEEDS for one in violations(seed, 5))
