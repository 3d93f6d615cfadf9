"""Cohorts that are alike but for things that divide them, as boxes: each is the sum of the smallest boxes that all are made of.

A box has a set on each axis: codes of a dimension, months of a period. Half a year's women of 45 to 59 and of 60 to 74, and
a whole year's of 45 and older, leave women of 45 and older in the other half: nobody has printed them, nor either of the
cohorts that they are the difference of. So boxes are cut along all axes at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from stegvis.core.periods import Period
from stegvis.protect.protector.cohorts import EVENTS, Cohort
from stegvis.protect.protector.relations import Column, Fate, System

Axis = tuple[str, str]
#: Where a box lies: a set of atoms on each axis.
Box = tuple[frozenset[str], ...]

PERIOD: Axis = ("period", "")
#: The atom for whoever is in none of an axis's sets: in the box of a cohort that asks nothing there.
ELSEWHERE = "elsewhere"
#: More boxes than this are cut along one axis at a time.
MOST_BOXES = 2_000


def tie_boxes(system: System, shared: set[tuple[str, str]], scopes: set[str], fresh: set[int | None]) -> None:
    """Tie every cohort of `fresh` columns' families. `shared`: dimensions that do not divide a population; `scopes`: those
    that a table may ask of all that it counts."""
    for family in _families(system, shared, scopes):
        if fresh.intersection(family.values()):
            _tie(system, family)


def _families(system: System, shared: set[tuple[str, str]], scopes: set[str]) -> Iterator[Mapping[Box, int]]:
    """Cohorts by the same things, with the box that each is; on an axis where nothing is asked, all atoms."""
    found: dict[object, list[tuple[dict[Axis, frozenset[str]], int]]] = defaultdict(list)
    for cohort, column in system.of_cohort.items():
        asked, same = _asked(cohort, shared)
        by = frozenset(axis for axis in asked if axis[0] not in scopes and axis != PERIOD)
        found[cohort.population, by, same].append((asked, column))
    for members in found.values():
        yield from _boxes(members)


def _asked(cohort: Cohort, shared: set[tuple[str, str]]) -> tuple[dict[Axis, frozenset[str]], object]:
    """The sets of a cohort on the axes that divide its population, and what else must be the same for two to be set beside."""
    asked, same = {}, []
    for trait in cohort.traits:
        divides = (cohort.population, trait.dimension) not in shared and _divides(cohort.population, trait.dimension)
        if divides:
            asked[trait.dimension, trait.edition] = trait.codes
        else:
            same.append(trait)
    if cohort.population in EVENTS:
        asked[PERIOD] = _months(cohort.period)
    return asked, (frozenset(same), None if cohort.population in EVENTS else cohort.period)


def _divides(population: str, dimension: str) -> bool:
    """Whether nobody is in two rows of the dimension. A person may be in two initiatives, or with two parties."""
    return population in EVENTS or dimension not in ("initiative", "party", "association")


def _boxes(members: Sequence[tuple[dict[Axis, frozenset[str]], int]]) -> Iterator[Mapping[Box, int]]:
    """The boxes of a family, where some axis cuts one through another; along other axes the parts are told apart."""
    axes = sorted({axis for asked, _ in members for axis in asked})
    every = {axis: {asked[axis] for asked, _ in members if axis in asked} for axis in axes}
    cut = [axis for axis in axes if _cuts(every[axis], any(axis not in asked for asked, _ in members))]
    if not cut:
        return
    whole = {axis: frozenset({ELSEWHERE}).union(*every[axis]) for axis in axes}
    parts: dict[object, dict[Box, int]] = defaultdict(dict)
    for asked, column in members:
        apart = tuple(asked.get(axis) for axis in axes if axis not in cut)
        parts[apart].setdefault(tuple(asked.get(axis, whole[axis]) for axis in cut), column)
    for boxes in parts.values():
        yield from (
            [boxes]
            if prod(len(_pieces({box[at] for box in boxes})) for at in range(len(cut))) <= MOST_BOXES
            else (_along_one_axis(boxes, len(cut)))
        )


def _cuts(sets: set[frozenset[str]], not_asked: bool) -> bool:
    return not_asked or sum(map(len, sets)) > len(frozenset().union(*sets))


def _along_one_axis(boxes: Mapping[Box, int], axes: int) -> Iterator[Mapping[Box, int]]:
    for at in range(axes):
        alike: dict[object, dict[Box, int]] = defaultdict(dict)
        for box, column in boxes.items():
            alike[box[:at], box[at + 1 :]][(box[at],)] = column
        yield from (one for one in alike.values() if len(one) > 1)


def _tie(system: System, boxes: Mapping[Box, int]) -> None:
    """Each box is the sum of its pieces. A piece that is a box itself has its column; the others are printed nowhere."""
    if len(boxes) < 2:
        return
    pieces = [_pieces({box[at] for box in boxes}) for at in range(len(next(iter(boxes))))]
    columns: dict[Box, int] = {}
    for box, column in sorted(boxes.items(), key=lambda one: one[1]):
        inside = [[piece for piece in every if piece <= own] for every, own in zip(pieces, box, strict=True)]
        parts = list(product(*inside))
        if parts != [box]:
            for part in parts:
                if part not in columns:
                    columns[part] = boxes[part] if part in boxes else _unprinted(system, column)
            system.tie([*((columns[part], 1) for part in parts), (column, -1)])


def _pieces(sets: set[frozenset[str]]) -> list[frozenset[str]]:
    """The smallest sets that all are made of: atoms that are in the same ones."""
    inside: dict[frozenset[int], set[str]] = defaultdict(set)
    numbered = sorted(sets, key=sorted)
    for atom in sorted(frozenset().union(*sets)):
        inside[frozenset(place for place, one in enumerate(numbered) if atom in one)].add(atom)
    return [frozenset(atoms) for atoms in inside.values()]


def _unprinted(system: System, among: int) -> int:
    return system.column(Column(None, 0, fate=Fate.HIDDEN, persons=system.columns[among].persons))


def _months(period: Period) -> frozenset[str]:
    first, last = (day.year * 12 + day.month for day in (period.start, period.end))
    return frozenset(map(str, range(first, last + 1)))
