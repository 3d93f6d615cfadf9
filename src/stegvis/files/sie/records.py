"""The records of a SIE file: its encoding, its lines, and the fields of a line."""

import re
from collections.abc import Iterator
from functools import lru_cache

#: Å Ä Ö å ä ö é ü É in code page 437 and in Latin-1: one of the two sets of bytes is in any Swedish text.
_IN_437 = bytes((0x8F, 0x8E, 0x99, 0x86, 0x84, 0x94, 0x82, 0x81, 0x90))
_IN_LATIN_1 = bytes((0xC5, 0xC4, 0xD6, 0xE5, 0xE4, 0xF6, 0xE9, 0xFC, 0xC9))
#: A quoted field, a list of objects, a bare field; the rest from anything else on, which means that the line is damaged.
#: Taking the rest in one piece keeps the time of a hostile line in proportion to its length.
_FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"|\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}|([^\s{}"]+)|([{}"].*)')
#: The same, where a program wrote a quote inside a name without a backslash: a quote ends a field only before a space.
_LOOSE_FIELD = re.compile(
    r'"((?:[^"\\]|\\.|"(?=\S))*)"(?=\s|$)|\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}|([^\s{}"]+)|([{}"].*)'
)
#: The name of an account stands last: all that is left of the line is the name.
_NAMED = re.compile(r'(#KONTO)\s+(\S+)\s+"?(.*?)"?', re.IGNORECASE)
_OBJECT_FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)|(".*)')
_ESCAPED = re.compile(r'\\(["\\])')

Objects = tuple[tuple[str, str], ...]


class Damaged(Exception):  # noqa: N818 - becomes a finding with its line
    """A line that cannot be read. `reason` is the code of the finding."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: PC8 (code page 437) as the format says, or what it plainly is instead."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace"), "UTF-8"
    if data.isascii():
        return data.decode("ascii"), "PC8"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if _count(data, _IN_LATIN_1) > _count(data, _IN_437):
        return data.decode("cp1252", "replace"), "Windows-1252"
    return data.decode("cp437"), "PC8"


def _count(data: bytes, signs: bytes) -> int:
    return len(data) - len(data.translate(None, signs))


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        stripped = line.strip(" \t\x1a\ufeff")
        if stripped:
            yield number, stripped


def fields_of(line: str, *, loosely: bool = False) -> list[str]:
    """The fields of a line, quotes taken away; a list of objects is one field. Raises `Damaged`."""
    if loosely and (named := _NAMED.fullmatch(line)):
        return list(named.groups())
    found = (_LOOSE_FIELD if loosely else _FIELD).findall(line)
    if any(stray for _, _, _, stray in found):
        raise Damaged("SIE-003", line[:200])
    if "\\" in line:
        return [_ESCAPED.sub(r"\1", quoted) or objects or bare for quoted, objects, bare, _ in found]
    return [quoted or objects or bare for quoted, objects, bare, _ in found]


@lru_cache(maxsize=4096)
def objects_of(text: str) -> Objects:
    """The objects of a field `1 "10" 6 "20"` as pairs of dimension and object. Raises `Damaged`."""
    if not text or text.isspace():
        return ()
    words = []
    for quoted, bare, stray in _OBJECT_FIELD.findall(text):
        if stray:
            raise Damaged("SIE-003", text[:200])
        words.append(quoted or bare)
    if len(words) % 2:
        raise Damaged("SIE-004", text[:200])
    return tuple(zip(words[::2], words[1::2], strict=True))
