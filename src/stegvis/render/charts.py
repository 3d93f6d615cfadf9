"""Charts as SVG: a Vega-Lite specification as a plain dict, drawn by vl-convert without a browser.

Bars lie down, since their labels are words; lines are for time. Series are named at their first bar or last point, so
there is no legend, and told apart by light and dark beside the hue. Every value is written out as the tables write it.
The first chart of a process costs about a second (the drawing engine starts), the next ones 40 ms; a chart is drawn once
and kept, so page, PDF and Word show the same picture.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from textwrap import wrap
from typing import Any

from stegvis.core.document import Chart, ChartKind
from stegvis.render.numbers import HIDDEN, number

FONTS = Path(__file__).parent / "fonts"
FONT = "'Source Sans 3', 'Segoe UI', system-ui, sans-serif"
INK, QUIET = "#1b2a2f", "#c9d2d4"
#: (fill, edge and text) a series: two hues of equal weight, a dark and a light one, then greys.
PALETTE = (("#1d6470", "#1d6470"), ("#ecb662", "#85550f"), ("#d5dadb", "#59676b"), ("#59676b", "#384347"))
LABEL_WIDTH = 30  # characters before a label breaks
ROOM = Decimal("0.30")  # of the longest bar, for what is written beyond it; more where the picture is narrow
LINE = 15  # pixels from one line of a label to the next
GAP = 0.3  # between two rows, as a part of a row
LETTER = 8  # pixels that a letter takes, at most, also in the fonts that stand in for ours

_TAG, _ROLE = re.compile("<[^>]*>"), re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')

Spec = dict[str, Any]


def chart_svg(chart: Chart, *, width: int = 640, language: str = "sv") -> str:
    """The chart as an SVG picture `width` pixels wide. Its words are the caption's: it has no title and no roles."""
    return _drawn(chart, width, language)


@lru_cache(maxsize=256)
def _drawn(chart: Chart, width: int, language: str) -> str:
    """Drawn once, however it is asked for: page, PDF and Word show the same picture."""
    import vl_convert

    register_fonts()
    svg: str = vl_convert.vegalite_to_svg(specification(chart, width, language))
    return _TAG.sub(lambda tag: _ROLE.sub("", tag[0]), svg)


@lru_cache(maxsize=64)
def chart_png(chart: Chart, *, width: int = 640, language: str = "sv") -> bytes:
    """The same picture for programs that cannot show SVG, at twice the resolution."""
    import vl_convert

    png: bytes = vl_convert.svg_to_png(chart_svg(chart, width=width, language=language), scale=2)
    return png


@cache
def register_fonts() -> None:
    """Tell the drawing engine of the documents' typeface."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def specification(chart: Chart, width: int = 640, language: str = "sv") -> Spec:
    """The chart as a Vega-Lite specification."""
    against = chart.kind is ChartKind.AGAINST
    draw = {ChartKind.BARS: _bars, ChartKind.AGAINST: _against, ChartKind.LINES: _lines}[chart.kind]
    points = _pairs if against else _points
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "right": 2, "top": 4, "bottom": 4},
        "data": {"values": list(points(chart, language, width))},
        "config": _config(),
        **draw(chart, width),
    }


def _config() -> Spec:
    axis = {"labelFontSize": 13, "labelColor": INK, "labelLimit": 300, "title": None, "ticks": False, "grid": False}
    text = {"fontSize": 13, "color": INK, "baseline": "middle"}
    return {"font": FONT, "aria": False, "background": "white", "view": {"stroke": None}, "axis": axis, "text": text}


def _points(chart: Chart, language: str, width: int) -> Iterator[Spec]:
    """One point a value: `value` to draw (None draws nothing), `text` to read, `name` where the series is named."""
    for order, series in enumerate(chart.series):
        for place, (category, value) in enumerate(zip(chart.categories, series.values, strict=True)):
            yield {
                "category": _broken(category, width) if chart.kind is ChartKind.BARS else category,
                "series": series.name,
                "value": None if value is None else float(value),
                "text": written(value, language),
                "named": f"{series.name} " if place == 0 and len(chart.series) > 1 else "",
                "above": _is_above(chart, order, place),
                "last": place == len(chart.categories) - 1,
            }


def _pairs(chart: Chart, language: str, width: int) -> Iterator[Spec]:
    """One row a category: what was reached (`value`), what it is held against (`aim`), and both in words at the end."""
    aims, reached = chart.series[0], chart.series[-1]
    for place, (category, aim, value) in enumerate(zip(chart.categories, aims.values, reached.values, strict=True)):
        known = [float(one) for one in (aim, value) if one is not None]
        yield {
            "category": _broken(category, width),
            "value": None if value is None else float(value),
            "aim": None if aim is None else float(aim),
            "end": max(known, default=0.0),
            "label": _both(chart, place, language),
        }


def _both(chart: Chart, place: int, language: str) -> str:
    """`3 408 (3 450)`; the first row says what they are: `Utfall 3 408 (budget 3 450)`."""
    aims, reached = chart.series[0], chart.series[-1]
    names = (f"{reached.name} ", f"{aims.name.lower()} ") if place == 0 else ("", "")
    aim = aims.values[place]
    against = "" if aim is None else f" ({names[1]}{written(aim, language)})"
    return f"{names[0]}{written(reached.values[place], language)}{against}"


def _broken(label: str, width: int) -> str:
    """A bar's label in lines: sooner in a narrow picture, and never within a word."""
    return "\n".join(wrap(label, _letters(width), break_long_words=False))


