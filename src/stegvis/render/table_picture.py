"""A released table's chart as a picture that stands by itself: title, bars, and what must be known of them, below.

The picture's words for those who do not see it, and all that is said of the table, are in it too: `<title>` and `<desc>` of
the SVG, text of the PNG.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from textwrap import wrap

from stegvis.core.document import Chart
from stegvis.core.tables import ReleasedTable
from stegvis.render.charts import FONT, INK, chart_svg, register_fonts
from stegvis.render.markup import Markup, element
from stegvis.render.metadata import Line, Source, metadata
from stegvis.render.table_chart import chart_of
from stegvis.render.table_words import title_of

WIDTH = 720
_EDGE, _TITLE, _SMALL = 12, 24, 16
_QUIET = "#4d5b61"
#: What stands below the bars; all else is in the description.
_BELOW = ("association", "period", "population", "unit", "edition", "threshold", "hidden", "grouping", "party",
          "released_on", "version", "amount", "note", "correction", "address", "licence")  # fmt: skip
_SIZE = re.compile(r' width="([0-9.]+)" height="([0-9.]+)"')


def table_svg(table: ReleasedTable, source: Source, language: str = "sv") -> str | None:
    """The picture as SVG; None where the table has no chart."""
    lines = metadata(table, source, language)
    chart = chart_of(table, language)
    return None if chart is None else _framed(chart, _title(table, language), lines, language)


def table_png(table: ReleasedTable, source: Source, language: str = "sv") -> bytes | None:
    """The picture as PNG, at twice the resolution; None where the table has no chart."""
    svg, chart = table_svg(table, source, language), chart_of(table, language)
    if svg is None or chart is None:
        return None
    lines = metadata(table, source, language)
    return _with_texts(_drawn(svg), {"Title": _title(table, language), "Description": described(chart, lines)})


def _title(table: ReleasedTable, language: str) -> str:
    return f"{title_of(table.head, language)}, {table.head.period}"


def described(chart: Chart, lines: Sequence[Line]) -> str:
    """The chart in words, on one line, then each thing that is said of the table on a line of its own."""
    return "\n".join((chart.alt, *(f"{one.label}: {one.text}" for one in lines)))


@lru_cache(maxsize=64)
def _drawn(svg: str) -> bytes:
    import vl_convert

    register_fonts()
    png: bytes = vl_convert.svg_to_png(svg, scale=2)
    return png


def _framed(chart: Chart, title: str, lines: Sequence[Line], language: str) -> str:
    bars = chart_svg(chart, width=WIDTH - 2 * _EDGE, language=language)
    tall = float(_sized(bars)[1])
    titles, seen = wrap(title, 72), wrap(chart.title, 90) if chart.title != title else []
    top = _EDGE + _TITLE * (len(titles) + len(seen)) + 8
    below = [piece for one in lines if one.key in _BELOW for piece in wrap(f"{one.label}: {one.text}", 118)]
    height = round(top + tall + 20 + _SMALL * len(below) + _EDGE)
    place = bars.replace("<svg", f'<svg x="{_EDGE}" y="{top}"', 1)
    return element(
        "svg",
        element("title", title, id="title"),
        element("desc", described(chart, lines), id="desc"),
        element("rect", width=WIDTH, height=height, fill="white"),
        *_texts(titles, _EDGE + 16, _TITLE, size=18, weight=600, fill=INK),
        *_texts(seen, _EDGE + 16 + _TITLE * len(titles), _TITLE, size=15, weight=400, fill=INK),
        Markup(place),
        *_texts(below, round(top + tall + 24), _SMALL, size=12, weight=400, fill=_QUIET),
        xmlns="http://www.w3.org/2000/svg", width=WIDTH, height=height, viewBox=f"0 0 {WIDTH} {height}", role="img",
        aria_labelledby="title desc", lang=language,
    )  # fmt: skip


def _sized(svg: str) -> tuple[str, str]:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a picture without a size")
    return found[1], found[2]


def _texts(pieces: Sequence[str], first: int, step: int, *, size: int, weight: int, fill: str) -> Iterator[Markup]:
    for place, piece in enumerate(pieces):
        yield element(
            "text", piece, x=_EDGE, y=first + place * step, font_family=FONT, font_size=size, font_weight=weight, fill=fill
        )  # fmt: skip


def _with_texts(png: bytes, texts: dict[str, str]) -> bytes:
    """The PNG with international texts (`iTXt`) after its first chunk, which is always 25 bytes from the ninth."""
    start = 8 + 25
    chunks = b"".join(_text_chunk(name, text) for name, text in texts.items())
    return png[:start] + chunks + png[start:]


def _text_chunk(name: str, text: str) -> bytes:
    body = b"iTXt" + name.encode("ascii") + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
