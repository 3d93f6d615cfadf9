"""The engine and the slow, obvious counter agree on every cell of every table, whatever the facts."""

import pytest
from hypothesis import HealthCheck, given, settings

from stegvis.core.catalogue import CATALOGUE, own_table
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import Population
from stegvis.engine import request_findings, snapshot_of, tabulate_all
from support.plain_count import PlainCounter
from support.random_facts import PACKAGES, QUESTIONS

#: An association's own table, counted by the same code.
STAGES = own_table("participants-by-stage", "Deltagare efter steg", Population.PARTICIPANTS, ["stage"])


def snapshot_with(connection, package: Package):
    return snapshot_of(
        package.participations or (),
        package.tallies or (),
        profile=package.profile,
        initiatives=package.initiatives or (),
        answers=package.answers or (),
        connection=connection,
    )


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(package=PACKAGES, question=QUESTIONS)
def test_every_table_agrees_with_the_plain_count(connection, package, question):
    period, initiatives, edition = question
    snapshot = snapshot_with(connection, package)
    specs = [spec for spec in (*CATALOGUE.values(), STAGES) if not request_findings(spec, snapshot, edition=edition)]
    tables = tabulate_all(specs, snapshot, period, initiatives=initiatives, edition=edition)
    plain = PlainCounter(package, period, initiatives, edition)
    for spec, table in zip(specs, tables, strict=True):
        expected = plain.table(spec.name)
        assert list(table.cells.items()) == list(expected.cells.items()), spec.name
        assert dict(table.amounts) == expected.amounts, spec.name
        assert (table.head.counted, table.head.with_data) == (expected.counted, expected.with_data), spec.name


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(package=PACKAGES, question=QUESTIONS)
def test_a_dimension_is_additive_only_if_its_total_is_the_sum(connection, package, question):
    period, initiatives, _ = question
    tables = tabulate_all(
        tuple(CATALOGUE.values()), snapshot_with(connection, package), period, initiatives=initiatives
    )
    checked = 0
    for table in tables:
        for place, dimension in enumerate(table.head.dimensions):
            if dimension.additive:
                lines: dict = {}
                for key, value in table.cells.items():
                    rest = key[:place] + key[place + 1 :]
                    lines[rest] = lines.get(rest, 0) + (value if key[place] == "total" else -value)
                assert set(lines.values()) <= {0}, (table.head.name, dimension.name)
                checked += 1
    assert checked >= len(tables)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_table_is_built_of_nothing(connection, name):
    from support.packages import a_package

    package = a_package()
    snapshot = snapshot_of((), (), profile=package.profile, initiatives=package.initiatives, connection=connection)
    (table,) = tabulate_all((CATALOGUE[name],), snapshot, Period.year(2020))
    # Without questions there are no rows of answers.
    assert bool(table.cells) is (table.head.population != "answers")
    assert set(table.cells.values()) <= {0}
    assert list(table.cells) == list(table.head.keys())
