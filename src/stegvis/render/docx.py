"""A document for Word: styles, a contents list with links, marked header rows, language, words for pictures."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import count
from typing import Any

from stegvis.core.document import Document, EmptySection, Inline, InlineKind, Prose, ProseKind, ProseNode, Signatures
from stegvis.render import docx_xml as xml
from stegvis.render.charts import chart_png
from stegvis.render.docx_styles import LANGUAGES, LINK, prepare
from stegvis.render.docx_table import table
from stegvis.render.docx_xml import Xml, bookmark, link_within, paragraph, run
from stegvis.render.presentation import present
from stegvis.render.printed import (
    PrintedBlock,
    PrintedChart,
    PrintedDocument,
    PrintedRefusal,
    PrintedSection,
    PrintedTable,
)
from stegvis.render.words import WORDS, Words

PICTURE_WIDTH = 156  # millimetres: the measure of the page
_LISTS = {ProseKind.BULLETS: "ListBullet", ProseKind.NUMBERS: "ListNumber"}
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _Writing:
    """What is known while a document is written: python-docx's document, words, and which anchor has which bookmark."""

    docx: Any
    language: str
    names: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor: Word allows letters, digits and 40 characters."""
        return self.names.setdefault(anchor, f"_Ref{len(self.names) + 1:06d}")

    def marked(self, anchor: str, content: Xml) -> Xml:
        return bookmark(self.name(anchor), next(self.numbers), content)


def render_docx(document: Document) -> bytes:
    """The document for Word. The same document gives the same bytes."""
    import docx

    printed = present(document)
    writing = _Writing(docx.Document(), printed.language)
    prepare(writing.docx, printed.language)
    _set_properties(writing.docx.core_properties, document)
    body = writing.docx.element.body
    pieces = (*_cover(printed, writing), *_contents(printed, writing), *_sections(printed, writing))
    body[-1:-1] = xml.parsed(xml.join(*pieces))  # the last element holds the page's measures
    _set_footer(printed, writing)
    return _packed(writing.docx)


def _set_properties(core: Any, document: Document) -> None:
    core.title, core.author = xml.plain(f"{document.title} – {document.association}"), xml.plain(document.association)
    core.language, core.last_modified_by, core.comments = LANGUAGES[document.language], core.author, ""
    core.created = core.modified = datetime.combine(document.period.end, time(), UTC).replace(tzinfo=None)


def _packed(document: Any) -> bytes:
    """The file, packed anew without the hour at which it was made."""
    import zipfile

    first, second = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in made.namelist():
            info = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, made.read(name))
    return second.getvalue()


def _cover(printed: PrintedDocument, writing: _Writing) -> Iterator[Xml]:
    yield paragraph("Normal", run(printed.association, bold=True))
    yield paragraph("Title", run(printed.title))
    if printed.subtitle:
        yield paragraph("Subtitle", run(printed.subtitle))
    yield paragraph("Normal", run(f"{writing.words.organisation_number} {printed.organisation_number}"))
    yield _page_break()


def _page_break() -> Xml:
    return xml.w("p", xml.w("r", xml.w("br", type="page")))


def _contents(printed: PrintedDocument, writing: _Writing) -> Iterator[Xml]:
    """The contents as a field that already shows what Word would compute, with pages that it fills in when it opens the file."""
    yield paragraph("TOCHeadingOwn", run(writing.words.contents))
    entries = [one for one in printed.sections if one.level <= 2]
    for place, one in enumerate(entries):
        name = writing.name(one.anchor)
        page = xml.field(
            f"PAGEREF {name} \\h", "", dirty=True
        )  # only who sets the pages knows it; Word does on opening
        entry = link_within(name, run(one.heading), xml.tab(), page)
        start = xml.field_begin(r'TOC \o "1-2" \h \n \z \u') if place == 0 else None
        end = xml.field_end() if place == len(entries) - 1 else None
        yield paragraph(f"TOC{one.level}", xml.join(start, entry, end))


def _sections(printed: PrintedDocument, writing: _Writing) -> Iterator[Xml]:
    for place, section in enumerate(printed.sections):
        yield _heading(section, writing, new_page=section.new_page or place == 0)
        for block in section.blocks:
            yield from _block(block, writing)


def _heading(section: PrintedSection, writing: _Writing, *, new_page: bool) -> Xml:
    look = xml.w("pageBreakBefore") if new_page else None
    return paragraph(f"Heading{min(section.level, 4)}", writing.marked(section.anchor, run(section.heading)), look=look)


def _block(block: PrintedBlock, writing: _Writing) -> Iterator[Xml]:
    match block:
        case Prose():
            for node in block.nodes:
                yield from _node(node, writing)
        case PrintedTable():
            yield from _table(block, writing)
        case PrintedChart():
            yield from _chart(block, writing)
        case EmptySection():
            yield paragraph("EmptySection", run(writing.words.missing, bold=True), run(f" {block.hint}"))
        case PrintedRefusal():
            yield _caption(block.anchor, block.lead, block.caption, "", writing)
            yield paragraph("EmptySection", run(block.text))
        case Signatures():
            yield from _signatures(block, writing)


def _node(node: ProseNode, writing: _Writing) -> Iterator[Xml]:
    if node.kind not in _LISTS:
        style = f"Heading{min(node.level, 4)}" if node.kind is ProseKind.HEADING else "Normal"
        yield from (paragraph(style, *_runs(item, writing)) for item in node.items)
        return
    number = _new_numbering(writing.docx) if node.kind is ProseKind.NUMBERS else None
    look = None if number is None else xml.w("numPr", xml.w("ilvl", val=0), xml.w("numId", val=number))
    for item in node.items:
        yield paragraph(_LISTS[node.kind], *_runs(item, writing), look=look)


def _new_numbering(document: Any) -> int:
    """A numbering that starts at 1: in Word all lists of a style go on counting."""
    numbering = document.part.numbering_part.element
    used = document.styles["List Number"].element.pPr.numPr.numId.val
    known = next(one for one in numbering.num_lst if one.numId == used)
    fresh = numbering.add_num(known.abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = fresh.numId
    return number


def _runs(runs: tuple[Inline, ...], writing: _Writing) -> list[Xml]:
    return [_run(one, writing) for one in runs]


def _run(one: Inline, writing: _Writing) -> Xml:
    if one.kind is InlineKind.BREAK:
        return xml.line_break()
    if one.kind is InlineKind.LINK and one.target:
        from docx.opc.constants import RELATIONSHIP_TYPE

        relation = writing.docx.part.relate_to(one.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return xml.link_out(relation, run(one.text, style=LINK))
    return run(one.text, bold=one.kind is InlineKind.STRONG, italic=one.kind is InlineKind.EMPHASIS)


def _caption(anchor: str, lead: str, text: str, unit: str, writing: _Writing) -> Xml:
    words = run((f" {text}" if lead else text) + (f" ({unit})" if unit else ""))
    return paragraph("Caption", writing.marked(anchor, run(f"{lead}." if lead else "", bold=True)), words, keep=True)


def _table(block: PrintedTable, writing: _Writing) -> Iterator[Xml]:
    yield _caption(block.anchor, block.lead, block.caption, block.unit, writing)
    yield table(block, writing.words, writing.name)
    for note in block.notes:
        yield paragraph("TableNote", run(note))
    if block.back:
        links = [[run(", "), link_within(writing.name(anchor), run(text, style=LINK))] for anchor, text in block.back]
        flat = [part for link in links for part in link][1:]
        yield paragraph("TableNote", run(f"{writing.words.refers} "), *flat)
    if not (block.notes or block.back):
        yield paragraph("TableNote")  # two tables without a paragraph between would become one


def _chart(block: PrintedChart, writing: _Writing) -> Iterator[Xml]:
    yield _caption(block.anchor, block.lead, block.chart.title, block.chart.unit, writing)
    yield _picture(block, writing)
    if block.source:
        yield paragraph("TableNote", run(block.source))


def _picture(block: PrintedChart, writing: _Writing) -> Xml:
    from docx.oxml.xmlchemy import serialize_for_reading
    from docx.shared import Mm

    picture = io.BytesIO(chart_png(block.chart, language=writing.language))
    inline = writing.docx.part.new_pic_inline(picture, width=Mm(PICTURE_WIDTH), height=None)
    inline.docPr.id = next(writing.numbers)
    inline.docPr.set("descr", xml.plain(block.chart.alt))
    inline.docPr.set("title", xml.plain(block.chart.title))
    return paragraph("Normal", xml.w("r", xml.w("drawing", xml.Xml(serialize_for_reading(inline)))))


def _signatures(block: Signatures, writing: _Writing) -> Iterator[Xml]:
    yield paragraph("Normal", run(block.text))
    yield paragraph("Normal", run(f"{writing.words.place_and_date}: {block.place} {'_' * 24}"))
    for person in block.people:
        yield paragraph("SignatureLine", keep=True)
        yield paragraph("SignatureLine", keep=True)
        yield paragraph("SignatureLine", run("_" * 44), keep=True)
        yield paragraph("SignatureLine", run(person.name, bold=True), keep=True)
        yield paragraph("SignatureLine", run(", ".join(filter(None, (person.role, person.party)))))


def _set_footer(printed: PrintedDocument, writing: _Writing) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    line = writing.docx.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(PICTURE_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    words = writing.words
    page = (run(f"{words.page} "), xml.field("PAGE", "1"), run(f" {words.of} "), xml.field("NUMPAGES", "1"))
    line._p.extend(xml.parsed(xml.join(run(printed.footer), xml.tab(), *page)))
    writing.docx.styles["Footer"].font.size = Pt(8.5)
