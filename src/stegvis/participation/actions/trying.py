"""What a draft could be published as: the forms of each table side by side, and a release that is made for its eyes only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import F

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.core.periods import Period
from stegvis.core.plain import from_plain, to_json, to_plain
from stegvis.core.tables import Key, PrintedTable, RefusedTable, ReleasedTable
from stegvis.participation.actions.certifying import certificates
from stegvis.participation.actions.counting import Counted, Material, count, counted_names, made_of
from stegvis.participation.models import PersonEvent, PublicationDraft
from stegvis.protect import Proposal, Refusal, ReleasedTables, propose, release
from stegvis.protect.outsider import Range, outsider


@dataclass(frozen=True, slots=True)
class Told:
    """What an outsider is left with of one table: a range for each hidden cell, and how many ties were tried to narrow it."""

    ranges: dict[Key, Range]
    ties: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What would be published of a draft, what was refused, and what the auditor found."""

    outcome: ReleasedTables
    told: tuple[Told, ...]


def find_counted(*, by: Actor, draft: PublicationDraft, material: Material, on: date) -> None:  # noqa: ARG001 - as the others
    """Find the tables in which something is counted; all of them are chosen."""
    require(by, "draft_publication", draft.association_id)
    names = counted_names(draft.association_id, material, Period.parse(draft.period))
    _keep(draft, counted=names, tables=names, trial=None, tried_of="", problem="")
    draft.tables = names
    _record(by, "find_counted", draft)


def propose_forms(*, by: Actor, draft: PublicationDraft, material: Material, on: date) -> None:
    """Count the draft's tables and keep the forms that each could be published in: protected, never a count."""
    require(by, "draft_publication", draft.association_id)
    counted = _counted(draft, material)
    found = propose(counted.tables, counted.policy, counted.register, on=on)
    chosen = {one.head.name: _kept_choice(draft, one) for one in found if one.options}
    _keep(
        draft, proposals=[to_plain(one) for one in found], proposed_of=made_of(draft.association_id, material),
        chosen={name: grouping for name, grouping in chosen.items() if grouping is not None}, trial=None, tried_of="",
        problem="",
    )  # fmt: skip
    _record(by, "propose_forms", draft)


def _kept_choice(draft: PublicationDraft, proposal: Proposal) -> str | None:
    """What was chosen before, as long as it is possible; else the default."""
    before = draft.chosen.get(proposal.head.name)
    if any(one.grouping == before and one.printed is not None for one in proposal.options):
        return before
    return None if proposal.default is None else proposal.options[proposal.default].grouping


def try_release(*, by: Actor, draft: PublicationDraft, material: Material, on: date) -> None:
    """Protect the draft's tables together with the register as a release would, and keep what comes out: nothing is published."""
    require(by, "draft_publication", draft.association_id)
    counted, period = _counted(draft, material), Period.parse(draft.period)
    certified = certificates(draft.association_id, period, done=material.done) or ()
    found = release(counted.tables, counted.policy, counted.register, on=on, certified=certified, chosen=draft.chosen)
    outcome = ReleasedTables((), found.refused) if isinstance(found, Refusal) else found
    _keep(
        draft, trial=_to_plain(Trial(outcome, told_of(outcome.tables))), problem="",
        tried_of=made_of(draft.association_id, material), tried_at=datetime.now(UTC),
    )  # fmt: skip
    _record(by, "try_release", draft)


def told_of(tables: tuple[ReleasedTable, ...]) -> tuple[Told, ...]:
    """What an outsider is left with of each table, all of them read together."""
    view = outsider([PrintedTable(one.head, one.cells, one.threshold, one.party, one.amounts) for one in tables])
    return tuple(
        Told({key: found for (at, key), found in view.ranges.items() if at == place}, view.ties[place])
        for place in range(len(tables))
    )


def proposals_of(draft: PublicationDraft) -> tuple[Proposal, ...]:
    """The forms that were proposed, of the tables that are chosen."""
    every = (from_plain(Proposal, one) for one in draft.proposals)
    return tuple(one for one in every if one.head.name in draft.tables)


def trial_of(draft: PublicationDraft) -> Trial | None:
    """What was tried last; None where something was changed since."""
    return _from_plain(draft.trial) if draft.trial else None


def digest_of(outcome: ReleasedTables) -> str:
    """What tells whether a release came out as it was tried: the figures and what was refused, not the day."""
    said = [(one.head.name, to_json(one.head), sorted(one.cells.items())) for one in outcome.tables]
    return sha256(repr((said, [one.name for one in outcome.refused])).encode()).hexdigest()


def _counted(draft: PublicationDraft, material: Material) -> Counted:
    return count(draft.association_id, material, Period.parse(draft.period), draft.tables)


def _keep(draft: PublicationDraft, **values: Any) -> None:
    rows = PublicationDraft.objects.in_association(draft.association_id).filter(pk=draft.pk, state="open")
    rows.update(**values, version=F("version") + 1)


def _record(by: Actor, verb: str, draft: PublicationDraft) -> None:
    details = {"period": draft.period, "tables": draft.tables}
    audit.record(by=by, verb=verb, association=draft.association_id, subject=draft, details=details, log=PersonEvent)


def _to_plain(trial: Trial) -> dict[str, Any]:
    told = [
        {"ties": one.ties, "ranges": [[list(key), found.least, found.greatest] for key, found in one.ranges.items()]}
        for one in trial.told
    ]
    outcome = trial.outcome
    return {
        "tables": [to_plain(one) for one in outcome.tables],
        "refused": [to_plain(one) for one in outcome.refused],
        "told": told,
    }


def _from_plain(kept: dict[str, Any]) -> Trial:
    told = tuple(
        Told({tuple(key): Range(least, greatest) for key, least, greatest in one["ranges"]}, one["ties"])
        for one in kept["told"]
    )
    tables = tuple(from_plain(ReleasedTable, one) for one in kept["tables"])
    refused = tuple(from_plain(RefusedTable, one) for one in kept["refused"])
    return Trial(ReleasedTables(tables, refused), told)


def is_current(draft: PublicationDraft, association_id: UUID, material: Material) -> bool:
    """Whether what was tried would come out the same now."""
    return bool(draft.tried_of) and draft.tried_of == made_of(association_id, material)
