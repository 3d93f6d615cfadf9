"""Goals: threshold against outcome against the stated fulfilment."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
