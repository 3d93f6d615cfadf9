"""What of a package belongs in which zone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from stegvis.associations.models import Association
from stegvis.core.facts import AnswerFact, TallyFact
from stegvis.core.package import ASSOCIATION, Initiative, Package
from stegvis.core.vocabulary import code_list
from stegvis.initiatives import facts as initiatives
from stegvis.participation.actions import PersonRows


@dataclass(frozen=True, slots=True)
class Divided:
    """A package in two: what the association may hold, and the rows of persons."""

    association: Package
    persons: PersonRows


def divide(package: Package, known: Mapping[str, Initiative]) -> Divided:
    """Part a package. `known`: the initiatives, of the package and of the association that is there."""
    tallies, own_tallies = _parted(package.tallies, lambda tally: is_of_persons(tally, known))
    answers, own_answers = _parted(package.answers, is_of_a_participant)
    return Divided(
        replace(package, participations=None, tallies=own_tallies, answers=own_answers),
        PersonRows(package.participations, tallies, answers),
    )


def known_initiatives(package: Package, association: Association | None) -> dict[str, Initiative]:
    """The initiatives by id: those of the association, and over them those of the package."""
    there = initiatives.initiatives(association) if association else ()
    return {one.id: one for one in (*there, *(package.initiatives or ()))}


def is_of_persons(tally: TallyFact, known: Mapping[str, Initiative]) -> bool:
    """Whether a tally counts persons in an initiative that a party owns."""
    initiative = known.get(tally.initiative)
    owned_by_party = initiative is None or ASSOCIATION not in initiative.owner
    return owned_by_party and _counts_persons(tally.measure)


def is_of_a_participant(answer: AnswerFact) -> bool:
    """Whether a participant answered."""
    return answer.respondent_group.startswith("participant")


def _counts_persons(measure: str) -> bool:
    measures = code_list("tally_measure")
    return measure not in measures or measures[measure].persons


def _parted[T](
    rows: tuple[T, ...] | None, is_personal: Callable[[T], bool]
) -> tuple[tuple[T, ...] | None, tuple[T, ...] | None]:
    """Rows of persons and the others; None where there are none."""
    if rows is None:
        return None, None
    persons = tuple(row for row in rows if is_personal(row))
    return persons or None, tuple(row for row in rows if not is_personal(row)) or None
