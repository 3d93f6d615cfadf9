"""Amounts as a workbook for people: one sheet, a title, a heading row, numbers as numbers. Text stays text.

A chart is the workbook's own, so that it can be changed, beside the figures it is drawn from.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from stegvis.core.document import Chart
from stegvis.core.safe_text import safe_text
from stegvis.render.charts import PALETTE
from stegvis.render.words import Words

BookCell = str | int | Decimal | None
#: A workbook is the same bytes whenever it is made of the same amounts.
_MADE = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of a workbook; `strong` for sums and totals. None is an empty cell."""

    cells: tuple[BookCell, ...]
    strong: bool = False


def workbook(title: str, columns: Sequence[str], rows: Sequence[BookRow], *, number: str = "#,##0") -> bytes:
    """The rows below a title and a heading row. `number` is the sheet's own form of a Decimal; whole numbers are `0`."""
    import xlsxwriter

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"title": title, "created": _MADE})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        for place, label in enumerate(columns):
            sheet.write_string(2, place, label, head)
        looks = {strong: _looks(book, number, strong=strong) for strong in (False, True)}
        for line, row in enumerate(rows, 3):
            for place, value in enumerate(row.cells):
                _write(sheet, line, place, value, looks[row.strong])
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, len(columns), 15)
        sheet.freeze_panes(3, 1)
    return out.getvalue()


def _looks(book: Any, number: str, *, strong: bool) -> dict[type, Any]:
    plain = {"bold": strong, "top": int(strong)}
    return {
        str: book.add_format(plain),
        int: book.add_format({**plain, "num_format": "0"}),
        Decimal: book.add_format({**plain, "num_format": number}),
    }


def _write(sheet: Any, line: int, place: int, value: BookCell, looks: dict[type, Any]) -> None:
    if value is None:
        sheet.write_blank(line, place, None, looks[str])
    elif isinstance(value, str):
        sheet.write_string(line, place, value, looks[str])
    else:
        sheet.write_number(line, place, value, looks[type(value)])


def chart_sheet(book: Any, chart: Chart, words: Words) -> None:
    """A sheet with the chart's figures and the workbook's own chart of them; a hidden value is an empty cell, never a zero."""
    sheet = book.add_worksheet(words.chart.format("").strip())
    strong, count = book.add_format({"bold": True}), len(chart.categories)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name, strong)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    for row, label in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, label)
    sheet.set_column(0, 0, 44)
    drawn = _chart(book, chart, sheet.get_name())
    height = 120 + count * (14 + 18 * len(chart.series))
    sheet.insert_chart(0, len(chart.series) + 2, drawn, {"description": chart.alt})
    drawn.set_size({"width": 720, "height": height})


def _chart(book: Any, chart: Chart, sheet: str) -> Any:
    drawn, last = book.add_chart({"type": "bar"}), len(chart.categories)
    for column, _ in enumerate(chart.series, 1):
        fill, edge = PALETTE[(column - 1) % len(PALETTE)]
        drawn.add_series({
            "name": [sheet, 0, column], "categories": [sheet, 1, 0, last, 0], "values": [sheet, 1, column, last, column],
            "fill": {"color": fill}, "border": {"color": edge}, "data_labels": {"value": True}, "gap": 40,
        })  # fmt: skip
    drawn.set_title({"name": safe_text(chart.title), "overlay": False})
    drawn.set_y_axis({"reverse": True})
    drawn.set_x_axis({"name": chart.unit, "major_gridlines": {"visible": False}, "min": 0})
    drawn.set_legend({"position": "bottom"})
    drawn.show_blanks_as("gap")
    return drawn
