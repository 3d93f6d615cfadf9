"""Lines of text to rows of cells, parted by tabs, by pipes as in Markdown, or by runs of spaces that stand under each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stegvis.core.finished import GridCell, GridRow, Line

_PIPES = re.compile(r"^\s*\|?.*\S\s*\|\s*\S?.*$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_GAP = re.compile(r" {2,}")
_FIGURE = re.compile(r"\d")
_EMPHASIS = r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
_MARKUP = re.compile(rf"{_EMPHASIS}|</?(?:b|i|em|strong|u|span|br)\b[^>]*>|`", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line with the columns of characters that they stand in."""

    text: str
    start: int
    end: int


def unmarked(text: str) -> str:
    """A line without the signs of emphasis that Markdown and exported pages leave in text."""
    return _MARKUP.sub("", text)


def is_rule(text: str) -> bool:
    """Whether a line only parts a Markdown table's heading from its rows."""
    return "-" in text and "|" in text and bool(_RULE.match(text))


def has_cells(text: str) -> bool:
    """Whether a line may be a row of a table by the signs that part its cells."""
    return "\t" in text.strip("\n") or ("|" in text and bool(_PIPES.match(text))) or bool(_GAP.search(text.strip()))


def rows_of(indexes: Sequence[int], lines: Sequence[Line]) -> tuple[GridRow, ...]:
    """The rows of lines that belong to one table; what only rules a Markdown table is no row."""
    kept = [index for index in indexes if not is_rule(lines[index].text)]
    texts = [unmarked(lines[index].text) for index in kept]
    if any("\t" in text for text in texts):
        return tuple(_row(index, text.split("\t")) for index, text in zip(kept, texts, strict=True))
    if any("|" in text for text in texts):
        return tuple(_row(index, text.strip().strip("|").split("|")) for index, text in zip(kept, texts, strict=True))
    return _aligned(kept, texts)


def _row(index: int, cells: Sequence[str]) -> GridRow:
    return GridRow(tuple(GridCell(cell.strip(), index) for cell in cells), index)


def pieces_of(text: str) -> list[_Piece]:
    """The cells of a line parted by two spaces or more."""
    found, start = [], 0
    for gap in _GAP.finditer(text):
        if text[start : gap.start()].strip():
            found.append(_Piece(text[start : gap.start()].strip(), start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        found.append(_Piece(text[start:].strip(), start, len(text.rstrip())))
    return found


def _aligned(indexes: Sequence[int], texts: Sequence[str]) -> tuple[GridRow, ...]:
    """Rows whose cells stand under each other: a column is what overlaps, and an empty cell is where nothing stands."""
    split = [pieces_of(text.expandtabs()) for text in texts]
    columns = _columns([piece for pieces in split for piece in pieces])
    rows = []
    for index, pieces in zip(indexes, split, strict=True):
        cells = [""] * len(columns)
        for piece in pieces:
            at = next(at for at, (start, end) in enumerate(columns) if piece.start < end and start < piece.end)
            cells[at] = f"{cells[at]} {piece.text}".strip()
        rows.append(_row(index, cells))
    return tuple(rows)


def _columns(pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """The spans of characters that pieces share. A piece of words over several columns, a merged heading, makes none."""
    figures = [piece for piece in pieces if _FIGURE.search(piece.text)] or list(pieces)
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(piece.start, piece.end) for piece in figures}):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    for piece in pieces:
        if not any(piece.start < end and start < piece.end for start, end in spans):
            spans.append((piece.start, piece.end))
    return _joined(sorted(spans))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined = spans[:1]
    for _, (start, end) in pairwise(spans):
        if start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
