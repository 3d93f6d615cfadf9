"""A released table, and the year before beside it, as the page's table component takes them: released cells only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from stegvis.assemble.corrections import MARK
from stegvis.core.document import RowKind
from stegvis.core.shares import told_share
from stegvis.core.tables import Category, Dimension, Key, Population, ReleasedTable
from stegvis.core.vocabulary import OTHER, TOTAL, UNKNOWN
from stegvis.finance.views.written import language
from stegvis.render import layout, numbers
from stegvis.reports.views import statistics_words as words
from stegvis.reports.views.statistics_tables import Release, cell_key, rows_of, sexes_of

NOT_COLLECTED = "not_collected"
#: Stands where a table has no dimension across, so that its rows are laid as all others.
_ONE = Dimension("", (Category("", ""),))
#: Rows that stand last in every table.
_LAST = (OTHER, UNKNOWN, TOTAL)

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """One year of a page's table: its columns by the code of the sex, and where its numbers link to."""

    table: ReleasedTable
    year: int
    href: str
    sexes: tuple[Category, ...]
    before: bool = False

    @property
    def amount(self) -> str:
        """What is told of each group beside how many it is; empty for a table of counts alone."""
        return self.table.head.amount

    @property
    def width(self) -> int:
        """How many columns of numbers it has."""
        return len(self.sexes) * (2 if self.amount else 1)


def table_of(release: Release, table: ReleasedTable, hrefs: tuple[str, str], *, shares: bool = False) -> dict[str, Any]:
    """The year's table, the year before's columns beside it where the rows mean the same. `hrefs`: where numbers come from."""
    sides = [_side(table, release.year, hrefs[0])]
    if release.is_comparable and release.earlier is not None:
        sides.append(_side(release.earlier, release.year - 1, hrefs[1], before=True))
    return _laid(release, sides, shares=shares)


def earlier_table(release: Release, href: str, *, shares: bool = False) -> dict[str, Any] | None:
    """The year before's table by itself, where its rows do not mean the same; else None."""
    if release.earlier is None or release.is_comparable:
        return None
    return _laid(release, [_side(release.earlier, release.year - 1, href)], shares=shares)


def may_show_shares(table: ReleasedTable) -> bool:
    """Shares are of persons, entries and exits: not where tallies are counted in, nor of meetings and visits."""
    return table.head.population not in ("participations", Population.TALLIES, Population.OPEN)


def _side(table: ReleasedTable, year: int, href: str, *, before: bool = False) -> Side:
    across = sexes_of(table)
    sexes = across.categories if across else (Category(TOTAL, ""),)
    if table.head.population == Population.TALLIES and not _mixes(table):
        sexes = tuple(one for one in sexes if one.code != NOT_COLLECTED)
    return Side(table, year, href, sexes, before)


def _laid(release: Release, sides: Sequence[Side], *, shares: bool) -> dict[str, Any]:
    first = sides[0]
    name = "-".join(part for part in (first.table.head.name, release.party, str(first.year)) if part)
    write = _share if shares else _count
    rows = list(_rows(sides, write))
    return {
        "id": f"tabell-{name}",
        "caption": f"{words.title_of(release.spec)}, {_and(sides)}",
        "unit": _("procent av alla i kolumnen") if shares else "",
        "heads": _heads(sides) if len(sides) > 1 else (),
        "columns": [{"label": _corner(first.table)}, *(column for side in sides for column in _columns(side))],
        "rows": rows,
        "hidden": not shares and any(cell.get("hidden") for row in rows for cell in row["cells"]),
    }


def _and(sides: Sequence[Side]) -> str:
    first, *rest = (str(side.year) for side in sides)
    return _("%(year)s och %(before)s") % {"year": first, "before": rest[0]} if rest else first


def _heads(sides: Sequence[Side]) -> tuple[dict[str, Any], ...]:
    return ({"label": "", "span": 1}, *({"label": str(side.year), "span": side.width} for side in sides))


def _corner(table: ReleasedTable) -> str:
    name = rows_of(table)[-1].name
    return str(words.DIMENSIONS.get(name, name))


def _columns(side: Side) -> Iterator[dict[str, Any]]:
    """The counts, then what is told of the same groups."""
    across = sexes_of(side.table)
    labels = [words.label_of(across, sex) for sex in side.sexes] if across else [_("Antal")]
    if side.amount:
        amount = words.amount_label(side.amount)
        labels += [f"{amount}: {label}" for label in labels] if across else [amount]
    yield from ({"label": label, "numeric": True, "before": side.before} for label in labels)


