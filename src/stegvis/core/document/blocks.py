"""The blocks of a document. Numbers are values here; how they are written is the renderer's."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from stegvis.core.tables import ReleasedTable


class InlineKind(StrEnum):
    """What a run of text is. FIGURE is a live figure: `name` says which."""

    TEXT = "text"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    FIGURE = "figure"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text within a paragraph. `target`: a link's https address, or a live figure's name."""

    kind: InlineKind
    text: str
    target: str = ""


class ProseKind(StrEnum):
    """What a piece of prose is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class ProseNode:
    """A heading, a paragraph or a list. `items` has one run of inlines for a paragraph, one an item for a list.

    `level` is a heading's, from 1, below the section's own heading.
    """

    kind: ProseKind
    items: tuple[tuple[Inline, ...], ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """What a person wrote, with its figures filled in."""

    nodes: tuple[ProseNode, ...]


@dataclass(frozen=True, slots=True)
class EmptySection:
    """A section without text, clearly marked in the print. `hint` says what belongs there."""

    hint: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A released table of counts, numbered for reference."""

    id: str
    table: ReleasedTable
    caption: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedTableBlock:
    """The line that takes the place of a table that cannot be published safely."""

    id: str
    caption: str
    text: str


class CellKind(StrEnum):
    """How a cell is written: an amount in the block's unit, a count, a percentage, words, or nothing."""

    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    TEXT = "text"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. An AMOUNT is already rounded to the unit; a PERCENT is a fraction (0.364 prints 36,4 %).

    `hidden`: protected, prints `..`. A value of None that is not hidden prints as none (`–`).
    """

    kind: CellKind
    value: Decimal | str | None = None
    hidden: bool = False
    decimals: int = 0


class RowKind(StrEnum):
    """How a row is set."""

    NORMAL = "normal"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; `kind` decides its alignment.

    `code`: what the column holds, for checks: `amount`, `previous`, `budget`, `forecast`, `variance` or a year.
    """

    label: str
    kind: CellKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its header cell. `note`: the number of the note it refers to. `code`: the line's stable name."""

    label: str
    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.NORMAL
    note: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """A table of rows with labels and typed cells: statements, overview, budget, goals, initiatives, notes.

    `corner` heads the label column; `unit` is `kr` or `tkr` and is printed in the heading, empty where there is no money.
    `number`: the number of a note (*not*), for numbered notes linked both ways.
    """

    id: str
    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    notes: tuple[str, ...] = ()
    number: int | None = None


class ChartKind(StrEnum):
    """Bars before all else; lines for time. `AGAINST`: the last series as bars, the first as a mark across each (budget)."""

    BARS = "bars"
    LINES = "lines"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Series:
    """One thing compared: a value for each category, None where it is hidden or missing."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of released or printed figures. `title` says what one sees; `alt` is made from the data."""

    id: str
    kind: ChartKind
    title: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A person who signs, with the role and the party that appointed."""

    name: str
    role: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signature page: the ordinary members of the day of adoption."""

    place: str
    text: str
    people: tuple[Signature, ...]


Block = Prose | EmptySection | TableBlock | RefusedTableBlock | StatementBlock | Chart | Signatures
