"""Printed grids laid out in columns: merged cells cover theirs, glued tables are cut apart, a table over two pages is one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.figures import cell_figure
from stegvis.checking.other_digits import years_in
from stegvis.checking.words import Words, plain
from stegvis.core.finished import FinishedReport, GridCell, GridRow, Passage, PrintedGrid, TextKind

_SIGNS = frozenset(("-", "–", "—", "−", ".."))


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with its cells by column. `spots`: the place of each among the row's cells; `where`: its block and place there."""

    printed: GridRow
    cells: Mapping[int, GridCell]
    spots: Mapping[int, int]
    where: tuple[int, int]

    @property
    def line(self) -> int:
        """The index of its line."""
        return self.printed.line

    def text(self, at: int) -> str:
        """What stands in a column."""
        return " ".join(self.cells[at].text.split()) if at in self.cells else ""

    def covering(self, at: int) -> str:
        """What stands in the cell that covers a column, which may begin further to the left."""
        found = [place for place, cell in self.cells.items() if place <= at < place + cell.span]
        return self.text(found[0]) if found else ""

    @property
    def label(self) -> str:
        """What stands first."""
        return self.text(0)

    @property
    def others(self) -> tuple[str, ...]:
        """What stands in the columns after the first, the empty ones left out."""
        return tuple(text for at in self.cells if at and (text := self.text(at)))

    @property
    def marked_as_heading(self) -> bool:
        """Whether the document itself says that all its cells are headings of columns."""
        filled = [cell for at, cell in self.cells.items() if at and cell.text.strip()]
        return bool(filled) and all(cell.heads for cell in filled)

    @property
    def has_figures(self) -> bool:
        """Whether a number that is no year stands after the first column."""
        return any(cell_figure(text) is not None and not is_year(text) for text in self.others)

    @property
    def holds(self) -> bool:
        """Whether it has figures, or signs of none or of hidden ones in their place."""
        return self.has_figures or any(text in _SIGNS for text in self.others)

    @property
    def heads_columns(self) -> bool:
        """Whether it says what columns hold, and holds nothing itself."""
        return bool(self.others) and not self.holds


def is_year(text: str) -> bool:
    """Whether a cell is a year and nothing else."""
    return text.isdigit() and len(text) == 4 and bool(years_in(text))


def laid(grid: PrintedGrid, block: int) -> tuple[LaidRow, ...]:
    """The rows of a grid by columns. `block`: its place among the report's blocks."""
    return tuple(_laid(row, (block, at)) for at, row in enumerate(grid.rows))


def _laid(row: GridRow, where: tuple[int, int]) -> LaidRow:
    cells: dict[int, GridCell] = {}
    spots: dict[int, int] = {}
    column = 0
    for spot, cell in enumerate(row.cells):
        cells[column], spots[column] = cell, spot
        column += cell.span
    return LaidRow(row, cells, spots, where)


def width_of(rows: Sequence[LaidRow]) -> int:
    """How many columns the rows have."""
    return max((at + cell.span for row in rows for at, cell in row.cells.items()), default=0)


def pieces(rows: Sequence[LaidRow], words: Words) -> Iterator[tuple[str, tuple[LaidRow, ...]]]:
    """The tables that were glued to one grid, each with the title that stands in it ("" for the first)."""
    start, title, seen = 0, "", False
    for at, row in enumerate(rows):
        named = _names_a_statement(row, words)
        if seen and (named or _begins_anew(rows, at)):
            yield title, tuple(rows[start:at])
            start, title, seen = at + named, row.label if named else "", False
        elif named and not seen and at == start:
            start, title = at + 1, row.label
        seen = seen or row.has_figures
    if start < len(rows):
        yield title, tuple(rows[start:])


def _names_a_statement(row: LaidRow, words: Words) -> bool:
    title = row.label.partition(",")[0]
    return not row.others and plain(title) in words.data["statements"]["titles"]


def _begins_anew(rows: Sequence[LaidRow], at: int) -> bool:
    """Whether a row in the middle says what columns hold, as only the first rows of a table do."""
    row = rows[at]
    if not row.heads_columns or len(row.others) < min(2, width_of(rows) - 1):
        return False
    told = [text for text in row.others if years_in(text) or plain(text) in ("not", "kvinnor", "kvinna", "män", "man")]
    return len(told) * 2 > len(row.others) and any(one.has_figures for one in rows[at + 1 :])


def continues(first: Sequence[LaidRow], second: Sequence[LaidRow], words: Words) -> bool:
    """Whether a grid goes on with the one right before: as wide, and without headings or with the same."""
    if not first or not second or width_of(first) != width_of(second):
        return False
    if second[0].heads_columns:
        return [cell.text for cell in second[0].printed.cells] == [cell.text for cell in first[0].printed.cells]
    ends = plain(first[-1].label).split() or [""]
    return second[0].has_figures and width_of(first) > 1 and ends[0] not in words.data["totals"]["begin"]


def neighbours(report: FinishedReport, before: int, place: int) -> bool:
    """Whether nothing but the page's furniture stands between two blocks."""
    between = report.blocks[before + 1 : place]
    return all(isinstance(one, Passage) and one.kind is TextKind.FURNITURE for one in between)
