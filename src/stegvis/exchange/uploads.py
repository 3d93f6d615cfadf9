"""A package that a page takes in: stored, read and shown with every finding, and brought in when someone has confirmed it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from stegvis.associations import audit, jobs
from stegvis.associations.models import Association, Job, User
from stegvis.associations.permissions import Actor, Operator, require
from stegvis.associations.rows import new_id
from stegvis.core.findings import Finding, Where, error, has_errors
from stegvis.core.package import Package
from stegvis.core.plain import to_plain
from stegvis.exchange.importing import ImportResult, Progress, import_package, judge, rehearse_import
from stegvis.exchange.keeping import findings_to_keep
from stegvis.files.package import read_package
from stegvis.reports.models import Upload

State = Upload.State
_IMPORT = "stegvis.exchange.tasks.import_upload"
#: A package that nobody has confirmed in this time is not wanted; the operator's rule, and in the log as such.
KEPT_WAITING = timedelta(days=7)
DISPOSAL = Operator("disposal")


class NotWaiting(Exception):  # noqa: N818 - it says what is so
    """The upload is not where the action needs it: already brought in, refused or withdrawn."""


def receive_upload(
    *, by: Actor, association: Association, name: str, chunks: Iterable[bytes], address: str = ""
) -> tuple[Upload, Job]:
    """Store an uploaded zip file, for the owner's eyes only, and ask for it to be read in the background."""
    require(by, "import_package", association)
    withdraw_forgotten(association)
    upload = Upload(id=new_id(), association=association, name=Path(name).name[:300], made_at=datetime.now(UTC))
    upload.made_by = by.pk if isinstance(by, User) else None
    upload.path = str(_folder() / f"{upload.pk}.zip")
    try:
        upload.sha256 = _store(Path(upload.path), chunks)
        return upload, _received(upload, by, address)
    except BaseException:
        _remove_file(upload)
        raise


@transaction.atomic
def _received(upload: Upload, by: Actor, address: str) -> Job:
    upload.save(force_insert=True)
    details = {"name": upload.name}
    audit.record(by=by, verb="receive_upload", association=upload.association, subject=upload, details=details)
    return _ask(upload, by, "stegvis.exchange.tasks.read_upload", address)


