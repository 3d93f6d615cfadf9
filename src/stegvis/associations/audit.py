"""The log: who did what, when and why; chained, so that any change of it is seen.

    audit.record(by=by, verb="import_package", association=association, subject=batch, details={"added": 12})

Each event holds the digest of the one before and a keyed digest of itself; the head holds the last, sealed with a key that
is not in the database. `verify_chain` names the first event that is not as it was written. The person zone has a log of its
own of the same shape (`log=`), in its own database.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from stegvis.associations.permissions import Actor
from stegvis.associations.rows import ChainedEvent
from stegvis.associations.sealed import keys_of

_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Breach:
    """The first place where a log is not as it was written: its sequence number, and how."""

    sequence: int
    why: str


def record(  # noqa: PLR0913  (an event is nine things)
    *,
    by: Actor,
    verb: str,
    subject: models.Model | None = None,
    kind: str = "",
    object_id: str = "",
    association: Any = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
    log: type[ChainedEvent] | None = None,
) -> ChainedEvent:
    """Write one event to a zone's log (the association zone's unless `log` says otherwise), in the caller's transaction."""
    from stegvis.associations.models import AuditEvent, actor_name

    return _append(
        (log or AuditEvent)(
            at=datetime.now(UTC),
            by=actor_name(by),
            verb=verb,
            kind=subject._meta.label_lower if subject is not None else kind,
            object_id=str(subject.pk) if subject is not None else object_id,
            association_id=getattr(association, "pk", association),
            reason=reason,
            details=json.loads(json.dumps(details or {}, cls=DjangoJSONEncoder)),
        )
    )


def _append(event: ChainedEvent) -> ChainedEvent:
    log = type(event)
    key = _key(log)
    database = log.objects.db
    with transaction.atomic(using=database):
        head = log.head._base_manager.using(database).select_for_update().filter(pk=1).first()
        event.sequence = head.sequence + 1 if head else 1
        event.previous = head.digest if head else _FIRST
        event.digest = digest_of(event, key)
        event.save(using=database, force_insert=True)
        _move_head(log, head, event, key)
    return event


def _move_head(log: type[ChainedEvent], head: Any, event: ChainedEvent, key: bytes) -> None:
    values = {"sequence": event.sequence, "digest": event.digest, "seal": _seal(key, event.sequence, event.digest)}
    heads = log.head._base_manager.using(log.objects.db)
    if head is None:
        heads.create(**values)
    else:
        heads.filter(pk=1).update(**values)


def digest_of(event: ChainedEvent, key: bytes) -> str:
    """The keyed digest of everything an event says, and of the event before it."""
    said = [
        event.sequence,
        str(event.id),
        event.at.astimezone(UTC).isoformat(),
        event.by,
        event.verb,
        str(event.association_id or ""),
        event.kind,
        event.object_id,
        event.reason,
        event.details,
        event.previous,
    ]
    return hmac.new(key, json.dumps(said, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def verify_chain(log: type[ChainedEvent] | None = None) -> Breach | None:
    """The first event of a log that was changed, removed, moved, put in or cut off; None where all is as written."""
    from stegvis.associations.models import AuditEvent

    log = log or AuditEvent
    key, previous, sequence = _key(log), _FIRST, 0
    for event in log.objects.order_by("sequence").iterator(chunk_size=1000):
        sequence += 1
        why = _fault(event, sequence, previous, key)
        if why:
            return Breach(sequence, why)
        previous = event.digest
    return _fault_of_end(log, key, sequence, previous)


def _fault(event: ChainedEvent, sequence: int, previous: str, key: bytes) -> str:
    if event.sequence != sequence:
        return "missing"
    if event.previous != previous:
        return "not after the one before"
    return "" if hmac.compare_digest(event.digest, digest_of(event, key)) else "changed"


def _fault_of_end(log: type[ChainedEvent], key: bytes, sequence: int, previous: str) -> Breach | None:
    head = log.head._base_manager.using(log.objects.db).filter(pk=1).first()
    if head is None:
        return Breach(sequence + 1, "the end is not known") if sequence else None
    if not hmac.compare_digest(head.seal, _seal(key, head.sequence, head.digest)):
        return Breach(sequence + 1, "the end was changed")
    if (head.sequence, head.digest) != (sequence, previous):
        return Breach(min(sequence, head.sequence) + 1, "cut off" if head.sequence > sequence else "put in")
    return None


def _seal(key: bytes, sequence: int, digest: str) -> str:
    return hmac.new(key, f"head\0{sequence}\0{digest}".encode(), hashlib.sha256).hexdigest()


def _key(log: type[ChainedEvent]) -> bytes:
    return keys_of(log.zone).derived("log")
