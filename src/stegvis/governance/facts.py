"""Rows of the bodies and of the yearly wheel to core values, one way."""

from stegvis.associations.models import Association
from stegvis.core import package
from stegvis.core.yearly_wheel import Duty
from stegvis.governance.models import DutyDone, Seat


def board(association: Association) -> tuple[package.Seat, ...]:
    """All seats of all bodies."""
    return tuple(
        package.Seat(row.body, row.seat, row.role, row.name, row.for_seat, row.appointed_by, row.starts, row.ends)
        for row in Seat.objects.in_association(association)
    )


def duties_done(association: Association, year: int) -> dict[Duty, DutyDone]:
    """What has been ticked off of a calendar year's wheel, each with its day and by whom."""
    rows = DutyDone.objects.in_association(association).filter(year=year)
    return {Duty(row.duty): row for row in rows}
