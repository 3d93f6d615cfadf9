"""What rows are made of: ids that we make, a version for two editors, a position where order matters, a log's row.

class Initiative(Row, Positioned, Scoped):
    association = models.ForeignKey(Association, models.CASCADE, related_name="initiatives")
"""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django.db import models


class Conflict(Exception):  # noqa: N818  (named for what happened)
    """Someone else saved the row first. `row` is the unsaved one; the page shows both."""

    def __init__(self, row: "Row") -> None:
        super().__init__(f"{row._meta.label} {row.pk} has changed since version {row.version}")
        self.row = row


def new_id() -> UUID:
    """A UUIDv7: made by us, sorts by time, the same in both databases."""
    from uuid_utils.compat import uuid7

    return uuid7()


class Row(models.Model):
    """A row with an id of our own and a version that counts its changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Positioned(models.Model):
    """A row whose place among its siblings means something."""

    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


def save_versioned(row: Row, *, expected_version: int, fields: Iterable[str]) -> None:
    """Save `fields` of a row that its editor read at `expected_version`; raises Conflict if someone was there first."""
    values = {name: getattr(row, name) for name in fields}
    rows = type(row)._base_manager.using(row._state.db).filter(pk=row.pk, version=expected_version)
    if not rows.update(**values, version=expected_version + 1):
        raise Conflict(row)
    row.version = expected_version + 1


class AppendOnly(models.QuerySet):
    """Rows that are added and never changed or removed."""

    def update(self, **_values: object) -> int:
        """Refused."""
        raise TypeError("The log is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise TypeError("The log is never cut.")


class ChainHead(models.Model):
    """The last event of a log and its seal: what tells that the end was cut off. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        abstract = True


class ChainedEvent(models.Model):
    """Who did what, when and why. Plain ids, so that the log outlives what it tells of; chained, so that a change is seen.

    A zone's log is a subclass with `head` (its `ChainHead`) and `zone` (whose keys seal it).
    """

    head: ClassVar[type[ChainHead]]
    zone: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    verb = models.CharField(max_length=100)
    association_id = models.UUIDField(null=True, db_index=True)
    kind = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["sequence"]
