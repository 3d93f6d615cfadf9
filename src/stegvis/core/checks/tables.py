"""What must agree within and between the tables of counts that a document prints. A hidden cell is in no sum."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from stegvis.core.document import Document, TableBlock
from stegvis.core.findings import Finding, Where, error
from stegvis.core.tables import Key, ReleasedTable
from stegvis.core.vocabulary import TOTAL

#: Tables that count only a part of their population.
_PARTIAL = {"exits-by-destination"}


def totals_by_sex_add_up(document: Document) -> Iterator[Finding]:
    """Women, men and those of unknown sex together are the total, in every row that is published whole."""
    for table in _tables(document):
        yield from _totals(table, sex=True)


def totals_by_category_add_up(document: Document) -> Iterator[Finding]:
    """The rows together are the total, where a person is in one row only and all are published."""
    for table in _tables(document):
        yield from _totals(table, sex=False)


def population_is_the_same_in_every_table(document: Document) -> Iterator[Finding]:
    """Tables of the same population, period and initiatives have the same total, in all and by sex."""
    seen: dict[tuple[object, ...], tuple[int, str]] = {}
    for table in _tables(document):
        for sex, value in _margin(table).items():
            head = table.head
            group = (head.population, head.period, head.initiatives, table.party, sex)
            first, name = seen.setdefault(group, (value, head.name))
            if first != value:
                values = {"table": head.title, "other_table": name, "population": head.population}
                yield error("CHK-006", Where(head.name, 0, sex), value=value, other=first, **values)


def _tables(document: Document) -> Iterator[ReleasedTable]:
    return (block.table for block in document.blocks() if isinstance(block, TableBlock))


def _totals(table: ReleasedTable, *, sex: bool) -> Iterator[Finding]:
    for place, dimension in enumerate(table.head.dimensions):
        if dimension.has_total and dimension.additive and (dimension.name == "sex") is sex:
            for line in _lines(table, place):
                yield from _total(table, place, line)


def _lines(table: ReleasedTable, place: int) -> Iterator[list[Key]]:
    """The keys that differ only at that place, total last or not, as they are printed."""
    lines: dict[Key, list[Key]] = defaultdict(list)
    for key in table.cells:
        lines[(*key[:place], *key[place + 1 :])].append(key)
    return iter(lines.values())


def _total(table: ReleasedTable, place: int, line: list[Key]) -> Iterator[Finding]:
    total = next((table.cells[key] for key in line if key[place] == TOTAL), None)
    parts = [table.cells[key] for key in line if key[place] != TOTAL]
    published = sum(part for part in parts if part is not None)
    if total is not None and (published > total or (None not in parts and published != total)):
        others = [code for at, code in enumerate(line[0]) if at != place]
        where = Where(table.head.name, 0, ".".join(others))
        yield error("CHK-005", where, value=total, other=published, table=table.head.title, row=".".join(others))


def _margin(table: ReleasedTable) -> dict[str, int]:
    """The published totals, by sex; none of a table that counts only a part, or that has no total."""
    names = [dimension.name for dimension in table.head.dimensions]
    if table.head.name in _PARTIAL:
        return {}
    keys = product(*(dimension.codes if dimension.name == "sex" else (TOTAL,) for dimension in table.head.dimensions))
    found = {key: table.cells.get(key) for key in keys}
    at = names.index("sex") if "sex" in names else None
    return {key[at] if at is not None else TOTAL: value for key, value in found.items() if value is not None}
