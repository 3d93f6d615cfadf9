"""What a PDF lacks for assistive technology: tags, title, language."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
