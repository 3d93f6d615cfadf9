"""Charts of the pages of money and initiatives: the picture at an address of its own, its size beforehand, its figures below."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from stegvis.core.document import Chart
from stegvis.render import numbers
from stegvis.reports.views.statistics_charts import digest_of, figures_of, height_of

WIDE, NARROW = 720, 400


def component(chart: Chart, address: str, year: int, *, source: str = "") -> dict[str, Any]:
    """A chart as the component takes it. `address`: the name of its picture's address; `source`: its first column's heading."""
    narrow = {"source": _picture(chart, address, year, NARROW), "width": NARROW}
    table: dict[str, Any] = figures_of(chart)
    table["columns"][0] = {"label": source}
    return {
        "title": chart.title, "alt": chart.alt, "source": _picture(chart, address, year, WIDE), "width": WIDE,
        "narrow": narrow, "height": _height(chart), "table": table,
    }  # fmt: skip


def _height(chart: Chart) -> int:
    return height_of(chart) if len(chart.series) > 1 else len(chart.categories) * 31 + 10


def _picture(chart: Chart, address: str, year: int, width: int) -> str:
    return f"{reverse(address, args=[year, width])}?v={digest_of(chart, width)}"


def picture(chart: Chart, width: int) -> HttpResponse:
    """The picture itself. Its address names all that is drawn in it, so a browser may keep it."""
    from stegvis.render.charts import chart_svg  # late: the drawing engine takes a second to start

    language = get_language() or "sv"
    drawn = chart_svg(chart, width=width, language=language if language in numbers.STYLES else "sv")
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=86400"})


def said(chart_of: str, categories: tuple[str, ...], series: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """The chart in words, made from what is drawn: `Budget och utfall, kr. Stegen: budget 100, utfall 90; ...`."""
    rows = (
        f"{label}: " + ", ".join(f"{name.lower()} {values[place]}" for name, values in series)
        for place, label in enumerate(categories)
    )
    return f"{chart_of}. " + "; ".join(rows) + "."
