"""Products and sums that a sentence works out: "15 x 16 200 kr x 12 mån, totalt 2 916 000 kr"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from stegvis.checking.agreement.approximations import told
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.checks.texts.windows import windows
from stegvis.checking.figures import SCALES
from stegvis.checking.prose.amounts import Amount, amounts_of
from stegvis.checking.prose.mentions import between
from stegvis.checking.prose.wordings import Said, marked
from stegvis.checking.prose.wordings import told as said_in
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.core.report_findings import ReportFinding

_TIMES = re.compile(r"[^\W\d_]{0,12}\.?\s*[x×*]\s*", re.IGNORECASE)
_GIVES = re.compile(r"=\s*$|\b(?:totalt|sammanlagt|summa|blir|motsvarar|vilket ger|dvs)\b[^.;]{0,40}$", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:totalt|sammanlagt|tillsammans|summa)\s*(?:på\s*)?$|=\s*$", re.IGNORECASE)

#: How many of each a year has.
_IN_A_YEAR = {"halvår": 2, "termin": 2, "kvartal": 4, "månad": 12}
_PERIODS = re.compile(rf"\b(?:varje|per|i|under varje) ({'|'.join(_IN_A_YEAR)})(?:en|et)?\b")


def products_are_what_the_sentence_says(report: Understood) -> Iterator[Relation]:
    """The factors of a printed formula give the amount that follows it."""
    for sentence in report.sentences:
        for factors in _formulas(sentence):
            place = sentence.numbers.index(factors[-1]) + 1
            result = sentence.numbers[place] if place < len(sentence.numbers) else None
            if result and result.unit in SCALES and _gives(between(sentence, factors[-1], result)):
                yield _product(factors, result)


def _gives(gap: str) -> bool:
    """Whether what stands between a formula and an amount says that it is its result, and no factor was left unread."""
    return bool(_GIVES.search(gap)) and not re.match(r"\W*\w*\s*[x×*]\s*\d", gap)


def _formulas(sentence: Sentence) -> Iterator[tuple[Printed, ...]]:
    run: list[Printed] = []
    for number in sentence.numbers:
        if run and not _TIMES.fullmatch(between(sentence, run[-1], number).strip(" ")):
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append(number)
    if len(run) > 1:
        yield tuple(run)


def _product(factors: Sequence[Printed], result: Printed) -> Relation:
    exact = reduce(lambda one, factor: one * factor.exact, factors, Decimal(1)) / (result.exact_step / result.step)
    return told("REP-308", result, exact, tuple(Term(one) for one in factors), 95)


def amounts_are_their_total_in_a_sentence(report: Understood) -> Iterator[Relation]:
    """Amounts that a sentence lists are the total that it ends with."""
    for sentence in report.sentences:
        amounts = list(amounts_of(sentence))
        parts, total = amounts[:-1], amounts[-1] if amounts else None
        known = total and len(parts) > 1 and _LEADS.search(total.said) and not any(map(_is_multiplied, parts))
        if total and known and all(_may_be_part(one, total) for one in parts):
            relation = sum_of("REP-304", total.number, [Term(one.number) for one in parts], 85, what="")
            if relation.holds or _is_near(relation, parts):
                yield relation


def _is_near(relation: Relation, parts: Sequence[Amount]) -> bool:
    """Whether amounts that are no total may be meant as all of it: none is told twice, and they are about as much."""
    twice = len({one.number.exact for one in parts}) < len(parts)
    far = abs(relation.difference) * 2 > relation.whole.value
    return not twice and (not far or bool(slip_of(relation.whole.value, relation.expected)))


def _is_multiplied(one: Amount) -> bool:
    """Whether it is a factor: "40 × 12 × 16 200 kr"."""
    before, after = one.sentence.before(one.number), one.sentence.after(one.number)
    return bool(re.search(r"\d\W*\w*\s*[x×*]\s*$", before, re.IGNORECASE) or re.match(r"\W*\w*\s*[x×*]\s*\d", after))


def _may_be_part(one: Amount, total: Amount) -> bool:
    approximate = one.number.figure.about or total.number.figure.about
    return (
        not one.part
        and not approximate
        and one.number.unit == total.number.unit
        and one.number.value < total.number.value
    )


def as_many_times_as_each_are_their_product(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "12 grupper. Varje grupp träffades 10 gånger, det vill säga 120 träffar": one number times the other."""
    found: dict[int, list[Relation]] = {}
    for at in range(len(report.sentences)):
        for window in windows(report, at):
            for kind in ("products", "by_month"):
                for said in said_in(kind, marked(window, report.words), report.words):
                    found.setdefault(said.numbers["product"].id, []).extend(_times(said))
    yield from _best(found)


def _best(found: Mapping[int, Sequence[Relation]]) -> Iterator[Relation | ReportFinding]:
    """Of each number the reading that is right, else the first."""
    for several in found.values():
        yield as_told(next((one for one in several if one.holds), several[0]))


def _times(said: Said) -> Iterator[Relation]:
    """The product, and that of so many half-years, terms, quarters or months as the year has where the words before name one."""
    factors = [said.numbers[name] for name in ("two", "one") if name in said.numbers]
    period = _PERIODS.search(said.marked.text, 0, said.end)
    times = [_IN_A_YEAR[period[1]]] if period else []
    for more in (*times, 1) if len(factors) > 1 else times:
        what = " × ".join((*((str(more),) if more > 1 else ()), *(one.figure.text for one in factors)))
        exact = reduce(lambda one, factor: one * factor.exact, factors, Decimal(more))
        product = said.numbers["product"]
        scaled = exact / (product.exact_step / product.step)
        yield Relation(
            "REP-307", product, tuple(map(Term, factors)), scaled, scaled, scaled, 85, (("what", what),), False
        )


def means_are_all_by_their_number(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "1 840 möten med 276 deltagare, i genomsnitt knappt sju per deltagare"."""
    found: dict[int, list[Relation]] = {}
    for at in range(len(report.sentences)):
        for window in windows(report, at):
            for said in said_in("means", marked(window, report.words), report.words):
                total, count, each = (said.numbers[name] for name in ("total", "count", "each"))
                if total.value > count.value > 0:
                    what = f"{total.figure.text} / {count.figure.text}"
                    exact = total.exact / count.value
                    relation = told("REP-307", each, exact, (Term(total), Term(count)), 85, what=what)
                    found.setdefault(each.id, []).append(relation)
    yield from _best(found)


CHECKS = (
    products_are_what_the_sentence_says,
    amounts_are_their_total_in_a_sentence,
    as_many_times_as_each_are_their_product,
    means_are_all_by_their_number,
)
