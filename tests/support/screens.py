"""Every component on one page, with invented figures: what the builders of pages copy from, and what axe reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from stegvis.associations.permissions import allowed
from stegvis.core.findings import Where, error, warning
from stegvis.urls import *  # noqa: F403
from stegvis.urls import urlpatterns as real

CARDS = [
    {"label": "Deltagare", "value": "214", "href": "#t", "change": "12 fler än 2024", "years": [160, 171, 190, 202, 214]},
    {"label": "Avslutade till arbete eller studier", "value": "41,6 %", "change": "2,3 procentenheter högre än 2024",
     "years": [34.0, 39.2, 36.5, 39.3, 41.6]},
    {"label": "Årets resultat", "value": "−38 774 kr", "href": "#t", "change": "212 400 kr mindre än 2024",
     "years": [20, 130, 90, 173, -38]},
    {"label": "Eget kapital av årets medel", "value": "17,2 %", "limit": "2,8 procentenheter under gränsen", "holds": True},
    {"label": "Administration av kostnaderna", "value": "21,4 %", "limit": "1,4 procentenheter över gränsen", "holds": False},
]  # fmt: skip
TABLE = {
    "id": "t", "caption": "Avslutade efter anledning, 2025", "unit": "personer",
    "columns": [{"label": "Anledning"}, *({"label": word, "numeric": True} for word in ("Kvinnor", "Män", "Totalt", "2024"))],
    "rows": [
        {"cells": ["Arbete", {"text": "14", "href": "#t"}, "12", "26", "23"]},
        {"cells": ["Studier", "9", {"text": "..", "hidden": True}, {"text": "..", "hidden": True}, "11"]},
        {"cells": ["Sjukdom", "7", "6", "13", "–"]},
        {"kind": "total", "cells": ["Totalt", "30", "21", "51", "48"]},
    ],
    "hidden": True, "notes": ["51 av 53 har uppgift om anledning."], "method": {"href": "#metod"},
    "downloads": [{"label": "CSV", "href": "/x.csv"}, {"label": "Excel", "href": "/x.xlsx"}],
}  # fmt: skip
CHART = {"title": "Fler avslutade till arbete än 2024", "alt": "Liggande staplar: arbete 26, studier 9, sjukdom 13.",
         "source": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='640' height='120'%3E"
         "%3Crect y='10' width='420' height='24' fill='%2317536b'/%3E%3Crect y='48' width='150' height='24' fill='%2317536b'/%3E"
         "%3Crect y='86' width='210' height='24' fill='%2317536b'/%3E%3C/svg%3E", "table": {**TABLE, "id": "t2"}}  # fmt: skip
FINDINGS = [
    error("SHOW-001", Where("participations.csv", 14, "sex"), value="kv", row="p17,stegen,Centrum,kv,1984"),
    error("SHOW-001", Where("participations.csv", 19, "sex"), value="x"),
    warning("SHOW-002", Where("ledger/2025.se", 120), value="#OBJEKT2"),
]
PAGE = """{% extends "web/base.html" %}
{% block title %}Alla delar{% endblock %}{% block heading %}Alla delar{% endblock %}
{% block back %}{% include "web/components/back.html" with address="/" label="Översikt" %}{% endblock %}
{% block action %}<a class="button" href="#t">Läs in paket</a>{% endblock %}
{% block content %}<p class="lead">En mening som säger vad sidan är.</p>
{% include "web/components/cards.html" %}
<h2>Tabell</h2>{% include "web/components/table.html" %}
<h2>Diagram</h2>{% include "web/components/chart.html" %}
<h2>Fynd</h2>{% include "web/components/findings.html" %}
{% include "web/components/empty.html" with title="Inga mål" text="Här står årets mål." address="/" label="Läs in paket" %}
{% endblock %}"""


@allowed("see_overview")
def overview(request: HttpRequest, year: int) -> HttpResponse:
    values: dict[str, Any] = {"cards": CARDS, "table": TABLE, "chart": CHART, "findings": FINDINGS}
    return HttpResponse(engines["django"].from_string(PAGE).render(values, request))


@allowed("see_overview")
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


_entries = [path(f"<year:year>/{word}/", overview, name=name) for word, name in [
    ("insatser", "initiatives"), ("statistik", "statistics"), ("ekonomi", "economy"), ("mal", "goals"), ("rapporter", "reports"),
]]  # fmt: skip
urlpatterns = [
    path("<year:year>/", overview, name="overview"),
    *_entries,
    path("las-in/", overview, {"year": 2025}, name="import"),
    path("installningar/", overview, {"year": 2025}, name="settings"),
    path("sonder/", broken, name="broken"),
    path("", include(real)),
]
