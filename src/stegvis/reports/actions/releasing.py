"""Released tables into the register. Of the person zone this room may call `release_tables` and nothing else."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, require
from stegvis.core.periods import Period
from stegvis.core.plain import to_json
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.participation import actions as participation
from stegvis.protect import ReleasedTables
from stegvis.reports.facts import association_package, done_batches, register
from stegvis.reports.models import ReleasedTableRow


def release_tables(
    *, by: Actor, association: Association, period: Period, names: Sequence[str], certified_by: str, on: date
) -> ReleasedTables:
    """Have the person zone count and release tables of a period, and store what comes out. `on`: the day of release."""
    require(by, "release_tables", association)
    released = participation.release_tables(
        by=by, association_id=association.pk, package=association_package(association), register=register(association),
        period=period, names=names, certified_by=certified_by, on=on, done=done_batches(association),
    )  # fmt: skip
    with transaction.atomic():
        for table in released.tables:
            _store(association, table, period, on)
        for refused in released.refused:
            _store(association, refused, period, on)
        details = {"period": str(period), "released": len(released.tables), "refused": len(released.refused)}
        audit.record(by=by, verb="release_tables", association=association, subject=association, details=details)
    return released


def _store(association: Association, table: ReleasedTable | RefusedTable, period: Period, on: date) -> None:
    """Put a table into the register, in the place of what was there of the same name and period."""
    content, refused = to_json(table), isinstance(table, RefusedTable)
    name, party = (table.name, "") if isinstance(table, RefusedTable) else (table.head.name, table.party)
    values = {
        "content": content, "sha256": sha256(content.encode()).hexdigest(), "released_on": on, "refused": refused
    }  # fmt: skip
    rows = ReleasedTableRow.objects.in_association(association).filter(period=str(period), party=party, name=name)
    if not rows.update(**values):
        ReleasedTableRow.objects.create(association=association, period=str(period), party=party, name=name, **values)
