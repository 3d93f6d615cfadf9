"""Tables that a PDF's structure tells as running text only, as with columns set by tabs: found by where they stand."""

from collections.abc import Iterator, Sequence

from stegvis.core.finished import Block, Line, Passage, PrintedGrid, ReportHeading, TextKind
from stegvis.files.finished.layout import Strip, text_of
from stegvis.files.finished.layout_columns import is_figure

#: So many rows with numbers at least, and so much of all its rows.
_LEAST_ROWS, _LEAST_SHARE = 3, 0.5


def may_hold_untold(told: Sequence[Block], pages: Sequence[Sequence[Strip]]) -> bool:
    """Whether lines of running text look like rows: a number apart from what stands before it."""
    spoken = _spoken(told)
    rows = (strip for page in pages for strip in page if strip.index in spoken and len(strip.pieces) > 1)
    return sum(any(is_figure(text_of(piece)) for piece in strip.pieces[1:]) for strip in rows) >= _LEAST_ROWS


def with_untold(told: Sequence[Block], placed: Sequence[Block], lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks that are told, with the tables among those that are placed which are told as text."""
    spoken = _spoken(told)
    blocks = list(told)
    for grid in placed:
        if isinstance(grid, PrintedGrid) and _has_numbers(grid):
            own = _lines_of(grid, lines)
            if own <= spoken:
                blocks = list(_put(blocks, grid, own))
    return tuple(blocks)


def _spoken(told: Sequence[Block]) -> set[int]:
    """The lines that are running text, and no part of a table."""
    texts = {
        line
        for block in told
        if isinstance(block, Passage) and block.kind in (TextKind.PROSE, TextKind.ITEM)
        for line in block.lines
    }
    heads = {block.line for block in told if isinstance(block, ReportHeading)}
    grids = (block for block in told if isinstance(block, PrintedGrid))
    return (texts | heads) - {cell.line for grid in grids for row in grid.rows for cell in row.cells}


def _has_numbers(grid: PrintedGrid) -> bool:
    rows = sum(any(is_figure(cell.text) for cell in row.cells[1:]) for row in grid.rows)
    return rows >= max(_LEAST_ROWS, _LEAST_SHARE * len(grid.rows))


def _lines_of(grid: PrintedGrid, lines: Sequence[Line]) -> set[int]:
    """The lines that the table stands on, page by page."""
    cells = [cell for row in grid.rows for cell in row.cells if cell.box]
    found: set[int] = set()
    for page in {lines[cell.line].page for cell in cells}:
        here = [cell for cell in cells if lines[cell.line].page == page]
        bottom = max(cell.box.bottom for cell in here if cell.box)
        first, last = min(cell.line for cell in here), max(cell.line for cell in here)
        later = range(last + 1, min(len(lines), last + 10))
        beside = [at for at in later if (box := lines[at].box) and lines[at].page == page and box.bottom <= bottom + 1]
        found |= {*range(first, last + 1), *beside}
    return found


def _put(blocks: Sequence[Block], grid: PrintedGrid, own: set[int]) -> Iterator[Block]:
    """The blocks with the table in the place of the lines that it stands on."""
    put = False
    for block in blocks:
        if isinstance(block, PrintedGrid) or not own & {*_block_lines(block)}:
            yield block
            continue
        parts = list(_without(block, own)) if isinstance(block, Passage) else []
        yield from (part for part in parts if part.lines[0] < min(own))
        if not put:
            yield grid
            put = True
        yield from (part for part in parts if part.lines[0] > min(own))


def _block_lines(block: Passage | ReportHeading) -> tuple[int, ...]:
    return block.lines if isinstance(block, Passage) else (block.line,)


def _without(passage: Passage, gone: set[int]) -> Iterator[Passage]:
    """What is left of a passage, in runs of its lines."""
    ends = (*passage.starts[1:], len(passage.text))
    run: list[int] = []
    for at, line in enumerate((*passage.lines, -1)):
        if line >= 0 and line not in gone:
            run.append(at)
        elif run:
            first, last = run[0], run[-1]
            start = passage.starts[first]
            yield Passage(
                passage.text[start : ends[last]].rstrip(), passage.lines[first : last + 1],
                tuple(one - start for one in passage.starts[first : last + 1]), passage.kind,
            )  # fmt: skip
            run = []
