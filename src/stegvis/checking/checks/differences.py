"""Differences and variances within a table."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
