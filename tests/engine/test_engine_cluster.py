"""The same tables on a real Spark cluster: every cell as the embedded engine counts it, and a word when it goes away."""

import signal
from datetime import date

import pytest

from stegvis.cli import main
from stegvis.core.catalogue import CATALOGUE
from stegvis.core.periods import Period
from stegvis.core.tables import Population
from stegvis.engine import tabulate_all
from stegvis.engine.opening import open_snapshot
from stegvis.engine.parquet import store_snapshot
from stegvis.engine.spark import Cluster, ClusterGoneError, on_cluster
from support.clusters import a_cluster, needs_a_cluster
from support.national import NUMBERS, two_associations

pytestmark = needs_a_cluster
#: Answers are of surveys, and in no stored snapshot.
SPECS = tuple(spec for spec in CATALOGUE.values() if spec.population is not Population.ANSWERS)


@pytest.fixture(scope="module")
def own_cluster(tmp_path_factory):
    with a_cluster(tmp_path_factory.mktemp("cluster")) as one:
        yield one


@pytest.fixture
def cluster(own_cluster):
    """A cluster that runs: one for all tests, and another after the test that ends it."""
    if not own_cluster.is_running():
        own_cluster.start()
    return own_cluster


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    packages = two_associations()
    return store_snapshot(
        packages, tmp_path_factory.mktemp("snapshots"), made_on=date(2026, 1, 1), made_from=["a"]
    ).folder


def test_every_table_has_the_same_cells_on_a_cluster(cluster, folder):
    embedded = open_snapshot(folder)
    assert embedded.snapshot
    assert embedded.manifest
    with on_cluster(folder, embedded.manifest, cluster.address) as spark:
        found = tabulate_all(SPECS, spark, Period.year(2020))
    expected = tabulate_all(SPECS, embedded.snapshot, Period.year(2020))
    assert [one.head for one in found] == [one.head for one in expected]
    for mine, other in zip(expected, found, strict=True):
        assert (mine.cells, mine.amounts) == (other.cells, other.amounts), mine.head.name
        assert any(mine.cells.values()), mine.head.name


def test_a_table_of_one_association_is_printed_from_a_cluster(cluster, folder, capsys):
    call = ["table", "exits-by-reason", "--snapshot", str(folder), "--association", NUMBERS[1], "--working"]
    call += ["--period", "2020-07..2022-06", "--initiative", "stegen"]
    assert main(call) == 0
    embedded = capsys.readouterr().out
    assert main([*call, "--engine", cluster.address]) == 0
    assert capsys.readouterr().out == embedded


def test_a_cluster_that_is_not_there_is_told_of(folder):
    manifest = open_snapshot(folder).manifest
    assert manifest
    with pytest.raises((ClusterGoneError, OSError)), on_cluster(folder, manifest, "spark://127.0.0.1:1"):
        pass


def test_a_cluster_that_goes_away_in_the_middle_is_told_of(cluster, folder, capsys, monkeypatch):
    """Killed while it counts, nothing is printed, and the status is 2."""
    monkeypatch.setattr("stegvis.engine.spark._WORKERS_WITHIN", 3.0)
    query, asked = Cluster.query, []

    def kill_first(self, sql):
        if not asked:
            cluster.stop((signal.SIGKILL,))
        asked.append(sql)
        return query(self, sql)

    monkeypatch.setattr(Cluster, "query", kill_first)
    call = ["table", "exits-by-reason", "--snapshot", str(folder), "--period", "2020", "--working"]
    assert main([*call, "--engine", cluster.address]) == 2
    said = capsys.readouterr()
    assert (said.out, len(asked)) == ("", 1)
    assert "SNP-019" in said.err
