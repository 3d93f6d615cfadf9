"""A finished report is checked: taken in, read by the worker, its findings kept, accepted with a reason, and removed in time."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from stegvis.associations import audit, jobs
from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Actor, Operator, require
from stegvis.associations.rows import new_id
from stegvis.core.findings import Finding, Severity
from stegvis.core.finished import Place
from stegvis.core.plain import to_plain
from stegvis.core.report_findings import ExaminedReport, ReportFinding
from stegvis.reports.facts import (
    compared,
    examined_of,
    file_bytes,
    in_order,
    laid_over,
    pack_examined,
    settled_of,
    version_before,
    words_in_force,
)
from stegvis.reports.models import AcceptanceRow, CheckedDocument, CheckedPage, Edition

if TYPE_CHECKING:
    from stegvis.assemble.apart import Drawn

#: What can be read, by the end of its name.
ENDINGS = (".pdf", ".docx", ".html", ".htm", ".md", ".txt")
#: A checked file is kept so long that next year's can be held against it; the operator's rule, and in the log as such.
KEPT = timedelta(days=400)
DISPOSAL = Operator("disposal")
State = CheckedDocument.State
Progress = Callable[[str, int, int], None]
#: What names of versions of the same document differ by: `Rapport_v2 (1).pdf`, `rapport slutlig.pdf`.
_COPY, _WORD = re.compile(r"\(\d+\)"), re.compile(r"[^\W_]+")
_VERSION = re.compile(r"v\d+|version|utkast|slutlig|slutversion|kopia|final|draft|copy")


def receive_document(
    *, by: Actor, association: Association, name: str, chunks: Iterable[bytes], earlier: CheckedDocument | None = None
) -> CheckedDocument:
    """Store a finished report, for the association's eyes only, and ask for it to be checked in the background.

    `earlier`: what it is a new version of; where that is not said, the latest document with the same name.
    """
    require(by, "check_document", association)
    remove_old(association)
    document = _new(by, association, Path(name).name[-300:], 0)
    document.series = (earlier or _namesake(document) or document).series
    document.path = str(_folder() / f"{document.pk}{Path(name).suffix.lower()}")
    try:
        document.size, document.sha256 = _store(Path(document.path), chunks)
        return _received(document, by)
    except BaseException:
        _remove_file(document.path)
        raise


def check_edition(*, by: Actor, edition: Edition) -> CheckedDocument:
    """Ask for an edition of our own report to be checked as a stranger's, read back from its PDF. Asked twice it is done once."""
    require(by, "check_document", edition.association)
    rows = CheckedDocument.objects.in_association(edition.association)
    found: CheckedDocument | None = rows.filter(edition=edition).first()
    if found is not None:
        return found
    file = edition.files.get(kind="pdf")
    document = _new(by, edition.association, f"arsredovisning-{edition.report.year}.pdf", len(file.content))
    document.edition, document.series, document.sha256 = edition, edition.report_id, file.sha256
    return _received(document, by)


@transaction.atomic
def check_again(*, by: Actor, document: CheckedDocument) -> CheckedDocument:
    """Ask for a document to be read and checked once more, by what is in force now. One on its way is not asked for twice."""
    require(by, "check_document", document.association)
    rows = CheckedDocument.objects.in_association(document.association)
    if rows.filter(pk=document.pk).exclude(state=State.RECEIVED).update(state=State.RECEIVED):
        document.state = State.RECEIVED
        _asked(document, by)
    return document


def check_document(*, by: Actor, document: CheckedDocument, progress: Progress | None = None) -> CheckedDocument:
    """Read a document and keep what was found in it, with pictures of the pages where something was found.

    One that cannot be read is kept as unreadable, with the reason as its only finding.
    """
    require(by, "check_document", document.association)
    from stegvis.assemble.apart import examined_apart

    language = (by.language if isinstance(by, User) else "") or settings.LANGUAGE_CODE
    own = words_in_force(document.association)
    text = own.text if own else ""
    outcome = examined_apart(_bytes_of(document), document.name, progress or _silent, language, text)
    if outcome.examined is not None:
        if outcome.annotated:
            _remove_file(str(annotated_copy(document)))
            _store(annotated_copy(document), (outcome.annotated,))
        told = {"words": str(own.pk) if own else "", **_since(document, outcome.examined, text)}
        _keep(by, document, outcome.examined, outcome.pictures, told)
    elif outcome.refused is not None:
        _keep_unreadable(by, document, outcome.refused)
    return document


