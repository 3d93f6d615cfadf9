"""Verbs of the yearly wheel: what the office ticks off, and takes back."""

from datetime import date

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Actor, require
from stegvis.core.yearly_wheel import Duty
from stegvis.governance.models import DutyDone


@transaction.atomic
def mark_duty_done(*, by: Actor, association: Association, year: int, duty: Duty, on: date) -> DutyDone:
    """Tick off a duty of a calendar year, on a day. One that is ticked off already stays as it is."""
    require(by, "mark_duty_done", association)
    who = by.pk if isinstance(by, User) else None
    row, is_new = DutyDone.objects.in_association(association).get_or_create(
        association=association, year=year, duty=str(duty), defaults={"done_on": on, "by": who}
    )
    if is_new:
        _record(by, "mark_duty_done", row)
    return row


@transaction.atomic
def unmark_duty_done(*, by: Actor, association: Association, year: int, duty: Duty) -> None:
    """Take a tick back; the log keeps both. Without a tick nothing happens."""
    require(by, "mark_duty_done", association)
    row = DutyDone.objects.in_association(association).filter(year=year, duty=str(duty)).first()
    if row is not None:
        _record(by, "unmark_duty_done", row)
        row.delete()


def _record(by: Actor, verb: str, row: DutyDone) -> None:
    details = {"year": row.year, "duty": row.duty, "done_on": row.done_on}
    audit.record(by=by, verb=verb, association=row.association, subject=row, details=details)
