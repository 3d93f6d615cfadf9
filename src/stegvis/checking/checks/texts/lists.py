"""Numbers that a sentence or a list of items divides: "75 platser, varav 45 i Ekby, 20 i Sundby och 10 i Norrby"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.checks.texts.windows import windows
from stegvis.checking.once import once
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import Mention, counts_of, mentions_of
from stegvis.checking.prose.wordings import Marked, Said, marked, told
from stegvis.checking.understanding import Part, Printed, Sentence, Understood
from stegvis.checking.words.stems import stem
from stegvis.core.finished import TextKind
from stegvis.core.report_findings import ReportFinding

_SURE, _ASKED = 85, 75
#: Parts further than one in so many from their whole are of something else, unless a slip explains it: a ten too many does.
_FAR, _TEN = 5, 10
#: A list of names has so many, and is of a number that it is within one in so many of; that number is no smaller than this.
_SEVERAL, _NEAR, _FEW = 3, 7, 10
#: Slips that tell the sum from chance.
_TELLING = ("WHY-004", "WHY-005")
#: What stands after a number that each of several has.
_EACH = re.compile(
    r"\s*(?:\w+\s+)?(?:vardera|var och en|styck|per|var\s+(?:för|i|på|till|hos|från|av))\b|\s*(?:\w+\s+)?var\s*[.,)]"
)


@dataclass(frozen=True, slots=True)
class Division:
    """A whole and its parts. `full`: the text says that these are all of it; `apart`: no two parts can be the same people.

    `people`: the words that count people.
    `ones`: how many parts besides are one of something, in words. `open`: some of the whole may be untold.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    full: bool
    apart: bool
    people: Sequence[str]
    ones: int = 0
    open: bool = False

    @property
    def sum(self) -> Relation:
        """The parts against the whole, with how sure it is that they should be all of it."""
        relation = self._sum(_ASKED)
        slip = slip_of(self.whole.number.value, relation.expected)
        sure = (
            slip == "WHY-004"
            or (self.full and (bool(slip) or relation.difference < 0))
            or (self.apart and relation.difference < 0)
        )
        return self._sum(_SURE if sure else _ASKED)

    def _sum(self, certainty: int) -> Relation:
        terms = [Term(one.number) for one in self.parts]
        told = sum_of("REP-301", self.whole.number, terms, certainty, what=" ".join(self.whole.noun))
        return replace(told, expected=told.expected + self.ones, low=told.low + self.ones, high=told.high + self.ones)

    def is_of_something_else(self) -> bool:
        """Whether parts that do not add up are no division: they count other things, or more of the whole may be untold."""
        total = self.sum
        if not all(_alike(one, self.whole, self.people) for one in self.parts):
            return True
        few = (total.difference > 0 and not self.full) or self._is_far(total)
        telling = _TELLING if self.apart and (not self.open or len(self.parts) >= _SEVERAL) else _TELLING[:1]
        return few and slip_of(self.whole.number.value, total.expected) not in telling

    def _is_far(self, total: Relation) -> bool:
        """Whether the parts are much more or less, and no slip in one of them would explain it."""
        needed = ((one.number.value, one.number.value + total.difference) for one in self.parts)
        slips = any(right >= 0 and (slip_of(value, right) or value - right == _TEN) for value, right in needed)
        return abs(total.difference) * _FAR > self.whole.number.value and not slips


def parts_are_their_whole(report: Understood) -> Iterator[Relation | ReportFinding]:
    """What a sentence divides a number into is that number."""
    found: dict[int, list[Division]] = {}
    for one in (*_in_sentences(report), *_in_items(report)):
        found.setdefault(one.whole.number.id, []).append(one)
    for several in found.values():
        held = next((one.sum for one in several if one.sum.holds), None)
        first = max(several, key=lambda one: (one.full, len(one.parts)))
        if held:
            yield held
        elif not first.is_of_something_else():
            yield as_told(first.sum)


def _in_sentences(report: Understood) -> Iterator[Division]:
    for at in range(len(report.sentences)):
        for window in windows(report, at):
            text = marked(window, report.words)
            for kind in ("wholes", "parts_of_wholes", "outcomes_of_wholes"):
                for said in told(kind, text, report.words):
                    yield from _division(said, kind, report)


