"""Rules round cells: which rules of a page make up one table, and where its columns and rows are."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from stegvis.core.finished import Box
from stegvis.files.finished.layout import Rule, Strip, around

_NEAR = 3.0
_NARROW = 8.0
_LOW = 5.0
#: A page with more is a drawing.
_MOST_RULES = 1500


@dataclass(frozen=True)
class Frame:
    """The rules of one table, put together to long ones."""

    across: tuple[Box, ...]
    down: tuple[Box, ...]

    @cached_property
    def box(self) -> Box:
        """What the rules cover."""
        return around([*self.across, *self.down])

    @cached_property
    def zones(self) -> tuple[tuple[float, float], ...]:
        """The columns: from rule to rule down the page, and out to the ends of those across."""
        places = _apart([self.box.left, *(one.left for one in self.down), self.box.right], _NARROW)
        return tuple(itertools.pairwise(places))

    def holds(self, box: Box) -> bool:
        """Whether it stands within the rules."""
        middle = (box.top + box.bottom) / 2
        return self.box.top - 1 < middle < self.box.bottom + 1 and (
            box.left < self.box.right and box.right > self.box.left
        )

    def bands(self, strips: Sequence[Strip]) -> list[list[Strip]]:
        """The lines between one rule across the page and the next."""
        places = _apart([one.top for one in self.across], _LOW)
        bands: dict[int, list[Strip]] = {}
        for strip in strips:
            middle = (strip.box.top + strip.box.bottom) / 2
            bands.setdefault(sum(place <= middle for place in places), []).append(strip)
        return [bands[at] for at in sorted(bands)]

    def open_between(self, strips: Sequence[Strip]) -> set[int]:
        """The columns with no rule to their right beside these lines: one cell goes over several."""
        inner = [right for _, right in self.zones[:-1]]
        beside = self.beside(strips)
        found = {at for at, place in enumerate(inner) if not any(abs(place - one) < _NARROW for one in beside)}
        return found if len(found) < len(inner) or len(inner) == 1 else set()

    def beside(self, strips: Sequence[Strip]) -> list[float]:
        """Where rules go down the page beside these lines."""
        middle = sum((strip.box.top + strip.box.bottom) / 2 for strip in strips) / len(strips)
        return [one.left for one in self.down if one.top - 1 <= middle <= one.bottom + 1]


def _apart(places: Iterable[float], least: float) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] >= least:
            found.append(place)
    return found


def frames_of(rules: Sequence[Rule]) -> list[Frame]:
    """The tables with rules down the page; rules across it alone part rows, and make no frame."""
    if len(rules) > _MOST_RULES:
        return []
    across = list(_long([rule.box for rule in rules if not rule.upright]))
    down = [_turned(one) for one in _long([_turned(rule.box) for rule in rules if rule.upright])]
    groups: list[list[tuple[Box, bool]]] = []
    for one in [*((box, False) for box in across), *((box, True) for box in down)]:
        near = [group for group in groups if any(_touch(one[0], other) for other, _ in group)]
        groups = [group for group in groups if group not in near] + [
            [one, *(other for group in near for other in group)]
        ]
    frames = [Frame(tuple(b for b, up in group if not up), tuple(b for b, up in group if up)) for group in groups]
    return [frame for frame in frames if frame.down and len(frame.zones) > 1 and len(frame.across) > 1]


def _touch(one: Box, other: Box) -> bool:
    return (one.left - _NEAR <= other.right and other.left - _NEAR <= one.right
            and one.top - _NEAR <= other.bottom and other.top - _NEAR <= one.bottom)  # fmt: skip


def _turned(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _long(boxes: Sequence[Box]) -> Iterator[Box]:
    """Rules across put end to end: programs draw one for each cell."""
    last: Box | None = None
    for box in sorted(boxes, key=lambda one: (round(one.top / 2), one.left)):
        if last and abs(box.top - last.top) < 2 and box.left <= last.right + _NEAR:
            last = Box(last.left, last.top, max(last.right, box.right), last.bottom)
            continue
        if last:
            yield last
        last = box
    if last:
        yield last
