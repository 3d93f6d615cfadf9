"""Reports and the texts that people write for them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Report(Row, Scoped):
    """A report of a year that the office works on: its texts are narratives, what is made of it is editions."""

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open"
        ADOPTED = "adopted"

    association = models.ForeignKey(Association, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=20)
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)

    class Meta:
        ordering: ClassVar = ["-year", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "kind", "year"], name="report_once"),
            models.CheckConstraint(condition=Q(kind__in=["annual", "interim", "plan"]), name="report_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class Narrative(Row, Scoped):
    """The text of a section in a year's reports, as the bytes that a person wrote. Its `version` tells two editors apart.

    `year` 0: brought in with nothing that says which year it is of; it then stands in every year without its own.
    """

    class State(models.TextChoices):
        """What its writer says of it."""

        DRAFT = "draft"
        HANDED_IN = "handed_in"
        READY = "ready"

    association = models.ForeignKey(Association, models.CASCADE, related_name="narratives")
    section = models.CharField(max_length=300)
    year = models.PositiveIntegerField()
    content = models.BinaryField()
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["section", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "section", "year"], name="narrative_once"),
            models.CheckConstraint(condition=~Q(section=""), name="narrative_has_section"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.year}"

    @property
    def text(self) -> str:
        """What is written, as text to edit."""
        return bytes(self.content).decode("utf-8-sig")


class NarrativeChange(Row, Scoped):
    """What a narrative held before it was saved: what undo gives back, newest first."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="narrative_changes")
    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    changed_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["narrative", "number"], name="narrative_change_once")]

    def __str__(self) -> str:
        return f"{self.narrative_id} {self.number}"

    @property
    def text(self) -> str:
        """What was written."""
        return bytes(self.content).decode("utf-8-sig")


class Image(Row, Scoped):
    """A picture for the reports, as the bytes that came."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="images")
    name = models.CharField(max_length=300)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "name"], name="image_once"),
            models.CheckConstraint(condition=~Q(name=""), name="image_is_named"),
        ]

    def __str__(self) -> str:
        return self.name
