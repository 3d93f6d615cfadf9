"""An examined report as JSON and as a page: what is promised to machines, and what a person can follow and trust."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema_rs
import pytest

from stegvis.core.finished import Place
from stegvis.render.examined_html import examined_html
from stegvis.render.examined_json import examined_json
from stegvis.render.examined_words import WORDS, column_of, counted, honest
from support.examined import compared, report, with_decision

SCHEMA = json.loads((Path(__file__).parent / "examined-schema-1.json").read_text("utf-8"))
VALIDATOR = jsonschema_rs.validator_for(SCHEMA)


def told(**asked):
    return json.loads(examined_json(report(), **asked))


# JSON


def test_the_names_in_the_json_are_the_promised_ones_and_no_others():
    said = told()
    VALIDATOR.validate(said)
    assert list(said) == ["file", "pages", "lines", "numbers", "findings"]
    assert list(said["findings"][0]) == SCHEMA["$defs"]["finding"]["required"]
    assert list(said["findings"][0]["places"][0]) == ["page", "line", "text"]


def test_the_json_says_what_was_found():
    said = told()
    assert (said["file"], said["pages"], said["numbers"]) == ("rapport <1>.txt", 1, {"read": 12, "checked": 9})
    first = said["findings"][0]
    assert (first["code"], first["class"], first["severity"], first["printed"]) == ("REP-101", "sum", "error", "12")
    assert [place["line"] for place in first["places"]] == sorted({place["line"] for place in first["places"]})
    assert first["expected"] == "21"
    assert {one["severity"] for one in said["findings"]} == {"error", "warning", "remark"}


def test_all_lines_are_counted_also_empty_ones():
    assert told()["lines"] == len(report().report.lines)


def test_decisions_and_a_comparison_are_there_when_they_were_asked_for():
    said = json.loads(examined_json(with_decision(), accepting=True))
    VALIDATOR.validate(said)
    assert [one["by"] for one in said["accepted"]] == ["Karin"]
    assert said["accepted"][0]["finding"] not in said["findings"]
    examined, comparison = compared()
    said = json.loads(examined_json(examined, comparison=comparison))
    VALIDATOR.validate(said)
    assert [one["after"] for one in said["comparison"]["changed"]] == ["13"]
    assert [one["text"] for one in said["comparison"]["tables"]["added"]] == ["Remisser"]
    assert VALIDATOR.is_valid(json.loads(examined_json(examined, "en")))


# The words around


def test_the_honest_figures_say_what_was_read_checked_and_not():
    said = list(honest(report(), "sv"))
    assert said == [
        "Lästa tal: 12. Prövade mot något: 9. Utan något att prövas mot: 3.",
        "Siffror som inte gick att läsa: 1 (rad 16).",
        "Tabeller där inget tal kunde prövas: 1 av 2 (Remisser, rad 12).",
        "Brister i hur texten togs ut ur filen, inte i rapporten: tecken som inte gick att läsa 2.",
    ]
    assert len(list(honest(report(), "en"))) == 4


def test_accepted_findings_are_counted_apart():
    assert counted(with_decision(), "sv").endswith("Godtagna: 1.")
    assert "Godtagna" not in counted(report(), "sv")


def test_many_places_are_named_by_the_first():
    from dataclasses import replace

    many = replace(report(), unread=tuple(Place(1, line, "x") for line in range(1, 9)))
    assert "8 (rad 1; rad 2; rad 3; rad 4; rad 5; och 3 till)" in list(honest(many, "sv"))[1]


@pytest.mark.parametrize(
    ("printed", "text", "column"), [("48", "148 48", 5), ("48", "148", 0), ("", "48", 0), ("a|", "b a|", 3)]
)
def test_where_on_the_line(printed, text, column):
    assert column_of(printed, text) == column


def test_both_languages_have_words_for_everything():
    assert WORDS["sv"].noises.keys() == WORDS["en"].noises.keys()
    assert WORDS["sv"].classes.keys() == WORDS["en"].classes.keys()


# The page


class Page(HTMLParser):
    """The names and links of a page, its cells by their names, and whether its elements are closed in order."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.open, self.texts, self.headings = [], [], [], {}, []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "br"}:
            self.open.append((tag, given.get("id")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for _, name in self.open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data


@pytest.fixture(params=["sv", "en"])
def page(request):
    return Page(examined_html(report(), request.param))


def test_the_page_is_whole_and_every_link_leads_somewhere(page):
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_headings_make_a_tree(page):
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_a_wrong_cell_is_linked_to_its_finding_and_back():
    html = examined_html(report())
    page = Page(html)
    [wrong] = [name for name, text in page.texts.items() if name.startswith("cell-") and "borde vara 21" in text]
    assert "12 [1]" in page.texts[wrong].replace("\u2003", " ")
    assert page.texts["finding-1"].startswith("1. REP-101")
    assert f"#{wrong}" in page.links
    assert "#finding-1" in page.links


def test_a_question_says_no_more_than_it_knows():
    html = examined_html(report())
    assert "<dt>Kanske</dt><dd>129</dd>" in html
    assert "<q>Sammanlagt <mark>125</mark> personer" in html


def test_words_of_the_report_are_text_and_never_markup():
    html = examined_html(with_decision())
    assert "Stegen &lt;3 &amp; nya" in html
    assert "rapport &lt;1&gt;.txt" in html
    assert "Så &lt;i&gt;stod&lt;/i&gt; det." in html
    assert "<script" not in html
    assert not re.search(r"(?:src|href)=\"(?!#)", html)


def test_a_table_without_findings_is_folded():
    html = examined_html(report())
    assert html.index("<summary>Övriga tabeller (1)</summary>") > html.index('id="tables"')


def test_the_page_of_a_report_that_agrees():
    from stegvis.checking import examine
    from support.finished import report_of

    html = examined_html(examine(report_of("Totalt deltog 35 personer, 20 kvinnor och 15 män.")))
    assert "Inget motsäger något annat" in html
    assert Page(html).open == []


def test_a_file_without_numbers_is_not_praised():
    from stegvis.checking import examine
    from support.finished import report_of

    assert "Inga tal hittades i filen" in examined_html(examine(report_of("Bara text.")))


def test_a_comparison_has_its_part_of_the_page():
    examined, comparison = compared()
    html = examined_html(examined, comparison=comparison)
    assert "Jämfört med förra.txt" in html
    assert '<td class="number">31</td><td class="number">13</td>' in html
    assert "<li>Remisser (rad 12)</li>" in html
    assert "<li>Besök</li>" in html


def test_many_cells_without_findings_are_named_and_not_shown(monkeypatch):
    monkeypatch.setattr("stegvis.render.examined_tables._MOST_CELLS", 3)
    html = examined_html(report())
    assert "<li>Tabell 2. Remisser</li>" in html
    assert "Skolan" not in html


def test_a_long_line_is_quoted_around_what_is_marked():
    from dataclasses import replace

    one = report()
    [asked] = [found for found in one.findings if found.code == "REP-811"]
    long = replace(asked.places[0], text=f"{'före ' * 100}125{' efter' * 100}", cell=None)
    html = examined_html(replace(one, findings=(replace(asked, places=(long, replace(long, line=2))),)))
    quotes = re.findall(r"<q>(.*?)</q>", html)
    assert quotes[0].startswith("…")
    assert quotes[0].endswith("…")
    assert quotes[1].endswith("…")
    assert max(map(len, quotes)) < 400
