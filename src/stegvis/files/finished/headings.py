"""Which short lines are headings, and of which level: by their numbers, by the table of contents, and by how often they stand."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from stegvis.core.finished import Block, Passage, ReportHeading, TextKind

#: The level of a heading that nothing has said yet.
UNKNOWN = 0
_LONGEST = 100
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)(?:\.\s+\S|\s+[A-ZÅÄÖ])")
_NO_HEADING = re.compile(
    r"[.,;:…?]$|^\W+$|^\d[\d\s.,%]*$|:\s*\d|[a-zåäö]{4}\.\s+[A-ZÅÄÖ]|^[A-ZÅÄÖ][a-zåäö]+:\s+[a-zåäö]"
    r"|:\s*(?:Ja|Nej|Grön\w*|Gul\w*|Röd\w*|Delvis|Helt|Ej|Inte|Uppfyll\w+|Uppnå\w+)(?:\s\w+){0,2}$"
)
_LEADERS = re.compile(r"[\s.…_]*\d*\s*$")


def may_head(text: str) -> bool:
    """Whether a line that stands alone may be a heading: short, begun with a capital or a number, not ended as a sentence."""
    bare = text.strip()
    if not bare or len(bare) > _LONGEST or _NO_HEADING.search(bare):
        return False
    first = bare.lstrip("\"”“'«»*")[:1]
    return first.isupper() or bool(_NUMBERED.match(bare))


def is_numbered(text: str) -> bool:
    """Whether a line begins with a heading's number, `1.` or `1.4`, and is no longer than one."""
    return bool(_NUMBERED.match(text.strip()))


def with_levels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The headings with their levels; those that the document itself gives stay.

    A numbered heading is as deep as its number. One that is not stands below the last whose level is known; where none
    is, what the table of contents names is a chapter, and what is said again and again (`Måluppfyllelse`) is a part of
    the one before it.
    """
    heads = [block for block in blocks if isinstance(block, ReportHeading)]
    told = any(one.level or _depth(one.text) for one in heads)
    often = Counter(
        _bare(text) for text, last in zip(_texts(heads), ["", *_texts(heads)], strict=False) if text != last
    )
    contents = [one.text for one in blocks if isinstance(one, Passage) and one.kind is TextKind.CONTENTS]
    listed = {_bare(_LEADERS.sub("", text)) for text in contents}
    depth, found = 0, list(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, ReportHeading):
            own = block.level or _depth(block.text)
            depth = own or depth
            level = own or (depth + 1 if told else _rank(_bare(block.text), listed, often))
            found[at] = replace(block, level=level)
    return tuple(found)


def _rank(text: str, listed: set[str], often: Counter[str]) -> int:
    if text in listed:
        return 1
    return (2 if listed else 1) + (often[text] > 1)


def _texts(heads: Sequence[ReportHeading]) -> list[str]:
    return [one.text for one in heads]


def _depth(text: str) -> int:
    found = _NUMBERED.match(text)
    return len(found[1].split(".")) if found else 0


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())
