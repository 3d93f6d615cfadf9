"""A table as lines that can be added: its rows, or its columns, each with its numbers by where the other axis crosses it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, ReadTable, TableRow, Version
from stegvis.checking.words import Words, plain

_YEAR = re.compile(r"\b20\d\d\b")
_DASHES = frozenset({"", "-", "–", "—", "−"})
_MONEY = frozenset({"income", "costs", "result"})
_GAINS = frozenset({"contribution", "financial_income"})
_SEXES = (Part.WOMEN, Part.MEN, Part.UNKNOWN)


class LineKind(StrEnum):
    """What a line is to the others: a total says so itself; a named one is a total by the custom of the field."""

    PLAIN = "plain"
    TOTAL = "total"
    NAMED = "named"
    HEADING = "heading"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column. `cells`: its numbers by the other axis; `unread`: where something stands that is no number.

    `less`: it makes a sum less where amounts have no signs. `sex`: it counts one sex, or those whose sex is not known.
    `place`: its place among the table's rows. `leaves`: how lines begin that a total of debts is not of.
    `gains`: it is a kind of income.
    """

    label: str
    kind: LineKind
    cells: Mapping[int, Printed]
    unread: frozenset[int] = frozenset()
    less: bool = False
    sex: bool = False
    place: int = 0
    leaves: tuple[str, ...] = ()
    gains: bool = False

    @property
    def sums(self) -> bool:
        """Whether it may be the total of others."""
        return self.kind in (LineKind.TOTAL, LineKind.NAMED)

    def without(self, other: "Line") -> bool:
        """Whether it is a total that another line is no part of: equity of debts."""
        return bool(self.leaves) and plain(other.label).startswith(self.leaves)

    @property
    def years(self) -> frozenset[str]:
        """The years that its label names."""
        return frozenset(_YEAR.findall(self.label))


def rows_of(table: ReadTable, words: Words) -> Sequence[Line]:
    """The rows that can be added, and those that head them."""
    columns = [column.place for column in _adding(table) if not _apart(column.heading, words)]
    others = _others(table, words)
    rows = ((at, row) for at, row in enumerate(table.rows) if not (_apart(row.label, words) or others(row)))
    return [_row(row, at, columns, words) for at, row in rows]


def _others(table: ReadTable, words: Words) -> Callable[[TableRow], bool]:
    """Which rows count people, where the table's results are of money: they are not added with it."""
    of_money = any(row.roles & _MONEY for row in table.rows)
    people = words.data["adding"]["people"]
    return lambda row: of_money and any(word in plain(row.label) for word in people)


def columns_of(table: ReadTable, words: Words) -> Sequence[Line]:
    """The columns that can be added: not those that compare a budget with what became of it."""
    return [
        _column(column, table, words)
        for column in _adding(table)
        if column.version is None and not _apart(column.heading, words)
    ]


def heading_of(column: Column) -> str:
    """What a column is called in a finding: its heading, else its place."""
    return column.heading or str(column.place + 1)


def is_difference(column: Column, words: Words) -> bool:
    """Whether a column holds the difference between two others."""
    said = column.heading.casefold()
    return column.version is Version.VARIANCE or any(one in said for one in words.data["adding"]["differences"])


def says_total(label: str, words: Words) -> bool:
    """Whether a label says that it sums others: "Summa ...", "... totalt", "Totalt 2024"."""
    said = [word for word in plain(label).split() if not word.isdigit()] or [""]
    totals = words.data["totals"]
    return said[0] in totals["begin"] or said[-1] in totals["end"] or " ".join(said) in totals["alone"]


def unread(text: str, cell: Printed | None) -> bool:
    """Whether something stands in a cell that is neither a number nor a sign of none."""
    return cell is None and text.strip() not in _DASHES


def _adding(table: ReadTable) -> Iterator[Column]:
    """The columns of amounts and counts."""
    return (column for column in table.columns if column.kind is ColumnKind.FIGURES and column.unit != "%")


def _apart(label: str, words: Words) -> bool:
    said = f" {plain(label)} "
    return "%" in label or any(word in said for word in words.data["adding"]["apart"])


def _row(row: TableRow, place: int, columns: Sequence[int], words: Words) -> Line:
    cells = {at: row.cells[at] for at in columns if at in row.cells and row.cells[at].unit != "%"}
    blank = frozenset(at for at in columns if at not in cells and unread(row.texts.get(at, ""), None))
    bare = plain(row.label)
    less = any(word in bare for word in words.data["adding"]["less"]) or re.match(r"\s*[-–−]\s", row.label) is not None
    gains = bool(row.roles & _GAINS) and not row.total
    return Line(row.label, _kind(row, words), cells, blank, less, place=place, leaves=_leaves(bare, words), gains=gains)


def _leaves(label: str, words: Words) -> tuple[str, ...]:
    """How rows begin that a total of debts does not sum, where they have no heading between them."""
    equity, debts = words.data["adding"]["equity"], words.data["adding"]["debts"]
    total = f"{label} ".split(" ", maxsplit=1)[0] in words.data["totals"]["begin"]
    of_debts = any(word in label for word in debts) and not any(word in label for word in equity)
    return tuple(equity) if total and of_debts else ()


def _kind(row: TableRow, words: Words) -> LineKind:
    bare = plain(row.label)
    adding = words.data["adding"]
    if bare.startswith(tuple(adding["within"])):
        return LineKind.WITHIN
    if row.heads:
        words_only = any(unread(text, None) for at, text in row.texts.items() if at)
        return (
            LineKind.PLAIN if words_only or row.total or bare.startswith(tuple(adding["named"])) else LineKind.HEADING
        )
    if row.total or says_total(row.label, words) or bare.startswith(tuple(adding["surely"])):
        return LineKind.TOTAL
    return LineKind.NAMED if bare.startswith(tuple(adding["named"])) else LineKind.PLAIN


def _column(column: Column, table: ReadTable, words: Words) -> Line:
    at = column.place
    rows = [(key, row) for key, row in enumerate(table.rows) if not row.heads and not _apart(row.label, words)]
    cells = {key: row.cells[at] for key, row in rows if at in row.cells and row.cells[at].unit != "%"}
    blank = frozenset(key for key, row in rows if key not in cells and unread(row.texts.get(at, ""), None))
    total = column.part is Part.TOTAL or says_total(column.heading, words)
    return Line(column.heading, LineKind.TOTAL if total else LineKind.PLAIN, cells, blank, sex=column.part in _SEXES)
