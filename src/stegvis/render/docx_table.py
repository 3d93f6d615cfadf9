"""A table in Word: a header row that is repeated and marked, a first column that is the rows' heading."""

from collections.abc import Callable, Iterator

from stegvis.core.document import RowKind
from stegvis.render.docx_styles import INK, LINK, RULE, TABLE
from stegvis.render.docx_xml import Xml, link_within, paragraph, run, w
from stegvis.render.printed import PrintedRow, PrintedTable, titled
from stegvis.render.words import Words

WIDTH = 8844  # twentieths of a point: the measure of the page
LONG = 16  # rows: a shorter table stays on one page
_LETTER, _MARGIN = 100, 240  # twentieths of a point: a letter of the table's size, and a cell's sides

Name = Callable[[str], str]


def table(block: PrintedTable, words: Words, name: Name) -> Xml:
    """The table's element. `name` gives the bookmark of an anchor."""
    sizes = _sizes(block)
    look = w(
        "tblLook",
        val="04A0" if block.has_heading else "0480",
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
    """The columns by what is written in them: figures take what they need; words that have room share what is left over,
    those that have not break, and none within a word."""
    figures = [_figure_width(block, place) for place, column in enumerate(block.columns) if column.figures]
    notes = [560] * block.has_notes
    written = [_words(block, place) for place, column in enumerate(block.columns) if not column.figures]
    first = [block.corner, *(row.label for row in block.rows if row.cells or row.kind is not RowKind.GROUP)]
    shares = _shares([first, *written], WIDTH - sum(figures) - sum(notes))
    wide, share = iter(figures), iter(shares[1:])
    return [shares[0], *notes, *(next(wide) if column.figures else next(share) for column in block.columns)]


def _words(block: PrintedTable, place: int) -> list[str]:
    return [block.columns[place].label, *(row.cells[place] for row in block.rows if place < len(row.cells))]


def _shares(columns: list[list[str]], room: int) -> list[int]:
    """The widths of columns of words: each its longest text if all fit, else the room is shared evenly by those too long."""
    if len(columns) == 1:
        return [room]
    wanted = [_LETTER * max(map(len, texts), default=0) + _MARGIN for texts in columns]
    if sum(wanted) <= room:
        return [width * room // sum(wanted) for width in wanted]
    longest = (max((len(word) for text in texts for word in text.split()), default=0) for texts in columns)
    least = [_LETTER * letters + 2 * _MARGIN for letters in longest]
    fair = _fair(wanted, room)
    found = [max(min(width, fair), low) for width, low in zip(wanted, least, strict=True)]
    return [width * room // sum(found) for width in found]


def _fair(wanted: list[int], room: int) -> int:
    """The width that the longest columns may have when the others have what they want."""
    left = room
    for place, width in enumerate(ordered := sorted(wanted)):
        fair = left // (len(ordered) - place)
        if width > fair:
            return fair
        left -= width
    return room


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
