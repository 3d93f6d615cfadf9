"""Outcome sets (*stegförflyttning, arbete eller studier*): which exits a report counts as what, and how many of how many.

The sets are named in the vocabulary. A share is made of released cells only, and only where it gives no cell away
(disclosure rules, "shares").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.core.money import rounded
from stegvis.core.tables import ReleasedTable
from stegvis.core.vocabulary import TOTAL, Grouping, OutcomeSet, code_list

#: The released table that tells of each list.
TABLE_OF = {"exit_destination": "exits-by-destination", "exit_reason": "exits-by-reason"}
#: The smallest base of a share.
LEAST_BASE = 20


@dataclass(frozen=True, slots=True)
class OutcomeShare:
    """How many exits of how many are in the set, and the share in whole percent as a fraction (0.32 for 32 %)."""

    outcome: OutcomeSet
    counted: int
    base: int

    @property
    def share(self) -> Decimal:
        """In whole percent: finer would give counts away."""
        return rounded(Decimal(self.counted) / self.base, 2)


def outcome_share(
    outcome: OutcomeSet,
    tables: Mapping[str, ReleasedTable],
    merges: Mapping[str, Grouping] | None = None,
) -> OutcomeShare | None:
    """The share of all exits that are in the set; None where it may not be told or the tables do not say.

    `tables`: the released tables of a period by name; `merges`: the association's own groups by table. The set's cells and
    all exits must be published, the base at least 20, and neither part smaller than the threshold unless it is none.
    """
    exits = _exits(tables)
    counted = _counted(outcome, tables, merges or {})
    if exits is None or counted is None or exits < LEAST_BASE:
        return None
    threshold = max(table.threshold for table in tables.values())
    told = all(part == 0 or part >= threshold for part in (counted, exits - counted))
    return OutcomeShare(outcome, counted, exits) if told else None


def _exits(tables: Mapping[str, ReleasedTable]) -> int | None:
    table = tables.get(TABLE_OF["exit_reason"])
    return table.cells.get(_key(table, TOTAL)) if table else None


def _counted(outcome: OutcomeSet, tables: Mapping[str, ReleasedTable], merges: Mapping[str, Grouping]) -> int | None:
    """All exits of the set; None where one of its cells is hidden, or grouped with what is outside it, or there is none."""
    found: list[int | None] = []
    for name, members in outcome.members.items():
        table = tables.get(TABLE_OF[name])
        if table is not None:
            found.extend(_cells(name, table, members, merges.get(table.head.name, ())))
    known = [value for value in found if value is not None]
    return sum(known) if found and len(known) == len(found) else None


def _cells(name: str, table: ReleasedTable, members: frozenset[str], merges: Grouping) -> Sequence[int | None]:
    listed = code_list(name, table.head.edition)
    groups = (*merges, *(group for grouping in listed.coarser for group in grouping)) if table.head.grouping else ()
    of = {group.code: frozenset(group.of) for group in reversed(groups)}
    rows = table.head.dimensions[0].codes
    parts = {code: of.get(code, frozenset({code})) for code in rows}
    return [
        table.cells[_key(table, code)] if part <= members else None for code, part in parts.items() if part & members
    ]


def _key(table: ReleasedTable, code: str) -> tuple[str, ...]:
    """The row's total over sexes, where the table has sex."""
    return (code, *(TOTAL for _ in table.head.dimensions[1:]))
