"""The auditor's word on a publication, as the places of the tables that it objects to."""

from collections.abc import Mapping, Sequence

from stegvis.core.tables import Key, PrintedTable, ReleasedTable
from stegvis.protect.auditor import audit


def objected_tables(
    tables: Sequence[PrintedTable],
    counts: Sequence[Mapping[Key, int]],
    earlier: Sequence[ReleasedTable],  # noqa: ARG001 - until the auditor takes sets of tables
) -> frozenset[int]:
    """Which tables break a rule beside one another and what was released before; none is the proof that release needs."""
    pairs = enumerate(zip(tables, counts, strict=True))
    return frozenset(place for place, (one, cells) in pairs if audit(one.head, one.cells, cells, one.threshold))
