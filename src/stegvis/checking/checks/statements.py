"""The same quantity in several statements, and what statements owe each other."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
