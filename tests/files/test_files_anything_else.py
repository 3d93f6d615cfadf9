"""Whatever the bytes are, findings come out and nothing else: no exception, no hang, and a sentence for each."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stegvis.core.findings import has_errors
from stegvis.files.package import package_bytes, read_package
from stegvis.files.package.reading import Reading
from stegvis.files.sie import read_sie
from stegvis.messages import LANGUAGES, sentence
from support.packages import LEDGER, package_files, write_folder, zip_bytes

FILES = {
    **package_files(
        grants="id,year,giver,purpose,initiative,granted,received,used\ng1,2020,MUCF,,stegen,10,10,5\n",
        balances="year,line,amount\n2019,result,1\n",
        goals="year,id,level,area,initiative,text,measure,operator,target,outcome,assessed,comment\n2020,g,,,,M,exits,>=,5,,met,\n",
        answers="round,survey,respondent_group,initiative,sex,question,value\n1,i,staff,,woman,q1,5\n",
        board="body,seat,role,name,for_seat,appointed_by,from,to\nboard,1,member,A,,fk,2020-01-01,\n",
        series="scope,initiative,measure,period,edition,category,sex,value,unit,base,definition,source,page\nown,,employees,2019,,,,2,,,,,\n",
        sites="initiative,site,controller,municipality,starts,ends\nstegen,norr,exempelstad,,,\n",
    ),
    "images/a.png": b"\x89PNG\r\n\x1a\n",
}  # fmt: skip
NAMES = sorted(FILES)
SNIPPETS = [
    b"\0", b"\xff", b'"', b",", b";", b"\n", b"\r", b"{", b"}", b"#", b"[", b"]", b"=", b":", b"-", b"'", b"\\", b"9" * 30,
    b"2020-02-30", b"1e999999", b"nan", b"inf", "å".encode(), b"\xef\xbb\xbf", b"{{", b"=cmd|' /C calc'!A0", b" ", b"\t", b"true",
    b"[[policy]]\n", b"#VER A 1 20200101\n{\n", "٣".encode(), b"..", b"anonymous", b"discharged", b"none",
]  # fmt: skip


def check(reading: Reading) -> None:
    assert (reading.package is None) == has_errors(reading.findings)
    assert all(sentence(one, language) for one in reading.findings for language in LANGUAGES)
    if reading.package is not None:
        assert dict(package_bytes(reading.package))


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few things put in, taken away or cut off."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 2, 10, 200])))
        put = draw(st.sampled_from(SNIPPETS) | st.binary(max_size=4))
        data = data[:start] + put + data[end:]
    return data


QUIET = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def test_the_starting_point_is_a_whole_package(tmp_path: Path) -> None:
    assert read_package(write_folder(tmp_path, FILES)).findings == ()


@QUIET
@given(st.data())
def test_a_package_with_any_file_changed(tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    check(read_package(write_folder(tmp_path, {**FILES, name: data.draw(changed(FILES[name]))})))


@QUIET
@given(st.sampled_from(NAMES), st.binary(max_size=300))
def test_a_package_with_any_file_replaced(tmp_path: Path, name: str, data: bytes) -> None:
    check(read_package(write_folder(tmp_path, {**FILES, name: data})))


@QUIET
@given(st.data())
def test_a_zip_with_anything_changed(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(data.draw(changed(zip_bytes(FILES))))
    check(read_package(path))


@QUIET
@given(st.data())
def test_a_ledger_with_anything_changed(data: st.DataObject) -> None:
    reading = read_sie(data.draw(changed(LEDGER.encode("cp437"))), "x.se")
    assert (reading.ledger is None) == has_errors(reading.findings)
    assert all(sentence(one, language) for one in reading.findings for language in LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_half_of_any_file(tmp_path: Path, name: str) -> None:
    check(read_package(write_folder(tmp_path, {**FILES, name: FILES[name][: len(FILES[name]) // 2]})))
