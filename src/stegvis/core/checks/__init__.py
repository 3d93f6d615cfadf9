"""Consistency of a finished document: plain functions in one tuple, each yielding what does not agree.

They read what is printed and nothing else, so they are right about what a reader sees. Broken financial rules are
found by `stegvis.core.finance.rules`, which reads the accounts.
"""

from collections.abc import Callable, Iterator

from stegvis.core.checks.statements import (
    assets_equal_equity_and_liabilities,
    cash_closing_equals_balance_cash,
    equity_ratio_is_the_balance_sheets,
    income_sums_differ_by_rounding_only,
    opening_equity_is_last_years_closing,
    result_is_the_same_everywhere,
    sums_are_those_of_the_printed_rows,
    variance_is_budget_against_outcome,
)
from stegvis.core.checks.tables import (
    population_is_the_same_in_every_table,
    totals_by_category_add_up,
    totals_by_sex_add_up,
)
from stegvis.core.document import Document
from stegvis.core.findings import Finding

Check = Callable[[Document], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    assets_equal_equity_and_liabilities,
    result_is_the_same_everywhere,
    cash_closing_equals_balance_cash,
    opening_equity_is_last_years_closing,
    sums_are_those_of_the_printed_rows,
    income_sums_differ_by_rounding_only,
    variance_is_budget_against_outcome,
    equity_ratio_is_the_balance_sheets,
    totals_by_sex_add_up,
    totals_by_category_add_up,
    population_is_the_same_in_every_table,
)


def check(document: Document) -> tuple[Finding, ...]:
    """Everything in the document that does not agree, in the order of the checks."""
    return tuple(finding for one in CHECKS for finding in one(document))


__all__ = ["CHECKS", "Check", "check"]
