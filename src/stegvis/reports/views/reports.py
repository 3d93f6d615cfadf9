"""The reports of a year: how far the annual report has come, making it, reading it, and its files."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from stegvis.associations.permissions import allowed, found, may
from stegvis.reports import actions, facts
from stegvis.reports.models import Edition
from stegvis.reports.views import report_pages
from stegvis.reports.views.report_outline import EMPTY, contents
from stegvis.reports.views.report_state import changed_since, last_job, moment, state_of

ANNUAL = "annual"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@allowed("see_report")
@require_safe
def reports(request: Any, year: int) -> HttpResponse:
    """The year's annual report: what is written, what has been made of it, and what is left to mend."""
    outline = contents(request.association, year)
    may_edit = may(request.user, "edit_report", request.association)
    editions = facts.editions(request.association, ANNUAL, year)
    values = {
        "year": year,
        "outline": outline,
        "written": len([one for one in outline.places if one.section]) - outline.count(EMPTY),
        "of": len([one for one in outline.places if one.section]),
        "job": last_job(request.association, year, running=True),
        "state": state_of(request.association, year, editions, outline, may_edit=may_edit),
        "may_edit": may_edit,
    }
    return render(request, "reports/reports.html", values)


@allowed("build_report")
@require_POST
def make(request: Any, year: int) -> HttpResponse:
    """Have the report made in the background; a report that is being made already is not made twice."""
    running = last_job(request.association, year, running=True)
    address = reverse("reports", args=[year])
    job = running or actions.make_report(by=request.user, association=request.association, year=year, address=address)
    return redirect("job", job.pk)


@allowed("see_report")
@require_safe
def read_latest(request: Any, year: int) -> HttpResponse:
    """The latest edition from its beginning."""
    edition = _editions(request, year).first()
    return _to_beginning(edition, year) if edition else redirect("reports", year)


@allowed("see_report")
@require_safe
def read(request: Any, year: int, number: int, section: str) -> HttpResponse:
    """A section of an edition, as it is printed."""
    edition = _editions(request, year).filter(number=number).first()
    if edition is None:
        return redirect("reports-read-latest", year)
    whole = report_pages.reading(edition)
    page = whole.find(section)
    if page is None:
        return _to_beginning(edition, year)
    before, after = whole.neighbours(page)
    values = {
        "year": year, "edition": edition, "whole": whole, "page": page, "before": before, "after": after,
        "at": moment(edition.made_on), "html": report_pages.page_html(edition, whole, page),
        "changed": changed_since(request.association, year, edition, contents(request.association, year)),
    }  # fmt: skip
    return render(request, "reports/report_read.html", values)


@allowed("download")
@require_GET
def file(request: Any, year: int, number: int, kind: str) -> HttpResponse:
    """One of the files of an edition, to keep."""
    edition = found(_editions(request, year).filter(number=number).first())
    content = found(actions.hand_out_file(by=request.user, edition=edition, kind=kind))
    headers = {"Content-Disposition": f'attachment; filename="arsredovisning-{year}.{kind}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)


@allowed("check_document")
@require_POST
def check(request: Any, year: int, number: int) -> HttpResponse:
    """Have an edition read back from its PDF and checked, where that was never done."""
    edition = found(_editions(request, year).select_related("association", "report").filter(number=number).first())
    document = actions.check_edition(by=request.user, edition=edition)
    return redirect("checks-one", document.pk)


def _editions(request: Any, year: int) -> Any:
    rows = Edition.objects.in_association(request.association).filter(report__kind=ANNUAL, report__year=year)
    return rows.defer("document")


def _to_beginning(edition: Edition, year: int) -> HttpResponse:
    first = report_pages.reading(edition).pages[0]
    return redirect("reports-read", year, edition.number, first.id)
