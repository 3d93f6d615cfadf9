"""Work of the exchange in the background."""

from uuid import UUID

from django.tasks import task
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from stegvis.associations import jobs
from stegvis.associations.models import Job
from stegvis.associations.permissions import Operator
from stegvis.exchange import publishing, uploads
from stegvis.exchange.importing import Progress
from stegvis.reports.models import Upload

#: Who works where the operator asked.
WORKER = Operator("worker")
#: Where a step of a draft leads.
_PAGE_OF = {
    "count": "figures-tables", "propose": "figures-coarsen", "try": "figures-check", "publish": "figures-receipt"
}  # fmt: skip


@task
def read_upload(job_id: str) -> None:
    """Read an uploaded package and keep its findings."""
    with jobs.work(job_id) as job:
        upload = _upload(job)
        uploads.read_upload(by=job.by or WORKER, upload=upload, progress=_in_words(job))
        job.result = _result(job, upload)


@task
def import_upload(job_id: str) -> None:
    """Bring a confirmed package in."""
    with jobs.work(job_id) as job:
        upload = _upload(job)
        uploads.import_upload(by=job.by or WORKER, upload=upload, progress=_in_words(job))
        job.result = _result(job, upload)


@task
def work_on_draft(job_id: str) -> None:
    """Do a step of a draft of a publication; its page shows what came out."""
    with jobs.work(job_id) as job:
        draft, step = UUID(job.arguments["draft"]), job.arguments["step"]
        _say_what(job, step)
        problem = publishing.work_on_draft(by=job.by or WORKER, association=job.association, draft_id=draft, step=step)
        page = "figures-draft" if problem else _PAGE_OF[step]
        job.result = {"address": reverse(page, args=[draft]), "problem": problem}


def _say_what(job: Job, step: str) -> None:
    with translation.override(job.by.language if job.by else None):
        words = {
            "count": _("Räknar periodens tabeller"),
            "propose": _("Räknar och prövar varje tabells former"),
            "try": _("Skyddar tabellerna tillsammans och granskar dem"),
            "publish": _("Räknar, skyddar, granskar och publicerar"),
        }
        jobs.progress_of(job)(words[step], 0, 0)


def _in_words(job: Job) -> Progress:
    """Progress as the asker reads it: what is being done, in their language."""
    say = jobs.progress_of(job)

    def tell(stage: str, done: int, total: int) -> None:
        with translation.override(job.by.language if job.by else None):
            words = {"compare": _("Jämför med det som redan finns"), "save": _("Sparar")}
            say(words.get(stage) or _("Läser %(file)s") % {"file": stage}, done, total)

    return tell


def _upload(job: Job) -> Upload:
    return Upload.objects.in_association(job.association).get(pk=job.arguments["upload"])


def _result(job: Job, upload: Upload) -> dict[str, str]:
    address = job.arguments.get("address") or reverse("import-one", args=[upload.pk])
    return {"upload": str(upload.pk), "state": upload.state, "address": address}
