"""Lines of running text put together: paragraphs, items, contents, furniture. Words cut at a line's end are whole again."""

import re
from collections import Counter
from collections.abc import Sequence

from stegvis.core.finished import Line, Noise, NoiseKind, Passage, TextKind
from stegvis.files.finished.rows import unmarked

_ITEM = re.compile(r"^\s*(?:[-–—•*·▪●○◦☐☑✓➤►➢❖§o]|--|\d{1,2}[.)]|[a-zåäö][.)])\s+\S")
_MARK = re.compile(r"^\s*(?:[-–—•*·▪●○◦☐☑✓➤►➢❖]\s*)+")
_ENDS = re.compile(r"[.!?:;]['\"”)»]*$")
_LEADERS = re.compile(r"(?:\.{3,}|…{2,}|(?:\. ){3,}|_{3,})\s*(?:\d{1,3})?\s*$")
_PAGED = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?\s+)?[^\W\d].*?(?:\.{2,}|\t|\s{2,})\s*\d{1,3}\s*$")
_PAGE = re.compile(r"^\s*(?:sida|sid\.?|page)?\s*\d{1,3}\s*(?:\(\d{1,3}\)|(?:av|of|/)\s*\d{1,3})?\s*$", re.IGNORECASE)
_NOTE = re.compile(r"^\s*[¹²³⁴⁵⁶⁷⁸⁹]+\s*\S")
_WORD = re.compile(r"\w")
#: Rules that people draw with signs, and lines to sign on.
_DRAWN = re.compile(r"^[\s\-–—=_|:+*.…#]+$")
_LONG_LINE = 60
_OFTEN = 3


def is_item(text: str) -> bool:
    """Whether a line begins an item of a list."""
    return bool(_ITEM.match(text))


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: words, and the page where they stand."""
    return bool(_LEADERS.search(text) and _WORD.search(text))


def may_be_contents(text: str) -> bool:
    """Whether a line could be one of a table of contents, where others beside it are."""
    return is_contents(text) or bool(_PAGED.match(text))


def is_furniture(text: str, repeated: frozenset[str]) -> bool:
    """Whether a line is a page's number, or its head or foot, which stand on page after page."""
    return bool(_PAGE.match(text)) or " ".join(text.split()) in repeated


def repeated_lines(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands first or last on three pages or more, and on a third of them: heads and feet, but for their numbers."""
    edges = Counter(
        " ".join(line.text.split())
        for page in pages
        for line in {*[one for one in page if one.text.strip()][:2], *[one for one in page if one.text.strip()][-2:]}
    )
    return frozenset(text for text, often in edges.items() if often >= _OFTEN and often * 3 >= len(pages))


def is_symbol(text: str) -> bool:
    """Whether a line holds signs only, such as a picture's or a list's, that extraction left."""
    return bool(text.strip()) and not _WORD.search(text)


def passages_of(indexes: Sequence[int], lines: Sequence[Line]) -> list[Passage]:
    """The passages of adjoining lines. A new one begins at an item, and after a line that ends its sentence and is short."""
    groups: list[list[int]] = []
    for index in indexes:
        if groups and _goes_on(lines[groups[-1][-1]].text, lines[index].text):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [passage_of(group, lines) for group in groups]


def _goes_on(before: str, text: str) -> bool:
    if is_item(text) or is_contents(before) or is_contents(text) or _NOTE.match(text):
        return False
    first = text.strip()[:1]
    if _ENDS.search(before.strip()):
        return False
    return first.islower() or len(before.strip()) >= _LONG_LINE


def cut_off(before: Passage, after: Passage) -> bool:
    """Whether a passage goes on in the next one, over a page's end."""
    if before.kind not in (TextKind.PROSE, TextKind.ITEM) or after.kind is not TextKind.PROSE:
        return False
    return not _ENDS.search(before.text) and after.text[:1].islower() and len(before.text) >= _LONG_LINE


def passage_of(indexes: Sequence[int], lines: Sequence[Line], kind: TextKind | None = None) -> Passage:
    """The lines as one passage. A word with a hyphen at a line's end goes on in the next line."""
    text, starts = "", []
    for index in indexes:
        part = " ".join(unmarked(lines[index].text).split())
        if not text:
            kind = kind or _kind(part)
            part = _MARK.sub("", part) if kind is TextKind.ITEM else part
        joined = run_on(text, part)
        starts.append(len(joined) - len(part))
        text = joined
    return Passage(text, tuple(indexes), tuple(starts), kind or TextKind.PROSE)


def joined(before: Passage, after: Passage) -> Passage:
    """Two passages as the one that a page's end cut."""
    text = run_on(before.text, after.text)
    moved = len(text) - len(after.text)
    starts = (*before.starts, *(start + moved for start in after.starts))
    return Passage(text, (*before.lines, *after.lines), starts, before.kind)


def run_on(before: str, after: str) -> str:
    """A line after another: a space between them, and a word cut at the end of the first is whole again."""
    if not before:
        return after
    if re.search(r"\w[-‐\u00ad]$", before[-2:]) and after[:1].islower() and not after.startswith(("och ", "eller ")):
        return before[:-1] + after
    return f"{before} {after}"


def _kind(text: str) -> TextKind:
    if is_contents(text):
        return TextKind.CONTENTS
    if _NOTE.match(text):
        return TextKind.NOTE
    return TextKind.ITEM if is_item(text) else TextKind.PROSE


def symbols(lines: Sequence[Line]) -> tuple[Noise, ...]:
    """The lines that hold signs only, or letters of a font of signs."""
    return tuple(
        Noise(NoiseKind.SYMBOL, index)
        for index, line in enumerate(lines)
        if re.search("[\ue000-\uf8ff]", line.text) or (is_symbol(line.text) and not _DRAWN.match(line.text))
    )
