"""The statements against each other, the ratios, and the association's own rules and the field's."""

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.statements import (
    between_statements,
    identities,
    notes,
    parties,
    plans,
    ratios,
    ratios_said,
    rules,
    same_quantity,
)

CHECKS: tuple[Check, ...] = (
    *same_quantity.CHECKS,
    *between_statements.CHECKS,
    *identities.CHECKS,
    *notes.CHECKS,
    *ratios.CHECKS,
    *ratios_said.CHECKS,
    *rules.CHECKS,
    *parties.CHECKS,
    *plans.CHECKS,
)

__all__ = ["CHECKS"]
