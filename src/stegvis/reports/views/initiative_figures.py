"""What is known of each initiative in a year: released counts, its own budget lines, and what a participant costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from stegvis.assemble.initiatives import (
    ABSENT,
    PARTICIPANTS,
    TALLIES,
    Counted,
    cost_decimals,
    cost_per_participant,
    costs,
    counted_sexes,
    participants,
)
from stegvis.assemble.material import Material, gather
from stegvis.associations.models import Association
from stegvis.core.figures import Figures
from stegvis.core.finance import budget_outcome
from stegvis.core.package import ASSOCIATION, Initiative, Package
from stegvis.core.periods import Period
from stegvis.core.vocabulary import TOTAL
from stegvis.finance import facts as finance
from stegvis.reports import facts


@dataclass(frozen=True, slots=True)
class InitiativeYear:
    """An initiative's year. Counts are released ones by sex, the total among them; money is of its own budget lines."""

    year: int
    counts: Mapping[str, Counted]
    budget: Decimal | None
    outcome: Decimal | None
    cost: Decimal | None
    lines: tuple[str, ...]

    @property
    def total(self) -> Counted:
        """All participants."""
        return self.counts.get(TOTAL, ABSENT)

    @property
    def left(self) -> Decimal | None:
        """What is left of the budget."""
        return None if self.budget is None or self.outcome is None else self.budget - self.outcome

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the initiative in the year."""
        counted = any(one.hidden or one.value for one in self.counts.values())
        return counted or self.budget is not None or self.outcome is not None


class Initiatives:
    """The association's initiatives with the figures of any year, each found when it is first asked for."""

    def __init__(self, association: Association, year: int) -> None:
        self.association, self.year = association, year
        self._materials: dict[int, Material] = {}

    @cached_property
    def package(self) -> Package:
        """The money and the initiatives."""
        return finance.money(self.association)

    @property
    def every(self) -> Sequence[Initiative]:
        """All initiatives, in the association's order."""
        return self.package.initiatives or ()

    @property
    def unit(self) -> str:
        """The association's unit of money."""
        return str(self.package.profile.unit)

    @property
    def cost_decimals(self) -> int:
        """How many decimals a cost for each participant has."""
        return cost_decimals(self.material(self.year))

    def material(self, year: int) -> Material:
        """Released counts and budget of a year, and no more."""
        if year not in self._materials:
            tables = facts.published(self.association, Period.year(year), (PARTICIPANTS, TALLIES))
            outcome = budget_outcome(self.package, year)
            last = date(year, 12, 31)
            self._materials[year] = Material(self.package, year, last, tables, {}, outcome, (), Figures({}))
        return self._materials[year]

    def whole_material(self) -> Material:
        """All that the year's texts may name a figure of."""
        return gather(
            self.package, self.year, facts.published(self.association, Period.year(self.year)), date(self.year, 12, 31)
        )

    def sexes(self, year: int) -> Mapping[str, str]:
        """The columns of sex in the released table, the total last."""
        return counted_sexes(self.material(year))

    def of(self, one: Initiative, year: int) -> InitiativeYear:
        """An initiative in a year."""
        material = self.material(year)
        counts = {sex: participants(material, one.id, sex) for sex in self.sexes(year)}
        budget, outcome = costs(material, one.id)
        lines = tuple(row.line for row in material.budget.lines if row.initiatives == (one.id,) and not row.income)
        return InitiativeYear(year, counts, budget, outcome, cost_per_participant(material, one.id), lines)

    def owners(self, one: Initiative) -> str:
        """Who runs it, in words."""
        return ", ".join(self._owner(owner) for owner in one.owner)

    def _owner(self, owner: str) -> str:
        profile = self.package.profile
        party = profile.party(owner)
        return profile.name if owner == ASSOCIATION else party.name if party else owner

    def shared(self, ids: Iterable[str], year: int) -> tuple[tuple[str, str], ...]:
        """The budget lines of several initiatives that any of these is among: label, and the initiatives' names."""
        wanted, names = set(ids), {one.id: one.name for one in self.every}
        rows = [row for row in self.material(year).budget.lines if len(row.initiatives) > 1]
        found = [row for row in rows if wanted.intersection(row.initiatives)]
        return tuple((row.label, ", ".join(names.get(one, one) for one in row.initiatives)) for row in found)
