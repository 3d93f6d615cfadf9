"""How a table of counts lies on the page: the last dimension across, the one before it down, any other as groups.

What is told of each group beside how many it is (a median) has a column of its own for each column of counts, after them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from stegvis.core.document import RowKind
from stegvis.core.tables import Dimension, Key, TableHead
from stegvis.core.vocabulary import TOTAL

Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row: its heading, how it is set, and the keys of its cells. A group's heading has none."""

    label: str
    kind: RowKind
    keys: tuple[Key, ...]


def columns(head: TableHead, number: str, amount: str = "") -> tuple[str, ...]:
    """The headings of the columns; `number` heads the only count of a table with one dimension.

    `amount`: what is told of each group beside how many it is, in words; empty where only counts are shown.
    """
    across = _split(head)[1]
    counts = tuple(category.label for category in across.categories) if across else (number,)
    if not head.amount or not amount:
        return counts
    return (*counts, *(f"{amount}: {label}" for label in counts)) if across else (*counts, amount)


def cells[T](head: TableHead, row: LaidRow, count: Callable[[Key], T], amount: Callable[[Key], T]) -> Iterator[T]:
    """What stands in a row's columns: its counts, then what is told of the same groups."""
    yield from map(count, row.keys)
    if head.amount:
        yield from map(amount, row.keys)


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


def component(
    head: TableHead, corner: str, labels: Sequence[str], count: Callable[[Key], Cell], amount: Callable[[Key], Cell]
) -> dict[str, Any]:
    """The columns and rows as the pages' table takes them; `corner` heads the rows, `labels` the columns.

    `count` and `amount` say what stands in a cell of a count and of what is told beside it.
    """
    laid = [
        {"kind": row.kind.value, "cells": [{"text": row.label}, *cells(head, row, count, amount)]} for row in rows(head)
    ]
    return {"columns": [{"label": corner}, *({"label": label, "numeric": True} for label in labels)], "rows": laid}
