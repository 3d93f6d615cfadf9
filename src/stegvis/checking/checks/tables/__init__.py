"""Numbers within one table: sums, shares, differences, and the unit that its heading says."""

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.tables import (
    differences,
    quotients,
    same_people,
    shares,
    sheets,
    sums,
    units,
)

CHECKS: tuple[Check, ...] = (
    *sums.CHECKS,
    *shares.CHECKS,
    *differences.CHECKS,
    *quotients.CHECKS,
    *sheets.CHECKS,
    *same_people.CHECKS,
    *units.CHECKS,
)

__all__ = ["CHECKS"]
