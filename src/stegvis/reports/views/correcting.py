"""A published table in every version, and the office's correction of a figure in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.assemble.corrections import cell_name, corrections
from stegvis.associations.permissions import allowed, found
from stegvis.associations.rows import Conflict
from stegvis.core.catalogue import CATALOGUE
from stegvis.core.findings import Finding
from stegvis.core.periods import Period
from stegvis.core.tables import Key, ReleasedTable
from stegvis.core.versions import changes
from stegvis.finance.views.written import language
from stegvis.render import layout, numbers, table_words
from stegvis.reports import actions
from stegvis.reports.facts import Version, versions
from stegvis.reports.forms import CorrectionForm
from stegvis.reports.views import places
from stegvis.reports.views import statistics_words as words


def _versions(request: Any, year: int, name: str) -> tuple[Version, ...]:
    """Every version of the table asked for, latest first; 404 where it has not been released."""
    found(CATALOGUE.get(name))
    party = request.GET.get("part", "")
    return found(versions(request.association, Period.year(year), name, party) or None)


@allowed("see_statistics")
@require_safe
def every_version(request: Any, year: int, name: str) -> HttpResponse:
    """What has been published of a table, version by version, and what was new in each."""
    every = _versions(request, year, name)
    asked = request.GET.get("version", "")
    shown = found(next((one for one in every if str(one.number) == asked), None)) if asked else every[0]
    before = next((one for one in every if one.number < shown.number), None)
    title = words.title_of(CATALOGUE[name])
    values = {
        "name": name, "title": title, "versions": every, "shown": shown, "before": before,
        "part": request.GET.get("part", ""), "figures": figures(shown.table, f"{title}, {year}"),
        "changes": _changes(before.table, shown.table) if before else None,
        "corrections": tuple(corrections(shown.table, language())),
    }  # fmt: skip
    return render(request, "reports/versions.html", values)


def _changes(before: ReleasedTable, after: ReleasedTable) -> list[str] | None:
    differing = changes(before, after)
    if differing is None:
        return None
    said = _("%(cell)s: %(after)s i stället för %(before)s")
    return [
        said
        % {"cell": cell_name(after.head, one.key, language()), "after": _count(one.after), "before": _count(one.before)}
        for one in differing
    ]


def _count(value: int | None) -> str:
    return numbers.count(value, language())


def figures(table: ReleasedTable, caption: str, inputs: Mapping[Key, dict[str, Any]] | None = None) -> dict[str, Any]:
    """A table as the component takes it. `inputs`: what stands in the cells that can be written in."""
    replaced = {one.key for one in table.corrections}
    head = table_words.head_in(table.head, language())
    down = head.dimensions[-2] if len(head.dimensions) > 1 else head.dimensions[0]
    corner = table_words.dimension_of(down.name, language())
    labels = layout.columns(head, _("Antal"), table_words.amount_of(head, language()))
    laid = layout.component(
        head, corner, labels, lambda key: _cell(table, key, replaced, inputs), lambda key: _amount(table, key)
    )
    return {"id": f"tabell-{table.head.name}", "caption": caption, **laid}


def _amount(table: ReleasedTable, key: Key) -> dict[str, Any]:
    amount = table.amounts.get(key)
    return {"text": numbers.told(amount, language()), "hidden": amount is None}


def _cell(
    table: ReleasedTable, key: Key, replaced: set[Key], inputs: Mapping[Key, dict[str, Any]] | None
) -> dict[str, Any]:
    value = table.cells[key]
    cell = {"text": _count(value), "hidden": value is None, "corrected": key in replaced}
    return cell | {"input": inputs[key]} if inputs and key in inputs else cell


@allowed("correct_figure")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Any, year: int, name: str) -> HttpResponse:
    """Replace figures of a published table, in the open."""
    every = _versions(request, year, name)
    latest = every[0]
    cells = list(enumerate(latest.table.head.keys()))
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial={"version": latest.number})
    sent = {key: request.POST.get(f"cell-{place}", "") for place, key in cells}
    faults: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        # What is new is told from the version that the writer had before them: a second click says the same again.
        given = next((one for one in every if one.number == form.cleaned_data["version"]), latest)
        values = form.figures(given.table, sent)
        if values is not None:
            try:
                faults = _correct(request, year, latest.table, form, values)
            except Conflict:
                messages.error(
                    request, _("Tabellen har fått en ny version sedan du öppnade den. Se den och rätta igen.")
                )
                return redirect(_page(latest.table, year))
            if not faults:
                messages.success(request, _("Tabellen är rättad. Det som räknades står kvar bredvid."))
                return redirect(_page(latest.table, year))
    title = words.title_of(CATALOGUE[name])
    inputs = {key: {"name": f"cell-{place}", "value": sent[key] if request.method == "POST" else latest.table.cells[key],
                    "label": cell_name(latest.table.head, key, language())}
              for place, key in cells if latest.table.cells[key] is not None}  # fmt: skip
    values_of_page = {
        "name": name, "title": title, "form": form, "faults": faults, "back": _page(latest.table, year),
        "figures": figures(latest.table, f"{title}, {year}", inputs),
    }  # fmt: skip
    return render(request, "reports/correct.html", values_of_page, status=422 if form.errors or faults else 200)


def _correct(
    request: Any, year: int, table: ReleasedTable, form: CorrectionForm, values: dict[Key, int]
) -> tuple[Finding, ...]:
    wanted = actions.CorrectedTogether(
        values, form.cleaned_data["reason"], form.cleaned_data["source"], form.cleaned_data["sums_may_differ"]
    )
    return actions.correct_figures(
        by=request.user, association=request.association, period=Period.year(year), name=table.head.name,
        party=table.party, wanted=wanted, expected_version=form.cleaned_data["version"], on=timezone.localdate(),
    )  # fmt: skip


def _page(table: ReleasedTable, year: int) -> str:
    return places.of_table(table.head.name, year)


def links_of(table: ReleasedTable, year: int, *, may_correct: bool) -> Iterator[dict[str, str]]:
    """From a published table to its versions and, for who may, to its correction."""
    query = f"?{urlencode({'part': table.party})}" if table.party else ""
    yield {
        "label": _("Versioner"), "href": places.address("statistics-versions", year, table.head.name) + query,
    }  # fmt: skip
    if may_correct:
        yield {
            "label": _("Rätta ett tal"), "href": places.address("statistics-correct", year, table.head.name) + query,
        }  # fmt: skip
