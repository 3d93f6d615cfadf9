"""Stored snapshots: the same figures as from the package, the same name for the same facts, and every fault told of."""

import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from stegvis.cli import main
from stegvis.core.catalogue import CATALOGUE
from stegvis.core.periods import Period
from stegvis.core.tables import Population
from stegvis.engine import parquet, tabulate_all, take_snapshot
from stegvis.engine.opening import open_snapshot, verify
from stegvis.engine.parquet import store_snapshot
from support.national import NUMBERS, two_associations
from support.packages import a_package, a_participation, a_profile, package_files, write_folder
from support.random_facts import PACKAGES, QUESTIONS

SPECS = tuple(CATALOGUE.values())


def stored(packages, folder, on=date(2026, 1, 1)):
    return store_snapshot(packages, folder, made_on=on, made_from=["paket"])


def codes(findings):
    return [one.code for one in findings]


@pytest.fixture
def folder(tmp_path):
    return stored(two_associations(), tmp_path).folder


def first_file(folder: Path) -> Path:
    return sorted((folder / "participations").rglob("*.parquet"))[0]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(package=PACKAGES, question=QUESTIONS)
def test_a_stored_snapshot_gives_the_same_tables(tmp_path_factory, package, question):
    """All but the tables of answers, which no stored snapshot holds."""
    period, initiatives, _ = question
    specs = tuple(one for one in SPECS if one.population is not Population.ANSWERS)
    opening = open_snapshot(stored([package], tmp_path_factory.mktemp("s")).folder)
    assert opening.findings == ()
    from_package = tabulate_all(specs, take_snapshot(package), period, initiatives=initiatives)
    assert tabulate_all(specs, opening.snapshot, period, initiatives=initiatives) == from_package


def test_the_same_facts_have_the_same_name(tmp_path):
    packages = two_associations()
    first, again = stored(packages, tmp_path / "a"), stored(packages, tmp_path / "b", on=date(2027, 1, 1))
    assert first.folder.name == again.folder.name == take_snapshot(*packages).name
    assert not stored(packages, tmp_path / "a").is_new
    changed = a_package(participations=(a_participation(sex="man"),))
    assert take_snapshot(changed).name != take_snapshot(a_package(participations=(a_participation(sex="woman"),))).name


def test_the_layout_of_the_files_does_not_change_the_name(tmp_path, monkeypatch):
    first = stored(two_associations(), tmp_path / "a")
    monkeypatch.setattr(parquet, "FILE_ROWS", 1)
    second = stored(two_associations(), tmp_path / "b")
    assert len(second.manifest.files) > len(first.manifest.files)
    assert second.folder.name == first.folder.name


def test_every_table_names_its_snapshot(folder):
    opening = open_snapshot(folder)
    tables = tabulate_all(SPECS, opening.snapshot, Period.year(2020))
    assert {table.head.snapshot for table in tables} == {folder.name}


def test_one_association_of_several_has_its_own_figures(folder):
    for package, number in zip(two_associations(), NUMBERS, strict=True):
        own = open_snapshot(folder, association=number).snapshot
        alone = take_snapshot(package)
        for mine, other in zip(*(tabulate_all(SPECS, one, Period.year(2020)) for one in (own, alone)), strict=True):
            assert mine.cells == other.cells, mine.head.name


def test_several_associations_are_counted_together(folder):
    whole = tabulate_all(SPECS, open_snapshot(folder).snapshot, Period.year(2020))
    alone = [tabulate_all(SPECS, take_snapshot(one), Period.year(2020)) for one in two_associations()]
    for table, *parts in zip(whole, *alone, strict=True):
        counted = [part.head.counted for part in parts]
        assert table.head.counted == (None if None in counted else sum(counted)), table.head.name


def test_what_is_known_of_after_the_exit_is_counted(tmp_path):
    """A referral may be dated after the exit; its row is read for the year of the referral too."""
    late = a_participation(entered=date(2019, 1, 1), exited=date(2019, 2, 1), referred=date(2020, 5, 1), referrer="fk")
    opening = open_snapshot(stored([a_package(participations=(late,))], tmp_path).folder)
    (table,) = tabulate_all((CATALOGUE["referrals-by-referrer"],), opening.snapshot, Period.year(2020))
    assert table.cells["fk", "total"] == 1


