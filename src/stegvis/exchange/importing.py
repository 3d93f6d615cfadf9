"""A package into the application: all or nothing over both databases, and the same again changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, require
from stegvis.associations.rows import new_id
from stegvis.associations.sealed import Keyring, make_keys
from stegvis.core.findings import Finding, Where, error, has_errors
from stegvis.core.money import Unit
from stegvis.core.package import ASSOCIATION, Initiative, Package
from stegvis.exchange.columns import Amounts
from stegvis.exchange.division import Divided, divide, known_initiatives
from stegvis.exchange.judging import faults, key_faults, of_inexact, persons_in
from stegvis.exchange.locking import one_import_at_a_time
from stegvis.exchange.replacing import FileChange
from stegvis.exchange.writing import Target, initiative_ids, write_association, write_profile
from stegvis.participation.actions import KnownInitiative, discard_batch, open_batches, settle_batch, stage_batch
from stegvis.reports.models import Batch

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. `association_id` None: it was refused, and nothing was changed."""

    files: tuple[FileChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    association_id: UUID | None = None

    @property
    def is_done(self) -> bool:
        """Whether the package is in."""
        return self.association_id is not None


@dataclass(frozen=True, slots=True)
class _Work:
    """An import under way."""

    by: Actor
    package: Package
    parts: Divided
    association: Association
    is_new: bool
    batch: UUID
    ids: Mapping[str, UUID]
    known: Mapping[str, Initiative]
    amounts: Amounts
    keys: Keyring | None = None
    progress: Progress | None = None


def import_package(
    *,
    by: Actor,
    package: Package,
    persons: bool = False,
    keys: Keyring | None = None,
    findings: tuple[Finding, ...] = (),
    progress: Progress | None = None,
) -> ImportResult:
    """Bring a package in. The association is found by its organisation number or created.

    `persons`: the person zone's door, for the operator; without it a package with persons in it is refused and nothing of
    it is kept. `keys`: the controller's, where the persons are real. `findings`: what reading left to say.
    """
    association = Association.objects.numbered(package.profile.organisation_number)
    require(by, "import_package" if association else "create_association", association)
    wrong = judge(package, association, persons=persons, keys=keys)
    if has_errors(wrong):
        return ImportResult(findings=(*findings, *wrong))
    work = _work(by, package, association, keys, progress)
    files = _with_persons(work) if work.parts.persons else _association_only(work)
    if work.amounts.inexact:
        return ImportResult(findings=(*findings, *of_inexact(work.amounts.inexact)))
    return ImportResult(files, (*findings, *wrong), work.association.pk)


def rehearse_import(*, by: Actor, package: Package) -> ImportResult:
    """What bringing an association's package in would do, file by file: it is written, counted and taken back."""
    association = Association.objects.numbered(package.profile.organisation_number)
    require(by, "import_package", association)
    work = _work(by, package, association, None, None)
    with transaction.atomic():
        files = _write(work)
        transaction.set_rollback(True)
    return ImportResult(files, of_inexact(work.amounts.inexact))


def judge(
    package: Package, association: Association | None, *, persons: bool, keys: Keyring | None = None
) -> tuple[Finding, ...]:
    """Everything that would refuse the package, before anything is written."""
    if not persons:
        return (*persons_in(package, association), *faults(package, association))
    found = list(faults(package, association))
    if divide(package, known_initiatives(package, association)).persons:
        found += _person_zone_faults(package, association, keys)
    return tuple(found)


def _person_zone_faults(package: Package, association: Association | None, keys: Keyring | None) -> tuple[Finding, ...]:
    if not settings.PERSON_ZONE:
        return (error("IMP-006", Where("participations.csv"), value=""),)
    if keys is None and not package.profile.invented:
        return (error("IMP-007", Where("--key-file"), value=""),)
    return key_faults(association, keys or zone_keys())


def zone_keys() -> Keyring:
    """The person zone's own key, for invented persons: made the first time."""
    from stegvis.associations.sealed import keys_of

    make_keys(settings.KEY_FILES["person"])
    return keys_of("person")


def _work(
    by: Actor, package: Package, association: Association | None, keys: Keyring | None, progress: Progress | None
) -> _Work:
    known = known_initiatives(package, association)
    row = association or Association(organisation_number=package.profile.organisation_number)
    return _Work(
        by=by, package=package, parts=divide(package, known), association=row, is_new=association is None,
        batch=new_id(), ids=initiative_ids(association, package), known=known,
        amounts=Amounts(Unit(package.profile.unit)), keys=keys, progress=progress,
    )  # fmt: skip


def _association_only(work: _Work) -> tuple[FileChange, ...]:
    with transaction.atomic():
        files = _write(work)
        if work.amounts.inexact:
            transaction.set_rollback(True)
    return files


def _with_persons(work: _Work) -> tuple[FileChange, ...]:
    """Person rows first, unseen; then, in one transaction, the association's rows and the word that the batch is done."""
    make_keys(settings.KEY_FILES["person"])
    with one_import_at_a_time():
        settle_leftovers()
        try:
            files = _stage(work)
            with transaction.atomic():
                files = _together(_write(work), files)
                Batch.objects.create(id=work.batch, association=work.association, done_at=datetime.now(UTC))
                if work.amounts.inexact:
                    transaction.set_rollback(True)
        except BaseException:
            finish(work.batch, work.association.pk)
            raise
        finish(work.batch, work.association.pk)
    return files


def _stage(work: _Work) -> tuple[FileChange, ...]:
    counts = stage_batch(
        by=work.by, association_id=work.association.pk, batch=work.batch, initiatives=_told(work),
        rows=work.parts.persons, keys=work.keys or zone_keys(), progress=_persons_progress(work),
    )  # fmt: skip
    return tuple(FileChange(name, one.added, one.changed, one.unchanged, one.removed) for name, one in counts.items())


def _persons_progress(work: _Work) -> Callable[[int, int], None] | None:
    progress = work.progress
    return (lambda done, total: progress("participations.csv", done, total)) if progress else None


def _told(work: _Work) -> tuple[KnownInitiative, ...]:
    return tuple(
        KnownInitiative(work.ids[one.id], one.id, one.registration, ASSOCIATION not in one.owner, " ".join(one.owner))
        for one in work.known.values()
    )


def _write(work: _Work) -> tuple[FileChange, ...]:
    profile = write_profile(work.association, work.package.profile, is_new=work.is_new)
    files = (profile, *write_association(work.parts.association, Target(work.association, work.ids, work.amounts)))
    details = {one.file: [one.added, one.changed, one.unchanged, one.removed] for one in files}
    audit.record(
        by=work.by, verb="import_package", association=work.association, subject=work.association, details=details
    )
    return files


def settle_leftovers() -> list[bool]:
    """Finish or remove what cut-off imports left. For who holds the lock: then no open batch is anyone's work."""
    return [finish(batch, association_id) for batch, association_id in open_batches()]


def finish(batch: UUID, association_id: UUID) -> bool:
    """Settle a batch of the person zone: finish it where the association's database says it is done, else remove it."""
    done = Batch._base_manager.filter(pk=batch).exists()
    if done:
        settle_batch(batch)
    else:
        discard_batch(batch, association_id)
    return done


def _together(*groups: tuple[FileChange, ...]) -> tuple[FileChange, ...]:
    """One line a file, though both zones may have rows of it."""
    files: dict[str, FileChange] = {}
    for one in (one for group in groups for one in group):
        before = files.get(one.file, FileChange(one.file))
        files[one.file] = FileChange(
            one.file, before.added + one.added, before.changed + one.changed, before.unchanged + one.unchanged,
            before.removed + one.removed,
        )  # fmt: skip
    return tuple(files.values())
