"""Percentages in running text against the counts that it tells: "27 av 38 (71 %)", "av 74 tillfrågade svarade 61, 82 procent"."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.checks.texts.bases import of_what_was_told
from stegvis.checking.checks.texts.shares_in_text import share_in_text
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.checks.texts.windows import windows
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import between, is_year
from stegvis.checking.prose.wordings import Marked, Said, marked, told
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.core.report_findings import ReportFinding

#: What stands after a percentage that is of others, or of another year.
_OTHERS = re.compile(
    r"\s*(?:av\s+(?!de\b|dem\b|alla\b|samtliga\b)|(?:år\s+)?20\d\d|förra|föregående|i riket|nationellt)", re.IGNORECASE
)
#: Women and men that are told of beside each other.
_FIRST_SEX, _SEX = re.compile(r"⟧ (?:kvinn|män)\w* och $"), re.compile(r" (?:kvinn|män)")
#: Of more than this every whole percentage is possible.
_SMALL = 99
_LEAST = 5
#: How far after a number the word stands that says what it counts.
_NEXT = 20
#: Of at most so many people speak of "nine in ten".
_SPOKEN = 10
#: Shares of women and men that add up to more than so many points from a hundred are of each of them, and not of all.
_APART = 15
#: Words for a count that is no more than one in twenty from what it is.
_ROUGH = frozenset({"cirka", "ca", "ca.", "c:a", "ungefär", "omkring", "runt"})


def a_share_is_the_count_of_its_base(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "27 av 38 avslutade (71 %)": the count of the base, rounded as it is printed. What is right in one reading is right."""
    found: dict[int, list[Relation]] = {}
    for at, sentence in enumerate(report.sentences):
        if any(number.unit == "%" for number in sentence.numbers):
            here = [*_of_sentence(report, at, sentence), *_of_sexes(sentence, report)]
            known = {one.whole.id for one in here}
            for relation in (
                *here,
                *(one for one in of_what_was_told(at, report) if one.whole.id not in known),
            ):
                found.setdefault(relation.whole.id, []).append(relation)
    for several in found.values():
        yield as_told(next((one for one in several if one.holds), several[0]))


def _of_sentence(report: Understood, at: int, sentence: Sentence) -> Iterator[Relation]:
    for window in windows(report, at):
        whole = marked(window, report.words)
        passed = whole.without_asides()
        for text in (whole,) if passed == whole else (whole, passed):
            for said in _shares(text, sentence, report):
                if text is passed or not _is_last_of_both(said):
                    yield from _relations(said)


def _shares(text: Marked, sentence: Sentence, report: Understood) -> Iterator[Said]:
    """The shares of the sentence that a text tells with what they are of."""
    own = {one.id for one in sentence.numbers}
    for kind in ("shares", "sums_of_shares"):
        for said in told(kind, text, report.words):
            if said.numbers["share"].id in own and _is_of_them(said, sentence, report):
                yield said


def _is_last_of_both(said: Said) -> bool:
    """Whether the base is the second of women and men: "30 kvinnor och 22 män. Av dem var 21 yngre" is of both."""
    start, end = said.places["base"]
    before, after = said.marked.text[:start], said.marked.text[end:]
    both = _FIRST_SEX.search(before) and _SEX.match(after)
    return bool(both) and "‖" in said.marked.text[end : max(last for _, last in said.places.values())]


def _of_sexes(sentence: Sentence, report: Understood) -> Iterator[Relation]:
    """ "61 kvinnor (58 procent) och 45 män (42 procent)": each of the two together."""
    for said in told("sexes", marked([sentence], report.words), report.words):
        for count, share in (("one", "share"), ("other", "second")):
            if share in said.numbers:
                yield _of_both(said.numbers[share], said.numbers[count], said)


def _is_of_them(said: Said, sentence: Sentence, report: Understood) -> bool:
    """Whether the percentage is of what was counted, this year, and what came out: no goal, and no share of others."""
    share = said.numbers["share"]
    before = [name for name in said.places if said.places[name] < said.places["share"]]
    last = max(before, key=lambda name: said.places[name]) if before else ""
    gap = said.between(last, "share") if last else ""
    aside = begins_in(gap, report.words.data["shares"]["aside"]) or re.search(r"\b20\d\d\b", gap)
    follows = said.places["base"] > said.places["share"]
    return not aside and (follows or not _OTHERS.match(sentence.after(share)))


