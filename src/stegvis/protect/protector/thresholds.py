"""From which number on a count of persons may be shown (disclosure rules, "threshold"; an association may be stricter)."""

from stegvis.core.tables import CountTable, Key, TableHead
from stegvis.core.vocabulary import TOTAL

#: The lowest thresholds there are; an association may only raise them.
LEAST_THRESHOLD, LEAST_SENSITIVE_THRESHOLD = 5, 10
#: An amount (a mean, a median) is told of so many at least.
LEAST_BASE_OF_AMOUNT = 10


def threshold_of(head: TableHead, threshold: int) -> int:
    """The table's own: stricter for sensitive questions."""
    return max(threshold, LEAST_SENSITIVE_THRESHOLD) if head.sensitive else max(threshold, LEAST_THRESHOLD)


def is_small(table: CountTable, key: Key, threshold: int) -> bool:
    """Whether a cell is hidden for itself: too few persons, or none where that answers a sensitive question of somebody."""
    count, head = table.cells[key], table.head
    if count >= threshold_of(head, threshold) or not head.counts_persons(key):
        return False
    return count > 0 or (head.sensitive and _is_asked(table, key))


def _is_asked(table: CountTable, key: Key) -> bool:
    """Whether anybody is asked of whom the zero speaks: the count of its line, whatever was answered."""
    answer = max((place for place, one in enumerate(table.head.dimensions) if one.name != "sex"), default=0)
    line = (*key[:answer], TOTAL, *key[answer + 1 :])
    return key[answer] != TOTAL and table.cells.get(line, 1) > 0