def read_upload(*, by: Actor, upload: Upload, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Read a stored package, keep every finding and what bringing it in would do. One with an error is refused and its
    file removed: nothing of it is kept but its findings. Of one that was withdrawn meanwhile not even they are kept.
    """
    require(by, "import_package", upload.association)
    _need(upload, State.RECEIVED)
    package, findings = _read(upload, progress)
    rehearsed = ImportResult()
    if package and not has_errors(findings):
        (progress or _silent)("compare", 0, 0)
        rehearsed = rehearse_import(by=by, package=package)
    findings = (*findings, *rehearsed.findings)
    state = State.READ if package and not has_errors(findings) else State.REFUSED
    _move(upload, State.RECEIVED, to=state, findings=to_plain(findings), result=to_plain(rehearsed.files))
    if upload.state == State.REFUSED:
        _remove_file(upload)
    return findings


@transaction.atomic
def confirm_upload(*, by: Actor, upload: Upload, address: str = "") -> Job:
    """Someone has seen what was found and wants the package in: it is brought in in the background.

    Twice is once: the second time gives the same job. Raises NotWaiting where there is nothing to confirm.
    """
    require(by, "import_package", upload.association)
    if not _move(upload, State.READ, to=State.CONFIRMED):
        return _confirmed_before(upload)
    audit.record(by=by, verb="confirm_upload", association=upload.association, subject=upload)
    return _ask(upload, by, _IMPORT, address)


def _confirmed_before(upload: Upload) -> Job:
    """The job of an upload that someone, or the same click once more, has confirmed already."""
    job = (
        Job.objects.in_association(upload.association).filter(pk=upload.job, task=_IMPORT).first()
        if upload.job
        else None
    )
    if job is None:
        raise NotWaiting(upload.state)
    return job


def import_upload(*, by: Actor, upload: Upload, progress: Progress | None = None) -> ImportResult:
    """Bring a confirmed package in, and remove its file. It is read and judged again: much may have happened since."""
    require(by, "import_package", upload.association)
    _need(upload, State.CONFIRMED)
    package, findings = _read(upload, progress)
    if package is None or has_errors(findings):
        result = ImportResult(findings=findings)
    else:
        (progress or _silent)("save", 0, 0)
        result = import_package(by=by, package=package, findings=findings, progress=progress)
    state = State.IMPORTED if result.is_done else State.REFUSED
    _move(upload, State.CONFIRMED, to=state, findings=to_plain(result.findings), result=to_plain(result.files))
    _remove_file(upload)
    return result


@transaction.atomic
def withdraw_upload(*, by: Actor, upload: Upload) -> None:
    """Nobody wants it after all: its file is removed, nothing of it was kept. Raises NotWaiting where it is too late."""
    require(by, "import_package", upload.association)
    if not _move(upload, State.RECEIVED, State.READ, to=State.WITHDRAWN):
        raise NotWaiting(upload.state)
    audit.record(by=by, verb="withdraw_upload", association=upload.association, subject=upload)
    transaction.on_commit(lambda: _remove_file(upload))


def withdraw_forgotten(association: Association) -> int:
    """Remove what nobody confirmed within a week, file and all. Says how many."""
    long_ago = datetime.now(UTC) - KEPT_WAITING
    waiting = Upload.objects.in_association(association).filter(state__in=(State.RECEIVED, State.READ))
    return sum(_is_withdrawn(upload) for upload in list(waiting.filter(made_at__lt=long_ago)))


def _is_withdrawn(upload: Upload) -> bool:
    """Withdraws one that was forgotten, unless someone remembered it at this very moment."""
    try:
        withdraw_upload(by=DISPOSAL, upload=upload)
    except NotWaiting:
        return False
    return True


@transaction.atomic
def hand_out_findings(*, by: Actor, upload: Upload) -> None:
    """The findings leave as a file for their reader to keep: it is written to the log."""
    require(by, "import_package", upload.association)
    details = {"name": upload.name, "kind": "csv"}
    audit.record(by=by, verb="download", association=upload.association, subject=upload, details=details)


def _read(upload: Upload, progress: Progress | None) -> tuple[Package | None, tuple[Finding, ...]]:
    path = Path(upload.path)
    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != upload.sha256:
        return None, (error("IMP-011", Where(upload.name), value=upload.name),)
    reading = read_package(path, progress=progress)
    if reading.package is None:
        return None, findings_to_keep(reading.findings, upload)
    own, given = upload.association.organisation_number, reading.package.profile.organisation_number
    if own != given:
        return None, (error("IMP-009", Where("association.toml", 0, "organisation_number"), value=given, own=own),)
    judged = judge(reading.package, upload.association, persons=False)
    return reading.package, findings_to_keep((*reading.findings, *judged), upload)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def _ask(upload: Upload, by: Actor, task: str, address: str) -> Job:
    from django.utils.module_loading import import_string

    job = jobs.start(
        import_string(task), by=by, association=upload.association, kind="import_package",
        upload=str(upload.pk), address=address,
    )  # fmt: skip
    upload.job = job.pk
    upload.save(update_fields=["job"])
    return job


def _need(upload: Upload, state: str) -> None:
    upload.refresh_from_db()
    if upload.state != state:
        raise NotWaiting(upload.state)


def _move(upload: Upload, *states: str, to: str, **kept: Any) -> bool:
    """The only way on from a state: compared and set in one statement, so that of two who try one does it and the other
    is told. The object is then as the row is, whoever did it.
    """
    rows = Upload.objects.in_association(upload.association).filter(pk=upload.pk, state__in=states)
    moved = rows.update(state=to, **kept)
    upload.refresh_from_db()
    return bool(moved)


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _store(path: Path, chunks: Iterable[bytes]) -> str:
    digest = sha256()
    with path.open("xb") as file:
        path.chmod(0o600)
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _remove_file(upload: Upload) -> None:
    Path(upload.path).unlink(missing_ok=True)
