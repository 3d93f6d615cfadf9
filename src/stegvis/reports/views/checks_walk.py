"""Through the findings one by one: what is said, where it stands, and whether it is accepted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.reports import actions, facts
from stegvis.reports.forms import AcceptForm
from stegvis.reports.models import CheckedDocument, CheckedPage
from stegvis.reports.views.checks import checked_document
from stegvis.reports.views.checks_scenes import scenes
from stegvis.reports.views.checks_shown import Told, chosen_of, told


@allowed("see_checks")
@require_safe
def walk(request: Any, id: UUID, number: int) -> HttpResponse:
    """One finding, with the way to the next and the one before."""
    document, findings, finding = _finding(request, id, number)
    return _page(request, document, findings, finding, AcceptForm())


@allowed("accept_finding")
@require_POST
def accept(request: Any, id: UUID, number: int) -> HttpResponse:
    """Accept a finding with a reason."""
    document, findings, finding = _finding(request, id, number)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, document, findings, finding, form)
    actions.accept_finding(
        by=request.user, document=document, said=finding.reason, reason=form.cleaned_data["reason"],
        findings=[one.finding for one in findings if one.finding.key == finding.finding.key],
    )  # fmt: skip
    messages.success(request, _("Fyndet är godtaget. Det kan ångras här."))
    return _back(request, document, number)


@allowed("accept_finding")
@require_POST
def withdraw(request: Any, id: UUID, number: int) -> HttpResponse:
    """Take an acceptance back."""
    document, _findings, finding = _finding(request, id, number)
    actions.withdraw_acceptance(by=request.user, document=document, finding=finding.finding)
    messages.success(request, _("Fyndet är inte längre godtaget."))
    return _back(request, document, number)


@allowed("see_checks")
@require_safe
def picture(request: Any, id: UUID, page: int) -> HttpResponse:
    """A page with findings as a picture, drawn when the document was read."""
    rows = CheckedPage.objects.in_association(request.association).filter(document_id=id, page=page)
    return HttpResponse(bytes(found(rows.first()).content), content_type="image/png")


def _finding(request: Any, id: UUID, number: int) -> tuple[CheckedDocument, tuple[Told, ...], Told]:
    document = checked_document(request, id)
    findings = told(document)
    return document, findings, found(findings[number - 1] if 1 <= number <= len(findings) else None)


def _back(request: Any, document: CheckedDocument, number: int) -> HttpResponse:
    chosen = chosen_of(request.POST)
    answer = redirect("checks-finding", document.pk, number)
    answer["Location"] += f"?visa={chosen}" if chosen else ""
    return answer


def _page(
    request: Any, document: CheckedDocument, findings: tuple[Told, ...], finding: Told, form: AcceptForm
) -> HttpResponse:
    chosen = chosen_of(request.GET or request.POST)
    others = [one.number for one in findings if one.is_in(chosen)]
    report = facts.examined_of(document).report
    values = {
        "document": document, "one": finding, "of": len(findings), "form": form, "chosen": chosen,
        "before": max((at for at in others if at < finding.number), default=None),
        "after": min((at for at in others if at > finding.number), default=None),
        "scenes": list(scenes(finding.finding, report, _pictures(document))), "has_pages": report.pages > 1,
    }  # fmt: skip
    return render(request, "reports/checks_finding.html", values, status=422 if form.errors else 200)


def _pictures(document: CheckedDocument) -> dict[int, CheckedPage]:
    rows = CheckedPage.objects.in_association(document.association).filter(document=document)
    return {one.page: one for one in rows.defer("content")}
