"""Differences between columns: variances of budget and outcome, changes between years."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.tables.lines import heading_of, is_difference
from stegvis.checking.understanding import Column, ColumnKind, ReadTable, TableKind, TableRow, Understood
from stegvis.checking.words import plain

_COUNTS = (TableKind.BY_SEX, TableKind.GOALS, TableKind.OTHER)
#: So few rows do not say which way round the others are.
_FEW = 4
#: A difference that may have lost its sign is asked about.
_UNSURE = 75

#: No difference is of a column further away than this.
_BESIDE = 20


def differences_are_between_their_columns(report: Understood) -> Iterator[Relation]:
    """A variance is budget less outcome or the reverse, the same way in the table's other rows."""
    for table in report.tables:
        amounts = [one for one in table.columns if one.kind is ColumnKind.FIGURES and one.unit != "%"]
        others = [one for one in amounts if not is_difference(one, report.words)]
        for column in amounts:
            if is_difference(column, report.words):
                yield from _told(table, column, others, report.words.data["adding"]["gains"])


def _told(table: ReadTable, column: Column, others: Sequence[Column], gains: Sequence[str]) -> Iterator[Relation]:
    """The differences as the two of the other columns give them that most rows bear out."""
    near = [one for one in others if abs(one.place - column.place) <= _BESIDE]
    ways = (_differences(table, column, between) for between in combinations(near, 2))
    found = max(ways, key=_fit, default=[])
    certainty = _certainty(found)
    alone = _turned_alone(found)
    for relation in found:
        if (relation.holds or certainty) and relation is not alone:
            yield replace(relation, certainty=certainty or relation.certainty)
    if alone and certainty and _lost_its_sign(alone, found, table, gains):
        yield _turned(alone, _UNSURE)


def _lost_its_sign(alone: Relation, found: Sequence[Relation], table: ReadTable, gains: Sequence[str]) -> bool:
    """Whether the only difference that is the other way round stands among costs: no gain, no total, none beside it."""
    at = found.index(alone)
    rows = {number.id: row for row in table.rows for number in row.cells.values()}
    near = [rows[one.whole.id] for one in found[max(0, at - 1) : at + 2]]
    return len(near) > 2 and not any(row.total or any(word in plain(row.label) for word in gains) for row in near)


def _turned(relation: Relation, certainty: int) -> Relation:
    """The same difference the other way round."""
    terms = tuple(Term(one.number, -one.sign) for one in relation.terms)
    return replace(relation, terms=terms, expected=-relation.expected, low=-relation.high, high=-relation.low,
                   certainty=certainty)  # fmt: skip


def differences_are_between_their_rows(report: Understood) -> Iterator[Relation]:
    """A row called difference is the row two above it less the one above, or the reverse, the same way in each column."""
    begins = tuple(report.words.data["adding"]["row_differences"])
    for table in report.tables:
        for at, row in enumerate(table.rows):
            above = [one for one in table.rows[:at] if one.cells][-2:]
            if len(above) > 1 and plain(row.label).startswith(begins) and not row.total:
                yield from _told_of_rows(table, row, (above[0], above[1]))


def _told_of_rows(table: ReadTable, row: TableRow, between: tuple[TableRow, TableRow]) -> Iterator[Relation]:
    columns = [one for one in table.columns if one.kind is ColumnKind.FIGURES]
    shared = [one for one in columns if all(one.place in line.cells for line in (row, *between))]
    money = table.kind not in _COUNTS
    ways = [[_of_rows(row, between, column, sign, money=money) for column in shared] for sign in (1, -1)]
    found = max(ways, key=_fit)
    certainty = _certainty(found) if _fit(found)[0] > 1 else 0
    yield from (replace(one, certainty=certainty) for one in found if certainty)


def _of_rows(row: TableRow, between: tuple[TableRow, TableRow], column: Column, sign: int, *, money: bool) -> Relation:
    first, second = (line.cells[column.place] for line in between)
    terms = [Term(first, sign), Term(second, -sign)]
    return sum_of("REP-121", row.cells[column.place], terms, 95, money=money, what=row.label, of=heading_of(column))


def _turned_alone(found: Sequence[Relation]) -> Relation | None:
    """The only difference that is the other way round, where many are not: it may have lost its sign, and proves nothing."""
    signs = Counter(one.terms[0].sign for one in found)
    usual = signs.most_common(1)[0][0] if signs else 1
    turned = [one for one in found if one.terms[0].sign != usual]
    return turned[0] if len(turned) == 1 and turned[0].holds and len(found) > _FEW else None


def _differences(table: ReadTable, column: Column, between: tuple[Column, Column]) -> list[Relation]:
    """The differences of the rows, each the way round that holds, else the way of the rows beside it."""
    first, second = (one.place for one in between)
    rows = [row for row in table.rows if {column.place, first, second} <= row.cells.keys()]
    ways = [_both_ways(row, (column.place, first, second), money=table.kind not in _COUNTS) for row in rows]
    signs = [_sign(pair) for pair in ways]
    return [
        replace(_way(at, row, ways, signs), values=(("what", row.label), ("of", heading_of(column))))
        for at, row in enumerate(rows)
    ]


def _both_ways(row: TableRow, places: tuple[int, int, int], *, money: bool) -> dict[int, Relation]:
    whole, one, other = (row.cells[at] for at in places)
    return {sign: sum_of("REP-121", whole, [Term(one, sign), Term(other, -sign)], 95, money=money) for sign in (1, -1)}


def _sign(ways: Mapping[int, Relation]) -> int:
    """Which way round a row is, 0 where neither or both hold."""
    holding = [sign for sign, way in ways.items() if way.holds]
    return holding[0] if len(holding) == 1 else 0


def _way(at: int, row: TableRow, ways: Sequence[Mapping[int, Relation]], signs: Sequence[int]) -> Relation:
    """A row's difference: incomes and costs may be different ways round, a row is as the nearest, a result as it fits best."""
    told = [place for place, sign in enumerate(signs) if sign]
    if signs[at] or not told:
        return ways[at][signs[at] or 1]
    if len(told) < _FEW or (row.total and len(set(signs) - {0}) == 2):
        return min(ways[at].values(), key=lambda way: abs(way.difference))
    return ways[at][signs[min(told, key=lambda place: abs(place - at))]]


def _fit(ways: Sequence[Relation]) -> tuple[int, int]:
    """How well two columns explain a difference: the rows that hold and say something, less those that do not."""
    return sum(one.holds and bool(one.whole.value) for one in ways), sum(one.holds for one in ways)


def _certainty(found: Sequence[Relation]) -> int:
    """How sure it is that the broken differences are wrong: others hold, and say something, or only one is off by little."""
    telling, all_holding = _fit(found)
    broken = len(found) - all_holding
    return 95 if telling and broken <= max(1, telling // 2) else 0


CHECKS = (differences_are_between_their_columns, differences_are_between_their_rows)
