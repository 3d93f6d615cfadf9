"""The command line as a person meets it: help, wrong calls, results on standard output, findings on standard error, status."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from stegvis.cli import main
from stegvis.cli.arguments import parse
from stegvis.cli.words import words
from stegvis.cli.writing import write_whole
from stegvis.files.package import read_package
from support.packages import package_files, write_folder, zip_bytes

CASE = Path(__file__).parents[1] / "cases" / "samspelet-2020"
COMMANDS = (
    *("table", "statement", "budget", "ratios", "report", "check", "audit", "import", "export", "release", "serve"),
    *("snapshot", "verify"),
)


@pytest.fixture(autouse=True)
def _own_log(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "paket", package_files())


@pytest.fixture
def run(capsys):
    """Run a command: its status, its lines on standard output and on standard error."""

    def call(*arguments):
        status = main([str(one) for one in arguments])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return call


def rows(lines):
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_help_in_both_languages(run, command, language):
    status, out, err = run("--language", language, *command, "--help")
    assert (status, err) == (0, [])
    assert words(language)("options") in "\n".join(out)


def test_both_languages_say_the_same_things():
    import tomllib
    from importlib.resources import files

    sv, en = (tomllib.loads((files("stegvis.cli.words") / f"{one}.toml").read_text("utf-8")) for one in ("sv", "en"))
    assert list(sv) == list(en)


@pytest.mark.parametrize(
    "call",
    [
        (),
        ("tabell",),
        ("table",),
        ("table", "participants-by-age", "--package", "x"),
        ("statement", "resultat", "--package", "x", "--year", "2020"),
        ("ratios", "--package", "x", "--year", "2020", "--fel"),
        ("report", "annual", "--year"),
        ("budget", "--package", "x", "--year", "2020", "--language", "fi"),
    ],
)
def test_a_wrong_call_is_refused_with_its_usage(run, call):
    status, out, err = run(*call)
    assert (status, out) == (2, [])
    assert err[0].startswith("användning: stegvis")
    assert err[-1].startswith("stegvis: ")


def test_a_language_may_stand_before_or_after_the_command():
    for call in (["--language", "en", "serve"], ["serve", "--language", "en"], ["serve", "--language=en"]):
        assert parse(call).language == "en"
    assert parse(["serve"]).language == "sv"


def test_a_table_is_tidy_rows_and_what_is_to_know_of_it_stands_beside(run, folder):
    status, out, err = run("table", "participants-by-age", "--package", folder, "--period", "2020", "--working")
    assert (status, out[0]) == (0, "age_band,sex,value,status")
    assert {row["status"] for row in rows(out)} == {"working"}
    assert "Ålder är periodens sista år minus födelseåret." in err
    assert err[0].startswith("ARBETSTABELL")


def test_a_working_table_is_logged(run, folder):
    run("table", "participants-by-age", "--package", folder, "--period", "2020", "--working")
    log = Path(os.environ["XDG_STATE_HOME"]) / "stegvis" / "working.jsonl"
    (entry,) = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert (entry["table"], entry["period"], entry["association"]) == ("participants-by-age", "2020", "222000-0000")
    assert entry["by"]
    assert entry["at"]


def test_a_working_table_that_cannot_be_logged_says_the_entry(run, folder, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    status, _, err = run("table", "participants-by-age", "--package", folder, "--period", "2020", "--working")
    assert status == 0
    assert '"table": "participants-by-age"' in err[0]


def test_a_zip_is_read_like_a_folder(run, folder, tmp_path):
    (tmp_path / "paket.zip").write_bytes(zip_bytes(package_files()))
    same = ("ratios", "--year", "2020", "--package")
    assert run(*same, tmp_path / "paket.zip") == run(*same, folder)


def test_rows_may_be_had_as_json(run, folder):
    status, out, _ = run("statement", "income", "--package", folder, "--year", "2020", "--format", "json")
    first = json.loads("\n".join(out))[0]
    assert status == 0
    assert first == {
        "line": "contributions",
        "label": "Driftbidrag",
        "note": "1",
        "budget": "1000000",
        "amount": "1000000",
        "previous": "",
    }


def test_a_budget_has_a_row_a_line(run, folder):
    _, out, _ = run("budget", "--package", folder, "--year", "2020")
    assert out[0] == "line,label,category,initiative,budget,forecast,amount,variance"
    assert rows(out)[1] == {
        "line": "stegen",
        "label": "Stegen",
        "category": "individual",
        "initiative": "stegen",
        "budget": "900000",
        "forecast": "",
        "amount": "900000",
        "variance": "1",
    }


def test_ratios_say_whether_their_limits_hold(run, folder):
    _, out, _ = run("ratios", "--package", folder, "--year", "2020")
    found = {(row["year"], row["ratio"]): row for row in rows(out)}
    assert found["2020", "equity_share_of_contributions"]["holds"] == "no"
    assert found["2020", "equity_ratio"]["limit"] == ""


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("table", "participants-by-aeg", "--period", "2020"), "CLI-002"),
        (("table", "participants-by-age", "--period", "20x"), "CLI-003"),
        (("table", "participants-by-age", "--period", "2020-13"), "CLI-003"),
        (("table", "participants-by-age", "--period", "2020", "--initiative", "okänd"), "TAB-002"),
        (("table", "participants-by-age", "--period", "2020", "--edition", "own-1999", "--working"), "TAB-001"),
        (("statement", "income", "--year", "tjugo"), "CLI-004"),
        (("budget", "--year", "2031"), "CLI-005"),
        (("report", "interim", "--year", "2020"), "CLI-010"),
        (("report", "plan", "--year", "2020", "--out", "x.pdf"), "CLI-010"),
        (("report", "annual", "--year", "2020"), "CLI-012"),
        (("report", "annual", "--year", "2020", "--out", "rapport.odt"), "CLI-013"),
        (("report", "annual", "--year", "2020", "--out", "ingen/mapp/r.pdf"), "CLI-006"),
        (("report", "annual", "--year", "2020", "--period", "2020-01..2020-08", "--out", "r.pdf"), "CLI-011"),
        (("report", "annual", "--year", "2031", "--out", "r.pdf"), "CLI-005"),
    ],
)
def test_what_cannot_be_done_is_said_and_is_status_2(run, folder, call, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*call, "--package", folder)
    assert (status, out) == (2, [])
    assert f": {code}: " in err[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["paket"], "nothing is written"


def test_an_unknown_table_says_which_names_are_near(run, folder):
    _, _, err = run("table", "participants-by-aeg", "--package", folder, "--period", "2020")
    assert "participants-by-age" in err[0]


def test_a_package_that_is_not_there_or_is_no_package(run, tmp_path):
    (tmp_path / "fil.txt").write_text("hej")
    (tmp_path / "tom").mkdir()
    with zipfile.ZipFile(tmp_path / "tom.zip", "w"):
        pass
    for name, code in (("saknas", "CLI-001"), ("fil.txt", "CLI-022"), ("tom", "PKG-"), ("tom.zip", "PKG-")):
        status, out, err = run("ratios", "--package", tmp_path / name, "--year", "2020")
        assert (status, out) == (2, [])
        assert f": {code}" in err[0]


def test_faults_of_the_package_are_said_all_at_once_with_their_places(run, tmp_path):
    tallies = package_files()["tallies.csv"].replace(b"woman,7", b"kvinna,sju")
    folder = write_folder(tmp_path / "paket", package_files(tallies=tallies))
    status, out, err = run("ratios", "--package", folder, "--year", "2020")
    assert (status, out) == (2, [])
    assert [line.split(": ")[0] for line in err] == ["tallies.csv:3:sex", "tallies.csv:3:count"]
    assert [line.split(": ")[2] for line in err] == ["kvinna", "sju"]


def test_a_value_cannot_break_the_line_nor_speak_to_the_terminal(run, tmp_path):
    tallies = package_files()["tallies.csv"].replace(b"woman,7", b'"\x1b[31mrod\nrad",7')
    folder = write_folder(tmp_path / "paket", package_files(tallies=tallies))
    _, _, err = run("ratios", "--package", folder, "--year", "2020")
    assert len(err) == 1
    assert "\x1b" not in err[0]


def test_a_report_is_written_in_all_three_forms(run, folder, tmp_path):
    outs = [tmp_path / name for name in ("r.pdf", "r.docx", "r.html")]
    call = [part for out in outs for part in ("--out", out)]
    status, out, err = run("report", "annual", "--package", folder, "--year", "2020", *call)
    assert (status, out) == (1, []), "the equity is too large, which is a warning"
    assert [out.read_bytes()[:4] for out in outs] == [b"%PDF", b"PK\x03\x04", b"<!do"]
    assert err[-3:] == [f"Skrev {out}" for out in outs]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paket", "r.docx", "r.html", "r.pdf"]


def test_a_report_with_nothing_left_to_look_at_is_status_0(run, folder, tmp_path):
    profile = package_files()["association.toml"].replace(b"contributions_max = 0.20", b"contributions_max = 0.50")
    profile = profile.replace(b"buffer = 700000", b"buffer = 0")
    quiet = write_folder(tmp_path / "lugn", package_files(association=profile))
    status, _, err = run("report", "annual", "--package", quiet, "--year", "2020", "--out", tmp_path / "r.html")
    assert status == 0, err


def test_the_form_may_be_said_where_the_name_does_not(run, folder, tmp_path):
    out = tmp_path / "rapport"
    run("report", "annual", "--package", folder, "--year", "2020", "--out", out, "--format", "html")
    assert out.read_bytes().startswith(b"<!do")


def test_a_report_with_an_unknown_figure_writes_nothing(run, tmp_path):
    folder = write_folder(tmp_path / "paket", package_files(summary="Vi hade {{ gaster }}."))
    out = tmp_path / "r.pdf"
    out.write_bytes(b"the old one")
    status, _, err = run("report", "annual", "--package", folder, "--year", "2020", "--out", out)
    assert status == 2
    assert any(line.startswith("texts/summary.md:1:9: DOC-001: {{ gaster }}: ") for line in err)
    assert out.read_bytes() == b"the old one"


def test_files_are_written_whole_or_not_at_all(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole({tmp_path / "a.pdf": b"a", tmp_path / "saknas" / "b.pdf": b"b"})
    assert list(tmp_path.iterdir()) == []


def test_releasing_makes_the_associations_package_and_a_second_party_adds_to_it(run, tmp_path):
    to = tmp_path / "forbund"
    call = ("--package", CASE, "--period", "2020", "--certified-by", "Lena Lead", "--to", to, "--party")
    status, out, err = run("release", "participants-by-age", "participants-by-group", *call, "karlstad")
    assert status == 0, err
    assert out == ["released/2020/karlstad/participants-by-age.csv"]
    assert "::: DOC-004: participants-by-group: " in err[0]
    assert (to / out[0]).is_file()
    assert not (to / "participations.csv").exists()
    package = read_package(to).package
    assert [one.certified[0].by for one in package.released] == ["Lena Lead"]
    assert run("release", "participants-by-age", *call, "kristinehamn")[0] == 0
    assert [one.party for one in read_package(to).package.released] == ["karlstad", "kristinehamn"]


def test_a_table_without_a_safe_pattern_is_refused(run, folder, tmp_path):
    call = ("--package", folder, "--period", "2020")
    assert run("table", "participants-by-initiative", *call)[0] == 2
    party = ("--party", "exempelstad", "--certified-by", "L", "--to", tmp_path / "ny")
    status, out, err = run("release", "participants-by-initiative", *call, *party)
    assert (status, out) == (2, [])
    assert "DOC-003" in err[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"--party": "okand"}, "CLI-017"),
        ({"--party": "region"}, "CLI-018"),
        ({"--to": "paket"}, "CLI-019"),
        ({"--to": "fil"}, "CLI-020"),
        ({"--to": "annan"}, "CLI-021"),
        ({"--period": "hela"}, "CLI-003"),
    ],
)
def test_what_cannot_be_released_is_said(run, folder, tmp_path, monkeypatch, change, code):
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path / "annan", package_files())
    (tmp_path / "fil").write_text("")
    options = {"--package": "paket", "--to": "ny", "--period": "2020", "--party": "exempelstad", "--certified-by": "L"}
    status, out, err = run("release", *(part for pair in {**options, **change}.items() for part in pair))
    assert (status, out) == (2, [])
    assert f": {code}: " in err[-1]
    assert not (tmp_path / "ny").exists()


def test_our_own_mistake_is_one_line_and_no_traceback(run, folder, monkeypatch):
    def broken(*_arguments, **_named):
        raise ZeroDivisionError("oj\nda")

    monkeypatch.setattr("stegvis.core.finance.ratios", broken)
    monkeypatch.delenv("STEGVIS_DEBUG", raising=False)
    status, out, err = run("ratios", "--package", folder, "--year", "2020")
    assert (status, out, len(err)) == (2, [], 1)
    assert "ZeroDivisionError: oj da" in err[0]
    monkeypatch.setenv("STEGVIS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["ratios", "--package", str(folder), "--year", "2020"])


def test_an_interrupt_is_quiet(run, folder, monkeypatch):
    def interrupted(*_arguments, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr("stegvis.files.package.read_package", interrupted)
    assert run("ratios", "--package", folder, "--year", "2020") == (130, [], [])


def test_a_reader_that_goes_away_is_no_error(folder):
    command = f"{sys.executable} -m stegvis.cli statement income --package {folder} --year 2020 | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, text=True)
    assert done.stderr == ""


def test_help_is_there_at_once():
    """In the processor's time: a machine that is busy with something else says nothing of it."""
    call = [sys.executable, "-m", "stegvis.cli", "--help"]
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run(call, check=True, capture_output=True)
        after = os.times()
        times.append(after.children_user - before.children_user + after.children_system - before.children_system)
    assert min(times) < 0.3


def test_help_reads_no_heavy_library():
    code = "import sys; from stegvis.cli import main; main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    heavy = {
        "ibis",
        "duckdb",
        "pyarrow",
        "highspy",
        "numpy",
        "typst",
        "docx",
        "vl_convert",
        "django",
        "rich",
        "markdown_it",
    }
    assert heavy.isdisjoint(done.stderr.split())
