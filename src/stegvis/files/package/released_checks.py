"""Whether a released table can be what a party let out: a file is only a file, and nobody protects it a second time."""

from collections.abc import Iterator

from stegvis.core.findings import Finding, Where, error
from stegvis.core.tables import Key, ReleasedTable
from stegvis.core.vocabulary import TOTAL

#: A person has corrected a figure and said that sums are no longer those of their parts; it is printed under the table.
_SUMS_DIFFER = "NOTE-052"


def faults_of_corrections(file: str, table: ReleasedTable) -> Iterator[Finding]:
    """Corrections of a figure that the table does not have, or has with another value, and of one figure twice."""
    seen: set[Key] = set()
    for one in table.corrections:
        if one.key in seen or table.cells.get(one.key) != one.value:
            yield error("PKG-146", Where(file, 0, "corrections.key"), value=", ".join(one.key))
        seen.add(one.key)


def faults_of_released(file: str, table: ReleasedTable) -> Iterator[Finding]:
    """Counts of persons that are below the table's own threshold in print, and totals that are not the sum of their parts."""
    may_differ = _SUMS_DIFFER in table.head.notes
    for line, (key, value) in enumerate(table.cells.items(), 2):
        where = Where(file, line, "value")
        if value is not None and 0 < value < table.threshold and table.head.counts_persons(key):
            yield error("PKG-144", where, value=", ".join(key), threshold=table.threshold)
        if not may_differ and value is not None and any(one != value for one in _sums(table, key)):
            yield error("PKG-145", where, value=", ".join(key))


def _sums(table: ReleasedTable, key: Key) -> Iterator[int]:
    """What the printed parts of a total add up to, along each dimension where all of them are printed and it is their sum."""
    for place, dimension in enumerate(table.head.dimensions):
        if key[place] == TOTAL and dimension.additive:
            parts = [table.cells[*key[:place], code, *key[place + 1 :]] for code in dimension.codes if code != TOTAL]
            shown = [value for value in parts if value is not None]
            if len(shown) == len(parts):
                yield sum(shown)
