"""The catalogue with an association's own tables, and what those may be by."""

from datetime import date

import pytest

from stegvis.core.catalogue import CATALOGUE, USUAL, fits, own_table, tables_of, usual_tables
from stegvis.core.periods import Period
from stegvis.core.tables import Comparison, Population
from support.packages import a_profile

STAGES = own_table("participants-by-stage", "Deltagare efter steg", Population.PARTICIPANTS, ["stage"])
ASKED = own_table("exits-by-site", "Avslut efter ställe", Population.EXITS, ["site"], on_request=True)


def test_own_tables_come_after_the_official_ones() -> None:
    assert tables_of(a_profile()) is CATALOGUE
    assert list(tables_of(a_profile(tables=(STAGES,)))) == [*CATALOGUE, "participants-by-stage"]
    assert usual_tables(a_profile(tables=(STAGES, ASKED))) == (*USUAL, "participants-by-stage")


def test_own_tables_are_held_against_own_years() -> None:
    assert STAGES.compared_with == (Comparison.LAST_YEAR, Comparison.FIVE_YEARS)
    destinations = own_table("own", "Vart", Population.EXITS, ["exit_destination"])
    assert destinations.base == CATALOGUE["exits-by-destination"].base


@pytest.mark.parametrize(
    ("dimension", "population", "alone", "expected"),
    [
        ("stage", Population.PARTICIPANTS, False, True),
        ("exit_reason", Population.PARTICIPANTS, True, False),
        ("exit_reason", Population.EXITS, False, True),
        ("initiative", Population.PARTICIPANTS, True, False),
        ("initiative", Population.ENTRANTS, True, True),
        ("exit_destination", Population.EXITS, True, True),
        ("exit_destination", Population.EXITS, False, False),
    ],
)
def test_what_a_table_of_a_population_may_be_by(
    dimension: str, population: Population, alone: bool, expected: bool
) -> None:
    assert fits(dimension, population, alone=alone) is expected


def test_the_same_months_of_an_earlier_year() -> None:
    assert Period.parse("2024-01..2024-02").years_before(1) == Period(date(2023, 1, 1), date(2023, 2, 28))
    assert [f"{day:%m-%d}" for day in Period.parse("2023-12..2024-02").month_ends()] == ["12-31", "01-31", "02-29"]
