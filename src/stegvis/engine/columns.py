"""Facts in columns: the form in which they are stored and counted.

A code is kept with its edition as one word (`sus-2020/illness`), several codes as a list without repeats. Not known is
the empty text or list, for dates and years null. `row` tells rows apart and `position` is the initiative's place in the
package's order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, count
from typing import TYPE_CHECKING, Any

from stegvis.core.facts import Coded, ParticipationFact, TallyFact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEXT = ("person", "initiative", "sex", "municipality", "site", "referrer", "stage")
_CODES = ("education", "time_on_public_support", "exit_reason", "exit_destination")
_SEVERAL = ("income_before", "occupation_before", "income_after", "occupation_after", "occupation_at_follow_up")
_DATES = ("entered", "exited", "referred", "followed_up")
_COUNTED_OUT = ("birth_year", "anonymous", "row", "position")

#: Columns with the engine's types, in the order that rows are written.
PARTICIPATION_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys((*_TEXT, *_CODES), "VARCHAR"),
    **dict.fromkeys((*_SEVERAL, "groups"), "VARCHAR[]"),
    **dict.fromkeys(_DATES, "DATE"),
    **dict(zip(_COUNTED_OUT, ("INTEGER", "BOOLEAN", "BIGINT", "BIGINT"), strict=True)),
}
TALLY_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("initiative", "measure", "sex", "municipality", "party"), "VARCHAR"),
    **dict.fromkeys(("start", "end"), "DATE"),
    "count": "BIGINT",
    "estimated": "BOOLEAN",
}

_BATCH = 10_000


def participation_rows(facts: Iterable[ParticipationFact], positions: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    """A row for each participation. An initiative that the package does not name comes after those it names."""
    for row, fact in zip(count(), facts, strict=False):
        yield (
            *(getattr(fact, name) for name in _TEXT),
            *(_key(getattr(fact, name)) for name in _CODES),
            *(_keys(getattr(fact, name)) for name in _SEVERAL),
            list(dict.fromkeys(fact.groups)),
            *(getattr(fact, name) for name in _DATES),
            fact.birth_year,
            is_anonymous(fact),
            row,
            positions.get(fact.initiative, len(positions)),
        )


def tally_rows(facts: Iterable[TallyFact]) -> Iterator[tuple[Any, ...]]:
    """A row for each tally."""
    return (tuple(getattr(fact, name) for name in TALLY_COLUMNS) for fact in facts)


def write_columns(
    connection: "DuckDBPyConnection", name: str, columns: Mapping[str, str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Put rows into a table of the engine, in batches, column by column; a table of that name is replaced."""
    declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({declared})")
    values = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
    for batch in batched(rows, _BATCH):
        turned: list[Sequence[Any]] = [list(column) for column in zip(*batch, strict=True)]
        connection.execute(f"INSERT INTO {name} SELECT {values}", turned)


def is_anonymous(fact: ParticipationFact) -> bool:
    """Whether nothing but sex and calendar year of entry is kept of the person."""
    return fact.registration == "anonymous" or not fact.person


def _key(coded: Coded | None) -> str:
    return coded.key if coded else ""


def _keys(coded: Sequence[Coded]) -> list[str]:
    return sorted({one.key for one in coded})
