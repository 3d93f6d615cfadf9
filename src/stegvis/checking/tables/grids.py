"""A printed grid as tables: which of the report's tables each is, what its columns hold, what its rows are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.checking.numbering import Numbers
from stegvis.checking.tables.columns import columns_of, heads_of, unit_in
from stegvis.checking.tables.kinds import kind_of
from stegvis.checking.tables.layout import LaidRow, pieces
from stegvis.checking.tables.rows import Setting, is_broken, rows_of, unread_in
from stegvis.checking.tables.units import said_unit
from stegvis.checking.understanding import Column, ColumnKind, ReadTable, TableKind
from stegvis.checking.words import Words
from stegvis.core.finished import GridCell, Place, PrintedGrid

_NO_MONEY = (TableKind.BY_SEX, TableKind.GOALS)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a table: the headings above it, the words right before it, its caption and a unit said in between."""

    section: tuple[str, ...]
    before: str
    caption: str = ""
    unit: str = ""


def tables_of(
    rows: Sequence[LaidRow], first: int, around: Around, words: Words, numbers: Numbers, unread: list[Place]
) -> tuple[ReadTable, ...]:
    """The tables of laid-out rows: one, or those that were glued together. `first`: the first one's number."""
    found: list[ReadTable] = []
    for title, piece in pieces(rows, words):
        above = found[-1].columns if found else ()
        found.append(_table(piece, first + len(found), title, above, around, words, numbers))
        unread += _unread(piece, found[-1], words, numbers)
    return tuple(found)


def _table(
    rows: Sequence[LaidRow],
    number: int,
    named: str,
    above: Sequence[Column],
    around: Around,
    words: Words,
    numbers: Numbers,
) -> ReadTable:
    heads = heads_of(rows, words)
    columns = columns_of(rows, heads, words) if heads or not above else _as_above(columns_of(rows, heads, words), above)
    corner = next((one.heading for one in columns if one.kind is ColumnKind.LABEL), "")
    titles = (named, around.caption, *around.section[::-1]) if named else (around.caption, *around.section[::-1])
    titles = tuple(text for text in titles if text)
    read = kind_of(titles, corner, around.before, columns, rows[heads:], words)
    unit = _unit(rows[:heads], columns, (named or around.caption, *titles), around, read.kind)
    body = rows_of(rows[heads:], Setting(columns, read.kind, unit, words, numbers))
    title = titles[0] if titles else around.before or corner
    grid = PrintedGrid(tuple(row.printed for row in rows), around.caption)
    place = numbers.place(GridCell(title, rows[0].line))
    return ReadTable(
        number, read.kind, title, around.section, columns, body, grid, place, unit, read.note, read.certainty
    )


def _as_above(columns: tuple[Column, ...], above: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a table without headings, glued to one that has as many."""
    return tuple(above) if len(above) == len(columns) else columns


def _unit(
    heads: Sequence[LaidRow], columns: Sequence[Column], titles: Sequence[str], around: Around, kind: TableKind
) -> str:
    """The unit that the table says: in its first column's heading, a row of its own, its title or the words before it.

    `titles`: its own, "" if it has none, and then those above it, the nearest first.
    """
    told = next((one.heading for one in columns if one.kind is ColumnKind.LABEL), "")
    rows = (row.label for row in heads if not row.others)
    own = next((unit for text in (told, *rows) if (unit := unit_in(text))), "")
    if own or kind in _NO_MONEY:
        return own
    said = next((unit for text in (*titles[1:2], around.before) if (unit := said_unit(text))), "")
    units = {one.unit for one in columns if one.kind is ColumnKind.FIGURES}
    return said_unit(titles[0]) or around.unit or said or (units.pop() if len(units) == 1 else "")


def _unread(rows: Sequence[LaidRow], table: ReadTable, words: Words, numbers: Numbers) -> list[Place]:
    """What could not be read: broken cells, or the whole table where digits stand in columns that are not understood."""
    body = rows[heads_of(rows, words) :]
    broken = list(unread_in(body, table.columns, numbers))
    understood = any(one.kind is not ColumnKind.LABEL for one in table.columns) and any(True for _ in table.numbers())
    lost = not understood and any(is_broken(text) for row in body for text in row.others)
    return [table.place] if lost and not broken else broken
