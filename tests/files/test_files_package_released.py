"""Released tables as files: nobody protects them a second time, so what no release could have let out is refused."""

from pathlib import Path

import pytest

from stegvis.core.findings import Finding
from stegvis.files.package import read_package
from support.packages import package_files, write_folder

SAID = 'table = "exits-by-reason"\nperiod = "2020"\nparty = "fk"\nthreshold = 5\nedition = "sus-2020"\nreleased = 2021-02-01\n'
CODES = ("discharged", "moved", "parental_leave", "illness", "continued_rehabilitation", "other", "total")
WHOLE = "exit_reason,sex,value,status\n" + "".join(
    f"{code},{sex},{count * (6 if code == 'total' else 1)},published\n"
    for code in CODES
    for sex, count in (("woman", 20), ("man", 30), ("total", 50))
)


def places(folder: Path, rows: str = WHOLE, said: str = SAID) -> list[tuple[str, str]]:
    stem = "released/2020/fk/exits-by-reason"
    files = package_files(without=("participations",)) | {f"{stem}.csv": rows.encode(), f"{stem}.toml": said.encode()}
    return [(one.code, _short(one)) for one in read_package(write_folder(folder, files)).findings]


def _short(finding: Finding) -> str:
    return f"{finding.where.file.rsplit('.', 1)[1]}:{finding.where.line}:{finding.where.column}"


def test_a_table_that_a_release_could_have_made(tmp_path: Path) -> None:
    assert places(tmp_path) == []


def test_a_small_count_of_persons_is_not_in_print(tmp_path: Path) -> None:
    rows = WHOLE.replace("moved,woman,20", "moved,woman,3").replace("total,woman,120", "total,woman,")
    rows = rows.replace("total,woman,,published", "total,woman,,suppressed").replace("moved,total,50", "moved,total,33")
    rows = rows.replace("total,total,300", "total,total,283")
    assert places(tmp_path, rows) == [("PKG-144", "csv:5:value")]


def test_a_printed_total_is_the_sum_of_its_printed_parts(tmp_path: Path) -> None:
    assert places(tmp_path, WHOLE.replace("moved,man,30", "moved,man,31")) == [
        ("PKG-145", "csv:7:value"),
        ("PKG-145", "csv:21:value"),
    ]


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        ("threshold = 5", "threshold = 2", ("PKG-108", "toml:4:threshold")),
        ("sus-2020", "sus-1999", ("PKG-092", "toml:5:edition")),
    ],
)
def test_what_is_said_of_it_can_be_so(tmp_path: Path, was: str, is_now: str, expected: tuple[str, str]) -> None:
    assert places(tmp_path, said=SAID.replace(was, is_now)) == [expected]
