"""Released and refused tables in an association's register, for tests of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import connection

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


def emptied() -> None:
    """Take all rows out of the register, which the database refuses: for the clearing between tests."""
    with _open() as cursor:
        cursor.execute("DELETE FROM reports_releasedtablerow")
        cursor.execute("DELETE FROM reports_publication")


def withdrawn(association: Association, **which: object) -> None:
    """As if a table had never been released."""
    ids = [row.pk.hex for row in ReleasedTableRow.objects.in_association(association).filter(**which)]
    with _open() as cursor:
        for id in ids:
            cursor.execute("DELETE FROM reports_releasedtablerow WHERE id = %s", [id])


@contextmanager
def _open() -> Iterator[Any]:
    """The register without the database's guard, which is put back."""
    with connection.cursor() as cursor:
        guards = cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%_kept'"
        ).fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _, statement in guards:
            cursor.execute(statement)
