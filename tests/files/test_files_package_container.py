"""A folder, a zip and the files in them: what is taken, and what is refused before it is read."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from stegvis.core.findings import Finding
from stegvis.files.package import archive, read_package
from stegvis.messages import LANGUAGES, sentence
from support.packages import PARTICIPATIONS, PROFILE, TALLIES, package_files, write_folder, zip_bytes


def findings_of(path: Path) -> tuple[Finding, ...]:
    reading = read_package(path)
    assert reading.package is None
    assert all(sentence(one, language) for one in reading.findings for language in LANGUAGES)
    return reading.findings


def the_code(path: Path) -> str:
    (found,) = findings_of(path)
    return found.code


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "paket.zip"
    path.write_bytes(data)
    return path


def test_a_folder_a_zip_and_a_zip_with_the_folder_in_it_are_the_same(tmp_path: Path) -> None:
    folder = read_package(write_folder(tmp_path / "mapp", package_files()))
    flat = read_package(saved(tmp_path, zip_bytes(package_files())))
    nested = read_package(saved(tmp_path, zip_bytes(package_files(), inside="Exempel 2020")))
    assert folder.package is not None
    assert folder == flat == nested


def test_other_files_and_folders_are_ignored(tmp_path: Path) -> None:
    others = {"notes.docx": b"PK", "expected/x.csv": b"\xff", "ledger/readme.txt": b"?", "texts/.DS_Store": b"\0"}
    assert read_package(write_folder(tmp_path, {**package_files(), **others})).findings == ()


def test_nothing_is_not_a_package(tmp_path: Path) -> None:
    assert the_code(tmp_path / "saknas") == "PKG-001"
    assert the_code(saved(tmp_path, b"%PDF-1.7")) == "PKG-001"
    assert the_code(write_folder(tmp_path / "tom", {"x": b""})) == "PKG-009"


@pytest.mark.parametrize("name", ["../ut.csv", "/etc/passwd", "a/../../b", "C:\\x.csv", "a\\..\\b", "texts/a\x00.md"])
def test_a_zip_with_paths_outside_is_refused(tmp_path: Path, name: str) -> None:
    data = zip_bytes(package_files())
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as added:
        entry = zipfile.ZipInfo("tallies.csvx")
        entry.filename = name
        added.writestr(entry, b"x")
    assert the_code(saved(tmp_path, buffer.getvalue())) == "PKG-003"


def test_a_link_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO(zip_bytes(package_files()))
    with zipfile.ZipFile(buffer, "a") as added:
        entry = zipfile.ZipInfo("sites.csv")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        added.writestr(entry, "/etc/passwd")
    assert the_code(saved(tmp_path, buffer.getvalue())) == "PKG-004"
    folder = write_folder(tmp_path / "mapp", package_files())
    (folder / "sites.csv").symlink_to(folder / "tallies.csv")
    assert the_code(folder) == "PKG-004"


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = zip_bytes({**package_files(), "images/a.png": b"\0" * (archive.MOST_BYTES + 1)})
    assert len(bomb) < 1_000_000
    assert the_code(saved(tmp_path, bomb)) == "PKG-005"


def test_what_comes_out_is_counted_whatever_the_header_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit holds while members are read, not only by the list of files."""
    size = sum(map(len, package_files().values()))
    monkeypatch.setattr(archive, "_whole_faults", lambda entries, label: iter(()))
    source, _ = archive.open_source(saved(tmp_path, zip_bytes(package_files())))
    assert source is not None
    source._left = size - 1
    with pytest.raises(archive.Unreadable):
        [source.read(name) for name in source.names]


def test_a_header_that_lies_about_the_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"association.toml": PROFILE.encode() * 50}))
    listing = data.rfind(b"PK\x01\x02")
    data[listing + 24 : listing + 28] = struct.pack("<L", 10)
    assert "PKG-002" in {one.code for one in findings_of(saved(tmp_path, bytes(data)))}


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    many = {f"texts/{number}.md": b"" for number in range(archive.MOST_FILES + 1)}
    assert the_code(saved(tmp_path, zip_bytes({**package_files(), **many}))) == "PKG-006"


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"association.toml": PROFILE.encode()}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert the_code(saved(tmp_path, bytes(data))) == "PKG-007"


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO(zip_bytes(package_files()))
    with zipfile.ZipFile(buffer, "a") as added, pytest.warns(UserWarning, match="Duplicate"):
        added.writestr("tallies.csv", b"")
    assert the_code(saved(tmp_path, buffer.getvalue())) == "PKG-010"


