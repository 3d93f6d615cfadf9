"""What a total totals, found as somebody does who adds a table up from the top.

Lines that no total has summed are *open*. A total sums the last of them: since the total or heading before it, or further
back. Which it is nobody writes down, so each is a guess (`scopes`), and the one is taken of which most digits agree. The
total stands for its parts then, and is open itself. How sure a sum is that does not hold is another question (`certainty`).
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from math import log10

from stegvis.checking.agreement.certainty import is_borne_out
from stegvis.checking.agreement.scopes import Adding, Scope, Signs, digits_of
from stegvis.checking.tables.lines import Line, LineKind

#: How many digits must agree before a line is believed to be a total: one that says so needs hardly any; one that is so by
#: custom a whole one, but in a statement, where everybody follows it; one that does not say so more than agree by chance.
_PRICES = {LineKind.TOTAL: 0.5, LineKind.NAMED: 1.0, LineKind.PLAIN: 6.0}
#: What stands below a line is often not all of it.
_BELOW = 3.0
#: A total sums no further back than so many other totals and headings.
_FURTHEST = 40


class Totals:
    """The totals of a table along one axis, in order."""

    def __init__(self, adding: Adding) -> None:
        self._adding = adding
        self._open: list[int] = []
        self._starts = {0}
        self._totals: list[int] = []

    def scopes(self) -> Iterator[Scope]:
        """Each total with what it sums, as far as that can be told."""
        for at, line in enumerate(self._adding.lines):
            if line.kind is LineKind.HEADING:
                self._starts.add(at + 1)
            elif line.kind is not LineKind.WITHIN:
                self._starts |= {at + 1} if line.gains else set()
                if found := self._best(at, line):
                    yield found
                if found or (line.kind is LineKind.TOTAL and max(self._starts) < at):
                    self._sum_up(at, found)
                self._open.append(at)
                yield from self._below(at)

    def _sum_up(self, at: int, scope: Scope | None) -> None:
        self._starts |= {at, at + 1}
        self._totals.append(at)
        self._open = [one for one in self._open if scope is None or one not in scope.parts]

    def _best(self, at: int, line: Line) -> Scope | None:
        """The guess that most digits bear out, where any does; a sum that does not hold speaks against it like a digit."""
        kind = LineKind.TOTAL if line.sums and self._adding.custom else line.kind
        every = list(self._guesses(at, _PRICES[kind]))
        guesses = [one for one in every if self._may_be(one)]
        found = max(guesses, key=lambda one: (bool(one.holding), one.margin - len(one.broken)), default=None)
        if line.kind is LineKind.PLAIN:
            return found if found and is_borne_out(found) and found.mostly_holds and len(found.holding) > 1 else None
        if found and found.holding:
            return found
        return self._nearest(every if line.kind is LineKind.NAMED else guesses, line)

    def _nearest(self, guesses: Sequence[Scope], line: Line) -> Scope | None:
        """What a total sums that nothing bears out: what comes nearest to it; by custom only what comes near."""

        def near(scope: Scope) -> float:
            return min(map(digits_of, scope.broken), default=0) - scope.price

        if line.kind is LineKind.NAMED:
            guesses = [one for one in guesses if self._adding.custom and one.broken and near(one) >= 0]
        return max(guesses, key=near, default=None)

    def _may_be(self, scope: Scope) -> bool:
        """Whether it can be so at all: a total of one line mostly is that line, else it is the total of what is not listed."""
        lines, total = self._adding.lines, self._adding.lines[scope.total]
        parts = [lines[part] for part in scope.parts if lines[part].cells.keys() & total.cells.keys()]
        if len(parts) == 1:
            return total.sums and scope.mostly_holds and parts[0].less == total.less
        return bool(scope.holding if self._follows_income(scope) else scope.sums or scope.cut)

    def _follows_income(self, scope: Scope) -> bool:
        """Whether it begins right below income: a total of costs often does, and often is of what is not listed."""
        first = min(scope.parts, default=0)
        return first > 0 and self._adding.lines[first - 1].gains

    def _guesses(self, at: int, price: float) -> Iterator[Scope]:
        """What it may sum, the likeliest first: the tenth agrees by chance ten times as easily, so it costs a digit more."""
        for nth, signs in enumerate(chain(self._above(at), self._between(at)), start=1):
            yield self._adding.scope(at, signs, price + log10(nth))

    def _above(self, at: int) -> Iterator[Signs]:
        """The open lines since the last total or heading, or since an earlier one; debts begin after the equity."""
        lines = self._adding.lines
        above = range(at - 1, -1, -1) if lines[at].leaves else ()
        first = next((one + 1 for one in above if lines[at].without(lines[one])), 0)
        starts = sorted((max(one, first) for one in self._starts if one < at), reverse=True)[:_FURTHEST]
        for parts in dict.fromkeys(tuple(one for one in self._open if one >= start) for start in starts):
            yield dict.fromkeys(parts, 1)
            signs = {part: -1 if lines[part].less else 1 for part in parts}
            if len(set(signs.values())) == 2:
                yield signs

    def _between(self, at: int) -> Iterator[Signs]:
        """Differences between two totals above, also such as a later total has in it: what is left of income after costs."""
        if self._adding.lines[at].kind is LineKind.NAMED:
            last = reversed(self._totals[-_FURTHEST:])
            yield from ({first: 1, second: -1} for second, first in combinations(last, 2))

    def _below(self, at: int) -> Iterator[Scope]:
        """Sums of the lines right below that are said to be within this one, or of all below a total at the top."""
        lines = self._adding.lines
        after = lines[at + 1 :]
        top = lines[at].kind is LineKind.TOTAL and not any(one.cells for one in lines[:at])
        parts = _run(after, LineKind.WITHIN) or (_run(after, LineKind.PLAIN) if top else 0)
        if parts > 1 and lines[at].cells:
            scope = self._adding.scope(at, {at + 1 + part: 1 for part in range(parts)}, _BELOW)
            if is_borne_out(scope) and scope.mostly_holds:
                yield scope


def _run(lines: Sequence[Line], kind: LineKind) -> int:
    """How many of the first lines are of this kind."""
    return next((place for place, one in enumerate(lines) if one.kind is not kind), len(lines))
