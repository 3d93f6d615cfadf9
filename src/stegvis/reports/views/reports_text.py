"""The report's editor: the outline, the text, and what can be put into it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.associations.permissions import allowed
from stegvis.associations.rows import Conflict
from stegvis.reports.forms import NarrativeForm, mark_of
from stegvis.reports.models import Narrative
from stegvis.reports.views import report_writing as writing
from stegvis.reports.views.report_figures import choices, nearest
from stegvis.reports.views.report_findings import Shown, said
from stegvis.reports.views.report_live import LiveReport
from stegvis.reports.views.report_outline import Contents, Place, contents, sheet_parts, texts_of
from stegvis.reports.views.report_state import moment


@allowed("edit_report")
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Any, year: int, section: str) -> HttpResponse:
    """A section to write in. What its buttons do is the same with and without a script."""
    outline = contents(request.association, year)
    place = outline.find(section)
    if place is None:
        return _not_this_year(request, year, section)
    if request.method != "POST":
        return render(request, "reports/report_text.html", _editor(request, year, outline, place))
    return _asked(request, year, outline, place)


@allowed("edit_report")
@require_POST
def save(request: Any, year: int, section: str) -> HttpResponse:
    """The page saves by itself: when, the faults in the text, or that somebody else was there first."""
    place, form = _place(request, year, section), NarrativeForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/report_saved.html", {"form": form, "place": place, "year": year})
    try:
        row = writing.save(request, year, section, form, goes_on=True)
    except Conflict as conflict:
        values = {"conflict": True, "by": writing.writer_of(conflict.row), "place": place, "year": year}  # type: ignore[arg-type]
        return render(request, "reports/report_saved.html", values)
    values = {"row": row, "mark": mark_of(row.version, row.text), "place": place, "year": year, "out_of_band": True}
    faults = faults_of(LiveReport(request.association, year, timezone.localdate()), section, row.text)
    return render(request, "reports/report_saved.html", {**values, "at": moment(timezone.now()), "faults": faults})


@allowed("edit_report")
@require_POST
def preview(request: Any, year: int, section: str) -> HttpResponse:
    """The section as it will be printed with what stands in the page, saved or not."""
    values = _printed(request, year, _place(request, year, section), request.POST.get("text", ""))
    return render(request, "reports/report_preview.html", values)


@allowed("edit_report")
@require_safe
def figures(request: Any, year: int) -> HttpResponse:
    """The figures to put in, found by typing."""
    live = LiveReport(request.association, year, timezone.localdate())
    asked = request.GET.get("figure", "")[:100]
    return render(request, "reports/report_figures.html", {"figures": choices(live.material, asked), "asked": asked})


def faults_of(live: LiveReport, section: str, text: str) -> tuple[Shown, ...]:
    """The faults of a text, each with its line and the name that is most like the one that is unknown."""
    return tuple(
        Shown(
            one.severity, said(one), line=one.where.line,
            name=nearest(live.material, one.values.get("name", "")) if one.code == "DOC-001" else "",
        )
        for one in live.faults(section, text)
    )  # fmt: skip


def _asked(request: Any, year: int, outline: Contents, place: Place) -> HttpResponse:
    """What one of the form's buttons asks for."""
    form = NarrativeForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/report_text.html", _editor(request, year, outline, place, form), status=422)
    asked = request.POST.get("do", "save")
    if asked in {"preview", "find", "copy"}:
        return render(request, "reports/report_text.html", _unsaved(request, year, outline, place, form, asked))
    try:
        writing.save(request, year, place.section, form)
    except Conflict as conflict:
        return _both(request, year, place, form, conflict.row)  # type: ignore[arg-type]
    messages.success(request, _("”%(heading)s” är sparad.") % {"heading": place.heading})
    return redirect("reports-text", year, place.section)


def _both(request: Any, year: int, place: Place, form: NarrativeForm, theirs: Narrative) -> HttpResponse:
    """Both texts beside each other, and the choice. Nothing is saved until it is made."""
    values = {
        "year": year, "place": place, "mine": form.cleaned_data["text"], "state": form.cleaned_data["state"],
        "theirs": theirs.text, "by": writing.writer_of(theirs), "mark": mark_of(theirs.version, theirs.text),
        "at": moment(theirs.saved_at) if theirs.saved_at else "",
    }  # fmt: skip
    return render(request, "reports/report_conflict.html", values, status=409)


def _editor(
    request: Any, year: int, outline: Contents, place: Place, form: NarrativeForm | None = None
) -> dict[str, Any]:
    """What the editor's page shows. A form that was sent keeps what was written."""
    held = writing.held(request, year, place.section)
    live = LiveReport(request.association, year, timezone.localdate())
    written = held.text if form is None else form.data.get("text", "")
    before, after = outline.neighbours(place.section)
    return {
        "year": year, "outline": outline, "place": place, "form": form, "text": written, "before": before, "after": after,
        "state": held.state if form is None else form.data.get("state", held.state),
        "mark": held.mark if form is None else form.data.get("seen", held.mark),
        "states": NarrativeForm.base_fields["state"].choices,  # type: ignore[attr-defined]
        "at": moment(held.row.saved_at) if held.row and held.row.saved_at else "",
        "versions": held.row.changes.count() if held.row else 0,
        "faults": faults_of(live, place.section, written),
        "figures": choices(live.material, ""),
        "follows": live.follows(place),
        "sheet": next((one.heading for one in outline.sheets if place in one.places), ""),
        "last_year": texts_of(request.association, year - 1).get(place.section),
    }  # fmt: skip


def _unsaved(
    request: Any, year: int, outline: Contents, place: Place, form: NarrativeForm, asked: str
) -> dict[str, Any]:
    """The page without a script, with what was asked for and what was written kept."""
    values = _editor(request, year, outline, place, form) | {"is_unsaved": True}
    live = LiveReport(request.association, year, timezone.localdate())
    if asked == "preview":
        values |= _printed(request, year, place, values["text"]) | {"shows_preview": True}
    elif asked == "find":
        values["asked"] = request.POST.get("figure", "")[:100]
        values["figures"] = choices(live.material, values["asked"])
    elif values["last_year"]:
        values["text"] = "\n\n".join(part for part in (values["text"].rstrip(), values["last_year"].text) if part)
    return values


def _printed(request: Any, year: int, place: Place, written: str) -> dict[str, Any]:
    live = LiveReport(request.association, year, timezone.localdate())
    return {
        "place": place,
        "html": live.printed(place, written),
        "faults": faults_of(live, place.section, written),
    }


def _place(request: Any, year: int, section: str) -> Place:
    found = contents(request.association, year).find(section)
    if found is None:
        raise Http404
    return found


def _not_this_year(request: Any, year: int, section: str) -> HttpResponse:
    """An initiative that was run another year has no sheet in this one; another name is no section."""
    from stegvis.initiatives.models import Initiative

    kind, _slash, rest = section.partition("/")
    code, _slash, part = rest.partition("/")
    own = Initiative.objects.in_association(request.association).filter(code=code)
    if kind == "initiatives" and part in {one.id for one in sheet_parts()} and own.exists():
        return redirect("reports", year)
    raise Http404
