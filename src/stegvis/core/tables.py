"""Tables of counts: what an official table is, and the three forms a counted one may have.

A `CountTable` is a count that nobody may see. `protect.release()` turns it into a `ReleasedTable`, the only one that a
document can hold; `protect.working()` into a `WorkingTable`, for the owner of the rows only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from stegvis.core.periods import Period
from stegvis.core.vocabulary import TOTAL, editions


class Population(StrEnum):
    """Who or what a table counts (package format, "Who is counted")."""

    PARTICIPANTS = "participants"
    ENTRANTS = "entrants"
    EXITS = "exits"
    REFERRALS = "referrals"
    TALLIES = "tallies"
    OPEN = "open"
    ANSWERS = "answers"


class CountedUnit(StrEnum):
    """What one of a table is one of: persons once each, or what happens as often as it does."""

    PERSONS = "persons"
    ENTRIES = "entries"
    EXITS = "exits"
    REFERRALS = "referrals"
    ANSWERS = "answers"
    CASES = "cases"
    HOURS = "hours"


#: The unit of each population; tallies are of the unit that their measure has.
UNIT_OF: Mapping[Population, CountedUnit] = MappingProxyType(
    {
        Population.PARTICIPANTS: CountedUnit.PERSONS,
        Population.ENTRANTS: CountedUnit.ENTRIES,
        Population.EXITS: CountedUnit.EXITS,
        Population.REFERRALS: CountedUnit.REFERRALS,
        Population.TALLIES: CountedUnit.CASES,
        Population.OPEN: CountedUnit.PERSONS,
        Population.ANSWERS: CountedUnit.ANSWERS,
    }
)


class Comparison(StrEnum):
    """What a table's figures are held against."""

    LAST_YEAR = "last_year"
    FIVE_YEARS = "five_years"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class DimensionSpec:
    """A dimension of an official table: its printed name, the attribute of the facts and the code list it follows.

    `code_list` is empty for municipalities, initiatives, months and the association's own words. `edition_list`: the list
    whose edition the association registers with, where that is another (groups of the codes of `income_source`).
    """

    name: str
    attribute: str
    code_list: str = ""
    edition_list: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """An official table as data: a new one is an entry in the catalogue and no new code.

    `sensitive`: stricter rules hold (disclosure rules). `amount`: what is told of each group beside how many it is, the
    median of an attribute (`days`). `base` limits who is counted of the population. `on_request`: it is counted only when
    it is asked for by name, since a year's publication is better without it.
    """

    name: str
    title: str
    population: Population
    dimensions: tuple[DimensionSpec, ...]
    title_en: str = ""
    sensitive: bool = False
    compared_with: tuple[Comparison, ...] = tuple(Comparison)
    amount: str = ""
    base: tuple["Restriction", ...] = ()
    on_request: bool = False

    @property
    def unit(self) -> CountedUnit:
        """What one of the table is one of."""
        return UNIT_OF[self.population]

    @property
    def edition_list(self) -> str:
        """The code list whose edition the table is counted with; empty where none of its lists has editions."""
        lists = (one.edition_list or one.code_list for one in self.dimensions)
        return next((name for name in lists if name and editions(name)), "")

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions that the table can be counted with, oldest first."""
        return editions(self.edition_list) if self.edition_list else ()


@dataclass(frozen=True, slots=True)
class Category:
    """One row or column of a table. `persons`: False for meetings, visits and the like, which no threshold protects.

    `of`: the listed codes that a merged row counts; empty for a row of its own. `parent`: the code of the row that it is a
    part of (an association's county); empty for a part of the total.
    """

    code: str
    label: str
    persons: bool = True
    of: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """The categories of a dimension in printing order.

    `additive`: the total is the sum of the others (not so where several codes may apply, or a person is in several rows).
    Where categories have parents each parent is the sum of its parts, and the total of those without one.
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


@dataclass(frozen=True, slots=True)
class Restriction:
    """Who is counted of a population: those with one of some codes in a dimension, printed or not."""

    dimension: str
    codes: tuple[str, ...]


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is said of a table beside its cells.

    `population` as printed: participants, or *deltaganden* (`participations`) for a total over persons and tallies.
    `counted` and `with_data` are figures too: None where they would tell a hidden cell.
    `notes` are codes of sentences in `stegvis.messages` (`NOTE-...`); `grouping` names the coarsening, empty for none.
    `association`: the organisation number of whose figures these are, empty where a dimension says it. `base` limits who is
    counted (exits with a destination). `sensitive`: stricter rules hold (disclosure rules).
    `amount` names what is told of each group beside how many it is (`days`). `snapshot` names the facts it was counted from.
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
    association: str = ""
    base: tuple[Restriction, ...] = ()
    sensitive: bool = False
    amount: str = ""
    snapshot: str = ""

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
    """Counted and not protected. Nothing can print it. Every key of the head has a value; a margin is counted, not added.

    `amounts`: what `head.amount` names, of each group that has one; `cells` are then how many it is of.
    `party`: whose rows these are, where one release joins several parties' counts.
    """

    head: TableHead
    cells: Mapping[Key, int]
    amounts: Mapping[Key, Decimal] = field(default_factory=dict)
    party: str = ""


class CellStatus(StrEnum):
    """Why a cell prints as it does; one symbol for hidden, whether for itself or for another."""

    PUBLISHED = "published"
    SUPPRESSED = "suppressed"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table that may be printed: made by `protect.release()` and by nothing else (a repository test holds it).

    A hidden cell is None. `released_on` is the day of release, given by the door. `version`: 1, and one more each time that
    it is released anew. `amounts` has no entry for a group whose amount may not be told. `corrections`: figures that a person
    has replaced; `cells` hold the replacing ones.
    """

    head: TableHead
    cells: Mapping[Key, int | None]
    threshold: int
    party: str = ""
    certified: tuple["Certificate", ...] = ()
    released_on: date | None = None
    version: int = 1
    amounts: Mapping[Key, Decimal] = field(default_factory=dict)
    corrections: tuple["Correction", ...] = ()

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
class Correction:
    """A released figure replaced in the open by a person: what was counted stays beside it, with reason and source.

    `counted` None: the counted cell is hidden.
    """

    key: Key
    value: int
    counted: int | None
    by: str
    on: date
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as the public reads it, ours or another's: what the auditor attacks. It is no leave to print anything.

    `threshold`: the rule that it says it follows.
    """

    head: TableHead
    cells: Mapping[Key, int | None]
    threshold: int
    party: str = ""
    amounts: Mapping[Key, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkingTable:
    """A count for the owner of the rows, made by `protect.working()`: marked, logged, never in a document."""

    head: TableHead
    cells: Mapping[Key, int]
    by: str
    purpose: str
    amounts: Mapping[Key, Decimal] = field(default_factory=dict)


class RefusalReason(StrEnum):
    """Why a table may not be published, and so what to do: coarsen, wait, count something, or leave the earlier release."""

    NO_SAFE_PATTERN = "no_safe_pattern"
    PERIOD_NOT_CLOSED = "period_not_closed"
    NOTHING_COUNTED = "nothing_counted"
    CHANGED_TOO_LITTLE = "changed_too_little"


@dataclass(frozen=True, slots=True)
class RefusedTable:
    """A table that may not be published: a line takes its place. It tells nothing of the counts.

    `reason` is one of `RefusalReason`, the same words whatever the counts are.
    """

    name: str
    title: str
    period: Period
    reason: "RefusalReason" = RefusalReason.NO_SAFE_PATTERN
