"""Words that a narrow cell cut without a hyphen, as some programs set them: whole again where the document has them whole."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stegvis.core.finished import Block, GridCell, Noise, NoiseKind, PrintedGrid

#: Stands in a cell where a word may go on in the cell's next line, until the whole document is read.
MAY_GO_ON = "\n"
_WORD = re.compile(r"[^\W\d_]{3,}")
_BEGINS = re.compile(r"[^\W\d_]+")


def may_go_on(line: str, after: str) -> bool:
    """Whether a cell's line is one word with no hyphen, and the next begins with a small letter."""
    return bool(_WORD.fullmatch(line)) and after[:1].islower()


def with_whole_words(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Noise, ...]]:
    """The blocks with the words whole that cells cut, and where that was."""
    cells = [cell for block in blocks if isinstance(block, PrintedGrid) for row in block.rows for cell in row.cells]
    marked = [cell for cell in cells if MAY_GO_ON in cell.text]
    if not marked:
        return tuple(blocks), ()
    words = sorted(set(_words(blocks)))
    mended = {cell.text: _mended(cell.text, words) for cell in marked}
    cut = [cell.line for cell in marked if mended[cell.text] != cell.text.replace(MAY_GO_ON, " ")]

    def whole(cell: GridCell) -> GridCell:
        return replace(cell, text=mended[cell.text]) if cell.text in mended else cell

    done = [
        replace(block, rows=tuple(replace(row, cells=tuple(map(whole, row.cells))) for row in block.rows))
        if isinstance(block, PrintedGrid) else block
        for block in blocks
    ]  # fmt: skip
    return tuple(done), tuple(Noise(NoiseKind.CUT_CELL, line) for line in cut)


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    """The document's words, but for those of cells that may be cut."""
    for block in blocks:
        texts = (
            [cell.text for row in block.rows for cell in row.cells] if isinstance(block, PrintedGrid) else [block.text]
        )
        for text in texts:
            if MAY_GO_ON not in text:
                yield from (word.lower() for word in _WORD.findall(text))


def _mended(text: str, words: Sequence[str]) -> str:
    """A cell's text, each word of it whole that goes on so elsewhere in the document."""
    whole, *lines = text.split(MAY_GO_ON)
    for line in lines:
        after = _BEGINS.match(line)
        begins = (whole.split(" ")[-1] + (after[0][:2] if after else "")).lower()
        at = bisect_left(words, begins)
        goes_on = at < len(words) and words[at].startswith(begins)
        whole = f"{whole}{line}" if goes_on else f"{whole} {line}"
    return whole
