"""A Word document as a report: paragraphs and rows of tables are lines; styles say what is a heading, an item, contents."""

import io
import re
from collections.abc import Iterator
from typing import Any

from stegvis.core.finished import (
    Block,
    FinishedReport,
    GridCell,
    GridRow,
    Line,
    Passage,
    PrintedGrid,
    ReportHeading,
    TextKind,
)
from stegvis.files.finished.headings import UNKNOWN, may_head, with_levels
from stegvis.files.finished.passages import is_contents, is_item

_HEADING = re.compile(r"(?:heading|rubrik|überschrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|underrubrik|subtitle)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:list|lista|punkt)", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|beskrivning)", re.IGNORECASE)
_NOTE = re.compile(r"(?:footnote|fotnot|slutnot|endnote)", re.IGNORECASE)


def read_word(data: bytes, name: str) -> FinishedReport:
    """The report of a Word document. Raises ValueError for what is none."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader()
        for block in document.iter_inner_content():
            reader.read(block)
    except Exception as problem:  # the library and the XML parser under it have errors of their own
        raise ValueError("word") from problem
    return FinishedReport(name, 1, tuple(reader.lines), with_levels(reader.blocks))


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self._caption: tuple[str, int] | None = None

    def read(self, block: Any) -> None:
        """Take in a paragraph or a table."""
        if hasattr(block, "rows"):
            self._table(block)
        else:
            for text in block.text.split("\n"):
                if text.strip():
                    self._paragraph(block, text)

    def _line(self, text: str) -> int:
        self.lines.append(Line(1, len(self.lines) + 1, text))
        return len(self.lines) - 1

    def _paragraph(self, paragraph: Any, text: str) -> None:
        style = (paragraph.style.name if paragraph.style is not None else "") or ""
        line, bare = self._line(text), " ".join(text.split())
        if found := _HEADING.match(style):
            self.blocks.append(ReportHeading(bare, int(found[1]), line))
        elif _TITLE.match(style):
            self.blocks.append(ReportHeading(bare, 1, line))
        elif _bold(paragraph) and may_head(bare):
            self.blocks.append(ReportHeading(bare, UNKNOWN, line))
        else:
            self.blocks.append(Passage(bare, (line,), (0,), _kind(style, paragraph, bare)))

    def _table(self, table: Any) -> None:
        rows = []
        for cells in _cells(table):
            line = self._line("\t".join(cell.text for cell in cells))
            rows.append(GridRow(tuple(GridCell(one.text, line, None, one.span, one.heads) for one in cells), line))
        if rows:
            self.blocks.append(PrintedGrid(tuple(rows), self._caption_of()))

    def _caption_of(self) -> str:
        """The words of a caption right above the table; it stays a block too."""
        last = self.blocks[-1] if self.blocks else None
        return last.text if isinstance(last, Passage) and last.kind is TextKind.NOTE else ""


def _kind(style: str, paragraph: Any, text: str) -> TextKind:
    if _CONTENTS.match(style) or is_contents(text):
        return TextKind.CONTENTS
    if _CAPTION.search(style) or _NOTE.search(style):
        return TextKind.NOTE
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    return TextKind.ITEM if listed or _LIST.search(style) or is_item(text) else TextKind.PROSE


def _bold(paragraph: Any) -> bool:
    """Whether all of a short paragraph is in bold, as those write a heading who use no styles."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _cells(table: Any) -> Iterator[list[GridCell]]:
    """The rows of a table, a cell over several columns once; one over several rows stands in the first and is empty below."""
    above: set[Any] = set()
    for row in table.rows:
        heads = row._tr.trPr is not None and bool(row._tr.trPr.findall(f"{{{row._tr.nsmap['w']}}}tblHeader"))
        cells: list[GridCell] = []
        seen: Any = None
        now: set[Any] = set()
        for cell in row.cells:
            if cell._tc is seen:
                last = cells.pop()
                cells.append(GridCell(last.text, 0, None, last.span + 1, heads))
                continue
            seen = cell._tc
            now.add(seen)
            text = "" if seen in above else " ".join(cell.text.split())
            cells.append(GridCell(text, 0, None, 1, heads))
        above = now
        yield cells
