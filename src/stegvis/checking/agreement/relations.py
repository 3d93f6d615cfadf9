"""Numbers that must agree: a relation says how, and how sure it is that they should. Tolerance follows the printed precision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.understanding import Printed
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass

#: No association counts as many of anything else.
_KRONOR = 50_000


@dataclass(frozen=True, slots=True)
class Term:
    """A number that takes part in a relation, added (1) or taken away (-1)."""

    number: Printed
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """`whole` must lie from `low` to `high`; `expected` is what the other numbers give, in the whole's unit.

    `check`: the code of the check that says so. `certainty`: how sure it is that the relation should hold at all, in percent;
    at 0 it only tells which number of another relation is wrong.
    `terms`: the numbers that it is worked out from (in a sum `expected` is their signed sum; a share has its count and base).
    `values`: what the finding's sentence needs besides (`what`: the row or words; `of`: the column).
    `again`: where the whole is said once more; the finding names it.
    `kind`, `severity`: of the finding, if the relation does not hold. `echo`: it holds a number against another table's,
    which says nothing new of a number that its own table shows to be wrong.
    """

    check: str
    whole: Printed
    terms: tuple[Term, ...]
    expected: Decimal
    low: Decimal
    high: Decimal
    certainty: int
    values: tuple[tuple[str, str], ...] = ()
    additive: bool = True
    kind: FindingClass = FindingClass.SUM
    severity: Severity = Severity.ERROR
    echo: bool = False
    again: tuple[Printed, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the printed numbers agree."""
        return self.low <= self.whole.value <= self.high

    @property
    def difference(self) -> Decimal:
        """What is printed less what it should be."""
        return self.whole.value - self.expected

    @property
    def numbers(self) -> tuple[Printed, ...]:
        """Everything that takes part, the whole first."""
        return (self.whole, *(term.number for term in self.terms))

    def off_with(self, change: Mapping[int, Decimal]) -> Decimal:
        """The difference, were the numbers with these ids printed so (of a sum)."""
        moved = [
            self._pull(number) * (change[number.id] - number.value) for number in self._once() if number.id in change
        ]
        return sum(moved, self.difference)

    def holds_with(self, change: Mapping[int, Decimal]) -> bool:
        """Whether it would hold, were the numbers with these ids printed so. A ratio that is no share says nothing of it."""
        if self.additive:
            return self.low - self.expected <= self.off_with(change) <= self.high - self.expected
        if not self.is_share:
            return self.holds
        whole, count, base = (change.get(number.id, number.value) for number in self.numbers)
        slack = self.high - self.expected, self.expected - self.low
        right = (count * 100 / base).quantize(self.whole.step, ROUND_HALF_UP) if base else whole
        return right - slack[1] <= whole <= right + slack[0]

    def given(self, change: Mapping[int, Decimal]) -> "Relation":
        """The relation, were its other numbers printed so."""
        moved = self.whole.value - self.off_with(change) - self.expected if self.additive else Decimal(0)
        return replace(self, expected=self.expected + moved, low=self.low + moved, high=self.high + moved)

    def repaired_by(self, number: Printed, change: Mapping[int, Decimal]) -> Decimal | None:
        """What one of its numbers would have to be for the others to agree with it; None where that cannot be told."""
        if not self.additive:
            return self.expected if number.id == self.whole.id else None
        pull = self._pull(number)
        return (number.value - self.off_with(change) / pull).quantize(number.step, ROUND_HALF_UP) if pull else None

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of a count and its base."""
        return (
            not self.additive and self.whole.unit == "%" and len(self.terms) == 2 and self.terms[1].number.unit != "%"
        )

    def _pull(self, number: Printed) -> Decimal:
        """How far the difference moves when the number grows by one."""
        own = [term for term in self.terms if term.number.id == number.id]
        scale = self.whole.exact_step / self.whole.step
        pull = sum((term.sign * term.number.exact_step / term.number.step / scale for term in own), Decimal(0))
        return Decimal(int(number.id == self.whole.id)) - pull

    def _once(self) -> Sequence[Printed]:
        return list({number.id: number for number in self.numbers}.values())


def sum_of(
    check: str, whole: Printed, terms: Sequence[Term], certainty: int, *, money: bool = False, **values: str
) -> Relation:
    """The whole is the sum of its terms. Rounded terms may be half a step off each, the whole half a step more.

    Counts are exact: a person is no rounding. Kronor without decimals may be 1 off a total. `money`: numbers without a
    unit are money all the same, in kronor or thousands.
    """
    scale = whole.exact_step / whole.step
    expected = sum((term.sign * term.number.exact for term in terms), Decimal(0)) / scale
    slack = slack_of(whole, terms, money=money)
    return Relation(check, whole, tuple(terms), expected, expected - slack, expected + slack, certainty,
                    tuple(values.items()))  # fmt: skip


def slack_of(whole: Printed, terms: Sequence[Term], *, money: bool = False) -> Decimal:
    """How far a printed sum may be from its printed terms, in the whole's unit (checking rules: n/2 for n rounded rows).

    Money in whole kronor has öre behind it, but no total is more than 1 off; money in tkr and decimals are rounded row by row.
    """
    bare = whole.unit == "" and whole.figure.decimals == 0
    if whole.unit == "kr" or (bare and _is_kronor(whole, terms)):
        return whole.step
    if bare and not money:
        return Decimal(0)
    scale = whole.exact_step / whole.step
    halves = sum((term.number.exact_step for term in terms), Decimal(0)) / (2 * scale)
    return max(whole.step, halves)


def _is_kronor(whole: Printed, terms: Sequence[Term]) -> bool:
    """Whether numbers without a unit are so large that they can only be kronor."""
    return max(abs(number.value) for number in (whole, *(term.number for term in terms))) >= _KRONOR


def same(check: str, whole: Printed, other: Printed, certainty: int, *, sign: int = 1, **values: str) -> Relation:
    """The same quantity printed twice, in the same unit or another: they may differ by half a step of each."""
    scale = whole.exact_step / whole.step
    expected = sign * other.exact / scale
    slack = (whole.exact_step + other.exact_step) / (2 * scale)
    return Relation(check, whole, (Term(other, sign),), expected, expected - slack, expected + slack, certainty,
                    tuple(values.items()))  # fmt: skip


def share_of(check: str, whole: Printed, count: Printed, base: Printed, certainty: int, **values: str) -> Relation:
    """The whole is a percentage: the count of the base, rounded half away from zero to the printed decimals."""
    exact = count.exact * 100 / base.exact
    expected = exact.quantize(whole.step, ROUND_HALF_UP)
    return Relation(check, whole, (Term(count), Term(base)), expected, expected, expected, certainty,
                    tuple(values.items()), additive=False)  # fmt: skip


def quotient_of(check: str, whole: Printed, amount: Printed, count: Printed, certainty: int, **values: str) -> Relation:
    """The whole is an amount for each of a count, as rounded as it is told, or cut: 45 600 is what 45 604 is in even hundreds."""
    scale = whole.exact_step / whole.step
    exact = abs(amount.exact) / count.value / scale
    step = max(whole.step, _even(whole))
    nearly = exact / 20 if whole.figure.about and step > whole.step else Decimal(0)
    half = step / 2 + amount.exact_step / 2 / count.value / scale + nearly
    expected = exact.quantize(whole.step, ROUND_HALF_UP)
    return Relation(check, whole, (Term(amount), Term(count)), expected, exact - max(half, whole.step), exact + half,
                    certainty, tuple(values.items()), additive=False)  # fmt: skip


def _even(number: Printed) -> Decimal:
    """The even tens, hundreds or thousands that it is told in."""
    digits = f"{abs(number.value):f}"
    noughts = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
    return Decimal(10) ** min(noughts, 3)


def bounded(check: str, numbers: Sequence[Printed], expected: Decimal, certainty: int) -> Relation:
    """Numbers that keep within a limit that the report states, the limit in kronor or percent: they are checked, and hold."""
    whole, *others = numbers
    return Relation(check, whole, tuple(Term(one) for one in others), expected, whole.value, whole.value, certainty,
                    additive=False)  # fmt: skip
