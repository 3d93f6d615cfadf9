"""A page as a report: each paragraph, heading, item and table row is a line. What is folded away or leads about is left out."""

import re
from dataclasses import replace
from html.parser import HTMLParser

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

_PARAGRAPHS = {"p": TextKind.PROSE, "li": TextKind.ITEM, "dd": TextKind.PROSE, "dt": TextKind.PROSE, "blockquote": TextKind.PROSE,
               "figcaption": TextKind.NOTE, "div": TextKind.PROSE, "td": TextKind.PROSE, "section": TextKind.PROSE,
               "body": TextKind.PROSE, "article": TextKind.PROSE, "main": TextKind.PROSE}  # fmt: skip
_SILENT = frozenset({"script", "style", "template", "details", "svg", "noscript", "select", "button", "title", "head"})
_FURNITURE = frozenset({"nav", "header", "footer", "aside"})
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr", "col", "source"})
_HEADING = re.compile(r"h([1-6])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_CELLS = 400_000


def read_html(text: str, name: str) -> FinishedReport:
    """The report of a page. Raises ValueError("large")."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    reader.end()
    return FinishedReport(name, 1, tuple(reader.lines), tuple(reader.blocks))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._text = ""
        self._tables: list[_Table] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what holds text; what stood before it is whole."""
        if tag in _VOID:
            self._text += "\n" if tag == "br" else " "
            return
        if tag in _PARAGRAPHS or tag in _FURNITURE or _HEADING.fullmatch(tag) or tag in ("table", "ul", "ol"):
            self._flush()
        self._open.append(tag)
        if self._silent():
            return
        if tag == "table":
            self._tables.append(_Table())
        elif self._tables:
            self._tables[-1].start(tag, {key: value or "" for key, value in attrs})
            self._text = "" if tag in ("td", "th", "caption") else self._text

    def handle_endtag(self, tag: str) -> None:
        """End what held text. What was never closed inside it ends with it."""
        if tag not in self._open:
            return
        if not self._silent():
            if self._tables and tag in ("td", "th", "caption"):
                self._cell(tag)
            elif tag == "table" and self._tables:
                self._table(self._tables.pop())
            elif tag in _PARAGRAPHS or tag in _FURNITURE or _HEADING.fullmatch(tag):
                self._flush()
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text belongs to the innermost open element."""
        if not self._silent():
            self._text += data.translate(_RAISED) if self._open and self._open[-1] == "sup" else data

    def end(self) -> None:
        """The page is over."""
        while self._tables:
            self._table(self._tables.pop())
        self._flush()

    def _silent(self) -> bool:
        return any(tag in _SILENT for tag in self._open)

    def _line(self, text: str) -> int:
        self.lines.append(Line(1, len(self.lines) + 1, text))
        return len(self.lines) - 1

    def _flush(self) -> None:
        if self._tables:
            return
        for part in self._text.split("\n") if "pre" in self._open or "\n" in self._text else [self._text]:
            if text := " ".join(part.split()):
                self.blocks.append(self._block(text, self._line(text)))
        self._text = ""

    def _block(self, text: str, line: int) -> Block:
        heading = next((found for tag in self._open[::-1] if (found := _HEADING.fullmatch(tag))), None)
        if heading:
            return ReportHeading(text, int(heading[1]), line)
        if any(tag in _FURNITURE for tag in self._open):
            return Passage(text, (line,), (0,), TextKind.FURNITURE)
        kind = next((_PARAGRAPHS[tag] for tag in self._open[::-1] if tag in _PARAGRAPHS), TextKind.PROSE)
        return Passage(text, (line,), (0,), kind)

    def _cell(self, tag: str) -> None:
        text, self._text = " ".join(self._text.split()), ""
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise ValueError("large")
        self._tables[-1].end(tag, text)

    def _table(self, table: "_Table") -> None:
        if self._tables:  # one within a cell: its words are the cell's
            self._text += table.words()
            return
        rows = []
        if table.caption:
            self._line(table.caption)
        for cells in table.filled():
            line = self._line("\t".join(cell.text for cell in cells))
            rows.append(GridRow(tuple(replace(cell, line=line) for cell in cells), line))
        if rows:
            self.blocks.append(PrintedGrid(tuple(rows), table.caption))
        self._text = ""


class _Table:
    """The cells of a table as they come; a cell over several rows stands in the first, and is empty below."""

    def __init__(self) -> None:
        self.caption = ""
        self._rows: list[list[GridCell]] = []
        self._downs: list[list[int]] = []
        self._now: dict[str, str] = {}

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "tr":
            self._rows.append([])
            self._downs.append([])
        elif tag in ("td", "th"):
            self._now = said

    def end(self, tag: str, text: str) -> None:
        if tag == "caption":
            self.caption = text
        elif self._rows:
            self._rows[-1].append(GridCell(text, 0, None, _number(self._now.get("colspan")), tag == "th"))
            self._downs[-1].append(_number(self._now.get("rowspan")))

    def words(self) -> str:
        return " ".join(cell.text for row in self._rows for cell in row)

    def filled(self) -> list[list[GridCell]]:
        """The rows with an empty cell where one from above reaches down."""
        left: dict[int, int] = {}
        found = []
        for cells, downs in zip(self._rows, self._downs, strict=True):
            row: list[GridCell] = []
            at = 0
            for cell, down in zip(cells, downs, strict=True):
                at = _reach(row, at, left)
                row.append(cell)
                left |= {at + step: down - 1 for step in range(cell.span) if down > 1}
                at += cell.span
            _reach(row, at, left)
            found.append(row)
        return [row for row in found if row]


def _reach(row: list[GridCell], at: int, left: dict[int, int]) -> int:
    while left.get(at, 0) > 0:
        left[at] -= 1
        row.append(GridCell("", 0))
        at += 1
    return at


def _number(text: str | None) -> int:
    return min(int(text), 100) if text and text.isascii() and text.isdigit() and int(text) > 0 else 1
