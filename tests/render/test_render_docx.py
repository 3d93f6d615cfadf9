"""The Word document: styles to go on writing in, marked headings, language, words for pictures; it opens."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from stegvis.core.document import Prose, ProseKind, ProseNode
from stegvis.render import render_docx
from stegvis.render.docx_table import _sizes
from stegvis.render.printed import PrintedColumn, PrintedRow, PrintedTable
from support.documents import bars, lines, paragraph_prose, sample_document, text
from support.printed import bare


@cache
def data() -> bytes:
    return render_docx(sample_document())


def opened():
    return docx.Document(io.BytesIO(data()))


def xml(name: str = "word/document.xml", of: bytes | None = None) -> str:
    return zipfile.ZipFile(io.BytesIO(of or data())).read(name).decode()


def test_text_is_set_in_styles():
    styles = [(paragraph.style.name, paragraph.text) for paragraph in opened().paragraphs]
    assert ("Title", "Årsredovisning 2020") in styles
    assert ("Heading 1", "Förvaltningsberättelse") in styles
    assert ("Heading 2", "Sammanfattning") in styles
    assert ("Heading 3", "Målgrupper") in styles
    assert ("List Bullet", "Arbetsträning") in styles
    assert ("List Number", "Gemensam planering") in styles
    assert ("Caption", "Tabell 1. Fem år i sammandrag (tkr)") in styles


def test_the_language_is_marked():
    assert 'w:lang w:val="sv-SE"' in xml("word/styles.xml")
    assert opened().core_properties.language == "sv-SE"


def test_it_says_its_title_and_author():
    core = opened().core_properties
    assert core.title == "Årsredovisning 2020 – Samordningsförbundet Exempel"
    assert core.author == "Samordningsförbundet Exempel"


def test_each_table_has_a_marked_heading_row_and_first_column():
    tables = opened().tables
    assert len(tables) == 8
    for table in tables:
        assert table.style.name == "Stegvis Table"
        first = table._tbl.tr_lst[0]
        assert first.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_pictures_have_words():
    described = [one.get("descr") for one in opened().element.body.iter(qn("wp:docPr"))]
    assert described == [lines().alt, bars().alt]
    numbers = [one.get("id") for one in opened().element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == 2


def test_the_contents_are_right_before_anyone_updates_them():
    document = opened()
    entries = [one for one in document.paragraphs if one.style.name in ("toc 1", "toc 2")]
    headings = [one.text for one in document.paragraphs if one.style.name in ("Heading 1", "Heading 2")]
    assert ["".join(t.text for t in one._p.iter(qn("w:t"))) for one in entries] == headings
    bookmarks = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    links = [
        one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))
    ]
    assert len(links) == len(entries) + 4  # two notes, linked both ways
    assert set(links) <= bookmarks
    assert xml().count("begin") == xml().count('fldCharType="end"')


def test_the_foot_counts_pages():
    foot = "".join(xml(name) for name in zipfile.ZipFile(io.BytesIO(data())).namelist() if "footer" in name)
    assert " PAGE " in foot
    assert " NUMPAGES " in foot
    assert "Samordningsförbundet Exempel · Årsredovisning 2020" in foot


def test_each_numbered_list_begins_at_one():
    numbers = Prose(
        (ProseNode(ProseKind.NUMBERS, ((text("Ett"),),)), ProseNode(ProseKind.NUMBERS, ((text("Åter ett"),),)))
    )
    sample = sample_document()
    section = replace(sample.sections[0], blocks=(numbers,), sections=())
    document = docx.Document(io.BytesIO(render_docx(replace(sample, sections=(section,)))))
    used = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert len(set(used)) == 2


def test_characters_that_a_file_cannot_hold_are_left_out():
    sample = sample_document()
    section = replace(sample.sections[0], blocks=(paragraph_prose("Ett\x07 ljud"),), sections=())
    document = docx.Document(io.BytesIO(render_docx(replace(sample, sections=(section,)))))
    assert "Ett ljud" in [one.text for one in document.paragraphs]


def test_a_program_for_texts_opens_it(tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not on this machine")
    source = tmp_path / "report.docx"
    source.write_bytes(data())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    whole = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    words = bare("".join(page.get_textpage().get_text_range() for page in whole))
    for expected in ("Årsredovisning2020", "Tabell7.Resultaträkning(kr)", "896396", "MariaEk", f"Sida3av{len(whole)}"):
        assert expected in words


def test_each_line_of_the_contents_has_a_field_for_its_page():
    entries = [one for one in opened().paragraphs if one.style.name in ("toc 1", "toc 2")]
    fields = [[text.text.split()[0] for text in one._p.iter(qn("w:instrText"))] for one in entries]
    assert all("PAGEREF" in found for found in fields)


def test_a_column_of_words_is_as_wide_as_its_words():
    long = "Minst hundrafemtio personer deltar i de individinriktade insatserna under hela året"
    columns = tuple(PrintedColumn(label, figures=False) for label in ("Målvärde", "Bedömning"))
    rows = (PrintedRow(long, ("minst 150", "Uppfyllt")),)
    first, *others = _sizes(PrintedTable("a", "Tabell 1", "Mål", "", "Mål", columns, rows))
    assert first > 2 * max(others)
    assert min(others) >= 100 * len("Bedömning")
