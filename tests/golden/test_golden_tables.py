"""Every cell of the cases' expected tables comes out of counting, and nothing else but zeros and package.md's own lines."""

import csv
from pathlib import Path

import pytest
from support.case_loader import CASES, load_case

from stegvis.core.catalogue import CATALOGUE, table_spec
from stegvis.core.periods import Period
from stegvis.engine import tabulate, take_snapshot

EXPECTED = sorted(path for path in CASES.glob("*/expected/*.csv") if path.stem in CATALOGUE)


@pytest.fixture(scope="module")
def snapshots():
    return {case: take_snapshot(load_case(case)) for case in {path.parts[-3] for path in EXPECTED}}


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
    table = tabulate(
        table_spec("participants-by-initiative"), take_snapshot(load_case("finnveden-2020")), Period.year(2020)
    )
    assert len(table.cells) == 21
    assert table.head.population == "participations"
    assert table.cells["se-ips", "total"] == 107
    assert table.cells["mitt-val", "man"] == 0
    assert table.cells["total", "total"] == 148