@once
def _by_number(report: Understood) -> Mapping[int, Mention]:
    """Every count in running text by its number."""
    return {one.number.id: one for _, mentions in counts_of(report) for one in mentions}


def _division(said: Said, kind: str, report: Understood) -> Iterator[Division]:
    """The whole and its parts, if there are several parts, the last of them closes the list, and none is of a sex only."""
    known = _by_number(report)
    parts = [*said.parts, *(one for name, one in said.numbers.items() if name == "last")]
    whole = known.get(said.numbers["whole"].id)
    mentions = tuple(known[one.id] for one in parts if one.id in known)
    full, open_to = kind == "wholes", kind == "outcomes_of_wholes"
    apart = _are_apart(mentions, report)
    named = (
        whole
        and (full or whole.noun)
        and (apart or not open_to)
        and len(mentions) == len(parts)
        and said.ones is not None
    )
    if whole and named and _may_be(whole, mentions) and len(parts) + (said.ones or 0) > 1 and _closes(said, report):
        yield Division(whole, mentions, full or "last" in said.numbers, apart, _people(report), said.ones or 0, open_to)


def _people(report: Understood) -> Sequence[str]:
    words: Sequence[str] = report.words.data["mentions"]["people"]
    return words


def _are_apart(parts: Sequence[Mention], report: Understood) -> bool:
    """Whether the parts are of places, of ways out or of ages, so that nobody is in two of them."""
    known = report.words.data["lists"]
    after = [one.sentence.after(one.number) for one in parts]
    return any(all(re.match(known[form], one) for one in after) for form in ("apart", "outcomes"))


def _may_be(whole: Mention, parts: Sequence[Mention]) -> bool:
    exact = all(one.exact for one in parts) and (whole.exact or whole.number.figure.about == "minst")
    if any(map(_is_each, parts)):
        return False
    return exact and not any(one.sex in (Part.WOMEN, Part.MEN) for one in (whole, *parts))


def _is_each(part: Mention) -> bool:
    """Whether it is counted several times: "tre var för Stegen och Hälsovägen", "två vardera"."""
    return _EACH.match(part.sentence.after(part.number)) is not None


def _closes(said: Said, report: Understood) -> bool:
    """Whether "och" or "resterande" leads to the last part, and nothing says that each is so many times."""
    known = report.words.data["lists"]
    pieces = re.split(r"⟦c\d+⟧|\b(?:en|ett) ", said.words["parts"])
    closed = "last" in said.numbers or bool(set(re.findall(r"\w+", pieces[-2])) & set(known["closes"]))
    return closed and not any(one in said.marked.text for one in known["many"][:7])


def _alike(part: Mention, whole: Mention, people: Sequence[str]) -> bool:
    """Whether a part counts what the whole does: it says nothing else, the same word, or people too."""
    same = {stem(word) for word in part.noun} & {stem(word) for word in whole.noun}
    return not part.noun or bool(same) or all(set(one.noun) & set(people) for one in (part, whole))


def _in_items(report: Understood) -> Iterator[Division]:
    """A number that a sentence with a colon ends with, and the items right after it, each with one number."""
    for at, sentence in enumerate(report.sentences):
        items = _items_after(report, at) if sentence.text.rstrip(" *_").endswith(":") else []
        if len(items) < 2:
            continue
        wholes = mentions_of(sentence, report.words, report.year)
        counts = [mentions_of(item, report.words, report.year) for item in items]
        if len(wholes) == 1 and all(len(one) == 1 for one in counts):
            parts = tuple(one[0] for one in counts)
            said = " ".join(one.text.casefold() for one in (sentence, *items))
            if _may_be(wholes[0], parts) and not any(one in said for one in report.words.data["lists"]["many"]):
                yield Division(wholes[0], parts, True, False, _people(report))


def _items_after(report: Understood, at: int) -> list[Sentence]:
    """The items right after a sentence, each of its own passage."""
    found: list[Sentence] = []
    for sentence in report.sentences[at + 1 :]:
        last = found[-1].passage if found else report.sentences[at].passage
        if sentence.kind is not TextKind.ITEM or sentence.passage > last + 1:
            break
        if sentence.passage == last:
            return []
        found.append(sentence)
    return found


