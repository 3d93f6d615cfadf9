"""What was released before, cell by cell: once published always published, once hidden always hidden (disclosure, "linked")."""

from collections.abc import Iterator, Mapping, Sequence

from stegvis.core.tables import Key, PrintedTable
from stegvis.protect.auditor.groups import Group, groups, months
from stegvis.protect.auditor.system import Cell, threshold_of
from stegvis.protect.auditor.violations import Rule, Violation


def nearby(new: Sequence[PrintedTable], earlier: Sequence[PrintedTable]) -> tuple[PrintedTable, ...]:
    """The earlier tables that can tell anything of the new ones: of periods that touch theirs, or touch one that does."""
    reached = frozenset().union(*(months(table.head.period) for table in new))
    before: frozenset[object] = frozenset()
    while reached != before:
        before = reached
        near = [months(table.head.period) for table in earlier if not reached.isdisjoint(months(table.head.period))]
        reached = reached.union(*near)
    return tuple(table for table in earlier if not reached.isdisjoint(months(table.head.period)))


def changes(
    new: Sequence[PrintedTable], counts: Sequence[Mapping[Key, int]], earlier: Sequence[PrintedTable]
) -> Iterator[Violation]:
    """Where a group that was told of before is now told of in another way; what was released last counts."""
    before = {group: earlier[place].cells[key] for (place, key), group in _cells(earlier)}
    for (place, key), group in _cells(new):
        if group in before:
            table = new[place]
            rule = _broken(before[group], table.cells[key], counts[place][key], threshold_of(table))
            if rule and (rule is Rule.LINKED or table.head.counts_persons(key)):
                yield Violation(rule, key, place)


def _cells(tables: Sequence[PrintedTable]) -> Iterator[tuple[Cell, Group]]:
    for place, table in enumerate(tables):
        for key, group in groups(table.head, table.party, one_population=True).items():
            yield (place, key), group


def _broken(then: int | None, now: int | None, count: int, threshold: int) -> Rule | None:
    if then is None:
        return Rule.LINKED if now is not None else None
    if 0 < abs(count - then) < threshold:
        return Rule.VERSION
    return Rule.LINKED if now is None and count == then else None
