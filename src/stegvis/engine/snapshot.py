"""A snapshot: an association's facts in columns, and what tables need besides (orders, labels, editions)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stegvis.core.facts import ParticipationFact, TallyFact
from stegvis.core.package import Initiative, Package
from stegvis.core.profile import Profile
from stegvis.engine.columns import participation_columns, tally_columns

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Facts as they stood, ready to be counted.

    `participations` and `tallies` are tables of `connection`, an embedded engine of the snapshot's own.
    `initiatives` are in the order of the package. `words` holds, by attribute, the association's own words (`referrer`,
    `groups`) in order of first appearance.
    """

    connection: "Backend"
    participations: "ir.Table"
    tallies: "ir.Table"
    profile: Profile
    initiatives: tuple[Initiative, ...]
    words: Mapping[str, tuple[str, ...]]


def take_snapshot(package: Package) -> Snapshot:
    """The facts of a package in columns. A package without participations or tallies gives tables without rows."""
    return snapshot_of(
        package.participations or (),
        package.tallies or (),
        profile=package.profile,
        initiatives=package.initiatives or (),
    )


def snapshot_of(
    participations: Iterable[ParticipationFact],
    tallies: Iterable[TallyFact],
    *,
    profile: Profile,
    initiatives: tuple[Initiative, ...],
    connection: "Backend | None" = None,
) -> Snapshot:
    """Facts in columns, from wherever they come. A connection that is given is used again: its facts are replaced."""
    connection = connection or connect()
    facts = tuple(participations)
    positions = {initiative.id: place for place, initiative in enumerate(initiatives)}
    # Registered, not created: Ibis 12 drops what it creates with a statement that sqlglot 30.18 no longer writes.
    connection.con.register("participations", participation_columns(facts, positions))
    connection.con.register("tallies", tally_columns(tallies))
    return Snapshot(
        connection=connection,
        participations=connection.table("participations"),
        tallies=connection.table("tallies"),
        profile=profile,
        initiatives=initiatives,
        words={"referrer": _in_order(fact.referrer for fact in facts), "groups": _in_order(_groups(facts))},
    )


def connect() -> "Backend":
    """An embedded engine in memory, which reads no file and loads nothing from outside."""
    import ibis

    return ibis.duckdb.connect(
        autoinstall_known_extensions=False, autoload_known_extensions=False, enable_external_access=False
    )


def _groups(facts: Iterable[ParticipationFact]) -> Iterable[str]:
    return (group for fact in facts for group in fact.groups)


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
