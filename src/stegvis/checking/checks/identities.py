"""Rows of a statement that are a sum by what they are: the year's result, equity and cash at its end, what each section brings.

`Totals` guesses what a total sums and asks other columns; here every row is known (`identities` in words/quantities.toml),
so the one column of a statement is enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from stegvis.checking import quantities
from stegvis.checking.lines import heading_of
from stegvis.checking.quantities import SPENT
from stegvis.checking.relations import Relation, Term, sum_of
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
    found = quantities.of(report)
    for table in report.of_kind(TableKind.CASH_FLOW):
        for column in table.columns:
            known = found.within(table, column.place)
            if known.keys() >= {"year_flow", *_FLOWS}:
                rows = [(known[role].row, frozenset((role,))) for role in _FLOWS]
                yield from _sum(column, known["year_flow"].row, rows)


def _known(table: ReadTable, report: Understood) -> Sequence[Known]:
    return list(zip(table.rows, quantities.roles_of(table, report.words), strict=True))


def _parts(above: Sequence[Known], parts: Mapping[str, Any]) -> Sequence[Known]:
    """The rows right above, as far as those that it must have in it; none where another stands between."""
    needed, allowed = set(parts["of"]), {*parts["of"], *parts["and"]}
    found: list[Known] = []
    for row, roles in reversed(above):
        if not row.cells:
            continue
        if not roles & allowed:
            return []
        found.append((row, roles & allowed))
        needed -= roles
        if not needed:
            return found[::-1]
    return []


def _section(above: Sequence[TableRow]) -> Iterator[Known]:
    own = takewhile(lambda row: not (row.total or row.heads or "flöde" in plain(row.label)), reversed(above))
    yield from ((row, frozenset()) for row in own if row.cells)


def _sums(table: ReadTable, whole: TableRow, parts: Sequence[Known]) -> Iterator[Relation]:
    """The sum in each column; where it holds in none of several the rows mean something else."""
    columns = [one for one in table.columns if one.kind is ColumnKind.FIGURES and one.version is not Version.VARIANCE]
    found = [sum_ for column in columns if parts for sum_ in _sum(column, whole, parts)]
    sure = len(found) == 1 or any(one.holds for one in found)
    yield from (one if sure else replace(one, certainty=0) for one in found)


def _sum(column: Column, whole: TableRow, parts: Sequence[Known]) -> Iterator[Relation]:
    """The sum of a column, costs taken away where they are printed without a minus; none where a part is no number."""
    at = column.place
    if at not in whole.cells or any(at not in row.cells and _is_unread(row, at) for row, _ in parts):
        return
    cells = [(row.cells[at], bool(roles & SPENT)) for row, roles in parts if at in row.cells]
    said = {"what": whole.label, "of": heading_of(column)}
    ways = [
        sum_of(
            "REP-102",
            whole.cells[at],
            [Term(one, -1 if less and cost else 1) for one, cost in cells],
            95,
            money=True,
            **said,
        )
        for less in (False, True)
    ]
    if cells:
        yield next((way for way in ways if way.holds), ways[0])


def _is_unread(row: TableRow, at: int) -> bool:
    return row.texts.get(at, "").strip() not in ("", "-", "–", "—", "−")


CHECKS = (
    rows_are_what_they_follow_from,
    a_sections_flow_is_that_of_its_rows,
    the_years_flow_is_that_of_its_parts,
)
