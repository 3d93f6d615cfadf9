"""What has been brought in, by pages and by the operator at the command line: the latest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from stegvis.associations.models import Association, AuditEvent, User
from stegvis.reports.models import Upload

_MOST = 500


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """One line of the history. `upload` None: the operator brought it in."""

    at: datetime
    name: str
    by: str
    state: str
    upload: UUID | None = None
    changed: int = 0


def brought_in(association: Association) -> list[BroughtIn]:
    """The latest packages, whatever became of them."""
    lines = [*_sent(association), *_by_operator(association)]
    return sorted(lines, key=lambda one: one.at, reverse=True)[:_MOST]


def _sent(association: Association) -> list[BroughtIn]:
    uploads = Upload.objects.in_association(association).defer("findings")[:_MOST]
    people = User.objects.filter(pk__in={one.made_by for one in uploads})
    names = {person.pk: person.name for person in people}
    names_of = {one.pk: names.get(one.made_by, "") for one in uploads if one.made_by}
    return [
        BroughtIn(one.made_at, one.name, names_of.get(one.pk, ""), one.state, one.pk, _of_result(one.result))
        for one in uploads
    ]


def _by_operator(association: Association) -> list[BroughtIn]:
    events = AuditEvent.objects.filter(
        association_id=association.pk, verb="import_package", by__startswith="operator:"
    ).exclude(by="operator:worker")
    latest = events.order_by("-sequence")[:_MOST]
    return [BroughtIn(one.at, "", "", Upload.State.IMPORTED, None, _of_log(one.details)) for one in latest]


def _of_result(result: list[dict[str, Any]]) -> int:
    return sum(one.get(name, 0) for one in result for name in ("added", "changed", "removed"))


def _of_log(details: dict[str, list[int]]) -> int:
    """An event of an import says of each file how many were added, changed, unchanged and removed."""
    return sum(added + changed + removed for added, changed, _unchanged, removed in details.values())
