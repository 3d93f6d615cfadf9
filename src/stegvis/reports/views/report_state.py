"""How far a year's report has come: nothing made, a draft, texts changed since, adopted; and what its making found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from stegvis.associations.models import Association, Job, User
from stegvis.core.findings import Finding
from stegvis.render import numbers
from stegvis.reports import facts
from stegvis.reports.models import CheckedDocument, Edition
from stegvis.reports.views.report_findings import Group, groups
from stegvis.reports.views.report_outline import Contents, Place, texts_of

KINDS = (("pdf", "PDF"), ("docx", "Word"), ("html", gettext_noop("Webbsida")))


@dataclass(frozen=True, slots=True)
class Made:
    """An edition as it stands in a list: made when, by whom. `files`: kind, words, size and hash of each.

    `check`: how it went when it was read back from its PDF and checked, None for one that never was.
    """

    edition: Edition
    at: str
    by: str
    files: tuple[dict[str, Any], ...]
    check: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where the report is. `changed`: the texts that have been changed since the latest edition was made."""

    latest: Made | None
    earlier: tuple[Made, ...]
    changed: tuple[Place, ...]
    findings: tuple[Group, ...]
    is_refused: bool = False


def state_of(
    association: Association, year: int, editions: Sequence[Edition], outline: Contents, *, may_edit: bool = False
) -> State:
    """The state of a year's annual report, of its editions (latest first) and its last making."""
    made = _made(editions)
    latest = made[0] if made else None
    refused = _refusal(association, year, latest)
    found = refused or (facts.findings_in(latest.edition.findings) if latest else ())
    shown = groups(found, year, outline.headings, may_edit=may_edit)
    changed = changed_since(association, year, latest.edition, outline) if latest else ()
    return State(latest, made[1:], changed, shown, bool(refused))


def last_job(association: Association, year: int, *, running: bool = False) -> Job | None:
    """The latest making of the year's report; `running`: only one that is not over."""
    jobs = Job.objects.in_association(association).filter(kind="build_report", arguments__year=year)
    if running:
        jobs = jobs.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])
    return jobs.first()


def moment(at: datetime) -> str:
    """`14 mars 2026 kl. 10.32`, in Stockholm."""
    local = timezone.localtime(at)
    return _("%(day)s kl. %(time)s") % {
        "day": numbers.day(local.date(), get_language() or "sv"),
        "time": f"{local:%H:%M}",
    }


def names_of(people: set[Any]) -> dict[Any, str]:
    """Who those ids are."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=people - {None})}


def _made(editions: Sequence[Edition]) -> tuple[Made, ...]:
    names = names_of({one.made_by for one in editions})
    checks = _checks(editions)
    return tuple(
        Made(one, moment(one.made_on), names.get(one.made_by, ""), _files(one), checks.get(one.pk)) for one in editions
    )


def _checks(editions: Sequence[Edition]) -> dict[UUID | None, dict[str, Any]]:
    """How it went when the editions were checked: the document, what is left of its findings."""
    if not editions:
        return {}
    association = editions[0].association_id
    rows = CheckedDocument.objects.in_association(association).filter(edition__in=[one.pk for one in editions])
    documents = list(rows.defer("examined"))
    accepted = facts.accepted(association, {one.series for one in documents})
    return {one.edition_id: {"document": one, "left": facts.left_of(one, accepted)} for one in documents}


def _files(edition: Edition) -> tuple[dict[str, Any], ...]:
    by_kind = {one.kind: one for one in edition.files.all()}
    return tuple(
        {"kind": kind, "words": _(words), "size": getattr(by_kind[kind], "size", 0), "sha256": by_kind[kind].sha256}
        for kind, words in KINDS
        if kind in by_kind
    )


def _refusal(association: Association, year: int, latest: Made | None) -> tuple[Finding, ...]:
    """Why the last making gave no edition, where nothing has been made after it."""
    job = last_job(association, year)
    if job is None or job.state != Job.State.DONE or job.result.get("edition") or not job.finished_at:
        return ()
    if latest and latest.edition.made_on > job.finished_at:
        return ()
    return facts.findings_in(job.result.get("findings", []))


def changed_since(association: Association, year: int, edition: Edition, outline: Contents) -> tuple[Place, ...]:
    """The texts that have been changed since an edition was made."""
    rows = texts_of(association, year).items()
    later = {section for section, row in rows if row.saved_at and row.saved_at > edition.made_on}
    return tuple(place for place in outline.texts if place.section in later)
