"""Names that would collide with rows that every table has, files that are nearly of the package, and what merges may name."""

import os
from pathlib import Path

import pytest

from stegvis.core.findings import Finding, Severity
from stegvis.files.package import read_package
from stegvis.messages import LANGUAGES, sentence
from support.packages import BUDGET, CONTRIBUTIONS, INITIATIVES, PROFILE, package_files, write_folder


def findings_of(folder: Path) -> tuple[Finding, ...]:
    reading = read_package(folder)
    assert (reading.package is None) == any(one.severity is Severity.ERROR for one in reading.findings)
    assert all(sentence(one, language) for one in reading.findings for language in LANGUAGES)
    return reading.findings


def with_merge(folder: Path, table: str, merge: str) -> tuple[Finding, ...]:
    block = f'[[policy.coarser]]\ntable = "{table}"\nmerge = [{merge}]\n\n[[income_statement]]'
    return findings_of(
        write_folder(folder, package_files(association=PROFILE.replace("[[income_statement]]", block, 1)))
    )


@pytest.mark.parametrize("name", ["total", "unknown", "other"])
def test_an_initiative_is_not_called_as_a_row_that_every_table_has(tmp_path: Path, name: str) -> None:
    rows = INITIATIVES + f"{name},Namn,individual,tally,fk,,,,,,,\n"
    (found,) = findings_of(write_folder(tmp_path, package_files(initiatives=rows)))
    assert (found.code, str(found.where), found.value) == ("PKG-032", "initiatives.csv:4:id", name)


@pytest.mark.parametrize(
    ("name", "code"), [("total", "PKG-032"), ("unknown", "PKG-032"), ("other", "PKG-032"), ("Gra\\nnby", "PKG-103")]
)
def test_a_municipality_has_a_row_of_its_own_on_one_line(tmp_path: Path, name: str, code: str) -> None:
    profile = PROFILE.replace('"Grannby"', f'"{name}"')
    (found,) = findings_of(write_folder(tmp_path, package_files(association=profile)))
    assert (found.code, str(found.where)) == (code, "association.toml:4:municipalities")


@pytest.mark.parametrize(
    ("table", "merge", "code"),
    [
        ("exits-by-reason", '{ code = "total", label = "A", of = ["moved", "illness"] }', "PKG-119"),
        ("exits-by-reason", '{ code = "unknown", label = "A", of = ["moved", "illness"] }', "PKG-119"),
        ("participants-by-municipality", '{ code = "other", label = "A", of = ["Grannby"] }', "PKG-119"),
        ("exits-by-reason", '{ code = "x", label = "A", of = ["moved", "misregistered"] }', "PKG-118"),
        ("exits-by-reason", '{ code = "x", label = "A", of = ["moved", "total"] }', "PKG-118"),
    ],
)
def test_a_merge_that_no_table_could_have_is_said(tmp_path: Path, table: str, merge: str, code: str) -> None:
    (found,) = with_merge(tmp_path, table, merge)
    assert (found.code, found.where.column) == (code, "policy.coarser.merge")


def test_a_merge_names_codes_of_one_edition(tmp_path: Path) -> None:
    editions = '[editions]\nexit_reason = [{ edition = "sus-2020" }, { edition = "own-2023", from = 2023-01-01 }]\n\n[[policy]]'
    merge = '{ code = "x", label = "A", of = ["discharged", "work"] }'
    block = f'[[policy.coarser]]\ntable = "exits-by-reason"\nmerge = [{merge}]\n\n'
    profile = PROFILE.replace("[[policy]]", editions).replace("[[income_statement]]", block + "[[income_statement]]", 1)
    (found,) = findings_of(write_folder(tmp_path, package_files(association=profile)))
    assert found.code == "PKG-118"


@pytest.mark.parametrize(
    ("table", "of"),
    [
        ("participants-by-age", '"60-74", "other"'),
        ("participants-by-age", '"60-74", "unknown"'),
        ("participants-by-municipality", '"Grannby", "other"'),
        ("referrals-by-referrer", '"af", "fk"'),
    ],
)
def test_a_merge_that_fits_is_taken(tmp_path: Path, table: str, of: str) -> None:
    assert with_merge(tmp_path, table, f'{{ code = "x", label = "A", of = [{of}] }}') == ()


