"""What a total totals. Nobody writes it down, so it is a hypothesis: the scope that the table's other numbers bear out.

A line that has been summed is counted once: further down its total stands for it, each number by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from stegvis.checking.lines import Line, LineKind
from stegvis.checking.relations import Relation, Term, sum_of
from stegvis.checking.slips import is_slip, slip_of
from stegvis.checking.understanding import Printed

#: How much the numbers that agree must weigh (digits that cannot agree by chance) before one that does not is held wrong.
_ENOUGH = {LineKind.TOTAL: 0.45, LineKind.NAMED: 1.0}
_MORE = 0.6
#: Up to this rank a scope is as expected: a total's since the last one, a result's with the last one.
_EXPECTED = {LineKind.TOTAL: 1, LineKind.NAMED: 3}
_MUCH = 3.0
#: So much that a line is a total though nothing says so.
_BEYOND_CHANCE = 6.0
_SEVERAL = 2
#: A total sums no further back than so many other totals and headings.
_FURTHEST = 40

#: A named total of so many that is its sum but for a slip: it is hardly chance.
_LONG = 1000
_UNLIKELY = 80
#: An amount of so few is off by one digit from much.
_SHORT = 100

#: How far a total may be from its parts and still be theirs, where no other number bears the scope out.
_NEAR = 10
_MONEY = 10_000


@dataclass(frozen=True, slots=True)
class Cut:
    """A cell that holds no number, though the others of its sum say what it must be. `like`: one of them."""

    line: int
    key: int
    expected: Decimal
    like: Printed


@dataclass(frozen=True)
class Scope:
    """A total with the lines that it sums. `sums`: by where the other axis crosses: the relation. `rank`: 0 is the likeliest."""

    total: int
    parts: frozenset[int]
    sums: Mapping[int, Relation]
    rank: int
    cut: tuple["Cut", ...] = ()

    @property
    def holding(self) -> list[Relation]:
        """The sums that are right."""
        return [one for one in self.sums.values() if one.holds]

    @property
    def broken(self) -> list[Relation]:
        """The sums that are not."""
        return [one for one in self.sums.values() if not one.holds]

    @property
    def weight(self) -> float:
        """How little its agreeing numbers can be chance."""
        return sum(_told(one, abs(one.whole.value)) for one in self.holding)

    @property
    def evidence(self) -> float:
        """The same, where a small result of large numbers says as much as they do."""
        return sum(_told(one, _size(one)) for one in self.holding)


def _told(relation: Relation, size: Decimal) -> float:
    """How many digits agree that could be others."""
    step = relation.whole.step
    return max(0.0, log10((step + size) / (step + relation.high - relation.low)))


def _size(relation: Relation) -> Decimal:
    """How large its numbers are: a small result of large ones agrees as little by chance as a large one does."""
    sizes = [abs(one.value) for one in relation.numbers if one.value]
    return max(sizes) if len(sizes) > _SEVERAL else abs(relation.whole.value)


class Totals:
    """The totals of a table along one axis, in order.

    `money`: numbers without a unit are amounts. `differences`: where the other axis compares amounts, without their signs.
    `custom`: it is a statement of the field, so a named line is a total even where no number bears that out. `alone`: a
    named line may be the total of one.
    """

    def __init__(
        self,
        check: str,
        lines: Sequence[Line],
        *,
        money: bool = False,
        differences: Set[int] = frozenset(),
        custom: bool = False,
        alone: bool = False,
    ) -> None:
        self._check = check
        self._money = money
        self._custom = custom
        self._alone = alone
        self._differences = differences
        self.lines = lines
        self._summed: dict[int, set[int]] = defaultdict(set)
        self._starts = [0]
        self._accepted: list[int] = []

    def scopes(self) -> Iterator[Scope]:
        """Each total with what it sums, as far as that can be told."""
        for at, line in enumerate(self.lines):
            if line.kind is LineKind.HEADING:
                self._starts.append(at + 1)
            elif line.sums and (found := self._best(at)):
                yield found
                self._sum_up(found)
            elif line.sums and self._custom:
                yield from self._nearest(at)
            elif line.kind is LineKind.TOTAL and max(self._starts) < at:
                self._starts += [at, at + 1]
                self._accepted.append(at)
            elif line.kind is LineKind.PLAIN and (found := self._implied(at)):
                yield found
                self._sum_up(found)
            yield from self._below(at)

    def _sum_up(self, scope: Scope) -> None:
        self._starts += [scope.total, scope.total + 1]
        self._accepted.append(scope.total)
        for key, one in scope.sums.items():
            summed = {term.number.id for term in one.terms}
            cells = ((part, self.lines[part].cells.get(key)) for part in scope.parts)
            self._summed[key] |= {part for part, number in cells if number and number.id in summed}

    def _best(self, at: int) -> Scope | None:
        """The scope that most numbers bear out; of equals the likeliest."""
        scopes = [one for one in (*self._above(at), *self._apart(at)) if not self._is_of_another(one)]
        found = max(
            scopes, key=lambda one: (len(one.holding) > 0, one.weight, -len(one.broken), -one.rank), default=None
        )
        return found if found and (found.holding or self.lines[at].kind is LineKind.TOTAL) else None

    def _is_of_another(self, scope: Scope) -> bool:
        """Whether it would be the total of one other total, or costs of an income, and is not: each sums what is not listed."""
        summed = {term.number.id for one in scope.sums.values() for term in one.terms}
        lines = [
            self.lines[part] for part in scope.parts if summed & {one.id for one in self.lines[part].cells.values()}
        ]
        if len(lines) != 1 or not scope.broken:
            return False
        if lines[0].kind is LineKind.PLAIN and len(scope.holding) > len(scope.broken):
            return lines[0].less != self.lines[scope.total].less
        far = any(abs(one.difference) * _NEAR > abs(one.whole.value) and not _is_long_slip(one) for one in scope.broken)
        return far or lines[0].sums or lines[0].less != self.lines[scope.total].less

    def _implied(self, at: int) -> Scope | None:
        """What a line sums that does not say so: where so many numbers agree, and most do, it is no chance."""
        near = {one for one in self._starts if at - _FURTHEST <= one < at}
        scopes = (one for one in self._from(at, near) if all(len(sum_.terms) > 1 for sum_ in one.sums.values()))
        found = max(scopes, key=lambda one: one.evidence, default=None)
        borne_out = found and found.evidence >= _BEYOND_CHANCE and len(found.broken) < len(found.holding) > 1
        return found if borne_out else None

    def _nearest(self, at: int) -> Iterator[Scope]:
        """What a total that nothing bears out sums by custom: of the lines above those that come nearest to it."""
        last = next((one for one in range(at - 1, -1, -1) if self.lines[one].sums), 0)
        above = [one for one in self._above(at, (last, last + 1)) if min(one.parts, default=0) >= last]
        known = [one for one in above if len(one.sums) == 1 and all(_is_near(sum_) for sum_ in one.sums.values())]
        yield from sorted(known, key=lambda one: sum(abs(sum_.difference) for sum_ in one.broken))[:1]

    def _above(self, at: int, more: Sequence[int] = ()) -> Iterator[Scope]:
        """Sums of the lines right above: since the last total or heading, or since an earlier one. `more`: further starts."""
        yield from self._from(at, {one for one in (*self._starts, *more) if one < at})

    def _from(self, at: int, starts: Set[int]) -> Iterator[Scope]:
        """Sums of the lines from each of these; debts begin after the equity."""
        above = range(at - 1, -1, -1) if self.lines[at].leaves else ()
        first = next((one + 1 for one in above if self.lines[at].without(self.lines[one])), 0)
        for rank, start in enumerate(sorted({max(one, first) for one in starts}, reverse=True)[:_FURTHEST]):
            parts = [part for part in range(start, at) if self.lines[part].kind is not LineKind.WITHIN]
            for minus in (False, True):
                signs = {part: -1 if minus and self.lines[part].less else 1 for part in parts}
                if not minus or len(set(signs.values())) == 2:
                    yield self._scope(at, signs, 2 * rank + minus, self._summed)

    def _apart(self, at: int) -> Iterator[Scope]:
        """Differences between two totals above, also such as a later total has in it: what is left of income after costs."""
        if self.lines[at].kind is not LineKind.NAMED:
            return
        before = self._accepted[-_FURTHEST:]
        for rank, second in enumerate(reversed(before), start=100):
            for first in (one for one in before if one < second):
                scope = self._scope(at, {first: 1, second: -1}, rank, {})
                whole = {key: one for key, one in scope.sums.items() if len(one.terms) == 2}
                found = Scope(at, frozenset(), whole, rank)
                if found.weight >= _MUCH:
                    yield found

    def _below(self, at: int) -> Iterator[Scope]:
        """Sums of the lines right below that are said to be within this one, or of all below a total at the top."""
        after = self.lines[at + 1 :]
        within = _run(after, (LineKind.WITHIN,))
        top = self.lines[at].kind is LineKind.TOTAL and not any(one.cells for one in self.lines[:at])
        parts = within or (_run(after, (LineKind.PLAIN,)) if top else 0)
        if parts > 1 and self.lines[at].cells:
            scope = self._scope(at, {at + 1 + part: 1 for part in range(parts)}, 0, {})
            if scope.weight >= _MUCH and len(scope.holding) >= len(scope.broken):
                yield scope

    def _scope(self, at: int, signs: Mapping[int, int], rank: int, summed: Mapping[int, Set[int]]) -> Scope:
        sums = {}
        for key in self.lines[at].cells:
            one = self._sum(at, key, signs, summed.get(key, frozenset()))
            if one is not None and not (one.whole.figure.decimals and _is_among_parts(one)):
                sums[key] = one
        return Scope(at, frozenset(signs), sums, rank, tuple(self._cut(at, signs, summed)))

    def _cut(self, at: int, signs: Mapping[int, int], summed: Mapping[int, Set[int]]) -> Iterator[Cut]:
        """The totals that cannot be read, with what their parts make."""
        for key in self.lines[at].unread - self._differences:
            parts = [part for part in signs if part not in summed.get(key, frozenset())]
            numbers = [(self.lines[part].cells[key], signs[part]) for part in parts if key in self.lines[part].cells]
            if numbers and not any(key in self.lines[part].unread for part in parts):
                yield Cut(at, key, sum((number.value * sign for number, sign in numbers), Decimal(0)), numbers[0][0])

    def _sum(self, at: int, key: int, signs: Mapping[int, int], summed: Set[int]) -> Relation | None:
        """The sum where the other axis crosses; None if a part cannot be read, is of another year, or there is no part."""
        total = self.lines[at]
        parts = [part for part in signs if part not in summed]
        if key in self._differences and -1 in signs.values():
            return None
        if any(key in self.lines[part].unread or _of_other_years(self.lines[part], total) for part in parts):
            return None
        terms = [Term(self.lines[part].cells[key], signs[part]) for part in parts if key in self.lines[part].cells]
        if not terms or (len(terms) == 1 and total.kind is LineKind.NAMED and not self._may_be_alone(total, parts)):
            return None
        return sum_of(self._check, total.cells[key], terms, 95, money=self._money)

    def _may_be_alone(self, total: Line, parts: Sequence[int]) -> bool:
        """Whether a named line may be the total of one number: of a section, of another result; no cost of an income."""
        return self._alone or any(
            self.lines[part].sums and self.lines[part].less == total.less and (not total.less or part in self._accepted)
            for part in parts
        )


def _is_near(relation: Relation) -> bool:
    """Whether a total may be that of its parts, though it is not: it is off by a slip or by less than half."""
    most = max(abs(relation.whole.value), abs(relation.expected))
    return abs(relation.difference) * 2 <= most or bool(slip_of(relation.whole.value, relation.expected))


def _is_among_parts(relation: Relation) -> bool:
    """Whether a number lies among its parts, as the mean of them does and their sum does not."""
    parts = [term.number.value * term.sign for term in relation.terms]
    return not relation.holds and len(parts) > 1 and 0 < min(parts) <= relation.whole.value <= max(parts)


def _of_other_years(part: Line, total: Line) -> bool:
    return part.sums and bool(part.years) and bool(total.years) and part.years != total.years


def _run(lines: Sequence[Line], kinds: Sequence[LineKind]) -> int:
    """How many of the first lines are of these kinds."""
    return next((place for place, one in enumerate(lines) if one.kind not in kinds), len(lines))


def certainty_of(scope: Scope, lines: Sequence[Line], *, whole: bool = False, custom: bool = False) -> int:
    """How sure it is that the scope's broken sums are wrong, in percent; 0 says nothing of them.

    Others that hold are the evidence. Without them it must be a total that says so, and look like a slip.
    `whole`: the table says besides that its total is the whole of its parts, 100 %. `custom`: a statement's rows come in
    an order that everybody follows.
    """
    total = lines[scope.total]
    sexes = all(lines[part].sex for part in scope.parts)
    if _leaves_some_out(scope, sexes) or not (
        scope.holding or whole or not any(_is_of_more(at, lines) for at in scope.parts)
    ):
        return 0
    if scope.holding:
        enough = _ENOUGH[LineKind.TOTAL if custom else total.kind] if total.sums else _MUCH
        enough += _MORE * (total.sums and scope.rank > _EXPECTED[total.kind])
        return 95 if scope.evidence >= enough and len(scope.broken) <= len(scope.holding) + 1 else 0
    if total.kind is LineKind.NAMED:
        return _UNLIKELY if all(len(one.terms) > 1 and _is_long_slip(one) for one in scope.broken) else 0
    if total.kind is not LineKind.TOTAL or scope.rank > 1 or len(scope.broken) > (1 if sexes else 2):
        return 0
    if whole and len(scope.broken) == 1:
        return 90
    plain = len(scope.parts) == scope.total == len(lines) - 1
    return min((_alone(one, sexes, plain) for one in scope.broken), default=0)


def _is_long_slip(relation: Relation) -> bool:
    """Whether so long a number differs from its sum by a slip only that it cannot be chance."""
    return abs(relation.expected) >= _LONG * relation.whole.step and bool(
        slip_of(relation.whole.value, relation.expected)
    )


def _alone(relation: Relation, sexes: bool, plain: bool) -> int:
    """How sure a broken sum is that nothing else bears out. `plain`: the table is its parts and its total, and no more."""
    whole, off = relation.whole, relation.difference
    most = max(abs(term.number.value) for term in relation.terms)
    if len(relation.terms) < 2 or (sexes and whole.value < most):
        return 0
    if _is_among_parts(relation) and not slip_of(whole.value, relation.expected):
        return 0
    if is_slip(relation) and (sexes or abs(whole.value) >= _SHORT * whole.step):
        return 90
    if whole.unit in ("kr", "tkr", "mnkr") or abs(whole.value) >= _MONEY:
        return 85 if abs(off) * _NEAR <= abs(whole.value) else 70 if plain else 0
    return 75 if sexes and off < 0 else 0


def _is_of_more(at: int, lines: Sequence[Line]) -> bool:
    """Whether a line is the total of what is not listed: nothing stands above it that it could sum."""
    before = lines[at - 1].kind if at else LineKind.HEADING
    return lines[at].kind is LineKind.TOTAL and before in (LineKind.HEADING, LineKind.TOTAL)


def _leaves_some_out(scope: Scope, sexes: bool) -> bool:
    """Whether totals are more than their parts throughout, and the last by as much as the others: some are not printed.

    People whose sex is not known are often left out so, in a row and in the last.
    """
    more = sorted(one.difference for one in scope.broken)
    return len(more) > (1 if sexes else 2) and more[0] > 0 and more[-1] == sum(more[:-1])
