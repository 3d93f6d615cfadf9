"""What is checked: plain functions in one tuple, by chapter. A check yields relations, which may hold, and findings.

Each code has a sentence in `messages`, a page in `docs/guide/kontroller/` and spec tests in `tests/spec`.
"""

from stegvis.checking.checks import disclosure, goals, labels, markup, statements, tables, texts
from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = (
    *tables.CHECKS,
    *statements.CHECKS,
    *texts.CHECKS,
    *goals.CHECKS,
    *labels.CHECKS,
    *disclosure.CHECKS,
    *markup.CHECKS,
)

__all__ = ["CHECKS", "Check"]
