"""Pages of words and rules to the report: its lines, its blocks in reading order, and what goes on over the pages' ends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from stegvis.core.finished import (
    Block,
    FinishedReport,
    GridCell,
    GridRow,
    Line,
    Noise,
    NoiseKind,
    Passage,
    PrintedGrid,
    ReportHeading,
    TextKind,
)
from stegvis.files.finished.layout import Sheet, Strip
from stegvis.files.finished.layout_blocks import contents_of, furniture_of, page_blocks, type_of
from stegvis.files.finished.layout_columns import Zone, is_figure, zones_of
from stegvis.files.finished.layout_order import strips_of
from stegvis.files.finished.layout_tables import Table, is_caption, is_chart, laid_out, rezoned
from stegvis.files.finished.passages import cut_off, joined, passage_of, symbols

_NEAR = 12.0


def strips_of_pages(sheets: Sequence[Sheet]) -> list[list[Strip]]:
    """The lines of every page, counted through."""
    pages: list[list[Strip]] = []
    gutters: set[float] = set()
    first = 0
    for sheet in sheets:
        pages.append(strips_of(sheet, first, gutters))
        first += len(pages[-1])
    return pages


def lines_of(pages: Sequence[Sequence[Strip]]) -> tuple[Line, ...]:
    """The report's lines, numbered from 1 on each page."""
    return tuple(
        Line(strip.page, number, strip.text, strip.box) for page in pages for number, strip in enumerate(page, start=1)
    )