@transaction.atomic
def accept_finding(
    *, by: Actor, document: CheckedDocument, findings: Sequence[ReportFinding], reason: str, said: str
) -> AcceptanceRow:
    """Accept findings that say the same with a reason, in this document and its next versions. `said`: what they say.

    Accepted twice, the first reason stands.
    """
    require(by, "accept_finding", document.association)
    accepted, new = AcceptanceRow.objects.in_association(document.association).get_or_create(
        association=document.association, series=document.series, key=findings[0].key,
        defaults={
            "code": findings[0].code, "said": said, "count": len(findings), "reason": reason,
            "accepted_at": datetime.now(UTC), "accepted_by": by.pk if isinstance(by, User) else None,
        },
    )  # fmt: skip
    if new:
        _record(by, "accept_finding", document, reason=reason, code=findings[0].code)
    return accepted


@transaction.atomic
def withdraw_acceptance(*, by: Actor, document: CheckedDocument, finding: ReportFinding) -> None:
    """Take an acceptance back: the finding stands again, in all versions of the document."""
    require(by, "accept_finding", document.association)
    rows = AcceptanceRow.objects.in_association(document.association)
    if rows.filter(series=document.series, key=finding.key).delete()[0]:
        _record(by, "withdraw_acceptance", document, code=finding.code)


@transaction.atomic
def remove_document(*, by: Actor, document: CheckedDocument) -> None:
    """Remove a stranger's file and all that was read out of it. What was accepted is kept for its next version."""
    require(by, "check_document", document.association)
    if document.edition_id is not None:
        raise ValueError("an edition of our own is kept with its findings")
    _record(by, "remove_document", document, sha256=document.sha256)
    path, copy = document.path, str(annotated_copy(document))
    document.delete()
    transaction.on_commit(lambda: _remove_file(path))
    transaction.on_commit(lambda: _remove_file(copy))


def remove_old(association: Association) -> int:
    """Remove what was checked longer ago than it is kept. Says how many."""
    long_ago = datetime.now(UTC) - KEPT
    rows = CheckedDocument.objects.in_association(association).filter(edition=None, made_at__lt=long_ago)
    old = list(rows.select_related("association").defer("examined"))
    for document in old:
        remove_document(by=DISPOSAL, document=document)
    return len(old)


@transaction.atomic
def hand_out_check(*, by: Actor, document: CheckedDocument, kind: str, language: str) -> bytes | None:
    """What was found in a document as a file to keep (`FORMS`), with what is accepted set apart; None for another kind."""
    require(by, "download", document.association)
    if kind not in forms_of(document):
        return None
    content = annotated_copy(document).read_bytes() if kind == "pdf" else FORMS[kind](settled_of(document), language)
    _record(by, "download_check", document, kind=kind)
    return content


def _json(examined: ExaminedReport, language: str) -> bytes:
    from stegvis.render.examined_json import examined_json

    return examined_json(examined, language, accepting=True).encode()


def _html(examined: ExaminedReport, language: str) -> bytes:
    from stegvis.render.examined_html import examined_html

    return examined_html(examined, language).encode()


#: How what was found is handed out.
FORMS: dict[str, Callable[[ExaminedReport, str], bytes]] = {"html": _html, "json": _json}


def forms_of(document: CheckedDocument) -> tuple[str, ...]:
    """How what was found in a document can be handed out: also as comments in a copy, where it is a PDF."""
    return (*FORMS, "pdf") if annotated_copy(document).is_file() else tuple(FORMS)


def annotated_copy(document: CheckedDocument) -> Path:
    """Where a copy of a PDF with the findings as comments is, if there is one."""
    return _folder() / f"{document.pk}.fynd.pdf"


def _new(by: Actor, association: Association, name: str, size: int) -> CheckedDocument:
    return CheckedDocument(
        id=new_id(), association=association, name=name, size=size, made_at=datetime.now(UTC),
        made_by=by.pk if isinstance(by, User) else None,
    )  # fmt: skip


def _namesake(document: CheckedDocument) -> CheckedDocument | None:
    """The latest document that is called the same but for what tells versions apart."""
    rows = CheckedDocument.objects.in_association(document.association).filter(edition=None)
    same = (one for one in rows.only("name", "series") if _plain(one.name) == _plain(document.name))
    return next(same, None)


