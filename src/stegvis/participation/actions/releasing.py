"""Tables out of the person zone: counted here, protected here, and only what is released leaves."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import Certificate
from stegvis.participation.actions.counting import Material, count
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
    on: date,
    certified_by: str = "",
    certified: tuple[Certificate, ...] = (),
    chosen: Mapping[str, str] = MappingProxyType({}),
    reason: str = "",
    party: str = "",
    done: frozenset[UUID] = frozenset(),
) -> ReleasedTables:
    """Count the tables asked for and let out what is proved safe; the log keeps who, what, when and why, never a count.

    `package` brings what the association zone knows as values: profile, initiatives in their order, its own tallies.
    `register` is what has been released before; `certified` are the leads' certificates, or `certified_by` the one name that
    the operator gives for all; `chosen`: the form of each table; `done`: see `participation.facts`.
    """
    require(by, "release_tables", association_id)
    counted = count(association_id, Material(package, register, done, ""), period, names)
    certificates = certified or tuple(
        Certificate(one.id, certified_by, on) for one in package.initiatives or () if certified_by
    )
    outcome = release(
        counted.tables, counted.policy, counted.register, on=on, party=party, certified=certificates, chosen=chosen
    )
    released = ReleasedTables((), outcome.refused) if isinstance(outcome, Refusal) else outcome
    _record(by, association_id, period, released, reason)
    return released


def _record(by: Actor, association_id: UUID, period: Period, released: ReleasedTables, reason: str) -> None:
    details = {
        "period": str(period),
        "released": [table.head.name for table in released.tables],
        "refused": [table.name for table in released.refused],
    }
    audit.record(
        by=by, verb="release_tables", association=association_id, details=details, reason=reason, log=PersonEvent
    )
