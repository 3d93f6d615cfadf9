"""Through the findings one by one: what is said, where it stands, and whether it is accepted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.messages.together import is_said_of_several
from stegvis.reports import actions, facts
from stegvis.reports.forms import AcceptForm
from stegvis.reports.models import CheckedDocument, CheckedPage
from stegvis.reports.views.checks import checked_document
from stegvis.reports.views.checks_scenes import scenes
from stegvis.reports.views.checks_shown import Standing, chosen_of, standings, told

#: A page's picture is drawn once, when the document is read.
_KEPT = "private, max-age=86400"


@dataclass(frozen=True, slots=True)
class Step:
    """A finding on the way through a document's findings."""

    document: CheckedDocument
    all: tuple[Standing, ...]
    at: Standing

    @property
    def same(self) -> tuple[Standing, ...]:
        """Those that say the same, itself among them."""
        return tuple(one for one in self.all if one.key == self.at.key)

    @property
    def alike(self) -> tuple[Standing, ...]:
        """The first left of each that says the same of something else."""
        codes = [one["code"] for one in self.document.outcome["findings"]]
        code = codes[self.at.number - 1]
        left = [
            one for one in self.all if not one.accepted and one.key != self.at.key and codes[one.number - 1] == code
        ]
        first = {one.key: one for one in reversed(left)} if is_said_of_several(code) else {}
        return tuple(reversed(first.values()))


@allowed("see_checks")
@require_safe
def walk(request: Any, id: UUID, number: int) -> HttpResponse:
    """One finding, with the way to the next and the one before."""
    step = _step(request, id, number)
    return _page(request, step, AcceptForm(alike=len(step.alike)))


@allowed("accept_finding")
@require_POST
def accept(request: Any, id: UUID, number: int) -> HttpResponse:
    """Accept a finding with a reason."""
    step = _step(request, id, number)
    form = AcceptForm(request.POST, alike=len(step.alike))
    if not form.is_valid():
        return _page(request, step, form)
    for one in (step.at, *(step.alike if form.cleaned_data.get("also") else ())):
        same = told(step.document, Step(step.document, step.all, one).same)
        actions.accept_finding(
            by=request.user, document=step.document, findings=[one.finding for one in same],
            said=same[0].reason, reason=form.cleaned_data["reason"],
        )  # fmt: skip
    messages.success(request, _("Fyndet är godtaget. Det kan ångras här."))
    return _back(request, step)


@allowed("accept_finding")
@require_POST
def withdraw(request: Any, id: UUID, number: int) -> HttpResponse:
    """Take an acceptance back."""
    step = _step(request, id, number)
    (one,) = told(step.document, (step.at,))
    actions.withdraw_acceptance(by=request.user, document=step.document, finding=one.finding)
    messages.success(request, _("Fyndet är inte längre godtaget."))
    return _back(request, step)


@allowed("see_checks")
@require_safe
def picture(request: Any, id: UUID, page: int) -> HttpResponse:
    """A page with findings as a picture."""
    rows = CheckedPage.objects.in_association(request.association).filter(document_id=id, page=page)
    etag = f'"{found(rows.values_list("pk", flat=True).first())}"'
    known = get_conditional_response(request, etag=etag)
    response = known or HttpResponse(bytes(rows.get().content), content_type="image/png")
    response.headers["ETag"], response.headers["Cache-Control"] = etag, _KEPT
    return response


def _step(request: Any, id: UUID, number: int) -> Step:
    document = checked_document(request, id)
    every = standings(document)
    return Step(document, every, found(every[number - 1] if 1 <= number <= len(every) else None))


def _back(request: Any, step: Step) -> HttpResponse:
    chosen = chosen_of(request.POST)
    answer = redirect("checks-finding", step.document.pk, step.at.number)
    answer["Location"] += f"?visa={chosen}" if chosen else ""
    return answer


def _page(request: Any, step: Step, form: AcceptForm) -> HttpResponse:
    chosen, document, at = chosen_of(request.GET or request.POST), step.document, step.at.number
    others = [one.number for one in step.all if one.is_in(chosen)]
    (one,) = told(document, (step.at,))
    values = {
        "document": document, "one": one, "left": sum(not other.accepted for other in step.all), "of": len(step.all),
        "form": form, "chosen": chosen,
        "before": max((other for other in others if other < at), default=None),
        "after": min((other for other in others if other > at), default=None),
        "scenes": list(scenes(one.finding, facts.Surroundings(document), _pictures(document))),
    }  # fmt: skip
    return render(request, "reports/checks_finding.html", values, status=422 if form.errors else 200)


def _pictures(document: CheckedDocument) -> dict[int, CheckedPage]:
    rows = CheckedPage.objects.in_association(document.association).filter(document=document)
    return {one.page: one for one in rows.defer("content")}
