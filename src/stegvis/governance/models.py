"""Rows of the bodies."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Seat(Row, Scoped):
    """A seat in a body and who has it, from a day. `for_seat`: a deputy's ordinary seat."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="seats")
    body = models.CharField(max_length=200)
    seat = models.CharField(max_length=100)
    role = models.CharField(max_length=200)
    name = models.CharField(max_length=300)
    for_seat = models.CharField(max_length=100, blank=True)
    appointed_by = models.CharField(max_length=100, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["body", "seat", "role", "name", "starts"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["association", "body", "seat", "role", "name", "starts"],
                name="seat_once",
            ),
            models.CheckConstraint(condition=~Q(body=""), name="seat_has_body"),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="seat_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name
