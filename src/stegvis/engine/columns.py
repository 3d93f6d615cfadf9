"""Facts in columns: the form in which they are stored and counted.

A code is kept with its edition as one word (`sus-2020/illness`), several codes as a list without repeats. Not known is
the empty text, the empty list or, for dates and years, null. `row` tells rows apart and `position` is the initiative's
place in the package's order.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from stegvis.core.facts import Coded, ParticipationFact, TallyFact

if TYPE_CHECKING:
    import pyarrow as pa

_TEXT = ("person", "initiative", "sex", "municipality", "site", "referrer", "stage")
_DATES = ("entered", "exited", "referred", "followed_up")
_CODES = ("education", "time_on_public_support", "exit_reason", "exit_destination")
_SEVERAL = ("income_before", "occupation_before", "income_after", "occupation_after", "occupation_at_follow_up")


def participation_columns(facts: Iterable[ParticipationFact], positions: Mapping[str, int]) -> "pa.Table":
    """Participations as columns. An initiative that the package does not name comes after those it names."""
    import pyarrow as pa

    rows = tuple(facts)
    columns: dict[str, Sequence[Any]] = {name: [getattr(fact, name) for fact in rows] for name in (*_TEXT, *_DATES)}
    columns |= {name: [_code(getattr(fact, name)) for fact in rows] for name in _CODES}
    columns |= {name: [_several(getattr(fact, name)) for fact in rows] for name in _SEVERAL}
    columns["groups"] = [list(dict.fromkeys(fact.groups)) for fact in rows]
    columns["birth_year"] = [fact.birth_year for fact in rows]
    columns["anonymous"] = [is_anonymous(fact) for fact in rows]
    columns["row"] = range(len(rows))
    columns["position"] = [positions.get(fact.initiative, len(positions)) for fact in rows]
    return pa.table(columns, schema=_participation_schema())


def tally_columns(facts: Iterable[TallyFact]) -> "pa.Table":
    """Tallies as columns."""
    import pyarrow as pa

    rows = tuple(facts)
    schema = _tally_schema()
    return pa.table({name: [getattr(fact, name) for fact in rows] for name in schema.names}, schema=schema)


def is_anonymous(fact: ParticipationFact) -> bool:
    """Whether nothing but sex and calendar year of entry is kept of the person."""
    return fact.registration == "anonymous" or not fact.person


def _code(coded: Coded | None) -> str:
    return coded.key if coded else ""


def _several(coded: Sequence[Coded]) -> list[str]:
    return sorted({one.key for one in coded})


def _participation_schema() -> "pa.Schema":
    import pyarrow as pa

    words = [(name, pa.string()) for name in (*_TEXT, *_CODES)]
    lists = [(name, pa.list_(pa.string())) for name in (*_SEVERAL, "groups")]
    dates = [(name, pa.date32()) for name in _DATES]
    numbers = [("birth_year", pa.int32()), ("anonymous", pa.bool_()), ("row", pa.int64()), ("position", pa.int64())]
    return pa.schema([*words, *lists, *dates, *numbers])


def _tally_schema() -> "pa.Schema":
    import pyarrow as pa

    words = [(name, pa.string()) for name in ("initiative", "measure", "sex", "municipality", "party")]
    dates = [(name, pa.date32()) for name in ("start", "end")]
    return pa.schema([*words, *dates, ("count", pa.int64()), ("estimated", pa.bool_())])
