"""Work in the background: asked for, followed, done or failed; a worker that dies leaves nothing that looks alive."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from stegvis.associations import jobs
from stegvis.associations.models import AuditEvent, Job
from stegvis.associations.permissions import Role
from support import work
from support.people import make_association, make_user

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "person"])


def run_worker() -> None:
    call_command("db_worker", "--batch", "--queue-name", "*", "--no-startup-delay", "--interval", "0", verbosity=0)


@pytest.fixture(autouse=True)
def _signals(monkeypatch: pytest.MonkeyPatch) -> None:
    from django_tasks_db.management.commands.db_worker import Worker

    monkeypatch.setattr(Worker, "configure_signals", lambda self: None)


def test_asked_for_and_done() -> None:
    association = make_association()
    karin = make_user("Karin", association)
    job = jobs.start(work.succeed, by=karin, association=association, kind="build_report", year=2025)
    assert (job.state, job.is_over, job.percent) == (Job.State.WAITING, False, None)
    assert AuditEvent.objects.latest("sequence").verb == "ask_to_build_report"
    run_worker()
    job.refresh_from_db()
    assert (job.state, job.result["said"], job.stage, job.percent) == (Job.State.DONE, "Läste år 2025.", "Läser", 50)
    assert job.started_at <= job.finished_at <= timezone.now()


def test_what_fails_says_so_without_its_inside_and_can_be_tried_again(client: Client) -> None:
    association = make_association()
    karin = make_user("Karin", association)
    job = jobs.start(work.fail, by=karin, association=association, kind="build_report")
    run_worker()
    client.force_login(karin, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/arbeten/{job.pk}/").content.decode()
    assert "Försök igen" in page
    assert "hemlig" not in page
    again = client.post(f"/arbeten/{job.pk}/igen/")
    assert again.status_code == 302
    assert Job.objects.in_association(association).count() == 2


def test_a_worker_that_died_leaves_failed_work() -> None:
    association = make_association()
    job = jobs.start(
        work.succeed, by=make_user("Karin", association), association=association, kind="build_report", year=1
    )
    Job._base_manager.update(state=Job.State.RUNNING)
    assert jobs.recover() == 1
    job.refresh_from_db()
    assert (job.state, job.problem) == (Job.State.FAILED, "interrupted")
    assert jobs.recover() == 0


def test_only_who_may_do_it_may_ask_for_it() -> None:
    association = make_association()
    with pytest.raises(PermissionDenied):
        jobs.start(
            work.succeed, by=make_user("Bo", association, Role.BOARD), association=association, kind="build_report"
        )
    assert not Job.objects.in_association(association).exists()


def test_the_part_that_changes_is_fetched_alone_until_it_is_over(client: Client) -> None:
    association = make_association()
    karin = make_user("Karin", association)
    job = jobs.start(work.succeed, by=karin, association=association, kind="build_report", year=2025)
    client.force_login(karin, backend="django.contrib.auth.backends.ModelBackend")
    whole: Any = client.get(f"/arbeten/{job.pk}/")
    assert b"<noscript><meta http-equiv" in whole.content
    part = client.get(f"/arbeten/{job.pk}/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"hx-trigger" in part.content
    run_worker()
    assert client.get(f"/arbeten/{job.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_work_of_another_association_is_not_there(client: Client) -> None:
    job = Job.objects.create(association=make_association("Södra"), kind="build_report")
    client.force_login(
        make_user("Karin", make_association("Norra")), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get(f"/arbeten/{job.pk}/").status_code == 404
    assert client.post(f"/arbeten/{job.pk}/igen/").status_code == 404
