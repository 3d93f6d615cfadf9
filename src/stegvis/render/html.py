"""A document as one self-contained page: style and charts within, no script, nothing fetched from anywhere.

The markup of a section is the same in the whole page and in the application's pages (`section_html`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from stegvis.core.document import Document, EmptySection, Prose, Signature, Signatures
from stegvis.render.charts import chart_svg
from stegvis.render.html_prose import prose
from stegvis.render.html_table import caption, table
from stegvis.render.markup import Markup, element, join
from stegvis.render.presentation import present, present_section
from stegvis.render.printed import (
    PrintedBlock,
    PrintedChart,
    PrintedDocument,
    PrintedRefusal,
    PrintedSection,
    PrintedTable,
)
from stegvis.render.words import WORDS, Words

STYLE = Path(__file__).parent / "report.css"


def render_html(document: Document) -> str:
    """The whole document as a page that can be kept, mailed and printed by itself."""
    printed = present(document)
    page = element("html", _head(printed), _body(printed), lang=printed.language)
    return f"<!doctype html>\n{page}\n"


def section_html(document: Document, name: str, *, top: int = 2, below: bool = True) -> str:
    """One section with those below it (or without), as part of another page; its own heading is `h<top>`. KeyError if it is
    not there.

    Classes are those of `report.css`; the outermost element has the class `report`.
    """
    sections = present_section(document, name)
    shift = top - sections[0].level
    shown = sections if below else sections[:1]
    return element("div", *_sections(shown, document.language, shift), class_="report")


def _head(printed: PrintedDocument) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{printed.title} – {printed.association}"),
        element("meta", name="author", content=printed.association),
        element("style", Markup(STYLE.read_text("utf-8"))),
    )


def _body(printed: PrintedDocument) -> Markup:
    words = WORDS[printed.language]
    main = element("main", *_sections(printed.sections, printed.language, 1), id="content", class_="report")
    return element(
        "body",
        element("a", words.skip, href="#content", class_="skip-link"),
        _cover(printed, words),
        element("div", _contents(printed.sections, words), main, class_="layout"),
        element("footer", printed.footer, class_="report-footer"),
    )


def _cover(printed: PrintedDocument, words: Words) -> Markup:
    return element(
        "header",
        element("p", printed.association, class_="cover-association"),
        element("h1", printed.title),
        element("p", printed.subtitle, class_="cover-subtitle") if printed.subtitle else None,
        element("p", f"{words.organisation_number} {printed.organisation_number}", class_="cover-number"),
        class_="cover",
    )


def _contents(sections: Iterable[PrintedSection], words: Words) -> Markup:
    entries = [
        element("li", element("a", one.heading, href=f"#{one.anchor}"), class_=f"contents-{one.level}")
        for one in sections
        if one.level <= 2
    ]
    heading = element("h2", words.contents, id="contents")
    return element("nav", heading, element("ul", *entries), class_="contents", aria_labelledby="contents")


def _sections(sections: Iterable[PrintedSection], language: str, shift: int) -> Iterator[Markup]:
    """Sections one after another; the headings make the tree."""
    for one in sections:
        level = min(one.level + shift, 6)
        heading = element(f"h{level}", one.heading)
        blocks = [_block(block, language, shift) for block in one.blocks]
        page = " new-page" if one.new_page else ""
        yield element("section", heading, *blocks, id=one.anchor, class_=f"section-{one.level}{page}")


def _block(block: PrintedBlock, language: str, shift: int) -> Markup:
    words = WORDS[language]
    match block:
        case Prose():
            return prose(block, shift)
        case PrintedTable():
            return table(block, words)
        case PrintedChart():
            return _chart(block, language)
        case EmptySection():
            return element("p", element("strong", words.missing), " ", block.hint, class_="empty-section")
        case PrintedRefusal():
            line = element("p", block.text, class_="refused-text")
            return element("div", caption(block.lead, block.caption, tag="p"), line, id=block.anchor, class_="refused")
        case Signatures():
            return _signatures(block, words)


def _chart(block: PrintedChart, language: str) -> Markup:
    words = WORDS[language]
    title, described = f"{block.anchor}-title", f"{block.anchor}-description"
    named = join(element("title", block.chart.title, id=title), element("desc", block.chart.alt, id=described))
    start, _, rest = chart_svg(block.chart, language=language).partition(">")
    picture = Markup(f'{start} role="img" aria-labelledby="{title} {described}">{named}{rest}')
    frame = element("div", picture, class_="chart-frame", tabindex=0, role="group", aria_labelledby=title)
    return element(
        "figure",
        caption(block.lead, block.chart.title, block.chart.unit, tag="figcaption"),
        frame,
        element("p", block.source, class_="table-note") if block.source else None,
        element("details", element("summary", words.figures), table(block.figures, words)),
        id=block.anchor,
        class_="chart",
    )


def _signatures(block: Signatures, words: Words) -> Markup:
    place = element("p", f"{words.place_and_date}: {block.place} ", element("span", class_="signature-line"))
    people = element("ul", *(_signature(person) for person in block.people), class_="signature-list")
    return element("div", element("p", block.text), place, people, class_="signatures")


def _signature(person: Signature) -> Markup:
    role = ", ".join(filter(None, (person.role, person.party)))
    return element("li", element("strong", person.name), element("br"), element("span", role))
