"""Very many rows into the person database quickly: plain tuples, a few thousand a statement, no objects in between."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connections, models, transaction

from stegvis.associations.router import PERSON

CHUNK = 20_000
Values = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Insert rows of one model, in the caller's transaction. Ids are given as hexadecimal words."""
    if not rows:
        return
    connection = connections[PERSON]
    quote = connection.ops.quote_name
    column_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    names = ", ".join(quote(column_of[column]) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", rows)  # noqa: S608


def chunks[T](rows: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The rows, some at a time."""
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk


def mark_replaced(model: type[models.Model], batch: UUID, ids: Iterable[UUID]) -> None:
    """Say of rows that a batch is to take their place, in the caller's transaction."""
    for chunk in chunks(ids, 500):
        model._base_manager.using(PERSON).filter(pk__in=chunk).update(replaced_by=batch)


@contextmanager
def unhurried_disk() -> Iterator[None]:
    """While rows are written that nobody sees yet: SQLite waits for the disk at its checkpoints and not at each commit.

    The first commit after this waits for all of them, and the batch is marked done only after that.
    """
    connection = connections[PERSON]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA wal_autocheckpoint=20000")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_autocheckpoint=1000")


def in_person_zone() -> transaction.Atomic:
    """A transaction in the person database."""
    return transaction.atomic(using=PERSON)
