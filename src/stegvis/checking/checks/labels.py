"""Names spelt in several ways, law numbers, headings that say another thing than their column."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
