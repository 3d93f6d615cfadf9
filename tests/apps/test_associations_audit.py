"""The log tells of any change: delete, alter, reorder, insert or cut, and the verifier names the first bad event."""

# ruff: noqa: S608  (the test is the one who changes the database behind the log)

from typing import Any

import pytest
from django.db import connection, transaction

from stegvis.associations import audit
from stegvis.associations.audit import Breach
from stegvis.associations.models import AuditEvent, AuditHead
from support.people import OPERATOR, make_association, make_user

pytestmark = pytest.mark.django_db(databases=["default", "person"])
EVENTS = 500


@pytest.fixture(scope="module")
def recorded(django_db_setup: None, django_db_blocker: Any) -> tuple[list[AuditEvent], AuditHead]:
    """A log as it was recorded, event by event, and its head."""
    with django_db_blocker.unblock(), transaction.atomic():
        for number in range(EVENTS):
            audit.record(by=OPERATOR, verb="see_report", kind="report", object_id=str(number), details={"page": number})
        written = [*AuditEvent.objects.all()], AuditHead._base_manager.get()
        transaction.set_rollback(True)
    return written


@pytest.fixture
def log(recorded: tuple[list[AuditEvent], AuditHead]) -> None:
    """The same log, laid there at once."""
    events, head = recorded
    AuditEvent._base_manager.bulk_create(events)
    head.save(force_insert=True)


def sql(statement: str) -> None:
    """As somebody would who has the database and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


TABLE = AuditEvent._meta.db_table


def test_an_event_says_who_when_what_and_why() -> None:
    association = make_association()
    karin = make_user("Karin", association)
    event = audit.record(by=karin, verb="edit_report", subject=association, association=association, reason="rättelse")
    assert (event.by, event.kind, event.object_id) == (
        f"user:{karin.pk}",
        "associations.association",
        str(association.pk),
    )
    assert (event.verb, event.reason, event.association_id) == ("edit_report", "rättelse", association.pk)
    assert event.at.utcoffset() is not None
    assert audit.verify_chain() is None


def test_an_empty_log_and_an_untouched_one_are_whole(log: None) -> None:
    assert audit.verify_chain() is None
    assert AuditEvent.objects.count() == EVENTS


@pytest.mark.parametrize("at", [1, 250, EVENTS - 1])
def test_a_removed_event_is_seen(log: None, at: int) -> None:
    sql(f"DELETE FROM {TABLE} WHERE sequence = {at}")
    assert audit.verify_chain() == Breach(at, "missing")


@pytest.mark.parametrize("at", [1, 250, EVENTS])
@pytest.mark.parametrize(
    "change",
    [
        "verb = 'x'",
        "\"by\" = 'x'",
        "reason = 'x'",
        "details = '{}'",
        "object_id = 'x'",
        "at = '2020-01-01'",
        "digest = 'x'",
    ],
)
def test_a_changed_event_is_seen(log: None, at: int, change: str) -> None:
    sql(f"UPDATE {TABLE} SET {change} WHERE sequence = {at}")
    assert audit.verify_chain() == Breach(at, "changed")


def test_two_that_changed_places_are_seen(log: None) -> None:
    sql(f"UPDATE {TABLE} SET sequence = 9999 WHERE sequence = 100")
    sql(f"UPDATE {TABLE} SET sequence = 100 WHERE sequence = 101")
    sql(f"UPDATE {TABLE} SET sequence = 101 WHERE sequence = 9999")
    breach = audit.verify_chain()
    assert breach is not None
    assert breach.sequence == 100


def test_one_that_was_put_in_is_seen(log: None) -> None:
    columns = [field.column for field in AuditEvent._meta.concrete_fields]
    values = ", ".join({"id": "'" + "0" * 32 + "'", "sequence": str(EVENTS + 1)}.get(c, f'"{c}"') for c in columns)
    quoted = ", ".join(f'"{column}"' for column in columns)
    sql(f"INSERT INTO {TABLE} ({quoted}) SELECT {values} FROM {TABLE} WHERE sequence = {EVENTS}")
    breach = audit.verify_chain()
    assert breach is not None
    assert breach.sequence == EVENTS + 1


@pytest.mark.parametrize("kept", [0, 1, 250, EVENTS - 1])
def test_a_cut_end_is_seen(log: None, kept: int) -> None:
    sql(f"DELETE FROM {TABLE} WHERE sequence > {kept}")
    assert audit.verify_chain() == Breach(kept + 1, "cut off")


def test_a_cut_end_is_seen_though_its_head_was_changed_too(log: None) -> None:
    sql(f"DELETE FROM {TABLE} WHERE sequence > 400")
    last = AuditEvent.objects.get(sequence=400)
    sql(f"UPDATE {AuditHead._meta.db_table} SET sequence = 400, digest = '{last.digest}'")
    assert audit.verify_chain() == Breach(401, "the end was changed")
    sql(f"DELETE FROM {AuditHead._meta.db_table}")
    assert audit.verify_chain() == Breach(401, "the end is not known")


def test_the_log_is_only_added_to(log: None) -> None:
    with pytest.raises(TypeError):
        AuditEvent.objects.filter(sequence=1).update(verb="x")
    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()
