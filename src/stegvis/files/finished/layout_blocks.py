"""A page's lines and tables to blocks: headings, paragraphs, items, contents and notes, by size, weight and gaps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from stegvis.core.finished import Block, Line, ReportHeading, TextKind
from stegvis.files.finished.headings import may_head
from stegvis.files.finished.layout import Sheet, Strip
from stegvis.files.finished.layout_tables import Laid, Table, is_caption
from stegvis.files.finished.passages import is_contents, is_furniture, is_item, may_be_contents, passage_of

_CONTENTS = re.compile(r"\W*(?:innehåll(?:sförteckning)?|(?:table of )?contents)\W*", re.IGNORECASE)
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰*]|\d{1,2}\s?[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"[\s.…_]*\d*\s*$")
_ENDS = (".", "!", "?", ":")
_OFTEN = 3
_EDGE = 0.13
_APART = 1.2
_LARGER = 1.12
_SMALLER = 0.94
_DEEPEST = 6
_MISSES = 2

#: What type a line is set in: its size and whether it is bold.
Style = tuple[float, bool]


@dataclass(frozen=True)
class Type:
    """How the report is set: the size of its running text, and what its headings are set in, the highest first."""

    size: float
    headings: tuple[Style, ...] = ()

    def level(self, strip: Strip) -> int:
        """How deep a heading is."""
        style = _style(strip)
        return min(_DEEPEST, self.headings.index(style) + 1) if style in self.headings else _DEEPEST

    def is_small(self, strip: Strip) -> bool:
        """Whether it is set smaller than running text, as notes are."""
        return strip.size < _SMALLER * self.size

    def is_heading(self, strip: Strip) -> bool:
        """Whether it is set as a heading and reads as one."""
        if not may_head(strip.text) or is_caption(strip.text) or len(strip.pieces) > 1:
            return False
        return strip.size > _LARGER * self.size or (strip.bold and strip.size >= _SMALLER * self.size)


def _style(strip: Strip) -> Style:
    return round(strip.size * 2) / 2, strip.bold


def type_of(pages: Sequence[Sequence[Laid]]) -> Type:
    """What the report is set in: running text is what most letters are."""
    strips = [one for page in pages for one in page if isinstance(one, Strip)]
    letters: Counter[float] = Counter()
    for strip in strips:
        letters[round(strip.size * 2) / 2] += len(strip.text)
    body = letters.most_common(1)[0][0] if letters else 10.0
    plain = Type(body)
    styles = {_style(strip) for strip in strips if plain.is_heading(strip)}
    return Type(body, tuple(sorted(styles, reverse=True)))


def furniture_of(pages: Sequence[tuple[Sheet, Sequence[Strip]]]) -> set[int]:
    """The lines that are a page's head, foot or number: at its edge, and there on page after page."""
    edges = [(strip, sheet) for sheet, strips in pages for strip in strips if _at_edge(strip, sheet)]
    often = Counter((_DIGITS.sub("0", strip.text), round(strip.box.top / 8)) for strip, _ in edges)
    least = max(2, min(_OFTEN, len(pages)))
    repeated = {text for (text, _), times in often.items() if times >= least}
    near = {
        text for text in {text for text, _ in often}
        if sum(times for (other, _), times in often.items() if other == text) >= least and len(pages) > 2
    }  # fmt: skip
    return {
        strip.index
        for sheet, strips in pages
        for side in _inwards(strips)
        for strip in _outermost(side, sheet, repeated | near)
    }


def _inwards(strips: Sequence[Strip]) -> tuple[list[Strip], list[Strip]]:
    """The page's lines from its top, and from its bottom."""
    down = sorted(strips, key=lambda one: one.box.top)
    return down, down[::-1]


def _outermost(strips: Sequence[Strip], sheet: Sheet, repeated: set[str]) -> list[Strip]:
    """The lines at the edge that come again on other pages, with a gap to the rest: a table's headings come again too."""
    found = 0
    for at, (strip, after) in enumerate(zip_longest(strips, strips[1:]), start=1):
        again = _DIGITS.sub("0", strip.text) in repeated or is_furniture(strip.text, frozenset())
        if not (_at_edge(strip, sheet) and again):
            break
        if (
            after is None
            or max(after.box.top - strip.box.bottom, strip.box.top - after.box.bottom) > _APART * strip.size
        ):
            found = at
    return list(strips[:found])


