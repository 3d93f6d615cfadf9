"""Participations of a package into rows: added or changed by key, never removed; anonymous ones replace those that were there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import UUID

from stegvis.associations.sealed import Keyring, indexer, sealer
from stegvis.core.facts import Coded, ParticipationFact
from stegvis.participation.actions.inserting import CHUNK, Values, chunks, in_person_zone, insert, mark_replaced
from stegvis.participation.facts import NOT_KNOWN
from stegvis.participation.models import Participant, Participation

ANONYMOUS = "anonymous"
_PERSON_COLUMNS = ("id", "version", "association_id", "pseudonym", "pseudonym_index")
_COLUMNS = (
    "id", "version", "association_id", "batch_id", "replaces", "participant", "initiative", "content_hash",
    "registration", "sex", "entered", "birth_year", "municipality", "site", "groups", "education",
    "time_on_public_support", "income_before", "occupation_before", "referrer", "referred", "stage", "exited",
    "exit_reason", "exit_destination", "income_after", "occupation_after", "followed_up", "occupation_at_follow_up",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownInitiative:
    """An initiative as the person zone is told of it. `owner`: the parties that own it, whose tallies are replaced together."""

    id: UUID
    code: str
    registration: str
    party_owned: bool
    owner: str = ""


@dataclass(slots=True)
class Counts:
    """What an import did to the rows of one file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(slots=True)
class Staging:
    """Where and as what a batch's rows are written."""

    association_id: UUID
    batch: UUID
    keys: Keyring
    initiatives: Mapping[str, KnownInitiative]
    progress: Callable[[int, int], None] | None = None


