"""Numbers in running text against each other and against the tables."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