def blocks_of(sheets: Sequence[Sheet], pages: Sequence[Sequence[Strip]], lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of pages by where everything stands."""
    furniture = furniture_of(list(zip(sheets, pages, strict=True)))
    kept = [[strip for strip in page if strip.index not in furniture] for page in pages]
    contents = contents_of([strip for page in kept for strip in page])
    laid = [_laid(page, sheet, contents) for page, sheet in zip(kept, sheets, strict=True)]
    pictures = {strip.index for page in laid for strip in _in_pictures(page)}
    laid = [[one for one in page if not _pictured(one, pictures)] for page in laid]
    furniture |= pictures
    kind = type_of(laid)
    blocks = [list(page_blocks(page, contents, kind, lines)) for page in laid]
    return tuple(_captioned([*_over_pages(blocks, pages, furniture, lines)]))


def _laid(strips: Sequence[Strip], sheet: Sheet, contents: set[int]) -> list[Strip | Table]:
    """A page's lines and tables; the table of contents is no table of figures."""
    first = [strip for strip in strips if strip.index in contents]
    if not first:
        return laid_out(strips, sheet)
    before = [strip for strip in strips if strip.index < first[0].index]
    between = [strip for strip in strips if first[0].index <= strip.index <= first[-1].index]
    after = [strip for strip in strips if strip.index > first[-1].index]
    return [*laid_out(before, sheet), *between, *laid_out(after, sheet)]


def _in_pictures(laid: Sequence[Strip | Table]) -> Iterator[Strip]:
    """The lines of pictures: what looks like a table right under the name of one."""
    for before, one in pairwise(laid):
        if isinstance(before, Strip) and isinstance(one, Table) and is_chart(before.text):
            yield from one.strips


def _pictured(one: Strip | Table, pictures: set[int]) -> bool:
    return isinstance(one, Table) and one.strips[0].index in pictures


def _over_pages(
    blocks: Sequence[list[Block | Table]], pages: Sequence[Sequence[Strip]], furniture: set[int], lines: Sequence[Line]
) -> Iterator[Block]:
    """The blocks one after the other, with what a page's or a column's end cut put together. Furniture stands after its page."""
    waiting: Block | Table | None = None
    kept: list[Block] = []
    for page, strips in zip(blocks, pages, strict=True):
        for place, block in enumerate(page):
            cut = waiting is not None and (place == 0 or _next_column(waiting, block, lines))
            whole = _whole(waiting, block, strips) if waiting is not None and cut else None
            if waiting is not None and whole is None:
                yield _printed(waiting)
                yield from kept
                kept = []
            waiting = whole or block
        kept += [passage_of([one.index], lines, TextKind.FURNITURE) for one in strips if one.index in furniture]
    if waiting is not None:
        yield _printed(waiting)
    yield from kept


def _printed(block: Block | Table) -> Block:
    return block.grid if isinstance(block, Table) else block


def _next_column(before: Block | Table, after: Block | Table, lines: Sequence[Line]) -> bool:
    """Whether a block stands higher on the page than what it follows: in the column to its right."""
    one, other = lines[_ends(before)[1]].box, lines[_ends(after)[0]].box
    return bool(one and other and other.bottom < one.top)


def _ends(block: Block | Table) -> tuple[int, int]:
    """The first and the last line of a block."""
    if isinstance(block, Table):
        return block.strips[0].index, block.strips[-1].index
    if isinstance(block, Passage):
        return block.lines[0], block.lines[-1]
    return (block.line, block.line) if isinstance(block, ReportHeading) else (block.rows[0].line, block.rows[-1].line)


def _whole(before: Block | Table, after: Block | Table, strips: Sequence[Strip]) -> Block | Table | None:
    """The block that a page's or a column's end cut; None where another begins."""
    if isinstance(before, Passage) and isinstance(after, Passage):
        return joined(before, after) if cut_off(before, after) else None
    if isinstance(before, Table) and isinstance(after, Passage) and len(after.lines) == 1:
        return _with_last_row(before, next(strip for strip in strips if strip.index == after.lines[0]))
    return _one_table(before, after) if isinstance(before, Table) and isinstance(after, Table) else None


def _with_last_row(table: Table, strip: Strip) -> Table | None:
    """A table with the one row that was left for the next page, often its total: a label, and a number in every column."""
    row = rezoned(Table((strip,), (), ()), _moved(table, strip.box.left))
    [only] = row.rows
    whole = all(is_figure(cell.text) and cell.span == 1 for cell in only.cells[1:]) and only.cells[0].text
    return Table((*table.strips, strip), table.zones, (*table.rows, *row.rows)) if whole else None


def _moved(table: Table, left: float) -> tuple[Zone, ...]:
    """The table's columns where they are when it goes on in another column of the page, which begins here."""
    by = left - table.zones[0][0]
    return tuple((low + by, high + by) for low, high in table.zones) if abs(by) > _NEAR else table.zones


def _one_table(before: Table, after: Table) -> Table | None:
    """A table and what goes on with it on the next page or in the next column, its headings once."""
    if len(after.zones) < len(before.zones):
        both = zones_of([*before.strips, *after.strips])
        after = rezoned(after, before.zones) if len(both) == len(before.zones) else after
    expected = _moved(before, after.zones[0][0])
    alike = len(before.zones) == len(after.zones) and all(
        abs(one[1] - other[1]) < _NEAR or abs(one[0] - other[0]) < _NEAR
        for one, other in zip(expected, after.zones, strict=True)
    )
    again = _repeated(before.rows, after.rows)
    if not alike or (not again and _has_headings(after.rows)):
        return None
    return Table((*before.strips, *after.strips), after.zones, (*before.rows, *after.rows[again:]))


def _repeated(before: Sequence[GridRow], after: Sequence[GridRow]) -> int:
    """How many of the next page's first rows are the table's headings again, or those of the last table in it."""
    return max((_alike(before[start:], after) for start in range(len(before))), default=0)


def _alike(before: Sequence[GridRow], after: Sequence[GridRow]) -> int:
    """How many rows without figures both begin with."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if [cell.text for cell in one.cells] != [cell.text for cell in other.cells] or _figures(one):
            break
        count += 1
    return count


def _figures(row: GridRow) -> bool:
    return any(is_figure(cell.text) for cell in row.cells[1:])


def _has_headings(rows: Sequence[GridRow]) -> bool:
    """Whether the first row has words over its columns, as a table of its own has."""
    return not _figures(rows[0]) and any(cell.text for cell in rows[0].cells[1:])


def _captioned(blocks: Sequence[Block]) -> Iterator[Block]:
    """The tables with the caption that stands right above each; it stays a passage too."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, PrintedGrid) and isinstance(before, Passage) and is_caption(before.text):
            yield replace(block, caption=block.caption or before.text)
        else:
            yield block
        before = block


def as_shown(report: FinishedReport, sheets: Sequence[Sheet]) -> FinishedReport:
    """The report with every box where it stands on the page as it is shown, also on pages that were turned to be read."""
    if not any(sheet.turned for sheet in sheets):
        return report

    def shown[T: (Line, GridCell)](one: T, page: int) -> T:
        return replace(one, box=sheets[page - 1].as_shown(one.box)) if one.box else one

    def placed(row: GridRow) -> GridRow:
        return replace(row, cells=tuple(shown(cell, report.lines[cell.line].page) for cell in row.cells))

    lines = tuple(shown(line, line.page) for line in report.lines)
    blocks = tuple(
        replace(block, rows=tuple(map(placed, block.rows))) if isinstance(block, PrintedGrid) else block
        for block in report.blocks
    )
    return replace(report, lines=lines, blocks=blocks)


def noise_of(lines: Sequence[Line], blocks: Sequence[Block]) -> tuple[Noise, ...]:
    """Signs without letters, and tables whose first row is figures already: their headings were lost."""
    lost = [
        Noise(NoiseKind.LOST_HEADING, block.rows[0].line) for block in blocks
        if isinstance(block, PrintedGrid) and len(block.rows) > 2 and _figures(block.rows[0])
    ]  # fmt: skip
    return (*symbols(lines), *lost)
