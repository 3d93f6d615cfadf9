"""One printed value of a finished report replaced by another: in its block and in its line, as a reader would have read it."""

from dataclasses import dataclass, replace

from stegvis.core.finished import Block, FinishedReport, GridRow, Line, Passage, PrintedGrid, ReportHeading


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is printed: a block, which of its cells (None in running text), and the characters there."""

    block: int
    start: int
    end: int
    cell: tuple[int, int] | None = None


def printed(report: FinishedReport, spot: Spot) -> str:
    """What stands there."""
    return text_of(report, spot)[spot.start : spot.end]


def text_of(report: FinishedReport, spot: Spot) -> str:
    """The whole text of the cell, heading or passage; of a table without a cell its caption."""
    block = report.blocks[spot.block]
    if isinstance(block, PrintedGrid):
        return block.rows[spot.cell[0]].cells[spot.cell[1]].text if spot.cell else block.caption
    return block.text


def planted(report: FinishedReport, spot: Spot, now: str) -> FinishedReport:
    """The report with other words there, and nothing else changed."""
    text = text_of(report, spot)
    changed = text[: spot.start] + now + text[spot.end :]
    block, line = report.blocks[spot.block], lines_of(report, spot)[0]
    new: Block
    if isinstance(block, PrintedGrid):
        new = _in_grid(block, spot, changed)
    elif isinstance(block, ReportHeading):
        new = replace(block, text=changed)
    else:
        new = _in_passage(block, spot, now)
    lines, blocks = list(report.lines), list(report.blocks)
    lines[line], blocks[spot.block] = _in_line(report, spot, now, line), new
    below = blocks[spot.block + 1] if spot.block + 1 < len(blocks) else None
    if isinstance(below, PrintedGrid) and below.caption == text and spot.cell is None:
        blocks[spot.block + 1] = replace(below, caption=changed)
    return replace(report, lines=tuple(lines), blocks=tuple(blocks))


def lines_of(report: FinishedReport, spot: Spot) -> tuple[int, ...]:
    """The indexes of the lines that the changed words stand on: the one itself, then the others of its passage."""
    block = report.blocks[spot.block]
    if isinstance(block, PrintedGrid):
        row, cell = spot.cell or (0, 0)
        return (block.rows[row].cells[cell].line if spot.cell else block.rows[0].line,)
    if isinstance(block, ReportHeading):
        return (block.line,)
    return (block.line_at(spot.start), *block.lines)


def _in_grid(grid: PrintedGrid, spot: Spot, changed: str) -> PrintedGrid:
    if spot.cell is None:
        return replace(grid, caption=changed)
    at, place = spot.cell
    row = grid.rows[at]
    cells = (*row.cells[:place], replace(row.cells[place], text=changed), *row.cells[place + 1 :])
    return replace(grid, rows=(*grid.rows[:at], GridRow(cells, row.line), *grid.rows[at + 1 :]))


def _in_passage(passage: Passage, spot: Spot, now: str) -> Passage:
    """Lines that begin after the change begin so much later, or sooner."""
    moved = len(now) - (spot.end - spot.start)
    starts = tuple(one + moved if one >= spot.end else one for one in passage.starts)
    return replace(passage, text=passage.text[: spot.start] + now + passage.text[spot.end :], starts=starts)


def _in_line(report: FinishedReport, spot: Spot, now: str, line: int) -> Line:
    """The line with the change in it; as it was where extraction has other words there than the block."""
    found, was = report.lines[line], printed(report, spot)
    at = -1
    for _ in range(_before(report, spot, line).count(was) + 1):
        at = found.text.find(was, at + 1)
    return found if at < 0 else replace(found, text=found.text[:at] + now + found.text[at + len(was) :])


def _before(report: FinishedReport, spot: Spot, line: int) -> str:
    """What stands before the changed words on their line."""
    block, text = report.blocks[spot.block], text_of(report, spot)
    if isinstance(block, Passage):
        return text[block.starts[block.lines.index(line)] : spot.start]
    if isinstance(block, ReportHeading) or spot.cell is None:
        return text[: spot.start]
    cells = [cell.text for cell in block.rows[spot.cell[0]].cells[: spot.cell[1]] if cell.line == line]
    return "\t".join([*cells, text[: spot.start]])
