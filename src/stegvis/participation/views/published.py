"""What has been published: the receipt of a decision, and each version of a table with what is new in it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.assemble.corrections import cell_name, corrections
from stegvis.associations.permissions import allowed, found
from stegvis.core.periods import Period
from stegvis.core.versions import changes
from stegvis.participation.actions.drafting import State, settle_draft
from stegvis.participation.models import PublicationDraft
from stegvis.participation.views.shown import language, table_of, title_of
from stegvis.render import numbers


@allowed("see_own_figures")
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: Any, side: Any, id: Any) -> HttpResponse:
    """What a decision led to; while it is carried out, how far it is. POST tries again where the work was cut off."""
    drafts = PublicationDraft.objects.in_association(request.association.pk)
    draft = drafts.filter(pk=id, deleted_at=None).first()
    publication = side.publication(request.association, id)
    if publication is None:
        return _not_yet(request, side, found(draft))
    if draft is not None and draft.state == State.DECIDED:
        settle_draft(draft.pk, request.association.pk)
    new = side.new_in(publication)
    own = side.own_titles(request.association)
    titles = {name: title_of(name, own.get(name, "")) for name in (*publication.tables, *publication.refused)}
    lines = [(name, titles[name], version, name in new) for name, version in publication.tables.items()]
    refused = [titles[name] for name in publication.refused]
    values = {"publication": publication, "lines": lines, "refused": refused}
    return render(request, "participation/receipt.html", values)


def _not_yet(request: Any, side: Any, draft: PublicationDraft) -> HttpResponse:
    if draft.state == State.OPEN:
        return redirect("figures-decide", draft.pk)
    job = side.job(request.association, draft.job) if draft.job else None
    if request.method == "POST" and (job is None or job.is_over):
        job = side.ask(request.association, draft.pk, "publish", by=request.user)
        PublicationDraft.objects.in_association(request.association.pk).filter(pk=draft.pk).update(job=job.pk)
        return redirect("figures-job", job.pk)
    if job is not None and not job.is_over:
        return redirect("figures-job", job.pk)
    return render(request, "participation/not_carried_out.html", {"draft": draft})


@allowed("see_own_figures")
@require_safe
def table(request: Any, side: Any, period: str, name: str) -> HttpResponse:
    """A published table: the latest version, or the one asked for, with what is new in it."""
    every = side.versions(request.association, found(_period(period)), name)
    asked = request.GET.get("version", "")
    found(every or None)
    shown = found(next((one for one in every if str(one.number) == asked), None)) if asked else every[0]
    before = next((one for one in every if one.number < shown.number), None)
    title = title_of(name, shown.table.head.title)
    values = {
        "title": title, "name": name, "period": period, "versions": every, "shown": shown, "before": before,
        "figures": table_of(shown.table, f"publicerad-{name}", caption=f"{title}, {period}"),
        "changes": _changes(before, shown) if before else None, "corrections": tuple(corrections(shown.table, language())),
    }  # fmt: skip
    return render(request, "participation/published.html", values)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _changes(before: Any, after: Any) -> list[str] | None:
    """What is new, cell by cell; None where the rows are others."""
    differing = changes(before.table, after.table)
    if differing is None:
        return None
    return [
        _("%(cell)s: %(after)s i stället för %(before)s") % {
            "cell": cell_name(after.table.head, one.key, language()), "after": numbers.count(one.after, language()),
            "before": numbers.count(one.before, language()),
        }
        for one in differing
    ]  # fmt: skip
