"""Counted tables for the tests of disclosure control, written as rows of numbers."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from stegvis.core.periods import Period
from stegvis.core.tables import Category, CountTable, Dimension, Key, PrintedTable, TableHead
from stegvis.core.vocabulary import TOTAL, code_list

CASES = Path(__file__).parent.parent / "cases"
YEAR = Period.year(2020)


def dimension(name: str, codes: Iterable[str], *, additive: bool = True, persons: bool = True) -> Dimension:
    return Dimension(name, tuple(Category(code, code, persons) for code in codes), additive)


def head(
    *dimensions: Dimension, name: str = "participants-by-age", edition: str = "sus-2020", **more: object
) -> TableHead:
    return TableHead(name, name, YEAR, edition, dimensions, **more)  # type: ignore[arg-type]


def counted(
    rows: Mapping[str, Sequence[int]], name: str = "row", columns: str = "woman man", **more: object
) -> CountTable:
    """A table by sex from its inner cells; the margins are added. The last row may be a `total` of its own."""
    additive = TOTAL not in rows
    inner = {code: (*counts, sum(counts)) for code, counts in rows.items()}
    if additive:
        inner[TOTAL] = tuple(map(sum, zip(*inner.values(), strict=True)))
    sexes = (*columns.split(), TOTAL)
    top = head(dimension(name, inner, additive=additive), dimension("sex", sexes), **more)  # type: ignore[arg-type]
    return CountTable(top, {(code, sex): row[place] for code, row in inner.items() for place, sex in enumerate(sexes)})


def with_margins(dimensions: Sequence[Dimension], inner: Mapping[Key, int], **more: object) -> CountTable:
    """A table of any number of dimensions from its inner cells."""
    top = head(*dimensions, **more)  # type: ignore[arg-type]

    def value(key: Key) -> int:
        for place, code in enumerate(key):
            if code == TOTAL:
                parts = (one for one in dimensions[place].codes if one != TOTAL)
                return sum(value((*key[:place], part, *key[place + 1 :])) for part in parts)
        return inner[key]

    return CountTable(top, {key: value(key) for key in tuple(top.keys())})


def hide(table: CountTable, hidden: Iterable[Key]) -> dict[Key, int | None]:
    """The cells as they would be printed with these hidden."""
    return dict(table.cells) | dict.fromkeys(hidden, None)


def printed(table: CountTable, hidden: Iterable[Key] = (), threshold: int = 5) -> PrintedTable:
    """The table as the public would read it with these cells hidden."""
    return PrintedTable(table.head, hide(table, hidden), threshold, table.party, table.amounts)


def expected(name: str) -> CountTable:
    """A table of the case samspelet-2020 as it must be counted."""
    with (CASES / "samspelet-2020" / "expected" / f"{name}.csv").open(encoding="utf-8") as file:
        first, *lines = csv.reader(file)
    cells = {(code, sex): int(value) for code, sex, value in lines}
    codes = [code.code for code in code_list(first[0], "sus-2020").counted]
    rows = dimension(first[0], (*codes, TOTAL))
    top = head(rows, dimension("sex", ("woman", "man", TOTAL)), name=name, population=name.partition("-")[0])
    return CountTable(top, {key: cells.get(key, 0) for key in tuple(top.keys())})
