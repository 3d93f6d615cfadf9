"""Changes that running text tells with what was before: "12 fler än 2018, då 147 deltog", "minskade från 75 till 47, med 28"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP
from fractions import Fraction

from stegvis.checking.agreement.approximations import told as nearly
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.comparisons import is_about
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.checks.texts.windows import windows
from stegvis.checking.figures import SCALES
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import Mention, mentions_of
from stegvis.checking.prose.wordings import Marked, Said, marked, told
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_SHARE = re.compile(
    r"(?:(?!\b(?:än|mot|från|jämför\w*)\b)[^⟦⟧‖;:]){0,25}?(?:, |\(|eller |motsvarande |motsvarar |det vill säga |dvs )⟦p(\d+)⟧"
)
#: What says of a number that it is how many more or fewer.
_MORE = re.compile(r"⟦\w(\d+)⟧ (?:\w+ )?(?:fler|färre|mer|mindre|högre|lägre|bättre|sämre)\b")
_THAN = re.compile(r"\b(?:än|mot|från|jämför\w* med)\b[^⟦⟧‖;:,]{0,20}(?:⟦y\d+⟧ )?\(?⟦\w(\d+)⟧")
#: So many sentences back it may be told what is now.
_BACK = 5
#: What is so many times more is of something else.
_FAR = 10
#: Which kinds of numbers a change of each kind may be of.
_LEVELS = {"c": "c", "m": "m", "p": "cm", "e": "p"}


@dataclass(frozen=True, slots=True)
class Change:
    """A change that text tells: how much, from what, to what, and the words that say which way."""

    amount: Printed
    then: Printed
    now: Printed
    way: str
    said: Said


def a_change_is_what_it_is_between(report: Understood) -> Iterator[Relation | ReportFinding]:
    """What is told as a change is what is now less what was then, and in percent of what was then."""
    for change in changes(report):
        relation = _relation(change, report)
        if relation and (relation.holds or not (_lost_its_sign(change) or _is_of_others(change, relation))):
            yield as_told(relation)
            yield from (as_told(one) for one in _in_percent(change, relation, report))


def changes(report: Understood) -> Iterator[Change]:
    """The changes that text tells with both numbers, each once: the first reading that is right, else the first."""
    found: dict[int, list[Change]] = {}
    for at in range(len(report.sentences)):
        for window in windows(report, at):
            for said in _said("changes", window, report):
                for one in _of_wording(said, window, report):
                    found.setdefault(one.amount.id, []).append(one)
    for several in found.values():
        right = (one for one in several if (relation := _relation(one, report)) and relation.holds)
        yield next(right, several[0])


def _said(kind: str, window: Sequence[Sentence], report: Understood) -> Iterator[Said]:
    """What the sentences say, also where something is told in passing: "131 (71 kvinnor och 60 män)"."""
    whole = marked(window, report.words)
    passed = whole.without_asides()
    for text in (whole,) if passed == whole else (whole, passed):
        yield from told(kind, text, report.words)


def _of_wording(said: Said, window: Sequence[Sentence], report: Understood) -> Iterator[Change]:
    then, amount = said.numbers["then"], said.numbers["change"]
    if "now" in said.numbers:
        if said.numbers["now"].id not in _differences(said.marked) and said.words.get("ythen", "") <= said.words.get(
            "ynow", ""
        ):
            yield Change(amount, then, said.numbers["now"], said.words["way"], said)
        return
    for now in _now(said, window, report) or _earlier(said, window, report):
        yield Change(amount, then, now, said.words["way"], said)


def _differences(text: Marked) -> frozenset[int]:
    """Numbers that are changes already: "Det är 19 fler än året innan, då 144 deltog, och en ökning med 13 procent"."""
    return frozenset(text.numbers[int(one[1])].id for one in _MORE.finditer(text.text))


def _earlier_levels(text: Marked) -> frozenset[int]:
    """Numbers that something is compared with: "fem fler än 2022 (97) men fyra färre än 2021 (106)"."""
    return frozenset(text.numbers[int(one[1])].id for one in _THAN.finditer(text.text))


def _earlier(said: Said, window: Sequence[Sentence], report: Understood) -> tuple[Printed, ...]:
    """What is now, where it was told further up: the counts of the same that did the same; none where they are several."""
    then = next(
        (one for near in window for one in _mentions(near, report) if one.number.id == said.numbers["then"].id), None
    )
    first = report.sentences.index(window[0])
    back = [one for one in report.sentences[max(0, first - _BACK) : first] if one.section == window[0].section]
    alike = [one for near in back for one in _mentions(near, report) if then and _is_same(one, then)]
    return tuple(one.number for one in alike) if len({one.number.value for one in alike}) == 1 else ()


def _mentions(sentence: Sentence, report: Understood) -> tuple[Mention, ...]:
    return mentions_of(sentence, report.words, report.year)


def _is_same(one: Mention, then: Mention) -> bool:
    total = one.exact and one.sex is None and not (one.of or one.planned or one.elsewhen)
    return bool(total and then.noun and one.noun[:1] == then.noun[:1] and one.verbs & then.verbs)


def _now(said: Said, window: Sequence[Sentence], report: Understood) -> tuple[Printed, ...]:
    """What is now: told before the change, in its sentence or else the one before; several only where each may be it."""
    kinds = _LEVELS[_kind(said.numbers["change"])]
    start = min(first for first, _ in said.places.values())
    begun = said.marked.text.rfind("‖", 0, start) + 1
    changed, parts = _differences(said.marked) | _earlier_levels(said.marked), _parts(window, report)
    near = ([one for one in said.marked.marks(first, start, kinds) if one.id not in changed] for first in (begun, 0))
    return tuple(one for one in next(filter(None, near), []) if one.id not in parts)


def _parts(window: Sequence[Sentence], report: Understood) -> frozenset[int]:
    """Numbers of women, of men, of some of them, and what is wanted: no totals."""
    mentions = (one for sentence in window for one in _mentions(sentence, report))
    return frozenset(one.number.id for one in mentions if one.sex or one.of or one.planned or not one.exact)


def _kind(number: Printed) -> str:
    return {"": "c", "%": "p", "pp": "e"}.get(number.unit, "m")


def _relation(change: Change, report: Understood) -> Relation | None:
    """The change against its two numbers; None where they are not of one kind, or only about so many."""
    if change.now.figure.about or change.then.figure.about or _kind(change.now) != _kind(change.then):
        return None
    grew = _grew(change, report)
    now, then = (_sign(one, change, report) for one in (change.now, change.then))
    terms = [Term(change.now, grew * now), Term(change.then, -grew * then)]
    difference = replace(sum_of("REP-311", change.amount, terms, 85), values=tuple(_values(change).items()))
    if change.amount.unit == "%" and _kind(change.now) != "p":
        return _of_base(change.amount, change, grew) if change.then.value else None
    if change.amount.figure.about:
        return nearly("REP-311", change.amount, difference.expected, difference.terms, 85, **_values(change))
    return difference


def _sign(number: Printed, change: Change, report: Understood) -> int:
    """-1 for what is told as a deficit, where the change is for better or worse: a deficit that grows is told as it is."""
    known = report.words.data["changes"]
    text = change.said.marked
    place = text.text.find(f"{[one.id for one in text.numbers].index(number.id)}⟧") if number in text.numbers else 0
    said = re.split("[⟦⟧‖]", text.text[:place].rpartition("⟦")[0])[-1]
    judged = change.way.startswith((*known["better"], *known["worse"]))
    return -1 if judged and begins_in(said, known["deficit"]) else 1


def _of_base(share: Printed, change: Change, grew: int) -> Relation:
    """The change in percent of what was then, rounded or cut."""
    exact = grew * (change.now.exact - change.then.exact) * 100 / change.then.exact
    terms = (Term(change.now), Term(change.then))
    if share.figure.about:
        return nearly("REP-311", share, exact, terms, 85, **_values(change))
    rounded = exact.quantize(share.step, ROUND_HALF_UP)
    slack = _rounding(change) * share.step.copy_sign(1)
    low, high = min(rounded, exact - share.step) - slack, rounded + slack
    return Relation("REP-311", share, terms, exact, low, high, 85, tuple(_values(change).items()), False)


def _rounding(change: Change) -> int:
    """What is worked out from rounded money may be a step off."""
    return int(change.now.unit in ("tkr", "mnkr"))


def _is_of_others(change: Change, relation: Relation) -> bool:
    """Whether the numbers are so far from each other, or from such a change, that they hardly count the same."""
    amount, between = change.amount.value, abs(relation.expected)
    pairs = (abs(change.now.exact), abs(change.then.exact)), (amount, between)
    far = any(min(pair) * _FAR < max(pair) for pair in pairs)
    return far and not slip_of(amount, between.quantize(change.amount.step))


def _lost_its_sign(change: Change) -> bool:
    """Whether it is right of amounts one of which is below nothing: a minus is easily lost where a line is broken."""
    now, then = change.now.exact, change.then.exact
    right = {abs(now + then), abs(-now - then)}
    return change.now.unit in SCALES and change.amount.exact in right and "resultat" in change.said.marked.text


def _in_percent(change: Change, relation: Relation, report: Understood) -> Iterator[Relation]:
    """ "12 färre, eller 10 procent": the percentage right after a change that is right."""
    for end in (change.said.places["change"][1], max(end for _, end in change.said.places.values())):
        found = _SHARE.match(change.said.marked.text, end)
        if found and relation.holds and change.amount.unit != "%" and change.then.value:
            yield _of_base(change.said.marked.numbers[int(found[1])], change, _grew(change, report))
            return


def _grew(change: Change, report: Understood) -> int:
    words = report.words.data["changes"]
    if change.way.startswith(tuple(words["better"])):
        return 1
    return -1 if change.way.startswith(tuple(words["down"])) else 1


def _values(change: Change) -> dict[str, str]:
    return {"what": change.way, "now": change.now.figure.text, "then": change.then.figure.text}


def changes_in_words_are_about_right(report: Understood) -> Iterator[ReportFinding]:
    """ "Från 24 till 32, en ökning med en fjärdedel", "dubbelt så många som året innan, då 54 deltog"."""
    told_of: set[int] = set()
    for at in range(len(report.sentences)):
        for window in windows(report, at):
            for kind in ("changes_in_words", "times_in_words"):
                for said in _said(kind, window, report):
                    now, then = said.numbers["now"], said.numbers["then"]
                    if now.id not in told_of and then.exact and not (now.figure.about or then.figure.about):
                        told_of.add(now.id)
                        yield from _in_words(said, window[-1], report)


def _in_words(said: Said, sentence: Sentence, report: Understood) -> Iterator[ReportFinding]:
    now, then = (Fraction(said.numbers[name].exact) for name in ("now", "then"))
    part, about = said.words["part"], said.words.get("about", "").strip()
    words = report.words.data["claims"]
    times = next((times for begin, times in words["times"].items() if part.startswith(begin)), None)
    claimed = Fraction(str(times)) * 100 if times else Fraction(*words["sex_fractions"][part]) * 100
    times_as_many = times is not None and times > 1
    share = now * 100 / then if times_as_many else abs(now - then) * 100 / then
    if not is_about(share, claimed, about):
        yield finding("REP-406", Severity.WARNING, FindingClass.CONFLICT, (sentence.place,), certainty=82,
                      printed=f"{about} {part}".strip(), share=f"{float(share):.1f}".replace(".", ","))  # fmt: skip


CHECKS = (a_change_is_what_it_is_between, changes_in_words_are_about_right)
