"""Verbs of the exchange: a package in, a package out, and what start-up does with an import that was cut off."""

from stegvis.exchange.exporting import export_package, joint_tables
from stegvis.exchange.importing import ImportResult, import_package, judge, rehearse_import, settle_leftovers
from stegvis.exchange.locking import unless_importing
from stegvis.exchange.uploads import (
    NotWaiting,
    confirm_upload,
    hand_out_findings,
    import_upload,
    read_upload,
    receive_upload,
    withdraw_upload,
)

__all__ = [
    "ImportResult",
    "NotWaiting",
    "confirm_upload",
    "export_package",
    "hand_out_findings",
    "import_package",
    "import_upload",
    "joint_tables",
    "judge",
    "read_upload",
    "receive_upload",
    "rehearse_import",
    "settle_batches",
    "withdraw_upload",
]


def settle_batches() -> tuple[int, int]:
    """Finish or remove what cut-off imports left: how many of each. While an import is under way it does nothing."""
    from django.conf import settings

    if not settings.PERSON_ZONE:
        return 0, 0
    with unless_importing() as free:
        done = settle_leftovers() if free else []
    return done.count(True), done.count(False)
