"""The initiatives of a year: who runs them, how many took part, what was planned and what it came to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words
from django.views.decorators.http import require_safe

from stegvis.assemble.initiatives import PARTICIPANTS, Counted
from stegvis.associations.permissions import allowed, found
from stegvis.core.document import Chart, ChartKind, Series
from stegvis.core.money import ZERO
from stegvis.core.package import Initiative
from stegvis.core.tables import RefusedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.finance.views import written
from stegvis.finance.views.tables import line_address
from stegvis.finance.views.words import CATEGORIES
from stegvis.render import numbers
from stegvis.reports.views.initiative_figures import Initiatives, InitiativeYear
from stegvis.reports.views.pictures import alt_of, component, picture
from stegvis.reports.views.places import address, of_table

KINDS: Mapping[str, str | Promise] = {kind: CATEGORIES[kind] for kind in ("individual", "structural", "support")}
SEXES: Mapping[str, str | Promise] = {
    "woman": words("Kvinnor"),
    "man": words("Män"),
    "unknown": words("Uppgift saknas"),
    "not_collected": words("Inte per kön"),
    TOTAL: words("Deltagare"),
}


@allowed("see_initiatives")
@require_safe
def initiatives(request: Any, year: int) -> HttpResponse:
    """The year's initiatives by kind, filtered by words and kind."""
    known = Initiatives(request.association, year)
    asked = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("slag", "")
    every = request.GET.get("visa") == "alla"
    running = [one for one in known.every if one.runs_in(year)]
    chosen = [one for one in (known.every if every else running) if _matches(known, one, asked, kind)]
    groups = [(code, [one for one in chosen if one.kind == code]) for code in KINDS]
    values = {
        "year": year,
        "is_empty": not known.every,
        "kinds": KINDS,
        "kind": kind,
        "q": asked,
        "shows_every": every,
        "others": len(known.every) - len(running),
        "count": len(chosen),
        "tables": [_table(known, code, some) for code, some in groups if some],
        "chart": _shown(known, chart_of(known)) if not (asked or kind) else None,
        "refused": [one.title for one in known.material(year).named(PARTICIPANTS) if isinstance(one, RefusedTable)],
    }
    return render(request, "reports/initiatives.html", values)


def _matches(known: Initiatives, one: Initiative, asked: str, kind: str) -> bool:
    said = f"{one.name} {known.owners(one)} {one.target_group} {one.orientation}".casefold()
    return all(word in said for word in asked.casefold().split()) and (not kind or one.kind == kind)


def _shown(known: Initiatives, chart: Chart | None) -> dict[str, object] | None:
    return component(chart, partial(address, "initiatives-chart", known.year), corner=_("Insats")) if chart else None


@allowed("see_initiatives")
@require_safe
def picture_of(request: Any, year: int, width: int) -> HttpResponse:
    """The picture of participants by initiative and sex."""
    return picture(request, found(chart_of(Initiatives(request.association, year))), width)


def chart_of(known: Initiatives) -> Chart | None:
    """Participants in each initiative, women and men: released numbers, a protected one is no bar but two dots."""
    years = [(one, known.of(one, known.year)) for one in known.every if one.runs_in(known.year)]
    drawn = [(one, year) for one, year in years if year.total.hidden or year.total.value]
    sexes = [sex for sex in ("woman", "man") if all(sex in year.counts for _one, year in drawn)]
    if len(drawn) < 2 or not sexes:
        return None
    labels = tuple(one.name for one, _year in drawn)
    counts = [(str(SEXES[sex]), [year.counts[sex].value for _one, year in drawn]) for sex in sexes]
    series = tuple(
        Series(name, tuple(None if value is None else Decimal(value) for value in values)) for name, values in counts
    )
    chart = Chart("deltagare", ChartKind.BARS, _title(known, drawn), "", labels, series)
    return replace(chart, alt=alt_of(_("Antal deltagare"), chart))


def _title(known: Initiatives, drawn: Sequence[tuple[Initiative, InitiativeYear]]) -> str:
    """Where most took part; only what is drawn where a protected number or a tie leaves it open."""
    totals = [(year.total.value or 0, one.name) for one, year in drawn]
    most, name = max(totals)
    if any(year.total.hidden for _one, year in drawn) or [value for value, _name in totals].count(most) > 1:
        return _("Deltagare i varje insats %(year)s") % {"year": known.year}
    return _("Flest deltagare i %(name)s %(year)s") % {"name": name, "year": known.year}


