"""What text tells there was, what came, what went and what there is: participants of the year, equity, and the year's result."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.wordings import Marked, marked, told
from stegvis.checking.understanding import Printed, Sentence, Understood

_SURE, _ASKED = 85, 75
#: What is further than so many times from what the others give is of something else, unless a slip explains it.
_FAR = 3
#: Slips that tell what is wrong from what is of something else.
_SLIPS = ("WHY-004", "WHY-005")


@dataclass(frozen=True, slots=True)
class Flow:
    """What the whole is made of: the wordings that tell each part, added (1) or taken away (-1); `perhaps` may be untold."""

    whole: str
    parts: Mapping[str, int]
    perhaps: Sequence[str] = ()


_PEOPLE = Flow("people_closing", {"people_opening": 1, "people_came": 1, "people_left": -1})
_MONEY = (
    Flow("equity_closing", {"equity_opening": 1, "surplus": 1}),
    Flow("equity_closing", {"equity_opening": 1, "deficit": -1}),
    Flow("surplus", {"income": 1, "interest": 1, "spent": -1}, ("interest",)),
    Flow("deficit", {"spent": 1, "income": -1, "interest": -1}, ("interest",)),
)


def those_who_are_left_are_those_who_were_and_came(report: Understood) -> Iterator[Relation]:
    """ "24 var inskrivna när året började, 33 tillkom och 30 avslutades. Vid årets slut var 27 kvar"."""
    for sentences in _together(report, lambda one: one.passage):
        if relation := _relation(_PEOPLE, marked(sentences, report.words).without_asides(), report):
            yield from _told(relation, slips=True)


def equity_and_result_are_what_is_left(report: Understood) -> Iterator[Relation]:
    """ "Det egna kapitalet var 352 tkr vid årets ingång och 464 tkr vid dess utgång" where the year gave 112 tkr."""
    aside = report.words.data["stated"]["not_stated"]
    for sentences in _together(report, lambda one: one.section):
        text = marked([one for one in sentences if not begins_in(one.text, aside)], report.words)
        for flow in _MONEY:
            if relation := _relation(flow, text, report):
                yield from _told(relation, slips=False)


def _together(report: Understood, by: Callable[[Sentence], object]) -> Iterator[Sequence[Sentence]]:
    return (list(group) for _, group in groupby(report.sentences, key=by))


def _relation(flow: Flow, text: Marked, report: Understood) -> Relation | None:
    """The flow where each of its numbers is told, and only one is told as it; None where they are about so many."""
    whole = _only(flow.whole, text, report)
    found = {kind: _only(kind, text, report) for kind in flow.parts} if whole else {}
    terms = [Term(number, flow.parts[kind]) for kind, number in found.items() if number]
    missing = [kind for kind, number in found.items() if not number and kind not in flow.perhaps]
    if not whole or missing or any(one.figure.about for one in (whole, *(term.number for term in terms))):
        return None
    once = len({one.id for one in (whole, *(term.number for term in terms))}) == len(terms) + 1
    return sum_of("REP-302", whole, terms, _ASKED) if once else None


def _only(kind: str, text: Marked, report: Understood) -> Printed | None:
    """The number that is told as such, if all that are are one."""
    found = {one.numbers["it"].exact: one.numbers["it"] for one in told(kind, text, report.words)}
    return next(iter(found.values())) if len(found) == 1 else None


def _told(relation: Relation, *, slips: bool) -> Iterator[Relation]:
    """One that holds, or that a slip in one of its numbers explains (surely), or that is near enough to be asked about."""
    if relation.holds:
        yield relation
    elif any(_is_slip(relation, one) for one in relation.numbers):
        yield replace(relation, certainty=_SURE)
    elif not slips and abs(relation.difference) * _FAR <= abs(relation.whole.value):
        yield relation


def _is_slip(relation: Relation, number: Printed) -> bool:
    right = relation.repaired_by(number, {})
    return right is not None and slip_of(number.value, right) in _SLIPS


CHECKS = (those_who_are_left_are_those_who_were_and_came, equity_and_result_are_what_is_left)
