"""Rows of the bodies to core values, one way."""

from stegvis.associations.models import Association
from stegvis.core import package
from stegvis.governance.models import Seat


def board(association: Association) -> tuple[package.Seat, ...]:
    """All seats of all bodies."""
    return tuple(
        package.Seat(row.body, row.seat, row.role, row.name, row.for_seat, row.appointed_by, row.starts, row.ends)
        for row in Seat.objects.in_association(association)
    )
