"""Which of the report's tables one is: by its headings, and by its own rows where headings are lost or say another thing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stegvis.checking.tables.layout import LaidRow
from stegvis.checking.understanding import Column, ColumnKind, Part, TableKind, Version
from stegvis.checking.words import Words, plain

_NOTE = re.compile(r"\A\W*not(?:er)?\b\.?\s*(\d{1,2})?\b", re.IGNORECASE)
#: Statements that their own rows tell apart beyond doubt.
_PLAIN_BY_ROWS = (TableKind.BALANCE, TableKind.CASH_FLOW, TableKind.BALANCE_REQUIREMENT, TableKind.INCOME)

#: A heading further up is of many tables and says little of one.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What kind a table is, how sure that is, and its number where it is a note."""

    kind: TableKind
    certainty: int = 100
    note: str = ""


def kind_of(
    titles: Sequence[str], corner: str, before: str, columns: Sequence[Column], body: Sequence[LaidRow], words: Words
) -> Reading:
    """The kind of a table. `titles`: what is said of it, the nearest first; `corner`: its labels' heading.

    `before`: the passage above.
    """
    note = next((found for text in (*titles[:1], corner, before[:60]) if (found := _NOTE.match(text))), None)
    if note is not None:
        return Reading(TableKind.NOTE, 100, note[1] or "")
    near = titles[:_NEAR]
    shown, told = _by_rows(columns, body, words), _told((corner, *near), words)
    if told is None:
        return _untitled(shown, near, before, columns, words)
    if shown in _PLAIN_BY_ROWS or (shown and told is TableKind.GOALS):
        return Reading(shown, 100 if shown is told else 85)
    if shown is TableKind.BY_SEX:
        return Reading(shown, 85)
    if told is not TableKind.GOALS and not _has_amounts(columns) and not _has_ratios_of_years(told, columns):
        return Reading(TableKind.OTHER)
    return Reading(told, 100 if shown in (told, TableKind.BUDGET) else 90)


def _untitled(
    shown: TableKind | None, near: Sequence[str], before: str, columns: Sequence[Column], words: Words
) -> Reading:
    """The kind of a table whose titles name none: by its rows, else by the words right above it."""
    if shown in (None, TableKind.BY_SEX) and "noter" in (plain(one) for one in near):
        return Reading(TableKind.NOTE, 90)
    if shown is not None:
        return Reading(shown, 90)
    told = _told((before[-200:],), words)
    return Reading(told, 70) if told and _has_amounts(columns) else Reading(TableKind.OTHER)


def _has_amounts(columns: Sequence[Column]) -> bool:
    return any(one.kind is ColumnKind.FIGURES for one in columns)


def _has_ratios_of_years(told: TableKind, columns: Sequence[Column]) -> bool:
    """Whether it is an overview of nothing but percentages, a column a year."""
    return told is TableKind.OVERVIEW and any(one.kind is ColumnKind.SHARE and one.year for one in columns)


def _told(texts: Iterable[str], words: Words) -> TableKind | None:
    """What the first text that names a kind says; of two kinds in one text the one that is named first."""
    for text in texts:
        bare = f" {plain(text)} "
        found = [
            (bare.index(label), -len(label), TableKind(kind))
            for kind, labels in words.data["kinds"].items()
            for label in labels
            if label in bare
        ]
        if found:
            return min(found)[2]
    return None


def _by_rows(columns: Sequence[Column], body: Sequence[LaidRow], words: Words) -> TableKind | None:
    """What the rows and columns alone say that a table is."""
    labels = {plain(row.label) for row in body}
    for kind, marks in words.data["marks"].items():
        if all(any(label.startswith(tuple(alternatives)) for label in labels) for alternatives in marks):
            return TableKind(kind)
    parts = {one.part for one in columns}
    if {Part.WOMEN, Part.MEN} <= parts or ({Part.WOMEN, Part.MEN} <= _parts_down(body, words)):
        return TableKind.BY_SEX
    years = {one.year for one in columns if one.year}
    if len(years) > 2 and any("soliditet" in label or "eget kapital" in label for label in labels):
        return TableKind.OVERVIEW
    versions = {one.version for one in columns}
    return TableKind.BUDGET if {Version.BUDGET, Version.OUTCOME} <= versions and _has_amounts(columns) else None


def _parts_down(body: Sequence[LaidRow], words: Words) -> set[Part]:
    said = {plain(row.label) for row in body if row.has_figures}
    return {part for part in (Part.WOMEN, Part.MEN) if not said.isdisjoint(words.data["parts"][part.value])}
