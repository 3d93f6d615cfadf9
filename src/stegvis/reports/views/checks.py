"""Checking finished reports: drop a file, what was checked before, a document's findings in all, compared, removed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from stegvis.associations.models import Job
from stegvis.associations.permissions import allowed, found, may
from stegvis.reports import actions, facts
from stegvis.reports.forms import DocumentForm
from stegvis.reports.models import CheckedDocument
from stegvis.reports.views import checks_guide
from stegvis.reports.views.checks_shown import chosen_of, filters, standings, told, told_once
from stegvis.reports.views.report_state import moment, names_of

_PAGE = 20
#: How many earlier documents are offered to compare with, or as what a new one is a version of.
_OFFERED = 50
State = CheckedDocument.State
CONTENT_TYPES = {"json": "application/json", "html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@allowed("see_checks")
@require_safe
def start(request: Any) -> HttpResponse:
    """What checking is for, the place to drop a file, and what was checked before."""
    return _start(request, DocumentForm(documents=_offered(request)))


@allowed("check_document")
@require_POST
def receive(request: Any) -> HttpResponse:
    """Take a dropped file in."""
    offered = _offered(request)
    form = DocumentForm(request.POST, request.FILES, documents=offered)
    if not form.is_valid():
        return _start(request, form)
    file, earlier = form.cleaned_data["file"], form.cleaned_data.get("earlier", "")
    document = actions.receive_document(
        by=request.user, association=request.association, name=file.name, chunks=file.chunks(),
        earlier=next((one for one in offered if str(one.pk) == earlier), None),
    )  # fmt: skip
    return redirect("checks-one", document.pk)


def _start(request: Any, form: DocumentForm) -> HttpResponse:
    page = Paginator(_rows(request), _PAGE).get_page(request.GET.get("sida"))
    values = {"form": form, "history": page, "lines": _history(request, page.object_list)}
    return render(request, "reports/checks.html", values, status=422 if form.errors else 200)


def _history(request: Any, documents: Any) -> list[dict[str, Any]]:
    rows = list(documents)
    accepted = facts.accepted(request.association, {one.series for one in rows})
    names = names_of({one.made_by for one in rows})
    return [
        {"document": one, "by": names.get(one.made_by, ""), "left": facts.left_of(one, accepted)}
        for one in rows
    ]  # fmt: skip


@allowed("see_checks")
@require_safe
def one(request: Any, id: UUID) -> HttpResponse:
    """A document: being read, or what was found in it."""
    document = checked_document(request, id)
    if document.state == State.RECEIVED:
        return render(request, "reports/checks_waiting.html", {"document": document, "job": _job(document)})
    if document.state == State.UNREADABLE:
        why = facts.findings_in([document.outcome["why"]])[0]
        return render(request, "reports/checks_unreadable.html", {"document": document, "why": why})
    findings, chosen = standings(document), chosen_of(request.GET)
    shown = told(document, (one for one in findings if one.is_in(chosen)))
    others = others_of(request, document)
    since = document.outcome.get("since", {})
    return render(request, "reports/checks_one.html", {
        "document": document, "outcome": document.outcome, "chosen": chosen, "filters": filters(findings, chosen),
        "findings": list(told_once(shown)), "of": len(findings), "left": left_in(document),
        "accepted": told(document, (one for one in findings if one.accepted)), "first": first_left(findings),
        "at": moment(document.made_at), "by": names_of({document.made_by}).get(document.made_by, ""),
        "since": since, "earlier": next((one for one in others if str(one.pk) == since.get("earlier")), None),
        "others": others, "forms": actions.forms_of(document), "words": _words_since(document),
    })  # fmt: skip


@allowed("download")
@require_GET
def file(request: Any, id: UUID, kind: str) -> HttpResponse:
    """What was found, as a file to keep."""
    document = checked_document(request, id)
    if document.state != State.CHECKED:
        raise Http404
    language = request.LANGUAGE_CODE
    content = found(actions.hand_out_check(by=request.user, document=document, kind=kind, language=language))
    name = slugify(document.name.rsplit(".", 1)[0])[:80] or "dokument"
    headers = {"Content-Disposition": f'attachment; filename="granskning-{name}.{kind}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)


@allowed("check_document")
@require_POST
def again(request: Any, id: UUID) -> HttpResponse:
    """Have a document read and checked once more, by the words that are in force now."""
    document = checked_document(request, id)
    actions.check_again(by=request.user, document=document)
    return redirect("checks-one", document.pk)


@allowed("check_document")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Any, id: UUID) -> HttpResponse:
    """Say what will be lost, then remove a document with all that was read out of it."""
    document = checked_document(request, id)
    if document.edition_id is not None:
        raise Http404
    if request.method != "POST":
        return render(request, "reports/checks_remove.html", {"document": document})
    actions.remove_document(by=request.user, document=document)
    messages.success(request, _("%(name)s är borttaget, med allt som lästes ur det.") % {"name": document.name})
    return redirect("checks")


@allowed("see_checks")
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """All that is checked, by group."""
    return render(request, "reports/checks_guides.html", {"groups": list(checks_guide.overview())})


@allowed("see_checks")
@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """What a check is: what is held against what, what is tolerated, what to do."""
    return render(request, "reports/checks_guide.html", {"code": code.upper(), "html": found(checks_guide.page(code))})


def checked_document(request: Any, id: UUID) -> CheckedDocument:
    """The association's document with that id, without all that was read of it. Raises Http404."""
    rows = CheckedDocument.objects.in_association(request.association).select_related("association", "edition__report")
    row: CheckedDocument = found(rows.defer("examined", "edition__document").filter(pk=id).first())
    return row


def left_in(document: CheckedDocument) -> dict[str, int]:
    """How many findings of each weight are left in a document, and how many are accepted."""
    return facts.left_of(document, facts.accepted(document.association, (document.series,)))


def first_left(findings: Any) -> int:
    """The number of the first finding that is not accepted; 0 where there is none."""
    return next((one.number for one in findings if not one.accepted), 0)


def _words_since(document: CheckedDocument) -> dict[str, bool]:
    """Whether own words were used when a document was checked, and whether others are in force now."""
    now, used = facts.words_in_force(document.association), document.outcome.get("words", "")
    return {"used": bool(used), "changed": used != (str(now.pk) if now else "")}


def _rows(request: Any) -> Any:
    rows = CheckedDocument.objects.in_association(request.association)
    return rows.defer("examined").select_related("edition__report").defer("edition__document")


def _offered(request: Any) -> list[CheckedDocument]:
    """The latest version of each document of somebody else's."""
    if not may(request.user, "check_document", request.association):
        return []
    latest: dict[UUID, CheckedDocument] = {}
    for row in _rows(request).filter(edition=None)[: 4 * _OFFERED]:
        latest.setdefault(row.series, row)
    return list(latest.values())[:_OFFERED]


def others_of(request: Any, document: CheckedDocument) -> list[CheckedDocument]:
    """Earlier documents that one can be compared with, the latest first."""
    rows = _rows(request).filter(state=State.CHECKED, made_at__lt=document.made_at)
    return list(rows.exclude(pk=document.pk)[:_OFFERED])


def _job(document: CheckedDocument) -> Job | None:
    jobs = Job.objects.in_association(document.association).filter(kind="check_document")
    latest: Job | None = jobs.filter(arguments__document=str(document.pk)).order_by("-asked_at").first()
    return latest