def _letters(width: int) -> int:
    return min(LABEL_WIDTH, width // 20)


def written(value: Decimal | None, language: str = "sv") -> str:
    """A charted value in words: whole where it is whole, else with one decimal."""
    if value is None:
        return HIDDEN
    return number(value, 0 if value == value.to_integral_value() else 1, language)


def _is_above(chart: Chart, order: int, place: int) -> bool:
    """Whether a point's label stands over it: that of the higher series does, so that labels keep apart."""
    here = chart.series[order].values[place]
    others = [one.values[place] for one in chart.series if one is not chart.series[order]]
    return here is None or all(other is None or here >= other for other in others)


def _colour(chart: Chart, *, edge: bool) -> Spec:
    names = [series.name for series in chart.series]
    colours = [PALETTE[place % len(PALETTE)][edge] for place in range(len(names))]
    return {"field": "series", "type": "nominal", "scale": {"domain": names, "range": colours}, "legend": None}


def _bars(chart: Chart, width: int) -> Spec:
    names = [series.name for series in chart.series]
    offset = {"field": "series", "type": "nominal", "sort": names, "scale": {"paddingInner": 0.12}}
    reach = {"domain": _reach(chart, _room(chart, width))}
    value = {"field": "value", "type": "quantitative", "axis": None, "scale": reach}
    bar = {
        "mark": {"type": "bar", "strokeWidth": 1},
        "encoding": {"color": _colour(chart, edge=False), "stroke": _colour(chart, edge=True)},
    }
    label = {"text": {"field": "label"}}
    after = {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": label, **_only("!(datum.value < 0)")}
    before = {"mark": {"type": "text", "align": "right", "dx": -6}, "encoding": label, **_only("datum.value < 0")}
    return {
        "height": {"step": _row(chart, width) * (1 - GAP) / (len(names) - 0.12)},
        "transform": [{"calculate": "datum.named + datum.text", "as": "label"}],
        "encoding": {"y": _categories(chart, width), "yOffset": offset, "x": value},
        "layer": [bar, _at_zero(after), before],
    }


def _categories(chart: Chart, width: int) -> Spec:
    axis = {
        "labelExpr": "split(datum.label, '\\n')", "domain": False, "labelPadding": 10, "labelLineHeight": LINE,
        "labelOffset": _middle(max(_lines_of(chart, width))),
    }  # fmt: skip
    # Said outright: else a row with a hidden value would come last.
    order = list(dict.fromkeys(_broken(one, width) for one in chart.categories))
    scale = {"paddingInner": GAP, "domain": order}
    return {"field": "category", "type": "nominal", "sort": None, "axis": axis, "scale": scale}


def _middle(lines: int) -> Spec:
    """Lifts a label of several lines, so that their middle is the row's."""
    several = [
        {"test": f"length(split(datum.label, '\\n')) == {many}", "value": -LINE * (many - 1) / 2}
        for many in range(2, lines + 1)
    ]
    return {"condition": several, "value": 0} if several else {"value": 0}


def _lines_of(chart: Chart, width: int) -> list[int]:
    return [_broken(one, width).count("\n") + 1 for one in chart.categories] or [1]


def _row(chart: Chart, width: int) -> float:
    """How high a row is with the space to the next: room for its bars, and for the longest label in its lines."""
    several = len(chart.series)
    bars = 21 if chart.kind is ChartKind.AGAINST else (19 if several > 1 else 22) * (several - 0.12) / (1 - GAP)
    longest = max(_lines_of(chart, width))
    return max(bars, LINE * longest + 6) if longest > 1 else bars


def height_of(chart: Chart, width: int = 640) -> int:
    """How high the picture will be, without drawing it: what shows it keeps its place. A test holds it to the drawing."""
    if chart.kind is ChartKind.LINES:
        return 249
    edges = 0 if chart.kind is ChartKind.AGAINST else 0.1
    return round((len(chart.categories) + edges) * _row(chart, width) + 8)


def _against(chart: Chart, width: int) -> Spec:
    """A bar for what was reached and a mark for what it is held against: one row each, so that many fit on half a page."""
    longest = max((len(_both(chart, place, "sv")) for place in range(len(chart.categories))), default=0)
    scale = {"domain": _reach(chart, _part(chart, width, longest))}

    def along(field: str) -> Spec:
        return {"x": {"field": field, "type": "quantitative", "axis": None, "scale": scale}}

    row = _row(chart, width)
    mark = {"type": "tick", "color": PALETTE[1][0], "thickness": 3.5, "bandSize": row * 0.9}
    return {
        "height": {"step": row},
        "encoding": {"y": _categories(chart, width)},
        "layer": [
            {"mark": {"type": "bar", "color": PALETTE[0][0]}, "encoding": along("value")},
            {"mark": mark, "encoding": along("aim")},
            {
                "mark": {"type": "text", "align": "left", "dx": 8},
                "encoding": along("end") | {"text": {"field": "label"}},
            },
        ],
    }


def _at_zero(layer: Spec) -> Spec:
    """A hidden value has no bar; its two dots stand where the bar would begin."""
    return {**layer, "encoding": {**layer["encoding"], "x": {"field": "stand", "type": "quantitative"}}} | {
        "transform": [*layer["transform"], {"calculate": "datum.value || 0", "as": "stand"}]
    }


def _only(test: str) -> Spec:
    return {"transform": [{"filter": test}]}


def _room(chart: Chart, width: int) -> Decimal:
    """The room beyond the longest bar that the longest label there needs, as a part of that bar."""
    named = max(len(one.name) for one in chart.series) + 1 if len(chart.series) > 1 else 0
    texts = (len(written(value)) for one in chart.series for value in one.values)
    return _part(chart, width, named + max(texts, default=0))


def _part(chart: Chart, width: int, longest: int) -> Decimal:
    labels = min(_letters(width), max(map(len, chart.categories), default=0))
    needed, left = LETTER * longest + 8, width - LETTER * labels - 20
    return max(ROOM, Decimal(needed) / max(left - needed, needed // 2))


def _reach(chart: Chart, part: Decimal) -> list[float]:
    """From the lowest to the highest value, zero within, with room for what is written beyond the bars."""
    values = [value for series in chart.series for value in series.values if value is not None] or [Decimal(1)]
    low, high = min(*values, Decimal(0), Decimal(0)), max(*values, Decimal(0), Decimal(0))
    room = (high - low or 1) * part
    return [float(low - room if low else low), float(high + room)]


def _lines(chart: Chart, width: int) -> Spec:  # noqa: ARG001 - drawn to any width
    category = {
        "field": "category", "type": "ordinal", "sort": None, "scale": {"padding": 0.4},
        "axis": {"labelAngle": 0, "domainColor": QUIET, "labelPadding": 8},
    }  # fmt: skip
    value = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": False, "padding": 26}}
    edge = _colour(chart, edge=True)
    line = {
        "mark": {"type": "line", "strokeWidth": 2.5, "invalid": "break-paths-show-path-domains"},
        "encoding": {"color": edge},
    }
    dots = {
        "mark": {"type": "point", "filled": True, "size": 70, "strokeWidth": 2, "opacity": 1},
        "encoding": {"fill": _colour(chart, edge=False), "stroke": edge},
    }
    return {
        "height": 220,
        "encoding": {"x": category, "y": value},
        "layer": [
            *_zero_rule(chart),
            line,
            dots,
            _values(-14, "datum.above"),
            _values(15, "!datum.above"),
            *_names(chart, edge),
        ],
    }


def _values(shift: int, test: str) -> Spec:
    return {
        "mark": {"type": "text", "dy": shift},
        "encoding": {"text": {"field": "text"}},
        **_only(f"{test} && datum.value !== null"),
    }


def _names(chart: Chart, edge: Spec) -> list[Spec]:
    if len(chart.series) == 1:
        return []
    mark = {"type": "text", "align": "left", "dx": 10, "fontWeight": 600}
    return [{"mark": mark, "encoding": {"text": {"field": "series"}, "color": edge}, **_only("datum.last")}]


def _zero_rule(chart: Chart) -> list[Spec]:
    if not any(value is not None and value < 0 for series in chart.series for value in series.values):
        return []
    return [{"mark": {"type": "rule", "color": QUIET}, "encoding": {"y": {"datum": 0}, "x": None}}]
