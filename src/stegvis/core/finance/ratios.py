"""Ratios (*nyckeltal*) with the limits that the dated policy sets (package.md, "Ratios")."""

from dataclasses import dataclass
from decimal import Decimal

from stegvis.core.finance.accounts import accounts_of
from stegvis.core.finance.budget import BudgetOutcome, budget_outcome
from stegvis.core.money import ZERO, share
from stegvis.core.package import Package
from stegvis.core.profile import Policy

EQUITY_RATIO = "equity_ratio"
EQUITY_SHARE = "equity_share_of_contributions"
ADMINISTRATION_SHARE = "administration_share_of_costs"

#: In printing order.
RATIOS = (EQUITY_RATIO, EQUITY_SHARE, "cost_share_individual", "cost_share_structural", ADMINISTRATION_SHARE)

_SHARE_OF = {
    "cost_share_individual": "individual",
    "cost_share_structural": "structural",
    ADMINISTRATION_SHARE: "administration",
}
_CATEGORIES = ("administration", "individual", "structural", "support")


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio of a year as a fraction with three decimals. `holds` is decided on the exact ratio; None: no limit."""

    year: int
    ratio: str
    value: Decimal
    limit: Decimal | None = None
    holds: bool | None = None


def ratios(package: Package, year: int) -> tuple[Ratio, ...]:
    """The ratios of the year and of the year before, each where it can be computed."""
    by_year = {one: parts_of(package, one) for one in (year, year - 1)}
    found = (
        ratio_of(name, one, parts[name], package.profile.policy_of(one))
        for name in RATIOS
        for one, parts in by_year.items()
    )
    return tuple(ratio for ratio in found if ratio is not None)


Part = tuple[Decimal | None, Decimal | None]


def parts_of(package: Package, year: int) -> dict[str, Part]:
    """Each ratio's part and whole, exact, in the association's unit; None where it is not known."""
    accounts = accounts_of(package, year)
    equity = accounts.balance["equity_closing"] if accounts else None
    assets = accounts.balance["assets_total"] if accounts else None
    outcome = budget_outcome(package, year)
    return {
        EQUITY_RATIO: (equity, assets),
        EQUITY_SHARE: (equity, contributions_of(package, year)),
        **{name: _cost_share(outcome, category) for name, category in _SHARE_OF.items()},
    }


def contributions_of(package: Package, year: int) -> Decimal | None:
    """What the parties pay in in the year (*medelstilldelning*), grants left out; None where nothing is given."""
    amounts = [one.amount for one in package.contributions or () if one.year == year]
    return sum(amounts, ZERO) if amounts else None


def limit_of(policy: Policy, name: str) -> Decimal | None:
    """The most that a ratio may be by the policy; None where it sets no limit."""
    limits = {
        EQUITY_SHARE: policy.equity_share_of_contributions_max,
        ADMINISTRATION_SHARE: policy.administration_share_of_costs_max,
    }
    return limits.get(name)


def _cost_share(outcome: BudgetOutcome, category: str) -> Part:
    whole = outcome.of_category(*_CATEGORIES)
    lines = [row.amount or ZERO for row in outcome.lines if row.category == category]
    return (sum(lines, ZERO), whole) if lines else (None, whole)


def ratio_of(name: str, year: int, part: Part, policy: Policy) -> Ratio | None:
    """A ratio of its exact part and whole, against the policy's limit; None where it cannot be computed."""
    amount, whole = part
    if amount is None or not whole:
        return None
    limit = limit_of(policy, name)
    return Ratio(year, name, share(amount, whole) or ZERO, limit, None if limit is None else amount <= limit * whole)
