"""Facts in columns: the form in which they are stored and counted.

Every word is a small whole number, its place in the column's dictionary, where 0 is the empty word: not known. A code is
kept with its edition as one word (`sus-2020/illness`), several codes as one word with a code a line. Dates and years that
are not known are null. A snapshot's dictionaries say the words again.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING, Any

from stegvis.core.facts import Coded, ParticipationFact, TallyFact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LISTED = ("sex", "education", "time_on_public_support", "exit_reason", "exit_destination")
_SEVERAL = ("income_before", "occupation_before", "income_after", "occupation_after", "occupation_at_follow_up")
_OWN_WORDS = ("municipality", "site", "referrer", "stage", "groups")

#: Columns of participations with the engine's types, in the order that they are written and sorted by. `first_day` and
#: `last_day` are the first and last day that anything is known of, without end for who still takes part: what does not
#: overlap a period is in none of its tables, and is not read.
PARTICIPATION_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("last_day", "first_day", "entered", "exited", "referred", "followed_up"), "DATE"),
    "association": "SMALLINT",
    "initiative": "INTEGER",
    "person": "INTEGER",
    "anonymous": "BOOLEAN",
    "birth_year": "SMALLINT",
    **dict.fromkeys(_LISTED, "SMALLINT"),
    **dict.fromkeys((*_SEVERAL, *_OWN_WORDS), "INTEGER"),
}
TALLY_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("start", "end"), "DATE"),
    "association": "SMALLINT",
    **dict.fromkeys(("initiative", "measure", "sex", "municipality", "party"), "INTEGER"),
    "count": "BIGINT",
    "estimated": "BOOLEAN",
}
#: Columns that hold places in a dictionary.
WORDS = ("initiative", *_LISTED, *_SEVERAL, *_OWN_WORDS, "measure", "party")

_OPEN = date.max
_BATCH = 10_000


class Dictionaries:
    """The words of each column, in order of first appearance; the first is the empty one."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, int]] = {column: {"": 0} for column in WORDS}

    def place(self, column: str, word: str) -> int:
        """The number that stands for a word."""
        places = self._places[column]
        return places.setdefault(word, len(places))

    def words(self) -> dict[str, tuple[str, ...]]:
        """Each column's words by their numbers."""
        return {column: tuple(places) for column, places in self._places.items()}


class Encoder:
    """Facts of one association as rows. `prefix` goes before its initiatives where a snapshot holds several associations."""

    def __init__(self, dictionaries: Dictionaries, association: int, prefix: str = "") -> None:
        self.dictionaries, self.association, self.prefix = dictionaries, association, prefix

    def participations(self, facts: Sequence[ParticipationFact], first_person: int) -> list[tuple[Any, ...]]:
        """A row for each participation; persons are numbered from `first_person`, anonymous ones are 0."""
        rows = [self._participation(fact) for fact in facts]
        numbers = person_numbers(facts, rows, first_person)
        place = tuple(PARTICIPATION_COLUMNS).index("person")
        return [
            (*row[:place], 0 if is_anonymous(fact) else numbers[fact.person], *row[place + 1 :])
            for fact, row in zip(facts, rows, strict=True)
        ]

    def tallies(self, facts: Iterable[TallyFact]) -> Iterator[tuple[Any, ...]]:
        """A row for each tally."""
        words = ("measure", "sex", "municipality", "party")
        for fact in facts:
            texts = (self._word(name, getattr(fact, name)) for name in words)
            head = (fact.start, fact.end, self.association, self.initiative(fact.initiative))
            yield (*head, *texts, fact.count, fact.estimated)

    def initiative(self, id: str) -> int:
        """The number of an initiative. One that the package does not name comes after those it names."""
        return self._word("initiative", f"{self.prefix}{id}")

    def _participation(self, fact: ParticipationFact) -> tuple[Any, ...]:
        return (
            *reversed(known_days(fact)),
            *(fact.entered, fact.exited, fact.referred, fact.followed_up),
            *(self.association, self.initiative(fact.initiative), 0, is_anonymous(fact), fact.birth_year),
            self._word("sex", fact.sex),
            *(self._word(name, _key(getattr(fact, name))) for name in _LISTED[1:]),
            *(self._word(name, _keys(getattr(fact, name))) for name in _SEVERAL),
            *(self._word(name, getattr(fact, name)) for name in _OWN_WORDS[:-1]),
            self._word("groups", "\n".join(dict.fromkeys(fact.groups))),
        )

    def _word(self, column: str, word: str) -> int:
        return self.dictionaries.place(column, word)


def person_numbers(
    facts: Sequence[ParticipationFact], rows: Sequence[tuple[Any, ...]], first: int
) -> Mapping[str, int]:
    """A number for each person, in an order drawn with a key made of all the facts and then forgotten.

    The same facts give the same numbers. One changed fact gives a wholly other order, so the numbers of two snapshots
    cannot be joined, and whoever does not hold every fact already cannot come from a number to a person.
    """
    key = hashlib.sha256()
    for fact, row in zip(facts, rows, strict=True):
        key.update(repr((fact.person, row)).encode())
    secret = key.digest()
    persons = {fact.person for fact in facts if not is_anonymous(fact)}
    drawn = sorted(persons, key=lambda person: hashlib.blake2b(person.encode(), key=secret).digest())
    return {person: number for number, person in enumerate(drawn, first)}


def known_days(fact: ParticipationFact) -> tuple[date, date]:
    """The first and the last day that anything is known of; of an anonymous row its calendar year."""
    if is_anonymous(fact):
        return date(fact.entered.year, 1, 1), date(fact.entered.year, 12, 31)
    days = [day for day in (fact.entered, fact.exited, fact.referred, fact.followed_up) if day]
    return min(days), max(days) if fact.exited else _OPEN


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


def _keys(coded: Sequence[Coded]) -> str:
    return "\n".join(sorted({one.key for one in coded}))
