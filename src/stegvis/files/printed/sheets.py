"""Tables of a workbook, a sheet each; what a sheet of names and words says beside them (ours has one) is read with them."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stegvis.files.printed.grids import Grid
from stegvis.files.printed.told import plain, same

#: The sheets of our workbook of a table with a chart, which is the second.
_OURS = (("Tabell", "Diagram", "Om tabellen"), ("Table", "Chart", "About the table"))
_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
#: The words of our sheets by the machines' names.
_SAID: Mapping[str, str] = {
    "period": "period", "kodlistansupplaga": "edition", "editionofthecodelist": "edition",
    "räknade": "counted", "counted": "counted",
    "organisationsnummer": "organisation_number", "organisationnumber": "organisation_number",
}  # fmt: skip


def xlsx_grids(data: bytes) -> list[Grid]:
    """The sheets of a workbook. Raises ValueError for what is none."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [tuple(_rows(sheet)) for sheet in _with_tables(book.worksheets)]
        book.close()
    except Exception as problem:  # openpyxl lets through whatever its parsers raise
        raise ValueError("xlsx") from problem
    said = tuple(
        (_SAID[same(row[0])], plain(row[1]))
        for rows in sheets
        for row in rows
        if len(row) > 1 and same(row[0]) in _SAID and row[1]
    )
    return [Grid("", rows, said) for rows in sheets]


def _with_tables(sheets: Sequence[Any]) -> Iterator[Any]:
    """The sheets of a workbook but, in ours, that of the chart: its figures stand in the table too."""
    is_ours = tuple(sheet.title for sheet in sheets) in _OURS
    return (sheet for place, sheet in enumerate(sheets) if not (is_ours and place == 1))


def _rows(sheet: object) -> Iterator[tuple[str, ...]]:
    read = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    for row in read:
        yield tuple(_text(value) for value in row)


def _text(value: object) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)
