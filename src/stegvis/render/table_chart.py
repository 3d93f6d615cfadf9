"""A released table as one chart: the same bars in the report, on the open page, and as a file. Hidden cells are not drawn."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.core.document import Chart, ChartKind, Series
from stegvis.core.tables import Category, Dimension, Key, Population, ReleasedTable
from stegvis.core.vocabulary import OTHER, TOTAL, UNKNOWN
from stegvis.render import table_words as words
from stegvis.render.metadata import require_released
from stegvis.render.numbers import HIDDEN, number

_MOMENT = "moment"

Drawn = tuple[tuple[str, ...], tuple[Series, ...]]
#: A series: its name, and what stands before and after the row in the keys of its cells.
Cut = tuple[str, Key, Key]


def chart_of(table: ReleasedTable, language: str = "sv") -> Chart | None:
    """The table's chart, with words for those who do not see it; None where nothing is to be drawn."""
    drawn = bars_of(table, language)
    if drawn is None:
        return None
    labels, series = drawn
    title = _seen(table, language) or f"{words.title_of(table.head, language)}, {table.head.period}"
    unit = words.unit_of(table.head, language)
    sort = words.SENTENCES[language]["chart"].format(unit=unit)
    alt = f"{sort} {said_of(labels, series, HIDDEN, language)}"
    return Chart(f"chart-{table.head.name}", ChartKind.BARS, title, alt, labels, series, unit)


def _seen(table: ReleasedTable, language: str) -> str:
    """What one sees: the row with the most. Nothing where a hidden number or a tie leaves that open."""
    rows, *across = words.head_in(table.head, language).dimensions
    if rows.name == _MOMENT or not rows.has_total or any(not one.has_total for one in across):
        return ""
    totals = [(table.cells[(one.code, *(TOTAL for _ in across))], one) for one in rows.categories if one.code != TOTAL]
    known = sorted((value for value, _ in totals if value is not None), reverse=True)
    if len(known) < max(len(totals), 2) or known[0] == known[1]:
        return ""
    most = next(one for value, one in totals if value == known[0])
    if most.of or most.code in (OTHER, UNKNOWN):
        return ""
    return words.SENTENCES[language]["most"].format(label=most.label, number=number(known[0], 0, language))


def bars_of(table: ReleasedTable, language: str = "sv") -> Drawn | None:
    """The labels and the series of a table's bars: by sex, or before and after. Rows where nothing is counted are left out.

    Tallies have none: their measures do not compare. Nor has a table with more dimensions than a chart can show.
    """
    require_released(table)
    head = words.head_in(table.head, language)
    if head.population == Population.TALLIES:
        return None
    if head.dimensions[0].name == _MOMENT:
        return _drawn(table, head.dimensions[1], _moments(head.dimensions))
    if len(head.dimensions) > 2:
        return None
    return _drawn(table, head.dimensions[0], _across(head.dimensions[1:], language))


def _across(across: Sequence[Dimension], language: str) -> list[Cut]:
    if not across:
        return [(words.SENTENCES[language]["number"], (), ())]
    return [(one.label, (), (one.code,)) for one in across[0].categories if one.code != TOTAL]


def _moments(dimensions: Sequence[Dimension]) -> list[Cut]:
    after = (TOTAL,) * (len(dimensions) - 2)
    return [(one.label, (one.code,), after) for one in dimensions[0].categories]


def _drawn(table: ReleasedTable, rows: Dimension, cuts: Sequence[Cut]) -> Drawn | None:
    kept = [one for one in rows.categories if one.code != TOTAL and any(_values(table, one, cuts))]
    series = tuple(
        Series(name, tuple(_value(table, (*before, row.code, *after)) for row in kept)) for name, before, after in cuts
    )
    told = tuple(one for one in series if any(value is None or value for value in one.values))
    return (tuple(one.label for one in kept), told or series) if kept else None


def _values(table: ReleasedTable, row: Category, cuts: Sequence[Cut]) -> Iterator[bool]:
    """For each cell of a row whether it is something: a hidden one is, a zero is not."""
    return (table.cells[(*before, row.code, *after)] != 0 for _, before, after in cuts)


def _value(table: ReleasedTable, key: Key) -> Decimal | None:
    value = table.cells[key]
    return None if value is None else Decimal(value)


def said_of(labels: Sequence[str], series: Sequence[Series], missing: str, language: str = "sv") -> str:
    """A chart's figures in words: `Stegen: kvinnor 71, män 40; ...`."""
    rows = (
        f"{label}: " + ", ".join(f"{_name(one)} {_written(one.values[place], missing, language)}" for one in series)
        for place, label in enumerate(labels)
    )
    return "; ".join(rows) + "."


def _name(series: Series) -> str:
    return series.name[:1].lower() + series.name[1:]


def _written(value: Decimal | None, missing: str, language: str) -> str:
    return missing if value is None else number(value, 0, language)
