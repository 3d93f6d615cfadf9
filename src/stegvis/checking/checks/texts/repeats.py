"""The same quantity told twice in running text: how many ended a step, what a group scored."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.checks.texts.parts import sex_groups
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.prose.mentions import Mention, clause_of, counts_of, verbs_in
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.checking.words import Words
from stegvis.checking.words.stems import stem
from stegvis.core.report_findings import ReportFinding

_STEP = re.compile(r"\b(steg|fas|etapp|modul|del)\s+(\d|ett|två|tre|fyra|fem)\b", re.IGNORECASE)
_NUMERALS = {"ett": "1", "två": "2", "tre": "3", "fyra": "4", "fem": "5"}
_NAME = re.compile(r"(?<=[\s(])[A-ZÅÄÖ]\w*[A-ZÅÄÖ]\w*")
_YEAR = re.compile(r"\b20\d\d\b")
#: No scale of a survey ends higher.
_TOP = 10


@dataclass(frozen=True, slots=True)
class Told:
    """How many women and men did something: their numbers, what they did, at which step, and the numbers told with it."""

    numbers: tuple[Mention, ...]
    verbs: frozenset[str]
    steps: frozenset[str]
    beside: frozenset[str]


def those_of_whom_are_as_many_as_told_elsewhere(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "26 kvinnor och 30 män avslutade steg två" and "Av de 55 som avslutats efter steg 2" are the same people."""
    groups = list(_groups(report))
    for sentence, mentions in counts_of(report):
        base = mentions[0] if mentions else None
        if base and base.of and base.exact and base.sex is None and not base.planned and not base.elsewhen:
            told = _who(base, report.words)
            fit = [one for one in groups if _same_people(one, told, sentence)]
            if len(fit) == 1:
                yield _against(base, fit[0], told)


def _groups(report: Understood) -> Iterator[Told]:
    for at, (sentence, mentions) in enumerate(counts_of(report)):
        after = report.sentences[at + 1 : at + 2]
        for group in sex_groups(mentions, report.words):
            if not any(one.planned or one.elsewhen for one in group):
                said = sentence.text[group[-1].number.figure.end :]
                yield Told(
                    group, verbs_in(said.split(",")[0], report.words), _steps(said), _beside([sentence, *after], group)
                )


def _who(base: Mention, words: Words) -> Told:
    """Of whom "av de 55 som avslutats efter steg 2" says something: what stands from the number to the next that counts."""
    said = re.split(r"\b(?:har|hade|är|var|blev|fick|gick)\b", base.sentence.after(base.number), maxsplit=1)[0]
    return Told((base,), verbs_in(said, words), _steps(said), _beside([base.sentence], (base,)))


def _steps(text: str) -> frozenset[str]:
    return frozenset(f"{kind.casefold()} {_NUMERALS.get(n.casefold(), n)}" for kind, n in _STEP.findall(text))


def _beside(sentences: Sequence[Sentence], own: Sequence[Mention]) -> frozenset[str]:
    taken = {one.number.id for one in own}
    numbers = [number for sentence in sentences for number in sentence.numbers if number.id not in taken]
    return frozenset(str(number.value.normalize()) + number.unit for number in numbers)


def _same_people(group: Told, told: Told, sentence: Sentence) -> bool:
    """The same was done, at the same step; where no step is named, two numbers that are told of both say that it is so."""
    if not group.verbs & told.verbs or group.numbers[0].sentence is sentence or group.steps != told.steps:
        return False
    return bool(group.steps) or len(group.beside & told.beside) > 1


def _against(base: Mention, group: Told, told: Told) -> Relation | ReportFinding:
    certainty = 85 if group.beside & told.beside else 75
    return as_told(sum_of("REP-306", base.number, [Term(one.number) for one in group.numbers], certainty))


@dataclass(frozen=True, slots=True)
class Score:
    """What a group scored something on a scale."""

    number: Printed
    sentence: Sentence
    who: str
    names: frozenset[str]


def a_score_is_the_same_everywhere(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "Chefer skattar samarbetet i snitt 5,1" and "Cheferna skattar samarbetet 5,2" cannot both be right."""
    scores = [score for sentence in report.sentences for score in _scores(sentence, report)]
    for first, second in combinations(scores, 2):
        if first.sentence is not second.sentence and first.who == second.who and first.names & second.names:
            yield as_told(_as_printed(first.number, second.number))


def _as_printed(first: Printed, second: Printed) -> Relation:
    """The same mean twice: with as many decimals it is the same digits, else within half a step of the coarser."""
    slack = max(first.step, second.step) / 2 if first.step != second.step else first.step * 0
    low, high = second.value - slack, second.value + slack
    return Relation("REP-306", first, (Term(second),), second.value, low, high, 80, additive=False)


def _scores(sentence: Sentence, report: Understood) -> Iterator[Score]:
    words = report.words.data["scores"]
    names = frozenset(stem(one.split("-")[0]) for one in _NAME.findall(f" {sentence.text}"))
    if not names or not any(one in sentence.text.casefold() for one in words["verbs"]):
        return
    who = {name for name in map(stem, re.findall(r"[^\W\d_]+", sentence.text)) if name in map(stem, words["who"])}
    numbers = [number for number in sentence.numbers if _is_score(number, sentence, report.year)]
    if len(who) == 1 and len(numbers) == 1:
        yield Score(numbers[0], sentence, who.pop(), names)


def _is_score(number: Printed, sentence: Sentence, year: int | None) -> bool:
    """Whether it is a mean with decimals of this year."""
    years = set(map(int, _YEAR.findall(clause_of(sentence, number))))
    fits = number.unit == "" and number.figure.decimals > 0 and number.value <= _TOP
    return fits and not number.figure.about and number.figure.span is None and (not years or year in years)


CHECKS = (those_of_whom_are_as_many_as_told_elsewhere, a_score_is_the_same_everywhere)
