"""Charts: every value is written as the tables write it, nothing hidden is drawn, no legend and no colour alone."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from stegvis.core.document import ChartKind, Series
from stegvis.render import charts
from stegvis.render.charts import PALETTE, chart_png, chart_svg, height_of, specification
from support.documents import bars, lines


def words(svg: str) -> list[str]:
    return [re.sub(r"<[^>]+>", " ", text).strip() for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def bar_paths(svg: str) -> list[str]:
    return re.findall(r'<path d="(M[^"]+)" fill="#', svg)


def test_every_value_is_written_and_series_are_named_at_the_first_bar():
    found = words(chart_svg(bars()))
    assert [text for text in ("Kvinnor 14", "Män 12", "9", "6", "21", "17") if text not in found] == []
    assert found.count("..") == 2


def test_a_hidden_value_has_no_bar():
    drawn = [path for path in bar_paths(chart_svg(bars())) if "h0v" not in path]
    assert len(drawn) == 6


def test_lines_are_named_at_their_ends_and_keep_a_gap_where_a_value_is_missing():
    found = words(chart_svg(lines()))
    assert {"Eget kapital", "Årets resultat", "2\u202f170", "\u2212480", "2016", "2020"} <= set(found)
    gap = replace(lines(), series=(Series("Eget kapital", (Decimal(1), None, Decimal(3), None, Decimal("4.5"))),))
    found = words(chart_svg(gap))
    assert {"1", "3", "4,5"} <= set(found)
    assert "Eget kapital" not in found
    assert ".." not in found


def test_negative_bars_have_their_figures_to_the_left():
    chart = replace(bars(), categories=("A", "B"), series=(Series("Resultat", (Decimal(-500), Decimal(200))),))
    svg = chart_svg(chart)
    (label,) = re.findall(r'<text text-anchor="end"[^>]*>\u2212500</text>', svg)
    assert label
    assert "200" in words(svg)


def test_nothing_but_hidden_values_is_still_a_chart():
    chart = replace(bars(), categories=("A",), series=(Series("Antal", (None,)),))
    assert words(chart_svg(chart)).count("..") == 1


def test_the_width_is_as_asked_and_the_picture_is_the_same_each_time():
    assert 'width="480"' in chart_svg(bars(), width=480)
    first = chart_svg(bars())
    charts._drawn.cache_clear()
    assert chart_svg(bars()) == first
    assert chart_png(bars()).startswith(b"\x89PNG")


def test_what_people_wrote_is_text_in_the_picture():
    chart = replace(bars(), categories=("<script>", "datum.value", "\\n", "'"))
    svg = chart_svg(chart)
    assert "<script" not in svg
    assert "role=" not in svg
    assert "datum.value" in words(svg)


def test_two_series_differ_in_lightness():
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        return 0.3 * red + 0.59 * green + 0.11 * blue

    assert abs(lightness(PALETTE[0][0]) - lightness(PALETTE[1][0])) > 90
    assert specification(bars())["data"]["values"][0]["text"] == "14"


def test_many_lines_held_against_a_budget_take_one_row_each():
    names = tuple(f"Insats {number}" for number in range(16))
    budget = Series("Budget", (None, *(Decimal(1000 * number) for number in range(1, 16))))
    outcome = Series("Utfall", (Decimal(70), *(Decimal(900 * number) for number in range(1, 16))))
    chart = replace(bars(), kind=ChartKind.AGAINST, categories=names, series=(budget, outcome))
    svg = chart_svg(chart)
    found = words(svg)
    assert {"Utfall 70", "900 (1\u202f000)", "13\u202f500 (15\u202f000)"} <= set(found)
    (height,) = re.findall(r'<svg[^>]* height="(\d+)"', svg)
    assert int(height) < 380


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("label", ["Kort", "Ett namn som bryts i en smal bild och kanske i en bred"])
def test_the_height_is_known_before_the_picture_is_drawn(kind: ChartKind, label: str):
    values = tuple(Decimal(value) for value in range(1, 6))
    series = (Series("Budget", values), Series("Utfall", values))
    chart = replace(bars(), kind=kind, categories=tuple(f"{label} {place}" for place in range(5)), series=series)
    for width in (340, 480, 640, 720):
        (drawn,) = re.findall(r'<svg[^>]* height="([\d.]+)"', chart_svg(chart, width=width))
        assert abs(float(drawn) - height_of(chart, width)) < 1


def test_a_label_in_lines_never_meets_the_next():
    labels = tuple(f"Ett namn som bryts i en smal bild, nummer {place}" for place in range(4))
    chart = replace(bars(), categories=labels, series=(Series("Antal", (Decimal(3),) * 4),))
    lines_drawn = [text for text in words(chart_svg(chart, width=340)) if "namn som" in text or "Ett" in text]
    assert lines_drawn
    assert height_of(chart, 340) >= 4 * 3 * 15


def test_page_pdf_and_word_share_one_drawing():
    charts._drawn.cache_clear()
    chart = replace(bars(), title="Ritas en gång")
    chart_svg(chart)
    chart_svg(chart, language="sv")
    chart_png(chart, width=640)
    assert charts._drawn.cache_info().misses == 1
