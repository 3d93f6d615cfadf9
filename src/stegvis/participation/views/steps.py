"""The steps of a draft: tables, certificates, forms side by side, protected and audited, a named person's decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stegvis.associations.permissions import allowed
from stegvis.associations.rows import Conflict
from stegvis.core.catalogue import CATALOGUE
from stegvis.core.periods import Period
from stegvis.participation.actions import certifying, drafting
from stegvis.participation.actions.trying import is_current, proposals_of, trial_of
from stegvis.participation.forms import DecisionForm, TablesForm
from stegvis.participation.models import PublicationDraft
from stegvis.participation.views import findings_of_trial, forms_side_by_side
from stegvis.participation.views.shown import title_of, working_of
from stegvis.participation.views.walking import PROBLEMS, ask, draft_of, is_proposed, job_of, steps_of

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


def _page(request: Any, side: Any, draft: PublicationDraft, name: str, **values: Any) -> HttpResponse:
    form = values.get("form")
    values |= {
        "draft": draft, "steps": steps_of(draft, side, request.association, name),
        "problem": PROBLEMS.get(draft.problem, ""), "period": draft.period,
        "under_way": job_of(draft, side, request.association),
    }  # fmt: skip
    status = values.pop("status", 422 if form is not None and form.errors else 200)
    return render(request, f"participation/{name.removeprefix('figures-')}.html", values, status=status)


def _to_receipt(draft: PublicationDraft) -> HttpResponse:
    return redirect("figures-receipt", draft.pk)


def _changed(request: Any, draft: PublicationDraft, name: str) -> HttpResponse:
    messages.error(
        request, _("Utkastet har ändrats av någon annan sedan du öppnade det. Det du ser nu är det senaste.")
    )
    return redirect(name, draft.pk)


def _version(request: Any) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


@allowed("draft_publication")
@GET_AND_POST
def tables(request: Any, side: Any, id: Any) -> HttpResponse:
    """Choose among the tables in which something is counted; the others are listed as empty."""
    draft = draft_of(request, id)
    if draft.state != drafting.State.OPEN:
        return _to_receipt(draft)
    if draft.counted is None and request.method == "POST":
        return ask(request, side, draft, "count")
    own = side.own_titles(request.association)
    choices = [(name, title_of(name, own.get(name, ""))) for name in draft.counted or ()]
    form = TablesForm(
        choices, request.POST if request.method == "POST" else None,
        initial={"tables": draft.tables, "version": draft.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            drafting.choose_tables(
                by=request.user, draft=draft, names=form.cleaned_data["tables"],
                expected_version=form.cleaned_data["version"],
            )  # fmt: skip
        except Conflict:
            return _changed(request, draft, "figures-tables")
        return redirect("figures-certify", draft.pk)
    empty = [title_of(name, own.get(name, "")) for name in (*CATALOGUE, *own) if name not in (draft.counted or ())]
    return _page(request, side, draft, "figures-tables", form=form, empty=empty)


@allowed("certify_counts")
@GET_AND_POST
def certify(request: Any, side: Any, id: Any) -> HttpResponse:
    """Each initiative with something counted, what is certified of it, and who has done so."""
    draft = draft_of(request, id)
    if draft.state != drafting.State.OPEN:
        return _to_receipt(draft)
    if request.method == "POST":
        return _certify(request, side, draft)
    period, done = Period.parse(draft.period), side.done(request.association)
    names = side.initiatives(request.association)
    every = certifying.certifiable(request.association.pk, period, done=done)
    working = certifying.counts_to_certify(
        by=request.user, association_id=request.association.pk, period=period, names=names, done=done
    )
    lines = [{"one": one, "name": names.get(one.code, one.code)} for one in every]
    return _page(
        request, side, draft, "figures-certify", lines=lines, missing=sum(one.certificate is None for one in every),
        counted=working_of(working, "att-intyga", _("Deltaganden %(period)s") % {"period": draft.period}),
    )  # fmt: skip


def _certify(request: Any, side: Any, draft: PublicationDraft) -> HttpResponse:
    """Certify the initiatives that were ticked, as they were shown: a value is an initiative's id and its rows."""
    done = side.done(request.association)
    offered = {
        f"{one.id}:{one.rows}": one
        for one in certifying.certifiable(request.association.pk, Period.parse(draft.period), done=done)
    }
    wanted = request.POST.getlist("certify")
    if not wanted:
        messages.error(request, _("Kryssa i de insatser som du intygar."))
    changed = [one for one in wanted if one not in offered]
    for value in wanted:
        if value in offered:
            certifying.certify_counts(
                by=request.user, association_id=request.association.pk, initiative_id=offered[value].id,
                period=Period.parse(draft.period), rows=offered[value].rows, done=done,
            )  # fmt: skip
    if changed:
        messages.error(request, _("Raderna har ändrats sedan du öppnade sidan. Se antalen igen och intyga dem."))
    return redirect("figures-certify", draft.pk)


