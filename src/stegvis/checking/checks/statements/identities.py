"""Rows of a statement that are a sum by what they are: the year's result, equity and cash at its end, what each section brings.

`Totals` guesses what a total sums and asks other columns; here every row is known (`identities` in words/quantities.toml),
so the one column of a statement is enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import SPENT
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.tables.lines import heading_of
from stegvis.checking.tables.lines import unread as unread_text
from stegvis.checking.understanding import Column, ColumnKind, ReadTable, TableKind, TableRow, Understood, Version
from stegvis.checking.words import plain

#: A row with what the field calls it in such a table.
Known = tuple[TableRow, frozenset[str]]

_FLOWS = ("operating_flow", "investing_flow", "financing_flow")


def rows_are_what_they_follow_from(report: Understood) -> Iterator[Relation]:
    """A row is the sum of those above it that it follows from, where all that stands between them is known."""
    every = report.words.data["identities"]
    for table in report.tables:
        ways = every.get(table.kind.value, {})
        known = _known(table, report) if ways else ()
        for at, (row, roles) in enumerate(known):
            for way in (way for role in roles for way in ways.get(role, ())):
                yield from _sums(table, row, _parts(known[:at], way))


def a_sections_flow_is_that_of_its_rows(report: Understood) -> Iterator[Relation]:
    """What investments or financing bring is what the rows of the section do, also where there is one."""
    for table in report.of_kind(TableKind.CASH_FLOW):
        for at, (row, roles) in enumerate(_known(table, report)):
            if roles & set(_FLOWS[1:]):
                yield from _sums(table, row, list(_section(table.rows[:at])))


def the_years_flow_is_that_of_its_parts(report: Understood) -> Iterator[Relation]:
    """The year's flow is that of the running activities, of investments and of financing, where all are printed."""
    for table in report.of_kind(TableKind.CASH_FLOW):
        known = _known(table, report)
        parts = [(row, roles) for row, roles in known if row.cells and roles & set(_FLOWS)]
        for row in (row for row, roles in known if "year_flow" in roles):
            yield from _sums(table, row, parts if len(parts) == len(_FLOWS) else ())


def _known(table: ReadTable, report: Understood) -> Sequence[Known]:
    return list(zip(table.rows, quantities.roles_of(table, report.words), strict=True))


def _parts(above: Sequence[Known], parts: Mapping[str, Any]) -> Sequence[Known]:
    """The rows right above, as far as those that it must have in it; none where another stands between."""
    needed, allowed = set(parts["of"]), {*parts["of"], *parts["and"]}
    found: list[Known] = []
    for row, roles in reversed(above):
        if not needed and (not row.cells or not parts.get("on")):
            break
        if row.cells and roles & allowed:
            found.append((row, roles & allowed))
            allowed = needed - roles if parts.get("apart") and needed & roles else allowed
            needed -= roles
        elif row.cells and not (parts.get("apart") and found):
            return []
    return [] if needed else found[::-1]


def _section(above: Sequence[TableRow]) -> Iterator[Known]:
    own = takewhile(lambda row: not (row.total or row.heads or "flöde" in plain(row.label)), reversed(above))
    yield from ((row, frozenset()) for row in own if row.cells)


def _sums(table: ReadTable, whole: TableRow, parts: Sequence[Known]) -> Iterator[Relation]:
    """The sum in each column, costs taken away if that holds oftener; where it holds in none of several nothing is known."""
    columns = [one for one in table.columns if one.kind is ColumnKind.FIGURES and one.version is not Version.VARIANCE]
    read = [column for column in columns if parts and _is_read(whole, parts, column.place)]
    ways = [[_sum(column, whole, parts, less=less) for column in read] for less in (_less(parts, read), False, True)]
    found = max(ways, key=lambda way: sum(one.holds for one in way))
    sure = len(found) == 1 or any(one.holds for one in found)
    yield from (one if sure else replace(one, certainty=0) for one in found)


def _less(parts: Sequence[Known], columns: Sequence[Column]) -> bool:
    """Whether costs are printed without a minus."""
    costs = [row.cells.get(column.place) for row, roles in parts if roles & SPENT for column in columns]
    return any(one and one.value > 0 for one in costs)


def _sum(column: Column, whole: TableRow, parts: Sequence[Known], *, less: bool) -> Relation:
    at = column.place
    terms = [Term(row.cells[at], -1 if less and roles & SPENT else 1) for row, roles in parts if at in row.cells]
    said = {"what": whole.label, "of": heading_of(column)}
    return sum_of("REP-102", whole.cells[at], terms, 95, money=True, **said)


def _is_read(whole: TableRow, parts: Sequence[Known], at: int) -> bool:
    """Whether the row and its parts have numbers in the column, all in one unit."""
    cells = [row.cells[at] for row, _ in parts if at in row.cells]
    unread = any(at not in row.cells and unread_text(row.texts.get(at, ""), None) for row, _ in parts)
    return at in whole.cells and bool(cells) and not unread and {one.unit for one in cells} == {whole.cells[at].unit}


CHECKS = (
    rows_are_what_they_follow_from,
    a_sections_flow_is_that_of_its_rows,
    the_years_flow_is_that_of_its_parts,
)
