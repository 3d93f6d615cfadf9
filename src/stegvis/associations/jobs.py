"""Work in the background: asked for by a page, done by the worker, followed by the one who asked.

In an app's `tasks.py`:

    @task
    def build_report(job_id: str) -> None:
        with jobs.work(job_id) as job:                       # running, then done or failed, whatever happens
            edition = actions.build_report(by=job.by, ..., progress=jobs.progress_of(job))
            job.result = {"address": edition.address, "said": "..."}    # where the page's link leads

In a view: `job = jobs.start(tasks.build_report, by=request.user, association=..., kind="build_report", year=2025)` and
`return redirect("job", job.pk)`. Arguments are kept with the job, so that it can be tried again.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.tasks import Task, TaskResultStatus
from django.utils.module_loading import import_string

from stegvis.associations import audit
from stegvis.associations.models import Association, Job, User
from stegvis.associations.permissions import Actor, require

_log = logging.getLogger("stegvis.jobs")
Progress = Callable[[str, int, int], None]


@transaction.atomic
def start(task: Task, *, by: Actor, association: Association, kind: str, **arguments: Any) -> Job:
    """Ask for work. `kind` is its verb (`build_report`), which the asker must be allowed; `arguments` are plain values."""
    require(by, kind, association)
    asker = by if isinstance(by, User) else None
    job = Job.objects.create(association=association, kind=kind, by=asker, task=task.module_path, arguments=arguments)
    audit.record(by=by, verb=f"ask_to_{kind}", subject=job, association=association)
    task.enqueue(str(job.pk))
    return job


@transaction.atomic
def retry(job: Job, *, by: Actor) -> Job:
    """Ask again for work that failed, with what it was asked for the first time. Asked twice it is done once."""
    require(by, "retry_job", job.association)
    same = Job.objects.in_association(job.association).filter(task=job.task, arguments=job.arguments)
    again = same.filter(state__in=(Job.State.WAITING, Job.State.RUNNING)).first()
    if again or job.state != Job.State.FAILED:
        return again or job
    return start(import_string(job.task), by=by, association=job.association, kind=job.kind, **job.arguments)


@contextmanager
def work(job_id: str) -> Iterator[Job]:
    """A job while it is done. What goes wrong is logged with its trace and shown without."""
    job = _row(job_id)
    job.state, job.started_at = Job.State.RUNNING, datetime.now(UTC)
    job.save(update_fields=["state", "started_at"])
    try:
        yield job
    except Exception:
        _log.exception("job %s (%s) failed", job.pk, job.kind)
        _finish(job, Job.State.FAILED, "unexpected")
    else:
        _finish(job, Job.State.DONE, "")


def progress_of(job: Job) -> Progress:
    """What a job calls with a stage's name, how much is done and of how much.

    Inside a transaction it says nothing: nobody could see it, and it would be undone with the rest.
    """

    def say(stage: str, done: int, total: int) -> None:
        if not connection.in_atomic_block:
            job.stage, job.done, job.total = stage, done, total
            job.save(update_fields=["stage", "done", "total"])

    return say


def recover() -> int:
    """At start-up: what a worker was doing when it died is failed and can be tried again. Gives how many."""
    from django_tasks_db.models import DBTaskResult

    running = _rows().filter(state=Job.State.RUNNING)
    stopped = running.update(state=Job.State.FAILED, problem="interrupted", finished_at=datetime.now(UTC))
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED, finished_at=datetime.now(UTC)
    )
    return stopped


def _rows() -> Any:
    """Jobs of all associations: the worker serves them all, by id, and shows none to anyone."""
    return Job._base_manager.select_related("association", "by")


def _row(job_id: str) -> Job:
    return _rows().get(pk=job_id)


def _finish(job: Job, state: Job.State, problem: str) -> None:
    job.state, job.problem, job.finished_at = state, problem, datetime.now(UTC)
    job.save(update_fields=["state", "problem", "finished_at", "result"])
