"""Finished PDFs made in a test: our own documents with and without their structure, and pages that a stranger could have set."""

import io
from functools import cache

import pikepdf
import typst

from stegvis.core.document import Document, RowKind
from stegvis.core.finished import Block, FinishedReport, Passage, PrintedGrid, ReportHeading
from stegvis.files.finished.pdf import read_pdf
from stegvis.render.charts import FONTS
from stegvis.render.presentation import present
from stegvis.render.printed import PrintedTable
from support.printed import bare

Table = list[list[str]]


@cache
def set_by_typst(source: str) -> bytes:
    """A PDF of typst markup, as a stranger's program would have set it."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    head = '#set page(margin: 60pt)\n#set text(font: "Source Sans 3", size: 10pt, lang: "sv")\n'
    return bytes(typst.compile((head + source).encode(), format="pdf", font_paths=fonts))


def without_structure(pdf: bytes) -> bytes:
    """The same pages with nothing said of what stands on them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Lang", "/Metadata"):
            if name in opened.Root:
                del opened.Root[name]
        del opened.trailer["/Info"]
        opened.save(out)
    return out.getvalue()


def read(pdf: bytes) -> FinishedReport:
    return read_pdf(pdf, "rapport.pdf")


def stranger(source: str) -> FinishedReport:
    """The report that typst markup says, read by where everything stands."""
    return read(without_structure(set_by_typst(source)))


def tables(report: FinishedReport) -> list[Table]:
    """Its tables as cells; a cell over several columns is followed by empty ones."""
    return [
        [[part for cell in row.cells for part in (cell.text, *[""] * (cell.span - 1))] for row in block.rows]
        for block in report.blocks
        if isinstance(block, PrintedGrid)
    ]


def passages(report: FinishedReport) -> list[tuple[str, str]]:
    """Its running text as kinds and words."""
    return [(str(block.kind), block.text) for block in report.blocks if isinstance(block, Passage)]


def headings(report: FinishedReport) -> list[tuple[int, str]]:
    """Its headings with their levels."""
    return [(block.level, block.text) for block in report.blocks if isinstance(block, ReportHeading)]


def first_line(block: Block) -> int:
    if isinstance(block, ReportHeading):
        return block.line
    return block.lines[0] if isinstance(block, Passage) else block.rows[0].line


def printed_tables(document: Document) -> list[Table]:
    """The tables of one of our documents as a reader should meet them, without spaces."""
    blocks = [block for section in present(document).sections for block in section.blocks]
    return [_cells(block) for block in blocks if isinstance(block, PrintedTable)]


def _cells(table: PrintedTable) -> Table:
    notes = ["Not"] * table.has_notes
    width = 1 + len(notes) + len(table.columns)
    lines = [[table.corner, *notes, *(column.label for column in table.columns)]] * table.has_heading
    for row in table.rows:
        note = [row.note] * table.has_notes
        lines.append([row.label] + [""] * (width - 1) if row.kind is RowKind.GROUP else [row.label, *note, *row.cells])
    return [[bare(cell) for cell in line] for line in lines]


def bare_tables(report: FinishedReport) -> list[Table]:
    return [[[bare(cell) for cell in row] for row in table] for table in tables(report)]
