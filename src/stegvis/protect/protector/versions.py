"""What was released before: it stays as it was printed, and what it hides stays hidden (disclosure rules, "linked", "time")."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.core.periods import Period
from stegvis.core.tables import CountTable, Key, PrintedTable, ReleasedTable, TableHead
from stegvis.protect.protector.cohorts import Cohort, cohorts_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """A table that was released before, or is settled to be.

    `counts`: what its cells count today, where that is known and is what it printed.
    `is_older`: it prints another figure than is counted now. Its sums are not today's; what it hides stays hidden.
    """

    table: ReleasedTable | PrintedTable
    counts: Mapping[Key, int] | None = None
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """What was released before: an earlier release may take away what a new table hides.

    `recounted`: its tables counted again in the forms that were published, as far as the facts are at hand; so hidden cells are
    guarded for what they are, and not for all that they may be.
    """

    released: tuple[ReleasedTable, ...] = ()
    recounted: tuple[CountTable, ...] = ()

    def previous(self, table: CountTable, party: str) -> ReleasedTable | None:
        """The latest version of the same table."""
        same = [one for one in self.released if _name(one.head, one.party) == _name(table.head, table.party or party)]
        return max(same, key=lambda one: one.version, default=None)

    def of_the_same(self, tables: Sequence[CountTable], party: str) -> tuple[Earlier, ...]:
        """The earlier tables that may tell of the same persons, through one another too: a year less three of its quarters.

        One that prints another figure than is counted now was counted before something was corrected: its sums are not
        today's. What may be told of the change is another rule (`changed_too_little`).
        """
        whose = {table.party or party for table in tables}
        near = touching(
            [one.head.period for one in tables], [one for one in self.released if _is_of_one(one.party, whose)]
        )
        counts = _counts(tables, party) if near else {}
        return tuple(self._earlier(one, counts) for one in near)

    def _earlier(self, table: ReleasedTable, counts: Mapping[Cohort, int]) -> Earlier:
        is_older = any(counts.get(cohort) not in (None, value) for cohort, value in _printed(table))
        return Earlier(table, None if is_older else self._counted_again(table), is_older)

    def _counted_again(self, table: ReleasedTable) -> Mapping[Key, int] | None:
        name = (*_name(table.head, table.party), table.head.grouping)
        for one in self.recounted:
            if (*_name(one.head, one.party), one.head.grouping) == name and one.cells.keys() == table.cells.keys():
                agrees = all(value in (None, one.cells[key]) for key, value in table.cells.items())
                return one.cells if agrees else None
        return None


def changed_too_little(table: CountTable, party: str, before: Sequence[ReleasedTable], threshold: int) -> bool:
    """Whether a figure in print has changed by fewer persons than the threshold: who compares would know of them.

    So does who compares two amounts of as many persons: somebody has taken another's place.
    """
    if any(
        _tells_of_few(table, one, threshold) for one in before if _name(one.head, one.party) == _name(table.head, party)
    ):
        return True
    counts = _counts([table], party)
    told = ((cohort, value) for one in before for cohort, value in _printed(one))
    return any(0 < abs(counts[cohort] - value) < threshold for cohort, value in told if cohort in counts)


def _tells_of_few(table: CountTable, before: ReleasedTable, threshold: int) -> bool:
    return any(
        table.amounts.get(key) != amount and abs(table.cells.get(key, 0) - (before.cells[key] or 0)) < threshold
        for key, amount in before.amounts.items()
    )


def _counts(tables: Sequence[CountTable], party: str) -> Mapping[Cohort, int]:
    return {
        cohort: table.cells[key]
        for table in tables
        for key, cohort in cohorts_of(table.head, table.party or party).items()
        if table.head.counts_persons(key)
    }


def _printed(table: ReleasedTable) -> Iterator[tuple[Cohort, int]]:
    """What a table has told. A figure that a person has replaced tells what was counted."""
    counted: dict[Key, int | None] = {one.key: one.counted for one in table.corrections}
    for key, cohort in cohorts_of(table.head, table.party).items():
        value = counted.get(key, table.cells[key])
        if value is not None:
            yield cohort, value


def _name(head: TableHead, party: str) -> tuple[object, ...]:
    return head.name, head.period, head.association, head.initiatives, head.edition, party


def _is_of_one(party: str, parties: set[str]) -> bool:
    """Whether rows may be the same: of one party, or of all of them together."""
    return not party or "" in parties or party in parties


def touching(periods: Sequence[Period], released: Sequence[ReleasedTable]) -> list[ReleasedTable]:
    """The tables of periods that overlap these, or overlap one that does, and so on."""
    found: list[ReleasedTable] = []
    reached, left = list(periods), list(released)
    while near := [one for one in left if any(one.head.period.overlaps(when.start, when.end) for when in reached)]:
        reached = [one.head.period for one in near]
        found += near
        left = [one for one in left if one not in near]
    return [one for one in released if one in found]
