"""Finished reports that were checked: ours or anybody's, what was found in them, and which findings were accepted and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row, new_id
from stegvis.associations.scope import Scoped
from stegvis.reports.models.editions import Edition


class CheckedDocument(Row, Scoped):
    """A finished report that somebody wants checked: its file is read by the worker, and its findings are kept with it.

    `series`: what its versions have in common; what was accepted in one version stays accepted in the next. `edition`: ours,
    whose file is the edition's own. `path`: the file of somebody else's; empty once it is removed. `outcome`: the figures and
    findings of the page; `examined`: all that was read and found, packed (`facts.pack_examined`).
    """

    class State(models.TextChoices):
        """Where it is."""

        RECEIVED = "received"
        CHECKED = "checked"
        UNREADABLE = "unreadable"

    association = models.ForeignKey(Association, models.CASCADE, related_name="checked_documents")
    series = models.UUIDField(default=new_id, db_index=True)
    edition = models.OneToOneField(Edition, models.CASCADE, null=True, related_name="checked")
    name = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    outcome = models.JSONField(default=dict)
    examined = models.BinaryField(default=bytes)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    job = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(sha256=""), name="checked_document_is_named"),
        ]

    def __str__(self) -> str:
        return self.name


class CheckedPage(Row, Scoped):
    """The picture of a page with findings, drawn when the document was read. `width`, `height`: the page's, in points."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="checked_pages")
    document = models.ForeignKey(CheckedDocument, models.CASCADE, related_name="pages")
    page = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["page"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "page"], name="checked_page_once"),
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="checked_page_has_size"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.page}"


class OwnWords(Row, Scoped):
    """What an association calls things, laid over our words when its reports are checked; the latest row is in force.

    `text`: a file of the same form as ours (`checking.words`); empty where it has none any more.
    """

    association = models.ForeignKey(Association, models.CASCADE, related_name="own_words")
    text = models.TextField(blank=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class AcceptanceRow(Row, Scoped):
    """A finding that somebody accepted in a document and its later versions, and why (`core.report_findings.Acceptance`).

    `key`: what the finding says, wherever it stands; `count`: of how many findings that say the same.
    """

    association = models.ForeignKey(Association, models.CASCADE, related_name="acceptances")
    series = models.UUIDField()
    key = models.CharField(max_length=12)
    code = models.CharField(max_length=20)
    said = models.TextField()
    count = models.PositiveIntegerField(default=1)
    reason = models.TextField()
    accepted_by = models.UUIDField(null=True)
    accepted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["accepted_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "series", "key"], name="finding_accepted_once"),
            models.CheckConstraint(condition=~Q(reason="") & Q(count__gte=1), name="acceptance_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"
