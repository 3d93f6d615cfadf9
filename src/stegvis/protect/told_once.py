"""A count of persons that stands in two tables of a publication is protected in one of them and left out of the other.

Participants counted without rows enter `participants-by-initiative`, and are a measure of `tallies-by-measure` too. Each
table has a safe pattern of its own, and two patterns over the same counts can be laid together.
"""

from collections.abc import Sequence
from dataclasses import replace

from stegvis.core.tables import CountTable, PrintedTable, RefusedTable, ReleasedTable

PARTICIPANTS, TALLIES = "participants-by-initiative", "tallies-by-measure"
#: A table as it was released, is to be printed, or is not.
Told = ReleasedTable | PrintedTable | RefusedTable
_MEASURE, _CODE = "measure", "participants"


def is_protected(found: Told) -> bool:
    """Whether the table of participants holds anything back: hidden cells, merged rows, or all of it."""
    if isinstance(found, RefusedTable):
        return found.name == PARTICIPANTS
    return found.head.name == PARTICIPANTS and (None in found.cells.values() or bool(found.head.grouping))


def told_elsewhere(table: CountTable, others: Sequence[Told]) -> CountTable:
    """The table of tallies without its participants, where another table of them holds anything back; else the table itself."""
    if table.head.name != TALLIES or not any(is_protected(other) for other in others):
        return table
    dimensions = tuple(
        replace(one, categories=tuple(code for code in one.categories if code.code != _CODE))
        if one.name == _MEASURE
        else one
        for one in table.head.dimensions
    )
    head = replace(table.head, dimensions=dimensions)
    return CountTable(head, {key: table.cells[key] for key in head.keys()})  # noqa: SIM118 - a head is no mapping
