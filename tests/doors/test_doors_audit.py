"""`stegvis audit`: what a person sees who audits published tables, ours or another's."""

import json

import pytest

from stegvis.cli import main

WIDE = (
    "Deltagare efter insats 2023;;;\nInsats;Kvinnor;Män;Totalt\nStegen;12;9;21\nBron;..;..;17\nSprånget;21;18;39\n"
    "Vägen;7;6;13\nTotalt;43;47;90\n"
)
SAFE = WIDE.replace("7;6;13", "..;..;13")
HOW = "Kvinnor: Totalt 43 − Stegen 12 − Språnget 21 − Vägen 7"


@pytest.fixture
def run(capsys, tmp_path):
    """Audit files of these contents: the status, the lines on standard output and on standard error."""

    def call(*options, **files):
        paths = []
        for name, text in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_text(text, "utf-8")
            paths.append(str(path))
        status = main(["audit", *paths, *options])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return call


def test_a_cell_that_can_be_worked_out_and_how(run):
    assert run(a__csv=WIDE) == (
        1,
        [f"a.csv: Deltagare efter insats 2023: Bron / Kvinnor: AUD-010: är exakt 3, färre än 5: {HOW}"],
        ["Granskade tabeller: 1. Antal som går att räkna ut: 1."],
    )


def test_nothing_to_find(run):
    assert run(a__csv=SAFE) == (0, [], ["Granskade tabeller: 1. Inget går att räkna ut."])


def test_several_files_are_one_publication(run):
    """Each is safe by itself; the second prints what the first hides in its margin."""
    first = (
        "Deltagare efter insats 2023;;;\nInsats;Kvinnor;Män;Totalt\nA;..;15;..\nB;11;9;20\nC;8;6;14\nTotalt;..;30;..\n"
    )
    second = "Deltagare efter kommun 2023;;;\nKommun;Kvinnor;Män;Totalt\nX;13;10;23\nY;8;20;28\nTotalt;21;30;51\n"
    assert run(a__csv=first)[0] == 0
    status, out, _ = run(a__csv=first, b__csv=second)
    assert status == 1
    assert out == [
        "a.csv: Deltagare efter insats 2023: A / Kvinnor: AUD-010: är exakt 2, färre än 5: Kvinnor: Totalt 21 − B 11 − C 8"
    ]


def test_the_lines_that_it_follows_from(run):
    """A in all follows from B in all, and A's women from A's men."""
    text = "Besök 2023\nRad;Kvinnor;Män;Totalt\nA;..;15;..\nB;11;9;20\nTotalt;..;24;37\n"
    _, out, _ = run(a__csv=text)
    assert out == [
        "a.csv: Besök 2023: A / Kvinnor: AUD-010: är exakt 2, färre än 5: A: Totalt .. − Män 15; "
        "Totalt: Totalt 37 = A .. + B 20"
    ]


def test_a_group_that_nobody_printed(run):
    one = "Deltagare efter ålder 2023\nÅlder;Antal\n<20;6\n20-39;9\n"
    other = "Deltagare efter ålder 2023\nÅlder;Antal\n<25;7\n25-39;8\n"
    status, out, _ = run(a__csv=one, b__csv=other)
    assert status == 1
    assert out[0].startswith(
        "a.csv: Deltagare efter ålder 2023: 20-39: AUD-013: de som inte är i Deltagare efter ålder 2023: 25-39 är 1"
    )


def test_a_range_and_a_printed_count(run):
    text = "Besök 2023\nRad;Kvinnor;Män;Totalt\na;..;..;32\nb;..;..;33\nc;40;2;42\nTotalt;45;62;107\n"
    status, out, _ = run("--language", "en", a__csv=text)
    assert status == 1
    assert [line.split(": ")[3] for line in out] == ["AUD-012", "AUD-011", "AUD-011"]
    assert "is 1 to 4, fewer than 5" in out[1]


def test_a_threshold_of_ones_own(run):
    status, out, _ = run("--threshold", "10", a__csv=SAFE)
    assert status == 1
    assert out[0] == "a.csv: Deltagare efter insats 2023: Stegen / Män: AUD-012: 9 står i tryck, färre än 10"
    assert "Bron / Kvinnor: AUD-011: är 1 till 9, färre än 10" in out[1]
    assert run("--threshold", "3", a__csv=WIDE)[0] == 0


def test_what_does_not_add_up_hides_nothing_else(run):
    """A table whose figures contradict one another is said; it is no finding about persons."""
    text = "Besök 2023\nRad;Kvinnor;Män;Totalt\na;..;30;20\nb;20;30;50\nTotalt;..;60;99\n"
    status, out, _ = run(a__csv=text)
    assert status == 0
    assert "AUD-014: går inte ihop" in out[0]


def test_bounds_are_said_where_rows_share_persons(run):
    text = "Deltagare efter försörjning vid inskrivning, 2023\nFörsörjning;Kvinnor\nIngen offentlig försörjning;40\n"
    text += "Studiestöd;..\nTotalt;43\n"
    _, out, _ = run(a__csv=text)
    assert "är exakt 3" in out[0]


def test_for_machines(run):
    status, out, _ = run("--format", "json", a__csv=WIDE)
    (found,) = json.loads("\n".join(out))
    assert status == 1
    assert (found["code"], found["labels"], found["least"], found["greatest"]) == ("AUD-010", ["Bron", "Kvinnor"], 3, 3)
    assert {term["labels"][0]: term["value"] for term in found["lines"][0]["terms"]} == {
        "Stegen": 12, "Bron": None, "Språnget": 21, "Vägen": 7, "Totalt": 43,
    }  # fmt: skip


@pytest.mark.parametrize("threshold", ["1", "fem", "-3", "5000"])
def test_a_threshold_that_is_none(run, threshold):
    status, out, err = run(f"--threshold={threshold}", a__csv=SAFE)
    assert (status, out) == (2, [])
    assert "AUD-015" in err[0]


def test_files_that_cannot_be_read_are_said_all_at_once(run):
    status, out, err = run(a__csv="text", b__px="", c__csv=WIDE)
    assert (status, out) == (2, [])
    assert [line.split(": ")[1] for line in err] == ["AUD-003", "AUD-001"]


def test_a_call_without_files(capsys):
    assert main(["audit"]) == 2
    assert "FIL" in capsys.readouterr().err
