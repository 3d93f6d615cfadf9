"""A chart's picture for an address of its own: with the pages' font in it, since a picture cannot borrow the page's."""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from stegvis.core.document import Chart
from stegvis.reports.views.statistics_charts import digest_of
from stegvis.reports.views.statistics_words import language

_FONT = "web/fonts/source-sans-3-latin-wght-normal.woff2"
_A_YEAR = 31_536_000


def picture(request: Any, chart: Chart, width: int) -> HttpResponse:
    """The chart's picture. An address that names what is drawn (`v`) need never be asked for again."""
    digest = digest_of(chart, width)
    known = get_conditional_response(request, etag=f'"{digest}"')
    response = known or HttpResponse(drawn(chart, width), content_type="image/svg+xml")
    is_named = request.GET.get("v") == digest
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Cache-Control"] = f"private, max-age={_A_YEAR}, immutable" if is_named else "private, no-cache"
    return response


def drawn(chart: Chart, width: int) -> str:
    """The chart as an SVG that has its font with it."""
    from stegvis.render.charts import chart_svg  # late: the drawing engine takes a second to start

    head, end, body = chart_svg(chart, width=width, language=language()).partition(">")
    return f"{head}{end}{_font()}{body}"


@lru_cache(maxsize=1)
def _font() -> str:
    found = finders.find(_FONT)
    if not isinstance(found, str):
        return ""
    words = b64encode(Path(found).read_bytes()).decode("ascii")
    face = "font-family:'Source Sans 3';font-weight:200 900"
    return f"<style>@font-face{{{face};src:url(data:font/woff2;base64,{words}) format('woff2')}}</style>"
