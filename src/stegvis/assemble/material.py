"""Everything that a report of one year is made from, found once: tables, statements, budget, ratios and the lookup of figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stegvis.assemble.counting import OF_PARTY, PublishedTable, Tables
from stegvis.assemble.prose import LiveFigure
from stegvis.core.document import Cell
from stegvis.core.figures import Figure, Figures, figures_of
from stegvis.core.finance import (
    STATEMENTS,
    BudgetOutcome,
    ParticipantCost,
    Ratio,
    Statement,
    budget_outcome,
    cost_per_participant,
    ratios,
)
from stegvis.core.package import Initiative, Package
from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import ReleasedTable
from stegvis.render.numbers import HARD_SPACE
from stegvis.render.numbers import cell as printed


@dataclass(frozen=True, slots=True)
class Material:
    """What the blocks of a report are made from. `on` is the day that the report is made or adopted."""

    package: Package
    year: int
    on: date
    tables: Tables
    statements: Mapping[str, Statement]
    budget: BudgetOutcome
    ratios: tuple[Ratio, ...]
    figures: Figures

    @property
    def unit(self) -> str:
        """The unit of all amounts of the report."""
        return str(self.package.profile.unit)

    @property
    def policy(self) -> Policy:
        """The rules with numbers of the year."""
        return self.package.profile.policy_of(self.year)

    def initiatives(self, *kinds: str) -> tuple[Initiative, ...]:
        """The initiatives of the kinds that were run at any time in the year, in the package's order."""
        return tuple(one for one in self.package.initiatives or () if one.kind in kinds and one.runs_in(self.year))

    def released(self, name: str) -> Iterator[ReleasedTable]:
        """The released tables of that name: one, or one a party."""
        return (table for table in self.named(name) if isinstance(table, ReleasedTable))

    def named(self, name: str) -> Iterator[PublishedTable]:
        """The tables of that name, released or refused: one, or one a party."""
        return (table for key, table in self.tables.items() if key.split(OF_PARTY)[0] == name)

    def party_name(self, id: str) -> str:
        """A party's name; the id itself where there is no such party."""
        party = self.package.profile.party(id)
        return party.name if party else id

    def number(self, name: str) -> Figure | None:
        """A figure by its name; None for a name that is unknown."""
        return self.figures.find(name)

    def live(self, name: str) -> LiveFigure | None:
        """A figure as it is printed in a text; None for a name that is unknown."""
        figure = self.figures.find(name)
        if figure is None:
            return None
        unit = f"{HARD_SPACE}{figure.unit}" if figure.unit and figure.value is not None else ""
        cell = Cell(figure.kind, figure.value, hidden=figure.hidden)
        return LiveFigure(printed(cell) + unit, hidden=figure.hidden)

    def typed(self, measure: str, year: int) -> Decimal | None:
        """The association's own figure of a year, typed in from print (`series.csv`)."""
        rows = (row for row in self.package.series or () if row.scope == "own" and not row.initiative and not row.sex)
        return next((row.value for row in rows if row.measure == measure and row.period == str(year)), None)

    def last_years_tables(self) -> dict[str, ReleasedTable]:
        """What was released of the year before, by name; not what several parties have released under one name."""
        before = [one for one in self.package.released if one.head.period == Period.year(self.year - 1)]
        names = [one.head.name for one in before]
        return {one.head.name: one for one in before if names.count(one.head.name) == 1}


def _costs(package: Package, year: int, tables: Tables) -> tuple[ParticipantCost, ...]:
    table = tables.get("participants-by-initiative")
    return cost_per_participant(package, year, table) if isinstance(table, ReleasedTable) else ()


def gather(package: Package, year: int, tables: Tables, on: date) -> Material:
    """Compute everything that the year's report is made from."""
    statements = {name: compute(package, year) for name, compute in STATEMENTS.items()}
    found = ratios(package, year)
    figures = figures_of(tables, statements.values(), found, _costs(package, year, tables))
    return Material(package, year, on, tables, statements, budget_outcome(package, year), found, figures)
