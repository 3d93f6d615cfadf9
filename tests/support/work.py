"""Work in the background that goes well, and that does not."""

from django.tasks import task

from stegvis.associations import jobs


@task
def succeed(job_id: str) -> None:
    with jobs.work(job_id) as job:
        say = jobs.progress_of(job)
        say("Läser", 1, 2)
        job.result = {"said": f"Läste år {job.arguments['year']}.", "address": "/2025/"}


@task
def fail(job_id: str) -> None:
    with jobs.work(job_id):
        raise RuntimeError("hemlig detalj")
