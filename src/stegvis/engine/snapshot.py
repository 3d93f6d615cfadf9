"""A snapshot: facts in columns as they stood, and what tables need besides (orders, labels, editions)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from stegvis.core.facts import AnswerFact, ParticipationFact, TallyFact
from stegvis.core.package import Initiative, Package
from stegvis.core.periods import Period
from stegvis.core.plain import to_json
from stegvis.core.profile import Profile
from stegvis.engine.columns import (
    PARTICIPATION_COLUMNS,
    TALLY_COLUMNS,
    Dictionaries,
    Encoder,
    write_columns,
)
from stegvis.engine.contents import AssociationContents, Contents
from stegvis.engine.engines import Embedded, Engine, connect

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from duckdb import DuckDBPyConnection
    from ibis.backends.duckdb import Backend

#: Attributes that hold one of the association's own words.
_OWN_WORDS = ("referrer", "stage", "site")
#: The engine's types as Ibis names them.
_TYPES = {"DATE": "date", "SMALLINT": "int16", "INTEGER": "int32", "BIGINT": "int64", "BOOLEAN": "boolean"}
_NAME_LENGTH = 32


@dataclass(frozen=True, slots=True, order=True)
class Partition:
    """The rows of one association and one year of entry, or (`year` 0) its tallies: how many, and the hash of what they say."""

    association: str
    year: int
    rows: int
    digest: str


@dataclass(slots=True)
class Kept:
    """What the engine holds ready of the question (period, initiatives) asked last."""

    question: tuple[Period, tuple[str, ...]] | None = None
    tables: dict[str, "ir.Table"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Facts as they stood, ready to be counted.

    `participations` and `tallies` are expressions that `engine` answers. `name` is derived from the facts: the same facts
    have the same name, wherever they are kept. `initiatives` are in the order of the package; `words` holds, by attribute,
    the association's own words (`referrer`, `groups`, `stage`, `site`, `question`) in order of first appearance. `answers` are
    of surveys, and in no stored snapshot. `kept` is what the engine holds ready of the period asked last.
    """

    engine: Engine
    participations: "ir.Table"
    tallies: "ir.Table"
    contents: Contents
    name: str
    profile: Profile
    initiatives: tuple[Initiative, ...]
    words: Mapping[str, tuple[str, ...]]
    answers: tuple[AnswerFact, ...] = ()
    kept: Kept = field(default_factory=Kept, compare=False)


def take_snapshot(*packages: Package) -> Snapshot:
    """The facts of a package in columns, or of several associations' packages.

    A package without participations or tallies gives tables without rows.
    """
    return _taken(packages, connect())


def snapshot_of(
    participations: Iterable[ParticipationFact],
    tallies: Iterable[TallyFact],
    *,
    profile: Profile,
    initiatives: tuple[Initiative, ...],
    answers: tuple[AnswerFact, ...] = (),
    connection: "Backend | None" = None,
) -> Snapshot:
    """Facts in columns, from wherever they come. A connection that is given is used again: its facts are replaced."""
    facts = tuple(participations)
    package = Package(profile, initiatives, participations=facts, tallies=tuple(tallies), answers=answers)
    return _taken((package,), connection or connect())


def _taken(packages: Sequence[Package], connection: "Backend") -> Snapshot:
    contents = write_facts(packages, connection.con)
    name = snapshot_name(contents, partitions_of(connection.con, contents))
    answers = tuple(chain.from_iterable(one.answers or () for one in packages))
    return replace(counted_from(Embedded(connection), contents, name), answers=answers)


def counted_from(engine: Engine, contents: Contents, name: str) -> Snapshot:
    """The snapshot whose rows an engine holds in its tables `participations` and `tallies`."""
    return Snapshot(
        engine=engine,
        participations=_table("participations", PARTICIPATION_COLUMNS),
        tallies=_table("tallies", TALLY_COLUMNS),
        contents=contents,
        name=name,
        profile=contents.profile(),
        initiatives=contents.initiatives(),
        words=contents.words(),
    )


def _table(name: str, columns: Mapping[str, str]) -> "ir.Table":
    """The table as an expression, bound to no engine."""
    import ibis

    return ibis.table({column: _TYPES[kind] for column, kind in columns.items()}, name=name)


def write_facts(packages: Sequence[Package], connection: "DuckDBPyConnection") -> Contents:
    """Put the rows of every package into the engine, and say what they mean."""
    dictionaries, associations = Dictionaries(), []
    participations: list[tuple[object, ...]] = []
    tallies: list[tuple[object, ...]] = []
    for place, package in enumerate(packages):
        prefix = f"{package.profile.organisation_number}/" if len(packages) > 1 else ""
        encoder = Encoder(dictionaries, place, prefix)
        for one in package.initiatives or ():
            encoder.initiative(one.id)
        participations += encoder.participations(package.participations or (), len(participations) + 1)
        tallies += encoder.tallies(package.tallies or ())
        associations.append(_association(package))
    write_columns(connection, "participations", PARTICIPATION_COLUMNS, participations)
    write_columns(connection, "tallies", TALLY_COLUMNS, tallies)
    return Contents(tuple(associations), dictionaries.words())


def _association(package: Package) -> AssociationContents:
    facts = package.participations or ()
    words = {
        "groups": _in_order(chain.from_iterable(fact.groups for fact in facts)),
        **{name: _in_order(getattr(fact, name) for fact in facts) for name in _OWN_WORDS},
        "question": _in_order(map(question_of, package.answers or ())),
    }
    counted = replace(package.profile, parties=(), income_statement=(), balance_sheet=(), balance_requirement=())
    return AssociationContents(counted, package.initiatives or (), words)


def question_of(answer: AnswerFact) -> str:
    """A question with its survey: two surveys may number theirs alike."""
    return f"{answer.survey}: {answer.question}"


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def partitions_of(connection: "DuckDBPyConnection", contents: Contents) -> tuple[Partition, ...]:
    """The partitions of the rows in the engine's tables, by association and year."""
    numbers = [one.number for one in contents.associations]
    found = [
        *connection.execute(digest_query("participations", PARTICIPATION_COLUMNS, "year(entered)")).fetchall(),
        *connection.execute(digest_query("tallies", TALLY_COLUMNS, "0")).fetchall(),
    ]
    return tuple(Partition(numbers[place], year, rows, digest) for place, year, rows, digest in found)


def digest_query(source: str, columns: Mapping[str, str], year: str) -> str:
    """How many rows each association and year has, and the SHA-256 of what they say, whatever their order and file format."""
    said = ", ".join(f'"{column}"' for column in columns)
    return (
        f"SELECT association, part, count(*), sha256(string_agg(said, '\n' ORDER BY said)) "  # noqa: S608 - our names
        f"FROM (SELECT association, {year} AS part, row({said})::VARCHAR AS said FROM {source}) GROUP BY ALL"
    )


def snapshot_name(contents: Contents, partitions: Iterable[Partition]) -> str:
    """The name that facts have: a hash of all that they say."""
    said = to_json((contents, sorted(partitions)))
    return hashlib.sha256(said.encode()).hexdigest()[:_NAME_LENGTH]
