"""A published figure is corrected in the open: a new version, with who, when, why and from where, and what was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association, User
from stegvis.associations.permissions import require
from stegvis.associations.rows import Conflict
from stegvis.core.findings import Finding
from stegvis.core.periods import Period
from stegvis.core.tables import Correction, Key, ReleasedTable
from stegvis.protect.correcting import correct
from stegvis.reports.actions.registering import add_correction
from stegvis.reports.facts import read_row
from stegvis.reports.models import ReleasedTableRow


@dataclass(frozen=True, slots=True)
class CorrectedTogether:
    """Figures of one table that are replaced in one go: by key, for one reason, from one source."""

    values: Mapping[Key, int]
    reason: str
    source: str
    sums_may_differ: bool = False


@transaction.atomic
def correct_figures(  # noqa: PLR0913 - a correction says all of this
    *, by: User, association: Association, period: Period, name: str, party: str, wanted: CorrectedTogether,
    expected_version: int, on: date,
) -> tuple[Finding, ...]:  # fmt: skip
    """Replace figures of a published table; everything that is wrong with that, or nothing and there is a new version.

    The same correction sent twice is one. Raises Conflict where the table has another version than the reader saw.
    """
    require(by, "correct_figure", association)
    row = _latest(association, period, name, party)
    table = read_row(row)
    if not isinstance(table, ReleasedTable):
        raise Conflict(row)
    if _is_done(table, wanted):
        return ()
    if row.version != expected_version:
        raise Conflict(row)
    found = correct(table, _corrections(table, wanted, str(by), on), sums_may_differ=wanted.sums_may_differ)
    if not isinstance(found, ReleasedTable):
        return found
    made = add_correction(association, found, row)
    details = {"table": name, "period": str(period), "version": made.version, "figures": len(wanted.values)}
    audit.record(
        by=by, verb="correct_figure", association=association, subject=made, reason=wanted.reason,
        details=details | {"sha256": made.sha256},
    )  # fmt: skip
    return ()


def _latest(association: Association, period: Period, name: str, party: str) -> ReleasedTableRow:
    rows = ReleasedTableRow.objects.in_association(association).filter(period=str(period), name=name, party=party)
    row = rows.order_by("version").last()
    if row is None:
        raise ReleasedTableRow.DoesNotExist(f"{name} {period}")
    return row


def _is_done(table: ReleasedTable, wanted: CorrectedTogether) -> bool:
    """Whether the table says all of it already, by the same reason and source: a second click."""
    there = {one.key: one for one in table.corrections}
    return bool(wanted.values) and all(
        key in there
        and (there[key].value, there[key].reason, there[key].source) == (value, wanted.reason, wanted.source)
        for key, value in wanted.values.items()
    )


def _corrections(table: ReleasedTable, wanted: CorrectedTogether, by: str, on: date) -> list[Correction]:
    return [
        Correction(key, value, table.cells.get(key), by, on, wanted.reason, wanted.source)
        for key, value in wanted.values.items()
    ]
