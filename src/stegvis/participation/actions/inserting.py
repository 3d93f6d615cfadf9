"""Very many rows into the person database quickly: plain tuples, a few thousand a statement, no objects in between."""

from collections.abc import Iterable, Iterator, Sequence
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


def in_person_zone() -> transaction.Atomic:
    """A transaction in the person database."""
    return transaction.atomic(using=PERSON)
