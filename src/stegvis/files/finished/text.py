"""Plain extracted text and Markdown: tables separated by tabs, pipes or runs of spaces, headings, lists, contents, paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from stegvis.core.finished import (
    Block,
    FinishedReport,
    Line,
    Passage,
    PrintedGrid,
    ReportHeading,
    TextKind,
)
from stegvis.files.finished.headings import UNKNOWN, is_numbered, may_head, with_levels
from stegvis.files.finished.passages import (
    cut_off,
    is_contents,
    is_furniture,
    is_item,
    is_symbol,
    joined,
    may_be_contents,
    passage_of,
    passages_of,
    repeated_lines,
    symbols,
)
from stegvis.files.finished.rows import has_cells, is_rule, pieces_of, rows_of, unmarked

_MOST_LINES = 300_000
_HEADED = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s*(=+|-+)\s*$")
_FIGURE = re.compile(r"\d")
_CONTENTS = re.compile(r"^\W*inneh[åa]ll|^\W*(?:table of )?contents", re.IGNORECASE)
_LONGEST_CAPTION = 120
_LEAST_CUT = 60


def read_text(text: str, name: str) -> FinishedReport:
    """The report of a text; a form feed ends a page. Raises ValueError("large")."""
    lines = _lines(text)
    if len(lines) > _MOST_LINES:
        raise ValueError("large")
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    repeated = repeated_lines(pages) if len(pages) > 1 else frozenset()
    blocks = _put_together(_Reader(lines, repeated).blocks())
    return FinishedReport(name, len(pages), lines, with_levels(blocks), noise=symbols(lines))


def _lines(text: str) -> tuple[Line, ...]:
    """The lines as an editor counts them."""
    page, found = 1, []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        page += line.count("\f")
        found.append(Line(page, number, line.replace("\f", "")))
    return tuple(found)


class _Reader:
    """Goes over the lines, group by group of lines without an empty one between."""

    def __init__(self, lines: tuple[Line, ...], repeated: frozenset[str]) -> None:
        self._lines = lines
        self._repeated = repeated
        self._last = ""

    def blocks(self) -> Iterator[Block]:
        for filled, group in groupby(range(len(self._lines)), key=lambda index: bool(self._text(index).strip())):
            if filled:
                found = list(group)
                yield from self._group(found)
                self._last = self._text(found[-1])

    def _text(self, index: int) -> str:
        return unmarked(self._lines[index].text)

    def _group(self, indexes: list[int]) -> Iterator[Block]:
        if self._are_contents(indexes):
            yield from (passage_of([index], self._lines, TextKind.CONTENTS) for index in indexes)
            return
        for tabled, part in groupby(self._marked(indexes), key=lambda pair: pair[1]):
            found = [index for index, _ in part]
            if tabled:
                yield PrintedGrid(rows_of(found, self._lines))
            else:
                yield from self._running(found, alone=len(indexes) == 1)

    def _are_contents(self, indexes: list[int]) -> bool:
        """Whether the group is a table of contents: so said, or with leaders of dots, and pages that never fall."""
        bodies = indexes[1:] if _CONTENTS.match(self._text(indexes[0])) else indexes
        said = bodies is not indexes or bool(_CONTENTS.match(self._last))
        may = [index for index in bodies if may_be_contents(self._text(index))]
        if not may or len(may) * 2 < len(bodies):
            return False
        dotted = sum(is_contents(self._text(index)) for index in may)
        pages = [int(found[0]) for index in may if (found := re.findall(r"\d+(?=\s*$)", self._text(index)))]
        return len(may) > 2 and (dotted > 1 or said) and pages == sorted(pages)

    def _marked(self, indexes: list[int]) -> list[tuple[int, bool]]:
        """Each line and whether it is a row: lines with cells, and single words between two of them."""
        rows = [self._is_row(index, indexes) for index in indexes]
        first = rows.index(True) if True in rows else len(rows)
        last = len(rows) - rows[::-1].index(True) if True in rows else 0
        if sum(rows) < 2:
            return [(index, False) for index in indexes]
        return [
            (index, first <= at < last and (rows[at] or len(self._text(index).strip()) <= _LONGEST_CAPTION))
            for at, index in enumerate(indexes)
        ]

    def _is_row(self, index: int, group: Sequence[int]) -> bool:
        text = self._text(index)
        if "\t" in text or is_rule(text) or ("|" in text and has_cells(text)):
            return True
        return has_cells(text) and not is_item(text) and self._stands_under(index, group)

    def _stands_under(self, index: int, group: Sequence[int]) -> bool:
        """Whether a line parted by spaces has figures in its cells, or a neighbour with as many cells that has."""
        near = [one for one in (index - 1, index, index + 1, index + 2) if one in group]
        cells = [pieces_of(self._text(one)) for one in near]
        return any(any(_FIGURE.search(cell.text) for cell in row[1:]) for row in cells if len(row) > 1)

    def _running(self, indexes: list[int], *, alone: bool) -> Iterator[Block]:
        rest: list[int] = []
        for at, index in enumerate(indexes):
            heading = self._heading(index, indexes[at + 1 :], alone=alone)
            if heading is None:
                rest.append(index)
                continue
            yield from self._passages(rest)
            rest = []
            yield heading
        yield from self._passages(rest)

    def _heading(self, index: int, after: Sequence[int], *, alone: bool) -> ReportHeading | None:
        text = self._text(index)
        if marked := _HEADED.match(text):
            return ReportHeading(marked[2].strip(), len(marked[1]), index) if marked[2].strip() else None
        if after and _UNDERLINE.match(self._text(after[0])) and may_head(text):
            return ReportHeading(text.strip(), 1 if "=" in self._text(after[0]) else 2, index)
        if is_furniture(text, self._repeated) or not alone or (is_item(text) and not is_numbered(text)):
            return None
        return ReportHeading(text.strip(), UNKNOWN, index) if may_head(text) and "\t" not in text.strip() else None

    def _passages(self, indexes: list[int]) -> Iterator[Block]:
        for furniture, part in groupby(indexes, key=self._is_furniture):
            found = list(part)
            if furniture:
                yield from (passage_of([index], self._lines, TextKind.FURNITURE) for index in found)
            else:
                yield from passages_of(found, self._lines)

    def _is_furniture(self, index: int) -> bool:
        text = self._text(index)
        return is_furniture(text, self._repeated) or is_symbol(text)


def _put_together(blocks: Iterator[Block]) -> list[Block]:
    """Passages that a page's end cut are one; furniture between them stands after."""
    found: list[Block] = []
    for block in blocks:
        at = _last_text(found)
        before = found[at] if at is not None else None
        if at is not None and isinstance(before, ReportHeading) and _goes_on(before, block):
            found[at] = before = Passage(before.text, (before.line,), (0,))
        if at is not None and isinstance(block, Passage) and isinstance(before, Passage) and cut_off(before, block):
            found[at] = joined(before, block)
        else:
            found.append(block)
    return found


def _goes_on(heading: ReportHeading, block: Block) -> bool:
    """Whether what looked like a heading begins a sentence: one that a page's end cut, or that a list goes on with."""
    if heading.level != UNKNOWN or not isinstance(block, Passage) or not block.text[:1].islower():
        return False
    return block.kind is TextKind.ITEM or (block.kind is TextKind.PROSE and len(heading.text) >= _LEAST_CUT)


def _last_text(blocks: Sequence[Block]) -> int | None:
    """The place of the last block that is no furniture."""
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if not (isinstance(block, Passage) and block.kind is TextKind.FURNITURE):
            return at
    return None
