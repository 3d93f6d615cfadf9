"""The start page: the year as a line, and the chosen year at a glance."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.core.yearly_wheel import Duty
from stegvis.finance.models import BudgetLine, LedgerFile
from stegvis.governance import actions
from stegvis.initiatives.models import Initiative
from stegvis.reports.views.glance import Glance, cards_of
from stegvis.reports.views.glance_charts import chart_of, charts_of, shown
from stegvis.reports.views.pictures import picture
from stegvis.reports.views.year_line import TITLES, line_of


@allowed("see_overview")
@require_safe
def overview(request: Any, year: int) -> HttpResponse:
    """What is due and who is late today; and the year in figures beside the year before."""
    if _has_nothing(request.association):
        return render(request, "reports/overview.html", {"year": year, "is_new": True})
    glance = Glance(request.association, year)
    values = {
        "year": year,
        "line": line_of(request.association, timezone.localdate()),
        "is_empty": glance.is_empty,
        "cards": () if glance.is_empty else cards_of(glance),
        "charts": [shown(glance, name, chart) for name, chart in charts_of(glance).items()],
    }
    return render(request, "reports/overview.html", values)


def _has_nothing(association: Any) -> bool:
    """Whether nothing at all has been brought in."""
    sources = (Initiative, BudgetLine, LedgerFile)
    return not any(model.objects.in_association(association).exists() for model in sources)


@allowed("see_overview")
@require_safe
def chart(request: Any, year: int, name: str, width: int) -> HttpResponse:
    """One of the start page's pictures."""
    return picture(request, found(chart_of(Glance(request.association, year), name)), width)


@allowed("mark_duty_done")
@require_POST
def mark_duty(request: Any, year: int, duty: str) -> HttpResponse:
    """Tick off a duty of the calendar year of today, or take the tick back (`undo`). `year` is the one looked at."""
    today, chosen = timezone.localdate(), _duty(duty)
    values = {"by": request.user, "association": request.association, "year": today.year, "duty": chosen}
    if request.POST.get("undo"):
        actions.unmark_duty_done(**values)
        messages.success(request, _("”%(duty)s” är inte längre avprickat.") % {"duty": TITLES[chosen]})
    else:
        actions.mark_duty_done(**values, on=today)
        messages.success(
            request, _("”%(duty)s” är avprickat. Du kan ångra det under Klart.") % {"duty": TITLES[chosen]}
        )
    return redirect("overview", year)


def _duty(name: str) -> Duty:
    try:
        return Duty(name)
    except ValueError:
        raise Http404 from None
