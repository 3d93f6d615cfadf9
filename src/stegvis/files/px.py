"""PX files read back (PC-Axis, SCB's file format 2013): anybody's, strictly and within limits.

`"-"` is the format's way to write that something is none; the other signs (`"."`, `".."`, `"..."`) are no figure.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from stegvis.files.printed.figures import read_amount
from stegvis.files.printed.grids import MOST_CELLS
from stegvis.files.printed.told import ToldAxis, ToldTable, counts_and_amounts

_KEYWORD = re.compile(r'\s*([A-Z][A-Z0-9-]*)(\[[a-z-]+\])?(?:\(((?:"[^"]*"|[^)"])*)\))?\s*=', re.DOTALL)
_TEXT = re.compile(r'"([^"]*)"')
_DATUM = re.compile(r'"([^"]*)"|([^\s,;"]+)')
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([\w-]{1,20})"')
_NONE = "-"
#: The code of how many, in our variable of contents.
_COUNT = "count"


def told_px(data: bytes) -> ToldTable:
    """The table of a PX file. Raises ValueError for what is none."""
    try:
        text = data.decode(_codepage(data))
    except (LookupError, UnicodeDecodeError) as problem:
        raise ValueError("px") from problem
    said = dict(_keywords(text))
    names = (*_texts(said.get(("STUB", ""), "")), *_texts(said.get(("HEADING", ""), "")))
    if not names or ("DATA", "") not in said or any(keyword == "KEYS" for keyword, _ in said):
        raise ValueError("px")
    axes = tuple(_axis(name, said) for name in names)
    whole = dict(zip(product(*(axis.codes for axis in axes)), _data(said["DATA", ""], axes), strict=True))
    place = _contents(names, axes, said)
    counts, told = (whole, {}) if place is None else counts_and_amounts(whole, place, *axes[place].codes)
    axes = tuple(axis for at, axis in enumerate(axes) if at != place)
    cells = {key: _value(*one) for key, one in counts.items()}
    amounts = {key: amount for key, one in told.items() if (amount := read_amount(one[0] or one[1])) is not None}
    title = " ".join(_texts(said.get(("TITLE", ""), "") or said.get(("CONTENTS", ""), "")))
    return ToldTable(title, axes, cells, "".join(_texts(said.get(("TABLEID", ""), ""))), amounts=amounts)


def _contents(names: tuple[str, ...], axes: tuple[ToldAxis, ...], said: Mapping[tuple[str, str], str]) -> int | None:
    """The place of the variable of contents, where it is how many and one thing more that is told of the same groups."""
    named = _texts(said.get(("CONTVARIABLE", ""), ""))
    place = names.index(named[0]) if named and named[0] in names else None
    return place if place is not None and axes[place].codes[:1] == (_COUNT,) and len(axes[place].codes) == 2 else None


def _codepage(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    found = _CODEPAGE.search(data[:5000])
    return found[1].decode("ascii") if found else "cp1252"


def _keywords(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Each keyword with its variable, and its value as written; those of another language are passed by."""
    at = 0
    while at < len(text) and text[at:].strip():
        match = _KEYWORD.match(text, at)
        if match is None:
            raise ValueError("px")
        end = _end(text, match.end())
        if not match[2]:
            variable = _TEXT.search(match[3] or "")
            yield (match[1], variable[1] if variable else ""), text[match.end() : end]
        at = end + 1


def _end(text: str, start: int) -> int:
    """Where a value ends: at the first semicolon that is in no text."""
    at = start
    while True:
        semicolon, quote = text.find(";", at), text.find('"', at)
        if semicolon < 0:
            raise ValueError("px")
        if not 0 <= quote < semicolon:
            return semicolon
        at = text.find('"', quote + 1) + 1
        if at == 0:
            raise ValueError("px")


def _texts(value: str) -> tuple[str, ...]:
    return tuple(_TEXT.findall(value))


def _axis(name: str, said: Mapping[tuple[str, str], str]) -> ToldAxis:
    labels = _texts(said.get(("VALUES", name), ""))
    codes = _texts(said.get(("CODES", name), "")) or labels
    code = "".join(_texts(said.get(("VARIABLE-CODE", name), ""))) or name
    if not labels or len(codes) != len(labels) or len(set(codes)) != len(codes):
        raise ValueError("px")
    return ToldAxis(code, codes, labels)


def _data(data: str, axes: tuple[ToldAxis, ...]) -> list[tuple[str, str]]:
    expected = prod(len(axis.codes) for axis in axes)
    found = _DATUM.findall(data) if expected <= MOST_CELLS else []
    if len(found) != expected:
        raise ValueError("px")
    return found


def _value(sign: str, number: str) -> int | None:
    if not number:
        return 0 if sign == _NONE else None
    if number == _NONE:
        return 0
    value = float(number)
    if value != int(value) or value < 0:
        raise ValueError("px")
    return int(value)
