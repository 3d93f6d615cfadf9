"""Amounts as a workbook for people: one sheet, a title, a heading row, numbers as numbers. Text stays text."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

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
