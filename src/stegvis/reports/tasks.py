"""Work of the reports in the background."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.tasks import task
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stegvis.associations import jobs
from stegvis.associations.models import Job
from stegvis.associations.permissions import Operator
from stegvis.core.findings import Finding
from stegvis.core.plain import to_plain
from stegvis.reports import actions
from stegvis.reports.models import CheckedDocument, Edition

#: Who works where the operator asked.
WORKER = Operator("worker")

#: What is being done, in words.
STAGES = {
    "assemble": gettext_noop("Sätter samman rapporten"),
    "html": gettext_noop("Skriver webbsidan"),
    "docx": gettext_noop("Skriver Word-dokumentet"),
    "pdf": gettext_noop("Skriver PDF-filen"),
    "read": gettext_noop("Läser sidorna"),
    "examine": gettext_noop("Håller uppgifterna mot varandra"),
    "draw": gettext_noop("Ritar sidorna med fynd"),
}


@task
def build_report(job_id: str) -> None:
    """Make a year's annual report. The job's result holds the edition's id, or the findings that say why there is none."""
    with jobs.work(job_id) as job, translation.override(_language_of(job)):
        edition, findings = actions.build_report(
            by=job.by or WORKER, association=job.association, year=job.arguments["year"], on=timezone.localdate(),
            progress=_in_words(jobs.progress_of(job)),
        )  # fmt: skip
        job.result = _result(job, edition, findings)
        if edition is not None:
            actions.check_edition(by=job.by or WORKER, edition=edition)


@task
def check_document(job_id: str) -> None:
    """Check a finished report. One that was removed meanwhile is not there to check."""
    with jobs.work(job_id) as job, translation.override(_language_of(job)):
        rows = CheckedDocument.objects.in_association(job.association)
        document = rows.filter(pk=job.arguments["document"]).first()
        if document is None:
            job.result = {"said": _("Dokumentet är borttaget."), "address": reverse("checks")}
            return
        say = _in_words(jobs.progress_of(job))
        actions.check_document(by=job.by or WORKER, document=document, progress=say)
        job.result = {"address": reverse("checks-one", args=[document.pk]), "label": _("Visa vad som hittades")}


def _language_of(job: Job) -> str:
    return (job.by.language if job.by else "") or settings.LANGUAGE_CODE


def _in_words(say: Callable[[str, int, int], None]) -> Callable[[str, int, int], None]:
    return lambda stage, done, total: say(_(STAGES[stage]), done, total)


def _result(job: Job, edition: Edition | None, findings: tuple[Finding, ...]) -> dict[str, Any]:
    year = job.arguments["year"]
    said = (
        _("Årsredovisningen %(year)s är gjord: webbsida, Word och PDF.")
        if edition
        else _("En eller flera texter behöver rättas först.")
    )
    return {
        "edition": str(edition.pk) if edition else "",
        "year": year,
        "heading": "" if edition else _("Rapporten blev inte gjord"),
        "said": said % {"year": year},
        "address": job.arguments.get("address") or reverse("reports", args=[year]),
        "label": _("Till rapporten") if edition else _("Visa vad som ska rättas"),
        "findings": to_plain(findings),
    }
