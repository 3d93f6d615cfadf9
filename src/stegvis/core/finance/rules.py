"""The financial rules of a year, each with its date, its source and whether it holds (domain.md, "financial rules")."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from stegvis.core.finance.accounts import accounts_of
from stegvis.core.finance.budget import EQUITY_USE, budget_of, statement_budgets
from stegvis.core.finance.layout import RESULT
from stegvis.core.finance.ratios import ADMINISTRATION_SHARE, EQUITY_SHARE, limit_of, parts_of, ratio_of
from stegvis.core.finance.requirement import REQUIREMENT_RESULT, balance_requirement
from stegvis.core.findings import Finding, Where, warning
from stegvis.core.money import ZERO, rounded
from stegvis.core.package import Package


class RuleKind(StrEnum):
    """Whether a rule's value is an amount in the association's unit or a fraction."""

    AMOUNT = "amount"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Rule:
    """A financial rule watched: what it came to against its limit.

    `at_most`: the value may be at most the limit, else it must be at least that. `since`: the day the rule began, None
    for the law's own. `holds` None: not known. `decided_deficit`: how much saved equity it was decided to use: a deficit up to
    that is no breach.
    """

    name: str
    year: int
    kind: RuleKind
    value: Decimal | None
    limit: Decimal
    at_most: bool
    holds: bool | None
    since: date | None = None
    decided_deficit: Decimal = ZERO


def rules(package: Package, year: int) -> tuple[Rule, ...]:
    """The rules that have a limit in the year, in the order they are watched."""
    found = (*_shares(package, year), *_buffer(package, year), *_results(package, year))
    return tuple(found)


def rule_findings(watched: tuple[Rule, ...]) -> Iterator[Finding]:
    """A warning for each rule that is broken."""
    codes = {
        EQUITY_SHARE: "FIN-020",
        ADMINISTRATION_SHARE: "FIN-021",
        "buffer": "FIN-022",
        "result_within_budget": "FIN-023",
        "balance_requirement": "FIN-024",
    }
    for rule in watched:
        if rule.holds is False:
            values = {"value": _written(rule, rule.value), "limit": _written(rule, rule.limit), "year": rule.year}
            yield warning(codes[rule.name], Where("association.toml", 0, rule.name), **values)


def decided_deficit(package: Package, year: int) -> Decimal:
    """How large a deficit the board decided on, in order to use saved equity: budgeted use of equity, or a negative budget."""
    _, lines = budget_of(package, year)
    use = sum((line.amount or ZERO for line in lines if line.category == EQUITY_USE), ZERO)
    return max(use, -(statement_budgets(package, year).get(RESULT) or ZERO), ZERO)


def _shares(package: Package, year: int) -> Iterator[Rule]:
    policy = package.profile.policy_of(year)
    parts = parts_of(package, year)
    for name in (EQUITY_SHARE, ADMINISTRATION_SHARE):
        limit = limit_of(policy, name)
        if limit is not None:
            ratio = ratio_of(name, year, parts[name], policy)
            value, holds = (ratio.value, ratio.holds) if ratio else (None, None)
            yield Rule(name, year, RuleKind.PERCENT, value, limit, True, holds, policy.start)


def _buffer(package: Package, year: int) -> Iterator[Rule]:
    """The buffer is kept in equity: what is saved at the year's end is at least that."""
    policy = package.profile.policy_of(year)
    accounts = accounts_of(package, year)
    if policy.buffer is not None:
        equity = accounts.balance["equity_closing"] if accounts else None
        holds = None if equity is None else equity >= policy.buffer
        yield Rule("buffer", year, RuleKind.AMOUNT, equity, policy.buffer, False, holds, policy.start)


def _results(package: Package, year: int) -> Iterator[Rule]:
    """The result is within the budget, and what counts for the balance requirement is not negative but by decision."""
    decided = decided_deficit(package, year)
    accounts = accounts_of(package, year)
    result = accounts.result if accounts else None
    budgeted = statement_budgets(package, year).get(RESULT)
    if budgeted is not None:
        holds = None if result is None else result >= budgeted
        yield Rule("result_within_budget", year, RuleKind.AMOUNT, result, budgeted, False, holds)
    row = balance_requirement(package, year).row(REQUIREMENT_RESULT)
    counted = row.amount if row else None
    holds = None if counted is None else counted >= -decided
    yield Rule("balance_requirement", year, RuleKind.AMOUNT, counted, ZERO, False, holds, None, decided)


def _written(rule: Rule, value: Decimal | None) -> str:
    """As a sentence writes it: amounts as they are, shares as `35,8 %`."""
    if value is None or rule.kind is RuleKind.AMOUNT:
        return str(value)
    return f"{rounded(value * 100, 1).normalize():f} %".replace(".", ",")
