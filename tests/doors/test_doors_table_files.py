"""`stegvis table` in every format: text on standard output, whole files with what belongs beside them, and refusals."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from stegvis.cli import main
from stegvis.cli.arguments import TABLE_FORMATS
from stegvis.render.table_files import KINDS

CASE = Path(__file__).parents[1] / "cases" / "samspelet-2020"
NAME = "exits-by-reason"


@pytest.fixture
def run(capsys):
    def call(*arguments, name=NAME):
        status = main(["table", name, "--package", str(CASE), "--period", "2020", *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture(scope="module")
def rows():
    """The tidy rows, as they have always been printed."""
    import contextlib

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["table", NAME, "--package", str(CASE), "--period", "2020"]) == 0
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def values(rows):
    return [int(row["value"]) if row["value"] else None for row in rows]


def test_the_formats_are_the_kinds_there_are():
    assert set(TABLE_FORMATS) == {*KINDS, "json", "text"}


def test_json_stat_on_standard_output_has_the_same_cells(run, rows):
    status, out, _ = run("--format", "json-stat")
    assert status == 0
    dataset = json.loads(out)
    assert dataset["value"] == values(rows)
    assert dataset["source"] == "Samordningsförbundet Samspelet"


@pytest.mark.parametrize("form", ["px", "html", "svg"])
def test_text_goes_to_standard_output(form, capfdbinary):
    assert main(["table", NAME, "--package", str(CASE), "--period", "2020", "--format", form]) == 0
    out = capfdbinary.readouterr().out
    assert {"px": b"DATA=", "html": b"<table>", "svg": b"<svg"}[form] in out


def test_a_csv_file_has_its_words_in_a_file_beside_it(run, rows, tmp_path):
    status, out, err = run("--out", tmp_path / "avslut.csv")
    assert (status, out) == (0, "")
    written = (tmp_path / "avslut.csv").read_text("utf-8")
    assert list(csv.DictReader(io.StringIO(written))) == rows
    described = json.loads((tmp_path / "avslut.csv-metadata.json").read_text("utf-8"))
    assert described["url"] == "avslut.csv"
    assert str(tmp_path / "avslut.csv-metadata.json") in err


def test_a_workbook_a_picture_and_rows_as_json_are_written_to_files(run, rows, tmp_path):
    for form in ("xlsx", "png", "json"):
        assert run("--format", form, "--out", tmp_path / f"a.{form}")[0] == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Tabell", "Diagram", "Om tabellen"]
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == rows


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("--format", "xlsx"), "CLI-027"),
        (("--format", "png"), "CLI-027"),
        (("--format", "px", "--working"), "CLI-026"),
        (("--out", "x.csv", "--working"), "CLI-026"),
        (("--out", "/finns/inte/x.csv"), "CLI-006"),
    ],
)
def test_what_cannot_be_handed_out_is_refused_before_anything_is_counted(run, monkeypatch, call, code):
    monkeypatch.setattr("stegvis.files.package.read_package", lambda *_: pytest.fail("the package was read"))
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert f": {code}: " in err


def test_a_table_without_a_chart_says_so(run, tmp_path):
    status, _, err = run("--format", "svg", "--out", tmp_path / "x.svg", name="tallies-by-measure")
    assert status == 2
    assert ": CLI-028: " in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_could_not_be_written_is_said(run, tmp_path, monkeypatch):
    def full(_files):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stegvis.cli.table_files.write_whole", full)
    status, _, err = run("--out", tmp_path / "x.csv")
    assert status == 2
    assert ": CLI-009: " in err
