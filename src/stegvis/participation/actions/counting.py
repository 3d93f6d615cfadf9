"""Rows of persons into counts, inside the zone, with what the association zone tells as values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from stegvis.assemble.counting import has_data, register_of
from stegvis.core.catalogue import tables_of
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable
from stegvis.engine import tabulate_all, take_snapshot
from stegvis.participation import facts
from stegvis.protect import Register


@dataclass(frozen=True, slots=True)
class Material:
    """What the association zone tells: profile and initiatives, what is released, which imports are done.

    `digest` names it all, so that who has seen a proposal is told when it no longer holds.
    """

    package: Package
    register: Register
    done: frozenset[UUID]
    digest: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Tables counted, and the register with the earlier ones counted again. Nobody may see them but `protect`."""

    tables: tuple[CountTable, ...]
    register: Register
    policy: Policy


def count(association_id: UUID, material: Material, period: Period, names: Sequence[str]) -> Counted:
    """The tables asked for, counted, with what they are protected with."""
    whole = with_persons(material.package, association_id, material.done)
    known, snapshot, policy = tables_of(whole.profile), take_snapshot(whole), whole.profile.policy_of(period.end.year)
    tables = tabulate_all([known[name] for name in names], snapshot, period)
    return Counted(tables, register_of(material.register.released, snapshot, policy, period), policy)


def counted_names(association_id: UUID, material: Material, period: Period) -> list[str]:
    """The tables, official and the association's own, in which something is counted."""
    tables = count(association_id, material, period, tuple(tables_of(material.package.profile))).tables
    return [table.head.name for table in tables if has_data(table.head, table.cells)]


def with_persons(package: Package, association_id: UUID, done: frozenset[UUID]) -> Package:
    """The association's package with the parties' rows of persons."""
    return replace(
        package,
        participations=facts.participations(association_id, done=done),
        tallies=(*(package.tallies or ()), *facts.tallies(association_id, done=done)),
        answers=(*(package.answers or ()), *facts.answers(association_id, done=done)),
    )


def made_of(association_id: UUID, material: Material) -> str:
    """What tells whether a count would come out as it did: the rows, the register, the policy."""
    rows = facts.content_hash_of_all(association_id, done=material.done)
    return sha256(f"{material.digest} {rows}".encode()).hexdigest()
