"""Plain and marked-up text: tables separated by tabs, runs of spaces or pipes, headings, lists and paragraphs."""

from itertools import groupby

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

_LONGEST_HEADING = 80


def read_text(text: str, name: str) -> FinishedReport:
    """The report of a text. Lines with tabs are rows of a table; a short line alone, without a full stop, is a heading."""
    lines = tuple(Line(1, number, line) for number, line in enumerate(text.splitlines(), start=1))
    blocks: list[Block] = []
    for filled, group in groupby(enumerate(lines), key=lambda pair: bool(pair[1].text.strip())):
        if filled:
            blocks += _blocks([index for index, _ in group], lines)
    return FinishedReport(name, 1, lines, tuple(blocks))


def _blocks(indexes: list[int], lines: tuple[Line, ...]) -> list[Block]:
    if sum("\t" in lines[index].text for index in indexes) > 1:
        return [PrintedGrid(tuple(_row(index, lines[index].text) for index in indexes))]
    text = lines[indexes[0]].text.strip()
    if len(indexes) == 1 and len(text) <= _LONGEST_HEADING and not text.endswith((".", ":", ",")):
        return [ReportHeading(text.lstrip("# "), 1, indexes[0])]
    return [Passage(lines[index].text.strip(), (index,), (0,), TextKind.PROSE) for index in indexes]


def _row(index: int, text: str) -> GridRow:
    return GridRow(tuple(GridCell(cell.strip(), index) for cell in text.split("\t")), index)
