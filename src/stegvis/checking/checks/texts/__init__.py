"""Numbers and claims in running text against each other and against the tables."""

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.texts import (
    carried,
    cells,
    changes,
    claims,
    comparisons,
    costs,
    each,
    in_a_row,
    lists,
    named_amounts,
    named_shares,
    parts,
    people,
    percents,
    products,
    repeats,
    row_changes,
    row_shares,
    sexes,
    shares_said,
    stated,
    superlatives,
)

CHECKS: tuple[Check, ...] = (
    *parts.CHECKS,
    *costs.CHECKS,
    *products.CHECKS,
    *repeats.CHECKS,
    *carried.CHECKS,
    *people.CHECKS,
    *percents.CHECKS,
    *changes.CHECKS,
    *cells.CHECKS,
    *each.CHECKS,
    *sexes.CHECKS,
    *row_changes.CHECKS,
    *row_shares.CHECKS,
    *named_amounts.CHECKS,
    *named_shares.CHECKS,
    *lists.CHECKS,
    *stated.CHECKS,
    *claims.CHECKS,
    *comparisons.CHECKS,
    *in_a_row.CHECKS,
    *shares_said.CHECKS,
    *superlatives.CHECKS,
)

__all__ = ["CHECKS"]
