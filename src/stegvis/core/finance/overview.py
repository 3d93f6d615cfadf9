"""The overview of five years, and what a participant cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.core.facts import SeriesFact
from stegvis.core.finance.accounts import accounts_of
from stegvis.core.finance.budget import budget_outcome
from stegvis.core.money import ZERO, share
from stegvis.core.package import Package
from stegvis.core.tables import ReleasedTable
from stegvis.core.vocabulary import TOTAL


@dataclass(frozen=True, slots=True)
class OverviewYear:
    """One year of the overview, exact, in the association's unit, costs negative; None: not known."""

    year: int
    income: Decimal | None
    costs: Decimal | None
    result: Decimal | None
    equity_ratio: Decimal | None
    employees: Decimal | None

    @property
    def known(self) -> bool:
        """Whether anything is known of the year."""
        figures = (self.income, self.costs, self.result, self.equity_ratio, self.employees)
        return any(figure is not None for figure in figures)


def overview(package: Package, year: int) -> tuple[OverviewYear, ...]:
    """The year and up to four before it, latest first: from the accounts, else as typed in from earlier reports.

    Typed-in figures are own series with the measures `income, costs, result, equity_ratio, employees`. Years before the
    first of which anything is known are left out.
    """
    years = [_year(package, one) for one in range(year, year - 5, -1)]
    while len(years) > 1 and not years[-1].known:
        years.pop()
    return tuple(years)


def _year(package: Package, year: int) -> OverviewYear:
    accounts = accounts_of(package, year)
    equity = accounts.balance["equity_closing"] if accounts else None
    assets = accounts.balance["assets_total"] if accounts else None
    computed = {
        "income": accounts.total_of(income=True) if accounts else None,
        "costs": accounts.total_of(income=False) if accounts else None,
        "result": accounts.result if accounts else None,
        "equity_ratio": share(equity, assets) if equity is not None and assets is not None else None,
    }
    typed = _typed(package.series or (), year)
    return OverviewYear(
        year, employees=typed.get("employees"), **{name: _first(computed[name], typed.get(name)) for name in computed}
    )


def _typed(series: Sequence[SeriesFact], year: int) -> dict[str, Decimal]:
    own = [one for one in series if one.scope == "own" and not one.initiative and one.period == str(year)]
    return {one.measure: one.value for one in own if one.value is not None and one.sex in ("", TOTAL)}


def _first(computed: Decimal | None, typed: Decimal | None) -> Decimal | None:
    return typed if computed is None else computed


@dataclass(frozen=True, slots=True)
class ParticipantCost:
    """What an initiative came to for each participant, exact; None where the count is not published, or there is no cost."""

    initiative: str
    outcome: Decimal | None
    participants: int | None
    cost: Decimal | None


def cost_per_participant(package: Package, year: int, table: ReleasedTable | None) -> tuple[ParticipantCost, ...]:
    """The outcome of each initiative's budget lines by its published number of participants.

    `table`: the released `participants-by-initiative` of the year, None where there is none. A budget line of several
    initiatives belongs to none of them alone: those have no cost of their own. An amount for each person gives the count
    away, so it is None wherever the count is hidden.
    """
    outcomes = initiative_outcomes(package, year)
    found = []
    for initiative in package.initiatives or ():
        outcome, count = outcomes.get(initiative.id), _published(table, initiative.id)
        cost = outcome / count if outcome is not None and count else None
        found.append(ParticipantCost(initiative.id, outcome, count, cost))
    return tuple(found)


def initiative_outcomes(package: Package, year: int) -> dict[str, Decimal | None]:
    """What each initiative's own budget lines came to; None where one of them is not known or is shared with another."""
    outcomes: dict[str, Decimal | None] = {}
    for row in budget_outcome(package, year).lines:
        shared = len(row.initiatives) > 1
        for initiative in row.initiatives:
            before = outcomes.get(initiative, ZERO)
            known = row.amount is not None and before is not None and not shared
            outcomes[initiative] = (before or ZERO) + (row.amount or ZERO) if known else None
    return outcomes


def _published(table: ReleasedTable | None, initiative: str) -> int | None:
    if table is None:
        return None
    names = [dimension.name for dimension in table.head.dimensions]
    key = tuple(initiative if name == "initiative" else TOTAL for name in names)
    return table.cells.get(key)
