"""A finished report as it was read, anybody's: lines with their places, and the blocks that they make up.

A reader (`files.finished`) makes it of a PDF, Word document, page or text; the checker (`checking`) reads nothing else.
A place points at a line of the text, or of the page's text in a PDF, counted from 1.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

#: A place says no more of a line than this: what is longer has lost its breaks.
_LONGEST_LINE = 4000


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on a page, in points from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report. `number`: from 1, of the whole text, or of the page's text in a PDF."""

    page: int
    number: int
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a finding points at: a page, a line of it, the words that stand there, and where on the page if that is known.

    `cell`: the cell of a table, as the place of the table among the report's blocks, of its row and of the cell in the row.
    """

    page: int
    line: int
    text: str
    box: Box | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """A heading. `level`: 1 is a chapter. `line`: its index among the report's lines."""

    text: str
    level: int
    line: int


class TextKind(StrEnum):
    """What running text is. Only prose and items say something of the year; furniture is the page's head, foot and number."""

    PROSE = "prose"
    ITEM = "item"
    NOTE = "note"
    CONTENTS = "contents"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text as one string. `lines`: the indexes of its lines; `starts`: where each of them begins in `text`."""

    text: str
    lines: tuple[int, ...]
    starts: tuple[int, ...]
    kind: TextKind = TextKind.PROSE

    def line_at(self, offset: int) -> int:
        """The index of the line that holds this character of the text."""
        return self.lines[bisect_right(self.starts, offset) - 1]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as printed. `span`: how many columns it covers; `heads`: the document itself says that it is a heading."""

    text: str
    line: int
    box: Box | None = None
    span: int = 1
    heads: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a printed table, its cells from left to right; a merged cell stands once."""

    cells: tuple[GridCell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class PrintedGrid:
    """A table as printed, also over several pages. `caption`: the words that belong to it, else ""."""

    rows: tuple[GridRow, ...]
    caption: str = ""


class NoiseKind(StrEnum):
    """What extraction did to a document, and its author did not."""

    BROKEN_ROW = "broken_row"
    CUT_CELL = "cut_cell"
    FURNITURE = "furniture"
    LOST_HEADING = "lost_heading"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Noise:
    """A place where extraction broke something; told as such, and never held against the author."""

    kind: NoiseKind
    line: int


@dataclass(frozen=True, slots=True)
class Markup:
    """What a PDF tells assistive technology: whether it has a structure, its title and its language."""

    tagged: bool
    title: str
    language: str


class ReadAs(StrEnum):
    """What a file turned out to hold, whatever its name says."""

    PDF = "pdf"
    WORD = "word"
    PAGE = "page"
    TEXT = "text"


Block = ReportHeading | Passage | PrintedGrid


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A finished report: its lines, its blocks in reading order. `markup` only of a PDF; `pages` is 1 where there are none.

    `read_as`: what the file holds, where it was a file.
    """

    file: str
    pages: int
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    markup: Markup | None = None
    noise: tuple[Noise, ...] = ()
    read_as: ReadAs | None = None

    def place(self, line: int, box: Box | None = None, cell: tuple[int, int, int] | None = None) -> Place:
        """The place of the line with this index."""
        found = self.lines[line]
        return Place(found.page, found.number, found.text[:_LONGEST_LINE].strip(), box or found.box, cell)
