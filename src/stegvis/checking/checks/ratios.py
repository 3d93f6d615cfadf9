"""Equity ratio and other ratios, also one year further back."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
