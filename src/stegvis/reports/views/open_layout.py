"""An open table and the list of them as the components take them: released cells only, in the language of the address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.document import RowKind
from stegvis.core.tables import TableHead
from stegvis.render import layout, table_words
from stegvis.render.metadata import Line
from stegvis.render.numbers import count
from stegvis.render.words import WORDS
from stegvis.reports.views.open_places import OpenTable
from stegvis.reports.views.statistics_list import GROUPS, group_of


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
        "notes": [line.text for line in lines if line.key in ("note", "correction", "grouping")],
        "method": {"href": f"#{anchor}"},
        "downloads": files,
    }


def _columns(head: TableHead, language: str) -> Iterator[dict[str, Any]]:
    down = head.dimensions[-2] if len(head.dimensions) > 1 else head.dimensions[0]
    yield {"label": table_words.dimension_of(down.name, language)}
    yield from ({"label": label, "numeric": True} for label in layout.columns(head, WORDS[language].number))


def _rows(one: OpenTable, head: TableHead, language: str) -> Iterator[dict[str, Any]]:
    kinds = {RowKind.TOTAL: "total", RowKind.GROUP: "group"}
    cells = one.released.cells if one.released else {}
    for row in layout.rows(head):
        written = [{"text": count(cells[key], language), "hidden": cells[key] is None} for key in row.keys]
        yield {"kind": kinds.get(row.kind, ""), "cells": [{"text": row.label}, *written]}
