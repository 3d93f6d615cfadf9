"""Random persons, and random publications of them: tables of two and three dimensions, hierarchies, linked, one after another."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from stegvis.core.periods import Period
from stegvis.core.tables import Category, CountTable, Dimension, Key, TableHead
from stegvis.core.vocabulary import TOTAL

SEXES = ("woman", "man", TOTAL)
BANDS = ("15-29", "30-44", "45-59", TOTAL)
INITIATIVES = ("A", "B", "C", TOTAL)
#: Associations within regions within the nation.
REGIONS = {"north": ("n1", "n2"), "south": ("s1", "s2", "s3")}
PLACES = tuple(place for places in REGIONS.values() for place in places)

Reading = Callable[["Entry"], Sequence[str]]


@dataclass(frozen=True)
class Entry:
    """One entry of one person."""

    sex: str
    band: str
    initiative: str
    place: str
    month: int


def _region(entry: Entry) -> Sequence[str]:
    return entry.place, next(region for region, places in REGIONS.items() if entry.place in places), TOTAL


READINGS: Mapping[str, Reading] = {
    "sex": lambda entry: (entry.sex, TOTAL),
    "age_band": lambda entry: (entry.band, TOTAL),
    "initiative": lambda entry: (entry.initiative, TOTAL),
    "association": _region,
}


def _plain(name: str, codes: Sequence[str]) -> Dimension:
    return Dimension(name, tuple(Category(code, code) for code in codes))


def _places() -> Iterator[Category]:
    for region, places in REGIONS.items():
        yield Category(region, region)
        yield from (Category(place, place, parent=region) for place in places)
    yield Category(TOTAL, "nation")


DIMENSIONS = {
    "sex": _plain("sex", SEXES),
    "age_band": _plain("age_band", BANDS),
    "initiative": _plain("initiative", INITIATIVES),
    "association": Dimension("association", tuple(_places())),
}
#: What may be published of the entries: names of dimensions, sex last.
SHAPES = (("age_band", "sex"), ("initiative", "sex"), ("association", "sex"), ("initiative", "age_band"),
          ("association",), ("initiative", "age_band", "sex"))  # fmt: skip


def entries(chance: random.Random) -> list[Entry]:
    """Some dozens, unevenly spread, so that small cells and zeros are common."""
    weights = {name: [chance.random() ** 2 + 0.02 for _ in codes] for name, codes in
               (("band", BANDS[:-1]), ("initiative", INITIATIVES[:-1]), ("place", PLACES))}  # fmt: skip
    return [
        Entry(
            chance.choice(SEXES[:-1]),
            chance.choices(BANDS[:-1], weights["band"])[0],
            chance.choices(INITIATIVES[:-1], weights["initiative"])[0],
            chance.choices(PLACES, weights["place"])[0],
            chance.randint(1, 12),
        )
        for _ in range(chance.randint(12, 240))
    ]


def table(entered: Sequence[Entry], shape: Sequence[str], months: int = 12) -> CountTable:
    """The entries of the first months of a year, counted."""
    cells: dict[Key, int] = dict.fromkeys(product(*(DIMENSIONS[name].codes for name in shape)), 0)
    for entry in entered:
        if entry.month <= months:
            for key in product(*(READINGS[name](entry) for name in shape)):
                cells[key] += 1
    period = Period.year(2020) if months == 12 else Period.parse(f"2020-01..2020-{months:02}")
    head = TableHead(
        "entrants-by-" + "-".join(shape), "Inskrivna", period, "", tuple(DIMENSIONS[name] for name in shape),
        population="entrants",
    )  # fmt: skip
    return CountTable(head, cells)


def publications(seed: int) -> list[list[CountTable]]:
    """What is published together, and what after it: one to three tables once, or first of a part of the year."""
    chance = random.Random(seed)
    entered = entries(chance)
    shapes = chance.sample(SHAPES, chance.randint(1, 3))
    if chance.random() < 0.4:
        months = chance.choice((3, 6, 9))
        return [[table(entered, shapes[0], months)], [table(entered, shape) for shape in shapes]]
    if chance.random() < 0.4:
        return [[table(entered, shape)] for shape in shapes]
    return [[table(entered, shape) for shape in shapes]]
