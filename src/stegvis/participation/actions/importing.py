"""An import's rows in the person zone: written as a batch that is unseen until the association's database says it is done."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.associations.router import PERSON
from stegvis.associations.sealed import Keyring
from stegvis.core.facts import AnswerFact, ParticipationFact, TallyFact
from stegvis.participation.actions.counts import stage_answers, stage_tallies
from stegvis.participation.actions.inserting import in_person_zone, unhurried_disk
from stegvis.participation.actions.persons import Counts, KnownInitiative, Staging, stage_participations
from stegvis.participation.models import (
    Batched,
    InitiativeCopy,
    Participant,
    ParticipantAnswer,
    Participation,
    PartyTally,
    PersonBatch,
    PersonEvent,
)

_BATCHED: tuple[type[Batched], ...] = (Participation, PartyTally, ParticipantAnswer)


@dataclass(frozen=True, slots=True)
class PersonRows:
    """What of a package belongs in the person zone. None: the file was not there."""

    participations: tuple[ParticipationFact, ...] | None = None
    tallies: tuple[TallyFact, ...] | None = None
    answers: tuple[AnswerFact, ...] | None = None

    def __bool__(self) -> bool:
        return self.participations is not None or bool(self.tallies) or bool(self.answers)


def stage_batch(
    *,
    by: Actor,
    association_id: UUID,
    batch: UUID,
    initiatives: tuple[KnownInitiative, ...],
    rows: PersonRows,
    keys: Keyring,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Counts]:
    """Write a package's person rows, unseen. Says by file what was added, changed, unchanged and removed.

    Several short transactions, so that nobody waits for long; whatever fails leaves a batch that `discard_batch` removes.
    """
    require(by, "import_participations", association_id)
    staging = Staging(association_id, batch, keys, _copies(association_id, batch, initiatives), progress)
    with unhurried_disk():
        counts = _stage(staging, rows)
    details = {name: asdict(count) for name, count in counts.items()}
    audit.record(
        by=by, verb="import_participations", association=association_id, kind="batch", object_id=str(batch),
        details=details, log=PersonEvent,
    )  # fmt: skip
    return counts


def _stage(staging: Staging, rows: PersonRows) -> dict[str, Counts]:
    counts = {}
    if rows.participations is not None:
        counts["participations.csv"] = stage_participations(staging, rows.participations)
    if rows.tallies:
        counts["tallies.csv"] = stage_tallies(staging, rows.tallies)
    if rows.answers:
        counts["answers.csv"] = stage_answers(staging, rows.answers)
    return counts


def _copies(association_id: UUID, batch: UUID, initiatives: tuple[KnownInitiative, ...]) -> dict[str, KnownInitiative]:
    """Open the batch and see to it that every initiative has its copy here."""
    rows = [
        InitiativeCopy(
            id=one.id, association_id=association_id, code=one.code, registration=one.registration,
            party_owned=one.party_owned,
        )
        for one in initiatives
    ]  # fmt: skip
    with in_person_zone():
        PersonBatch.objects.create(id=batch, association_id=association_id, started_at=datetime.now(UTC))
        InitiativeCopy.objects.bulk_create(rows, ignore_conflicts=True)
    return {one.code: one for one in initiatives}


def open_batches() -> tuple[tuple[UUID, UUID], ...]:
    """Batches that are not settled, of all associations: id and association. For start-up, which finishes or removes them."""
    return tuple(PersonBatch._base_manager.filter(settled_at=None).values_list("id", "association_id"))


def settle_batch(batch: UUID) -> None:
    """Finish a batch that is done: what it replaced goes, and a changed row takes over the id of the one before."""
    with in_person_zone():
        for model in _BATCHED:
            rows = model._base_manager.using(PERSON)
            rows.filter(replaced_by=batch).delete()
            rows.filter(batch_id=batch, replaces__isnull=False).update(id=F("replaces"), replaces=None)
        PersonBatch._base_manager.filter(pk=batch).update(settled_at=datetime.now(UTC))


def discard_batch(batch: UUID, association_id: UUID) -> None:
    """Remove everything that a batch wrote; what it was to replace stays as it was."""
    with in_person_zone():
        for model in _BATCHED:
            rows = model._base_manager.using(PERSON)
            rows.filter(batch_id=batch).delete()
            rows.filter(replaced_by=batch).update(replaced_by=None)
        _remove_what_nothing_points_at(association_id)
        PersonBatch._base_manager.filter(pk=batch).delete()


def _remove_what_nothing_points_at(association_id: UUID) -> None:
    own = Participation._base_manager.filter(participant=OuterRef("pk"))
    Participant.objects.in_association(association_id).filter(~Exists(own)).delete()
    rows = Participation._base_manager.filter(initiative=OuterRef("pk"))
    tallies = PartyTally._base_manager.filter(initiative=OuterRef("pk"))
    InitiativeCopy.objects.in_association(association_id).filter(~Exists(rows), ~Exists(tallies)).delete()
