"""What is brought in: an uploaded package on its way, and the batch that makes an import one thing over both databases."""

from typing import ClassVar

from django.db import models

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Upload(Row, Scoped):
    """A package that someone uploaded: read, shown with its findings, confirmed, brought in. Its file is then removed."""

    class State(models.TextChoices):
        """Where it is."""

        RECEIVED = "received"
        READ = "read"
        REFUSED = "refused"
        CONFIRMED = "confirmed"
        IMPORTED = "imported"
        WITHDRAWN = "withdrawn"

    association = models.ForeignKey(Association, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=300)
    path = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    findings = models.JSONField(default=list)
    result = models.JSONField(default=list)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    job = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.name


class Batch(Row, Scoped):
    """The word that an import is done, written together with its association rows.

    Its id is that of the batch in the person zone, whose rows are unseen until this row is there.
    """

    association = models.ForeignKey(Association, models.CASCADE, related_name="batches")
    done_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-done_at"]

    def __str__(self) -> str:
        return str(self.id)
