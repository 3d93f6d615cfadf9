"""Differences between columns: variances of budget and outcome, changes between years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from stegvis.checking.lines import heading_of, is_difference
from stegvis.checking.relations import Relation, Term, sum_of
from stegvis.checking.understanding import Column, ColumnKind, Printed, ReadTable, TableKind, Understood

_COUNTS = (TableKind.BY_SEX, TableKind.GOALS, TableKind.OTHER)
#: So few rows do not say which way round the others are.
_FEW = 4


def differences_are_between_their_columns(report: Understood) -> Iterator[Relation]:
    """A variance is budget less outcome or the reverse, the same way in the table's other rows."""
    for table in report.tables:
        amounts = [one for one in table.columns if one.kind is ColumnKind.FIGURES and one.unit != "%"]
        others = [one for one in amounts if not is_difference(one, report.words)]
        for column in amounts:
            if is_difference(column, report.words):
                yield from _told(table, column, others)


def _told(table: ReadTable, column: Column, others: Sequence[Column]) -> Iterator[Relation]:
    """The differences as the two of the other columns give them that most rows bear out."""
    ways = (_differences(table, column, between) for between in combinations(others, 2))
    found = max(ways, key=_fit, default=[])
    certainty = _certainty(found)
    alone = _turned_alone(found)
    for relation in found:
        if (relation.holds or certainty) and relation is not alone:
            yield replace(relation, certainty=certainty or relation.certainty)


def _turned_alone(found: Sequence[Relation]) -> Relation | None:
    """The only difference that is the other way round, where many are not: it may have lost its sign, and proves nothing."""
    signs = Counter(one.terms[0].sign for one in found)
    usual = signs.most_common(1)[0][0] if signs else 1
    turned = [one for one in found if one.terms[0].sign != usual]
    return turned[0] if len(turned) == 1 and len(found) > _FEW else None


def _differences(table: ReadTable, column: Column, between: tuple[Column, Column]) -> list[Relation]:
    first, second = (one.place for one in between)
    rows = [row for row in table.rows if {column.place, first, second} <= row.cells.keys()]
    triples = [(row.cells[column.place], row.cells[first], row.cells[second]) for row in rows]
    usual = _usual_sign(triples)
    return [
        replace(_difference(table, triple, usual), values=(("what", row.label), ("of", heading_of(column))))
        for row, triple in zip(rows, triples, strict=True)
    ]


def _difference(table: ReadTable, triple: tuple[Printed, Printed, Printed], usual: int) -> Relation:
    """The difference of a row, the usual way round, or the other where the row is one of costs among incomes."""
    whole, one, other = triple
    ways = [
        sum_of("REP-121", whole, [Term(one, sign), Term(other, -sign)], 95, money=table.kind not in _COUNTS)
        for sign in (usual, -usual)
    ]
    return min(ways, key=lambda way: (not way.holds, abs(way.difference)))


def _usual_sign(triples: Sequence[tuple[Printed, Printed, Printed]]) -> int:
    same = sum((whole.exact > 0) == (one.exact > other.exact) for whole, one, other in triples if whole.value)
    return 1 if 2 * same >= sum(1 for whole, _, _ in triples if whole.value) else -1


def _fit(ways: Sequence[Relation]) -> tuple[int, int]:
    """How well two columns explain a difference: the rows that hold and say something, less those that do not."""
    return sum(one.holds and bool(one.whole.value) for one in ways), sum(one.holds for one in ways)


def _certainty(found: Sequence[Relation]) -> int:
    """How sure it is that the broken differences are wrong: others hold, and say something, or only one is off by little."""
    telling, all_holding = _fit(found)
    broken = len(found) - all_holding
    return 95 if telling and broken <= max(1, telling // 2) else 0


CHECKS = (differences_are_between_their_columns,)
