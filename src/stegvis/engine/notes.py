"""What a table says of its own quality, as codes of sentences (`stegvis.messages`, family `NOTE`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.core.catalogue import DAYS, NOT_ANONYMOUS
from stegvis.core.tables import Dimension, Population, TableSpec
from stegvis.core.vocabulary import OTHER, UNKNOWN, code_list

#: A total over persons and tallies, or over tallies: the same person may be in it several times.
PARTICIPATIONS = "NOTE-001"
SEVERAL_CODES = "NOTE-002"
ANONYMOUS_LEFT_OUT = "NOTE-003"
OTHER_EDITION = "NOTE-004"
AGE = "NOTE-005"
ESTIMATED = "NOTE-006"
EACH_INITIATIVE = "NOTE-007"
NOT_KNOWN = "NOTE-008"
AS_OFTEN_AS_IT_HAPPENS = "NOTE-009"
OUTSIDE_THE_LIST = "NOTE-010"
DESTINATION = "NOTE-011"
REFERRAL_DATE = "NOTE-012"
TALLY_PERIOD = "NOTE-013"
WITHOUT_ANONYMOUS = "NOTE-014"
OPEN = "NOTE-015"
MEDIAN = "NOTE-016"
WAITING = "NOTE-017"
ANSWERS = "NOTE-018"


@dataclass(frozen=True, slots=True)
class Quality:
    """What was seen while counting that a reader must know."""

    tallies: bool = False
    estimated: bool = False
    other_edition: bool = False
    left_out: bool = False


def notes(spec: TableSpec, quality: Quality, rows: Sequence[Dimension]) -> tuple[str, ...]:
    """The notes of a table: how it counts, then what is to be known of this count."""
    said = (*_of_the_table(spec), *_of_the_count(spec, quality, {code for row in rows for code in row.codes}))
    return tuple(code for code, holds in said if holds)


def _of_the_table(spec: TableSpec) -> tuple[tuple[str, bool], ...]:
    names = {dimension.name for dimension in spec.dimensions}
    persons = spec.population is Population.PARTICIPANTS
    return (
        (EACH_INITIATIVE, persons and "initiative" in names),
        (SEVERAL_CODES, _has_several(spec)),
        (AS_OFTEN_AS_IT_HAPPENS, spec.population in (Population.ENTRANTS, Population.EXITS)),
        (AGE, "age_band" in names),
        (DESTINATION, "exit_destination" in names),
        (REFERRAL_DATE, spec.population is Population.REFERRALS),
        (OPEN, spec.population is Population.OPEN),
        (WITHOUT_ANONYMOUS, NOT_ANONYMOUS in spec.base),
        (MEDIAN, spec.amount == DAYS),
        (ANSWERS, spec.population is Population.ANSWERS),
        (WAITING, "waiting_time" in names),
    )


def _of_the_count(spec: TableSpec, quality: Quality, codes: set[str]) -> tuple[tuple[str, bool], ...]:
    units = spec.population is not Population.TALLIES
    names = {dimension.name for dimension in spec.dimensions}
    return (
        (PARTICIPATIONS, quality.tallies and units),
        (TALLY_PERIOD, quality.tallies),
        (ESTIMATED, quality.estimated),
        (OUTSIDE_THE_LIST, OTHER in codes and bool(names & {"municipality", "age_band"})),
        (OTHER_EDITION, quality.other_edition),
        (NOT_KNOWN, UNKNOWN in codes),
        (ANONYMOUS_LEFT_OUT, quality.left_out),
    )


def _has_several(spec: TableSpec) -> bool:
    listed = (dimension.code_list for dimension in spec.dimensions)
    return "groups" in {one.attribute for one in spec.dimensions} or any(
        code_list(name).several for name in listed if name
    )
