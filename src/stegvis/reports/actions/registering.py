"""The register of what has been published: versions are added, never changed. Called within its caller's transaction."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from stegvis.associations.models import Association
from stegvis.core.periods import Period
from stegvis.core.plain import to_json
from stegvis.core.tables import RefusedTable, ReleasedTable, TableHead
from stegvis.reports.facts import read_row
from stegvis.reports.models import Publication, ReleasedTableRow


def add_version(
    association: Association,
    table: ReleasedTable | RefusedTable,
    period: Period,
    on: date | None,
    *,
    publication: Publication | None = None,
) -> tuple[ReleasedTableRow, bool]:
    """The row that says what the table says, and whether it is new.

    What has been published in the same words already, in any version, is not published again: the same package twice, or an
    old one, changes nothing. What comes from another register keeps its version. A refused table adds nothing where the
    table has been released before: that release stands.
    """
    name, party = (table.name, "") if isinstance(table, RefusedTable) else (table.head.name, table.party)
    rows = ReleasedTableRow.objects.in_association(association).filter(period=str(period), name=name)
    there = list(rows if isinstance(table, RefusedTable) else rows.filter(party=party))
    said = next((row for row in there if isinstance(table, RefusedTable) or _says(row, table)), None)
    if said is not None:
        return said, False
    version = max(there[-1].version + 1 if there else 1, getattr(table, "version", 1))
    return _add(association, table, str(period), name, on, version, publication), True


def released_before(association: Association, table: ReleasedTable) -> bool:
    """Whether the party has a table of the name and the period there already."""
    rows = ReleasedTableRow.objects.in_association(association)
    return rows.filter(period=str(table.head.period), name=table.head.name, party=table.party).exists()


def add_correction(association: Association, table: ReleasedTable, of: ReleasedTableRow) -> ReleasedTableRow:
    """The next version of a row: the same table with figures replaced."""
    return _add(association, table, of.period, of.name, table.released_on, of.version + 1, None)


def _add(
    association: Association, table: ReleasedTable | RefusedTable, period: str, name: str, on: date | None, version: int,
    publication: Publication | None,
) -> ReleasedTableRow:  # fmt: skip
    refused = isinstance(table, RefusedTable)
    content = to_json(table if isinstance(table, RefusedTable) else replace(table, version=version))
    return ReleasedTableRow.objects.create(
        association=association, publication=publication, period=period, name=name, version=version,
        party="" if isinstance(table, RefusedTable) else table.party, content=content,
        sha256=sha256(content.encode()).hexdigest(), released_on=on, refused=refused,
    )  # fmt: skip


def _says(row: ReleasedTableRow, table: ReleasedTable) -> bool:
    there = read_row(row)
    return isinstance(there, ReleasedTable) and printed_words(there) == printed_words(table)


def printed_words(table: ReleasedTable) -> Hashable:
    """All that a reader sees of a table but who let it out and when."""
    cells = tuple((key, table.cells[key]) for key in table.head.keys())  # noqa: SIM118 - a head is no mapping
    return _head_words(table.head), cells, table.threshold, tuple(sorted(table.amounts.items()))


def _head_words(head: TableHead) -> Hashable:
    rows = tuple((one.name, tuple((each.code, each.label) for each in one.categories)) for one in head.dimensions)
    return head.name, head.edition, head.population, head.initiatives, head.counted, head.with_data, head.grouping, rows
