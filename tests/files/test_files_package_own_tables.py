"""`tables.toml`: an association's own tables are read with their faults, written canonically and counted as the official ones."""

from datetime import date
from pathlib import Path

import pytest

from stegvis.assemble import count_and_release, release_of_party
from stegvis.core.catalogue import tables_of
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import Population, RefusedTable, ReleasedTable
from stegvis.files.package import package_bytes, read_package, write_package
from support.packages import PARTICIPATION_COLUMNS, package_files, write_folder

STAGES = """\
[[table]]
name = "participants-by-stage"
title = "Deltagare efter steg"
title_en = "Participants by stage"
population = "participants"
dimensions = ["stage"]

[[table]]
name = "exits-by-age-and-reason"
title = "Avslut efter ålder och anledning"
population = "exits"
dimensions = ["age_band", "exit_reason"]
on_request = true
"""
PERSON = "{},stegen,,pseudonymous,{},1987,Exempelstad,,compulsory,up_to_3,none,other,af,,2020-02-01,{},,,,,,,\n"
ROWS = PARTICIPATION_COLUMNS + "".join(
    PERSON.format(f"p{place}", "woman" if place % 2 else "man", "kartläggning" if place % 3 else "praktik")
    for place in range(60)
)


def read(folder: Path, toml: str = STAGES, rows: str = ROWS) -> Package:
    files = package_files(participations=rows) | {"tables.toml": toml.encode()}
    reading = read_package(write_folder(folder, files))
    assert reading.package is not None, reading.findings
    return reading.package


def faults(folder: Path, toml: str) -> list[tuple[str, str]]:
    reading = read_package(write_folder(folder, package_files() | {"tables.toml": toml.encode()}))
    return [(one.code, f"{one.where.line}:{one.where.column}") for one in reading.findings]


def test_what_is_declared_is_a_table_as_the_official_ones(tmp_path: Path) -> None:
    stages, ages = read(tmp_path).profile.tables
    assert (stages.population, stages.title_en, stages.on_request) == (
        Population.PARTICIPANTS, "Participants by stage", False,
    )  # fmt: skip
    assert [one.name for one in ages.dimensions] == ["age_band", "exit_reason", "sex"]
    assert ages.editions == ("sus-2020",)


def test_it_is_written_in_one_form(tmp_path: Path) -> None:
    package = read(tmp_path / "in", STAGES.replace("title_en", "sensitive = false\ntitle_en").replace(" = ", "="))
    assert dict(package_bytes(package))["tables.toml"].decode() == STAGES
    write_package(package, tmp_path / "out")
    again = read_package(tmp_path / "out")
    assert again.package is not None
    assert again.package.profile == package.profile


def test_it_is_counted_and_released_by_the_same_code(tmp_path: Path) -> None:
    found = count_and_release(read(tmp_path), Period.year(2020), on=date(2021, 2, 1)).tables
    table = found["participants-by-stage"]
    assert isinstance(table, ReleasedTable)
    assert {key[0]: value for key, value in table.cells.items() if key[-1] == "total"} == {
        "praktik": 20, "kartläggning": 40, "total": 60,
    }  # fmt: skip
    assert "exits-by-age-and-reason" not in found, "it is counted when it is asked for"


def test_it_is_protected_as_the_others(tmp_path: Path) -> None:
    few = PARTICIPATION_COLUMNS + "".join(PERSON.format(f"p{n}", "woman", f"steg {n}") for n in range(4))
    found = count_and_release(read(tmp_path, rows=few), Period.year(2020), on=date(2021, 2, 1)).tables
    assert isinstance(found["participants-by-stage"], RefusedTable)


def test_two_dimensions_are_crossed(tmp_path: Path) -> None:
    left = ROWS.replace(",kartläggning,,,,", ",kartläggning,2020-09-01,illness,,none")
    package = read(tmp_path, rows=left)
    found = count_and_release(
        package, Period.year(2020), on=date(2021, 2, 1), names=("exits-by-age-and-reason",)
    ).tables
    table = found["exits-by-age-and-reason"]
    assert isinstance(table, ReleasedTable)
    assert table.cells["30-44", "illness", "total"] == table.cells["total", "total", "total"] == 40


def test_the_partys_release_of_it_is_read_back(tmp_path: Path) -> None:
    package = read(tmp_path / "party")
    released = release_of_party(package, Period.year(2020), "exempelstad", certified_by="Karin", on=date(2021, 2, 1))
    write_package(released.package, tmp_path / "association")
    again = read_package(tmp_path / "association")
    assert again.package is not None, again.findings
    (table,) = (one for one in again.package.released if one.head.name == "participants-by-stage")
    assert table == next(one for one in released.released if one.head.name == "participants-by-stage")
    assert table.head.title == "Deltagare efter steg"


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        ('"participants-by-stage"', '"participants-by-age"', ("PKG-150", "2:table.name")),
        ('"participants-by-stage"', '"outcomes"', ("PKG-150", "2:table.name")),
        ('"participants-by-stage"', '"exits-by-age-and-reason"', ("PKG-150", "9:table.name")),
        ('"participants-by-stage"', '"Efter Steg"', ("PKG-151", "2:table.name")),
        ('"participants-by-stage"', "3", ("PKG-103", "2:table.name")),
        ('title = "Deltagare efter steg"\n', "", ("PKG-102", "1:table.title")),
        ('population = "participants"', 'population = "tallies"', ("PKG-045", "5:table.population")),
        ('["stage"]', '["steg"]', ("PKG-045", "6:table.dimensions")),
        ('["stage"]', "[]", ("PKG-153", "6:table.dimensions")),
        ('["stage"]', '["stage", "stage"]', ("PKG-046", "6:table.dimensions")),
        ('["stage"]', '["stage", "site", "group"]', ("PKG-153", "6:table.dimensions")),
        ('["stage"]', '["initiative"]', ("PKG-152", "6:table.dimensions")),
        ('["stage"]', '["exit_reason"]', ("PKG-152", "6:table.dimensions")),
        ('["age_band", "exit_reason"]', '["age_band", "exit_destination"]', ("PKG-152", "12:table.dimensions")),
        ("on_request = true", 'unit = "hours"', ("PKG-101", "13:table.unit")),
        ("[[table]]", "[[table]", ("PKG-100", "1:")),
    ],
)
def test_a_fault_has_its_line(tmp_path: Path, was: str, is_now: str, expected: tuple[str, str]) -> None:
    assert faults(tmp_path, STAGES.replace(was, is_now, 1)) == [expected]


def test_destinations_and_initiatives_where_they_fit(tmp_path: Path) -> None:
    toml = """\
[[table]]
name = "entrants-by-initiative"
title = "Inskrivna efter insats"
population = "entrants"
dimensions = ["initiative"]

[[table]]
name = "own-destinations"
title = "Vart de gick"
population = "exits"
dimensions = ["exit_destination"]
"""
    package = read(tmp_path, toml)
    spec = tables_of(package.profile)["own-destinations"]
    assert spec.base == tables_of(package.profile)["exits-by-destination"].base
    found = count_and_release(package, Period.year(2020), on=date(2021, 2, 1), names=("entrants-by-initiative",)).tables
    table = found["entrants-by-initiative"]
    assert isinstance(table, ReleasedTable)
    assert table.cells["stegen", "total"] == 60
