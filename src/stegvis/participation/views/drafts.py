"""The drafts and what has been published: begin one, take one up again, put one away and take it back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.core.periods import Period
from stegvis.participation.actions import drafting
from stegvis.participation.forms import PeriodForm
from stegvis.participation.models import Participation, PartyTally, PublicationDraft
from stegvis.participation.views.shown import language
from stegvis.participation.views.walking import ask, draft_of, step_of
from stegvis.render.numbers import day

#: The years offered: accounts are kept seven years, and a year or two more is asked for late.
_YEARS = 9
#: An interim report is of the year's first eight months.
_INTERIM_MONTH = 8


@allowed("see_own_figures")
@require_safe
def figures(request: Any, side: Any) -> HttpResponse:
    """Drafts under way, and everything that has been published."""
    rows = drafting.drafts(request.association.pk).exclude(state=drafting.State.RELEASED)
    under_way = [{"draft": one, "step": step_of(one, side, request.association)} for one in rows]
    put_away = request.GET.get("borttaget", "")
    values = {
        "under_way": under_way, "published": side.publications(request.association),
        "otherwise": side.released_otherwise(request.association), "put_away": _put_away(request, put_away) if put_away else None,
    }  # fmt: skip
    return render(request, "participation/figures.html", values)


def _put_away(request: Any, id: str) -> PublicationDraft | None:
    rows = PublicationDraft.objects.in_association(request.association.pk).filter(deleted_at__isnull=False)
    return next((one for one in rows if str(one.pk) == id), None)


@allowed("draft_publication")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, side: Any) -> HttpResponse:
    """Choose a closed period; one that is still going on says from which day it can be published."""
    today = timezone.localdate()
    every = tuple(_periods(request.association.pk, today))
    closed = [(str(one), _words(one)) for one in every if drafting.publishable_from(one) <= today]
    open_ones = [
        (_words(one), drafting.publishable_from(one)) for one in every if drafting.publishable_from(one) > today
    ]
    form = PeriodForm(closed, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _say_if_open(form, request.POST.get("period", ""), today)
    if request.method == "POST" and form.is_valid():
        draft = drafting.start_draft(
            by=request.user, association_id=request.association.pk, period=form.cleaned_data["period"], on=today
        )
        return redirect("figures-tables", draft.pk) if draft.counted is not None else ask(request, side, draft, "count")
    values = {"form": form, "open_ones": open_ones, "closed": closed}
    return render(request, "participation/new.html", values, status=422 if form.errors else 200)


def _say_if_open(form: PeriodForm, asked: str, today: date) -> None:
    """Somebody asked for a period that is not over, past the page: say from which day."""
    try:
        first = drafting.publishable_from(Period.parse(asked))
    except ValueError:
        return
    if first > today:
        said = _("%(period)s är inte slut än och kan publiceras från och med %(day)s.")
        form.fields["period"].error_messages["invalid_choice"] = said % {
            "period": asked, "day": day(first, language())
        }  # fmt: skip


def _periods(association_id: Any, today: date) -> Iterator[Period]:
    """The years since the first row, latest first, then the interim period of the year that is going on."""
    first = _first_year(association_id)
    if first is None:
        return
    for year in range(today.year, max(first, today.year - _YEARS) - 1, -1):
        yield Period.year(year)
    yield Period(date(today.year, 1, 1), Period.parse(f"{today.year}-{_INTERIM_MONTH:02d}").end)


def _first_year(association_id: Any) -> int | None:
    rows = Participation.objects.in_association(association_id).order_by("entered")
    tallies = PartyTally.objects.in_association(association_id).order_by("ends")
    days = [*rows.values_list("entered", flat=True)[:1], *tallies.values_list("ends", flat=True)[:1]]
    return min((one.year for one in days), default=None)


def _words(period: Period) -> str:
    if period == Period.year(period.start.year):
        return _("Hela %(year)s") % {"year": period.start.year}
    return _("Januari till augusti %(year)s") % {"year": period.start.year}


@allowed("see_own_figures")
@require_safe
def draft(request: Any, side: Any, id: Any) -> HttpResponse:
    """The step that the draft has come to."""
    row = draft_of(request, id)
    return redirect(step_of(row, side, request.association).name, row.pk)


@allowed("draft_publication")
@require_POST
def delete(request: Any, side: Any, id: Any) -> HttpResponse:  # noqa: ARG001 - every view of the zone is given it
    """Put a draft away, or take it back with `undo`."""
    row = found(PublicationDraft.objects.in_association(request.association.pk).filter(pk=id).first())
    if "undo" in request.POST:
        drafting.restore_draft(by=request.user, draft=row)
        messages.success(request, _("Utkastet är tillbaka."))
        return redirect("figures")
    drafting.delete_draft(by=request.user, draft=row)
    return redirect(f"{reverse('figures')}?borttaget={row.pk}")
