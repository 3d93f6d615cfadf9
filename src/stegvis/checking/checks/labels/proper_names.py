"""Names of several words, of persons, and of municipalities, regions and associations, that in one place have another letter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby, product

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.labels.names import Spelling, apart, single_names, spelt_otherwise
from stegvis.checking.prose.sayings import Saying, by_place, headings, sayings
from stegvis.checking.spelling import Endings, Neighbours, forms_of_one, letters_apart, slipped
from stegvis.checking.understanding import Understood
from stegvis.core.report_findings import ReportFinding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A name has so many words at most, so many letters at least, and stands so often for each time that it is spelt otherwise.
_LONGEST = 5
_LETTERS = 10
_TIMES = 3
#: The word that differs is so long.
_LONG = 5

#: Where each way of writing stands.
Written = dict[str, list[Saying]]


def names_of_bodies(report: Understood) -> Iterator[ReportFinding]:
    """ "Granträsks kommun", "Region Myrland", "Samordningsförbundet Mellanbygden": one name of the kind with another letter."""
    words = report.words.data["naming"]
    told = by_place(list(sayings(report)))
    for form in words["bodies"]:
        written: Written = defaultdict(list)
        for saying in told:
            for found in re.finditer(form, saying.text):
                written[found["name"]].append(saying)
        yield from _odd(written, report, words["endings"])


def _odd(written: Written, report: Understood, endings: Endings) -> Iterator[ReportFinding]:
    """Those that stand seldom and are a letter from one that stands often."""
    near = Neighbours(written)
    for rare, where in written.items():
        usual = [one for one in near.of(rare) if len(written[one]) >= _TIMES * len(where) and _near(rare, one, endings)]
        if len(usual) == 1 and not apart(rare, usual[0], report):
            yield spelt_otherwise([_spelling(rare, where)], [_spelling(usual[0], written[usual[0]])])


def _near(one: str, other: str, endings: Endings) -> bool:
    """Whether a letter tells two words apart, and no ending."""
    left, right = one.casefold(), other.casefold()
    long = min(len(left), len(right)) >= _LONG and left[0] == right[0]
    return long and letters_apart(left, right) == 1 and not forms_of_one(left, right, endings)


def _spelling(text: str, where: list[Saying]) -> Spelling:
    return Spelling(text, len(where), where[0])


def names_of_persons(report: Understood) -> Iterator[ReportFinding]:
    """ "Anna Lindqvist" in the text and "Anna Lindkvist" among the signatures: a question, since they may be two."""
    written = _persons(report)
    near = Neighbours(written)
    for rare, where in written.items():
        for usual in near.of(rare):
            other = written[usual]
            first = (len(where), rare) < (len(other), usual)
            if first and _is_one_person(rare, usual) and not _stand_together(where, other):
                yield spelt_otherwise([_spelling(rare, where)], [_spelling(usual, other)], certainty=75)


def _persons(report: Understood) -> Written:
    """First and last name: two or three words in a row with capitals, between offices and common words."""
    told, offices = by_place(list(sayings(report))), report.words.data["naming"]["offices"]
    small = {word for saying in told for word in _WORD.findall(saying.text) if word.islower()}
    found: Written = defaultdict(list)
    for saying in told:
        for run in _in_a_row(saying.text, small | set(offices)):
            if 2 <= len(run) <= 3:
                found[" ".join(run[-2:])].append(saying)
    return found


def _in_a_row(text: str, common: set[str]) -> Iterator[list[str]]:
    """The words with a capital that stand in a row, nothing but spaces between them."""
    for part in re.split(r"[^\w -]|  +", text):
        for named, run in groupby(
            _WORD.findall(part), lambda word: word[0].isupper() and word.casefold() not in common
        ):
            if named:
                yield list(run)


def _is_one_person(one: str, other: str) -> bool:
    """Whether two names are one, a letter apart: in the last name, or a slip inside the first; "Maria" and "Marie" are two."""
    (first, last), (other_first, other_last) = one.split(), other.split()
    if first == other_first:
        long = min(len(last), len(other_last)) >= _LONG and last[0] == other_last[0]
        return long and last.removesuffix("s") != other_last.removesuffix("s")
    long = min(len(first), len(other_first)) >= _LONG
    return last == other_last and long and first[-1] == other_first[-1] and slipped(other_first, first)


def _stand_together(where: list[Saying], other: list[Saying]) -> bool:
    """Whether both stand in one list or sentence, so that they are two."""
    return any(one.section == two.section and one.kind is two.kind for one, two in product(where, other))


def names_of_several_words(report: Understood) -> Iterator[ReportFinding]:
    """A heading or row of several words, "Personligt ombud plus", that text writes with another letter in one of them."""
    endings = report.words.data["naming"]["endings"]
    names = {tuple(words) for text in _named(report) if len(words := _WORD.findall(text)) <= _LONGEST}
    sizes = {len(name) for name in names}
    written: dict[tuple[str, ...], list[Saying]] = defaultdict(list)
    for saying in by_place(list(sayings(report))):
        for run in _runs(saying.text, sizes):
            written[run].append(saying)
    keys = _by_rest(written)
    for name in sorted(names):
        for odd in sorted({run for at in range(len(name)) for run in keys[(at, *name[:at], *name[at + 1 :])]} - {name}):
            if _is_of(odd, name, written, report, endings):
                yield spelt_otherwise(
                    [_spelling(" ".join(odd), written[odd])], [_spelling(" ".join(name), written[name])]
                )


def _named(report: Understood) -> Iterator[str]:
    """Headings and rows of several words that may be names."""
    rows = [row.label for table in report.tables for row in table.rows if not row.total]
    for text in dict.fromkeys([*rows, *(head.text for head in headings(report))]):
        several = len(_WORD.findall(text)) > 1 and len(text) >= _LETTERS
        if several and text[:1].isupper() and re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)+", text):
            yield text


def _runs(text: str, sizes: set[int]) -> Iterator[tuple[str, ...]]:
    """The words in a row of these sizes that begin with a capital, nothing but spaces between them."""
    words = list(_WORD.finditer(text))
    for at, first in enumerate(words):
        if first[0][0].isupper():
            for size in sizes:
                run = words[at : at + size]
                said = text[first.start() : run[-1].end()]
                if len(run) == size and said == " ".join(word[0] for word in run):
                    yield tuple(word[0] for word in run)


def _by_rest(written: Mapping[tuple[str, ...], list[Saying]]) -> dict[tuple[object, ...], set[tuple[str, ...]]]:
    """The runs by all their words but one, and which."""
    found: dict[tuple[object, ...], set[tuple[str, ...]]] = defaultdict(set)
    for run in written:
        for at in range(len(run)):
            found[(at, *run[:at], *run[at + 1 :])].add(run)
    return found


def _is_of(
    odd: tuple[str, ...],
    name: tuple[str, ...],
    written: Mapping[tuple[str, ...], list[Saying]],
    report: Understood,
    endings: Endings,
) -> bool:
    """Whether a run is the name with another letter: it stands more seldom, and nowhere beside the name."""
    differ = [(one, other) for one, other in zip(odd, name, strict=True) if one != other]
    long = min(len(one) for one, _ in differ) >= _LETTERS
    often = len(written[name]) >= (len(written[odd]) if long else max(2, 2 * len(written[odd])))
    return (
        often
        and all(_near(one, other, endings) for one, other in differ)
        and not apart(" ".join(odd), " ".join(name), report)
    )


def names_are_spelt_in_one_way(report: Understood) -> Iterator[ReportFinding]:
    """Names of initiatives, of bodies and of several words; each word that is spelt otherwise is told once."""
    told: set[str] = set()
    for found in (
        *single_names(report),
        *names_of_bodies(report),
        *names_of_several_words(report),
        *names_of_persons(report),
    ):
        odd, *more = found.printed.split()
        if told.isdisjoint((*found.printed.split(), *found.expected.split())):
            yield found
        told |= set() if more else {odd}


CHECKS: tuple[Check, ...] = (names_are_spelt_in_one_way,)
