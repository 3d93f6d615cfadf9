"""A party releases its figures: what leaves the person zone, what stays, and what the association's report makes of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stegvis.assemble import annual_report, association_package, count_and_release, count_one, release_of_party
from stegvis.assemble.parties import rows_of_party
from stegvis.core.catalogue import table_spec
from stegvis.core.document import TableBlock
from stegvis.core.facts import AnswerFact
from stegvis.core.package import Site
from stegvis.core.periods import Period
from stegvis.core.tables import ReleasedTable
from stegvis.files.package import read_package, write_package

CASES = Path(__file__).parents[1] / "cases"
ON = date(2021, 2, 5)
YEAR = Period.year(2020)


@pytest.fixture(scope="module")
def both():
    return read_package(CASES / "samspelet-2020").package


@pytest.fixture(scope="module")
def karlstads(both):
    return release_of_party(both, YEAR, "karlstad", certified_by="Lena Lead", on=ON)


def test_a_party_counts_the_rows_that_it_is_controller_of(both):
    own = rows_of_party(both, "karlstad")
    assert {one.initiative for one in own.participations} == {"stegen-karlstad"}
    assert {one.initiative for one in own.tallies} == {"larvuxlarling", "nollplacerade"}


def test_a_sites_controller_goes_before_the_initiatives_owner(both):
    rows = tuple(replace(one, site="hammaro") for one in both.participations[:5])
    site = Site(rows[0].initiative, "hammaro", "hammaro")
    moved = replace(both, participations=rows, sites=(site,))
    mine = [one for one in rows if one.initiative == site.initiative]
    assert list(rows_of_party(moved, "hammaro").participations) == mine


def test_no_row_about_a_person_leaves_the_party(both):
    answers = tuple(
        AnswerFact("2020", "indicators", group, "", "woman", "q1", "5") for group in ("participant_exited", "board")
    )
    package = association_package(replace(both, answers=answers), ())
    assert package.participations is None
    assert {one.initiative for one in package.tallies} == {
        "processtod",
        "arbetsgivarkoordinator",
        "kompetensutveckling",
    }
    assert [one.respondent_group for one in package.answers] == ["board"]


def test_released_tables_are_certified_and_carry_the_party(karlstads):
    assert len(karlstads.released) >= 6
    for table in karlstads.released:
        assert (table.party, table.released_on) == ("karlstad", ON)
        assert [(one.initiative, one.by, one.on) for one in table.certified] == [
            ("stegen-karlstad", "Lena Lead", ON),
            ("larvuxlarling", "Lena Lead", ON),
            ("nollplacerade", "Lena Lead", ON),
        ]


def test_what_was_left_out_is_listed(karlstads):
    left_out = {one.value for one in karlstads.findings}
    assert "participants-by-group" in left_out
    assert left_out.isdisjoint(table.head.name for table in karlstads.released)


def test_the_associations_package_is_written_and_read_back(karlstads, tmp_path):
    names = write_package(karlstads.package, tmp_path / "association")
    assert not [name for name in names if "participations" in name]
    again = read_package(tmp_path / "association")
    assert again.findings == ()
    assert _cells(again.package.released) == _cells(karlstads.released)


def _cells(tables):
    return {table.head.name: dict(table.cells) for table in tables}


def test_the_associations_report_prints_what_one_party_released(karlstads):
    publication = count_and_release(karlstads.package, YEAR, on=ON)
    assert isinstance(publication.tables["exits-by-reason"], ReleasedTable)
    document = annual_report(karlstads.package, 2020, publication.tables, on=ON).document
    printed = [one for one in document.blocks() if isinstance(one, TableBlock)]
    assert {one.table.head.name for one in printed} <= {table.head.name for table in karlstads.released}
    assert len(printed) >= 6


def test_several_parties_tables_stand_side_by_side_and_are_never_added(karlstads, both):
    second = release_of_party(both, YEAR, "kristinehamn", certified_by="Kim Lead", on=ON)
    package = replace(karlstads.package, released=(*karlstads.released, *second.released))
    tables = count_and_release(package, YEAR, on=ON).tables
    assert {"participants-by-age/karlstad", "participants-by-age/kristinehamn"} <= set(tables)
    assert "participants-by-age" not in tables
    document = annual_report(package, 2020, tables, on=ON).document
    captions = [one.caption for one in document.blocks() if isinstance(one, TableBlock)]
    assert "Deltagare efter ålder, 2020, Karlstads kommun" in captions
    assert "Deltagare efter ålder, 2020, Kristinehamns kommun" in captions


def test_what_the_association_runs_itself_is_counted_beside_what_parties_released(karlstads):
    tables = count_and_release(karlstads.package, YEAR, on=ON, names=("tallies-by-measure",)).tables
    own = tables["tallies-by-measure/association"]
    assert own.cells[("kompetensutveckling", "training_attendance", "total")] == 231


def test_a_chosen_initiative_is_counted_and_released_alone(both):
    spec = table_spec("participants-by-age")
    table = count_one(both, spec, YEAR, on=ON, initiatives=("stegen-karlstad",))
    assert isinstance(table, ReleasedTable)
    assert table.head.initiatives == ("stegen-karlstad",)
    assert table.cells[("total", "total")] == 133
