"""Who is given away: small cells, hidden cells that can be worked out, shares of few, text that counts one to four persons."""

from stegvis.checking.checks import (
    disclosure_rest,
    disclosure_shares,
    disclosure_tables,
    disclosure_text,
    disclosure_told,
)
from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = (
    *disclosure_tables.CHECKS,
    *disclosure_text.CHECKS,
    *disclosure_rest.CHECKS,
    *disclosure_shares.CHECKS,
    *disclosure_told.CHECKS,
)
