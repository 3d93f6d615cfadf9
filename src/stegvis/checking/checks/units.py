"""Unit headings against the size of the amounts below them."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
