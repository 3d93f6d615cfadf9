"""Rows of the initiatives. Kind, registration and EU funding never change once an initiative is created."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped
from stegvis.core.vocabulary import code_list

KINDS = [code.code for code in code_list("initiative_kind").codes]
REGISTRATIONS = [code.code for code in code_list("registration").codes]
SEXES = [code.code for code in code_list("sex").codes]


class Initiative(Row, Scoped):
    """An initiative (*insats*). `owners`: party ids with spaces between, or `association` for what the office runs."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="initiatives")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    registration = models.CharField(max_length=20)
    owners = models.CharField(max_length=1000)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    esf = models.BooleanField()
    orientation = models.TextField(blank=True)
    follow_up_method = models.TextField(blank=True)
    planned_participants = models.PositiveIntegerField(null=True)
    target_group = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "code"], name="initiative_code_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(owners=""), name="initiative_is_named"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="initiative_kind_is_known"),
            models.CheckConstraint(
                condition=Q(registration__in=REGISTRATIONS), name="initiative_registration_is_known"
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="initiative_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Site(Row, Scoped):
    """Where an initiative is run and which party is controller there."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="sites")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="sites")
    code = models.CharField(max_length=100)
    controller = models.CharField(max_length=100)
    municipality = models.CharField(max_length=200, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["initiative__code", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "code"], name="site_code_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(controller=""), name="site_has_controller"),
        ]

    def __str__(self) -> str:
        return self.code


class Tally(Row, Scoped):
    """A number counted without rows, of what the association runs, or of meetings and the like, which are not persons."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="tallies")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="tallies")
    starts = models.DateField()
    ends = models.DateField()
    measure = models.CharField(max_length=50)
    sex = models.CharField(max_length=20)
    municipality = models.CharField(max_length=200, blank=True)
    party = models.CharField(max_length=100, blank=True)
    count = models.PositiveIntegerField()
    estimated = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["initiative__code", "starts", "ends", "measure", "sex", "municipality", "party"]
        verbose_name_plural = "tallies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "starts", "ends", "measure", "sex", "municipality", "party", "estimated"],
                name="tally_once",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="tally_ends_after_start"),
            models.CheckConstraint(condition=~Q(measure="") & Q(sex__in=SEXES), name="tally_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.starts}"
