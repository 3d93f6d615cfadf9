"""Every cell of the cases' expected tables comes out of counting, and nothing else but zeros and package.md's own lines."""

import csv
from pathlib import Path

import pytest

from stegvis.core.catalogue import CATALOGUE, table_spec
from stegvis.core.periods import Period
from stegvis.engine import tabulate, take_snapshot
from stegvis.files.package import read_package

CASES = Path(__file__).parents[1] / "cases"
EXPECTED = sorted(path for path in CASES.glob("*/expected/*.csv") if path.stem in CATALOGUE)


def snapshot_of_case(case: str):
    reading = read_package(CASES / case)
    assert reading.package is not None, reading.findings
    return take_snapshot(reading.package)


@pytest.fixture(scope="module")
def snapshots():
    return {case: snapshot_of_case(case) for case in {path.parts[-3] for path in EXPECTED}}


def test_there_are_tables_to_compare_with():
    assert len(EXPECTED) >= 6


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_every_expected_cell_is_met(snapshots, path: Path):
    table = tabulate(table_spec(path.stem), snapshots[path.parts[-3]], Period.year(2020))
    names = [dimension.name for dimension in table.head.dimensions]
    with path.open(encoding="utf-8", newline="") as file:
        expected = {tuple(row[name] for name in names): int(row["value"]) for row in csv.DictReader(file)}
    assert {key: table.cells[key] for key in expected} == expected
    assert {value for key, value in table.cells.items() if key not in expected} <= {0}


def test_finnveden_counts_participations_by_initiative():
    """Tallies only: 148 *deltaganden* in four initiatives; the two others have rows of zeros."""
    table = tabulate(table_spec("participants-by-initiative"), snapshot_of_case("finnveden-2020"), Period.year(2020))
    assert len(table.cells) == 21
    assert table.head.population == "participations"
    assert table.cells["se-ips", "total"] == 107
    assert table.cells["mitt-val", "man"] == 0
    assert table.cells["total", "total"] == 148
