"""The one change that makes what does not agree agree, and the two where one is not enough."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.checking.agreement.relations import Relation
from stegvis.checking.understanding import Printed

#: Relations by the numbers that take part in them.
ByNumber = Mapping[int, Sequence[Relation]]

#: Beyond so many numbers two wrong ones at once are not looked for.
_MOST = 120


@dataclass(frozen=True, slots=True)
class Repair:
    """A number with what it should be, and the relations that agree then. `against`: shares that fit the printed number."""

    number: Printed
    value: Decimal
    repaired: tuple[Relation, ...]
    against: int = 0

    @property
    def score(self) -> tuple[int, int]:
        """The more it repairs and the fewer shares speak against it, the likelier it is."""
        return len(self.repaired), -self.against


def repairs_of(broken: Sequence[Relation], system: ByNumber, change: Mapping[int, Decimal]) -> tuple[Repair, ...]:
    """The changes that repair most of the broken relations and vie with no other; else the only two that repair all; else none.

    `system`: all relations; `change`: what is known to be wrong besides, with what it should be.
    """
    tried = list(_repairs(broken, system, change))
    best = [one for one in tried if one.score == max(other.score for other in tried)]
    if alone := {one.number.id: one for one in best[::-1] if not any(_vies(one, other) for other in best)}:
        return tuple(alone.values())
    pairs = list(_pairs(best, broken, system, change)) if len(broken) > 2 and len(tried) <= _MOST else []
    return pairs[0] if len({frozenset(one.number.id for one in pair) for pair in pairs}) == 1 else ()


def _vies(one: Repair, other: Repair) -> bool:
    """Whether another number would repair some of the same: two errors in one table vie for nothing."""
    return one.number.id != other.number.id and any(relation in other.repaired for relation in one.repaired)


def _repairs(broken: Sequence[Relation], system: ByNumber, change: Mapping[int, Decimal]) -> Iterator[Repair]:
    numbers = {number.id: number for relation in broken for number in relation.numbers if number.id not in change}
    for number in numbers.values():
        for value in _values(number, broken, change):
            if (found := _tried(number, value, broken, system, change)) is not None:
                yield found


def _values(number: Printed, broken: Sequence[Relation], change: Mapping[int, Decimal]) -> Iterable[Decimal]:
    """What the relations ask it to be, those of fewest numbers first, where least is rounded."""
    asked = (
        one.repaired_by(number, change)
        for one in sorted(broken, key=lambda one: len(one.terms))
        if number in one.numbers
    )
    return dict.fromkeys(value for value in asked if value is not None and value != number.value)


def _tried(
    number: Printed, value: Decimal, broken: Sequence[Relation], system: ByNumber, change: Mapping[int, Decimal]
) -> Repair | None:
    """The repair, if no sum that holds would break by it; shares may speak against a number that two sums ask for."""
    after = {**change, number.id: value}
    repaired = tuple(one for one in broken if number in one.numbers and one.holds_with(after))
    spoilt = [one for one in system[number.id] if one.holds_with(change) and not one.holds_with(after)]
    sums = sum(one.additive for one in repaired)
    if not repaired or any(one.additive for one in spoilt) or (spoilt and sums < 2):
        return None
    return Repair(number, value, repaired, len(spoilt))


def _pairs(
    first: Sequence[Repair], broken: Sequence[Relation], system: ByNumber, known: Mapping[int, Decimal]
) -> Iterator[tuple[Repair, Repair]]:
    """Two changes that together repair all: the second repairs at least two that the first leaves."""
    for one in first:
        change = {**known, one.number.id: one.value}
        left = [relation for relation in broken if not relation.holds_with(change)]
        for other in _repairs(left, system, change):
            if len(other.repaired) == len(left) > 1 and other.number.id != one.number.id:
                yield one, other
