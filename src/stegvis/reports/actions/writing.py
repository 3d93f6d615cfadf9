"""Texts of reports: saved so that the second of two editors is shown both versions, and so that each save can be undone."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Actor, require
from stegvis.associations.rows import Conflict, save_versioned
from stegvis.reports.models import Narrative, NarrativeChange, Report

#: How long the same person's writing is one change in the history.
ONE_SITTING = timedelta(minutes=15)


@transaction.atomic
def open_report(*, by: Actor, association: Association, kind: str, year: int) -> Report:
    """The report of a year to work on: the one that is there, or a new one."""
    require(by, "edit_report", association)
    reports = Report.objects.in_association(association)
    found = reports.filter(kind=kind, year=year).first()
    if found is None:
        found = Report.objects.create(association=association, kind=kind, year=year)
        audit.record(by=by, verb="open_report", association=association, subject=found, details={"year": year})
    return found


@transaction.atomic
def save_narrative(
    *,
    by: Actor,
    association: Association,
    year: int,
    section: str,
    text: str,
    expected_version: int,
    goes_on: bool = False,
) -> Narrative:
    """Save a section's text. `expected_version`: the one that its editor read, 0 where there was none.

    `goes_on`: the page saves by itself while someone writes. What the text held when they began is kept for undo; the
    stages on the way are not. Raises `Conflict` with the other's row where someone was there first. Saving the same text
    again changes nothing.
    """
    require(by, "edit_report", association)
    content = text.replace("\r\n", "\n").encode()
    narrative = _narrative(association, year, section)
    if narrative is None:
        if expected_version:
            raise Conflict(Narrative(association=association, year=year, section=section, version=0))
        narrative = Narrative.objects.create(
            association=association, year=year, section=section, content=content, saved_at=datetime.now(UTC)
        )
    elif narrative.version != expected_version:
        raise Conflict(narrative)
    elif bytes(narrative.content) != content:
        _replace(narrative, content, by, goes_on=goes_on)
    else:
        return narrative
    _record(by, "save_narrative", narrative)
    return narrative


@transaction.atomic
def undo_narrative(*, by: Actor, narrative: Narrative, expected_version: int) -> Narrative:
    """Give a text back what it held before its latest save. Raises `Conflict`; without a history nothing happens."""
    require(by, "edit_report", narrative.association)
    last = narrative.changes.first()
    if last is None:
        return narrative
    narrative.content, narrative.saved_at = bytes(last.content), datetime.now(UTC)
    save_versioned(narrative, expected_version=expected_version, fields=["content", "saved_at"])
    last.delete()
    _record(by, "undo_narrative", narrative)
    return narrative


@transaction.atomic
def set_narrative_state(*, by: Actor, narrative: Narrative, state: str, expected_version: int) -> Narrative:
    """Say of a text that it is a draft, handed in or ready. Raises `Conflict`."""
    require(by, "edit_report", narrative.association)
    narrative.state = Narrative.State(state)
    save_versioned(narrative, expected_version=expected_version, fields=["state"])
    _record(by, "set_narrative_state", narrative)
    return narrative


def _narrative(association: Association, year: int, section: str) -> Narrative | None:
    return Narrative.objects.in_association(association).filter(year=year, section=section).first()


def _replace(narrative: Narrative, content: bytes, by: Actor, *, goes_on: bool) -> None:
    now, version, person = datetime.now(UTC), narrative.version, by.pk if isinstance(by, User) else None
    last = narrative.changes.first()
    if not (goes_on and last and last.changed_by == person and now - last.changed_at < ONE_SITTING):
        NarrativeChange.objects.create(
            association=narrative.association, narrative=narrative, number=version, content=bytes(narrative.content),
            changed_by=person, changed_at=now,
        )  # fmt: skip
    narrative.content, narrative.saved_at = content, now
    save_versioned(narrative, expected_version=version, fields=["content", "saved_at"])


def _record(by: Actor, verb: str, narrative: Narrative) -> None:
    details = {"section": narrative.section, "year": narrative.year, "version": narrative.version}
    audit.record(by=by, verb=verb, association=narrative.association, subject=narrative, details=details)
