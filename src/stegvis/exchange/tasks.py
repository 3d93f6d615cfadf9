"""Work of the exchange in the background."""

from django.tasks import task

from stegvis.associations import jobs
from stegvis.associations.models import Job
from stegvis.associations.permissions import Operator
from stegvis.exchange import uploads
from stegvis.reports.models import Upload

#: Who works where the operator asked.
WORKER = Operator("worker")


@task
def read_upload(job_id: str) -> None:
    """Read an uploaded package and keep its findings."""
    with jobs.work(job_id) as job:
        upload = _upload(job)
        uploads.read_upload(by=job.by or WORKER, upload=upload, progress=jobs.progress_of(job))
        job.result = _result(job, upload)


@task
def import_upload(job_id: str) -> None:
    """Bring a confirmed package in."""
    with jobs.work(job_id) as job:
        upload = _upload(job)
        uploads.import_upload(by=job.by or WORKER, upload=upload, progress=jobs.progress_of(job))
        job.result = _result(job, upload)


def _upload(job: Job) -> Upload:
    return Upload.objects.in_association(job.association).get(pk=job.arguments["upload"])


def _result(job: Job, upload: Upload) -> dict[str, str]:
    return {"upload": str(upload.pk), "state": upload.state, "address": job.arguments.get("address", "")}
