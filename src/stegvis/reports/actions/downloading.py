"""A released table as a file. Who fetched what is in the log."""

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association, Party
from stegvis.associations.permissions import Actor, require
from stegvis.core.tables import ReleasedTable

FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@transaction.atomic
def download_table(*, by: Actor, association: Association, table: ReleasedTable, kind: str, language: str) -> bytes:
    """The table as `csv` (tidy rows, for machines) or `xlsx` (a workbook, for people). Raises KeyError for another kind."""
    from stegvis.render.tables import table_csv, table_xlsx

    require(by, "download", association)
    party = Party.objects.in_association(association).filter(key=table.party).first()
    write = {
        "csv": lambda: table_csv(table).encode(),
        "xlsx": lambda: table_xlsx(table, language=language, party=party.name if party else ""),
    }[kind]
    content = write()
    details = {"table": table.head.name, "period": str(table.head.period), "party": table.party, "kind": kind}
    audit.record(
        by=by, verb="download_table", association=association, kind="reports.releasedtablerow", details=details
    )
    return content
