"""Charts on the pages: each picture at an address of its own, its size known beforehand, its figures one click away.

A picture has the pages' font in it, since a picture cannot borrow the page's; it is drawn wide, and narrow for phones.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from stegvis.core.document import Chart, ChartKind
from stegvis.finance.views.written import language
from stegvis.render import charts, numbers

#: How wide a chart is drawn: across the page, where two stand beside each other, and on a phone.
WIDE, HALF, NARROW = 720, 480, 340
_FONT = "web/fonts/source-sans-3-latin-wght-normal.woff2"
_A_YEAR = 31_536_000

#: A picture's address by its width.
Address = Callable[[int], str]


def component(chart: Chart, address: Address, *, wide: int = WIDE, corner: str = "", href: str = "") -> dict[str, Any]:
    """A chart as the component takes it. `corner` heads the first column of its figures; `href`: where they come from."""
    return {
        "title": chart.title, "alt": chart.alt, **_drawn_at(chart, address, wide),
        "narrow": _drawn_at(chart, address, NARROW), "table": _figures(chart, corner), "href": href,
    }  # fmt: skip


def _drawn_at(chart: Chart, address: Address, width: int) -> dict[str, Any]:
    where = address(width)
    source = f"{where}{'&' if '?' in where else '?'}v={_digest(chart, width)}"
    return {"source": source, "width": width, "height": charts.height_of(_fitted(chart, width), width)}


def _fitted(chart: Chart, width: int) -> Chart:
    """What was reached and its aim have a bar each on a phone: both numbers after one bar would leave it no room."""
    if chart.kind is not ChartKind.AGAINST or width >= HALF:
        return chart
    return replace(chart, kind=ChartKind.BARS, series=chart.series[::-1])


def picture(request: Any, chart: Chart, width: int, *, wide: int = WIDE) -> HttpResponse:
    """The picture itself. An address that names what is drawn (`v`) need never be asked for again."""
    if width not in (wide, NARROW):
        raise Http404
    digest = _digest(chart, width)
    known = get_conditional_response(request, etag=f'"{digest}"')
    response = known or HttpResponse(_with_font(chart, width), content_type="image/svg+xml")
    is_named = request.GET.get("v") == digest
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Cache-Control"] = f"private, max-age={_A_YEAR}, immutable" if is_named else "private, no-cache"
    return response


def _digest(chart: Chart, width: int) -> str:
    """Names a picture by all that is drawn in it, so that it can be kept for as long as one likes."""
    height = charts.height_of(_fitted(chart, width), width)
    drawn = (chart.kind, chart.categories, chart.series, width, height, language())
    return sha256(repr(drawn).encode()).hexdigest()[:20]


def _with_font(chart: Chart, width: int) -> str:
    head, end, body = charts.chart_svg(_fitted(chart, width), width=width, language=language()).partition(">")
    return f"{head}{end}{_font()}{body}"


@lru_cache(maxsize=1)
def _font() -> str:
    found = finders.find(_FONT)
    if not isinstance(found, str):
        return ""
    words = b64encode(Path(found).read_bytes()).decode("ascii")
    face = "font-family:'Source Sans 3';font-weight:200 900"
    return f"<style>@font-face{{{face};src:url(data:font/woff2;base64,{words}) format('woff2')}}</style>"


def _figures(chart: Chart, corner: str) -> dict[str, Any]:
    """The drawn figures as a table; its name is not the picture's, so that the two are told apart by it."""
    rows = [
        {"cells": [{"text": label}, *({"text": _value(chart, one.values[place])} for one in chart.series)]}
        for place, label in enumerate(chart.categories)
    ]
    return {
        "id": f"tal-{chart.id}", "caption": _("%(title)s, i tal") % {"title": chart.title}, "unit": chart.unit,
        "columns": [{"label": corner or chart.source}, *({"label": one.name, "numeric": True} for one in chart.series)],
        "rows": rows, "hidden": any(cell["text"] == numbers.HIDDEN for row in rows for cell in row["cells"]),
    }  # fmt: skip


def _value(chart: Chart, value: Any) -> str:
    """As the chart writes it; in a line, a value that is not there is not known rather than hidden."""
    is_unknown = value is None and chart.kind is ChartKind.LINES
    return numbers.NONE if is_unknown else charts.written(value, language())


def alt_of(sort: str, chart: Chart) -> str:
    """The chart in words, made from what is drawn: `Liggande staplar, antal. Stegen: 2020 140, 2019 128; ...`."""
    rows: Iterable[str] = (
        f"{label}: " + ", ".join(f"{one.name} {_value(chart, one.values[place])}" for one in chart.series)
        for place, label in enumerate(chart.categories)
    )
    first = f"{sort}, {chart.unit}" if chart.unit else sort
    return f"{first}. " + "; ".join(rows) + "."
