"""Disclosure control (*röjandekontroll*): the only ways for a count to leave the person zone.

`release()` protects tables and proves them safe before anything is let out; `working()` shows a count to the owner of the
rows, marked and logged. The protector chooses what to hide; the auditor, which shares no code with it, attacks the result.
"""

from stegvis.protect.coarsening import candidates as forms_of
from stegvis.protect.protector.versions import Register, touching
from stegvis.protect.release import Option, Proposal, Refusal, ReleasedTables, propose, release
from stegvis.protect.working import working

__all__ = [
    "Option",
    "Proposal",
    "Refusal",
    "Register",
    "ReleasedTables",
    "forms_of",
    "propose",
    "release",
    "touching",
    "working",
]
