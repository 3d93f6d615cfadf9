"""A released figure replaced in the open: held to the same rules as what was released, and checked by the auditor.

What was counted stays beside it (domain, "Corrections are open"). A hidden cell is never replaced by a figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stegvis.core.findings import Finding, Where, error
from stegvis.core.tables import Correction, Key, PrintedTable, ReleasedTable, TableHead
from stegvis.core.vocabulary import TOTAL, UNKNOWN
from stegvis.protect.auditor.equations import Equation, equations
from stegvis.protect.outsider import OutsiderView, outsider

#: Printed under a table whose totals are not the sums of their parts after a correction, and where a person has said so.
NOTE_SUMS_DIFFER = "NOTE-052"


def correct(
    table: ReleasedTable, corrections: Sequence[Correction], *, sums_may_differ: bool = False
) -> ReleasedTable | tuple[Finding, ...]:
    """The next version of a table with figures replaced, or everything that is wrong with that.

    `sums_may_differ`: a person has said that a printed total may be another than the sum of its printed parts, and then that
    is printed under the table. What a hidden cell could be is never narrowed below the rule, whatever anybody says.
    """
    faults = tuple(_faults(table, corrections))
    if faults:
        return faults
    cells = {**table.cells, **{one.key: one.value for one in corrections}}
    head = _head(table.head, corrections)
    broken = tuple(_broken(head, cells))
    if broken and not sums_may_differ:
        return tuple(error("COR-004", _where(table, key), value=_named(table, key)) for key in broken)
    if broken and NOTE_SUMS_DIFFER not in head.notes:
        head = replace(head, notes=(*head.notes, NOTE_SUMS_DIFFER))
    narrowed = tuple(_narrowed(table, head, cells))
    if narrowed:
        return narrowed
    return ReleasedTable(
        head, cells, table.threshold, table.party, table.certified, max(one.on for one in corrections), table.version + 1,
        table.amounts, tuple(_together(table, corrections)),
    )  # fmt: skip


def _faults(table: ReleasedTable, corrections: Sequence[Correction]) -> Iterator[Finding]:
    """What is wrong with a replacing figure by itself."""
    for one in corrections:
        where, named = _where(table, one.key), _named(table, one.key)
        if table.cells[one.key] is None:
            yield error("COR-001", where, value=named)
        elif one.value < 0 or (0 < one.value < table.threshold and table.head.counts_persons(one.key)):
            yield error("COR-002", where, value=one.value, cell=named, threshold=table.threshold)
        elif _tells_few(table, one):
            yield error("COR-007", where, value=one.value, cell=named, threshold=table.threshold)
    if all(table.cells[one.key] == one.value for one in corrections):
        yield error("COR-003", Where(table.head.name), value=table.head.title)


def _tells_few(table: ReleasedTable, one: Correction) -> bool:
    """Whether what is new tells of a few persons: two versions beside each other are a figure too (rules, "time")."""
    counted = next((before.counted for before in table.corrections if before.key == one.key), None)
    earlier = (table.cells[one.key], counted)
    steps = (abs(one.value - value) for value in earlier if value is not None)
    return table.head.counts_persons(one.key) and any(0 < step < table.threshold for step in steps)


def _head(head: TableHead, corrections: Sequence[Correction]) -> TableHead:
    """How many were counted and have data is no longer told where a margin that says it was replaced."""
    margins = any(one.key[-1] == TOTAL or {TOTAL, UNKNOWN} & set(one.key) for one in corrections)
    return replace(head, counted=None, with_data=None) if margins else head


def _broken(head: TableHead, cells: Mapping[Key, int | None]) -> Iterator[Key]:
    """The totals that are printed with all their parts and are not what the parts make."""
    for one in equations(head, cells):
        values = {key: cells[key] for key in one.weights}
        if None not in values.values() and not _holds(one, values):
            yield next(key for key, weight in one.weights.items() if weight < 0 or len(one.weights) == 1)


def _holds(equation: Equation, values: Mapping[Key, int | None]) -> bool:
    made = sum(weight * (values[key] or 0) for key, weight in equation.weights.items())
    return equation.low <= made <= equation.high


def _narrowed(table: ReleasedTable, head: TableHead, cells: Mapping[Key, int | None]) -> Iterator[Finding]:
    """Hidden cells that the replacing figures would tell, or that no longer can be what they must be able to be.

    The counts are not at hand, so that every hidden cell is held to the rule of one hidden for itself: what could be the
    least possible before still can, and all of them reach the threshold.
    """
    if None not in cells.values():
        return
    before = _view(table.head, table.cells, table.threshold)
    try:
        after = _view(head, cells, table.threshold)
    except ValueError:
        yield error("COR-005", Where(table.head.name), value=table.head.title)
        return
    for (_, key), found in after.ranges.items():
        too_low = found.greatest is not None and found.greatest < table.threshold
        was = before.ranges[0, key]
        if too_low or found.is_exact or (was.least <= 1 < found.least):
            yield error("COR-006", _where(table, key), value=_named(table, key))


def _view(head: TableHead, cells: Mapping[Key, int | None], threshold: int) -> OutsiderView:
    return outsider([PrintedTable(head, cells, threshold)])


def _together(table: ReleasedTable, corrections: Sequence[Correction]) -> Iterator[Correction]:
    """All corrections of the table, each cell once: what was counted is what the first of them replaced."""
    before = {one.key: one for one in table.corrections}
    new = {one.key: one for one in corrections if table.cells[one.key] != one.value}
    for key, one in {**before, **new}.items():
        counted = before[key].counted if key in before else table.cells[key]
        yield replace(one, counted=counted)


def _where(table: ReleasedTable, key: Key) -> Where:
    return Where(table.head.name, column="/".join(key))


def _named(table: ReleasedTable, key: Key) -> str:
    """A cell by its labels: `Sjukdom, Kvinnor`."""
    return ", ".join(dimension.label(code) for dimension, code in zip(table.head.dimensions, key, strict=True))
