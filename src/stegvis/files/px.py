"""PX files read back (PC-Axis, SCB's file format 2013): anybody's, strictly and within limits.

`"-"` is the format's way to write that something is none; the other signs (`"."`, `".."`, `"..."`) are no figure.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from stegvis.files.printed.grids import MOST_CELLS
from stegvis.files.printed.told import ToldAxis, ToldTable

_KEYWORD = re.compile(r'\s*([A-Z][A-Z0-9-]*)(\[[a-z-]+\])?(?:\(((?:"[^"]*"|[^)"])*)\))?\s*=', re.DOTALL)
_TEXT = re.compile(r'"([^"]*)"')
_DATUM = re.compile(r'"([^"]*)"|([^\s,;"]+)')
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([\w-]{1,20})"')
_NONE = "-"


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
    cells = dict(zip(product(*(axis.codes for axis in axes)), _values(said["DATA", ""], axes), strict=True))
    title = " ".join(_texts(said.get(("TITLE", ""), "") or said.get(("CONTENTS", ""), "")))
    return ToldTable(title, axes, cells, "".join(_texts(said.get(("TABLEID", ""), ""))))


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


def _values(data: str, axes: tuple[ToldAxis, ...]) -> list[int | None]:
    expected = prod(len(axis.codes) for axis in axes)
    found = [_value(*one) for one in _DATUM.findall(data)] if expected <= MOST_CELLS else []
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
