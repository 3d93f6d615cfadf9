"""A table in Word: a header row that is repeated and marked, a first column that is the rows' heading."""

from collections.abc import Callable, Iterator

from stegvis.core.document import RowKind
from stegvis.render.docx_styles import INK, LINK, RULE, TABLE
from stegvis.render.docx_xml import Xml, link_within, paragraph, run, w
from stegvis.render.printed import PrintedRow, PrintedTable, titled
from stegvis.render.words import Words

WIDTH = 8844  # twentieths of a point: the measure of the page
LONG = 16  # rows: a shorter table stays on one page

Name = Callable[[str], str]


def table(block: PrintedTable, words: Words, name: Name) -> Xml:
    """The table's element. `name` gives the bookmark of an anchor."""
    sizes = _sizes(block)
    look = w(
        "tblLook",
        val="04A0",
        firstRow=int(block.has_heading),
        lastRow=0,
        firstColumn=1,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    described = w("tblCaption", val=titled(block.lead, block.caption))
    properties = w("tblPr", w("tblStyle", val=TABLE), w("tblW", w=sum(sizes), type="dxa"), look, described)
    grid = w("tblGrid", *(w("gridCol", w=size) for size in sizes))
    heading = _heading(block, words, sizes) if block.has_heading else None
    return w("tbl", properties, grid, heading, *_rows(block, sizes, name))


def _sizes(block: PrintedTable) -> list[int]:
    """Figures take what they need, words share the rest, the first column most of it."""
    figures = [_figure_width(block, place) for place, column in enumerate(block.columns) if column.figures]
    notes = [560] * block.has_notes
    shares = sum(1.3 for column in block.columns if not column.figures) + 1
    share = max((WIDTH - sum(figures) - sum(notes)) / shares, 1200)
    wide = iter(figures)
    return [int(share), *notes, *(next(wide) if column.figures else int(1.3 * share) for column in block.columns)]


def _figure_width(block: PrintedTable, place: int) -> int:
    """Wide enough for the column's longest figure and the longest word of its heading."""
    written = [row.cells[place] for row in block.rows if place < len(row.cells)]
    longest = max(map(len, [*written, *block.columns[place].label.split()]), default=1)
    return max(800 if len(block.columns) > 4 else 1000, min(1500, 112 * longest + 220))


def _heading(block: PrintedTable, words: Words, sizes: list[int]) -> Xml:
    labels = [block.corner, *([words.note.format("").strip()] * block.has_notes), *(one.label for one in block.columns)]
    cells = [
        _cell(size, [run(label, bold=True)], figures=right, keep=True)
        for size, label, right in zip(sizes, labels, _sides(block), strict=True)
    ]
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _sides(block: PrintedTable) -> list[bool]:
    return [False, *([False] * block.has_notes), *(column.figures for column in block.columns)]


def _rows(block: PrintedTable, sizes: list[int], name: Name) -> Iterator[Xml]:
    last = len(block.rows) - 1
    for place, row in enumerate(block.rows):
        keep = place < last and (len(block.rows) <= LONG or row.kind is RowKind.GROUP)
        yield w("tr", w("trPr", w("cantSplit")), *_cells(row, block, sizes, name, keep))


def _cells(row: PrintedRow, block: PrintedTable, sizes: list[int], name: Name, keep: bool) -> list[Xml]:
    bold = row.kind is not RowKind.NORMAL
    if row.kind is RowKind.GROUP and not row.cells:
        return [_cell(sum(sizes), [run(row.label, bold=True)], style="TableGroup", span=len(sizes), keep=keep)]
    note = [_note(row, name)] if block.has_notes else []
    written = [[run(text, bold=bold)] for text in row.cells]
    contents = [[run(row.label, bold=bold)], *note, *written]
    contents += [[]] * (len(sizes) - len(contents))
    return [
        _cell(size, content, figures=right, kind=row.kind, keep=keep)
        for size, content, right in zip(sizes, contents, _sides(block), strict=True)
    ]


def _note(row: PrintedRow, name: Name) -> list[Xml]:
    return [link_within(name(row.note_anchor), run(row.note, style=LINK))] if row.note_anchor else [run(row.note)]


def _cell(
    size: int,
    content: list[Xml],
    *,
    figures: bool = False,
    style: str = "TableText",
    kind: RowKind = RowKind.NORMAL,
    span: int = 1,
    keep: bool = False,
) -> Xml:
    properties = w("tcPr", w("tcW", w=size, type="dxa"), w("gridSpan", val=span) if span > 1 else None, _rule(kind))
    return w("tc", properties, paragraph("TableFigure" if figures else style, *content, keep=keep))


def _rule(kind: RowKind) -> Xml | None:
    if kind not in (RowKind.TOTAL, RowKind.SUBTOTAL):
        return None
    colour = INK if kind is RowKind.TOTAL else RULE
    return w("tcBorders", w("top", val="single", sz=6 if kind is RowKind.TOTAL else 4, space=0, color=colour))
