"""Shares against their counts and base, and sums of shares."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
