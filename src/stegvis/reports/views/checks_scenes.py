"""Where a finding stands, to be shown beside it: the page's picture with marks, the table with its cells marked, or the lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stegvis.core.finished import Box, GridCell, GridRow, Line, Place, PrintedGrid
from stegvis.core.report_findings import ReportFinding
from stegvis.render.examined_words import column_of
from stegvis.reports.facts import Surroundings

#: Lines shown before and after one that is quoted; rows of a long table before and after a marked one.
_AROUND = 2
#: A table with more rows than this is shown around its marked cells only.
_LONG = 24
#: A cell with a digit and no more than so many signs is a number.
_SHORT = 16
#: How far outside its words a mark is drawn, in points.
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A place with its number among the finding's, from 1: the first is where to look first."""

    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class Frame:
    """A mark on a page's picture, as the attributes of a drawing."""

    number: int
    x: str
    y: str
    width: str
    height: str
    label_x: str
    label_y: str


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line with marks in words, for whoever does not see them: `1, 3` and what stands there."""

    numbers: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class PageScene:
    """A page's picture with marks. `width`, `height`: the drawing's measure, in points."""

    page: int
    width: str
    height: str
    frames: tuple[Frame, ...]
    told: tuple[ToldLine, ...]
    kind: str = "page"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table as it is shown. `mark`: 0, or the number of its place."""

    text: str
    span: int
    head: str
    mark: int
    is_number: bool


@dataclass(frozen=True, slots=True)
class TableScene:
    """A table with cells marked. A row of None stands for rows that are left out. `page`: 0 where there are no pages."""

    caption: str
    page: int
    rows: tuple[tuple[ShownCell, ...] | None, ...]
    columns: int
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is quoted. `mark`: 0, or the number of its place, which `text` is marked with and what is around it not."""

    number: int
    text: str
    mark: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LinesScene:
    """Lines of a page around those that a finding points at; None stands for lines that are left out."""

    page: int
    lines: tuple[ShownLine | None, ...]
    kind: str = "lines"


Scene = PageScene | TableScene | LinesScene


def scenes(finding: ReportFinding, around: Surroundings, pictures: dict[int, Any]) -> Iterator[Scene]:
    """What to show beside a finding, the place where to look first before the others. `pictures`: drawn pages by number."""
    places = [Marked(number, place) for number, place in enumerate(finding.places, 1)]
    groups: dict[tuple[str, int], list[Marked]] = {}
    for one in places:
        groups.setdefault(_kind(one.place, pictures), []).append(one)
    for (kind, where), marked in groups.items():
        if kind == "page":
            yield _page(pictures[where], tuple(marked))
        elif kind == "table":
            yield _table(around, where, tuple(marked))
        else:
            yield _lines(around, where, tuple(marked), finding.printed)


def _kind(place: Place, pictures: dict[int, Any]) -> tuple[str, int]:
    if place.box is not None and place.page in pictures:
        return "page", place.page
    return ("lines", place.page) if place.cell is None else ("table", place.cell[0])


# A page


def _page(picture: Any, places: tuple[Marked, ...]) -> PageScene:
    frames = tuple(_frame(one.number, one.place.box) for one in places if one.place.box is not None)
    return PageScene(picture.page, _points(picture.width), _points(picture.height), frames, tuple(_told(places)))


def _told(places: tuple[Marked, ...]) -> Iterator[ToldLine]:
    numbers: dict[tuple[int, str], list[str]] = {}
    for one in places:
        numbers.setdefault((one.place.line, one.place.text), []).append(str(one.number))
    for (line, text), marks in numbers.items():
        yield ToldLine(", ".join(marks), line, text)


def _frame(number: int, box: Box) -> Frame:
    left, top = box.left - _MARGIN, box.top - _MARGIN
    width, height = box.right - box.left + 2 * _MARGIN, box.bottom - box.top + 2 * _MARGIN
    measures = (left, top, width, height, max(left - 9, 8), top + height / 2)
    return Frame(number, *map(_points, measures))


def _points(value: float) -> str:
    return f"{value:.1f}"


# A table


def _table(around: Surroundings, block: int, places: tuple[Marked, ...]) -> TableScene:
    grid = around.table(block)
    marks = {one.place.cell[1:]: one.number for one in reversed(places) if one.place.cell is not None}
    shown = _rows_shown(grid, {row for row, _cell in marks})
    numeric = {place for row in grid.rows[1:] for place, cell in enumerate(row.cells) if _is_number(cell)}
    rows = [None if at is None else _row(grid.rows[at], at, marks, numeric) for at in shown]
    columns = max(sum(cell.span for cell in row.cells) for row in grid.rows)
    page = around.page_of(grid.rows[0].line) if around.pages > 1 else 0
    return TableScene(grid.caption, page, tuple(rows), columns)


def _rows_shown(grid: PrintedGrid, marked: set[int]) -> list[int | None]:
    """The rows to show, with None where some are left out: all of a short table; else its heads and those near a mark."""
    count = len(grid.rows)
    near = {0} | {at + step for at in marked for step in range(-_AROUND, _AROUND + 1)}
    wanted = range(count) if count <= _LONG else sorted(near & set(range(count)))
    shown: list[int | None] = []
    for at in wanted:
        if shown and shown[-1] is not None and at > shown[-1] + 1:
            shown.append(None)
        shown.append(at)
    return [*shown, None] if shown and shown[-1] != count - 1 else shown


def _row(row: GridRow, at: int, marks: dict[Any, int], numeric: set[int]) -> tuple[ShownCell, ...]:
    return tuple(
        _cell(cell, at, place, marks.get((at, place), 0), is_number=place in numeric if at == 0 else _is_number(cell))
        for place, cell in enumerate(row.cells)
    )


def _cell(cell: GridCell, row: int, place: int, mark: int, *, is_number: bool) -> ShownCell:
    text = cell.text.strip()
    head = "col" if row == 0 or (cell.heads and place) else "row" if place == 0 else ""
    return ShownCell(text, cell.span, head if text else "", mark, is_number and place > 0)


def _is_number(cell: GridCell) -> bool:
    return len(cell.text) <= _SHORT and any(sign.isdigit() for sign in cell.text)


# Lines


def _lines(around: Surroundings, page: int, places: tuple[Marked, ...], printed: str) -> LinesScene:
    marks = {one.place.line: one.number for one in reversed(places)}
    near = {line + step for line in marks for step in range(-_AROUND, _AROUND + 1)}
    found = around.lines(page, near)
    shown = [_line(line, marks.get(line.number, 0), printed) for line in found]
    return LinesScene(page if around.pages > 1 else 0, tuple(_with_gaps(shown)))


def _line(line: Line, mark: int, printed: str) -> ShownLine:
    """A line, of which only what is printed wrong is marked where it stands there once; a paragraph may be one line."""
    text = line.text.strip()
    start = column_of(printed, text) - 1
    end = start + len(printed)
    if mark != 1 or start < 0 or column_of(printed, text[end:]):
        return ShownLine(line.number, text, mark)
    return ShownLine(line.number, text[start:end], mark, text[:start], text[end:])


def _with_gaps(lines: Iterable[ShownLine]) -> Iterator[ShownLine | None]:
    """None between lines that do not follow on each other."""
    before = None
    for line in lines:
        if before is not None and line.number > before + 1:
            yield None
        yield line
        before = line.number
