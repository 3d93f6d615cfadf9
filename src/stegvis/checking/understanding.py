"""A finished report as it was understood: which table is which, what its rows and columns are, and every number in its place.

Everything that a check needs is here, with a reasoned certainty; no check reads the report's blocks by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from stegvis.checking.figures import SCALES, Figure
from stegvis.checking.words import Words
from stegvis.core.finished import FinishedReport, Place, PrintedGrid, TextKind


@dataclass(frozen=True, slots=True)
class Printed:
    """A number where it stands. `id`: its place among all numbers of the report, from 0.

    `unit`: "kr", "tkr", "mnkr", "%" or "" (a count, or not known), from the number itself, its column, its table or the
    report; `sure_of_unit` is false where it was only the size of the number that told.
    `year`: the year that it is of, where that is known.
    """

    id: int
    figure: Figure
    place: Place
    line: int
    unit: str = ""
    year: int | None = None
    sure_of_unit: bool = True

    @property
    def value(self) -> Decimal:
        """The number in its printed unit."""
        return self.figure.value

    @property
    def step(self) -> Decimal:
        """The smallest difference that its printed precision can show, in its printed unit."""
        return Decimal(1).scaleb(-self.figure.decimals)

    @property
    def exact(self) -> Decimal:
        """The number in kronor where it is money, else as printed."""
        return self.value * SCALES.get(self.unit, Decimal(1))

    @property
    def exact_step(self) -> Decimal:
        """The step in kronor where it is money, else as printed."""
        return self.step * SCALES.get(self.unit, Decimal(1))


class TableKind(StrEnum):
    """Which of the report's tables one is."""

    OVERVIEW = "overview"
    OPERATING = "operating"
    BUDGET = "budget"
    INCOME = "income"
    BALANCE = "balance"
    CASH_FLOW = "cash_flow"
    BALANCE_REQUIREMENT = "balance_requirement"
    NOTE = "note"
    CONTRIBUTIONS = "contributions"
    BY_SEX = "by_sex"
    GOALS = "goals"
    OTHER = "other"


class ColumnKind(StrEnum):
    """What a column holds."""

    LABEL = "label"
    NOTE = "note"
    FIGURES = "figures"
    SHARE = "share"
    WORDS = "words"


class Part(StrEnum):
    """Whom or what a column counts, of those that its row counts."""

    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"
    TOTAL = "total"
    NAMED = "named"


class Version(StrEnum):
    """Which of a budget line's amounts a column holds."""

    BUDGET = "budget"
    OUTCOME = "outcome"
    FORECAST = "forecast"
    VARIANCE = "variance"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `place`: from 0, the labels' column counted."""

    place: int
    heading: str
    kind: ColumnKind
    year: int | None = None
    part: Part | None = None
    version: Version | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table. `roles`: what the field calls it (`costs`, `result`; words/labels.toml), none where it has no such name.

    `total`: its label says that it sums others. A row without figures heads those below it: `heads`.
    `cells`: its numbers by column. `texts`: all cells as printed, by column.
    `group`: the heading row that it stands under. `part`, `year`: in a table that lies on its side, whom or when the row is of.
    """

    label: str
    line: int
    roles: frozenset[str] = frozenset()
    total: bool = False
    heads: bool = False
    cells: Mapping[int, Printed] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    group: str = ""
    part: Part | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with its rows and columns understood. `section`: the headings above it, chapter first.

    `note`: its number, where it is a note. `certainty`: how sure it is that it is of this kind, in percent.
    `stated`: the unit that its heading says, where its amounts are in another; `unit` is the one that they are in.
    """

    number: int
    kind: TableKind
    title: str
    section: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    grid: PrintedGrid
    place: Place
    unit: str = ""
    note: str = ""
    certainty: int = 100
    stated: str = ""

    def column(self, place: int) -> Column:
        """The column at this place."""
        return self.columns[place]

    def with_role(self, role: str) -> tuple[TableRow, ...]:
        """The rows of that role, in order."""
        return tuple(row for row in self.rows if role in row.roles)

    def numbers(self) -> Iterator[Printed]:
        """Every number of the table, row by row."""
        for row in self.rows:
            yield from row.cells.values()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text with its numbers. `section`: the headings above it, chapter first."""

    text: str
    kind: TextKind
    section: tuple[str, ...]
    place: Place
    numbers: tuple[Printed, ...]
    passage: int

    def before(self, number: Printed) -> str:
        """The words before one of its numbers."""
        return self.text[: number.figure.start]

    def after(self, number: Printed) -> str:
        """The words after one of its numbers."""
        return self.text[number.figure.end :]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Understood:
    """The whole report, equal to no other.

    `year`: the year that it is of; `unit`: the one that its tables are in unless they say another.

    `numbers`: every number that was read, in reading order; a number's `id` is its place there.
    `unread`: places with figures that could not be read as numbers, or not be put in a table.
    """

    report: FinishedReport
    words: Words
    tables: tuple[ReadTable, ...]
    sentences: tuple[Sentence, ...]
    numbers: tuple[Printed, ...]
    year: int | None = None
    unit: str = ""
    unread: tuple[Place, ...] = ()

    def of_kind(self, *kinds: TableKind) -> Iterator[ReadTable]:
        """The tables of these kinds, in reading order."""
        return (table for table in self.tables if table.kind in kinds)
