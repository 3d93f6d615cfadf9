"""The one way out of the person zone: tables are coarsened, protected together and proved safe, or refused."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from stegvis.core.profile import Policy
from stegvis.core.tables import (
    Certificate,
    CountTable,
    PrintedTable,
    RefusalReason,
    RefusedTable,
    ReleasedTable,
    TableHead,
)
from stegvis.protect.coarsening import candidates
from stegvis.protect.drafts import Desk, Draft, Protected
from stegvis.protect.protector.thresholds import LEAST_THRESHOLD
from stegvis.protect.protector.versions import Register, changed_too_little
from stegvis.protect.told_once import TALLIES, Told, told_elsewhere


@dataclass(frozen=True, slots=True)
class ReleasedTables:
    """What may be published, in the order asked for, and what was refused."""

    tables: tuple[ReleasedTable, ...]
    refused: tuple[RefusedTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing of what was asked for may be published."""

    refused: tuple[RefusedTable, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One form that a table could be published in. `grouping` names it; `printed` None: it has no safe pattern."""

    grouping: str
    cells: int
    printed: PrintedTable | None

    @property
    def hidden(self) -> int:
        """How many cells it hides, margins counted; all of them where it has no safe pattern."""
        return sum(value is None for value in self.printed.cells.values()) if self.printed else self.cells

    @property
    def hides_little(self) -> bool:
        """Whether it hides at most a third of its cells."""
        return self.printed is not None and self.hidden * 3 <= self.cells


@dataclass(frozen=True, slots=True)
class Proposal:
    """The forms of a table side by side, mildest first. `default`: the place of the first that hides little; None: refused.

    `reason` says why there is nothing to choose, whatever the counts are.
    """

    head: TableHead
    options: tuple[Option, ...]
    default: int | None
    reason: RefusalReason | None = None


def release(
    tables: Sequence[CountTable],
    policy: Policy,
    register: Register,
    *,
    on: date,
    party: str = "",
    certified: tuple[Certificate, ...] = (),
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> ReleasedTables | Refusal:
    """Protect tables and let out what is proved safe; a Refusal where nothing of what was asked for is.

    All of them are protected together and with everything of `register` that tells of the same persons. `chosen`: the
    coarsening that a person has chosen for a table, by its name (`grouping:1`; empty: as it is); others take the first that
    hides little. `on` is the day of release, `party` and `certified` are carried along.
    """
    publication = _Release(tables, policy, register, party, on)
    drafts = publication.drafts(chosen)
    publication.protect(drafts)
    released, refused = [], []
    for place, (table, draft) in enumerate(zip(tables, drafts, strict=True)):
        if draft.taken is None:
            refused.append(_refused(table, publication.reasons.get(place)))
        else:
            released.append(publication.let_out(draft.taken, certified))
    return ReleasedTables(tuple(released), tuple(refused)) if released or not refused else Refusal(tuple(refused))


def propose(
    tables: Sequence[CountTable], policy: Policy, register: Register, *, on: date, party: str = ""
) -> tuple[Proposal, ...]:
    """The forms that each table could be published in, for a person to choose among; only one is ever published."""
    publication = _Release(tables, policy, register, party, on)
    return tuple(publication.proposal(place, table) for place, table in enumerate(tables))


class _Release:
    """One release: the tables, the rules of its policy and what was released before."""

    def __init__(self, tables: Sequence[CountTable], policy: Policy, register: Register, party: str, on: date) -> None:
        self.tables, self.policy, self.register, self.party, self.on = tables, policy, register, party, on
        threshold = max(policy.threshold, LEAST_THRESHOLD)
        self.desk = Desk(threshold, register.of_the_same(tables, party), party)
        self.reasons = {place: reason for place, table in enumerate(tables) if (reason := self._reason(table))}

    def _reason(self, table: CountTable) -> RefusalReason | None:
        """Why a table may not be published whatever form it takes."""
        if self.on <= table.head.period.end:
            return RefusalReason.PERIOD_NOT_CLOSED
        if not table.cells:
            return RefusalReason.NOTHING_COUNTED
        if changed_too_little(table, table.party or self.party, self.register.released, self.desk.threshold):
            return RefusalReason.CHANGED_TOO_LITTLE
        return None

    def drafts(self, chosen: Mapping[str, str]) -> list[Draft]:
        """A draft a table, with the forms that it may take."""
        return [self._draft(place, table, chosen.get(table.head.name)) for place, table in enumerate(self.tables)]

    def _draft(self, place: int, table: CountTable, grouping: str | None) -> Draft:
        previous = self.register.previous(table, self.party)
        wanted = previous.head.grouping if previous else grouping
        forms = () if place in self.reasons else candidates(table, self.policy)
        return Draft(_of_grouping(forms, wanted), free=wanted is not None)

    def protect(self, drafts: Sequence[Draft]) -> None:
        """Find a form and a pattern for each draft, safe on its own and together with the others."""
        for draft in drafts:
            self.desk.advance(draft)
        self.desk.together(drafts)
        if self._tell_once(drafts):
            self.desk.together(drafts)

    def _tell_once(self, drafts: Sequence[Draft]) -> bool:
        """Leave out of the tallies what another table holds back; whether anything was."""
        tallies = [draft for draft in drafts if draft.taken and draft.taken.form.head.name == TALLIES]
        others = self._told(drafts) if tallies else []
        changed = False
        for draft in tallies:
            if draft.taken and (table := told_elsewhere(draft.taken.form, others)) is not draft.taken.form:
                draft.forms, changed = iter([table] if table.cells else []), True
                self.desk.advance(draft)
        return changed

    def _told(self, drafts: Sequence[Draft]) -> list[Told]:
        """What is told of the same periods, now and before, and what is not."""
        periods = {table.head.period for table in self.tables}
        now = (
            self.desk.print(draft.taken.form, draft.taken.hidden) if draft.taken else _refused(table)
            for table, draft in zip(self.tables, drafts, strict=True)
        )
        return [*(one for one in self.register.released if one.head.period in periods), *now]

    def let_out(self, table: Protected, certified: tuple[Certificate, ...]) -> ReleasedTable:
        """The released table. The same as before is the same version."""
        out, previous = self.desk.print(table.form, table.hidden), self.register.previous(table.form, self.party)
        version = previous.version + (previous.cells != out.cells) if previous else 1
        return ReleasedTable(
            out.head, out.cells, out.threshold, out.party, certified, self.on, version=version, amounts=out.amounts
        )

    def proposal(self, place: int, table: CountTable) -> Proposal:
        """The forms of one table, side by side."""
        previous = self.register.previous(table, self.party)
        if place in self.reasons:
            return Proposal(table.head, (), None, self.reasons[place])
        forms = _of_grouping(candidates(table, self.policy), previous.head.grouping if previous else None)
        options = tuple(self._option(form) for form in forms)
        default = next((place for place, option in enumerate(options) if option.hides_little), None)
        return Proposal(table.head, options, default, None if options else RefusalReason.NO_SAFE_PATTERN)

    def _option(self, form: CountTable) -> Option:
        hidden = self.desk.proven(form, len(form.cells) - 1)
        out = None if hidden is None else self.desk.print(form, hidden)
        return Option(form.head.grouping, len(form.cells), out)


def _of_grouping(forms: Iterable[CountTable], grouping: str | None) -> Iterator[CountTable]:
    return (form for form in forms if grouping in (None, form.head.grouping))


def _refused(table: CountTable, reason: RefusalReason | None = None) -> RefusedTable:
    head = table.head
    return RefusedTable(head.name, head.title, head.period, reason or RefusalReason.NO_SAFE_PATTERN)
