"""What is checked: plain functions in one tuple, by chapter. A check yields relations, which may hold, and findings.

Each code has a sentence in `messages`, a page in `docs/guide/kontroller/` and spec tests in `tests/spec`.
"""

from stegvis.checking.checks import (
    between_statements,
    claims,
    contents,
    differences,
    disclosure,
    goals,
    identities,
    labels,
    markup,
    notes,
    parties,
    plans,
    quotients,
    ratios,
    ratios_said,
    rules,
    same_people,
    shares,
    sheets,
    statements,
    sums,
    texts,
    units,
)
from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = (
    *sums.CHECKS,
    *shares.CHECKS,
    *differences.CHECKS,
    *sheets.CHECKS,
    *same_people.CHECKS,
    *statements.CHECKS,
    *between_statements.CHECKS,
    *identities.CHECKS,
    *notes.CHECKS,
    *quotients.CHECKS,
    *ratios.CHECKS,
    *ratios_said.CHECKS,
    *rules.CHECKS,
    *parties.CHECKS,
    *plans.CHECKS,
    *units.CHECKS,
    *texts.CHECKS,
    *claims.CHECKS,
    *goals.CHECKS,
    *labels.CHECKS,
    *contents.CHECKS,
    *disclosure.CHECKS,
    *markup.CHECKS,
)

__all__ = ["CHECKS", "Check"]
