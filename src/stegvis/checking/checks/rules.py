"""The association's own rules and the field's: equity, buffer, administration, half and quarter."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
