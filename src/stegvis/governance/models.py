"""Rows of the bodies, and of what has been done of the yearly wheel."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped
from stegvis.core.yearly_wheel import Duty


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


class DutyDone(Row, Scoped):
    """A duty of a calendar year's wheel that someone has ticked off. `by`: the user; None for the operator."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="duties_done")
    year = models.PositiveIntegerField()
    duty = models.CharField(max_length=50)
    done_on = models.DateField()
    by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["year", "done_on", "duty"]
        verbose_name_plural = "duties done"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "year", "duty"], name="duty_done_once"),
            models.CheckConstraint(condition=Q(duty__in=[str(duty) for duty in Duty]), name="duty_done_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.year}"
