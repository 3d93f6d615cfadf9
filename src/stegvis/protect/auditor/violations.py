"""What the auditor answers: which rule is broken where, what a hidden cell can be, and how that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stegvis.core.tables import Key


class Rule(StrEnum):
    """The rules of disclosure control that a publication can break."""

    COMPLETE = "complete"
    TRUTH = "truth"
    THRESHOLD = "threshold"
    TOO_FEW = "too_few"
    ZERO = "zero"
    AMOUNT = "amount"
    CONSISTENT = "consistent"
    INTERVAL = "interval"
    HIDDEN_SUM = "hidden_sum"
    INSIDER = "insider"
    DIFFERENCE = "difference"
    LINKED = "linked"
    VERSION = "version"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule and the cell, or the line's total, where it is broken. It never tells a count.

    `table`: its place among the new tables, the earlier ones after them. `minus`: the published cell within it that leaves
    too few, for `DIFFERENCE`.
    """

    rule: Rule
    key: Key = ()
    table: int = 0
    minus: tuple[int, Key] | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a hidden cell may have for all that is published. `greatest` None: without end."""

    least: int
    greatest: int | None

    @property
    def is_exact(self) -> bool:
        """Whether there is only one."""
        return self.least == self.greatest


@dataclass(frozen=True, slots=True)
class Term:
    """A cell in a line with its weight and what is printed of it. `minus`: those of the cell that are not in that one."""

    weight: int
    table: int
    key: Key
    value: int | None
    minus: tuple[int, Key] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What ties cells together, as everybody may read it: `low <= the sum of the terms <= high`."""

    terms: tuple[Term, ...]
    low: float = 0
    high: float = 0


@dataclass(frozen=True, slots=True)
class Exposure:
    """A group of fewer persons than the threshold that can be told from what is published, and the lines that tell it.

    `minus` None: the cell itself, hidden, or in print where there are no lines. Else those of the cell that are not in
    `minus`. `contradicts`: the lines cannot all be true, so nothing is said of what the cells are.
    """

    table: int
    key: Key
    range: Range
    lines: tuple[Line, ...] = ()
    minus: tuple[int, Key] | None = None
    contradicts: bool = False


Ranges = Mapping[tuple[int, Key], Range]
