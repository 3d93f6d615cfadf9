"""What is seen of one table without any attack: a small count in print, a hidden zero, too few in all, an amount too many."""

from collections.abc import Iterator, Mapping

from stegvis.core.tables import Key, PrintedTable, TableHead
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.auditor.equations import Sum, sums
from stegvis.protect.auditor.groups import SEX
from stegvis.protect.auditor.system import threshold_of
from stegvis.protect.auditor.violations import Rule, Violation

#: An amount per person, a mean or a median is told of at least so many.
LEAST_OF_AMOUNT = 10


def plain_faults(place: int, table: PrintedTable, counts: Mapping[Key, int]) -> Iterator[Violation]:
    """What is wrong with one table as it stands, beside its counts."""
    if set(table.cells) != set(table.head.keys()) or set(counts) != set(table.cells):
        yield Violation(Rule.COMPLETE, table=place)
        return
    for key, value in table.cells.items():
        if rule := _fault(table, key, value, counts[key]):
            yield Violation(rule, key, place)
    if 0 < max(_grand_totals(table.head, counts), default=0) < threshold_of(table):
        yield Violation(Rule.TOO_FEW, table=place)
    if table.head.sensitive:
        yield from (Violation(Rule.ZERO, key, place) for key in _all_or_none(table, counts))
    yield from (Violation(Rule.AMOUNT, key, place) for key in _amounts(table, counts))


def _fault(table: PrintedTable, key: Key, value: int | None, count: int) -> Rule | None:
    if value is None:
        return Rule.ZERO if count == 0 and not table.head.sensitive else None
    if value != count:
        return Rule.TRUTH
    small = 0 < value < threshold_of(table) and table.head.counts_persons(key)
    return Rule.THRESHOLD if small else None


def _grand_totals(head: TableHead, counts: Mapping[Key, int]) -> Iterator[int]:
    """How many persons the whole table counts; several where it has several measures or moments."""
    margins = [place for place, dimension in enumerate(head.dimensions) if dimension.has_total]
    for key, count in counts.items():
        if all(key[place] == TOTAL for place in margins) and head.counts_persons(key):
            yield count


def _all_or_none(table: PrintedTable, counts: Mapping[Key, int]) -> Iterator[Key]:
    """Of something sensitive, "nobody" and "all of them" tell of everybody who was asked: they are protected too."""
    for parts, total in _answers(table.head):
        for key in parts:
            if counts[total] and table.cells[key] is not None and counts[key] in (0, counts[total]):
                yield key


def _answers(head: TableHead) -> Iterator[Sum]:
    """The lines along what was asked; the sexes are who was asked."""
    along = {place for place, one in enumerate(head.dimensions) if one.name != SEX}
    for parts, total in sums(head):
        if any(parts[0][place] != total[place] for place in along):
            yield parts, total


def _amounts(table: PrintedTable, counts: Mapping[Key, int]) -> Iterator[Key]:
    """An amount of too few or of a hidden number; a line where those without an amount, told by the others, are too few."""
    for key in table.amounts:
        if table.cells[key] is None or counts[key] < max(LEAST_OF_AMOUNT, threshold_of(table)):
            yield key
    for parts, total in sums(table.head):
        rest = sum(counts[key] for key in parts if key not in table.amounts)
        if total in table.amounts and 0 < rest < threshold_of(table):
            yield total
