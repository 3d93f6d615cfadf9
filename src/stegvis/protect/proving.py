"""The auditor's word on a publication, as the cells that it objects to."""

from collections.abc import Mapping, Sequence

from stegvis.core.tables import Key, PrintedTable
from stegvis.protect.auditor import Violation, audit
from stegvis.protect.protector.versions import Earlier


def objected_cells(
    tables: Sequence[PrintedTable], counts: Sequence[Mapping[Key, int]], earlier: Sequence[Earlier]
) -> frozenset[tuple[int, Key]]:
    """Where tables break a rule beside one another and what was released before; none is the proof that release needs.

    A cell by the place of its table and its key; an empty key is the whole table. What breaks a rule in an earlier table, and
    did not before, was made possible by the new ones: any of them may be hiding too little.
    """
    known = [(_as_printed(one), one.counts) for one in earlier if one.counts is not None]
    unknown = [_as_printed(one) for one in earlier if one.counts is None]
    before, their_counts = [one for one, _ in known], [one for _, one in known]
    faults = audit([*tables, *before], [*counts, *their_counts], unknown)
    already = (
        {_named(one, len(tables)) for one in audit(before, their_counts, unknown)} if faults and earlier else set()
    )
    new = [one for one in faults if _named(one, 0) not in already]
    everywhere = frozenset((place, ()) for place in range(len(tables)))
    return (
        everywhere if any(one.table >= len(tables) for one in new) else frozenset((one.table, one.key) for one in new)
    )


def _as_printed(earlier: Earlier) -> PrintedTable:
    one = earlier.table
    return PrintedTable(one.head, one.cells, one.threshold, one.party, one.amounts)


def _named(fault: Violation, first: int) -> tuple[object, ...]:
    """A fault as it is known among all tables, of which its own begin at `first`."""
    minus = fault.minus and (fault.minus[0] + first, fault.minus[1])
    return fault.rule, fault.table + first, fault.key, minus
