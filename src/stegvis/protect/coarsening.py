"""Coarser forms of a table, mildest first: what is tried before a table is refused (disclosure rules, "Coarsen first")."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stegvis.core.profile import Coarser, Policy
from stegvis.core.tables import Category, CountTable, Dimension, Key
from stegvis.core.vocabulary import OTHER, TOTAL, UNKNOWN, Grouping, code_list

SEX = "sex"
NOTE_GROUPED = "NOTE-050"
NOTE_WITHOUT_SEX = "NOTE-051"


def candidates(table: CountTable, policy: Policy) -> Iterator[CountTable]:
    """The table as it is, the association's own ways, each ready grouping, without sex, each ready grouping without sex."""
    yield table
    for coarser in policy.coarser:
        if coarser.table == table.head.name:
            yield from _chosen(table, coarser)
    yield from _ready(table)
    for without in _dropped(table, SEX):
        yield without
        yield from _ready(without)


def _chosen(table: CountTable, coarser: Coarser) -> Iterator[CountTable]:
    if coarser.drop:
        yield from _dropped(table, coarser.drop)
    elif coarser.merge:
        yield from _merged(table, coarser.merge)
    else:
        yield from list(_ready(table))[(coarser.grouping or 0) - 1 :][:1]


def _ready(table: CountTable) -> Iterator[CountTable]:
    for dimension in table.head.dimensions:
        for number, grouping in enumerate(_ready_groupings(dimension, table.head.edition), start=1):
            categories = _in_listed_order(dimension, grouping)
            yield _grouped(table, dimension, categories, grouping, f"grouping:{number}")


def _ready_groupings(dimension: Dimension, edition: str) -> tuple[Grouping, ...]:
    try:
        codes = code_list(dimension.name, edition)
    except KeyError:
        return ()
    # Where several codes may apply, a person in two rows would be added twice: no sum is the count of the merged row.
    return codes.coarser if dimension.additive and not codes.several else ()


def _merged(table: CountTable, merge: Grouping) -> Iterator[CountTable]:
    wanted = {code for group in merge for code in group.of}
    for dimension in table.head.dimensions:
        # Not known and outside the list have rows only where something is counted there.
        rows = {*dimension.codes, UNKNOWN, OTHER} - {TOTAL}
        if dimension.additive and wanted <= rows and wanted & set(dimension.codes):
            name = "merge:" + "+".join(group.code for group in merge)
            yield _grouped(table, dimension, _in_own_order(dimension, merge), merge, name)
            return


def _dropped(table: CountTable, name: str) -> Iterator[CountTable]:
    dimension = table.head.dimension(name)
    if dimension is None or not dimension.has_total or len(table.head.dimensions) == 1:
        return
    place = table.head.dimensions.index(dimension)
    cells = {key[:place] + key[place + 1 :]: count for key, count in table.cells.items() if key[place] == TOTAL}
    rest = tuple(one for one in table.head.dimensions if one is not dimension)
    head = replace(table.head, dimensions=rest, grouping=_named(table, f"drop:{name}"))
    if name == SEX:
        head = replace(head, notes=(*head.notes, NOTE_WITHOUT_SEX))
    yield CountTable(head, cells)


def _grouped(
    table: CountTable, dimension: Dimension, categories: Sequence[Category], grouping: Grouping, name: str
) -> CountTable:
    coarse = replace(dimension, categories=tuple(categories))
    place = table.head.dimensions.index(dimension)
    dimensions = (*table.head.dimensions[:place], coarse, *table.head.dimensions[place + 1 :])
    notes = (*table.head.notes, NOTE_GROUPED)
    head = replace(table.head, dimensions=dimensions, grouping=_named(table, name), notes=notes)
    return CountTable(head, _summed(table.cells, place, _group_of(grouping)))


def _summed(cells: Mapping[Key, int], place: int, group_of: Mapping[str, str]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for key, count in cells.items():
        coarse = (*key[:place], group_of.get(key[place], key[place]), *key[place + 1 :])
        sums[coarse] = sums.get(coarse, 0) + count
    return sums


def _in_listed_order(dimension: Dimension, grouping: Grouping) -> list[Category]:
    """A ready grouping is a whole list: its own order, then the rows that are not of the list (other, unknown, total)."""
    group_of = _group_of(grouping)
    groups = [_category(dimension, group.code, grouping) for group in grouping if set(group.of) & set(dimension.codes)]
    return groups + [category for category in dimension.categories if category.code not in group_of]


def _in_own_order(dimension: Dimension, merge: Grouping) -> list[Category]:
    """A merge of some rows stands where the last of them stood."""
    group_of = _group_of(merge)
    places = {code: place for place, code in enumerate(dimension.codes)}
    placed = {group.code: max((places[code] for code in group.of if code in places), default=-1) for group in merge}
    categories = []
    for place, category in enumerate(dimension.categories):
        group = group_of.get(category.code)
        if group is None:
            categories.append(category)
        elif placed[group] == place:
            categories.append(_category(dimension, group, merge))
    return categories


def _category(dimension: Dimension, code: str, grouping: Grouping) -> Category:
    group = next(one for one in grouping if one.code == code)
    persons = any(category.persons for category in dimension.categories if category.code in group.of)
    return Category(group.code, group.label, persons, of=group.of)


def _group_of(grouping: Grouping) -> dict[str, str]:
    return {code: group.code for group in grouping for code in group.of}


def _named(table: CountTable, name: str) -> str:
    return f"{table.head.grouping} {name}".strip()
