"""What tests of the reports' pages ask for: an office at work on 2020's annual report, and what a page says in words."""

import re
from html import unescape
from typing import Any

from django.test import Client

from stegvis.associations.models import Association, Job, User
from stegvis.reports import actions, tasks
from stegvis.reports.forms import mark_of
from stegvis.reports.models import Narrative

BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 2020


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def words_of(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).replace("\u202f", " ").replace("\xa0", " ").split())


def written(by: User, association: Association, text: str, section: str = "summary", year: int = YEAR) -> Narrative:
    """A text as it stands saved, whatever stood there."""
    there = Narrative.objects.in_association(association).filter(section=section, year=year).first()
    return actions.save_narrative(
        by=by, association=association, year=year, section=section, text=text,
        expected_version=there.version if there else 0,
    )  # fmt: skip


def form(text: str, version: int = 0, given: str = "", **values: str) -> dict[str, str]:
    """What the editor's page sends: a text, and the mark of the version and the words that it was given."""
    return {"text": text, "state": "draft", "seen": mark_of(version, given), "do": "save", **values}


def work_off(association: Association) -> Job:
    """Do the work that was asked for last, as the worker would."""
    job = Job.objects.in_association(association).first()
    assert job is not None
    tasks.build_report.func(str(job.pk))
    job.refresh_from_db()
    return job
