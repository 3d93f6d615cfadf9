"""Released tables into the register. Of the person zone this room may call `release_tables` and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, require
from stegvis.core.periods import Period
from stegvis.core.tables import Certificate, RefusedTable, ReleasedTable
from stegvis.participation import actions as participation
from stegvis.protect import ReleasedTables
from stegvis.reports.actions.registering import add_version
from stegvis.reports.facts import association_package, done_batches, register
from stegvis.reports.models import Publication


@dataclass(frozen=True, slots=True)
class Decision:
    """A named person's decision to publish. `id` is that of the draft; `is_as_seen`: whether what comes out is what they saw."""

    id: UUID
    name: str
    reason: str
    certified: tuple[Certificate, ...]
    is_as_seen: Callable[[ReleasedTables], bool]
    chosen: Mapping[str, str] = field(default_factory=dict)


class NotAsSeen(Exception):  # noqa: N818  (named for what happened)
    """What would be published is not what the person decided on: nothing is."""


def release_tables(
    *, by: Actor, association: Association, period: Period, names: Sequence[str], certified_by: str, on: date
) -> ReleasedTables:
    """Have the person zone count and release tables of a period, and store what comes out. `on`: the day of release.

    The operator's way; a lead's goes by a draft and a decision (`publish_tables`). Raises RegisterBroken.
    """
    require(by, "release_tables", association)
    released = participation.release_tables(
        by=by, association_id=association.pk, package=association_package(association), register=register(association),
        period=period, names=names, certified_by=certified_by, on=on, done=done_batches(association),
    )  # fmt: skip
    with transaction.atomic():
        _store(by, association, period, released, on, None)
    return released


def publish_tables(
    *, by: Actor, association: Association, period: Period, names: Sequence[str], decision: Decision, on: date
) -> Publication:
    """Carry a decision out, once: the same decision again gives the same publication and changes nothing.

    The person zone counts, protects and logs first; then the tables, the publication and the event are one transaction.
    Raises NotAsSeen and RegisterBroken, and then nothing is published.
    """
    require(by, "release_tables", association)
    made = publication_of(association, decision.id)
    if made is not None:
        return made
    released = participation.release_tables(
        by=by, association_id=association.pk, package=association_package(association), register=register(association),
        period=period, names=names, certified=decision.certified, chosen=decision.chosen, reason=decision.reason, on=on,
        done=done_batches(association),
    )  # fmt: skip
    if not decision.is_as_seen(released):
        raise NotAsSeen(str(period))
    with transaction.atomic():
        made = publication_of(association, decision.id)
        return made or _publish(by, association, period, released, on, decision)


def publication_of(association: Association, id: UUID) -> Publication | None:
    """What a decision led to; None where it is not carried out."""
    return Publication.objects.in_association(association).filter(pk=id).first()


def _publish(
    by: Actor, association: Association, period: Period, released: ReleasedTables, on: date, decision: Decision
) -> Publication:
    # The database never lets it be changed, so its tables are looked up before it is written; rows point at it at commit.
    publication = Publication(
        id=decision.id, association=association, period=str(period), by=decision.name, at=datetime.now(UTC),
        reason=decision.reason, refused=[one.name for one in released.refused],
    )  # fmt: skip
    publication.tables = _store(by, association, period, released, on, publication)
    publication.save(force_insert=True)
    return publication


def _store(
    by: Actor, association: Association, period: Period, released: ReleasedTables, on: date,
    publication: Publication | None,
) -> dict[str, int]:  # fmt: skip
    """Put what came out into the register, with its event. Gives each released table's version."""
    out: tuple[ReleasedTable | RefusedTable, ...] = (*released.tables, *released.refused)
    rows = [add_version(association, table, period, on, publication=publication)[0] for table in out]
    tables = {row.name: row.version for row in rows if not row.refused}
    details = {
        "period": str(period), "released": len(released.tables), "refused": len(released.refused),
        "sha256": {row.name: row.sha256 for row in rows},
    }  # fmt: skip
    audit.record(
        by=by, verb="release_tables", association=association, subject=association, details=details,
        reason=publication.reason if publication else "",
    )  # fmt: skip
    return tables