def _rows(sides: Sequence[Side], write: Callable[[Side, Key, str], Cell]) -> Iterator[dict[str, Any]]:
    """The rows in printing order; of tallies only those where something is counted in some year, and their initiatives."""
    waiting: dict[str, Any] | None = None
    down = _down(sides)
    skips = sides[0].table.head.population == Population.TALLIES
    for laid in layout.rows(replace(sides[0].table.head, dimensions=(*down, _ONE))):
        label = {"text": laid.label}
        if not laid.keys:
            waiting = {"kind": "group", "cells": [label]}
            continue
        row = laid.keys[0][:-1]
        if skips and not any(_is_counted(side.table, row) for side in sides):
            continue
        if waiting:
            yield waiting
            waiting = None
        cells = [cell for side in sides for cell in _cells(side, row, write)]
        yield {"kind": "total" if laid.kind is RowKind.TOTAL else "", "cells": [label, *cells]}


def _down(sides: Sequence[Side]) -> list[Dimension]:
    """The dimensions down: the year's rows in their order, and before the last ones those that only the year before had."""
    dimensions = []
    for own, *others in zip(*(rows_of(side.table) for side in sides), strict=True):
        more = [one for other in others for one in other.categories if one.code not in own.codes]
        every = [*own.categories, *more]
        ordered = [one for one in every if one.code not in _LAST] + [one for one in every if one.code in _LAST]
        named = tuple(replace(one, label=words.label_of(own, one)) for one in ordered)
        dimensions.append(replace(own, categories=tuple(sorted(named, key=_place))))
    return dimensions


def _place(category: Category) -> int:
    """Other, unknown and total stand last; the rest as they stood."""
    return _LAST.index(category.code) + 1 if category.code in _LAST else 0


def _cells(side: Side, row: Key, write: Callable[[Side, Key, str], Cell]) -> Iterator[Cell]:
    yield from (write(side, row, sex.code) for sex in side.sexes)
    if side.amount:
        yield from (_amount(side, row, sex.code) for sex in side.sexes)


def _amount(side: Side, row: Key, sex: str) -> Cell:
    """The median or mean of a group, where it may be told."""
    key = cell_key(side.table, row, sex)
    if key not in side.table.cells:
        return {"text": numbers.NONE, "before": side.before}
    amount = side.table.amounts.get(key)
    return {"text": numbers.told(amount, language()), "hidden": amount is None, "before": side.before}


def _count(side: Side, row: Key, sex: str) -> Cell:
    key = cell_key(side.table, row, sex)
    if key not in side.table.cells or is_not_by_sex(side.table.cells, row, sex):
        return {"text": numbers.NONE, "before": side.before}
    value = side.table.cells[key]
    mark = f" {MARK}" if any(one.key == key for one in side.table.corrections) else ""
    return {
        "text": numbers.count(value, language()) + mark, "hidden": value is None, "href": side.href, "before": side.before
    }  # fmt: skip


def _share(side: Side, row: Key, sex: str) -> Cell:
    """The share of all in the column, where it may be told."""
    cells, key = side.table.cells, cell_key(side.table, row, sex)
    whole = cell_key(side.table, (*row[:-1], TOTAL), sex)
    if key not in cells or whole not in cells:
        return {"text": numbers.NONE, "before": side.before}
    fraction = told_share(cells[key], cells[whole], side.table.threshold)
    text = numbers.HIDDEN if fraction is None else numbers.percent(fraction, 0, language())
    return {"text": text, "hidden": fraction is None, "href": side.href, "before": side.before}


def _is_counted(table: ReleasedTable, row: Key) -> bool:
    """Whether anything is counted in a row; a hidden cell is something."""
    sexes = sexes_of(table)
    keys = [(*row, sex) for sex in sexes.codes] if sexes else [row]
    return any(table.cells.get(key, 0) != 0 for key in keys)


def is_not_by_sex(cells: Mapping[Key, int | None], row: Key, sex: str) -> bool:
    """Whether a measure was counted without sex, so that nought women and nought men would say what nobody knows."""
    return sex not in (TOTAL, NOT_COLLECTED) and bool(cells.get((*row, NOT_COLLECTED)))


def _mixes(table: ReleasedTable) -> bool:
    """Whether some row has both counts by sex and counts without: then both columns are needed."""
    sexes = sexes_of(table)
    if sexes is None or NOT_COLLECTED not in sexes.codes:
        return False
    known = [code for code in sexes.codes if code not in (NOT_COLLECTED, TOTAL)]
    rows = {key[:-1] for key in table.cells}
    return any(
        table.cells[(*row, NOT_COLLECTED)] != 0 and any(table.cells[(*row, code)] != 0 for code in known)
        for row in rows
    )
