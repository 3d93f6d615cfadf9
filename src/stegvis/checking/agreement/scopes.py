"""What a total may sum. Nobody writes it down: a scope is a guess, and how many of its numbers agree is what speaks for it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import log10

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.tables.lines import Line
from stegvis.checking.understanding import Printed

#: Of so many numbers the largest tells how many digits their sum might have had.
_SEVERAL = 2

#: In about so many ways a hand makes another number of one.
_WAYS = 30

#: The lines that a total sums, added (1) or taken away (-1).
Signs = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A cell that holds no number, though the others of its sum say what it must be. `like`: one of them."""

    line: int
    key: int
    expected: Decimal
    like: Printed


@dataclass(frozen=True)
class Scope:
    """A total with the lines that it sums. `sums`: by where the other axis crosses: the relation.

    `price`: how many digits must agree before it is believed.
    """

    total: int
    parts: frozenset[int]
    sums: Mapping[int, Relation]
    price: float
    cut: tuple[Cut, ...] = ()

    @cached_property
    def holding(self) -> Sequence[Relation]:
        """The sums that are right."""
        return [one for one in self.sums.values() if one.holds]

    @cached_property
    def broken(self) -> Sequence[Relation]:
        """The sums that are not."""
        return [one for one in self.sums.values() if not one.holds]

    @property
    def mostly_holds(self) -> bool:
        """Whether more of its sums hold than not."""
        return len(self.holding) > len(self.broken)

    @cached_property
    def margin(self) -> float:
        """How many digits agree that could be others, beyond those that must."""
        return sum(map(digits_of, self.holding)) - self.price


def digits_of(relation: Relation) -> float:
    """How many digits of a total are those of its parts' sum: what speaks for it that they are its parts.

    A small result of large numbers says as much as they do. A slip of the hand says nearly as much as the number itself.
    """
    whole, sizes = relation.whole, [abs(one.value) for one in relation.numbers if one.value]
    size = max(sizes) if len(sizes) > _SEVERAL else abs(whole.value)
    off = relation.high - relation.low if relation.holds else abs(relation.difference)
    slip = not relation.holds and slip_of(whole.value, relation.expected)
    return digits_of_slip(relation) if slip else max(0.0, log10((whole.step + size) / (whole.step + off)))


def digits_of_slip(relation: Relation) -> float:
    """How many digits a total says that is its parts' sum but for a slip: as many as it has, but for the ways to slip."""
    return log10((1 + abs(relation.expected) / relation.whole.step) / _WAYS)


@dataclass(frozen=True, slots=True)
class Adding:
    """The lines of a table along one axis, and how they are added. `check`: the code of a sum that does not hold.

    `money`: numbers without a unit are amounts. `differences`: where the other axis compares amounts, without their signs.
    `custom`: it is a statement of the field, so a named line is a total even where no number bears that out. `whole`: the
    table says besides that a total is 100 % of its parts.
    """

    check: str
    lines: Sequence[Line]
    money: bool = False
    differences: Set[int] = frozenset()
    custom: bool = False
    whole: bool = False

    def scope(self, at: int, signs: Signs, price: float) -> Scope:
        """The line as the total of these."""
        sums = {key: one for key in self.lines[at].cells if (one := self._sum(at, key, signs)) is not None}
        return Scope(at, frozenset(signs), sums, price, tuple(self._cut(at, signs)))

    def _sum(self, at: int, key: int, signs: Signs) -> Relation | None:
        """The sum where the other axis crosses; None if a part cannot be read, is of another year, or it is their mean."""
        total, parts = self.lines[at], [self.lines[part] for part in signs]
        terms = [Term(line.cells[key], signs[part]) for part in signs if key in (line := self.lines[part]).cells]
        signed = key in self.differences and -1 in signs.values()
        if not terms or signed or any(key in part.unread or _of_other_years(part, total) for part in parts):
            return None
        found = sum_of(self.check, total.cells[key], terms, 95, money=self.money)
        return None if found.whole.figure.decimals and is_among_parts(found) else found

    def _cut(self, at: int, signs: Signs) -> Iterator[Cut]:
        """The totals that cannot be read, with what their parts make."""
        for key in self.lines[at].unread - self.differences:
            numbers = [
                (self.lines[part].cells[key], sign) for part, sign in signs.items() if key in self.lines[part].cells
            ]
            if numbers and not any(key in self.lines[part].unread for part in signs):
                yield Cut(at, key, sum((number.value * sign for number, sign in numbers), Decimal(0)), numbers[0][0])


def is_among_parts(relation: Relation) -> bool:
    """Whether a number lies among its parts, as the mean of them does and their sum does not."""
    parts = [term.number.value * term.sign for term in relation.terms]
    return not relation.holds and len(parts) > 1 and 0 < min(parts) <= relation.whole.value <= max(parts)


def _of_other_years(part: Line, total: Line) -> bool:
    return part.sums and bool(part.years) and bool(total.years) and part.years != total.years
