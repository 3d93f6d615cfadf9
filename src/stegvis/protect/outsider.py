"""What an outsider is left with of printed tables: the auditor's answer, for a page that shows why nothing can be narrowed.

The one place outside the auditor that asks it for ranges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stegvis.core.tables import Key, PrintedTable
from stegvis.protect.auditor import Range, ranges
from stegvis.protect.auditor.equations import equations

__all__ = ["OutsiderView", "Range", "outsider"]


@dataclass(frozen=True, slots=True)
class OutsiderView:
    """The range of each hidden cell, by the table's place and the cell's key, and how many ties each table's cells have."""

    ranges: Mapping[tuple[int, Key], Range]
    ties: tuple[int, ...]


def outsider(tables: Sequence[PrintedTable]) -> OutsiderView:
    """What somebody who reads all of these tables can work out. Raises ValueError where they contradict one another."""
    ties = tuple(sum(1 for _ in equations(one.head, one.cells)) for one in tables)
    return OutsiderView(ranges(tables), ties)
