"""A printed grid as a table: which of the report's tables it is, what its columns hold, what its rows are called."""

import re
from collections.abc import Sequence

from stegvis.checking.figures import Figure, cell_figure
from stegvis.checking.numbering import Numbers
from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, ReadTable, TableKind, TableRow, Version
from stegvis.checking.words import Words, plain
from stegvis.core.finished import GridRow, Place, PrintedGrid

_YEAR = re.compile(r"\b(20\d\d)\b")


def table_of(
    grid: PrintedGrid, block: int, number: int, section: tuple[str, ...], before: str, words: Words, numbers: Numbers
) -> ReadTable:
    """The table understood. `block`: its place among the report's blocks; `section`: the headings above it.

    `before`: the passage right before it.
    """
    title = grid.caption or (section[-1] if section else before)
    heads = _heads(grid.rows)
    columns = _columns(grid, heads, words)
    kind = _kind_of((title, *section[::-1], before), words)
    rows = tuple(_row(row, (block, at), columns, words, numbers) for at, row in enumerate(grid.rows) if at >= heads)
    return ReadTable(number, kind, title, section, columns, rows, grid, Place(0, 0, title))


def _heads(rows: Sequence[GridRow]) -> int:
    """How many of the first rows are headings: those before the first row with a number under a number's column."""
    for place, row in enumerate(rows):
        figures = [cell_figure(cell.text) for cell in row.cells[1:]]
        if any(one is not None and not _is_year(one) for one in figures):
            return place
    return 0


def _is_year(figure: Figure) -> bool:
    return figure.decimals == 0 and 1990 <= figure.value <= 2099 and len(figure.text) == 4


def _columns(grid: PrintedGrid, heads: int, words: Words) -> tuple[Column, ...]:
    width = max(len(row.cells) for row in grid.rows)
    headings = [
        " ".join(row.cells[at].text.strip() for row in grid.rows[:heads] if at < len(row.cells)).strip()
        for at in range(width)
    ]
    return tuple(_column(at, heading, words) for at, heading in enumerate(headings))


def _column(at: int, heading: str, words: Words) -> Column:
    if at == 0:
        return Column(0, heading, ColumnKind.LABEL)
    bare = plain(heading)
    if bare == "not":
        return Column(at, heading, ColumnKind.NOTE)
    year = _YEAR.search(heading)
    part = next((Part(name) for name, labels in words.data["parts"].items() if bare in labels), None)
    version = next(
        (Version(name) for name, labels in words.data["versions"].items() if any(one in bare for one in labels)), None
    )
    kind = ColumnKind.SHARE if "%" in heading or "andel" in bare else ColumnKind.FIGURES
    return Column(at, heading, kind, int(year[1]) if year else None, part, version)


def _kind_of(around: Sequence[str], words: Words) -> TableKind:
    for text in around:
        bare = plain(text)
        for kind, labels in words.data["kinds"].items():
            if any(label in bare for label in labels):
                return TableKind(kind)
        if bare.startswith("not"):
            return TableKind.NOTE
    return TableKind.OTHER


def _row(row: GridRow, where: tuple[int, int], columns: Sequence[Column], words: Words, numbers: Numbers) -> TableRow:
    label = row.cells[0].text.strip()
    cells: dict[int, Printed] = {}
    for at, cell in enumerate(row.cells[1:], start=1):
        figure = cell_figure(cell.text)
        if figure is not None and columns[at].kind in (ColumnKind.FIGURES, ColumnKind.SHARE):
            unit = "%" if columns[at].kind is ColumnKind.SHARE else ""
            cells[at] = numbers.add(
                figure, cell.line, unit=unit, year=columns[at].year, box=cell.box, cell=(*where, at)
            )
    texts = {at: cell.text for at, cell in enumerate(row.cells)}
    said = plain(label).split() or [""]
    total = said[0] in words.data["totals"]["begin"] or said[-1] in words.data["totals"]["end"]
    return TableRow(label, row.line, words.roles_of(label), total, not cells, cells, texts)
