"""A released table as a PX file (PC-Axis, SCB's file format 2013): for PxWin, PxWeb and what reads their files.

Windows-1252 where every sign is in it, as PxWin expects, else UTF-8; CODEPAGE says which. A hidden cell is `".."`; a zero
is 0, since what was counted as none is a figure and not an absence (`-` in other offices' tables).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from math import prod
from textwrap import wrap

from stegvis.core.money import rounded
from stegvis.core.tables import Dimension, Key, ReleasedTable, TableHead
from stegvis.render import table_words as words
from stegvis.render.json_stat import CONTENTS, COUNT
from stegvis.render.metadata import Source, metadata
from stegvis.render.numbers import HARD_SPACE, HIDDEN, MINUS, NARROW_SPACE

_WINDOWS, _UNICODE = "windows-1252", "utf-8"
#: A quote would end the text, and `#` breaks a line in notes: neither can be written in the format.
_WRITABLE = str.maketrans({'"': "”", "#": "＃", "\n": " ", "\r": " ", NARROW_SPACE: HARD_SPACE, MINUS: "–"})
_NAME, _LINE = 20, 200
_SUBJECT = {"sv": "Finansiell samordning", "en": "Financial coordination"}


def table_px(table: ReleasedTable, source: Source, language: str = "sv") -> bytes:
    """The table as a PX file: the last dimension is the heading, the others the stub."""
    lines = metadata(table, source, language)
    head = words.head_in(table.head, language)
    note = "#".join(_written(f"{one.label}: {one.text}") for one in lines)
    body = [
        *_keywords(table, head, source, language),
        f"NOTE={_long(note)};",
        "DATA=",
        *_data(table, head),
    ]
    text = "\r\n".join(body)
    codepage = _WINDOWS if _fits(text) else _UNICODE
    start = ['CHARSET="ANSI";', 'AXIS-VERSION="2013";', f'CODEPAGE="{codepage}";', f'LANGUAGE="{language}";']
    return "\r\n".join((*start, text, "")).encode(codepage)


def _fits(text: str) -> bool:
    try:
        text.encode(_WINDOWS)
    except UnicodeEncodeError:
        return False
    return True


def _keywords(table: ReleasedTable, head: TableHead, source: Source, language: str) -> Iterator[str]:
    unit, amount = words.unit_of(head, language), words.amount_of(head, language)
    named = [(_name(one, language), one.name, tuple(each.label for each in one.categories), one.codes)
             for one in head.dimensions]  # fmt: skip
    if head.amount:
        named.append((words.CONTENTS[language], CONTENTS, (unit, amount), (COUNT, head.amount)))
    down = [name for name, *_ in named[: len(head.dimensions) - 1]]
    yield from (f"{key}={_quoted(text)};" for key, text in _texts(table, head, source, language) if text)
    yield f"DECIMALS={int(bool(head.amount))};"
    yield "SHOWDECIMALS=0;"
    yield "COPYRIGHT=NO;"
    yield f"CONTENTS={_quoted(head.title)};"
    yield f"UNITS={_quoted(unit)};"
    yield from (f"UNITS({_quoted(one)})={_quoted(one)};" for one in (unit, amount) if head.amount)
    if down:
        yield f"STUB={_listed(down)};"
    yield f"HEADING={_listed(name for name, *_ in named[len(down) :])};"
    if head.amount:
        yield f"CONTVARIABLE={_quoted(words.CONTENTS[language])};"
    yield from (f"VALUES({_quoted(name)})={_listed(labels)};" for name, _, labels, _ in named)
    yield from (f"CODES({_quoted(name)})={_listed(codes)};" for name, _, _, codes in named)
    yield from (f"VARIABLE-CODE({_quoted(name)})={_quoted(code)};" for name, code, _, _ in named)
    if head.amount:
        yield f"PRECISION({_quoted(words.CONTENTS[language])},{_quoted(amount)})=1;"


def _texts(table: ReleasedTable, head: TableHead, source: Source, language: str) -> Iterator[tuple[str, str]]:
    yield "CREATION-DATE", _moment(table.released_on)
    yield "MATRIX", head.name[:_NAME]
    yield "TABLEID", head.name
    yield "SUBJECT-CODE", "FINSAM"
    yield "SUBJECT-AREA", _SUBJECT[language]
    yield "TITLE", f"{head.title}, {head.period}"
    yield "LAST-UPDATED", _moment(table.released_on)
    yield "SOURCE", source.association
    yield "CONTACT", source.contact
    yield "LINK", source.address


def _moment(on: date | None) -> str:
    return f"{on:%Y%m%d} 00:00" if on else ""


def _data(table: ReleasedTable, head: TableHead) -> Iterator[str]:
    """One line a row of the stub, in printing order; what is told of a group stands after how many it is."""
    texts = [_datum(value) for key in head.keys() for value in _values(table, key)]  # noqa: SIM118 - a head is no mapping
    across = len(texts) // prod(len(one.categories) for one in head.dimensions[:-1])
    rows = [" ".join(texts[place : place + across]) for place in range(0, len(texts), across)]
    yield from rows[:-1]
    yield f"{rows[-1]};"


def _values(table: ReleasedTable, key: Key) -> tuple[int | Decimal | None, ...]:
    counted = table.cells[key]
    return (counted, table.amounts.get(key)) if table.head.amount else (counted,)


def _datum(value: int | Decimal | None) -> str:
    return f'"{HIDDEN}"' if value is None else f"{rounded(Decimal(value), 1).normalize():f}"


def _name(dimension: Dimension, language: str) -> str:
    return words.dimension_of(dimension.name, language)


def _written(text: str) -> str:
    return text.translate(_WRITABLE)


def _quoted(text: str) -> str:
    return f'"{_written(text)}"'


def _listed(texts: Iterable[str]) -> str:
    """Texts with commas, a line each."""
    return ",\r\n".join(_quoted(text) for text in texts)


def _long(text: str) -> str:
    """A long text as the format wants it: pieces in quotes, a line each, that are read as one."""
    pieces = wrap(text, _LINE, drop_whitespace=False, break_on_hyphens=False, replace_whitespace=False)
    return "\r\n".join(f'"{piece}"' for piece in pieces)