def test_no_pseudonym_of_the_package_is_in_the_snapshot(tmp_path):
    rows = tuple(a_participation(f"hemlig-{number}", birth_year=1980 + number) for number in range(8))
    place = stored([a_package(participations=rows)], tmp_path).folder
    assert not any(b"hemlig" in path.read_bytes() for path in place.rglob("*") if path.is_file())


def test_numbers_of_persons_say_nothing_of_another_snapshot():
    """One more row draws a wholly new order: the numbers cannot be joined."""
    rows = [a_participation(f"p{number}", birth_year=1950 + number) for number in range(50)]

    def numbers(chosen):
        snapshot = take_snapshot(a_package(participations=tuple(chosen)))
        return dict(snapshot.engine.query("SELECT birth_year, person FROM participations"))

    first, second = numbers(rows), numbers([*rows, a_participation("p99", birth_year=2001)])
    assert sorted(first.values()) == list(range(1, 51))
    assert sum(first[year] == second[year] for year in first) < 10


def test_only_the_owner_can_read_it(folder):
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def changed_manifest(folder: Path, **changed: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), "utf-8")


FAULTS = {
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "SNP-001"),
    "a manifest that is no text": (lambda folder: (folder / "manifest.json").write_bytes(b"\xff\xfe"), "SNP-002"),
    "a cut manifest": (lambda folder: os.truncate(folder / "manifest.json", 100), "SNP-002"),
    "another schema": (lambda folder: changed_manifest(folder, schema=99), "SNP-003"),
    "another name": (lambda folder: changed_manifest(folder, name="0" * 32), "SNP-004"),
    "a missing file": (lambda folder: first_file(folder).unlink(), "SNP-005"),
    "a cut file": (lambda folder: os.truncate(first_file(folder), 200), "SNP-006"),
    "a flipped bit": (lambda folder: flip(first_file(folder)), "SNP-007"),
    "a file too many": (lambda folder: (folder / "participations" / "extra.parquet").write_bytes(b"x"), "SNP-008"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_of_and_nothing_is_counted(folder, fault, capsys):
    damage, code = FAULTS[fault]
    damage(folder)
    assert codes(verify(folder)[1]) == [code]
    assert open_snapshot(folder).snapshot is None
    assert main(["verify", str(folder)]) == 2
    assert main(["table", "exits-by-reason", "--snapshot", str(folder), "--period", "2020"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert code in said.err


def test_rows_that_the_manifest_was_made_to_fit_are_told_of(folder):
    """Who alters rows and their hash in the manifest still does not have the rows that the name was made of."""
    import duckdb

    path = first_file(folder)
    rows = f"SELECT * REPLACE (3::SMALLINT AS sex) FROM read_parquet('{path}')"  # noqa: S608
    duckdb.execute(f"COPY ({rows}) TO '{path}.new' (FORMAT parquet)")
    Path(f"{path}.new").replace(path)
    fit(folder, path)
    assert codes(verify(folder)[1]) == ["SNP-010"]


def test_other_columns_are_told_of(folder):
    import duckdb

    path = first_file(folder)
    duckdb.execute(f"COPY (SELECT 1 AS wrong) TO '{path}' (FORMAT parquet)")
    fit(folder, path)
    assert codes(verify(folder)[1]) == ["SNP-009"]


def fit(folder: Path, path: Path) -> None:
    """Give a file's new size and hash in the manifest."""
    data = json.loads((folder / "manifest.json").read_text("utf-8"))
    (entry,) = [one for one in data["files"] if folder / one["path"] == path]
    entry |= {"size": path.stat().st_size, "sha256": parquet.hash_of(path)}
    changed_manifest(folder, files=data["files"])


def test_a_path_out_of_the_folder_is_no_file_of_it(folder):
    data = json.loads((folder / "manifest.json").read_text("utf-8"))
    data["files"][0]["path"] = "../../etc/passwd"
    changed_manifest(folder, files=data["files"])
    assert "SNP-002" in codes(verify(folder)[1])


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch, capsys):
    copied, copy = [], parquet._copy

    def full(connection, rows, path):
        copied.append(path)
        if len(copied) == 2:
            raise OSError(28, "No space left on device")
        copy(connection, rows, path)

    monkeypatch.setattr(parquet, "_copy", full)
    package = write_folder(tmp_path / "paket", package_files())
    target = tmp_path / "bilder"
    assert main(["snapshot", "--package", str(package), "--to", str(target)]) == 2
    assert len(copied) == 2
    assert "SNP-015" in capsys.readouterr().err
    assert list(target.iterdir()) == []


def test_the_engine_s_word_for_a_full_disk_is_told_of(tmp_path, monkeypatch):
    """The engine says it in its own way, which is no OSError of Python's."""
    import duckdb

    class Full:
        def execute(self, query):
            raise duckdb.IOException("Could not write file: No space left on device")

    with pytest.raises(OSError, match="No space left"):
        parquet._copy(Full(), "SELECT 1", tmp_path / "x.parquet")


def test_a_killed_run_is_cleaned_up_after(tmp_path):
    left = tmp_path / ".making-999999999"
    left.mkdir()
    (left / "half.parquet").write_bytes(b"half")
    stored(two_associations(), tmp_path)
    assert not left.exists()


def test_closed_for_writing_is_told_of(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    package = write_folder(tmp_path / "paket", package_files())
    assert main(["snapshot", "--package", str(package), "--to", str(tmp_path / "file" / "under")]) == 2
    assert "SNP-015" in capsys.readouterr().err


def test_from_package_to_snapshot_to_the_same_table(tmp_path, capsys):
    package = write_folder(tmp_path / "paket", package_files())
    assert main(["snapshot", "--package", str(package), "--to", str(tmp_path / "bilder")]) == 0
    place = capsys.readouterr().out.strip()
    assert main(["verify", place]) == 0
    assert capsys.readouterr().out.strip() == Path(place).name
    asked = ["--period", "2020"]
    assert main(["table", "participants-by-age", "--package", str(package), "--working", *asked]) == 0
    expected = capsys.readouterr().out
    assert main(["table", "participants-by-age", "--snapshot", place, "--working", *asked]) == 0
    assert capsys.readouterr().out == expected
    assert main(["verify", place, "--table", "participants-by-age", *asked]) == 0
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["verify", "FOLDER", "--table", "exits-by-reason"], "SNP-018"),
        (["table", "exits-by-reason", "--snapshot", "FOLDER", "--period", "2020", "--association", "1"], "SNP-011"),
        (["table", "exits-by-reason", "--snapshot", "FOLDER", "--period", "2020", "--engine", "spark:/x"], "SNP-012"),
        (["table", "exits-by-reason", "--package", "FOLDER", "--period", "2020", "--association", "1"], "SNP-020"),
        (["table", "exits-by-reason", "--snapshot", "nowhere", "--period", "2020"], "SNP-001"),
    ],
)
def test_a_wrong_call_is_told_of(folder, call, code, capsys):
    assert main([str(folder) if one == "FOLDER" else one for one in call]) == 2
    said = capsys.readouterr()
    assert (said.out, code in said.err) == ("", True)


