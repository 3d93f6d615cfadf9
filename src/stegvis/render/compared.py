"""A table over several years: tidy rows for machines, columns side by side for people."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from stegvis.core.comparison import ComparedCell, ComparedColumn, ComparedStatus, ComparedTable
from stegvis.core.safe_text import one_line, safe_text
from stegvis.core.vocabulary import TOTAL, TOTAL_LABEL, code_list
from stegvis.render.numbers import HIDDEN, NONE, number
from stegvis.render.tables import rows_csv, written_amount
from stegvis.render.words import WORDS

#: Marks a figure typed in from print, and a column whose code list is another than the column's before.
TYPED, BREAK = "*", "|"


def compared_csv(tables: Sequence[ComparedTable]) -> str:
    """Each figure with its period, whose it is, its edition and where it comes from; then the same on common ground."""
    amount = [tables[0].amount] if tables[0].amount else []
    said = ("value", *amount, "unit", "status", "source", "definition")
    columns = ("basis", "scope", "period", "edition", *tables[0].dimensions, "sex", *said)
    return rows_csv(columns, (row for table in tables for row in _tidy(table)))


def _tidy(table: ComparedTable) -> Iterator[Sequence[object]]:
    basis = "common_ground" if table.on_common_ground else "as_counted"
    for column in table.columns:
        for row in table.rows:
            for sex in table.sexes:
                cell = column.cells.get((row, sex))
                if cell is None:
                    continue
                place = (basis, column.scope, str(column.period), column.edition, *map(safe_text, row.codes), sex)
                told = [written_amount(cell.value), *([written_amount(cell.amount)] if table.amount else [])]
                said = (safe_text(cell.unit), cell.status, safe_text(cell.source), safe_text(cell.definition))
                yield (*place, *told, *said)


def compared_text(tables: Sequence[ComparedTable], language: str) -> str:
    """The totals of each row, a column a year, with what is to be known of them below."""
    return "\n\n".join(_text(table, language) for table in tables) + "\n"


def _text(table: ComparedTable, language: str) -> str:
    words = WORDS[language]
    grid = [["", *(_heading(one, language) for one in table.columns)]]
    for row in table.rows:
        # A table of nothing but sex has its sexes down.
        for sex in (TOTAL,) if table.dimensions else table.sexes:
            told = [_written(one.cells.get((row, sex)), language, starts=one.breaks) for one in table.columns]
            grid.append([one_line(row.label) or _sex(sex), *told])
    wide = [max(map(len, column)) for column in zip(*grid, strict=True)]
    lines = [_line(cells, wide) for cells in grid]
    title = f"{table.title}: {words.common_ground}" if table.on_common_ground else table.title
    return "\n".join([title, "", *lines, *_below(table, language)])


def _line(cells: Sequence[str], wide: Sequence[int]) -> str:
    first, *rest = cells
    told = "".join(f"  {cell:>{width}}" for cell, width in zip(rest, wide[1:], strict=True))
    return f"{first:<{wide[0]}}{told}".rstrip()


def _heading(column: ComparedColumn, language: str) -> str:
    whose = "" if column.scope == "own" else f"{WORDS[language].scopes[column.scope]} "
    return f"{BREAK if column.breaks else ''} {whose}{column.period}".strip()


def _written(cell: ComparedCell | None, language: str, *, starts: bool) -> str:
    text = NONE if cell is None else HIDDEN if cell.value is None else _figure(cell.value, language)
    text += f" ({_figure(cell.amount, language)})" if cell and cell.amount is not None else ""
    mark = TYPED if cell and cell.status is ComparedStatus.TYPED_IN else ""
    return f"{BREAK + ' ' if starts else ''}{text}{mark}"


def _sex(code: str) -> str:
    return TOTAL_LABEL if code == TOTAL else code_list("sex")[code].heading


def _figure(value: Decimal, language: str) -> str:
    return number(value, 0 if value == int(value) else 1, language)


def _below(table: ComparedTable, language: str) -> Iterator[str]:
    """What must be known: where the list changed, what was typed in and from where."""
    words = WORDS[language]
    if table.breaks:
        editions = dict.fromkeys(column.edition for column in table.columns)
        yield f"{BREAK} {words.list_changed.format(', '.join(editions))}"
    for source in sources_of(table):
        yield f"{TYPED} {words.typed_in.format(one_line(source))}"


def sources_of(table: ComparedTable) -> Iterable[str]:
    """Where the typed-in figures were printed, each once."""
    cells = [cell for column in table.columns for cell in column.cells.values()]
    return dict.fromkeys(cell.source for cell in cells if cell.status is ComparedStatus.TYPED_IN)
