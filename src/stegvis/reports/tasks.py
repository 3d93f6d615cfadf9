"""Work of the reports in the background."""

from django.tasks import task
from django.utils import timezone

from stegvis.associations import jobs
from stegvis.associations.permissions import Operator
from stegvis.core.plain import to_plain
from stegvis.reports import actions

#: Who works where the operator asked.
WORKER = Operator("worker")


@task
def build_report(job_id: str) -> None:
    """Make a year's annual report. The job's result holds the edition's id, or the findings that say why there is none."""
    with jobs.work(job_id) as job:
        edition, findings = actions.build_report(
            by=job.by or WORKER, association=job.association, year=job.arguments["year"], on=timezone.localdate(),
            progress=jobs.progress_of(job),
        )  # fmt: skip
        job.result = {
            "edition": str(edition.pk) if edition else "",
            "year": job.arguments["year"],
            "address": job.arguments.get("address", ""),
            "findings": to_plain(findings),
        }
