"""The log: what was done in the association, the latest first, and whether it is as it was written."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from stegvis.associations.audit import Breach, verify_chain
from stegvis.associations.models import AuditEvent, AuditHead
from stegvis.associations.permissions import allowed
from stegvis.web.log_words import BREACHES, KINDS, told, verbs_of

_PAGE = 50
#: The whole chain is gone through at most this often, unless someone asks.
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Checked:
    """What going through the chain found, and when."""

    at: datetime
    events: int
    breach: Breach | None

    @property
    def why(self) -> str | Promise:
        """What is wrong, in words."""
        return BREACHES.get(self.breach.why, self.breach.why) if self.breach else ""


@allowed("see_log")
@require_safe
def log(request: Any) -> HttpResponse:
    """The association's events, of all kinds or of one."""
    kind = request.GET.get("slag", "")
    events = AuditEvent.objects.filter(association_id=request.association.pk).order_by("-sequence")
    if kind in KINDS:
        events = events.filter(verb__in=verbs_of(kind))
    page = Paginator(events, _PAGE).get_page(request.GET.get("sida"))
    return render(request, "web/log.html", {
        "page": page, "events": told(page), "kinds": KINDS.items(), "kind": kind if kind in KINDS else "",
        "keep": f"slag={kind}&" if kind in KINDS else "", "checked": checked(anew="kontrollera" in request.GET),
    })  # fmt: skip


def checked(*, anew: bool = False) -> Checked:
    """Whether the log is whole: as it was found at most five minutes ago, or now where that is asked for."""
    head = AuditHead._base_manager.filter(pk=1).first()
    key = f"log-checked:{head.seal if head else ''}"
    found: Checked | None = None if anew else cache.get(key)
    if found is None:
        found = Checked(datetime.now(UTC), head.sequence if head else 0, verify_chain())
        cache.set(key, found, _SECONDS)
    return found
