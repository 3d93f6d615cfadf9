"""Rows of the goals."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Goal(Row, Scoped):
    """A goal (*mål*) with its target. `assessed` is the board's word."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="goals")
    position = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    level = models.CharField(max_length=100, blank=True)
    area = models.CharField(max_length=300, blank=True)
    initiative = models.CharField(max_length=100, blank=True)
    text = models.TextField(blank=True)
    measure = models.CharField(max_length=300, blank=True)
    operator = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    assessed = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "year", "code"], name="goal_once"),
            models.CheckConstraint(condition=~Q(code=""), name="goal_has_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"
