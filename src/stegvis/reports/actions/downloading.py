"""A released table as a file. Who fetched what is in the log."""

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, require
from stegvis.core.tables import ReleasedTable
from stegvis.reports.facts import source_of


@transaction.atomic
def download_table(
    *, by: Actor, association: Association, table: ReleasedTable, kind: str, language: str, address: str = ""
) -> bytes | None:
    """The table as a file of a kind in `render.table_files.KINDS`; `address`: its permanent one, where it is open to all.

    None where the kind is a picture and the table has none. Raises KeyError for another kind.
    """
    from stegvis.render.table_files import KINDS

    require(by, "download", association)
    content = KINDS[kind].bytes_of(table, source_of(association, table, address), language)
    if content is not None:
        details = {"table": table.head.name, "period": str(table.head.period), "party": table.party, "kind": kind}
        audit.record(
            by=by, verb="download_table", association=association, kind="reports.releasedtablerow", details=details
        )
    return content
