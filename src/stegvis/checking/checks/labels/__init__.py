"""Names, phrases, law numbers, and headings that say another thing than what stands below them."""

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.labels import (
    contents,
    dates,
    headings,
    laws,
    names,
    periods,
    phrases,
    proper_names,
    years,
)

CHECKS: tuple[Check, ...] = (
    *names.CHECKS,
    *proper_names.CHECKS,
    *phrases.CHECKS,
    *laws.CHECKS,
    *headings.CHECKS,
    *years.CHECKS,
    *dates.CHECKS,
    *periods.CHECKS,
    *contents.CHECKS,
)

__all__ = ["CHECKS"]
