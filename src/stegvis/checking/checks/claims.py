"""Claims of quantity and comparison: "all", "more than", "a quarter", "drygt"."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