def _table(known: Initiatives, kind: str, some: Sequence[Initiative]) -> dict[str, Any]:
    years = {one.id: known.of(one, known.year) for one in some}
    before = {one.id: known.of(one, known.year - 1) for one in some}
    counted = any(year.total.hidden or year.total.value for year in (*years.values(), *before.values()))
    sexes = [sex for sex in known.sexes(known.year) if counted and _is_said(years.values(), sex)]
    columns = tuple(_columns(known, sexes, some, counted=counted))
    rows: list[dict[str, Any]] = [
        {"cells": [_cell(known, name, one, years[one.id], before[one.id]) for name, _label in columns]} for one in some
    ]
    rows.append({"kind": "total", "cells": [_total(name, list(years.values())) for name, _label in columns]})
    return {
        "id": kind,
        "caption": KINDS[kind],
        "unit": _("belopp i %(unit)s") % {"unit": known.unit},
        "columns": [{"label": label, "numeric": name != "name"} for name, label in columns],
        "rows": rows if len(some) > 1 else rows[:-1],
        "hidden": any(year.total.hidden for year in (*years.values(), *before.values())),
        "notes": list(_notes(known, some, counted=counted)),
    }


def _is_said(years: Any, sex: str) -> bool:
    """Whether the column of a sex has anything: a number, or one that is protected."""
    counts = [year.counts[sex] for year in years if sex in year.counts]
    return any(one.hidden or one.value for one in counts)


def _columns(
    known: Initiatives, sexes: Sequence[str], some: Sequence[Initiative], *, counted: bool
) -> Iterator[tuple[str, Any]]:
    yield "name", _("Insats")
    for sex in sexes:
        yield f"sex:{sex}", SEXES.get(sex, sex)
    if counted:
        yield "before", _("Deltagare %(year)s") % {"year": known.year - 1}
    if any(one.planned_participants is not None for one in some):
        yield "planned", _("Planerat")
    yield "budget", _("Budget")
    yield "outcome", _("Utfall")
    if counted:
        yield "cost", _("Kostnad per deltagare")


def _cell(known: Initiatives, name: str, one: Initiative, this: InitiativeYear, before: InitiativeYear) -> Any:
    here = reverse("initiatives-one", args=[known.year, one.id])
    if name.startswith("sex:"):
        return count_cell(this.counts[name.removeprefix("sex:")], known.year)
    money = money_address(this)
    cells: dict[str, Any] = {
        "name": {"text": one.name, "href": here, "below": f"{known.owners(one)}, {time_of(one)}"},
        "before": count_cell(before.total, known.year - 1) | {"before": True},
        "planned": numbers.NONE if one.planned_participants is None else written.whole(one.planned_participants),
        "budget": {"text": written.whole(this.budget), "href": money if this.budget is not None else ""},
        "outcome": {"text": written.whole(this.outcome), "href": money if this.outcome is not None else ""},
        "cost": {"text": cost_words(known, this), "hidden": this.total.hidden, "href": here if this.cost else ""},
    }
    return cells[name]


def count_cell(counted: Counted, year: int) -> dict[str, Any]:
    """A released count with the table it is in; `..` where it is protected."""
    if not counted.hidden and counted.value is None:
        return {"text": numbers.NONE}
    return {
        "text": numbers.count(counted.value, written.language()),
        "hidden": counted.hidden,
        "href": of_table(PARTICIPANTS, year),
    }


def cost_words(known: Initiatives, this: InitiativeYear) -> str:
    """What a participant cost: `..` where the number of participants is protected."""
    if this.total.hidden and this.outcome is not None:
        return numbers.HIDDEN
    return numbers.NONE if this.cost is None else numbers.number(this.cost, known.cost_decimals, written.language())


def money_address(this: InitiativeYear) -> str:
    """Where the initiative's money is shown: its own budget line, or the whole budget where it has several."""
    return (
        line_address(this.year, "operating", this.lines[0]) if len(this.lines) == 1 else address("economy", this.year)
    )


def time_of(one: Initiative) -> str:
    """`2020–2026`, `från 2021`."""
    if one.starts and one.ends:
        return (
            f"{one.starts.year}\u2060–\u2060{one.ends.year}"
            if one.starts.year != one.ends.year
            else str(one.starts.year)
        )
    if one.starts:
        return _("från %(year)s") % {"year": one.starts.year}
    return _("till %(year)s") % {"year": one.ends.year} if one.ends else _("tills vidare")


def _total(name: str, years: Sequence[InitiativeYear]) -> Any:
    """Money is added; participants are not, since the same person may be in several."""
    if name == "name":
        return _("Summa")
    amounts = [year.budget if name == "budget" else year.outcome for year in years]
    if name not in ("budget", "outcome") or None in amounts:
        return {"text": "", "words": True}
    return written.whole(sum((one or ZERO for one in amounts), ZERO))


def _notes(known: Initiatives, some: Sequence[Initiative], *, counted: bool) -> Iterator[str]:
    if counted:
        yield _("Deltagare är publicerade tal. De läggs inte ihop, för samma person kan vara med i flera insatser.")
        yield _(
            "Kostnad per deltagare är utfallet delat med antalet deltagare och visas bara där antalet är publicerat."
        )
    for label, names in known.shared((one.id for one in some), known.year):
        yield _("%(label)s avser flera insatser och står inte i raderna: %(names)s.") % {"label": label, "names": names}
