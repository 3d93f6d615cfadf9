"""Who is given away: small cells, shares whose base reveals a person, text and table that together isolate one."""

from stegvis.checking.checks.kinds import Check

CHECKS: tuple[Check, ...] = ()
