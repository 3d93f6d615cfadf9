"""A table of the whole nation, invented: associations within counties, by sex and three classes. The same numbers every time."""

import random
from collections.abc import Iterator
from itertools import product

from stegvis.core.periods import Period
from stegvis.core.tables import Category, CountTable, Dimension, Key, TableHead
from stegvis.core.vocabulary import TOTAL

CLASSES = ("16-29", "30-44", "45-64")
SEXES = ("woman", "man")


def national_table(associations: int = 80, counties: int = 21, *, seed: int = 1) -> CountTable:
    """Associations of very different size; many cells are small and some are zero. 80 give 1 224 cells."""
    chance = random.Random(seed)
    places = {f"a{number:02}": f"c{number % counties:02}" for number in range(associations)}
    inner = {
        (place, sex, band): _count(chance, size)
        for place, size in ((place, chance.paretovariate(1.2) * 4) for place in places)
        for sex, band in product(SEXES, CLASSES)
    }
    dimensions = (
        Dimension("association", tuple(_associations(places))),
        Dimension("sex", tuple(Category(one, one) for one in (*SEXES, TOTAL))),
        Dimension("class", tuple(Category(one, one) for one in (*CLASSES, TOTAL))),
    )
    head = TableHead("participants-by-association", "Deltagare efter förbund", Period.year(2025), "", dimensions)
    cells = {key: sum(_parts(inner, places, key)) for key in tuple(head.keys())}
    return CountTable(head, cells)


def _count(chance: random.Random, size: float) -> int:
    return max(0, round(chance.gauss(size, size**0.5)))


def _associations(places: dict[str, str]) -> Iterator[Category]:
    for county in sorted(set(places.values())):
        yield Category(county, county)
        yield from (Category(one, one, parent=county) for one, its in places.items() if its == county)
    yield Category(TOTAL, "Riket")


def _parts(inner: dict[Key, int], places: dict[str, str], key: Key) -> Iterator[int]:
    place, sex, band = key
    for (one, its_sex, its_band), count in inner.items():
        if place in (TOTAL, one, places[one]) and sex in (TOTAL, its_sex) and band in (TOTAL, its_band):
            yield count


def two_way_table(rows: int = 29, columns: int = 14, *, seed: int = 1) -> CountTable:
    """Rows by columns with both margins; 29 by 14 give 450 cells."""
    chance = random.Random(seed)
    sizes = [[chance.paretovariate(1.1) * 5 for _ in range(many)] for many in (rows, columns)]
    names = [[f"{letter}{number:02}" for number in range(many)] for letter, many in (("r", rows), ("k", columns))]
    inner = {
        (row, column): _count(chance, height * width / 12)
        for row, height in zip(names[0], sizes[0], strict=True)
        for column, width in zip(names[1], sizes[1], strict=True)
    }
    dimensions = tuple(
        Dimension(name, tuple(Category(one, one) for one in (*codes, TOTAL)))
        for name, codes in zip(("row", "column"), names, strict=True)
    )
    head = TableHead("two-way", "Två led", Period.year(2025), "", dimensions)
    cells = {}
    for row, column in tuple(head.keys()):
        parts = (count for (one, other), count in inner.items() if row in (TOTAL, one) and column in (TOTAL, other))
        cells[row, column] = sum(parts)
    return CountTable(head, cells)
