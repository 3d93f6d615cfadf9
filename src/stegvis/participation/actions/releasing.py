"""Tables out of the person zone: counted here, protected here, and only what is released leaves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.core.catalogue import tables_of
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import Certificate
from stegvis.engine import tabulate, take_snapshot
from stegvis.participation import facts
from stegvis.participation.models import PersonEvent
from stegvis.protect import Refusal, Register, ReleasedTables, release


def release_tables(  # noqa: PLR0913 - a release says all of this
    *,
    by: Actor,
    association_id: UUID,
    package: Package,
    register: Register,
    period: Period,
    names: Sequence[str],
    certified_by: str,
    on: date,
    party: str = "",
    done: frozenset[UUID] = frozenset(),
) -> ReleasedTables:
    """Count the tables asked for and let out what is proved safe; the log keeps who, what and when, never a count.

    `package` brings what the association zone knows as values: profile, initiatives in their order, its own tallies.
    `register` is what has been released before; `certified_by` is the lead's name; `done`: see `participation.facts`.
    """
    require(by, "release_tables", association_id)
    whole = _with_persons(package, association_id, done)
    snapshot = take_snapshot(whole)
    counted = [tabulate(tables_of(package.profile)[name], snapshot, period) for name in names]
    certificates = tuple(Certificate(one.id, certified_by, on) for one in whole.initiatives or () if certified_by)
    outcome = release(
        counted, package.profile.policy_of(period.end.year), register, on=on, party=party, certified=certificates
    )
    released = ReleasedTables((), outcome.refused) if isinstance(outcome, Refusal) else outcome
    _record(by, association_id, period, released)
    return released


def _with_persons(package: Package, association_id: UUID, done: frozenset[UUID]) -> Package:
    return replace(
        package,
        participations=facts.participations(association_id, done=done),
        tallies=(*(package.tallies or ()), *facts.tallies(association_id, done=done)),
        answers=(*(package.answers or ()), *facts.answers(association_id, done=done)),
    )


def _record(by: Actor, association_id: UUID, period: Period, released: ReleasedTables) -> None:
    details = {
        "period": str(period),
        "released": [table.head.name for table in released.tables],
        "refused": [table.name for table in released.refused],
    }
    audit.record(by=by, verb="release_tables", association=association_id, details=details, log=PersonEvent)