def test_half_a_zip_is_refused(tmp_path: Path) -> None:
    data = zip_bytes(package_files())
    assert the_code(saved(tmp_path, data[: len(data) // 2])) == "PKG-002"


def test_damage_inside_a_zip_is_a_finding(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(package_files()))
    data[80] ^= 0xFF
    assert "PKG-002" in {one.code for one in findings_of(saved(tmp_path, bytes(data)))}


@pytest.mark.parametrize(
    "inside", [PROFILE.encode(), b"\xef\xbb\xbf" + PROFILE.encode(), PROFILE.replace("\n", "\r\n").encode()]
)
def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path, inside: bytes) -> None:
    tallies = b"\xef\xbb\xbf" + TALLIES.replace("\n", "\r\n").encode()
    reading = read_package(write_folder(tmp_path, package_files(association=inside, tallies=tallies)))
    assert reading.findings == ()


def test_semicolons_and_decimal_commas_are_accepted(tmp_path: Path) -> None:
    files = package_files(contributions="amount;party;year\n1000,50;fk;2020\n")
    package = read_package(write_folder(tmp_path, files)).package
    assert package is not None
    assert str((package.contributions or ())[0].amount) == "1000.50"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "PKG-020", 0),
        (b"\n\n", "PKG-020", 0),
        (b"\xef\xbb\xbf", "PKG-020", 0),
        (b"PK\x03\x04rest", "PKG-021", 1),
        (b"%PDF-1.7\n", "PKG-021", 1),
        (TALLIES.encode("utf-16"), "PKG-021", 1),
        (TALLIES.replace("natverk", "nätverk").encode("cp1252"), "PKG-022", 2),
        (TALLIES.replace("12\n", "1\0\n").encode(), "PKG-023", 2),
        (TALLIES.replace(",", "\t").encode(), "PKG-024", 1),
        (TALLIES.replace(",count", "").encode(), "PKG-025", 1),
        (TALLIES.replace("count", "count,colour").encode(), "PKG-026", 1),
        (TALLIES.replace("sex", "count").encode(), "PKG-027", 1),
        (TALLIES.replace(",12", ",12,3").encode(), "PKG-028", 2),
        (TALLIES.replace(",12", "").encode(), "PKG-028", 2),
        (TALLIES.replace("natverk", '"natverk').encode(), "PKG-029", 2),
        (TALLIES.replace("natverk", "n" * 200_000).encode(), "PKG-030", 2),
        (TALLIES.replace("natverk", "n" * 2_000_000).encode(), "PKG-030", 2),
    ],
)
def test_a_file_that_is_no_table_of_ours(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    found = findings_of(write_folder(tmp_path, package_files(tallies=data)))
    assert (code, "tallies.csv", line) in {(one.code, one.where.file, one.where.line) for one in found}


def test_lines_are_physical_ones_also_after_a_cell_with_line_breaks(tmp_path: Path) -> None:
    goals = (
        "year,id,level,area,initiative,text,measure,operator,target,outcome,assessed,comment\n"
        '2020,g1,,,,"Ett mål\npå tre\nrader",,,,,,\n\n2020,g2,,,,Mål,,,,,sådär,\n'
    )
    (found,) = findings_of(write_folder(tmp_path, package_files(goals=goals)))
    assert (found.where.line, found.where.column) == (6, "assessed")


def test_a_file_of_nothing_but_faults_does_not_drown_the_reader(tmp_path: Path) -> None:
    row = "p1,stegen,,pseudonymous,x,x,,,x,x,x,x,,x,x,,x,x,x,x,x,x,x\n"
    reading = read_package(
        write_folder(tmp_path, package_files(participations=PARTICIPATIONS.split("\n", 1)[0] + "\n" + row * 2_000))
    )
    assert reading.package is None
    assert len(reading.findings) == 10_001
    assert reading.findings[-1].code == "PKG-031"


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read_package(write_folder(tmp_path, package_files()), progress=lambda *step: told.append(step))
    assert ("participations.csv", 4, 4) in told
    assert all(done <= total for _, done, total in told)


def test_every_file_can_be_missing_but_the_association(tmp_path: Path) -> None:
    package = read_package(write_folder(tmp_path, {"association.toml": PROFILE.encode()})).package
    assert package is not None
    assert (package.initiatives, package.participations, package.texts, package.ledgers) == (None, None, {}, ())
