"""What several findings say is told once, with all their places: on a terminal and on a page; programs get each by itself."""

import io
import json
import re

import pytest
from rich.console import Console

from stegvis.checking import examine
from stegvis.cli.found import lines, show
from stegvis.core.report_findings import ExaminedReport
from stegvis.messages import LANGUAGES
from stegvis.messages.together import together
from stegvis.render.examined_html import examined_html
from stegvis.render.examined_json import examined_json
from support.finished import examined, report_of

TABLE = """
Deltagare efter {what}

Grupp | Kvinnor | Män | Totalt
Unga | 12 | 2 | 14
Äldre | 30 | {men} | {total}
Totalt | 42 | {all_men} | {all}
"""


@pytest.fixture(scope="module")
def found() -> ExaminedReport:
    """Two tables with counts of few people, the second with another count; and a total that is wrong in the same way twice."""
    return examined(
        TABLE.format(what="ålder", men=20, total=50, all_men=22, all=64)
        + TABLE.format(what="bakgrund", men=3, total=33, all_men=5, all=47)
    )


def test_what_can_be_said_of_all_is_said_once(found: ExaminedReport) -> None:
    (same,) = together(found.findings)
    assert {one.code for one in same.findings} == {"REP-701"}
    assert (
        same.sentence
        == "Tabeller visar antal på färre än 5 personer. Den som känner till gruppen kan känna igen någon."
    )
    assert same.details[0] == "Unga Män: 2; i allt 1"
    assert same.details[1].startswith("Unga Män: 2, Äldre Män: 3")


def test_the_same_said_twice_is_told_with_both_places() -> None:
    table = "Kön | Kvinna | Man | Summa\nGymnasium | 58 | 26 | 48\nGrundskola | 20 | 15 | 35\n"
    twice = examine(report_of(f"Inskrivna\n\n{table}\nAvslut\n\n{table}"))
    sums = [one for one in twice.findings if one.code == "REP-101"]
    (same,) = together(sums)
    assert len(same.findings) == 2
    assert set(same.details) == {""}
    assert "två siffror har bytt plats" in same.sentence
    page = examined_html(twice)
    assert page.count("Delarna på raden Gymnasium") == 1
    assert 'id="finding-2"' in page


def test_a_question_and_what_is_of_another_weight_are_told_apart(found: ExaminedReport) -> None:
    from dataclasses import replace

    first, second = found.findings
    assert len(list(together((first, replace(second, certainty=60))))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_one_sentence_and_a_name_for_each(found: ExaminedReport, language: str) -> None:
    page = examined_html(found, language)
    assert len(re.findall(r"<article", page)) == 1
    assert "1–2. " in page
    assert 'id="finding-1"' in page
    assert 'id="finding-2"' in page
    assert all(one.key in page for one in found.findings)


def test_a_terminal_has_one_sentence_and_the_key_of_each(found: ExaminedReport) -> None:
    out = io.StringIO()
    show(found, None, None, "sv", Console(file=out, width=100))
    said = out.getvalue()
    assert said.count("Den som känner till gruppen") == 1
    assert all(one.key in said for one in found.findings)


def test_programs_get_each_by_itself(found: ExaminedReport) -> None:
    assert len(json.loads(examined_json(found))["findings"]) == len(found.findings)
    assert len(list(lines(found, None, None, "sv"))) == len(found.findings)
