"""`stegvis table` on the demonstration's package: tables that are made of others, medians, years beside each other."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from stegvis.cli import main
from support.packages import package_files, write_folder

DEMO = Path(__file__).parents[2] / "demo" / "2025"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def ran(*arguments):
        status = main(list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err.splitlines()

    return ran


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_outcome_sets_are_made_of_what_is_published(run):
    status, out, _ = run("table", "outcomes", "--package", str(DEMO), "--period", "2025")
    found = {(row["outcome"], row["sex"]): row for row in rows(out)}
    assert status == 0
    total = found["self_support", "total"]
    assert int(total["value"]) == sum(int(found["self_support", sex]["value"]) for sex in ("woman", "man"))
    _, exits, _ = run("table", "exits-by-reason", "--package", str(DEMO), "--period", "2025")
    assert total["base"] == next(row["value"] for row in rows(exits) if row["exit_reason"] == row["sex"] == "total")


def test_outcome_sets_of_an_initiative_or_another_edition(run):
    assert run("table", "outcomes", "--package", str(DEMO), "--period", "2025", "--edition", "own-2023")[0] == 0


def test_outcome_sets_have_no_working_table(run):
    status, _, err = run("table", "outcomes", "--package", str(DEMO), "--period", "2025", "--working")
    assert status == 2
    assert "CLI-023" in err[-1]


def test_medians_are_in_a_working_table(run):
    _, out, _ = run("table", "time-to-exit", "--package", str(DEMO), "--period", "2025", "--working")
    assert [row["sex"] for row in rows(out)] == ["woman", "man", "total"]
    assert all(float(row["days"]) > 0 for row in rows(out))


@pytest.fixture
def package(tmp_path):
    """The demonstration's, with a year typed in from an old report and the nation's."""
    folder = tmp_path / "paket"
    shutil.copytree(DEMO, folder)
    with (folder / "series.csv").open("a", encoding="utf-8") as file:
        file.write("own,,exits-by-reason,2021,own-2021,studies,,14,,,,Årsredovisning 2021,9\n")
        file.write("own,,exits-by-reason,2021,own-2021,,,61,,,,Årsredovisning 2021,9\n")
        file.write("nation,,exits-by-reason,2025,sus-2020,discharged,,9000,,,,Nationella siffror,2\n")
    return str(folder)


def test_years_beside_each_other_say_where_they_come_from(run, package):
    status, out, _ = run("table", "exits-by-reason", "--package", package, "--period", "2025", "--years", "5")
    found = rows(out)
    assert status == 0
    typed = [row for row in found if row["status"] == "typed_in" and row["basis"] == "as_counted"]
    assert {(row["scope"], row["period"], row["value"]) for row in typed} == {
        ("own", "2021", "14"), ("own", "2021", "61"), ("nation", "2025", "9000"),
    }  # fmt: skip
    assert typed[0]["source"] == "Årsredovisning 2021, 9"
    counted = {row["period"] for row in found if row["status"] == "published"}
    assert {"2024", "2025"} <= counted
    _, alone, _ = run("table", "exits-by-reason", "--package", package, "--period", "2025")
    now = {(row["exit_reason"], row["sex"]): row["value"] for row in rows(alone)}
    assert now == {
        (row["exit_reason"], row["sex"]): row["value"]
        for row in found
        if (row["scope"], row["period"], row["basis"]) == ("own", "2025", "as_counted")
    }


def test_years_as_text_show_the_break_and_the_source(run, package):
    _, out, _ = run(
        "table", "exits-by-reason", "--package", package, "--period", "2025", "--years", "5", "--format", "text"
    )
    assert "14*" in out
    assert "Kodlistan ändrades: own-2021, sus-2020" in out
    assert "* Inskrivet från tryck: Årsredovisning 2021, 9" in out
    assert "riket 2025" in out
    assert "grupper som betyder samma i alla upplagor" in out


def test_medians_over_years_stand_in_brackets(run):
    status, out, _ = run("table", "time-to-exit", "--package", str(DEMO), "--period", "2025", "--format", "text")
    assert status == 0
    assert out.splitlines()[3].startswith("Kvinnor")


def test_years_are_not_counted_of_rows_that_do_not_go_back(run):
    _, out, _ = run("table", "participants-by-age", "--package", str(DEMO), "--period", "2025", "--years", "10")
    assert min(row["period"] for row in rows(out)) >= "2022"


@pytest.mark.parametrize("more", [("--working",), ("--initiative", "stegen"), ("--edition", "sus-2020")])
def test_years_are_of_the_whole_association_as_published(run, more):
    call = ("table", "exits-by-reason", "--package", str(DEMO), "--period", "2025", "--years", "3", *more)
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert "CLI-024" in err[-1]


def test_nothing_of_any_year_is_said(run, tmp_path):
    folder = write_folder(tmp_path / "paket", package_files())
    status, _, err = run("table", "exits-by-reason", "--package", str(folder), "--period", "2011", "--years", "3")
    assert status == 2
    assert "CLI-015" in err[-1]


def test_a_name_that_is_no_table_leads_to_those_that_are(run):
    asked = ("--package", str(DEMO), "--period", "2025")
    assert "Menade du exits-by-time, exits-by-reason, " in run("table", "exits", *asked)[2][-1]
    assert "participants-by-age, " in run("table", "xyz", *asked)[2][-1]


def test_a_period_that_is_not_over_says_so(run):
    status, out, err = run("table", "participants-by-age", "--package", str(DEMO), "--period", "2199")
    assert (status, out) == (2, "")
    assert [line for line in err if "CLI-" in line] == [
        "table::: CLI-029: participants-by-age: Tabellen ”Deltagare efter ålder” kan inte publiceras än: 2199 är inte slut. "
        "Ange en period som är slut."
    ]


def test_what_the_operating_system_says_is_said_in_the_reader_s_language(run, tmp_path):
    missing = str(tmp_path / "saknas.csv")
    assert run("audit", missing)[2][0].endswith(
        "går inte att läsa: den finns inte. Kontrollera sökvägen och rättigheterna."
    )
    assert "it does not exist" in run("audit", missing, "--language", "en")[2][0]
