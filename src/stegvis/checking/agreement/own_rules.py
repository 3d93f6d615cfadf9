"""The rules that a report states itself: "Eget kapital ska inte överstiga 20 % av tilldelade medel", in any of many ways."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stegvis.checking.figures import SCALES, Figure, figures_in
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.core.finished import Place, TextKind

_YEAR = re.compile(r"\b20\d\d\b")
#: After this a sentence tells how it was.
_ASIDE = re.compile(r";|, (?:vilket|och (?:det|den)|nu|i år) (?:är|var|blev)\b")
#: Subjects that are a share themselves.
_RATIOS = frozenset({"equity_ratio"})


@dataclass(frozen=True, slots=True)
class OwnRule:
    """What the association has set as a limit: `subject` at most or at least `limit`, in percent of `base` or in kronor.

    `base`: "contributions", "income" or "costs", "" for an amount or a ratio.
    `years`: those that it names, else none. `onwards`: from the first
    of them on. `recommended`: a recommendation that is told of. `number`: the limit as printed, where it is a figure.
    """

    subject: str
    most: bool
    limit: Decimal
    base: str
    text: str
    place: Place
    years: tuple[int, ...] = ()
    onwards: bool = False
    recommended: bool = False
    number: Printed | None = None

    def holds_for(self, value: Decimal) -> bool:
        """Whether a share in percent, or an amount in kronor, keeps within the limit."""
        return value <= self.limit if self.most else value >= self.limit

    def is_of(self, year: int) -> bool:
        """Whether the rule is said to be of that year; it is of every year where it names none."""
        return not self.years or year in self.years or (self.onwards and year >= min(self.years))


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit in a sentence: its value, whether it is a share, and its characters."""

    value: Decimal
    share: bool
    start: int
    end: int


def own_rules(report: Understood) -> Iterator[OwnRule]:
    """Every rule of the report's own on equity, its ratio, administration, support to individuals and buffer, each once."""
    words = report.words.data["rules"]
    said: set[tuple[str, bool, Decimal]] = set()
    for sentence in report.sentences:
        rule = _rule_of(sentence, words)
        if rule and (rule.subject, rule.most, rule.limit) not in said:
            said.add((rule.subject, rule.most, rule.limit))
            yield rule


def _rule_of(sentence: Sentence, words: Mapping[str, Any]) -> OwnRule | None:
    """The rule that a sentence is; none if it has no limit, or more than one."""
    text = _ASIDE.split(sentence.text)[0]
    subject = _first(text, words["subjects"])
    if not subject or sentence.kind not in (TextKind.PROSE, TextKind.ITEM) or not _asks(sentence, words):
        return None
    limits = list(_limits(text, words))
    most = _most(text, words["compare"], subject)
    base = _first(text, words["bases"])
    if len(limits) != 1 or most is None or limits[0].share is not (bool(base) or subject in _RATIOS):
        return None
    limit = limits[0]
    return OwnRule(
        subject,
        most,
        limit.value,
        base,
        " ".join(text.split()).strip(" -•*–"),
        sentence.place,
        tuple(int(one) for one in _YEAR.findall(text)),
        re.search(words["demands"]["onwards"], text, re.IGNORECASE) is not None,
        re.search(words["demands"]["recommended"], text, re.IGNORECASE) is not None,
        next((one for one in sentence.numbers if one.figure.start == limit.start), None),
    )


def _first(text: str, forms: Mapping[str, str]) -> str:
    """The name of the form that is found first in the text."""
    found = [(one.start(), name) for name, form in forms.items() if (one := re.search(form, text, re.IGNORECASE))]
    return min(found)[1] if found else ""


def _asks(sentence: Sentence, words: Mapping[str, Any]) -> bool:
    demands = words["demands"]
    if re.search(demands["aside"], sentence.text, re.IGNORECASE):
        return False
    listed = sentence.kind is TextKind.ITEM and any(
        re.search(demands["headings"], one, re.IGNORECASE) for one in sentence.section
    )
    return listed or re.search(demands["words"], sentence.text, re.IGNORECASE) is not None


def _most(text: str, compare: Mapping[str, str], subject: str) -> bool | None:
    """Whether the limit is a ceiling; None where nothing compares, or two words do so differently. A buffer is a floor."""
    negated = re.search(compare["negation"], text, re.IGNORECASE) is not None
    said = {
        name != "least" if name in ("most", "least") else (name == "above") == negated
        for name in ("most", "least", "above", "below")
        if re.search(compare[name], text, re.IGNORECASE)
    }
    if subject == "buffer" and not said:
        return False
    return said.pop() if len(said) == 1 else None


def _limits(text: str, words: Mapping[str, Any]) -> Iterator[_Limit]:
    """The shares of a sentence, in figures or words; where it has none, its amounts of money."""
    shares = [*_figures(text, "%"), *_fractions(text, words["fractions"])]
    yield from shares or (one for unit in SCALES for one in _figures(text, unit))


def _figures(text: str, unit: str) -> Iterator[_Limit]:
    return (
        _limit(one)
        for one in figures_in(text)
        if one.unit == unit and not one.about.startswith(("c", "omkring", "runt"))
    )


def _limit(one: Figure) -> _Limit:
    return _Limit(one.value * SCALES.get(one.unit, Decimal(1)), one.unit == "%", one.start, one.end)


def _fractions(text: str, fractions: Mapping[str, object]) -> Iterator[_Limit]:
    for word, value in fractions.items():
        for found in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            yield _Limit(Decimal(str(value)), True, found.start(), found.end())
