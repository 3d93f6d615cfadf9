"""Finished reports as pages and Word documents."""

import io
import zipfile

import docx
import pytest

from stegvis.core.finished import Passage, PrintedGrid, ReportHeading, TextKind
from stegvis.files.finished import UnreadableReportError, read_bytes

PAGE = """<!doctype html><html><head><title>R</title><style>p{}</style></head><body><nav>Meny</nav>
<h1>Ekonomi</h1><p>Totalt 5 personer<sup>1</sup>.</p><ul><li>Ett</li><li>Två</li></ul>
<table><caption>Tabell 1. Utfall</caption>
<thead><tr><th rowspan="2">Post</th><th colspan="2">2020</th></tr><tr><th>Budget</th><th>Utfall</th></tr></thead>
<tbody><tr><th>Kansli</th><td>10</td><td>12 <details>dolt</details></td></tr></tbody></table></body></html>"""


def test_a_page_is_read_in_blocks_and_a_cell_over_rows_is_empty_below() -> None:
    report = read_bytes(PAGE.encode(), "r.html")
    menu, heading, text, one, two, table = report.blocks
    assert isinstance(menu, Passage) and menu.kind is TextKind.FURNITURE
    assert isinstance(heading, ReportHeading) and (heading.text, heading.level) == ("Ekonomi", 1)
    assert isinstance(text, Passage) and text.text == "Totalt 5 personer¹."
    assert [one.text, one.kind, two.text] == ["Ett", TextKind.ITEM, "Två"]  # type: ignore[union-attr]
    assert isinstance(table, PrintedGrid) and table.caption == "Tabell 1. Utfall"
    assert [[(cell.text, cell.span) for cell in row.cells] for row in table.rows] == [
        [("Post", 1), ("2020", 2)], [("", 1), ("Budget", 1), ("Utfall", 1)], [("Kansli", 1), ("10", 1), ("12", 1)]]  # fmt: skip


def test_a_word_document_is_read_by_its_styles() -> None:
    document = docx.Document()
    document.add_heading("Ekonomi", 1)
    document.add_paragraph("Totalt 5 personer.")
    document.add_paragraph("Ett", style="List Bullet")
    bold = document.add_paragraph()
    bold.add_run("Utfall").bold = True
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2020"
    table.cell(1, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "Kansli", "10", "12"
    data = io.BytesIO()
    document.save(data)
    heading, text, item, under, grid = read_bytes(data.getvalue(), "r.docx").blocks
    assert isinstance(heading, ReportHeading) and heading.level == 1
    assert isinstance(text, Passage) and text.kind is TextKind.PROSE
    assert isinstance(item, Passage) and item.kind is TextKind.ITEM
    assert isinstance(under, ReportHeading) and (under.text, under.level) == ("Utfall", 2)
    assert isinstance(grid, PrintedGrid)
    assert [[(cell.text, cell.span) for cell in row.cells] for row in grid.rows] == [
        [("", 1), ("2020", 2)], [("Kansli", 1), ("10", 1), ("12", 1)]]  # fmt: skip


def packed(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(a=b"x"), "FIL-013"),
        (packed(xl__workbook=b"x"), "FIL-012"),
        (packed(ppt__presentation=b"x"), "FIL-009"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text"), "FIL-009"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "FIL-012"),
        (packed(**{"word__document.xml": b"<broken"}), "FIL-008"),
        (packed(**{"word__document.xml": b"0" * (25 * 1024 * 1024)}), "FIL-006"),
        (packed(**{"word__document.xml": b"<", "a": b"0" * (201 * 1024 * 1024)}), "FIL-006"),
    ],
    ids=["files", "a sheet", "slides", "open text", "an open sheet", "broken", "a bomb of words", "a bomb"],
)
def test_a_package_that_is_no_document_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReportError) as refused:
        read_bytes(data, "r.docx")
    assert refused.value.finding.code == code
