"""A table over five years on its page: what was released, what was typed in from print, the county and the nation."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from stegvis.associations.models import Association
from stegvis.core.comparison import (
    ComparedCell,
    ComparedColumn,
    ComparedStatus,
    ComparedTable,
    compared,
    on_common_ground,
)
from stegvis.core.periods import Period
from stegvis.core.tables import ReleasedTable, TableSpec
from stegvis.core.vocabulary import TOTAL
from stegvis.finance.views.written import language
from stegvis.render import numbers
from stegvis.render.compared import sources_of
from stegvis.reports import facts
from stegvis.reports.views import statistics_words as words

#: The year of the page and the four before it.
YEARS = 5
_TYPED, _BREAK = "*", "|"


def years_of(association: Association, spec: TableSpec, year: int) -> list[dict[str, Any]]:
    """The table over years as the page's table component takes it, then on common ground; none where two years say it all."""
    periods = [Period.year(year - back) for back in range(YEARS)]
    found = [facts.published(association, period, (spec.name,)).get(spec.name) for period in periods]
    tables = [one for one in found if isinstance(one, ReleasedTable)]
    series = [one for one in facts.series(association) if one.measure == spec.name and _is_of(one.period, periods)]
    if not tables or (len(tables) <= 2 and not series):
        return []
    table = compared(spec, tables, series, facts.profile(association))
    shared = on_common_ground(spec, table)
    return [_laid(spec, one) for one in (table, shared) if one]


def _is_of(period: str, periods: Sequence[Period]) -> bool:
    return Period.parse(period) in periods


def _laid(spec: TableSpec, table: ComparedTable) -> dict[str, Any]:
    title = words.title_of(spec)
    over = _("%(title)s, flera år") % {"title": title}
    ground = _("%(title)s, flera år, i grupper som betyder samma i alla upplagor") % {"title": title}
    rows = list(_rows(table))
    return {
        "id": f"tabell-{table.name}-{'grund' if table.on_common_ground else 'flera-ar'}",
        "caption": ground if table.on_common_ground else over,
        "columns": [{"label": ""}, *({"label": _heading(one), "numeric": True} for one in table.columns)],
        "rows": rows,
        "hidden": any(cell.get("hidden") for row in rows for cell in row["cells"]),
        "notes": list(_notes(table)),
    }


def _rows(table: ComparedTable) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        # A table of nothing but sex has its sexes down.
        for sex in (TOTAL,) if table.dimensions else table.sexes:
            label = row.label if table.dimensions else words.sex_label(sex)
            cells = [_cell(one.cells.get((row, sex))) for one in table.columns]
            is_total = row.codes[-1:] == (TOTAL,) or (not table.dimensions and sex == TOTAL)
            yield {"kind": "total" if is_total else "", "cells": [{"text": label}, *cells]}


def _cell(cell: ComparedCell | None) -> dict[str, Any]:
    if cell is None:
        return {"text": numbers.NONE}
    if cell.value is None:
        return {"text": numbers.HIDDEN, "hidden": True}
    text = numbers.number(cell.value, 0 if cell.value == int(cell.value) else 1, language())
    is_typed = cell.status is ComparedStatus.TYPED_IN
    return {"text": text + (_TYPED if is_typed else ""), "title": cell.source if is_typed else ""}


def _heading(column: ComparedColumn) -> str:
    scopes = {"own": "", "county": _("länet"), "nation": _("riket")}
    parts = (_BREAK if column.breaks else "", scopes[column.scope], str(column.period))
    return " ".join(part for part in parts if part)


def _notes(table: ComparedTable) -> Iterator[str]:
    if table.breaks:
        editions = ", ".join(dict.fromkeys(column.edition for column in table.columns))
        yield _("| Kodlistan ändrades (%(editions)s): rader på var sin sida om strecket är inte samma rader.") % {
            "editions": editions
        }
    for source in sources_of(table):
        yield _("* Inskrivet från tryck: %(source)s.") % {"source": source}
