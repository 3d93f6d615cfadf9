"""An association's years as values: what a package folder holds and what the application's rows give back.

One value in, whatever the door: `files.package` reads it from a folder, the applications' `facts.py` from rows, and
counting, statements and reports know no other input.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stegvis.core.facts import AnswerFact, ParticipationFact, SeriesFact, TallyFact
from stegvis.core.ledger import Ledger
from stegvis.core.profile import Profile
from stegvis.core.tables import ReleasedTable

#: The owner of what the office runs itself.
ASSOCIATION = "association"


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative (*insats*). `owner`: one or more party ids, or `association` alone."""

    id: str
    name: str
    kind: str
    registration: str
    owner: tuple[str, ...]
    starts: date | None = None
    ends: date | None = None
    esf: bool = False
    orientation: str = ""
    follow_up_method: str = ""
    planned_participants: int | None = None
    target_group: str = ""

    def runs_in(self, year: int) -> bool:
        """Whether it is run on any day of the year; without dates it always is."""
        begun = self.starts is None or self.starts.year <= year
        return begun and (self.ends is None or self.ends.year >= year)


@dataclass(frozen=True, slots=True)
class Site:
    """Where an initiative is run and which party is controller there."""

    initiative: str
    site: str
    controller: str
    municipality: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a party pays into the association in a year (*medelstilldelning*), in the package's unit."""

    year: int
    party: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Grant:
    """Money from outside for a purpose, in the package's unit."""

    id: str
    year: int
    giver: str
    purpose: str
    initiative: str
    granted: Decimal | None
    received: Decimal | None
    used: Decimal | None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the budget in one version; costs are positive. `outcome` only where there is no ledger."""

    year: int
    version: str
    line: str
    label: str
    category: str
    initiatives: tuple[str, ...] = ()
    statement_line: str = ""
    ledger: tuple[str, ...] = ()
    amount: Decimal | None = None
    outcome: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """An amount of a statement line in a year without a ledger, signed as printed."""

    year: int
    line: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal (*mål*) and its target. `outcome` is computed where `measure` names a figure; `assessed` is the board's word."""

    year: int
    id: str
    level: str
    area: str
    initiative: str
    text: str
    measure: str
    operator: str
    target: str
    outcome: str
    assessed: str
    comment: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in a body: the board, its presidium, a group, the auditors. `for_seat`: a deputy's ordinary seat."""

    body: str
    seat: str
    role: str
    name: str
    for_seat: str = ""
    appointed_by: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """The whole of an association's years. A part that was not in the folder is None: importing it changes nothing.

    `texts` are keyed by section (`summary`, `initiatives/stegen/purpose`), `ledgers` and `images` by file name;
    `texts`, `images` and `ledger_files` keep the bytes that came, so that an export gives them back.
    """

    profile: Profile
    initiatives: tuple[Initiative, ...] | None = None
    sites: tuple[Site, ...] | None = None
    participations: tuple[ParticipationFact, ...] | None = None
    tallies: tuple[TallyFact, ...] | None = None
    contributions: tuple[Contribution, ...] | None = None
    grants: tuple[Grant, ...] | None = None
    budget: tuple[BudgetLine, ...] | None = None
    ledgers: tuple[Ledger, ...] = ()
    balances: tuple[Balance, ...] | None = None
    goals: tuple[Goal, ...] | None = None
    answers: tuple[AnswerFact, ...] | None = None
    board: tuple[Seat, ...] | None = None
    series: tuple[SeriesFact, ...] | None = None
    released: tuple[ReleasedTable, ...] = ()
    texts: Mapping[str, bytes] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    ledger_files: Mapping[str, bytes] = field(default_factory=dict)

    def ledger_of(self, year: int) -> Ledger | None:
        """The ledger whose own year (year 0) this is."""
        return next((ledger for ledger in self.ledgers if ledger.year == year), None)

    def initiative(self, id: str) -> Initiative | None:
        """The initiative with that id."""
        return next((one for one in self.initiatives or () if one.id == id), None)
