"""Verbs of the money: a statement, the budget or the ratios handed out as a file."""

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, require


@transaction.atomic
def hand_out_file(*, by: Actor, association: Association, year: int, name: str, kind: str) -> None:
    """A file leaves for its reader to keep: it is written to the log. `name`: as in its address (`resultatrakning`)."""
    require(by, "download", association)
    details = {"table": name, "period": str(year), "kind": kind}
    audit.record(by=by, verb="download_table", association=association, kind="finance.ledgerfile", details=details)