@pytest.mark.parametrize("name", ["tallies.csv", "association.toml"])
def test_a_folder_where_a_file_belongs_is_not_an_absent_file(tmp_path: Path, name: str) -> None:
    write_folder(tmp_path, package_files())
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    assert ("PKG-011", name) in {(one.code, one.value) for one in findings_of(tmp_path)}


def test_a_pipe_where_a_file_belongs_is_not_waited_for(tmp_path: Path) -> None:
    write_folder(tmp_path, package_files(without=("tallies",)))
    os.mkfifo(tmp_path / "tallies.csv")
    assert [one.code for one in findings_of(tmp_path)] == ["PKG-011"]


def test_a_file_where_a_folder_belongs(tmp_path: Path) -> None:
    write_folder(tmp_path, package_files(without=("summary",)))
    (tmp_path / "texts").write_text("text")
    assert [(one.code, one.value) for one in findings_of(tmp_path)] == [("PKG-012", "texts")]


def test_other_files_and_folders_are_ignored(tmp_path: Path) -> None:
    write_folder(tmp_path, package_files())
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "old").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert findings_of(tmp_path) == ()


def test_a_file_that_is_nearly_called_right_is_remarked(tmp_path: Path) -> None:
    write_folder(tmp_path, package_files())
    (tmp_path / "tallies.csv").rename(tmp_path / "Tallies.CSV")
    (tmp_path / "ledger" / "2020.se").rename(tmp_path / "ledger" / "2020.SI")
    found = {(one.code, one.value, one.values["meant"], one.severity) for one in findings_of(tmp_path)}
    assert found == {
        ("PKG-013", "Tallies.CSV", "tallies.csv", Severity.REMARK),
        ("PKG-013", "ledger/2020.SI", "ledger/2020.se", Severity.REMARK),
    }


def test_what_is_wrong_with_a_file_does_not_hide_what_is_wrong_in_another(tmp_path: Path) -> None:
    write_folder(tmp_path, package_files(contributions=CONTRIBUTIONS + "2020,nobody,1\n", without=("tallies",)))
    (tmp_path / "tallies.csv").symlink_to("/etc/hostname")
    assert {one.code for one in findings_of(tmp_path)} == {"PKG-004", "PKG-056"}


@pytest.mark.parametrize(
    ("unit", "amount", "fits"),
    [("kr", "10.05", True), ("kr", "10.005", False), ("tkr", "10.00005", True), ("tkr", "10.000005", False)],
)
def test_an_amount_is_no_finer_than_an_ore(tmp_path: Path, unit: str, amount: str, fits: bool) -> None:
    profile = PROFILE.replace('unit = "kr"', f'unit = "{unit}"')
    rows = BUDGET + f"2020,adopted,x,X,support,,,,{amount},,\n"
    found = findings_of(write_folder(tmp_path, package_files(association=profile, budget=rows)))
    assert [(one.code, str(one.where)) for one in found] == ([] if fits else [("PKG-034", "budget.csv:4:amount")])


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", "name".encode("utf-16"), b"PK\x03\x04"])
@pytest.mark.parametrize("part", ["association", "summary"])
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, part: str, data: bytes) -> None:
    assert {one.code for one in findings_of(write_folder(tmp_path, package_files(**{part: data})))} == {"PKG-033"}


def test_a_date_in_quotes_is_shown_with_its_quotes(tmp_path: Path) -> None:
    (found,) = findings_of(
        write_folder(tmp_path, package_files(association=PROFILE.replace("from = 2020-01-01", 'from = "2020-01-01"')))
    )
    assert (found.code, found.value) == ("PKG-103", '"2020-01-01"')


def test_a_line_that_is_no_toml_is_shown(tmp_path: Path) -> None:
    (found,) = findings_of(write_folder(tmp_path, package_files(association=PROFILE.replace('"kr"', "kr"))))
    assert (found.code, found.where.line, found.value) == ("PKG-100", 6, "unit = kr")
