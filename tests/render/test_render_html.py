"""The page: by itself, without scripts, with real tables, and the same markup in the application."""

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from stegvis.render import render_html, section_html
from stegvis.render.markup import element, join
from support.documents import bars, sample_document

VOID = {"meta", "br", "link", "hr"}


@cache
def page() -> str:
    return render_html(sample_document())


class Checker(HTMLParser):
    """Collects tags with their attributes and holds that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(text: str | None = None) -> list[tuple[str, dict]]:
    checker = Checker()
    checker.feed(text or page())
    assert checker.open == []
    return checker.tags


def test_it_stands_alone():
    assert page().startswith("<!doctype html>")
    assert not {tag for tag, _ in tags()} & {"script", "iframe", "img", "link", "object"}
    assert not any(name in attrs for _, attrs in tags() for name in ("src", "srcset", "onclick", "onload", "style"))
    fetched = re.findall(r"url\(|@import|@font-face", page())
    assert fetched == []


def test_language_title_and_way_in():
    found = tags()
    assert ("html", {"lang": "sv"}) in found
    assert "<title>Årsredovisning 2020 – Samordningsförbundet Exempel</title>" in page()
    assert found[[tag for tag, _ in found].index("body") + 1] == ("a", {"href": "#content", "class": "skip-link"})
    assert [attrs.get("aria-labelledby") for tag, attrs in found if tag == "nav"] == ["contents"]


def test_every_link_within_has_its_target_and_ids_are_unique():
    ids = [attrs["id"] for _, attrs in tags() if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"][1:] for tag, attrs in tags() if tag == "a" and attrs["href"].startswith("#")]
    assert set(targets) <= set(ids)
    assert {"note-1", "note-2", "statement-income"} <= set(targets)
    named = [name for _, attrs in tags() for name in attrs.get("aria-labelledby", "").split()]
    assert set(named) <= set(ids)


def test_tables_have_a_caption_and_heads_on_both_axes():
    found = [tag for tag, _ in tags()]
    assert found.count("table") == found.count("caption") == 10  # eight, and the figures of two charts
    scopes = [attrs.get("scope") for tag, attrs in tags() if tag == "th"]
    assert set(scopes) == {"col", "row", "rowgroup"}
    frames = [attrs for _, attrs in tags() if attrs.get("class") == "table-frame"]
    assert all(attrs["tabindex"] == "0" and attrs["role"] == "group" for attrs in frames)


def test_charts_are_pictures_with_words_and_figures():
    pictures = [attrs for tag, attrs in tags() if tag == "svg"]
    assert len(pictures) == 2
    assert all(attrs["role"] == "img" for attrs in pictures)
    assert bars().alt in page()
    assert [tag for tag, _ in tags()].count("details") == 2


def test_headings_skip_no_level():
    levels = [int(tag[1]) for tag, _ in tags() if re.fullmatch(r"h[1-6]", tag) and tag]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_section_has_the_same_markup_in_another_page():
    fragment = section_html(sample_document(), "target_groups", top=2)
    assert fragment.startswith('<div class="report"><section id="section-target_groups"')
    assert "<h2>Målgrupper</h2>" in fragment
    table = re.search(r'<div class="table" id="table-exits-by-reason">.*?</table>', fragment, re.S).group()
    assert table in page()
    assert "Tabell 3." in fragment
    tags(fragment)


def test_a_section_comes_with_those_below_it():
    fragment = section_html(sample_document(), "goals")
    assert "Målgrupper" in fragment
    assert "Resultaträkning" not in fragment
    with pytest.raises(KeyError):
        section_html(sample_document(), "nothing")


def test_text_is_escaped_wherever_it_stands():
    assert element("p", "<b>&", title='"<') == '<p title="&quot;&lt;">&lt;b&gt;&amp;</p>'
    assert join("<", element("br"), None) == "&lt;<br>"
