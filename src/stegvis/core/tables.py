"""Tables of counts: what an official table is, and the three forms a counted one may have.

A `CountTable` is a count that nobody may see. `protect.release()` turns it into a `ReleasedTable`, the only one that a
document can hold; `protect.working()` into a `WorkingTable`, for the owner of the rows only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from stegvis.core.periods import Period
from stegvis.core.vocabulary import TOTAL


class Population(StrEnum):
    """Who or what a table counts (package format, "Who is counted")."""

    PARTICIPANTS = "participants"
    ENTRANTS = "entrants"
    EXITS = "exits"
    REFERRALS = "referrals"
    TALLIES = "tallies"


@dataclass(frozen=True, slots=True)
class DimensionSpec:
    """A dimension of an official table: its printed name, the attribute of the facts and the code list it follows.

    `code_list` is empty for municipalities, initiatives and the association's own words.
    """

    name: str
    attribute: str
    code_list: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """An official table as data: a new one is an entry in the catalogue and no new code."""

    name: str
    title: str
    population: Population
    dimensions: tuple[DimensionSpec, ...]
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """One row or column of a table. `persons`: False for meetings, visits and the like, which no threshold protects."""

    code: str
    label: str
    persons: bool = True


@dataclass(frozen=True, slots=True)
class Dimension:
    """The categories of a dimension in printing order.

    `additive`: the total is the sum of the others (not so where several codes may apply, or a person is in several rows).
    A dimension without a category `total` has none (`moment`, `measure`).
    """

    name: str
    categories: tuple[Category, ...]
    additive: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in printing order."""
        return tuple(category.code for category in self.categories)

    @property
    def has_total(self) -> bool:
        """Whether the dimension has a margin."""
        return TOTAL in self.codes

    def label(self, code: str) -> str:
        """The printed label of a code."""
        return next(category.label for category in self.categories if category.code == code)


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is said of a table beside its cells.

    `population` as printed: participants, or *deltaganden* (`participations`) for a total over persons and tallies.
    `counted` and `with_data` are figures too: None where they would tell a hidden cell.
    `notes` are codes of sentences in `stegvis.messages` (`NOTE-...`); `grouping` names the coarsening, empty for none.
    """

    name: str
    title: str
    period: Period
    edition: str
    dimensions: tuple[Dimension, ...]
    population: str = "participants"
    initiatives: tuple[str, ...] = ()
    counted: int | None = None
    with_data: int | None = None
    notes: tuple[str, ...] = ()
    grouping: str = ""

    def keys(self) -> Iterator[Key]:
        """The keys of all cells in printing order."""
        return product(*(dimension.codes for dimension in self.dimensions))

    def counts_persons(self, key: Key) -> bool:
        """Whether the cell of that key counts persons; meetings and visits are not persons."""
        pairs = zip(self.dimensions, key, strict=True)
        return all(category.persons for one, code in pairs for category in one.categories if category.code == code)

    def dimension(self, name: str) -> Dimension | None:
        """The dimension of that name."""
        return next((one for one in self.dimensions if one.name == name), None)


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counted and not protected. Nothing can print it. Every key of the head has a value; a margin is counted, not added."""

    head: TableHead
    cells: Mapping[Key, int]


class CellStatus(StrEnum):
    """Why a cell prints as it does; one symbol for hidden, whether for itself or for another."""

    PUBLISHED = "published"
    SUPPRESSED = "suppressed"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table that may be printed: made by `protect.release()` and by nothing else (a repository test holds it).

    A hidden cell is None. `released_on` is the day of release, given by the door.
    """

    head: TableHead
    cells: Mapping[Key, int | None]
    threshold: int
    party: str = ""
    certified: tuple["Certificate", ...] = ()
    released_on: date | None = None

    def status(self, key: Key) -> CellStatus:
        """Whether the cell is published or hidden."""
        return CellStatus.SUPPRESSED if self.cells[key] is None else CellStatus.PUBLISHED

    @property
    def hidden(self) -> int:
        """How many cells are hidden, margins counted."""
        return sum(value is None for value in self.cells.values())


@dataclass(frozen=True, slots=True)
class Certificate:
    """A lead's word that the initiative's counts are right."""

    initiative: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class WorkingTable:
    """A count for the owner of the rows, made by `protect.working()`: marked, logged, never in a document."""

    head: TableHead
    cells: Mapping[Key, int]
    by: str
    purpose: str


@dataclass(frozen=True, slots=True)
class RefusedTable:
    """A table that has no safe pattern: a line takes its place. It tells nothing of the counts."""

    name: str
    title: str
    period: Period
