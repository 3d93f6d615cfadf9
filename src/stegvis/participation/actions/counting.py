"""Rows of persons into counts, inside the zone, with what the association zone tells as values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from stegvis.assemble.counting import has_data
from stegvis.core.catalogue import CATALOGUE, table_spec
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import CountTable
from stegvis.engine import tabulate_all, take_snapshot
from stegvis.participation import facts
from stegvis.protect import Register

#: Official tables that nothing counts yet.
LATER = frozenset({"waiting-time"})


@dataclass(frozen=True, slots=True)
class Material:
    """What the association zone tells: profile and initiatives, what is released, which imports are done.

    `digest` names it all, so that who has seen a proposal is told when it no longer holds.
    """

    package: Package
    register: Register
    done: frozenset[UUID]
    digest: str


def count(association_id: UUID, material: Material, period: Period, names: Sequence[str]) -> tuple[CountTable, ...]:
    """The tables asked for, counted. Nobody may see them but `protect`."""
    whole = with_persons(material.package, association_id, material.done)
    return tabulate_all([table_spec(name) for name in names], take_snapshot(whole), period)


def counted_names(association_id: UUID, material: Material, period: Period) -> list[str]:
    """The official tables in which something is counted."""
    tables = count(association_id, material, period, [name for name in CATALOGUE if name not in LATER])
    return [table.head.name for table in tables if has_data(table.head, table.cells)]


def with_persons(package: Package, association_id: UUID, done: frozenset[UUID]) -> Package:
    """The association's package with the parties' rows of persons."""
    return replace(
        package,
        participations=facts.participations(association_id, done=done),
        tallies=(*(package.tallies or ()), *facts.tallies(association_id, done=done)),
    )


def made_of(association_id: UUID, material: Material) -> str:
    """What tells whether a count would come out as it did: the rows, the register, the policy."""
    rows = facts.content_hash_of_all(association_id, done=material.done)
    return sha256(f"{material.digest} {rows}".encode()).hexdigest()
