"""What a text has said before: every version, who changed it, and the way back to it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.associations.permissions import allowed, found
from stegvis.associations.rows import Conflict
from stegvis.reports import actions
from stegvis.reports.models import Narrative
from stegvis.reports.views.report_outline import contents
from stegvis.reports.views.report_state import moment, names_of


@dataclass(frozen=True, slots=True)
class Version:
    """What a text held until somebody changed it: who and when."""

    number: int
    text: str
    until: str
    by: str


@allowed("edit_report")
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: Any, year: int, section: str) -> HttpResponse:
    """The versions of a text. Going back to one is a change like any other: what stands now becomes a version too."""
    place = found(contents(request.association, year).find(section))
    rows = Narrative.objects.in_association(request.association).filter(year=year, section=section)
    narrative = rows.first()
    if request.method == "POST":
        return _go_back(request, found(narrative), year)
    values = {"year": year, "place": place, "narrative": narrative, "versions": _versions(narrative)}
    return render(request, "reports/report_history.html", values)


def _go_back(request: Any, narrative: Narrative, year: int) -> HttpResponse:
    number, version = request.POST.get("number", ""), request.POST.get("version", "")
    if not (number.isdecimal() and version.isdecimal()):
        return redirect("reports-history", year, narrative.section)
    change = found(narrative.changes.filter(number=int(number)).first())
    try:
        actions.save_narrative(
            by=request.user, association=request.association, year=year, section=narrative.section, text=change.text,
            expected_version=int(version),
        )  # fmt: skip
    except Conflict:
        messages.error(request, _("Någon ändrade texten nyss. Se efter vad som står nu, och välj igen."))
        return redirect("reports-history", year, narrative.section)
    messages.success(request, _("Den tidigare texten är tillbaka. Det som stod nyss finns bland versionerna."))
    return redirect("reports-text", year, narrative.section)


def _versions(narrative: Narrative | None) -> tuple[Version, ...]:
    changes = list(narrative.changes.all()) if narrative else []
    names = names_of({one.changed_by for one in changes})
    return tuple(
        Version(one.number, one.text, moment(one.changed_at), names.get(one.changed_by, "")) for one in changes
    )
