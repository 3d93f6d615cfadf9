"""The auditor's word on a publication, as the places of the tables that it objects to."""

from collections.abc import Mapping, Sequence

from stegvis.core.tables import Key, PrintedTable, ReleasedTable
from stegvis.protect.auditor import audit


def objected_tables(
    tables: Sequence[PrintedTable], counts: Sequence[Mapping[Key, int]], earlier: Sequence[ReleasedTable]
) -> frozenset[int]:
    """Which tables break a rule beside one another and what was released before; none is the proof that release needs.

    What breaks a rule in an earlier table was made possible by the new ones: any of them may be hiding too little.
    """
    before = [PrintedTable(one.head, one.cells, one.threshold, one.party, one.amounts) for one in earlier]
    objected = {one.table for one in audit(tables, counts, before)}
    everyone = frozenset(range(len(tables)))
    return frozenset(objected) if objected <= everyone else everyone
