"""Percentages in running text against the counts of the same sentence: "27 av 38 (71 %)", "från 2 518 till 2 911, 15,6 %"."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.approximations import told
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.mentions import between, is_year
from stegvis.checking.relations import Relation, Term
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.core.report_findings import ReportFinding

_OF = re.compile(r"\s*(?:[\w-]+\s+)?av\s+(?:de\s+|dessa\s+|totalt\s+|sammanlagt\s+|alla\s+)?")
_IS = re.compile(
    r"[^.;:\d]{0,60}(?:\(|vilket (?:är|motsvarar|ger)|motsvarar|d\.?v\.?s\.?|alltså|=)\s*"
    r"(?:cirka|ca|drygt|knappt|över|nästan|en andel på)?\s*"
)
#: What stands after a percentage that is of others, or of another year.
_OTHERS = re.compile(
    r"\s*(?:av\s+(?!de\b|dem\b|alla\b|samtliga\b)|(?:år\s+)?20\d\d|förra|föregående|i riket|nationellt)"
)
_TO = re.compile(r"\s*(?:[^\W\d_]+\s+){0,2}till\s+")
_CHANGE = re.compile(r"(?:öka|ökning|öknings|minska|minskning|upp|ner|ned)\w*\b[^.;\d]{0,40}")
#: Of more than this every whole percentage is possible.
_SMALL = 99
_LEAST = 5


def a_share_is_the_count_of_its_base(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "27 av 38 avslutade (71 %)": the count of the base, rounded as it is printed."""
    for sentence in report.sentences:
        for count, base, share in zip(sentence.numbers, sentence.numbers[1:], sentence.numbers[2:], strict=False):
            if _counts(count, base) and share.unit == "%" and count.value <= base.value:
                said = _OF.fullmatch(between(sentence, count, base)) and _IS.fullmatch(between(sentence, base, share))
                if said and base.value and not _OTHERS.match(sentence.after(share)):
                    yield as_told(_share(share, count.value * 100 / base.value, count, base))


def a_change_in_percent_is_that_of_its_numbers(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "från 2 518 till 2 911, en ökning med 15,6 %": the change of the first."""
    for sentence in report.sentences:
        for first, second, share in zip(sentence.numbers, sentence.numbers[1:], sentence.numbers[2:], strict=False):
            led = sentence.before(first).rstrip().endswith("från") and _TO.fullmatch(between(sentence, first, second))
            if (
                led
                and first.unit == second.unit != "%"
                and share.unit == "%"
                and first.value
                and _is_change(sentence, second, share)
            ):
                change = abs(second.value - first.value) * 100 / first.value
                yield as_told(_share(share, change, first, second))


def _is_change(sentence: Sentence, second: Printed, share: Printed) -> bool:
    return bool(_CHANGE.search(between(sentence, second, share)))


def a_share_of_few_is_whole_persons(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "15 % av 74 kvinnor": some whole number of them rounds, or is cut, to that percentage."""
    for sentence in report.sentences:
        for share, base in zip(sentence.numbers, sentence.numbers[1:], strict=False):
            of = re.fullmatch(r"\s*av\s+(?:de\s+|totalt\s+)?", between(sentence, share, base))
            if of and share.unit == "%" and _counts(base) and _LEAST <= base.value <= _SMALL and not share.figure.about:
                yield as_told(_whole_persons(share, base))


def _whole_persons(share: Printed, base: Printed) -> Relation:
    """The nearest share that persons can be; a cut one is a possible one too."""
    persons = (base.value * share.value / 100).quantize(Decimal(1), ROUND_HALF_UP)
    exact = persons * 100 / base.value
    low, high = exact - share.step, exact + share.step / 2
    return Relation(
        "REP-307", share, (Term(base),), exact, low, high, 85, (("what", f"{persons} av {base.figure.text}"),), False
    )


def _share(share: Printed, exact: Decimal, first: Printed, second: Printed) -> Relation:
    what = f"{first.figure.text} och {second.figure.text}"
    if share.figure.about:
        return told("REP-307", share, exact, (Term(first), Term(second)), 85, what=what)
    rounded = exact.quantize(share.step, ROUND_HALF_UP)
    low = min(rounded, exact - share.step)
    return Relation("REP-307", share, (Term(first), Term(second)), exact, low, rounded, 90, (("what", what),), False)


def _counts(*numbers: Printed) -> bool:
    return all(
        one.unit == "" and one.figure.decimals == 0 and not is_year(one) and not one.figure.about for one in numbers
    )


CHECKS = (a_share_is_the_count_of_its_base, a_change_in_percent_is_that_of_its_numbers, a_share_of_few_is_whole_persons)
