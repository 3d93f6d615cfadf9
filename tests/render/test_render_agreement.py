"""Page, PDF and Word are set from one form: what one of them says, all of them say, figure by figure."""

import io
import re
from functools import cache

import docx
import pypdfium2
import pytest

from stegvis.core.document import Prose, RowKind
from stegvis.render import render_docx, render_html, render_pdf, render_text
from stegvis.render.presentation import present
from stegvis.render.printed import PrintedChart, PrintedTable
from support.documents import sample_document
from support.printed import bare, docx_tables, docx_text, html_tables, html_text, pdf_tables

NUMBER = re.compile(r"\d[\d,]*")


@cache
def pdf() -> bytes:
    return render_pdf(sample_document())


@cache
def word() -> bytes:
    return render_docx(sample_document())


@cache
def page() -> str:
    return render_html(sample_document())


def blocks() -> list:
    return [block for section in present(sample_document()).sections for block in section.blocks]


def as_cells(table: PrintedTable) -> list[list[str]]:
    """A table as it should be met: a group of rows has one cell, a row its name, its note and its figures."""
    notes = ["Not"] * table.has_notes
    lines = [[table.corner, *notes, *(column.label for column in table.columns)]] * table.has_heading
    for row in table.rows:
        note = [row.note] * table.has_notes
        lines.append([row.label] if row.kind is RowKind.GROUP else [row.label, *note, *row.cells])
    return [[bare(cell) for cell in line] for line in lines]


@pytest.mark.parametrize("read", [lambda: pdf_tables(pdf()), lambda: docx_tables(word()), lambda: html_tables(page())])
def test_every_cell_of_every_table_is_what_the_presentation_says(read):
    expected = [as_cells(block) for block in blocks() if isinstance(block, PrintedTable)]
    assert len(expected) == 8
    assert read() == expected


def texts() -> dict[str, str]:
    whole = pypdfium2.PdfDocument(pdf())
    return {
        "pdf": bare("".join(one.get_textpage().get_text_range() for one in whole)),
        "docx": bare(docx_text(docx.Document(io.BytesIO(word())).element.body)),
        "html": bare(html_text(page())),
        "text": bare(render_text(sample_document())),
    }


def prose_numbers() -> list[str]:
    runs = ("".join(run.text for run in item) for one in blocks() if isinstance(one, Prose) for node in one.nodes
            for item in node.items)  # fmt: skip
    return [number for text in runs for number in NUMBER.findall(bare(text))]


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "text"])
def test_live_figures_and_captions_are_in_all_of_them(form):
    text = texts()[form]
    assert prose_numbers() == ["111", "154858"]
    assert all(number in text for number in prose_numbers())
    captions = [(one.lead, one.caption) for one in blocks() if isinstance(one, PrintedTable)]
    captions += [(one.lead, one.chart.title) for one in blocks() if isinstance(one, PrintedChart)]
    assert [bare(f"{lead}.{caption}") not in text for lead, caption in captions] == [False] * 10


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "text"])
def test_what_people_wrote_is_printed_as_its_characters(form):
    assert bare('#strong[inte] <b>fet</b> *stjärna* $x$ {{ tom }} & "citat"') in texts()[form]


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "text"])
def test_an_empty_section_and_a_refused_table_are_told(form):
    text = texts()[form]
    assert bare("Text saknas: Vad som hände under året.") in text
    assert bare("Tabellen kan inte publiceras utan att någon riskerar att pekas ut.") in text


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "text"])
def test_those_who_sign_are_named(form):
    text = texts()[form]
    assert all(bare(name) in text for name in ("Maria Ek", "Ali Lind", "Karin Ås", "Per Öst"))


def test_the_same_document_gives_the_same_bytes():
    assert render_docx(sample_document()) == word()
    assert render_html(sample_document()) == page()
    assert render_pdf(sample_document()) == pdf()