def _relations(said: Said) -> Iterator[Relation]:
    share, base = said.numbers["share"], said.numbers["base"]
    counts = [said.numbers[name] for name in ("count", "more") if name in said.numbers]
    rough = len(counts) == 1 and counts[0].figure.about in _ROUGH
    exact = [
        one
        for one in (base, *counts)
        if (not one.figure.about or (rough and one is counts[0])) and not one.figure.decimals * (one.unit == "")
    ]
    fits = 0 < sum(one.exact for one in counts) <= base.exact or (_is_direct(said) and base.value > 0)
    whole = len(exact) > len(counts) and fits
    if whole and not is_figure_of_speech(share, counts, base):
        yield share_in_text(share, counts, base)


def _is_direct(said: Said) -> bool:
    """ "31 av 22": right beside each other, so that one of them is wrong where the count is more."""
    count, base = said.places.get("count", (0, 0)), said.places["base"]
    between = said.marked.text[count[1] : base[0]]
    return count[1] < base[0] and re.fullmatch(r"\s*(?:\w+ )?av (?:de |dem |dessa )?", between) is not None


def is_figure_of_speech(share: Printed, counts: Sequence[Printed], base: Printed) -> bool:
    """Whether it is "two in five (41 %)": words for the fraction that is nearest to the share, and no counts."""
    words = all(one.figure.text.isalpha() for one in (*counts, base))
    off = abs(share.value - sum(one.value for one in counts) * 100 / base.value)
    return words and base.value <= _SPOKEN and off * base.value <= 50


def _of_both(share: Printed, count: Printed, said: Said) -> Relation:
    """A share of women and men together, rounded or cut."""
    both = [said.numbers["one"], said.numbers["other"]]
    whole = max(sum((one.value for one in both), Decimal(0)), Decimal(1))
    exact = count.value * 100 / whole
    what = (("what", f"{count.figure.text} / {whole}"),)
    terms = tuple(Term(one) for one in both)
    return Relation("REP-307", share, terms, exact, exact - share.step, exact + share.step / 2, 85, what, False)


def women_and_men_are_all(report: Understood) -> Iterator[Relation]:
    """ "55 procent kvinnor och 49 procent män" are more than all of them; some may be neither, or not known."""
    for sentence in report.sentences:
        neither = begins_in(sentence.text, report.words.data["mentions"]["neither"])
        for said in told("halves", marked([sentence], report.words), report.words):
            one, other = said.numbers["one"], said.numbers["other"]
            both = said.words["first"][:1] != said.words["second"][:1]
            left = _left(one, other)
            meant = left.holds or (abs(left.difference) <= _APART and (left.difference > 0 or not neither))
            if both and meant and not (one.figure.about or other.figure.about):
                yield left


def _left(one: Printed, other: Printed) -> Relation:
    """What the other share leaves of a hundred, each of them rounded."""
    left, step = 100 - other.value, max(one.step, other.step)
    what = (("what", f"100 − {other.figure.text}"),)
    certainty = 85 if one.value > left else 75
    return Relation("REP-307", one, (Term(other),), left, left - step, left + step, certainty, what, False)


def a_share_of_few_is_whole_persons(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "15 % av 74 kvinnor": some whole number of them rounds, or is cut, to that percentage."""
    for sentence in report.sentences:
        for share, base in zip(sentence.numbers, sentence.numbers[1:], strict=False):
            of = re.fullmatch(r"\s*av\s+(?:de\s+|totalt\s+)?", between(sentence, share, base))
            parted = begins_in(sentence.after(base)[:_NEXT], report.words.data["shares"]["divisible"])
            if (
                of
                and not parted
                and share.unit == "%"
                and _counts(base)
                and _LEAST <= base.value <= _SMALL
                and not share.figure.about
            ):
                yield as_told(_whole_persons(share, base))


def _whole_persons(share: Printed, base: Printed) -> Relation:
    """The nearest share that persons can be; a cut one is a possible one too."""
    persons = (base.value * share.value / 100).quantize(Decimal(1), ROUND_HALF_UP)
    exact = persons * 100 / base.value
    low, high = exact - share.step, exact + share.step / 2
    return Relation(
        "REP-307", share, (Term(base),), exact, low, high, 85, (("what", f"{persons} / {base.figure.text}"),), False
    )


def _counts(*numbers: Printed) -> bool:
    return all(
        one.unit == "" and one.figure.decimals == 0 and not is_year(one) and not one.figure.about for one in numbers
    )


CHECKS = (a_share_is_the_count_of_its_base, women_and_men_are_all, a_share_of_few_is_whole_persons)
