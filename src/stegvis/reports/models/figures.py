"""Released tables, which are also the register that later releases are protected with, and figures typed in from print."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Publication(Row, Scoped):
    """A named person's decision to release tables of a period, with its reason. Never changed and never removed.

    `id` is the draft's in the person zone, so that the same decision is carried out once. `tables`: each table released by it
    and in which version it stands; `refused`: those that no safe way was found for.
    """

    association = models.ForeignKey(Association, models.CASCADE, related_name="publications")
    period = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = models.TextField()
    tables = models.JSONField(default=dict)
    refused = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(by="") & ~Q(reason=""), name="publication_has_name_and_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.by}"


class ReleasedTableRow(Row, Scoped):
    """A version of a released table as the words that say all of it (`stegvis.core.plain`), and their hash.

    All released tables of an association are its register: what has been published, and what was hidden. A row is added and
    never changed or removed (the database refuses it): `version` is 1, and one more each time that the table is released anew
    or corrected. `refused`: no safe pattern was found; the row says only that, and a line takes the table's place.
    `publication` None: brought in by a package, released by the operator, or corrected.
    """

    association = models.ForeignKey(Association, models.CASCADE, related_name="released_tables")
    publication = models.ForeignKey(Publication, models.CASCADE, null=True, related_name="rows")
    period = models.CharField(max_length=20)
    party = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=100)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    released_on = models.DateField(null=True)
    refused = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["period", "party", "name", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["association", "period", "party", "name", "version"], name="released_table_version_once"
            ),
            models.CheckConstraint(condition=~Q(period="") & ~Q(name=""), name="released_table_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period} version {self.version}"


class SeriesRow(Row, Scoped):
    """One figure typed in from print: of earlier years, the county, the nation or the population."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="series")
    scope = models.CharField(max_length=20)
    initiative = models.CharField(max_length=100, blank=True)
    measure = models.CharField(max_length=200)
    period = models.CharField(max_length=20)
    edition = models.CharField(max_length=50, blank=True)
    category = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=50, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    base = models.CharField(max_length=200, blank=True)
    definition = models.TextField(blank=True)
    source = models.TextField(blank=True)
    page = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering: ClassVar = ["scope", "initiative", "measure", "period", "edition", "category", "sex"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["association", "scope", "initiative", "measure", "period", "edition", "category", "sex"],
                name="series_once",
            ),
            models.CheckConstraint(condition=~Q(measure="") & ~Q(period=""), name="series_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"
