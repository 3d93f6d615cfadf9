"""An association as its `association.toml` describes it: parties, editions, dated policy and how its statements are laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stegvis.core.money import Unit
from stegvis.core.tables import TableSpec
from stegvis.core.vocabulary import DEFAULT_EDITION, Grouping


@dataclass(frozen=True, slots=True)
class Party:
    """A member (*part*): votes, owns, refers and is controller. `pays_with`: the party that pays its share."""

    id: str
    name: str
    kind: str
    pays_with: str = ""


@dataclass(frozen=True, slots=True)
class EditionFrom:
    """An edition of a code list and the first day it is registered with; `start` None: from the beginning."""

    edition: str
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Coarser:
    """One way of making a table coarser, chosen by the association: a ready grouping, its own merges, or no sex.

    Exactly one of `grouping` (from 1), `merge` and `drop` is given.
    """

    table: str
    grouping: int | None = None
    merge: Grouping = ()
    drop: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules with numbers that hold from a day (lag 2003:1210, the association's own decisions)."""

    start: date
    threshold: int = 5
    equity_share_of_contributions_max: Decimal | None = None
    administration_share_of_costs_max: Decimal | None = None
    buffer: Decimal | None = None
    coarser: tuple[Coarser, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of the income statement or the balance sheet, in printing order.

    It sums the accounts that begin with one of its prefixes, or the lines named in `sum_of`.
    `side` is of the balance sheet only: assets, equity, liabilities, provisions, contingent.
    """

    line: str
    label: str
    accounts: tuple[str, ...] = ()
    sum_of: tuple[str, ...] = ()
    note: int | None = None
    side: str = ""
    non_cash: bool = False


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A line of the balance requirement (*balanskravsutredning*) between the year's result and the result that counts."""

    line: str
    label: str
    year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that `association.toml` says, and the association's own tables (`tables.toml`)."""

    name: str
    organisation_number: str
    seat: str
    municipalities: tuple[str, ...]
    unit: Unit = Unit.KR
    invented: bool = False
    parties: tuple[Party, ...] = ()
    editions: Mapping[str, tuple[EditionFrom, ...]] = field(default_factory=dict)
    policies: tuple[Policy, ...] = ()
    income_statement: tuple[StatementLine, ...] = ()
    balance_sheet: tuple[StatementLine, ...] = ()
    balance_requirement: tuple[RequirementLine, ...] = ()
    tables: tuple[TableSpec, ...] = ()

    def edition_on(self, name: str, on: date) -> str:
        """The edition that a list was registered with on a day."""
        begun = [one for one in self.editions.get(name, ()) if one.start is None or one.start <= on]
        return begun[-1].edition if begun else DEFAULT_EDITION

    def policy_of(self, year: int) -> Policy:
        """The latest policy that has begun by the end of the year; the law's own where there is none."""
        begun = [policy for policy in self.policies if policy.start <= date(year, 12, 31)]
        return max(begun, key=lambda policy: policy.start, default=Policy(date(year, 1, 1)))

    def party(self, id: str) -> Party | None:
        """The party with that id."""
        return next((party for party in self.parties if party.id == id), None)
