"""A document as PDF: typst sets the page, pikepdf gives the rows their header cells. Declared PDF/UA-1 and PDF/A-2a.

What people wrote is handed over as JSON and never as markup. The declaration is typst's, which checks what a program
can check of both standards; no validator of a third party was run.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from stegvis.core.document import Document, EmptySection, Prose, Signatures
from stegvis.render.charts import FONTS, chart_svg
from stegvis.render.glyphs import drawable
from stegvis.render.presentation import present
from stegvis.render.printed import PrintedBlock, PrintedChart, PrintedDocument, PrintedRefusal, PrintedTable
from stegvis.render.words import WORDS

if TYPE_CHECKING:
    import pikepdf

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
STANDARDS = ["ua-1", "a-2a"]
_NAMES: dict[type, str] = {
    Prose: "prose", EmptySection: "empty", PrintedTable: "table", PrintedRefusal: "refusal", Signatures: "signatures",
}  # fmt: skip
_one_at_a_time = Lock()


def render_pdf(document: Document, *, created: datetime | None = None) -> bytes:
    """The document as a PDF. The same document gives the same bytes: `created` is the period's last day unless given."""
    printed = present(document)
    stamp = created or datetime.combine(document.period.end, time(), UTC)
    data = json.dumps(_data(printed), ensure_ascii=False)
    with _one_at_a_time:
        pages = _compiler().compile(
            format="pdf", sys_inputs={"report": data}, pdf_standards=STANDARDS, timestamp=int(stamp.timestamp())
        )
    return _with_row_headers(pages)


@cache
def _compiler() -> Any:
    """One compiler for the process: it keeps the fonts and the parsed template."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(input=TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


def _data(printed: PrintedDocument) -> dict[str, Any]:
    words = asdict(WORDS[printed.language])
    whole = {
        "language": printed.language, "title": printed.title, "subtitle": printed.subtitle, "footer": printed.footer,
        "association": printed.association, "organisation_number": printed.organisation_number, "year": printed.year,
        "words": words | {"note_column": words["note"].format("").strip()},
        "sections": [
            {"anchor": one.anchor, "level": one.level, "heading": one.heading, "new_page": one.new_page,
             "blocks": list(_blocks(printed, place))}
            for place, one in enumerate(printed.sections)
        ],
    }  # fmt: skip
    safe: dict[str, Any] = drawable(whole)
    return safe


def _blocks(printed: PrintedDocument, place: int) -> Iterator[dict[str, Any]]:
    """The blocks of a section. The facts of one thing keep on one page with what is told of it (`keep`)."""
    section, following = printed.sections[place], printed.sections[place + 1 : place + 2]
    goes_on = any(one.level > section.level and not one.new_page for one in following)
    facts = False
    for order, block in enumerate(section.blocks, start=1):
        facts = facts or (isinstance(block, PrintedTable) and not block.has_heading)
        yield _block(block, printed.language) | {"keep": facts and (goes_on or order < len(section.blocks))}


def _block(block: PrintedBlock, language: str) -> dict[str, Any]:
    if isinstance(block, PrintedChart):
        return {
            "type": "chart", "anchor": block.anchor, "lead": block.lead, "caption": block.chart.title,
            "unit": block.chart.unit, "alt": block.chart.alt, "source": block.source,
            "svg": chart_svg(block.chart, language=language),
        }  # fmt: skip
    heading = {"has_heading": block.has_heading} if isinstance(block, PrintedTable) else {}
    return {"type": _NAMES[type(block)], **asdict(block), **heading}


def _with_row_headers(pages: bytes) -> bytes:
    """Typst marks the header cells of columns; those of rows are the first cell of each row of a table's body."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        _walk(pdf.Root.StructTreeRoot)
        pdf.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _walk(element: "pikepdf.Object") -> None:
    for row in _children(element):
        if str(row.get("/S")) in {"/TBody", "/THead"}:
            for line in _children(row)[
                str(row.S) == "/THead" :
            ]:  # a group's name right under the columns' is in the head
                _head_row(line)
        elif str(row.get("/S")) not in {"/P", "/Link", "/Figure", "/TOC", "/TR"}:
            _walk(row)


def _head_row(row: "pikepdf.Object") -> None:
    """The first cell heads its row. Cells then find their headers on both axes by scope, not by typst's list of columns."""
    import pikepdf

    for place, cell in enumerate(_children(row)):
        kept = cell.get("/A")
        attributes = [kept] if isinstance(kept, pikepdf.Dictionary) else list(kept or ())
        own = next((one for one in attributes if one.get("/O") == "/Table"), None)
        if own is None:
            own = pikepdf.Dictionary(O=pikepdf.Name.Table)
            attributes.append(own)
        if "/Headers" in own:
            del own["/Headers"]
        if place == 0:
            cell.S, own.Scope = pikepdf.Name.TH, pikepdf.Name.Row
        cell.A = pikepdf.Array(attributes)


def _children(element: "pikepdf.Object") -> "list[pikepdf.Object]":
    import pikepdf

    kids = element.get("/K")
    whole = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in whole if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
