"""Released and refused tables in an association's register, for tests of pages."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from stegvis.associations.models import Association
from stegvis.core.periods import Period
from stegvis.core.plain import to_json
from stegvis.core.tables import Certificate, RefusedTable, ReleasedTable
from stegvis.reports.models import ReleasedTableRow

DAY = date(2025, 2, 3)


def put(association: Association, table: ReleasedTable, year: int, *, party: str = "", **head: object) -> ReleasedTable:
    """The table as one of that year, certified and released."""
    table = replace(
        table, head=replace(table.head, period=Period.year(year), **head), party=party, released_on=DAY,
        certified=(Certificate("stegen", "Lena Led", DAY),),
    )  # fmt: skip
    _store(association, table, table.head.name, year, party, refused=False)
    return table


def refuse(association: Association, name: str, year: int) -> None:
    """A table that had no safe pattern."""
    _store(association, RefusedTable(name, name, Period.year(year)), name, year, "", refused=True)


def _store(association: Association, table: object, name: str, year: int, party: str, *, refused: bool) -> None:
    content = to_json(table)
    ReleasedTableRow.objects.create(
        association=association, period=str(year), party=party, name=name, content=content,
        sha256=sha256(content.encode()).hexdigest(), released_on=DAY, refused=refused,
    )  # fmt: skip
