"""Numbers in running text against each other and against the tables."""

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.texts import parts

CHECKS: tuple[Check, ...] = (*parts.CHECKS,)

__all__ = ["CHECKS"]
