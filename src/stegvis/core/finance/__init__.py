"""Statements, budget, contributions, ratios and rules: everything that is made of the accounts.

Exact amounts in the association's unit; `.printed` rounds once. What is wrong comes as findings (family `FIN`).
"""

from collections.abc import Callable, Mapping

from stegvis.core.finance.accounts import YearAccounts, accounts_of
from stegvis.core.finance.balance import balance_sheet
from stegvis.core.finance.budget import BudgetOutcome, BudgetRow, budget_of, budget_outcome
from stegvis.core.finance.cash_flow import cash_flow
from stegvis.core.finance.income import income_statement
from stegvis.core.finance.operating import operating_statement
from stegvis.core.finance.origin import AccountAmount, LinePart, Origin, origin_of
from stegvis.core.finance.overview import (
    OverviewYear,
    ParticipantCost,
    cost_per_participant,
    initiative_outcomes,
    overview,
)
from stegvis.core.finance.ratios import RATIOS, Ratio, contributions_of, ratios
from stegvis.core.finance.requirement import balance_requirement
from stegvis.core.finance.rules import Rule, RuleKind, decided_deficit, rule_findings, rules
from stegvis.core.finance.statement import UNMAPPED, Statement, StatementRow
from stegvis.core.package import Package

#: By the names that commands and figures use, in the report's order.
STATEMENTS: Mapping[str, Callable[[Package, int], Statement]] = {
    "income": income_statement,
    "balance": balance_sheet,
    "cash-flow": cash_flow,
    "operating": operating_statement,
    "balance-requirement": balance_requirement,
}

__all__ = [
    "RATIOS",
    "STATEMENTS",
    "UNMAPPED",
    "AccountAmount",
    "BudgetOutcome",
    "BudgetRow",
    "LinePart",
    "Origin",
    "OverviewYear",
    "ParticipantCost",
    "Ratio",
    "Rule",
    "RuleKind",
    "Statement",
    "StatementRow",
    "YearAccounts",
    "accounts_of",
    "balance_requirement",
    "balance_sheet",
    "budget_of",
    "budget_outcome",
    "cash_flow",
    "contributions_of",
    "cost_per_participant",
    "decided_deficit",
    "income_statement",
    "initiative_outcomes",
    "operating_statement",
    "origin_of",
    "overview",
    "ratios",
    "rule_findings",
    "rules",
]