@allowed("draft_publication")
@GET_AND_POST
def coarsen(request: Any, side: Any, id: Any) -> HttpResponse:
    """The forms that each table could be published in, side by side; one is chosen."""
    draft = draft_of(request, id)
    if draft.state != drafting.State.OPEN:
        return _to_receipt(draft)
    if request.method == "POST" and request.POST.get("do") == "propose":
        return ask(request, side, draft, "propose")
    if request.method == "POST" and is_proposed(draft):
        chosen = forms_side_by_side.chosen_in(request.POST, proposals_of(draft))
        try:
            drafting.choose_forms(
                by=request.user, draft=draft, chosen={**draft.chosen, **chosen}, expected_version=_version(request)
            )
        except Conflict:
            return _changed(request, draft, "figures-coarsen")
        draft.refresh_from_db()
        return ask(request, side, draft, "try")
    asked = forms_side_by_side.choices_of(draft) if is_proposed(draft) else ()
    return _page(request, side, draft, "figures-coarsen", choices=asked, is_proposed=is_proposed(draft))


@allowed("draft_publication")
@GET_AND_POST
def check(request: Any, side: Any, id: Any) -> HttpResponse:
    """What would be published, what is hidden and why it cannot be narrowed, what was refused and what would do instead."""
    draft = draft_of(request, id)
    if draft.state != drafting.State.OPEN:
        return _to_receipt(draft)
    if request.method == "POST":
        return ask(request, side, draft, "try" if is_proposed(draft) else "propose")
    trial = trial_of(draft)
    shown = findings_of_trial.shown(trial, proposals_of(draft) if trial.outcome.refused else ()) if trial else None
    is_old = trial is not None and not is_current(draft, request.association.pk, side.material(request.association))
    return _page(request, side, draft, "figures-check", shown=shown, is_old=is_old)


@allowed("release_tables")
@GET_AND_POST
def decide(request: Any, side: Any, id: Any) -> HttpResponse:
    """A named person's decision, with its reason; then the tables are published."""
    draft = draft_of(request, id)
    if draft.state != drafting.State.OPEN:
        return _to_receipt(draft)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"version": draft.version})
    trial, stops = trial_of(draft), _stops(request, side, draft)
    if request.method == "POST" and form.is_valid() and not stops:
        try:
            is_new = drafting.decide(
                by=request.user, draft=draft, reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )  # fmt: skip
        except Conflict:
            return _changed(request, draft, "figures-decide")
        return ask(request, side, draft, "publish") if is_new else _to_receipt(draft)
    out, refusals = (trial.outcome.tables, trial.outcome.refused) if trial else ((), ())
    released = [(title_of(one.head.name, one.head.title), one.hidden, len(one.cells)) for one in out]
    refused = [title_of(one.name, one.title) for one in refusals]
    status = {"status": 422} if request.method == "POST" else {}
    return _page(
        request, side, draft, "figures-decide", form=form, stops=stops, released=released, refused=refused, **status
    )


def _stops(request: Any, side: Any, draft: PublicationDraft) -> list[tuple[str, str]]:
    """What must be done before a decision: its words, and the step that does it."""
    stops, trial = [], trial_of(draft)
    missing = [
        side.initiatives(request.association).get(one.code, one.code)
        for one in certifying.certifiable(
            request.association.pk, Period.parse(draft.period), done=side.done(request.association)
        )
        if one.certificate is None
    ]
    if missing:
        stops.append((_("Intyg saknas för: %(names)s.") % {"names": ", ".join(missing)}, "figures-certify"))
    if trial is None or not is_current(draft, request.association.pk, side.material(request.association)):
        stops.append((_("Tabellerna behöver skyddas och granskas som de är nu."), "figures-check"))
    elif not trial.outcome.tables:
        stops.append((_("Ingen av tabellerna kan publiceras så här. Välj en grövre form."), "figures-coarsen"))
    return stops
