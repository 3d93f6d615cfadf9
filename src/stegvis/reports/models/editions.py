"""Editions: a report as a stored document with its files. Adopted means frozen, and the database holds it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped
from stegvis.reports.models.reports import Report


class Edition(Row, Scoped):
    """A report as it was made on a day: the document as JSON (schema 1). Once `adopted_on` is set, no byte changes."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="editions")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    schema = models.PositiveIntegerField(default=1)
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    made_on = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    adopted_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=~Q(document="") & Q(schema__gte=1), name="edition_has_document"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class EditionFile(Row, Scoped):
    """A printed form of an edition, with the hash that tells of any change."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="edition_files")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "kind"], name="edition_file_once"),
            models.CheckConstraint(condition=Q(kind__in=["pdf", "docx", "html"]), name="edition_file_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.kind
