"""A snapshot: an association's facts in columns, and what tables need besides (orders, labels, editions)."""

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stegvis.core.facts import AnswerFact, ParticipationFact, TallyFact
from stegvis.core.package import Initiative, Package
from stegvis.core.profile import Profile
from stegvis.engine.columns import (
    PARTICIPATION_COLUMNS,
    TALLY_COLUMNS,
    participation_rows,
    tally_rows,
    write_columns,
)

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

#: Attributes that hold one of the association's own words.
_OWN_WORDS = ("referrer", "stage", "site")
#: The engine's types as Ibis names them.
_TYPES = {
    "VARCHAR": "string",
    "VARCHAR[]": "array<string>",
    "DATE": "date",
    "INTEGER": "int32",
    "BIGINT": "int64",
    "BOOLEAN": "boolean",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Facts as they stood, ready to be counted.

    `participations` and `tallies` are expressions that `connection` answers, an embedded engine of the snapshot's own.
    `initiatives` are in the order of the package. `words` holds, by attribute, the association's own words (`referrer`,
    `groups`, `stage`, `site`) in order of first appearance.
    """

    connection: "Backend"
    participations: "ir.Table"
    tallies: "ir.Table"
    profile: Profile
    initiatives: tuple[Initiative, ...]
    words: Mapping[str, tuple[str, ...]]
    answers: tuple[AnswerFact, ...] = ()

    def ask(self, expression: "ir.Table") -> list[tuple[Any, ...]]:
        """The rows of an expression's answer. Not by Ibis's own way out, which imports pandas and takes a second."""
        rows: list[tuple[Any, ...]] = self.connection.raw_sql(self.connection.compile(expression)).fetchall()
        return rows


def take_snapshot(package: Package) -> Snapshot:
    """The facts of a package in columns. A package without participations or tallies gives tables without rows."""
    return snapshot_of(
        package.participations or (),
        package.tallies or (),
        profile=package.profile,
        initiatives=package.initiatives or (),
        answers=package.answers or (),
    )


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
    connection = connection or connect()
    facts = tuple(participations)
    positions = {initiative.id: place for place, initiative in enumerate(initiatives)}
    write_columns(connection.con, "participations", PARTICIPATION_COLUMNS, participation_rows(facts, positions))
    write_columns(connection.con, "tallies", TALLY_COLUMNS, tally_rows(tallies))
    return Snapshot(
        connection=connection,
        participations=_table("participations", PARTICIPATION_COLUMNS),
        tallies=_table("tallies", TALLY_COLUMNS),
        profile=profile,
        initiatives=initiatives,
        words={
            "groups": _in_order(_groups(facts)),
            **{name: _in_order(getattr(fact, name) for fact in facts) for name in _OWN_WORDS},
            "question": _in_order(map(question_of, answers)),
        },
        answers=answers,
    )


def _table(name: str, columns: Mapping[str, str]) -> "ir.Table":
    """The table as an expression, bound to no engine: its columns are known, and asking the engine imports pyarrow."""
    import ibis

    return ibis.table({column: _TYPES[kind] for column, kind in columns.items()}, name=name)


def connect() -> "Backend":
    """An embedded engine in memory, which reads no file and loads nothing from outside.

    The collector rests meanwhile, which spares a tenth of the time that importing Ibis takes.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        import ibis

        connection: Backend = ibis.duckdb.connect(
            autoinstall_known_extensions=False, autoload_known_extensions=False, enable_external_access=False
        )
    finally:
        if collecting:
            gc.enable()
    return connection


def _groups(facts: Iterable[ParticipationFact]) -> Iterable[str]:
    return (group for fact in facts for group in fact.groups)


def question_of(answer: AnswerFact) -> str:
    """A question with its survey: two surveys may number theirs alike."""
    return f"{answer.survey}: {answer.question}"


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
