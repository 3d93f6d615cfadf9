"""A PDF's pages as words and rules with their boxes, whatever way the page or its text is turned."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from stegvis.core.finished import Box
from stegvis.files.finished.layout import Rule, Sheet, Word

#: More of either on a page is no page of a report.
_MOST_CHARACTERS = 60_000
_MOST_SEGMENTS = 20_000
_MOST_OBJECTS = 60_000
#: No font's space is narrower, in parts of its size: letters closer than that are of one word, however they are drawn.
_NARROWEST_SPACE = 0.1
_THIN = 2.5
_SHORT = 6.0
_BREAKS = frozenset(" \t\r\n\0\u00a0\u2002\u2003\u2007\u2009\u202f")
_WITHOUT_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")
#: Hyphens that only a line's end makes, and the bullets of fonts of signs.
_MEANT = {"\x02": "\u00ad", "\ufffe": "\u00ad", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "–",
          "\uf06f": "☐", "\uf0a8": "☐", "\uf0fe": "☑", "\uf0e0": "→"}  # fmt: skip
_HEAVY = ("bold", "black", "heavy", "semibd", "demi")
Point = tuple[float, float]
Turn = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class _Style:
    """What an object of text is set in."""

    size: float
    bold: bool
    mark: int
    along: tuple[int, int]


@dataclass(slots=True)
class _Glyph:
    """A character where it stands. `apart`: a space before it is not in the file, but was concluded from how it is drawn."""

    text: str
    start: Point
    end: Point
    style: _Style
    apart: bool = False


def sheet_of(page: Any, number: int) -> Sheet:
    """The page's words and rules as a reader sees them. Raises ValueError where there is more than a page can hold."""
    turn, (width, height) = _turn_of(page), page.get_size()
    text = page.get_textpage()
    try:
        glyphs = list(_glyphs(text.raw))
    finally:
        text.close()
    turned = _turned(glyphs, turn)
    if turned:
        turn = _turned_too(turn, turned, width, height)
        width, height = (height, width) if turned in (90, 270) else (width, height)
    return Sheet(number, width, height, tuple(_words(glyphs, turn)), tuple(_rules(page, turn)), turned)


def _turned(glyphs: Iterable[_Glyph | None], turn: Turn) -> int:
    """How far most of a page's text is turned: 90 where it goes up the page as it is shown, 270 down, 180 upside down."""
    ways: Counter[tuple[int, int]] = Counter(glyph.style.along for glyph in glyphs if glyph)
    if not ways:
        return 0
    across, up = ways.most_common(1)[0][0]
    (x, y), (there, down) = turn(0, 0), turn(across, up)
    if abs(down - y) > abs(there - x):
        return 90 if down < y else 270
    return 180 if there < x else 0


def _turned_too(turn: Turn, turned: int, width: float, height: float) -> Turn:
    """The same, and then turned until the text is upright."""

    def upright(x: float, y: float) -> Point:
        x, y = turn(x, y)
        if turned == 180:
            return width - x, height - y
        return (height - y, x) if turned == 90 else (y, width - x)

    return upright


def _turn_of(page: Any) -> Turn:
    """From the file's points, counted from below, to points from the upper left corner of the page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation()
    if turned == 90:
        return lambda x, y: (y - bottom, x - left)
    if turned == 180:
        return lambda x, y: (right - x, y - bottom)
    if turned == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _glyphs(text: Any) -> Iterator[_Glyph | None]:
    """The characters in the file's order; None where a word ends."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text)
    if count > _MOST_CHARACTERS:
        raise ValueError("large")
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int | None, _Style] = {}
    apart = False
    for at in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, at))
        if letter in _BREAKS:
            apart = pdfium.FPDFText_IsGenerated(text, at) == 1
            if not apart:
                yield None
        elif letter not in _WITHOUT_WIDTH:
            one = pdfium.FPDFText_GetTextObject(text, at)
            address = ctypes.cast(one, ctypes.c_void_p).value
            if address not in styles:
                styles[address] = _style(text, at, one)
            pdfium.FPDFText_GetLooseCharBox(text, at, box)
            pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            yield _glyph(_MEANT.get(letter, letter), x.value, y.value, box, styles[address], apart)
            apart = False


def _glyph(letter: str, x: float, y: float, box: Any, style: _Style, apart: bool) -> _Glyph:
    across, up = style.along
    ends = ((x, box.bottom), (x, box.top)) if up else ((box.left, y), (box.right, y))
    start, end = ends if across + up > 0 else ends[::-1]
    return _Glyph(letter, start, end, style, apart)


