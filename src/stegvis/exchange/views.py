"""Bringing a package in: sent, read in the background, shown with every finding, confirmed, done. Nothing before that."""

from contextlib import suppress
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from stegvis.associations.models import Job, User
from stegvis.associations.permissions import allowed, found
from stegvis.core.findings import Severity
from stegvis.exchange import actions
from stegvis.exchange.findings_csv import findings_csv
from stegvis.exchange.forms import UploadForm
from stegvis.exchange.history import brought_in
from stegvis.exchange.keeping import PERSONS
from stegvis.exchange.replacing import FileChange
from stegvis.exchange.words import WORDS, title_of
from stegvis.reports import facts
from stegvis.reports.models import Upload

_PAGE = 20


@allowed("import_package")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Any) -> HttpResponse:
    """Send a package, and see what has been brought in before."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        return redirect("import-one", _receive(request, form.cleaned_data["package"]).pk)
    history = Paginator(brought_in(request.association), _PAGE).get_page(request.GET.get("sida"))
    values = {"form": form, "history": history}
    return render(request, "exchange/start.html", values, status=422 if form.errors else 200)


def _receive(request: Any, file: Any) -> Upload:
    upload, _job = actions.receive_upload(
        by=request.user, association=request.association, name=file.name, chunks=file.chunks()
    )
    return upload


@allowed("import_package")
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """What a package is and what files it can hold."""
    return render(request, "exchange/contents.html", {"files": WORDS})


@allowed("import_package")
@require_safe
def one(request: Any, id: UUID) -> HttpResponse:
    """One package on its way in: being read, its findings and what it would do, being brought in, or what it did."""
    upload = _upload(request, id)
    findings = facts.findings_in(upload.findings)
    return render(request, "exchange/one.html", {
        "upload": upload, "job": _job(upload), "findings": findings, "counts": _counts(findings),
        "has_persons": any(found.code == PERSONS for found in findings),
        "by": User.objects.filter(pk=upload.made_by).first() if upload.made_by else None, "changes": _changes(upload),
        "year": _latest_year(request) if upload.state == Upload.State.IMPORTED else None,
    })  # fmt: skip


@allowed("import_package")
@require_GET
def findings(request: Any, id: UUID) -> HttpResponse:
    """A package's findings as a table to work through."""
    upload = _upload(request, id)
    text = findings_csv(facts.findings_in(upload.findings), request.LANGUAGE_CODE)
    actions.hand_out_findings(by=request.user, upload=upload)
    name = _("fynd") + f"-{upload.made_at:%Y-%m-%d}.csv"
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{name}"',
    })  # fmt: skip


@allowed("import_package")
@require_POST
def confirm(request: Any, id: UUID) -> HttpResponse:
    """Bring it in. Asked for twice it is done once."""
    upload = _upload(request, id)
    with suppress(actions.NotWaiting):  # the page says where it is
        actions.confirm_upload(by=request.user, upload=upload)
    return redirect("import-one", upload.pk)


@allowed("import_package")
@require_POST
def withdraw(request: Any, id: UUID) -> HttpResponse:
    """Do not bring it in, and remove the file."""
    upload = _upload(request, id)
    try:
        actions.withdraw_upload(by=request.user, upload=upload)
    except actions.NotWaiting:
        return redirect("import-one", upload.pk)
    messages.success(request, _("Filen är borttagen. Inget är ändrat."))
    return redirect("import")


def _upload(request: Any, id: UUID) -> Upload:
    row: Upload = found(Upload.objects.in_association(request.association).filter(pk=id).first())
    return row


def _job(upload: Upload) -> Job | None:
    """The latest work with it: a new one when the first was tried again."""
    jobs = Job.objects.in_association(upload.association_id).filter(kind="import_package")
    latest: Job | None = jobs.filter(arguments__upload=str(upload.pk)).order_by("-asked_at").first()
    return latest


def _counts(findings: Any) -> dict[str, int]:
    """How many findings there are of each severity."""
    return {f"{one.lower()}s": sum(found.severity is one for found in findings) for one in Severity}


def _changes(upload: Upload) -> dict[str, Any]:
    """What bringing it in does, file by file, as a table and in all."""
    files = [FileChange(**row) for row in upload.result]
    numbers = ("added", "changed", "unchanged", "removed")
    return {
        "files": [{"title": title_of(one.file), **asdict(one)} for one in files],
        "is_nothing": all(one.is_nothing for one in files),
        **{name: sum(getattr(one, name) for one in files) for name in numbers},
    }


def _latest_year(request: Any) -> int | None:
    return next(iter(facts.years(request.association)), None)