def _at_edge(strip: Strip, sheet: Sheet) -> bool:
    middle = (strip.box.top + strip.box.bottom) / 2
    return not _EDGE * sheet.height < middle < (1 - _EDGE) * sheet.height


def contents_of(strips: Sequence[Strip]) -> set[int]:
    """The lines of the table of contents: dotted, or after its heading what stands again as a heading further on."""
    later = Counter(_bare(strip.text) for strip in strips)
    found: set[int] = set()
    missed: list[int] | None = None
    for strip in strips:
        later[_bare(strip.text)] -= 1
        inside = missed is not None and (may_be_contents(strip.text) or later[_bare(strip.text)] > 0)
        if _CONTENTS.fullmatch(strip.text):
            missed = []
        elif inside or is_contents(strip.text):
            found |= {strip.index, *(missed or ())}
            missed = [] if missed is not None else None
        elif missed is not None:
            missed = [*missed, strip.index] if len(missed) < _MISSES else None
    return found


def _bare(text: str) -> str:
    return " ".join(_PAGE.sub("", text).casefold().split())


def page_blocks(laid: Sequence[Laid], contents: set[int], kind: Type, lines: Sequence[Line]) -> Iterator[Block | Table]:
    """The blocks of a page in order; a table stays one until it is known whether the next page goes on with it."""
    group: list[Strip] = []
    last: Laid | None = None
    for one in laid:
        if group and (isinstance(one, Table) or not _same_block(group, one, contents, kind)):
            yield _block(group, contents, kind, lines, last)
            last, group = group[-1], []
        if isinstance(one, Table):
            yield one
            last = one
        else:
            group.append(one)
    if group:
        yield _block(group, contents, kind, lines, last)


def _same_block(group: Sequence[Strip], strip: Strip, contents: set[int], kind: Type) -> bool:
    """Whether a line goes on with the block of the lines before it."""
    last = group[-1]
    if strip.index in contents or last.index in contents or is_item(strip.text) or strip.page != last.page:
        return False
    if kind.is_heading(last) or kind.is_heading(group[0]) or kind.is_heading(strip):
        close = -strip.size < strip.box.top - last.box.bottom < 0.5 * strip.size
        return (
            close
            and kind.is_heading(group[0])
            and _style(last) == _style(strip)
            and _heading_goes_on(last, strip, kind)
        )
    if (
        abs(strip.size - last.size) > 0.08 * last.size + 0.2
        or not -0.5 < (strip.box.top - last.box.bottom) / strip.size < 0.85
    ):
        return False
    if kind.is_small(strip) and _NOTE.match(strip.text):
        return False
    return not is_caption(strip.text) and not _paragraph_ends(group, strip)


def _heading_goes_on(last: Strip, strip: Strip, kind: Type) -> bool:
    return strip.text[:1].islower() or last.size > _LARGER * kind.size


def _paragraph_ends(group: Sequence[Strip], strip: Strip) -> bool:
    """Whether the last line ends its sentence short of the edge that the lines keep."""
    last = group[-1]
    right = max(one.box.right for one in (*group, strip))
    short = right - last.box.right > 0.12 * (right - last.box.left)
    return (short and last.text.endswith(_ENDS)) or (len(group) == 1 and is_caption(last.text) and short)


def _block(group: Sequence[Strip], contents: set[int], kind: Type, lines: Sequence[Line], last: Laid | None) -> Block:
    first = group[0]
    indexes = [strip.index for strip in group]
    if first.index in contents:
        return passage_of(indexes, lines, TextKind.CONTENTS)
    if kind.is_heading(first):
        return ReportHeading(passage_of(indexes, lines, TextKind.PROSE).text, kind.level(first), first.index)
    small = kind.is_small(first) and (isinstance(last, Table) or _NOTE.match(first.text))
    return passage_of(indexes, lines, TextKind.NOTE if small and not is_item(first.text) else None)
