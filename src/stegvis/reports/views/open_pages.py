"""The public statistics pages of an association: no sign-in, only released tables, permanent addresses.

The address alone decides what is shown, its language too (`?sprak=en`), so that anyone may keep the answer.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from stegvis.associations.models import Association
from stegvis.associations.permissions import found, open_to
from stegvis.core.periods import Period
from stegvis.render.metadata import LICENCE_ADDRESS, Line, metadata
from stegvis.render.table_chart import chart_of
from stegvis.render.table_words import title_of
from stegvis.reports.facts import published_periods
from stegvis.reports.views.open_layout import figures_of, listed
from stegvis.reports.views.open_places import (
    OpenTable,
    file_address,
    files_of,
    open_association,
    open_tables,
    source,
)
from stegvis.reports.views.pictures import WIDE, component, picture

LANGUAGES = ("sv", "en")
_KEPT = "public, max-age=300"

View = Callable[..., HttpResponse]


def _open_page(view: View) -> View:
    """A page for everyone: in the language of its address, and kept for some minutes by whoever passes it on."""

    @wraps(view)
    def shown(request: Any, number: str, **named: Any) -> HttpResponse:
        asked = request.GET.get("sprak", "")
        request.open_language = asked if asked in LANGUAGES else LANGUAGES[0]
        with override(request.open_language):
            response = view(request, open_association(number), **named)
        response.headers["Content-Language"] = request.open_language
        response.headers.setdefault("Cache-Control", _KEPT)
        return response

    return open_to("everyone")(require_safe(conditional_page(shown)))


@_open_page
def statistics(request: Any, association: Association, period: Period | None = None) -> HttpResponse:
    """All tables of a period, the latest if none is named. `sok` narrows them to titles with those words."""
    periods = published_periods(association)
    if period is not None and period not in periods:
        found(None)
    shown, asked = period or periods[0], " ".join(request.GET.get("sok", "")[:100].split())
    tables = open_tables(request, association, shown)
    values = {
        "asked": asked, "period": shown, "groups": listed(tables, asked, request.open_language), "periods": [
            {"label": str(one), "href": reverse("open-period", args=[association.organisation_number, one]), "now": one == shown}
            for one in periods
        ],
    }  # fmt: skip
    return render(request, "reports/open.html", values | _frame(request, association))


@_open_page
def table(request: Any, association: Association, period: Period, name: str) -> HttpResponse:
    """One table: its figures, its chart, how it was counted, and all its files. `part` chooses one party's."""
    tables = _asked(request, association, period, name)
    values = {
        "title": f"{_title(tables[0], request.open_language)}, {period}", "period": period,
        "parts": [_part(association, one, request.open_language, several=len(tables) > 1) for one in tables],
        "up": reverse("open-period", args=[association.organisation_number, period]),
    }  # fmt: skip
    return render(request, "reports/open_table.html", values | _frame(request, association))


@_open_page
def chart(request: Any, association: Association, period: Period, name: str, width: int) -> HttpResponse:
    """The picture of a table's chart."""
    one = _asked(request, association, period, name)[0]
    drawn = found(chart_of(one.released, request.open_language) if one.released else None)
    response = picture(request, drawn, width)
    response.headers["Cache-Control"] = response.headers["Cache-Control"].replace("private", "public")
    return response


def _asked(request: Any, association: Association, period: Period, name: str) -> list[OpenTable]:
    """The tables of that name, or the one of the party that the address names; 404 where there is none."""
    tables, part = open_tables(request, association, period, name), request.GET.get("part", "")
    chosen = [one for one in tables if not part or one.party == part]
    return chosen or found(None)


def _title(one: OpenTable, language: str) -> str:
    return title_of(one.released.head, language) if one.released else one.table.title  # type: ignore[union-attr]


def _part(association: Association, one: OpenTable, language: str, *, several: bool) -> dict[str, Any]:
    """What the page shows of one party's table; of a refused one, a line."""
    part: dict[str, Any] = {"several": several, "party": one.party_name, "refused": one.released is None}
    if one.released is None:
        return part
    number = association.organisation_number
    lines = metadata(one.released, source(association, one), language)
    files = [{"label": kind.label, "href": file_address(number, one, kind, language)} for kind in files_of(one)]
    anchor = f"sa-raknade-vi{'-' if one.party else ''}{one.party}"
    return part | {
        "anchor": anchor, "method": lines, "figures": figures_of(one, lines, anchor, files, language),
        "chart": _chart(association, one, language), "said": _summary(lines), "files": files,
    }  # fmt: skip


def _summary(lines: tuple[Line, ...]) -> str:
    """The unit, the day and the version in a line under the title."""
    by_key = {one.key: one for one in lines}
    told = [by_key[key] for key in ("unit", "released_on", "version") if key in by_key]
    return ". ".join(f"{one.label}: {one.text}" for one in told) + "."


def _chart(association: Association, one: OpenTable, language: str) -> dict[str, Any] | None:
    drawn = chart_of(one.released, language) if one.released else None
    if drawn is None:
        return None
    query = "&".join(
        part for part in (f"part={one.party}" if one.party else "", "sprak=en" if language == "en" else "") if part
    )

    def address(width: int) -> str:
        where = reverse("open-chart", args=[association.organisation_number, one.period, one.name, width])
        return f"{where}?{query}" if query else where

    named = replace(drawn, id=f"{drawn.id}{'-' if one.party else ''}{one.party}")
    return component(named, address, wide=WIDE, corner=_("Grupp"))


def _frame(request: Any, association: Association) -> dict[str, Any]:
    """What the frame of an open page needs: whose it is, the same page in the other language, and the licence."""
    number, words = association.organisation_number, request.GET.copy()
    words.pop("sprak", None)
    other = words.copy()
    if request.open_language == "sv":
        other["sprak"] = "en"
    return {
        "association": association, "home": reverse("open", args=[number]), "in_english": request.open_language == "en",
        "other_language": f"{request.path}?{other.urlencode()}" if other else request.path,
        "keep": "?sprak=en" if request.open_language == "en" else "",
        "catalogue": reverse("api:association_catalogue", kwargs={"number": number}),
        "interface": reverse("api:tables", kwargs={"number": number}), "licence": LICENCE_ADDRESS,
    }  # fmt: skip
