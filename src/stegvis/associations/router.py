"""How the two databases are kept apart, and how both of them sort.

The person zone is a database of its own: it holds the rows of `participation` and nothing else, and no relation leads out
of it. A machine without a person zone has no `person` database, and whoever asks for one is told so.
"""

import unicodedata
from typing import Any

from django.db import models

PERSON = "person"
PERSON_ROOMS = frozenset({"participation"})
#: The collation's name on a text column or in `Collate(...)`.
SWEDISH = "swedish"


def database_of(app_label: str) -> str:
    """The database that holds a room's rows."""
    return PERSON if app_label in PERSON_ROOMS else "default"


class ZoneRouter:
    """Rows of the person zone in `person`, all others in `default`; no relation between them."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """Where a model is read."""
        return database_of(model._meta.app_label)

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str:
        """Where a model is written."""
        return database_of(model._meta.app_label)

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: Any) -> bool:
        """Only within one database."""
        return database_of(one._meta.app_label) == database_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """A room's tables are made in its own database and in no other."""
        return db == database_of(app_label)


_ALPHABET = {letter: f"z\uffff{number}" for number, letter in enumerate("åäö")}


def swedish_key(text: str) -> tuple[str, str]:
    """Sorts as a Swedish word list does: å, ä, ö last in that order, ü as y, other accents as their letter."""
    words = text.casefold().replace("ü", "y").replace("æ", "ä").replace("ø", "ö")
    return "".join(_ALPHABET.get(letter) or _plain(letter) for letter in unicodedata.normalize("NFC", words)), text


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0] if letter > "\x7f" else letter


def _compare(one: str, other: str) -> int:
    first, second = swedish_key(one), swedish_key(other)
    return (first > second) - (first < second)


def add_swedish_collation(*, connection: Any, **_: Any) -> None:
    """SQLite has no Swedish collation; each new connection gets ours. PostgreSQL takes the ICU one under the same name."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SWEDISH, _compare)
