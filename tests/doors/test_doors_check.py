"""`stegvis check` as a person and a program meet it: forms, status, accepting, comparing, own words, and any file at all."""

import io
import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from stegvis.cli import check, main

RIGHT = "Deltagare 2020\n\nKön\tKvinna\tMan\tSumma\nGrundskola\t20\t15\t35\nGymnasium\t58\t26\t84\n"
WRONG = RIGHT.replace("84", "48")
LINE = re.compile(r"(.+?)(?:#page=(\d+))?:(\d*):(\d*): ([A-Z]{3}-\d{3}): (.*?): (.*) \[([0-9a-f]{12})\]")


@pytest.fixture
def run(capsys):
    """Run `stegvis check`: its status, its standard output and its standard error."""

    def call(*arguments):
        status = main(["check", *map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def file(tmp_path):
    """A report of a text, in a folder of its own."""

    def write(text, name="rapport.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def wrong(file):
    return file(WRONG)


def test_a_report_that_agrees_has_no_findings(run, file):
    assert run(file(RIGHT))[:2] == (0, "")


def test_a_finding_is_a_line_that_programs_can_read(run, wrong):
    status, out, err = run(wrong)
    assert status == 1
    file, page, line, column, code, value, text, _ = LINE.fullmatch(out.strip()).groups()
    assert (file, page, line, column, code, value) == ("rapport.txt", None, "5", "17", "REP-101", "48")
    assert "84" in text
    assert err.splitlines()[:2] == [
        "Fel: 1. Varningar: 0. Anmärkningar: 0.",
        "Lästa tal: 6. Prövade mot något: 6. Utan något att prövas mot: 0.",
    ]


def test_both_languages(run, wrong):
    _, out, err = run(wrong, "--language", "en")
    assert "Gymnasium" in out
    assert "Errors: 1." in err


def test_a_number_within_another_is_not_pointed_at(run, file):
    _, out, _ = run(file(WRONG.replace("58\t26\t48", "480\t2\t48")))
    assert {LINE.fullmatch(line)[4] for line in out.splitlines() if ": 48: " in line} == {"17"}


def test_json_on_standard_output_and_in_a_file(run, wrong, tmp_path):
    _, out, _ = run(wrong, "--format", "json")
    assert set(json.loads(out)) == {"file", "pages", "lines", "numbers", "findings"}
    assert run(wrong, "--out", tmp_path / "fynd.json")[:2] == (1, "")
    assert (tmp_path / "fynd.json").read_text("utf-8") == out


def test_the_name_of_the_file_says_the_form(run, wrong, tmp_path):
    for name, begins in (("a.html", "<!doctype html>"), ("a.json", "{"), ("a.txt", "rapport.txt:5:17: ")):
        assert run(wrong, "--out", tmp_path / name)[0] == 1
        assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_only_a_pdf_is_annotated(run, wrong, tmp_path):
    status, out, err = run(wrong, "--format", "pdf", "--out", tmp_path / "a.pdf")
    assert (status, out) == (2, "")
    assert "EXM-005" in err
    assert not (tmp_path / "a.pdf").exists()


def test_a_pdf_is_annotated_in_a_copy(run, tmp_path):
    from stegvis.render import render_pdf
    from support.documents import sample_document

    path = tmp_path / "rapport.pdf"
    path.write_bytes(render_pdf(sample_document()))
    before = path.read_bytes()
    status, out, _ = run(path, "--out", tmp_path / "granskad.pdf")
    assert status in (0, 1)
    assert out == ""
    assert (tmp_path / "granskad.pdf").read_bytes().startswith(b"%PDF")
    assert path.read_bytes() == before
    assert "EXM-006" in run(path, "--out", path)[2]
    assert all(line.startswith("rapport.pdf") for line in run(path)[1].splitlines())


def test_an_annotated_pdf_needs_a_file(run, file):
    assert "CLI-027" in run(file("", "a.pdf"), "--format", "pdf")[2]


def test_what_is_read_is_never_written_over(run, wrong, tmp_path):
    (tmp_path / "lank.txt").symlink_to(wrong)
    for out in (wrong, tmp_path / "lank.txt"):
        status, _, err = run(wrong, "--out", out)
        assert status == 2
        assert "EXM-006" in err
    assert wrong.read_text("utf-8") == WRONG


@pytest.mark.parametrize("option", ["", "--compare", "--words", "--accepted"])
def test_a_file_that_is_not_there(run, wrong, tmp_path, option):
    missing = tmp_path / "saknas.txt"
    status, out, err = run(*((wrong, option) if option else ()), missing)
    assert (status, out) == (2, "")
    assert "CLI-001" in err


def test_a_folder_that_is_not_there(run, wrong, tmp_path):
    assert "CLI-006" in run(wrong, "--out", tmp_path / "ingen" / "a.html")[2]


def test_a_data_file_is_no_report(run, wrong, monkeypatch):
    monkeypatch.setattr(check, "_MOST_NUMBERS", 5)
    status, out, err = run(wrong)
    assert (status, out) == (2, "")
    assert "EXM-010" in err


# On a terminal


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def test_on_a_terminal_the_findings_are_grouped_and_quoted(run, wrong, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    wrong.write_text(WRONG.replace("Gymnasium", "[red]\x1b[31mGymnasium"), "utf-8")
    assert main(["check", str(wrong), "--compare", str(wrong)]) == 1
    said = terminal.getvalue()
    assert "Fel (1)" in said
    assert "[red]\\x1b[31mGymnasium   58   26   48" in re.sub(r"\x1b\[[\d;]*m", "", said)
    assert "Lästa tal: 6." in said
    assert "Jämfört med rapport.txt" in said


def test_on_a_terminal_it_is_said_that_nothing_was_found(file, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["check", str(file(RIGHT))]) == 0
    assert "Inget motsäger något annat" in terminal.getvalue()


# Accepting


def key_of(out):
    return LINE.fullmatch(out.strip())[8]


def test_an_accepted_finding_stays_accepted_in_the_next_version(run, wrong, file, tmp_path):
    key = key_of(run(wrong)[1])
    status, out, err = run(wrong, "--accept", key[:6], "--reason", "Så står det i underlaget.", "--by", "Karin Ek")
    assert (status, out) == (0, "")
    assert "Godtagna: 1." in err
    kept = tmp_path / "rapport.accepted.toml"
    [entry] = tomllib.loads(kept.read_text("utf-8"))["accepted"]
    assert (entry["key"], entry["code"], entry["reason"], entry["by"]) == (
        *(key, "REP-101", "Så står det i underlaget.", "Karin Ek"),
    )
    assert "84" in entry["said"]
    assert run(wrong)[0] == 0
    following = file(f"Nytt först.\n\n{WRONG}", "rapport-2.txt")
    assert run(following)[0] == 1
    assert run(following, "--accepted", kept)[0] == 0
    changed = file(WRONG.replace("48", "49"), "rapport-3.txt")
    assert run(changed, "--accepted", kept)[0] == 1


def test_decisions_are_added_to_one_file(run, file, tmp_path):
    two = file(f"{WRONG}\n{WRONG.replace('Gymnasium', 'Högskola').replace('48', '49')}")
    kept = tmp_path / "godtagna.toml"
    for line in run(two)[1].splitlines():
        run(two, "--accepted", kept, "--accept", key_of(line), "--reason", "Skäl", "--by", "Bo")
    assert len(tomllib.loads(kept.read_text("utf-8"))["accepted"]) == 2
    status, out, _ = run(two, "--accepted", kept, "--format", "json")
    assert status == 0
    assert [one["by"] for one in json.loads(out)["accepted"]] == ["Bo", "Bo"]


@pytest.mark.parametrize(
    "given",
    [
        ("--accept", "KEY"),
        ("--accept", "KEY", "--reason", " ", "--by", "Bo"),
        ("--accept", "KEY", "--reason", "Skäl"),
        ("--reason", "Skäl", "--by", "Bo"),
    ],
)
def test_a_decision_needs_a_key_a_reason_and_a_name(run, wrong, tmp_path, given):
    key = key_of(run(wrong)[1])
    status, out, err = run(wrong, *(key if one == "KEY" else one for one in given))
    assert (status, out) == (2, "")
    assert "EXM-004" in err
    assert not (tmp_path / "rapport.accepted.toml").exists()


def test_a_key_that_is_nobodys(run, wrong):
    assert "EXM-003" in run(wrong, "--accept", "ffff", "--reason", "Skäl", "--by", "Bo")[2]


ENTRY = '[[accepted]]\nkey = "0123456789ab"\ncode = "REP-101"\nsaid = "a"\nreason = "b"\nby = "c"\non = 2026-03-01\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[accepted", "PKG-100"),
        ("godtagna = 1", "EXM-001"),
        ("accepted = 1", "EXM-001"),
        ("accepted = [1]", "EXM-002"),
        (ENTRY.replace('reason = "b"', 'reason = " "'), "EXM-002"),
        (ENTRY.replace("on = 2026-03-01", 'on = "i mars"'), "EXM-002"),
        (ENTRY.replace("0123456789ab", "x"), "EXM-002"),
        (ENTRY + "count = 0\n", "EXM-002"),
        (ENTRY + 'annat = "d"\n', "EXM-002"),
    ],
)
def test_a_file_of_decisions_that_is_not_one(run, wrong, file, text, code):
    status, out, err = run(wrong, "--accepted", file(text, "godtagna.toml"))
    assert (status, out) == (2, "")
    assert code in err


def test_an_empty_file_of_decisions_has_none(run, wrong, file):
    assert run(wrong, "--accepted", file("", "godtagna.toml"))[0] == 1
    assert run(wrong, "--accepted", file(ENTRY, "godtagna.toml"))[0] == 1


# Comparing


def test_what_changed_is_told_in_lines(run, wrong, file):
    status, out, err = run(file(RIGHT + "\nRemisser\n\nKälla\tAntal\nVård\t3\n", "ny.txt"), "--compare", wrong)
    assert status == 0
    assert [line.split(": ")[:2] for line in out.splitlines()] == [
        ["rapport.txt:5:17", "CMP-001"],
        ["ny.txt:5:17", "CMP-002"],
        ["ny.txt:9:", "CMP-003"],
    ]
    assert "Fynd som är rättade: 1. Kvar: 0. Nya: 0." in err


def test_a_table_that_is_gone_is_named_in_the_older_report(run, wrong, file):
    old = file(WRONG + "\nRemisser\n\nKälla\tAntal\nVård\t3\n", "gammal.txt")
    assert "gammal.txt:9:: CMP-004: Remisser" in run(wrong, "--compare", old)[1]


def test_a_figure_of_last_year_that_is_another_now_counts(run, file):
    old = file("Årsredovisning 2019\n\nResultaträkning\n\n\t2019\t2018\nÅrets resultat\t45\t12\n", "2019.txt")
    new = file("Årsredovisning 2020\n\nResultaträkning\n\n\t2020\t2019\nÅrets resultat\t17\t54\n", "2020.txt")
    status, out, _ = run(new, "--compare", old, "--format", "json")
    assert status == 1
    told = json.loads(out)
    assert [(one["code"], one["printed"], one["expected"]) for one in told["findings"]] == [("REP-811", "54", "45")]
    assert told["comparison"]["years"] == [2019, 2020]
    assert [(one["before"], one["after"]) for one in told["comparison"]["changed"]] == [("45", "54")]


# Own words


def test_an_associations_own_words(run, file):
    report = file(WRONG.replace("Summa", "Sammanräknat"))
    assert run(report)[0] == 0
    assert run(report, "--words", file('[parts]\ntotal = ["sammanräknat"]\n', "ord.toml"))[0] == 1


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[parts", "EXM-009", "ord.toml:"),
        ('[prats]\ntotal = ["x"]', "EXM-007", "parts"),
        ('[parts]\nall = ["x"]', "EXM-007", "parts.all"),
        ('[parts]\ntotal = "x"', "EXM-008", "parts.total"),
        ("parts = 1", "EXM-008", "parts"),
        ("[parts]\ntotal = [1]", "EXM-008", "parts.total"),
    ],
)
def test_faults_in_own_words(run, wrong, file, text, code, said):
    status, out, err = run(wrong, "--words", file(text, "ord.toml"))
    assert (status, out) == (2, "")
    assert code in err
    assert said in err


# Any file at all


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" * 80_000_000)
    return data.getvalue()


def word_of(xml: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", xml)
    return data.getvalue()


ANY = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 40,
    "binary.pdf": bytes(range(256)) * 40,
    "begins.pdf": b"%PDF-1.7\n%%EOF",
    "nothing.docx": b"PK\x03\x04",
    "text.docx": WRONG.encode(),
    "no-word.docx": word_of(""),
    "entities.docx": word_of('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'),
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "broken.txt": b"\xc3\x28" + WRONG.encode() + b"\xff\xfe",
    "latin.txt": WRONG.encode("latin-1", "replace") + "åäö".encode("latin-1"),
    "wide.txt": WRONG.encode("utf-16"),
    "line.txt": b"1 234 567 " * 300,
    "tabs.txt": b"12\t" * 2_000 + b"\n" + b"13\t" * 2_000,
    "deep.html": b"<div>" * 5_000 + b"1" + b"</div>" * 5_000,
    "open.html": b"<table><tr><td>1<table><tr><td>2",
    "pipes.md": b"| a | b |\n|---|---|\n" + b"| 1 | 2 |\n" * 500,
    "digits.txt": b"A\tB\nC\t" + b"9" * 5_000 + b"\n",
    "signs.txt": "Rubrik\n\n\u202e\u0000\t1\t2\n\x1b[2J\t3\t4\n".replace("\u0000", "").encode(),
}


@pytest.mark.parametrize("name", ANY)
def test_any_file_ends_with_a_status_and_no_traceback(run, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(ANY[name])
    for form in ("text", "json", "html"):
        status, _, err = run(path, "--format", form)
        assert status in (0, 1, 2)
        assert err
        assert not re.search(r"Traceback|gick fel i programmet", err)


def test_a_bomb_is_refused(run, tmp_path):
    path: Path = tmp_path / "bomb.docx"
    path.write_bytes(bomb())
    status, out, err = run(path)
    assert (status, out) == (2, "")
    assert "FIL-" in err


def test_a_folder_is_no_report(run, tmp_path):
    assert run(tmp_path)[0] == 2


def test_a_result_is_not_written_under_a_name_that_says_another_kind(run, wrong, tmp_path):
    status, _, err = run(wrong, "--out", tmp_path / "fynd.docx")
    assert (status, "EXM-011" in err, (tmp_path / "fynd.docx").exists()) == (2, True, False)
    assert run(wrong, "--out", tmp_path / "fynd.txt")[0] == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("-", "EXM-013"), ("https://example.org/rapport.pdf", "EXM-012"), ("finns-inte.pdf", "CLI-001"),
        ("rapport.txt/x", "CLI-001"), ("mapp", "CLI-008"), ("/dev/zero", "FIL-004"), ("/dev/null", "FIL-007"),
        ("a" * 300, "FIL-002"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_told_with_what_to_do(run, file, tmp_path, monkeypatch, name, code):
    file(RIGHT)
    (tmp_path / "mapp").mkdir()
    monkeypatch.chdir(tmp_path)
    for option in ((), ("--compare",)):
        status, out, err = run(*(("rapport.txt", *option) if option else ()), name)
        assert (status, out) == (2, "")
        assert code in err
    assert "https://example.org" in err or not name.startswith("https")


def test_a_file_without_numbers_is_not_praised(run, file):
    assert run(file("Inga tal här."))[2].startswith("Inga tal hittades")


def test_a_file_that_is_not_what_it_is_called_is_told_so(run, file):
    assert "REP-804" in run(file(RIGHT, "rapport.docx"))[1]


def test_the_help_says_what_the_exit_status_means(capsys):
    assert main(["check", "--help"]) == 0
    assert "0 inget över en anmärkning är kvar" in " ".join(capsys.readouterr().out.split())