def _plain(name: str) -> str:
    words = _WORD.findall(_COPY.sub(" ", Path(name).stem.lower()))
    return " ".join(word for word in words if not _VERSION.fullmatch(word)) or name


@transaction.atomic
def _received(document: CheckedDocument, by: Actor) -> CheckedDocument:
    document.save(force_insert=True)
    _record(by, "receive_document", document, sha256=document.sha256)
    return _asked(document, by)


def _asked(document: CheckedDocument, by: Actor) -> CheckedDocument:
    from stegvis.reports.tasks import check_document as task

    job = jobs.start(task, by=by, association=document.association, kind="check_document", document=str(document.pk))
    document.job = job.pk
    document.save(update_fields=["job"])
    return document


def _bytes_of(document: CheckedDocument) -> bytes:
    if document.edition_id is None:
        return Path(document.path).read_bytes()
    return file_bytes(document.association, document.edition_id, "pdf") or b""


def _since(document: CheckedDocument, examined: ExaminedReport, words: str) -> dict[str, Any]:
    """What became of the findings of the version before: how many are mended, left and new."""
    before = version_before(document)
    if before is None:
        return {}
    comparison, _reprinted = compared(examined_of(before).report, examined.report, laid_over(words))
    counts = {name: len(getattr(comparison, name)) for name in ("mended", "left", "new")}
    return {"since": {"earlier": str(before.pk), **counts}}


@transaction.atomic
def _keep(
    by: Actor,
    document: CheckedDocument,
    examined: ExaminedReport,
    pictures: "Iterable[Drawn]",
    told: dict[str, Any],
) -> None:
    """Of one that was removed meanwhile nothing is kept."""
    rows = CheckedDocument.objects.in_association(document.association_id).filter(pk=document.pk)
    outcome = {**outcome_of(examined), **told}
    if not rows.update(state=State.CHECKED, outcome=outcome, examined=pack_examined(examined)):
        return
    document.refresh_from_db()
    CheckedPage.objects.in_association(document.association_id).filter(document=document).delete()
    CheckedPage.objects.bulk_create(
        CheckedPage(
            association=document.association, document=document, page=one.page, width=one.width, height=one.height,
            content=one.content,
        )
        for one in pictures
    )  # fmt: skip
    counts = {name: outcome[name] for name in ("errors", "warnings", "remarks", "read", "checked")}
    _record(by, "check_document", document, sha256=document.sha256, **counts)


@transaction.atomic
def _keep_unreadable(by: Actor, document: CheckedDocument, why: Finding) -> None:
    rows = CheckedDocument.objects.in_association(document.association_id).filter(pk=document.pk)
    if rows.update(state=State.UNREADABLE, outcome={"why": to_plain(why)}):
        document.refresh_from_db()
        _record(by, "check_document", document, sha256=document.sha256, code=why.code)


def outcome_of(examined: ExaminedReport) -> dict[str, Any]:
    """What lists and summaries show of a document: its figures, and the findings in order of weight."""
    findings = in_order(examined.findings)
    report = examined.report
    counts = {f"{weight}s": sum(one.severity is weight for one in findings) for weight in Severity}
    return {
        "pages": report.pages, "lines": len(report.lines), "read": examined.read, "checked": examined.checked,
        "unchecked": examined.unchecked, "unread": _told(examined.unread), "noise": len(report.noise), **counts,
        "tables": examined.tables, "untested": _told(examined.untested),
        "findings": to_plain(findings), "keys": [[str(one.severity), one.key] for one in findings],
    }  # fmt: skip


def _told(places: Iterable[Place]) -> list[tuple[int, int, str]]:
    return [(one.page, one.line, one.text) for one in places]


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "checked"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _store(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    size, digest = 0, sha256()
    with path.open("xb") as file:
        path.chmod(0o600)
        for chunk in chunks:
            size += len(chunk)
            digest.update(chunk)
            file.write(chunk)
    return size, digest.hexdigest()


def _remove_file(path: str) -> None:
    if path:
        Path(path).unlink(missing_ok=True)


def _record(by: Actor, verb: str, document: CheckedDocument, *, reason: str = "", **details: Any) -> None:
    said = {"name": document.name, **details}
    audit.record(by=by, verb=verb, association=document.association, subject=document, reason=reason, details=said)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody asked how far it is."""
