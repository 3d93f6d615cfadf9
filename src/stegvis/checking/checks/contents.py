"""The table of contents against the headings."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
