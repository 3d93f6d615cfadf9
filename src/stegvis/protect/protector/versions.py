"""What was released before: it stays as it was printed, and what it hides stays hidden (disclosure rules, "linked", "time")."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.core.tables import CountTable, Key, ReleasedTable, TableHead
from stegvis.protect.protector.cohorts import PARTICIPANTS, PARTICIPATIONS, Cohort, cohorts_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """A table that was released before. `counts`: what its cells count today, where that is known and is what it printed."""

    table: ReleasedTable
    counts: Mapping[Key, int] | None = None


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
        """The earlier tables that tell of the same persons, as far as they are of the same facts.

        One that prints another figure than is counted now was counted before something was corrected: its sums are not
        today's. What may be told of the change is another rule (`changed_too_little`).
        """
        told = {(one.head.population, one.head.period) for one in tables}
        whose = {table.party or party for table in tables}
        near = [
            one
            for one in self.released
            if _is_of_one(one.party, whose) and any(_may_meet(one.head, *another) for another in told)
        ]
        counts = _counts(tables, party) if near else {}
        same = (one for one in near if all(counts.get(cohort) in (None, value) for cohort, value in _printed(one)))
        return tuple(Earlier(one, self._counted_again(one)) for one in same)

    def _counted_again(self, table: ReleasedTable) -> Mapping[Key, int] | None:
        name = (*_name(table.head, table.party), table.head.grouping)
        for one in self.recounted:
            if (*_name(one.head, one.party), one.head.grouping) == name and one.cells.keys() == table.cells.keys():
                agrees = all(value in (None, one.cells[key]) for key, value in table.cells.items())
                return one.cells if agrees else None
        return None


def changed_too_little(table: CountTable, party: str, before: Iterable[ReleasedTable], threshold: int) -> bool:
    """Whether a figure in print has changed by fewer persons than the threshold: who compares would know of them."""
    counts = _counts([table], party)
    told = ((cohort, value) for one in before for cohort, value in _printed(one))
    return any(0 < abs(counts[cohort] - value) < threshold for cohort, value in told if cohort in counts)


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


def _may_meet(head: TableHead, population: str, period: object) -> bool:
    """Whether a table may count some of the same persons: of one population, and in periods that overlap."""
    persons = {PARTICIPANTS, PARTICIPATIONS}
    alike = head.population == population or {head.population, population} <= persons
    return alike and head.period.overlaps(period.start, period.end)  # type: ignore[attr-defined]