def test_a_cluster_that_does_not_answer_is_told_of(folder, capsys, monkeypatch):
    monkeypatch.setattr("stegvis.engine.spark._has_spark", lambda: True)
    call = ["table", "exits-by-reason", "--snapshot", str(folder), "--period", "2020", "--engine"]
    assert main([*call, "spark://127.0.0.1:1"]) == 2
    assert "SNP-014" in capsys.readouterr().err
    monkeypatch.setattr("stegvis.engine.spark._has_spark", lambda: False)
    assert main([*call, "spark://127.0.0.1:1"]) == 2
    assert "SNP-013" in capsys.readouterr().err


def test_packages_of_one_association_twice_and_of_none_are_told_of(tmp_path, capsys):
    package = write_folder(tmp_path / "paket", package_files())
    call = ["snapshot", "--to", str(tmp_path / "bilder"), "--package", str(package)]
    assert main([*call, "--package", str(package)]) == 2
    assert "SNP-016" in capsys.readouterr().err
    empty = {name: data for name, data in package_files().items() if name not in ("participations.csv", "tallies.csv")}
    bare = write_folder(tmp_path / "utan", empty)
    assert main(["snapshot", "--to", str(tmp_path / "bilder"), "--package", str(bare)]) == 2
    assert "SNP-017" in capsys.readouterr().err


def test_what_several_associations_have_in_common(tmp_path):
    snapshot = take_snapshot(*two_associations())
    assert snapshot.profile.municipalities == ("Exempelstad", "Kommun 0", "Kommun 1")
    assert snapshot.profile.policy_of(2020).threshold == a_profile().policy_of(2020).threshold
    assert [one.id for one in snapshot.initiatives][:1] == [f"{NUMBERS[0]}/stegen"]
