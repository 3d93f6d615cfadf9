"""Drafts of publications: begun, changed, put away and taken back. Nothing here counts, and nothing here publishes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from stegvis.associations import audit
from stegvis.associations.models import User
from stegvis.associations.permissions import require
from stegvis.associations.rows import Conflict, save_versioned
from stegvis.core.periods import Period
from stegvis.participation.actions.inserting import in_person_zone
from stegvis.participation.models import PersonEvent, PublicationDraft

State = PublicationDraft.State


class PeriodNotClosed(Exception):  # noqa: N818  (named for what happened)
    """Figures of a period are published when it is over. `first_day`: from which day."""

    def __init__(self, period: Period) -> None:
        super().__init__(f"{period} is not over")
        self.first_day = publishable_from(period)


def publishable_from(period: Period) -> date:
    """The first day on which figures of a period may be published."""
    return period.end + timedelta(days=1)


def start_draft(*, by: User, association_id: UUID, period: Period, on: date) -> PublicationDraft:
    """Begin a draft of a closed period. Raises PeriodNotClosed.

    An open draft of the period is taken up again instead: two drafts of the same tables would only compete.
    """
    require(by, "draft_publication", association_id)
    if on < publishable_from(period):
        raise PeriodNotClosed(period)
    there = drafts(association_id).filter(period=str(period), state=State.OPEN).first()
    if there is not None:
        return there
    with in_person_zone():
        draft = PublicationDraft.objects.create(
            association_id=association_id, period=str(period), started_by=str(by), started_at=datetime.now(UTC)
        )
        _record(by, "start_draft", draft)
    return draft


def drafts(association_id: UUID) -> "QuerySet[PublicationDraft]":
    """The drafts that are not put away, latest first."""
    return PublicationDraft.objects.in_association(association_id).filter(deleted_at=None)


def choose_tables(*, by: User, draft: PublicationDraft, names: Sequence[str], expected_version: int) -> None:
    """Which of the counted tables are to be published. Raises Conflict: someone changed the draft meanwhile."""
    wanted = [name for name in draft.counted or () if name in set(names)]
    if wanted == draft.tables:
        return
    _change(by, draft, "choose_tables", expected_version, tables=wanted, trial=None, tried_of="")


def choose_forms(*, by: User, draft: PublicationDraft, chosen: Mapping[str, str], expected_version: int) -> None:
    """In which form each table is to be published, by its grouping. Raises Conflict."""
    wanted = {name: chosen[name] for name in draft.tables if name in chosen}
    if wanted == draft.chosen:
        return
    _change(by, draft, "choose_forms", expected_version, chosen=wanted, trial=None, tried_of="")


def _change(by: User, draft: PublicationDraft, verb: str, expected_version: int, **values: object) -> None:
    require(by, "draft_publication", draft.association_id)
    if draft.state != State.OPEN:
        raise Conflict(draft)
    with in_person_zone():
        for name, value in values.items():
            setattr(draft, name, value)
        save_versioned(draft, expected_version=expected_version, fields=list(values))
        _record(by, verb, draft)


def delete_draft(*, by: User, draft: PublicationDraft) -> None:
    """Put a draft away; it can be taken back. What is decided stays."""
    _set_deleted(by, draft, "delete_draft", datetime.now(UTC))


def restore_draft(*, by: User, draft: PublicationDraft) -> None:
    """Take a draft back that was put away."""
    _set_deleted(by, draft, "restore_draft", None)


def _set_deleted(by: User, draft: PublicationDraft, verb: str, at: datetime | None) -> None:
    require(by, "draft_publication", draft.association_id)
    rows = PublicationDraft.objects.in_association(draft.association_id).filter(pk=draft.pk, state=State.OPEN)
    with in_person_zone():
        if rows.filter(deleted_at__isnull=at is not None).update(deleted_at=at, version=F("version") + 1):
            _record(by, verb, draft)


def follow_job(*, draft: PublicationDraft, job: UUID) -> None:
    """Remember which work in the background the draft waits for."""
    PublicationDraft.objects.in_association(draft.association_id).filter(pk=draft.pk).update(job=job)


def decide(*, by: User, draft: PublicationDraft, reason: str, expected_version: int) -> bool:
    """A named person's decision to publish what the trial shows. False: it was decided already, and nothing is done again.

    Raises Conflict where someone changed the draft meanwhile, or nothing has been tried.
    """
    require(by, "release_tables", draft.association_id)
    why = " ".join(reason.split())
    if not why:
        raise ValueError("a decision has a reason")
    if draft.state != State.OPEN:
        return False
    if draft.trial is None:
        raise Conflict(draft)
    values = {
        "state": State.DECIDED,
        "decided_by": str(by),
        "decided_at": datetime.now(UTC),
        "reason": why,
        "problem": "",
    }
    with in_person_zone():
        for name, value in values.items():
            setattr(draft, name, value)
        save_versioned(draft, expected_version=expected_version, fields=list(values))
        _record(by, "decide_publication", draft, reason=why)
    return True


def settle_draft(draft_id: UUID, association_id: UUID) -> None:
    """The decision is carried out: the tables are in the register."""
    rows = PublicationDraft.objects.in_association(association_id).filter(pk=draft_id, state=State.DECIDED)
    rows.update(state=State.RELEASED, version=F("version") + 1)


def reopen_draft(draft_id: UUID, association_id: UUID, problem: str) -> None:
    """The work could not be done: nothing is published, and the draft is open with a word for what was wrong."""
    rows = PublicationDraft.objects.in_association(association_id).filter(pk=draft_id).exclude(state=State.RELEASED)
    rows.update(
        state=State.OPEN,
        problem=problem,
        trial=None,
        tried_of="",
        proposals=[],
        proposed_of="",
        version=F("version") + 1,
    )


def _record(by: User, verb: str, draft: PublicationDraft, reason: str = "") -> None:
    audit.record(
        by=by, verb=verb, association=draft.association_id, subject=draft, details={"period": draft.period},
        reason=reason, log=PersonEvent,
    )  # fmt: skip
