"""Fixtures of the rulebook: counting a table of some facts."""

from collections.abc import Sequence

import pytest

from stegvis.core.catalogue import table_spec
from stegvis.core.facts import ParticipationFact, TallyFact
from stegvis.core.periods import Period
from stegvis.core.profile import EditionFrom
from stegvis.core.tables import CountTable
from stegvis.engine import connect, snapshot_of, tabulate
from support.packages import a_profile, an_initiative

INITIATIVES = tuple(an_initiative(id) for id in ("stegen", "bryggan", "ateljen"))


@pytest.fixture(scope="module")
def engine():
    return connect()


@pytest.fixture
def count(engine):
    """Count a table of some facts; everything else is as in the example package."""

    def counted(
        name: str,
        rows: Sequence[ParticipationFact] = (),
        tallies: Sequence[TallyFact] = (),
        *,
        period: str = "2020",
        initiatives: tuple[str, ...] = (),
        edition: str = "",
        editions: dict[str, tuple[EditionFrom, ...]] | None = None,
    ) -> CountTable:
        profile = a_profile(editions=editions or {})
        snapshot = snapshot_of(rows, tallies, profile=profile, initiatives=INITIATIVES, connection=engine)
        return tabulate(table_spec(name), snapshot, Period.parse(period), initiatives=initiatives, edition=edition)

    return counted
