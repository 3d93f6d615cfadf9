"""The PDF: declared accessible, and with the structure that such a declaration promises."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

import pikepdf
import pypdfium2
import pytest

from stegvis.core.document import (
    Cell,
    CellKind,
    Column,
    Document,
    Prose,
    ProseKind,
    ProseNode,
    Row,
    RowKind,
    Section,
    StatementBlock,
    TableBlock,
)
from stegvis.core.tables import WorkingTable
from stegvis.render import render_pdf
from stegvis.render.glyphs import STAND_IN, coverage, drawable
from stegvis.render.presentation import present
from support.documents import bars, exits_by_reason, lines, paragraph_prose, sample_document, text
from support.printed import bare, pdf_elements, pdf_tables


@cache
def printed() -> bytes:
    return render_pdf(sample_document())


def opened() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed()))


def of(*blocks, sections=()) -> Document:
    return replace(sample_document(), sections=(Section("one", "Ett", blocks, sections),))


def test_it_says_its_language_title_and_author():
    pdf = opened()
    root = pdf.Root
    assert str(root.Lang) == "sv"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    with opened().open_metadata() as metadata:
        assert metadata["dc:title"] == "Årsredovisning 2020 – Samordningsförbundet Exempel"
        assert metadata["dc:creator"] == ["Samordningsförbundet Exempel"]


def test_it_is_declared_pdf_ua_1_and_pdf_a_2a():
    with opened().open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_there_are_as_many_tables_as_went_in():
    assert "/StructTreeRoot" in opened().Root
    assert len(pdf_elements(printed(), "/Table")) == 8
    assert len(pdf_tables(printed())) == 8


def test_tables_have_header_cells_on_both_axes():
    rows = sum(len(table) for table in pdf_tables(printed()))
    scopes = [one["scope"] for one in pdf_elements(printed(), "/TH")]
    columns = sum(len(table[0]) for table in pdf_tables(printed()))
    assert scopes.count("/Column") == columns
    assert scopes.count("/Row") == rows - 8
    assert len(scopes) == columns + rows - 8


def test_every_picture_has_words_and_no_table_has_become_one():
    pictures = [one["alt"] for one in pdf_elements(printed(), "/Figure")]
    assert pictures == [lines().alt, bars().alt]


def test_headings_are_bookmarks_with_their_levels():
    outline = list(pypdfium2.PdfDocument(printed()).get_toc())
    found = [(one.level, one.get_title()) for one in outline]
    assert (0, "Förvaltningsberättelse") in found
    assert (1, "Sammanfattning") in found
    assert (2, "Målgrupper") in found


def test_the_foot_says_whose_it_is_and_which_page_of_how_many():
    document = pypdfium2.PdfDocument(printed())
    pages = [bare(page.get_textpage().get_text_range()) for page in document]
    assert "Sida" not in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert f"Sida{number}av{len(pages)}" in page
        assert "SamordningsförbundetExempel·Årsredovisning2020" in page


def test_signatures_have_a_page_of_their_own():
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed())]
    (page,) = [one for one in pages[2:] if "Maria Ek" in one]
    assert page.startswith("Underskrifter")
    assert "Tabell" not in page


def test_notes_are_linked_both_ways():
    pdf = opened()
    links = [one for page in pdf.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
    within = [link for link in links if "/URI" not in link.get("/A", {})]
    contents = sum(one.level <= 2 for one in present(sample_document()).sections)
    assert len(within) == contents + 2 + 2  # the numbers of two notes, and the ways back
    assert len(links) == len(within) + 1


def test_only_our_fonts_are_in_it():
    fonts = {
        str(font.BaseFont).split("+")[-1]
        for page in opened().pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    }
    assert fonts
    assert all(re.match(r"/?SourceSans3-", font) for font in fonts)


def test_a_long_table_has_its_heading_on_each_page():
    rows = tuple(Row(f"Rad {number}", (Cell(CellKind.TEXT, f"v{number}"),)) for number in range(90))
    table = StatementBlock("long", "Lång", "Rad", (Column("Värdekolumn", CellKind.TEXT),), rows)
    pages = [bare(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(render_pdf(of(table)))]
    with_rows = [page for page in pages if "Värdekolumn" in page]
    assert len(with_rows) == 3
    assert len(pdf_tables(render_pdf(of(table)))) == 1


def test_what_no_font_draws_is_a_square_and_no_failure():
    data = render_pdf(of(paragraph_prose("Glad \U0001f600 och \x07 klar \ue000.")))
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert f"Glad {STAND_IN} och {STAND_IN} klar {STAND_IN}" in words
    assert {"å", "Ö", "š", "−", "–", "\u202f", "\u00a0", "€"} <= coverage()
    assert drawable(7) == 7


def test_skipped_heading_levels_are_closed():
    heading = ProseNode(ProseKind.HEADING, ((text("Djup"),),), 4)
    assert b"%PDF" in render_pdf(of(Prose((heading,))))[:8]


def test_facts_of_one_thing_have_no_heading_row():
    facts = StatementBlock(
        "sheet", "Blad", "", (Column("", CellKind.TEXT),), (Row("Ägare", (Cell(CellKind.TEXT, "A"),)),)
    )
    assert pdf_tables(render_pdf(of(facts))) == [[["Ägare", "A"]]]


def test_the_time_of_making_is_given_or_the_periods_end():
    with opened().open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("2020-12-31")
    other = render_pdf(sample_document(), created=datetime(2021, 2, 5, tzinfo=UTC))
    with pikepdf.open(io.BytesIO(other)).open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("2021-02-05")


def test_english_is_printed_in_english():
    data = render_pdf(replace(sample_document(), language="en"))
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert "Contents" in words
    assert "5,152,000" in words
    assert "36.4%" in words


def test_only_a_released_table_can_be_printed():
    released = exits_by_reason()
    working = WorkingTable(released.head, {key: value or 0 for key, value in released.cells.items()}, "Maria", "prov")
    with pytest.raises(TypeError, match="WorkingTable"):
        render_pdf(of(TableBlock("t", working, "Arbetstabell")))


def test_a_groups_name_heads_its_rows_on_each_page_they_go_over_to():
    empty, figures = (Cell(CellKind.EMPTY),), (Cell(CellKind.AMOUNT, Decimal(7)),)
    rows = [
        row
        for group in range(6)
        for row in (Row(f"Grupp {group}", empty, RowKind.GROUP), *(Row(f"Rad {n}", figures) for n in range(11)))
    ]
    table = StatementBlock("long", "Lång", "Namn", (Column("2020", CellKind.AMOUNT),), tuple(rows))
    pdf = pypdfium2.PdfDocument(render_pdf(replace(sample_document(), sections=(Section("one", "Ett", (table,)),))))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    names = [re.findall(r"^(?:Grupp|Rad) \d+", page, re.MULTILINE) for page in pages]
    crossed = [one for one in names if one]
    assert len(crossed) > 1
    assert all(one[0].startswith("Grupp") and one[-1].startswith("Rad") for one in crossed)
