"""What a goal asks for in figures: at least, at most, between, of all; and what an outcome must be to meet it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from stegvis.checking.figures import SCALES, Figure, Span, figures_in

_PLACE = re.compile(r"^[^\d.;]{0,40}?\b(?:i|inom|hos|för|vid)\s+([A-ZÅÄÖ][\wåäö]+)")
#: What a goal says besides in brackets is a year or an earlier figure.
_NOUN = re.compile(r"\W*([a-zåäö]{4,})")


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a goal asks for: from `low` to `high`, of a kind (`noun`) or in a place. `strict`: the ends themselves are not enough.

    `unit`: "%", that of an amount, or "". `decimals`: of its figure. `sure`: a word says whether it is a floor or a ceiling.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    strict: bool = False
    sure: bool = True
    noun: str = ""
    where: str = ""
    decimals: int = 0

    @property
    def share(self) -> bool:
        """Whether it asks for a share."""
        return self.unit == "%"

    def met_by(self, outcome: Figure) -> bool:
        """Whether an outcome is enough; amounts are compared in kronor."""
        value = outcome.value * SCALES.get(outcome.unit or self.unit, Decimal(1)) / SCALES.get(self.unit, Decimal(1))
        over = self.low is None or (value > self.low if self.strict else value >= self.low)
        return over and (self.high is None or (value < self.high if self.strict else value <= self.high))

    def is_of(self, outcome: Figure) -> bool:
        """Whether an outcome has its kind of unit: a share, an amount or a count."""
        money = self.unit in SCALES and outcome.unit in SCALES
        return money or outcome.unit == self.unit


def thresholds(goal: str, words: Mapping[str, Any]) -> tuple[Threshold, ...]:
    """What a goal's text asks for, in figures; nothing if it has none, and one share where it asks it of all."""
    goal = re.sub(words["number_of_goal"], "", re.sub(words["scale"], " ", goal), flags=re.IGNORECASE)
    if (of := _of_so_many(goal, words)) is not None:
        return (of,)
    figures = [one for one in figures_in(goal) if not re.match(words["ages"], goal[one.end :]) or _is_bounded(one)]
    timed = [one for one in figures if re.match(words["times"], goal[one.end :], re.IGNORECASE)]
    asked = [one for one in figures if one not in timed] or timed
    if not asked and re.search(words["all_of_them"], goal, re.IGNORECASE):
        return (Threshold(Decimal(100), None, "%"),)
    if not asked and re.search(words["half"], goal, re.IGNORECASE):
        return (Threshold(Decimal(50), None, "%"),)
    return tuple(_thresholds(asked, goal, words))


def _is_bounded(figure: Figure) -> bool:
    return figure.about in ("max", "högst", "maximalt", "minst", "under")


def _of_so_many(goal: str, words: Mapping[str, Any]) -> Threshold | None:
    """ "Sex av tio deltagare ska": a share."""
    found = re.search(words["part_of"], goal, re.IGNORECASE)
    parts = [list(figures_in(f"totalt {text}")) for text in (found["part"], found["whole"])] if found else []
    if found and all(parts) and Decimal(0) < parts[0][0].value <= parts[1][0].value:
        return _one(goal, found.start(), found.end(), parts[0][0].value * 100 / parts[1][0].value, "%", words)
    return None


def _thresholds(figures: Sequence[Figure], goal: str, words: Mapping[str, Any]) -> Iterator[Threshold]:
    """Each figure's; two ends of a range are one."""
    rest = list(figures)
    while rest:
        first = rest.pop(0)
        between = goal[first.end : rest[0].start] if rest else ""
        if rest and (first.span is Span.FROM or first.about == "mellan" or _joins(first, rest[0], between)):
            second = rest.pop(0)
            yield Threshold(first.value, second.value, second.unit or first.unit)
        else:
            yield replace(_one(goal, first.start, first.end, first.value, first.unit, words), decimals=first.decimals)


def _joins(first: Figure, second: Figure, between: str) -> bool:
    """ "Minst 10 och högst 25 procent": the unit stands once."""
    joined = re.fullmatch(r"\s*(?:och|men|till)\s+(?:högst|max|maximalt)?\s*", between, re.IGNORECASE)
    return joined is not None and first.unit == "" and second.unit != "" and first.value < second.value


def _one(goal: str, start: int, end: int, value: Decimal, unit: str, words: Mapping[str, Any]) -> Threshold:
    before, after = goal[:start], goal[end:]
    noun, where = _NOUN.match(after), _PLACE.match(after)
    found = replace(
        _bound(before, after, value, words),
        unit=unit,
        noun=noun[1] if noun else "",
        where=where[1] if where else "",
    )
    low = not found.sure and re.search(words["wanted_low"], goal, re.IGNORECASE)
    return replace(found, low=None, high=value, sure=True) if low else found


def _bound(before: str, after: str, value: Decimal, words: Mapping[str, Any]) -> Threshold:
    """A floor or a ceiling, by the words beside the figure; a floor where none says so."""
    forms = {name: re.search(words[name], before, re.IGNORECASE) is not None
             for name in ("ceiling_before", "below_before", "floor_before", "above_before")}  # fmt: skip
    most = forms["ceiling_before"] or re.search(words["ceiling_after"], after, re.IGNORECASE) is not None
    if most or (forms["below_before"] and not forms["floor_before"]):
        return Threshold(None, value, strict=not most)
    least = forms["floor_before"] or re.search(words["floor_after"], after, re.IGNORECASE) is not None
    return Threshold(value, None, strict=forms["above_before"] and not least, sure=least or forms["above_before"])