def a_part_is_no_more_than_its_whole(report: Understood) -> Iterator[ReportFinding]:
    """ "14 deltagare, varav 25 till arbete" cannot be."""
    for sentence in report.sentences:
        for said in told("part_of_whole", marked([sentence], report.words), report.words):
            known = _by_number(report)
            whole, part = (known.get(said.numbers[name].id) for name in ("whole", "part"))
            if whole and part and _may_be(whole, [part]) and not part.noun and part.number.value > whole.number.value:
                yield from _more(part.number, whole.number)


def _more(part: Printed, whole: Printed) -> Iterator[ReportFinding]:
    relation = Relation("REP-312", part, (Term(whole),), whole.value, part.step * 0, whole.value, _SURE, additive=False)
    found = as_told(relation)
    if isinstance(found, ReportFinding):
        yield found


def amounts_are_their_whole(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "5 100 tkr för tre år: 1 250 tkr för 2022, 1 900 tkr för 2023 ...", and contributions by who gives them."""
    for at in range(len(report.sentences)):
        for window in windows(report, at):
            kinds = ("sums_of_money", *(("sums_of_contributions",) if _are_given(window, report) else ()))
            for kind in kinds:
                for said in told(kind, marked(window, report.words), report.words):
                    yield from _of_money(said)


def _of_money(said: Said) -> Iterator[Relation | ReportFinding]:
    terms = [Term(one) for one in said.parts if one.unit == said.numbers["whole"].unit]
    relation = sum_of("REP-304", said.numbers["whole"], terms, _SURE, what="")
    near = abs(relation.difference) * 2 <= relation.whole.value and not relation.whole.figure.about
    if len(terms) == len(said.parts) > 1 and (relation.holds or near):
        yield as_told(relation)


def _are_given(window: Sequence[Sentence], report: Understood) -> bool:
    """Whether sentences tell of contributions and of two or more who give them: state, region and municipalities."""
    known = report.words.data["lists"]
    givers = {word for word in re.findall(r"[^\W\d_]+", window[-1].text.casefold()) if word in known["givers"]}
    return len(givers) > 1 and begins_in(window[0].text, known["given"])


def named_counts_are_their_whole(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "Remisserna kom från socialtjänsten (52), Försäkringskassan (31) och vården (25)" of the 108 of the paragraph."""
    for at, sentence in enumerate(report.sentences):
        if len(sentence.numbers) >= _SEVERAL:
            parts = _named(marked([sentence], report.words))
            before = [one for one in report.sentences[max(0, at - 3) : at] if one.section == sentence.section]
            wholes = [one for near in before for one in mentions_of(near, report.words, report.year) if _is_whole(one)]
            if parts and wholes and not _is_open(sentence.text.casefold(), report):
                yield from _of_wholes(parts, wholes)


def _is_open(said: str, report: Understood) -> bool:
    """Whether a list is not all of it, or tells some twice, by its own words: "bland andra", "främst", "även"."""
    words = report.words.data
    open_list = re.search(words["claims"]["open_list"], said)
    return open_list is not None or any(one in said for one in words["lists"]["many"])


def _named(text: Marked) -> Sequence[Printed]:
    """The counts of a sentence that each stand in brackets after a word, or after "med", if all do and they are several."""
    for form in (r"\w \(⟦c(\d+)⟧(?: \w+)?\)", r"\bmed ⟦c(\d+)⟧"):
        found = [text.numbers[int(one)] for one in re.findall(form, text.text)]
        if len(found) >= _SEVERAL and len(found) == len(text.marks(kinds="cp")):
            return found
    return ()


def _is_whole(one: Mention) -> bool:
    return one.exact and one.sex is None and one.number.value > _FEW


def _of_wholes(parts: Sequence[Printed], wholes: Sequence[Mention]) -> Iterator[Relation | ReportFinding]:
    """The whole that they are, else the only one that they are near."""
    relations = [
        sum_of("REP-301", one.number, [Term(part) for part in parts], _ASKED, what=" ".join(one.noun)) for one in wholes
    ]
    near = [one for one in relations if abs(one.difference) * _NEAR <= one.whole.value]
    held = next((one for one in relations if one.holds), None)
    if held or len(near) == 1:
        yield as_told(held or near[0])


CHECKS = (
    parts_are_their_whole,
    a_part_is_no_more_than_its_whole,
    amounts_are_their_whole,
    named_counts_are_their_whole,
)
