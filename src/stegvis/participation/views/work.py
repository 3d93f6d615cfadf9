"""Work in the background that a draft waits for: how far it is, and on to what came out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from stegvis.associations.permissions import allowed, found


@allowed("see_own_figures")
@require_safe
def job(request: Any, side: Any, id: Any) -> HttpResponse:
    """The work; when it is done, the page that it was asked for. The part that changes is fetched by itself."""
    row, asked_for_the_part = found(side.job(request.association, id)), bool(request.headers.get("HX-Request"))
    if row.state == "done":
        address = row.result["address"]
        return HttpResponse(headers={"HX-Redirect": address}) if asked_for_the_part else redirect(address)
    if asked_for_the_part and row.is_over:
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = "participation/job_part.html" if asked_for_the_part else "participation/job.html"
    return render(request, template, {"job": row, "draft_id": row.arguments["draft"]})
