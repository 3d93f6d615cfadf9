"""How a table of counts lies on the page: the last dimension across, the one before it down, any other as groups."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from stegvis.core.document import RowKind
from stegvis.core.tables import Dimension, Key, TableHead
from stegvis.core.vocabulary import TOTAL


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row: its heading, how it is set, and the keys of its cells. A group's heading has none."""

    label: str
    kind: RowKind
    keys: tuple[Key, ...]


def columns(head: TableHead, number: str) -> tuple[str, ...]:
    """The headings of the columns; `number` heads the only one of a table with one dimension."""
    across = _split(head)[1]
    return tuple(category.label for category in across.categories) if across else (number,)


def rows(head: TableHead) -> Iterator[LaidRow]:
    """The rows in printing order."""
    down, across = _split(head)
    *groups, last = down
    for group in product(*(one.categories for one in groups)):
        outer = tuple(category.code for category in group)
        if group:
            yield LaidRow(", ".join(category.label for category in group), RowKind.GROUP, ())
        for category in last.categories:
            key = (*outer, category.code)
            keys = tuple((*key, code) for code in across.codes) if across else (key,)
            yield LaidRow(category.label, RowKind.TOTAL if category.code == TOTAL else RowKind.NORMAL, keys)


def _split(head: TableHead) -> tuple[tuple[Dimension, ...], Dimension | None]:
    """The dimensions down and the one across, if there is one."""
    if len(head.dimensions) == 1:
        return head.dimensions, None
    return head.dimensions[:-1], head.dimensions[-1]


def component(head: TableHead, corner: str, number: str, write: Callable[[Key], Mapping[str, Any]]) -> dict[str, Any]:
    """The columns and rows as the pages' table takes them; `corner` heads the rows, `write` says what stands in a cell."""
    laid = [
        {"kind": row.kind.value, "cells": [{"text": row.label}, *(write(key) for key in row.keys)]}
        for row in rows(head)
    ]
    labels = columns(head, number)
    return {"columns": [{"label": corner}, *({"label": label, "numeric": True} for label in labels)], "rows": laid}
