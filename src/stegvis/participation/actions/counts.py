"""A package's tallies of persons and participants' answers into rows of the person zone."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from stegvis.associations.rows import new_id
from stegvis.core.facts import AnswerFact, TallyFact
from stegvis.participation.actions.inserting import in_person_zone, mark_replaced
from stegvis.participation.actions.persons import Counts, Staging
from stegvis.participation.models import ParticipantAnswer, PartyTally

_TALLY_KEY = ("initiative_id", "starts", "ends", "measure", "sex", "municipality", "party", "estimated")


def stage_tallies(staging: Staging, tallies: tuple[TallyFact, ...]) -> Counts:
    """Tallies replace those of the years they cover (a tally is of the year that holds its last day), party by party: what
    another party has handed in for the year stays.
    """
    wanted = {_key(values): values for values in (_tally(staging, one) for one in tallies)}
    there = {_key({name: getattr(row, name) for name in _TALLY_KEY}): row for row in _covered(staging, tallies)}
    counts, new, gone = Counts(), [], [row.id for key, row in there.items() if key not in wanted]
    for key, values in wanted.items():
        old = there.get(key)
        if old is not None and old.count == values["count"]:
            counts.unchanged += 1
            continue
        if old is None:
            counts.added += 1
        else:
            counts.changed += 1
            gone.append(old.id)
            values |= {"replaces": old.id, "version": old.version + 1}
        new.append(PartyTally(id=new_id(), batch_id=staging.batch, association_id=staging.association_id, **values))
    counts.removed = len(there.keys() - wanted.keys())
    _write(PartyTally, staging.batch, gone, new)
    return counts


def _covered(staging: Staging, tallies: tuple[TallyFact, ...]) -> list[PartyTally]:
    """The rows that a file is about: of the same years, and of the parties that its own rows are of."""
    owners = {one.id: one.owner for one in staging.initiatives.values()}
    covered = {(one.party or staging.initiatives[one.initiative].owner, one.end.year) for one in tallies}
    rows = PartyTally.objects.in_association(staging.association_id).filter(replaced_by=None)
    return [row for row in rows if (row.party or owners.get(row.initiative_id, ""), row.ends.year) in covered]


def _tally(staging: Staging, tally: TallyFact) -> dict[str, Any]:
    return {
        "initiative_id": staging.initiatives[tally.initiative].id, "starts": tally.start, "ends": tally.end,
        "measure": tally.measure, "sex": tally.sex, "municipality": tally.municipality, "party": tally.party,
        "estimated": tally.estimated, "count": tally.count,
    }  # fmt: skip


def _key(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in _TALLY_KEY)


def stage_answers(staging: Staging, answers: tuple[AnswerFact, ...]) -> Counts:
    """Answers replace those of the rounds they cover. They have no key: the same rounds in the same order are unchanged."""
    rounds = {answer.round for answer in answers}
    rows = ParticipantAnswer.objects.in_association(staging.association_id).filter(replaced_by=None, round__in=rounds)
    there = [(_values_of(row), row.id) for row in rows]
    wanted = [_values_of(answer) for answer in answers]
    if [values for values, _ in there] == wanted:
        return Counts(unchanged=len(wanted))
    old, new = Counter(values for values, _ in there), Counter(wanted)
    same = (old & new).total()
    fresh = [_answer(staging, position, answer) for position, answer in enumerate(answers)]
    _write(ParticipantAnswer, staging.batch, [id for _, id in there], fresh)
    return Counts(added=len(wanted) - same, unchanged=same, removed=len(there) - same)


def _values_of(answer: AnswerFact | ParticipantAnswer) -> tuple[str, ...]:
    return (
        answer.round, answer.survey, answer.respondent_group, answer.initiative, answer.sex, answer.question, answer.value,
    )  # fmt: skip


def _answer(staging: Staging, position: int, answer: AnswerFact) -> ParticipantAnswer:
    return ParticipantAnswer(
        id=new_id(), batch_id=staging.batch, association_id=staging.association_id, position=position,
        round=answer.round, survey=answer.survey, respondent_group=answer.respondent_group,
        initiative=answer.initiative, sex=answer.sex, question=answer.question, value=answer.value,
    )  # fmt: skip


def _write(model: Callable[..., Any], batch: UUID, gone: Iterable[UUID], new: list[Any]) -> None:
    with in_person_zone():
        mark_replaced(model, batch, gone)  # type: ignore[arg-type]
        model.objects.bulk_create(new, batch_size=1000)  # type: ignore[attr-defined]
