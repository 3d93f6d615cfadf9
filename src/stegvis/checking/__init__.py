"""The checker of finished reports: what in a report does not agree with itself, its own rules and the field's.

A reader in `files.finished` gives a `FinishedReport`; `reading.understand` says what its tables, rows and numbers are; the
checks in `checks.CHECKS` yield relations and findings; `agreement.causes` says why a relation does not hold; `examine` does
it all.
`compare` does it to two reports, and `accepting` sets apart what somebody has decided may stand.
"""

from stegvis.checking.examining import examine

__all__ = ["examine"]
