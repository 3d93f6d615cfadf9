"""Who is given away: small cells, hidden cells that can be worked out, shares of few, text that counts one to four persons."""

from stegvis.checking.checks.disclosure import (
    rest,
    shares,
    tables,
    text,
    told,
)
from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = (
    *tables.CHECKS,
    *text.CHECKS,
    *rest.CHECKS,
    *shares.CHECKS,
    *told.CHECKS,
)

__all__ = ["CHECKS"]
