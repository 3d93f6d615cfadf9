"""Rows of the person zone to facts, one way: the one place where persons' rows meet statistics. Used inside the zone only.

`done`: the batches, of those not yet settled here, that the association's database says are done. What another unsettled
batch brought is not seen, and what it is to replace still is.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from stegvis.associations.sealed import Keyring, opener
from stegvis.core.facts import AnswerFact, Coded, ParticipationFact, TallyFact
from stegvis.core.periods import Period
from stegvis.participation.models import (
    InitiativeCopy,
    Participant,
    ParticipantAnswer,
    Participation,
    PartyTally,
    PersonBatch,
)

_COLUMNS = (
    "id", "participant_id", "initiative_id", "registration", "sex", "entered", "birth_year", "municipality", "site",
    "groups", "education", "time_on_public_support", "income_before", "occupation_before", "referrer", "referred",
    "stage", "exited", "exit_reason", "exit_destination", "income_after", "occupation_after", "followed_up",
    "occupation_at_follow_up",
)  # fmt: skip
#: How a row says that an exit's reason is not known: an exit always has a reason in its row.
NOT_KNOWN = "not_known"
#: An entry made by mistake: never counted.
MISREGISTERED = "misregistered"
_TALLY_CONTENT = ("starts", "ends", "measure", "sex", "municipality", "party", "count", "estimated")


def unsettled(association_id: UUID) -> frozenset[UUID]:
    """The batches that are under way, or were cut off."""
    rows = PersonBatch.objects.in_association(association_id).filter(settled_at=None)
    return frozenset(rows.values_list("id", flat=True))


def seen(association_id: UUID, done: frozenset[UUID] = frozenset()) -> Q:
    """Which rows are seen: those of no unseen batch that no done batch has replaced."""
    unseen = unsettled(association_id) - done
    return ~Q(batch_id__in=unseen) & (Q(replaced_by=None) | Q(replaced_by__in=unseen))


def participations(
    association_id: UUID, *, done: frozenset[UUID] = frozenset(), person: Callable[[UUID, bytes], str] | None = None
) -> tuple[ParticipationFact, ...]:
    """All participations, in the order that they were brought in.

    `person` opens a sealed pseudonym; without it a person is known by the row's id, which is all that counting needs.
    """
    names = _persons(association_id, person) if person else {}
    codes = _codes(association_id)
    rows = Participation.objects.in_association(association_id).filter(seen(association_id, done)).order_by("id")
    return tuple(_fact(row, names, codes) for row in rows.values_list(*_COLUMNS).iterator(chunk_size=5000))


def participations_with_pseudonyms(
    association_id: UUID, *, keys: Keyring, done: frozenset[UUID] = frozenset()
) -> tuple[ParticipationFact, ...]:
    """All participations with their pseudonyms opened: for the controller's own export."""
    return participations(association_id, done=done, person=opener(Participant, "pseudonym", keys))


