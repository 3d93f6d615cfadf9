"""Numbers that a sentence or a list of items divides: "75 platser, varav 45 i Ekby, 20 i Sundby och 10 i Norrby"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.checks.texts.windows import windows
from stegvis.checking.mentions import Mention, counts_of, mentions_of
from stegvis.checking.once import once
from stegvis.checking.relations import Relation, Term, sum_of
from stegvis.checking.slips import slip_of
from stegvis.checking.understanding import Part, Printed, Sentence, Understood
from stegvis.checking.wordings import Said, marked, told
from stegvis.checking.words.stems import stem
from stegvis.core.finished import TextKind
from stegvis.core.report_findings import ReportFinding

_SURE, _ASKED = 85, 75
#: Slips that tell the sum from chance.
_TELLING = ("WHY-004", "WHY-005")
#: What stands after a number that each of several has.
_EACH = re.compile(
    r"\s*(?:\w+\s+)?(?:vardera|var och en|styck|per|var\s+(?:för|i|på|till|hos|från|av))\b|\s*(?:\w+\s+)?var\s*[.,)]"
)


@dataclass(frozen=True, slots=True)
class Division:
    """A whole and its parts. `full`: the text says that these are all of it; `apart`: no two parts can be the same people."""

    whole: Mention
    parts: tuple[Mention, ...]
    full: bool
    apart: bool

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
        return sum_of("REP-301", self.whole.number, terms, certainty, what=" ".join(self.whole.noun) or "som antal")

    def is_of_something_else(self) -> bool:
        """Whether parts that do not add up are no division: they count other things, or more of the whole may be untold."""
        total = self.sum
        if not all(_alike(one, self.whole) for one in self.parts):
            return True
        few = total.difference > 0 and not self.full
        return few and slip_of(self.whole.number.value, total.expected) not in (
            _TELLING if self.apart else _TELLING[:1]
        )


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
            for kind in ("wholes", "parts_of_wholes"):
                for said in told(kind, text, report.words):
                    yield from _division(said, kind == "wholes", report)


@once
def _by_number(report: Understood) -> Mapping[int, Mention]:
    """Every count in running text by its number."""
    return {one.number.id: one for _, mentions in counts_of(report) for one in mentions}


def _division(said: Said, full: bool, report: Understood) -> Iterator[Division]:
    """The whole and its parts, if there are several parts, the last of them closes the list, and none is of a sex only."""
    known = _by_number(report)
    parts = [*said.parts, *(one for name, one in said.numbers.items() if name == "last")]
    whole = known.get(said.numbers["whole"].id)
    mentions = tuple(known[one.id] for one in parts if one.id in known)
    named = whole and (full or whole.noun)
    if whole and named and len(mentions) == len(parts) > 1 and _may_be(whole, mentions) and _closes(mentions, report):
        closing = report.words.data["lists"]["apart"]
        apart = all(re.match(closing, one.sentence.after(one.number)) for one in mentions)
        yield Division(whole, mentions, full or "last" in said.numbers, apart)


def _may_be(whole: Mention, parts: Sequence[Mention]) -> bool:
    exact = all(one.exact for one in (whole, *parts)) and not any(map(_is_each, parts))
    return exact and not any(one.sex in (Part.WOMEN, Part.MEN) for one in (whole, *parts))


def _is_each(part: Mention) -> bool:
    """Whether it is counted several times: "tre var för Stegen och Hälsovägen", "två vardera"."""
    return _EACH.match(part.sentence.after(part.number)) is not None


def _closes(parts: Sequence[Mention], report: Understood) -> bool:
    """Whether "och" or "resterande" leads to the last part."""
    last = parts[-1]
    before = re.findall(r"\w+", last.sentence.before(last.number).casefold())[-1:]
    return bool(before) and before[0] in report.words.data["lists"]["closes"]


def _alike(part: Mention, whole: Mention) -> bool:
    """Whether a part counts what the whole does: it says nothing else, or the same word."""
    return not part.noun or bool({stem(word) for word in part.noun} & {stem(word) for word in whole.noun})


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
                yield Division(wholes[0], parts, True, False)


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


CHECKS = (parts_are_their_whole, a_part_is_no_more_than_its_whole)
