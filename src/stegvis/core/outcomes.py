"""Outcome sets (*stegförflyttning, arbete eller studier*): which exits a report counts as what, and how many of how many.

The sets are named in the vocabulary. Counts and shares are made of released cells only, so they say no more than the
tables do; a share only where it gives no cell away (disclosure rules, "shares").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from stegvis.core.findings import Finding, Where, error
from stegvis.core.money import rounded
from stegvis.core.tables import ReleasedTable
from stegvis.core.vocabulary import TOTAL, Grouping, OutcomeSet, code_list, editions, outcome_sets

#: The released table that tells of each list.
TABLE_OF = {"exit_destination": "exits-by-destination", "exit_reason": "exits-by-reason"}
#: The smallest base of a share.
LEAST_BASE = 20

_Merges = Mapping[str, Grouping]
_Tables = Mapping[str, ReleasedTable]


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


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """The exits of a sex (or `total`) that are in a set, of all exits. None: hidden, or hidden in a part of it."""

    outcome: OutcomeSet
    sex: str
    counted: int | None
    base: int | None
    share: OutcomeShare | None


def outcome_share(
    outcome: OutcomeSet, tables: Mapping[str, ReleasedTable], merges: _Merges | None = None, sex: str = TOTAL
) -> OutcomeShare | None:
    """The share of all exits that are in the set; None where it may not be told or the tables do not say.

    `tables`: the released tables of a period by name; `merges`: the association's own groups by table. The set's cells and
    all exits must be published, the base at least 20, and neither part smaller than the threshold unless it is none.
    """
    exits = _exits(tables, sex)
    counted = _counted(outcome, tables, merges or {}, sex)
    if exits is None or counted is None or exits < LEAST_BASE:
        return None
    threshold = max(table.threshold for table in tables.values())
    told = all(part == 0 or part >= threshold for part in (counted, exits - counted))
    return OutcomeShare(outcome, counted, exits) if told else None


def outcome_counts(tables: Mapping[str, ReleasedTable], merges: _Merges | None = None) -> tuple[OutcomeCount, ...]:
    """Every set that the edition of the exits can tell of, by sex and in all; none where exits are not released by reason."""
    return tuple(
        OutcomeCount(
            one,
            sex,
            _counted(one, tables, merges or {}, sex),
            _exits(tables, sex),
            outcome_share(one, tables, merges, sex),
        )
        for one, sex in _told(tables)
    )


def outcome_findings(edition: str, sets: Sequence[OutcomeSet] | None = None) -> tuple[Finding, ...]:
    """The sets none of whose members exists in the edition of the exit reasons: an error each, since nought would be wrong."""
    return tuple(
        error("TAB-003", Where("outcomes"), value=one.code, label=one.label, edition=edition)
        for one in (outcome_sets() if sets is None else sets)
        if not _exists(one, edition)
    )


def _told(tables: _Tables) -> Iterator[tuple[OutcomeSet, str]]:
    table = tables.get(TABLE_OF["exit_reason"])
    if table is None:
        return
    sexes = table.head.dimension("sex")
    known = (one for one in outcome_sets() if _exists(one, table.head.edition))
    yield from product(known, sexes.codes if sexes else (TOTAL,))


def _exists(outcome: OutcomeSet, edition: str) -> bool:
    """Whether a member is in the edition of the reasons, or is a destination of one of its reasons."""
    reasons = code_list("exit_reason", edition)
    leads = any(code.destination for code in reasons.codes)
    there = {"exit_reason": [code.code for code in reasons.codes]}
    if leads:
        lists = [code_list("exit_destination", one) for one in editions("exit_destination")]
        there["exit_destination"] = [code.code for one in lists for code in one.codes]
    return any(members & set(there.get(name, ())) for name, members in outcome.members.items())


def _exits(tables: _Tables, sex: str) -> int | None:
    table = tables.get(TABLE_OF["exit_reason"])
    return _cell(table, TOTAL, sex) if table else None


def _counted(outcome: OutcomeSet, tables: _Tables, merges: _Merges, sex: str) -> int | None:
    """All exits of the set; None where one of its cells is hidden, or grouped with what is outside it, or there is none."""
    found: list[int | None] = []
    for name, members in outcome.members.items():
        table = tables.get(TABLE_OF[name])
        if table is not None:
            found.extend(_cells(name, table, members, merges.get(table.head.name, ()), sex))
    known = [value for value in found if value is not None]
    return sum(known) if found and len(known) == len(found) else None


def _cells(
    name: str, table: ReleasedTable, members: frozenset[str], merges: Grouping, sex: str
) -> Sequence[int | None]:
    parts = row_parts(name, table, merges)
    return [_cell(table, code, sex) if part <= members else None for code, part in parts.items() if part & members]


def row_parts(name: str, table: ReleasedTable, merges: Grouping = ()) -> Mapping[str, frozenset[str]]:
    """The listed codes that each row of a table by that list counts: its own, or those of a merged row."""
    listed = code_list(name, table.head.edition)
    groups = (*merges, *(group for grouping in listed.coarser for group in grouping)) if table.head.grouping else ()
    of = {group.code: frozenset(group.of) for group in reversed(groups)}
    rows = table.head.dimensions[0].categories
    return {row.code: frozenset(row.of) or of.get(row.code, frozenset({row.code})) for row in rows}


def _cell(table: ReleasedTable, code: str, sex: str) -> int | None:
    """The row's cell of a sex, or its total; None where it is hidden or the table is released without sex."""
    if table.head.dimension("sex") is None:
        return table.cells[(code,)] if sex == TOTAL else None
    return table.cells.get((code, sex))
