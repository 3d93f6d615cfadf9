"""Names of several words, and of municipalities, regions and associations, that in one place have another letter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from stegvis.checking.checks.kinds import Check
from stegvis.checking.checks.names import Spelling, apart, single_names, spelt_otherwise
from stegvis.checking.sayings import Saying, by_place, headings, sayings
from stegvis.checking.spelling import forms_of_one, letters_apart
from stegvis.checking.understanding import Understood
from stegvis.core.report_findings import ReportFinding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A name has so many words at most, so many letters at least, and stands so often for each time that it is spelt otherwise.
_LONGEST = 5
_LETTERS = 10
_TIMES = 3
#: A name of so many letters is hardly another's by chance.
_SURE = 8
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


def _odd(written: Written, report: Understood, endings: list[str]) -> Iterator[ReportFinding]:
    """Those that stand seldom and are a letter from one that stands often."""
    for rare, where in written.items():
        usual = [
            one for one, often in written.items() if len(often) >= _TIMES * len(where) and _near(rare, one, endings)
        ]
        if len(usual) == 1 and not apart(rare, usual[0], report):
            yield spelt_otherwise([_spelling(rare, where)], [_spelling(usual[0], written[usual[0]])])


def _near(one: str, other: str, endings: list[str]) -> bool:
    """Whether a letter tells two words apart, and no ending."""
    left, right = one.casefold(), other.casefold()
    long = min(len(left), len(right)) >= _LONG and left[0] == right[0]
    return long and letters_apart(left, right) == 1 and not forms_of_one(left, right, endings)


def _spelling(text: str, where: list[Saying]) -> Spelling:
    return Spelling(text, len(where), where[0])


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
    endings: list[str],
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
    for found in (*single_names(report), *names_of_bodies(report), *names_of_several_words(report)):
        odd = set(found.printed.split())
        if odd.isdisjoint(told):
            yield found
        told |= odd if len(odd) == 1 else set()


CHECKS: tuple[Check, ...] = (names_are_spelt_in_one_way,)
