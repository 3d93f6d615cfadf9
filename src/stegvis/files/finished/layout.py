"""Words with boxes, and lines of them: what every reader of a page, printed or scanned, begins with.

Lengths are in points from the page's upper left corner. Nothing here knows of PDF.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from stegvis.core.finished import Box

#: The smallest gap between words, in parts of their size, that lies between cells rather than between words.
CELL_GAP = 0.75
#: The same inside a table, where a space that is wider than others is enough.
TIGHT_GAP = 0.42
#: A gap that sets digits apart in a number is never wider.
_GROUP_GAP = 0.55
_GROUP = re.compile(r"\d{3}(?:,\d+)?(?:%|\))?")
_BEGINS_NUMBER = re.compile(r"[(–−-]?\d{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands. `mark`: what the document's structure calls it; `glued`: no space before it."""

    text: str
    box: Box
    size: float
    bold: bool = False
    mark: int = -1
    glued: bool = False

    @property
    def middle(self) -> float:
        """Half its height from the page's top."""
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, thinner than it is long."""

    box: Box

    @property
    def upright(self) -> bool:
        """Whether it goes down the page and not across it."""
        return self.box.bottom - self.box.top > self.box.right - self.box.left


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its size, its words as the file has them, and its rules.

    `turned`: how far the page was turned to be read, when its text goes up (90), upside down (180) or down the page (270).
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    turned: int = 0

    def as_shown(self, box: Box) -> Box:
        """Where a box of the page stands when the page is not turned."""
        corners = ((box.left, box.top), (box.right, box.bottom))
        if self.turned == 90:
            (a, b), (c, d) = ((y, self.width - x) for x, y in corners)
        elif self.turned == 180:
            (a, b), (c, d) = ((self.width - x, self.height - y) for x, y in corners)
        elif self.turned == 270:
            (a, b), (c, d) = ((self.height - y, x) for x, y in corners)
        else:
            return box
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


@dataclass(frozen=True)
class Strip:
    """Words on one line, from left to right. `index`: the line's place among the report's."""

    words: tuple[Word, ...]
    index: int = 0
    page: int = 1

    @cached_property
    def box(self) -> Box:
        """What its words cover."""
        return around(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        """What stands there, with two spaces between what may be cells."""
        return "  ".join(text_of(piece) for piece in self.pieces)

    @cached_property
    def size(self) -> float:
        """Its usual size of type."""
        return median(word.size for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        return 2 * sum(len(word.text) for word in self.words if word.bold) > sum(len(word.text) for word in self.words)

    @cached_property
    def pieces(self) -> tuple[tuple[Word, ...], ...]:
        """Its words, set apart where the gap is wider than between words of a sentence."""
        return (self.words,) if _is_justified(self.words) else tuple(pieces_of(self.words, CELL_GAP))


def around(boxes: Iterable[Box]) -> Box:
    """The box that holds them all."""
    every = list(boxes)
    return Box(min(one.left for one in every), min(one.top for one in every),
               max(one.right for one in every), max(one.bottom for one in every))  # fmt: skip


def text_of(words: Sequence[Word]) -> str:
    """Words as text: a space where there is a gap, none where only the type changes."""
    parts = [words[0].text] if words else []
    for before, word in pairwise(words):
        raised = is_raised(word, before)
        follows = raised or (word.glued and abs(word.box.left - before.box.right) < word.size)
        text = word.text.translate(_RAISED) if raised else word.text
        parts.append(text if follows else f" {text}")
    return "".join(parts)


def is_raised(word: Word, beside: Word) -> bool:
    """Whether it is the mark of a note: smaller than what it follows, and higher on the line."""
    close = word.glued or abs(word.box.left - beside.box.right) < 0.15 * beside.size
    return close and word.size < 0.85 * beside.size and word.box.bottom < beside.box.bottom - 0.1 * beside.size


def pieces_of(words: Sequence[Word], least: float) -> Iterator[tuple[Word, ...]]:
    """The words, set apart at gaps from `least` of their size, and between numbers that are none together."""
    piece: list[Word] = []
    for word in words:
        if piece and not _together(piece, word, least):
            yield tuple(piece)
            piece = []
        piece.append(word)
    if piece:
        yield tuple(piece)


def _together(piece: Sequence[Word], word: Word, least: float) -> bool:
    gap = word.box.left - piece[-1].box.right
    size = min(piece[-1].size, word.size)
    if gap > least * size and not (gap <= _GROUP_GAP * size and _goes_on(piece, word)):
        return False
    return not (gap > 0.3 * size and _wider_than_in_number(piece, word, gap))


def _goes_on(piece: Sequence[Word], word: Word) -> bool:
    """Whether the word is the next three digits of the number that the piece is so far."""
    first, *rest = piece
    begins = _BEGINS_NUMBER.fullmatch(first.text) or first.text in "–−-"
    return bool(begins and all(_GROUP.fullmatch(one.text) for one in rest) and _GROUP.fullmatch(word.text))


def _wider_than_in_number(piece: Sequence[Word], word: Word, gap: float) -> bool:
    """Whether digits follow digits after a gap that is wider than the one inside their number."""
    if len(piece) < 2 or not (piece[-1].text[-1:].isdigit() and piece[-2].text[-1:].isdigit()):
        return False
    inside = piece[-1].box.left - piece[-2].box.right
    return word.text[:1].isdigit() and inside > 0 and gap > 1.5 * inside


def _is_justified(words: Sequence[Word]) -> bool:
    """Whether it is a line of prose whose spaces were stretched: many words, the same gap between them all."""
    if len(words) < 5 or sum(any(map(str.isdigit, word.text)) for word in words) * 2 > len(words):
        return False
    gaps = [after.box.left - before.box.right for before, after in pairwise(words)]
    usual = median(gaps)
    return 0 < usual < 1.6 * words[0].size and max(gaps) <= 2.2 * usual
