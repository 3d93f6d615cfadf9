"""An open table and the list of them as the components take them: released cells only, in the language of the address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.document import RowKind
from stegvis.core.tables import Key, Population, TableHead
from stegvis.render import layout, table_words
from stegvis.render.metadata import Line
from stegvis.render.numbers import NONE, count, told
from stegvis.render.words import WORDS
from stegvis.reports.views.open_places import OpenTable
from stegvis.reports.views.statistics_layout import is_not_by_sex
from stegvis.reports.views.statistics_list import GROUPS, group_of
from stegvis.reports.views.statistics_words import TALLIES_ONLY


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Tables of one kind, with their titles."""

    label: str
    lines: tuple[tuple[str, OpenTable], ...]


def listed(tables: Sequence[OpenTable], asked: str, language: str) -> tuple[OpenGroup, ...]:
    """The tables whose titles hold the words asked for, grouped as the signed-in list is."""
    groups: dict[str, list[tuple[str, OpenTable]]] = {code: [] for code in GROUPS}
    for one in sorted(tables, key=_place):
        title, every = _titles(one, language)
        if all(word in every for word in asked.casefold().split()):
            groups[_group(one)].append((title, one))
    return tuple(OpenGroup(str(GROUPS[code]), tuple(some)) for code, some in groups.items() if some)


def _place(one: OpenTable) -> tuple[int, str]:
    names = list(CATALOGUE)
    return (names.index(one.name) if one.name in names else len(names), one.name)


def _titles(one: OpenTable, language: str) -> tuple[str, str]:
    """The title as shown, and in every language, as it is looked for."""
    spec = CATALOGUE.get(one.name)
    own = one.released.head.title if one.released else one.table.title  # type: ignore[union-attr]
    shown = spec.title_en if language == "en" and spec and spec.title_en else spec.title if spec else own
    return shown, f"{own} {spec.title if spec else ''} {spec.title_en if spec else ''}".casefold()


def _group(one: OpenTable) -> str:
    spec = CATALOGUE.get(one.name)
    return group_of(spec) if spec else next(iter(GROUPS))


def figures_of(
    one: OpenTable, lines: Sequence[Line], anchor: str, files: Sequence[dict[str, str]], language: str
) -> dict[str, Any]:
    """The table as its component takes it."""
    if one.released is None:
        raise TypeError("a refused table has no figures")
    head = table_words.head_in(one.released.head, language)
    return {
        "id": f"tabell-{one.name}{'-' if one.party else ''}{one.party}",
        "caption": f"{head.title}, {head.period}",
        "unit": table_words.unit_of(head, language),
        "columns": list(_columns(head, language)),
        "rows": list(_rows(one, head, language)),
        "hidden": one.released.hidden > 0,
        "notes": [
            *([_("r: talet är rättat efter publiceringen.")] if one.released.corrections else []),
            *_notes(lines), *([TALLIES_ONLY] if head.population == Population.TALLIES else []),
        ],
        "method": {"href": f"#{anchor}"},
        "downloads": files,
    }  # fmt: skip


def _notes(lines: Sequence[Line]) -> Iterator[str]:
    return (line.text for line in lines if line.key in ("note", "correction", "grouping"))


def _columns(head: TableHead, language: str) -> Iterator[dict[str, Any]]:
    down = head.dimensions[-2] if len(head.dimensions) > 1 else head.dimensions[0]
    labels = layout.columns(head, WORDS[language].number, table_words.amount_of(head, language))
    yield {"label": table_words.dimension_of(down.name, language)}
    yield from ({"label": label, "numeric": True} for label in labels)


def _rows(one: OpenTable, head: TableHead, language: str) -> Iterator[dict[str, Any]]:
    """The rows in printing order; of tallies only those where something is counted, and their groups."""
    kinds = {RowKind.TOTAL: "total", RowKind.GROUP: "group"}
    cells, amounts = (one.released.cells, one.released.amounts) if one.released else ({}, {})
    replaced = {told.key for told in one.released.corrections} if one.released else set()
    heading: dict[str, Any] | None = None
    for row in layout.rows(head):
        label = {"text": row.label}
        if row.kind is RowKind.GROUP:
            heading = {"kind": "group", "cells": [label]}
            continue
        if head.population == Population.TALLIES and not any(cells[key] != 0 for key in row.keys):
            continue
        if heading:
            yield heading
            heading = None
        written = layout.cells(
            head,
            row,
            lambda key: _cell(head, cells, key, language) | {"corrected": key in replaced},
            lambda key: _amount(amounts.get(key), language),
        )
        yield {"kind": kinds.get(row.kind, ""), "cells": [label, *written]}


def _cell(head: TableHead, cells: Mapping[Key, int | None], key: Key, language: str) -> dict[str, Any]:
    """A number; none where a measure was counted without sex, so that no nought would say what nobody knows."""
    if head.population == Population.TALLIES and is_not_by_sex(cells, key[:-1], key[-1]):
        return {"text": NONE}
    return {"text": count(cells[key], language), "hidden": cells[key] is None}


def _amount(amount: Decimal | None, language: str) -> dict[str, Any]:
    return {"text": told(amount, language), "hidden": amount is None}
