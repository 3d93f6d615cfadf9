"""Tables of counts as files: tidy rows for machines, a workbook for people."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from stegvis.core.document import RowKind
from stegvis.core.safe_text import safe_text
from stegvis.core.tables import CellStatus, Key, ReleasedTable, TableHead, WorkingTable
from stegvis.render import layout
from stegvis.render.metadata import UNSAID, Line, Source, metadata
from stegvis.render.numbers import HIDDEN
from stegvis.render.table_chart import chart_of
from stegvis.render.table_words import amount_of, head_in
from stegvis.render.words import WORDS, Words
from stegvis.render.workbooks import chart_sheet


def table_csv(table: ReleasedTable | WorkingTable) -> str:
    """The table as tidy rows: a column a dimension (sex last), then `value,status`; a hidden cell has no value.

    What is told of each group beside how many it is (`days`, the median) has a column of its own after `value`, empty where
    it may not be told.
    A working table is for the owner of the rows only, and says so in each row.
    """
    if type(table) not in (ReleasedTable, WorkingTable):
        raise TypeError(f"only a released or a working table may be written, not {type(table).__name__}")
    names = [dimension.name for dimension in table.head.dimensions]
    amount = [table.head.amount] if table.head.amount else []
    rows = (
        (*map(safe_text, key), value, *(written_amount(table.amounts.get(key)) for _ in amount), status)
        for key, value, status in _cells(table)
    )
    return rows_csv([*names, "value", *amount, "status"], rows)


def written_amount(amount: Decimal | None) -> str:
    """An amount with a point and no zeros at its end; empty where it may not be told."""
    return "" if amount is None else f"{amount.normalize():f}"


def _cells(table: ReleasedTable | WorkingTable) -> Iterator[tuple[Key, int | None, str]]:
    keys = table.head.keys()
    for key in keys:
        status = table.status(key) if isinstance(table, ReleasedTable) else CellStatus.WORKING
        yield key, table.cells[key], status.value


def rows_csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV with a header, LF and minimal quotes; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def table_xlsx(table: ReleasedTable, source: Source = UNSAID, *, language: str = "sv") -> bytes:
    """The table as a workbook: the figures on one sheet, their chart on another, what is to be known of them on a third.

    Text stays text, whatever it begins with.
    """
    import xlsxwriter

    about = metadata(table, source, language)
    out, words = io.BytesIO(), WORDS[language]
    head, chart = head_in(table.head, language), chart_of(table, language)
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        _set_properties(book, table, head)
        _figures_sheet(book, table, head, words, amount_of(head, language))
        if chart is not None:
            chart_sheet(book, chart, words)
        _about_sheet(book, words.about, about)
    return out.getvalue()


def _set_properties(book: Any, table: ReleasedTable, head: TableHead) -> None:
    """The day of release is the workbook's too: the same table gives the same bytes."""
    made = datetime.combine(table.released_on or head.period.end, time())
    book.set_properties({"title": head.title, "created": made})


def _figures_sheet(book: Any, table: ReleasedTable, head: TableHead, words: Words, amount: str) -> None:
    sheet = book.add_worksheet(words.table.format("").strip())
    strong = book.add_format({"bold": True, "font_size": 13})
    sheet.write_string(0, 0, f"{head.title}, {head.period}", strong)
    look = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
    sheet.write_blank(2, 0, None, book.add_format(look))
    for place, label in enumerate(layout.columns(head, words.number, amount), 1):
        sheet.write_string(2, place, label, book.add_format({**look, "align": "right"}))
    for line, row in enumerate(layout.rows(head), 3):
        _write_row(book, sheet, line, row, table)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 8, 12)
    sheet.freeze_panes(3, 1)


def _write_row(book: Any, sheet: Any, line: int, row: layout.LaidRow, table: ReleasedTable) -> None:
    look = {"bold": row.kind is not RowKind.NORMAL, "top": int(row.kind is RowKind.TOTAL)}
    whole, half = (book.add_format({**look, "num_format": form, "align": "right"}) for form in ("#,##0", "#,##0.0"))
    sheet.write_string(line, 0, row.label, book.add_format(look))
    values = layout.cells(table.head, row, table.cells.__getitem__, table.amounts.get)
    for place, value in enumerate(values, 1):
        if value is None:
            sheet.write_string(line, place, HIDDEN, whole)
        else:
            sheet.write_number(line, place, value, whole if value == int(value) else half)


def _about_sheet(book: Any, title: str, about: Iterable[Line]) -> None:
    sheet = book.add_worksheet(title)
    strong, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    for place, one in enumerate(about):
        sheet.write_string(place, 0, one.label, strong)
        sheet.write_string(place, 1, one.text, wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
