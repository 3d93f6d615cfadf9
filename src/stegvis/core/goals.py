"""Goals and their fulfilment: what the figures say is computed, what is printed is the board's word, and both are shown."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from stegvis.core.document.blocks import CellKind
from stegvis.core.figures import Figure, Figures
from stegvis.core.findings import Finding, Where, error, warning
from stegvis.core.package import Goal

MET, PARTLY_MET, NOT_MET, NOT_ASSESSED = "met", "partly_met", "not_met", "not_assessed"

#: How an outcome is held against its target.
OPERATORS: Mapping[str, Callable[[Decimal, Decimal], bool]] = MappingProxyType(
    {
        ">=": operator.ge,
        "<=": operator.le,
        ">": operator.gt,
        "<": operator.lt,
        "=": operator.eq,
    }
)

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)(%?)")


@dataclass(frozen=True, slots=True)
class Assessment:
    """A goal as it is printed. `outcome`: the figure that its measure names, or the typed-in number; None where there is none.

    `computed` and `assessed` are codes of the list `fulfilment`; `computed` is never partly met, which only a person can
    say. `differs`: the board says something else than the figures do.
    """

    goal: Goal
    outcome: Figure | None
    target: Decimal | None
    computed: str
    assessed: str
    findings: tuple[Finding, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the board's word is another than the figures'."""
        return bool(self.assessed) and self.computed not in (NOT_ASSESSED, self.assessed)


def assess(goal: Goal, figures: Figures) -> Assessment:
    """A goal's outcome against its target. Goals in prose, and those whose figure is hidden, are not assessed by us."""
    outcome, aim = outcome_of(goal, figures), _target(goal, figures)
    target = None if aim is None else _in_kind_of(outcome, aim, goal.target)
    held = OPERATORS.get(goal.operator)
    computed = NOT_ASSESSED
    if outcome is not None and outcome.value is not None and target is not None and held is not None:
        computed = MET if held(outcome.value, target) else NOT_MET
    assessment = Assessment(goal, outcome, target, computed, goal.assessed)
    return replace(assessment, findings=tuple(_findings(assessment, aim)))


def outcome_of(goal: Goal, figures: Figures) -> Figure | None:
    """The figure that the measure names; without a measure the outcome that was typed in, where it is a number."""
    if goal.measure:
        return figures.find(goal.measure)
    number = read_number(goal.outcome)
    if number is None:
        return None
    kind = CellKind.PERCENT if "%" in goal.outcome else CellKind.COUNT
    return Figure("", number, False, kind)


def read_number(text: str) -> Decimal | None:
    """A number as people write it: `1 200`, `0,2`, `20 %` (a fifth). None for anything else."""
    match = _NUMBER.fullmatch(_SPACES.sub("", text).replace(",", ".").replace("−", "-"))
    if match is None:
        return None
    number, percent = match.groups()
    return Decimal(number) / 100 if percent else Decimal(number)


def _target(goal: Goal, figures: Figures) -> Figure | None:
    """What the outcome is held against: a number, or a figure by its name."""
    number = read_number(goal.target)
    return figures.find(goal.target) if number is None else Figure("", number, False, CellKind.COUNT)


def _in_kind_of(outcome: Figure | None, aim: Figure, written: str) -> Decimal | None:
    """The target as a value; `20` is 20 % too where the outcome is a percentage, as `20 %` and `0,2` are."""
    percentage = outcome is not None and outcome.kind is CellKind.PERCENT and not aim.name
    if aim.value is not None and percentage and "%" not in written and abs(aim.value) > 1:
        return aim.value / 100
    return aim.value


def _findings(assessment: Assessment, aim: Figure | None) -> Iterator[Finding]:
    goal = assessment.goal
    named = {"id": goal.id, "year": goal.year}
    if goal.measure and assessment.outcome is None:
        yield error("FIN-030", Where("goals.csv", 0, "measure"), value=goal.measure, **named)
    if goal.operator and goal.operator not in OPERATORS:
        yield warning("FIN-031", Where("goals.csv", 0, "operator"), value=goal.operator, **named)
    elif goal.operator and aim is None:
        yield warning("FIN-032", Where("goals.csv", 0, "target"), value=goal.target, **named)
    if goal.measure and goal.measure == goal.target:
        yield warning("FIN-034", Where("goals.csv", 0, "target"), value=goal.measure, **named)
    if assessment.differs and not goal.comment.strip():
        values = {"value": goal.assessed, "computed": assessment.computed}
        yield warning("FIN-033", Where("goals.csv", 0, "assessed"), **values, **named)