def _style(text: Any, at: int, one: Any) -> _Style:
    import pypdfium2.raw as pdfium

    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    name = ctypes.create_string_buffer(120)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    pdfium.FPDFText_GetFontInfo(text, at, name, 120, flags)
    size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    heavy = any(one in name.value.decode("latin-1").lower() for one in _HEAVY)
    weight = pdfium.FPDFText_GetFontWeight(text, at)
    mark = pdfium.FPDFPageObj_GetMarkedContentID(one) if one else -1
    return _Style(size if 1 < size < 400 else 10.0, heavy or weight >= 650, mark, _along(matrix.a, matrix.b))


def _along(across: float, up: float) -> tuple[int, int]:
    """Which way text goes on the unturned page: right or left, else up or down."""
    if abs(up) > abs(across):
        return 0, 1 if up > 0 else -1
    return -1 if across < 0 else 1, 0


def _words(glyphs: Iterable[_Glyph | None], turn: Turn) -> Iterator[Word]:
    word: list[_Glyph] = []
    glued = False
    for glyph in glyphs:
        if word and (glyph is None or _parts(word[-1], glyph)):
            yield _word(word, turn, glued)
            glued = glyph is not None and not glyph.apart and _follows(word[-1], glyph)
            word = []
        if glyph is None:
            glued = False
        else:
            word.append(glyph)
    if word:
        yield _word(word, turn, glued)


def _parts(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether a new word begins: another mark, another size (a raised one), another line, a step back or a gap."""
    if before.style is not glyph.style:
        sizes = sorted((before.style.size, glyph.style.size))
        if before.style.mark != glyph.style.mark or sizes[0] < 0.8 * sizes[1]:
            return True
    if glyph.apart and math.dist(before.end, glyph.start) >= _NARROWEST_SPACE * max(
        before.style.size, glyph.style.size
    ):
        return True
    return not _follows(before, glyph)


def _follows(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether the character stands right after the other, raised from it, or in one sign with it as in `ff`."""
    size = max(before.style.size, glyph.style.size)
    gap = math.dist(before.end, glyph.start)
    return gap < 0.3 * size or math.dist(before.start, glyph.start) <= math.dist(before.start, before.end)


def _word(glyphs: list[_Glyph], turn: Turn, glued: bool) -> Word:
    style = glyphs[0].style
    size = max(one.style.size for one in glyphs)
    corners = [turn(*point) for one in (glyphs[0], glyphs[-1]) for point in (one.start, one.end)]
    across = [x for x, _ in corners]
    down = [y for _, y in corners]
    if max(down) - min(down) > max(across) - min(across):
        box = Box(min(across) - 0.5 * size, min(down), max(across) + 0.5 * size, max(down))
    else:
        box = Box(min(across), min(down) - 0.74 * size, max(across), max(down) + 0.22 * size)
    return Word("".join(one.text for one in glyphs), box, size, style.bold, style.mark, glued)


def _rules(page: Any, turn: Turn) -> Iterator[Rule]:
    import pypdfium2.raw as pdfium

    left = _MOST_SEGMENTS
    for number, one in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if left <= 0 or number > _MOST_OBJECTS:
            return
        left -= max(1, pdfium.FPDFPath_CountSegments(one.raw))
        for box in _drawn(one, turn):
            if (
                min(box.right - box.left, box.bottom - box.top)
                <= _THIN
                < _SHORT
                <= max(box.right - box.left, box.bottom - box.top)
            ):
                yield Rule(box)


def _drawn(one: Any, turn: Turn) -> Iterator[Box]:
    """A thin path as it is; of any other the straight edges that are stroked."""
    import pypdfium2.raw as pdfium

    whole = _box(turn, *one.get_bounds()) if pdfium.FPDFPath_CountSegments(one.raw) < 12 else None
    if whole and min(whole.right - whole.left, whole.bottom - whole.top) <= _THIN:
        yield whole
        return
    stroke, fill = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one.raw, fill, stroke)
    if stroke.value:
        matrix = one.get_matrix()
        for begin, end in pairwise(_points(one.raw)):
            if begin and end:
                yield _box(turn, *matrix.on_point(*begin), *matrix.on_point(*end))


def _points(path: Any) -> Iterator[Point | None]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(400, pdfium.FPDFPath_CountSegments(path))):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield None
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield x.value, y.value


def _box(turn: Turn, *ends: float) -> Box:
    (a, b), (c, d) = turn(ends[0], ends[1]), turn(ends[2], ends[3])
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))