@dataclass(slots=True)
class _Existing:
    """What is there: persons by index, rows by key as (id, hash, version), anonymous ones by initiative and year."""

    persons: dict[bytes, str] = field(default_factory=dict)
    rows: dict[tuple[str, str, date], tuple[UUID, bytes, int]] = field(default_factory=dict)
    anonymous: dict[tuple[str, int], list[tuple[UUID, bytes]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Out:
    """Rows to write in the next transaction."""

    persons: list[Values] = field(default_factory=list)
    rows: list[Values] = field(default_factory=list)
    replaced: list[UUID] = field(default_factory=list)


def stage_participations(staging: Staging, facts: tuple[ParticipationFact, ...]) -> Counts:
    """Write the rows of `participations.csv`, unseen, some thousands a transaction."""
    writer = _Writer(staging, _existing(staging.association_id))
    written = 0
    for chunk in chunks(facts, CHUNK):
        writer.take(chunk)
        writer.write()
        written += len(chunk)
        if staging.progress:
            staging.progress(written, len(facts))
    writer.replace_anonymous()
    writer.write()
    return writer.counts


def _existing(association_id: UUID) -> _Existing:
    found = _Existing()
    persons = Participant.objects.in_association(association_id).values_list("id", "pseudonym_index")
    found.persons = {bytes(index): id.hex for id, index in persons.iterator(chunk_size=CHUNK)}
    if not found.persons and not Participation.objects.in_association(association_id).exists():
        return found
    rows = Participation.objects.in_association(association_id).filter(replaced_by=None)
    columns = ("id", "participant_id", "initiative_id", "entered", "content_hash", "version")
    for id, participant, initiative, entered, content, version in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if participant is None:
            found.anonymous[initiative.hex, entered.year].append((id, bytes(content)))
        else:
            found.rows[participant.hex, initiative.hex, entered] = (id, bytes(content), version)
    return found


class _Writer:
    """Compares facts with what is there and collects what is to be written."""

    def __init__(self, staging: Staging, existing: _Existing) -> None:
        from uuid_utils import uuid7  # as `new_id`, without making an object of the standard library's of each

        self.counts = Counts()
        self._new_id: Callable[[], Any] = uuid7
        self._existing = existing
        self._association, self._batch = staging.association_id.hex, staging.batch
        self._batch_hex = staging.batch.hex
        self._ids = {code: one.id.hex for code, one in staging.initiatives.items()}
        self._index = indexer("pseudonym", staging.keys, within=str(staging.association_id))
        self._seal = sealer(Participant, "pseudonym", staging.keys)
        self._known: dict[str, str] = {}
        self._words = _Words()
        self._anonymous: dict[tuple[str, int], list[Values]] = defaultdict(list)
        self._out = _Out()

    def take(self, facts: Iterable[ParticipationFact]) -> None:
        """Collect what these facts add or change."""
        for fact in facts:
            initiative = self._ids[fact.initiative]
            content = self._words.content(fact)
            if fact.registration == ANONYMOUS:
                self._anonymous[initiative, fact.entered.year].append(content)
            else:
                self._take_one(fact, initiative, content)

    def _take_one(self, fact: ParticipationFact, initiative: str, content: Values) -> None:
        person = self._known.get(fact.person) or self._person(fact.person)
        there = self._existing.rows.get((person, initiative, fact.entered))
        fresh = content_hash(content)
        if there is None:
            self.counts.added += 1
            self._add(person, initiative, fresh, content)
        elif there[1] == fresh:
            self.counts.unchanged += 1
        else:
            self.counts.changed += 1
            self._out.replaced.append(there[0])
            self._add(person, initiative, fresh, content, replaces=there[0].hex, version=there[2] + 1)

    def _person(self, pseudonym: str) -> str:
        """The person's id here: found by the index, or made."""
        index = self._index(pseudonym)
        person = self._existing.persons.get(index)
        if person is None:
            id = self._new_id()
            person = id.hex
            self._out.persons.append((person, 1, self._association, self._seal(id, pseudonym), index))
        self._known[pseudonym] = person
        return person

    def _add(
        self, person: str | None, initiative: str, fresh: bytes, content: Values, *,
        replaces: str | None = None, version: int = 1,
    ) -> None:  # fmt: skip
        self._out.rows.append((
            self._new_id().hex, version, self._association, self._batch_hex, replaces, person, initiative, fresh, *content,
        ))  # fmt: skip

    def replace_anonymous(self) -> None:
        """Anonymous rows of an initiative and year replace those that were there: identical rows are several persons."""
        for (initiative, year), contents in self._anonymous.items():
            there = defaultdict(list)
            for id, content in self._existing.anonymous.get((initiative, year), ()):
                there[content].append(id)
            for one in contents:
                self._keep_or_add(initiative, one, there)
            gone = [id for ids in there.values() for id in ids]
            self.counts.removed += len(gone)
            self._out.replaced.extend(gone)

    def _keep_or_add(self, initiative: str, content: Values, there: dict[bytes, list[UUID]]) -> None:
        fresh = content_hash(content)
        if there[fresh]:
            there[fresh].pop()
            self.counts.unchanged += 1
        else:
            self.counts.added += 1
            self._add(None, initiative, fresh, content)

    def write(self) -> None:
        """Write what was collected, in one transaction."""
        out, self._out = self._out, _Out()
        with in_person_zone():
            mark_replaced(Participation, self._batch, out.replaced)
            insert(Participant, _PERSON_COLUMNS, out.persons)
            insert(Participation, _COLUMNS, out.rows)


def content_hash(content: Values) -> bytes:
    """What tells whether a row changed: the same content, the same hash."""
    return blake2b(repr(content).encode(), digest_size=16).digest()


class _One(dict[Coded | None, str]):
    """A code as it is kept, each written once."""

    def __missing__(self, coded: Coded | None) -> str:
        self[coded] = "" if coded is None else _written(coded)
        return self[coded]


class _Several(dict[tuple[Coded, ...], str]):
    """Several codes as they are kept, each combination written once."""

    def __missing__(self, codes: tuple[Coded, ...]) -> str:
        self[codes] = " ".join(map(_written, codes))
        return self[codes]


class _Day(dict[date | None, str | None]):
    """A date as the database reads it."""

    def __missing__(self, day: date | None) -> str | None:
        self[day] = None if day is None else day.isoformat()
        return self[day]


class _Words:
    """A fact as the words and numbers of its row."""

    def __init__(self) -> None:
        self._one, self._several, self._day = _One(), _Several(), _Day()

    def content(self, fact: ParticipationFact) -> Values:
        """The columns of a fact from `registration` on."""
        one, several, day = self._one, self._several, self._day
        return (
            fact.registration, fact.sex, day[fact.entered], fact.birth_year, fact.municipality, fact.site,
            " ".join(fact.groups), one[fact.education], one[fact.time_on_public_support], several[fact.income_before],
            several[fact.occupation_before], fact.referrer, day[fact.referred], fact.stage, day[fact.exited],
            one[fact.exit_reason] or ("" if fact.exited is None else NOT_KNOWN), one[fact.exit_destination],
            several[fact.income_after], several[fact.occupation_after], day[fact.followed_up],
            several[fact.occupation_at_follow_up],
        )  # fmt: skip


def _written(coded: Coded) -> str:
    return coded.key if coded.extent is None else f"{coded.key}:{coded.extent}"