def tallies(association_id: UUID, *, done: frozenset[UUID] = frozenset()) -> tuple[TallyFact, ...]:
    """The parties' tallies of persons, by key."""
    codes = _codes(association_id)
    rows = PartyTally.objects.in_association(association_id).filter(seen(association_id, done))
    facts = (
        TallyFact(
            codes[row.initiative_id], row.starts, row.ends, row.measure, row.sex, row.count, row.municipality, row.party,
            row.estimated,
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(facts, key=lambda fact: (fact.initiative, fact.start, fact.end, fact.measure, fact.sex)))


def answers(association_id: UUID, *, done: frozenset[UUID] = frozenset()) -> tuple[AnswerFact, ...]:
    """Participants' answers, in the order that they came."""
    return tuple(
        AnswerFact(row.round, row.survey, row.respondent_group, row.initiative, row.sex, row.question, row.value)
        for row in ParticipantAnswer.objects.in_association(association_id).filter(seen(association_id, done))
    )


def _codes(association_id: UUID) -> dict[UUID, str]:
    return dict(InitiativeCopy.objects.in_association(association_id).values_list("id", "code"))


def _persons(association_id: UUID, open_pseudonym: Callable[[UUID, bytes], str]) -> dict[UUID, str]:
    rows: Iterator[tuple[UUID, Any]] = (
        Participant.objects.in_association(association_id).values_list("id", "pseudonym").iterator(chunk_size=5000)
    )
    return {id: open_pseudonym(id, bytes(sealed)) for id, sealed in rows}


def _fact(row: tuple[Any, ...], names: dict[UUID, str], codes: dict[UUID, str]) -> ParticipationFact:
    (
        _, participant, initiative, registration, sex, entered, birth_year, municipality, site, groups, education, time,
        income_before, occupation_before, referrer, referred, stage, exited, reason, destination, income_after,
        occupation_after, followed_up, occupation_then,
    ) = row  # fmt: skip
    return ParticipationFact(
        _name(participant, names), codes[initiative], registration, sex, entered, birth_year, municipality, site,
        tuple(groups.split()), _coded(education), _coded(time), _several(income_before), _several(occupation_before),
        referrer, referred, stage, exited, None if reason == NOT_KNOWN else _coded(reason), _coded(destination),
        _several(income_after), _several(occupation_after), followed_up, _several(occupation_then),
    )  # fmt: skip


def _name(participant: UUID | None, names: dict[UUID, str]) -> str:
    if participant is None:
        return ""
    return names[participant] if names else participant.hex


def _coded(text: str) -> Coded | None:
    if not text:
        return None
    edition, _, code = text.partition("/")
    code, _, extent = code.partition(":")
    return Coded(edition, code, int(extent) if extent else None)


def _several(text: str) -> tuple[Coded, ...]:
    return tuple(coded for coded in map(_coded, text.split()) if coded is not None)


def content_hash_of(association_id: UUID, period: Period, initiative_id: UUID, *, done: frozenset[UUID]) -> str:
    """What tells whether the rows of an initiative that a period counts are those that were certified. Empty: there are none."""
    overlapping = Q(entered__lte=period.end) & (Q(exited=None) | Q(exited__gte=period.start))
    rows = Participation.objects.in_association(association_id).filter(seen(association_id, done), overlapping)
    tallies = PartyTally.objects.in_association(association_id).filter(seen(association_id, done))
    said = [
        *rows.filter(initiative=initiative_id).values_list("participant_id", "content_hash"),
        *tallies.filter(initiative=initiative_id, ends__range=(period.start, period.end)).values_list(*_TALLY_CONTENT),
    ]
    return _hash_of(said) if said else ""


def content_hash_of_all(association_id: UUID, *, done: frozenset[UUID]) -> str:
    """What tells whether any row of the association that is counted is another than it was."""
    rows = Participation.objects.in_association(association_id).filter(seen(association_id, done))
    tallies = PartyTally.objects.in_association(association_id).filter(seen(association_id, done))
    return _hash_of(
        [
            *rows.values_list("participant_id", "initiative_id", "content_hash"),
            *tallies.values_list("initiative_id", *_TALLY_CONTENT),
        ]
    )


def _hash_of(rows: list[tuple[Any, ...]]) -> str:
    """The same rows in any order give the same hash; the order of an import is not content."""
    return sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


def participations_by_initiative(
    association_id: UUID, period: Period, *, done: frozenset[UUID]
) -> dict[tuple[str, str], int]:
    """How many participations of each initiative and sex overlap a period, `misregistered` left out: for the lead's eyes."""
    rows = Participation.objects.in_association(association_id).filter(seen(association_id, done))
    overlapping = rows.filter(Q(entered__lte=period.end) & (Q(exited=None) | Q(exited__gte=period.start)))
    counted = overlapping.exclude(exit_reason__contains=MISREGISTERED).order_by()
    found = counted.values_list("initiative__code", "sex").annotate(many=Count("id"))
    return {(code, sex): many for code, sex, many in found}


def tallied_by_initiative(association_id: UUID, period: Period, *, done: frozenset[UUID]) -> dict[tuple[str, str], int]:
    """How many participants without rows each initiative has counted in a period, by sex: for the lead's eyes."""
    rows = PartyTally.objects.in_association(association_id).filter(seen(association_id, done), measure="participants")
    found = rows.filter(ends__range=(period.start, period.end)).order_by()
    return {
        (code, sex): many or 0
        for code, sex, many in found.values_list("initiative__code", "sex").annotate(n=Sum("count"))
    }
