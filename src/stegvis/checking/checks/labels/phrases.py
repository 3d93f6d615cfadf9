"""A fixed phrase that in one place reads differently by a letter or two, and so says another thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from stegvis.checking.prose.sayings import Saying, by_place, sayings
from stegvis.checking.spelling import Endings, forms_of_one, letters_apart
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: A phrase is fixed when it stands in so many places, and at least so many times for each time that it reads differently.
_PLACES = 4
_TIMES = 2
#: A word of this length or more carries the phrase; the others may be as short as "i".
_LONG = 6

Phrases = Mapping[tuple[str, ...], list[tuple[Saying, str]]]


def fixed_phrases_read_the_same(report: Understood) -> Iterator[ReportFinding]:
    """Four or three words in a row that everywhere else read differently in the first word."""
    endings = report.words.data["naming"]["endings"]
    seen: set[tuple[str, str]] = set()
    for size in (4, 3):
        phrases = _phrases(report, size)
        for rest, words in _by_rest(phrases).items():
            for rare, common in _confused(words, phrases, rest, endings):
                if (rare, common) not in seen:
                    seen.add((rare, common))
                    yield _found(phrases[(rare, *rest)], phrases[(common, *rest)])


def _phrases(report: Understood, size: int) -> Phrases:
    found: dict[tuple[str, ...], list[tuple[Saying, str]]] = defaultdict(list)
    for saying in by_place(list(sayings(report))):
        words = list(_WORD.finditer(saying.text))
        for at in range(len(words) - size + 1):
            run = words[at : at + size]
            if all(saying.text[a.end() : b.start()] == " " for a, b in pairwise(run)):
                phrase = saying.text[run[0].start() : run[-1].end()]
                found[tuple(word[0].casefold() for word in run)].append((saying, phrase))
    return found


def _by_rest(phrases: Phrases) -> Mapping[tuple[str, ...], set[str]]:
    """First words by the words after them, where one of those carries the phrase."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for first, *rest in phrases:
        if len(first) >= 4 and len(rest[-1]) >= _LONG:
            found[tuple(rest)].add(first)
    return found


def _confused(words: set[str], phrases: Phrases, rest: tuple[str, ...], endings: Endings) -> Iterator[tuple[str, str]]:
    places = {word: len({(one.place.page, one.place.line) for one, _ in phrases[(word, *rest)]}) for word in words}
    for rare in sorted(words):
        for common in sorted(words):
            often = places[common] >= max(_PLACES, _TIMES * places[rare])
            if often and rare != common and _one_for_another(rare, common, endings):
                yield rare, common


def _one_for_another(rare: str, common: str, endings: Endings) -> bool:
    """Two words of one length that differ inside, in one letter (two in a long word), and are no forms of one word."""
    apart = letters_apart(rare, common)
    inside = rare[0] == common[0] and rare[-1] == common[-1] and len(rare) == len(common)
    return inside and 0 < apart <= (2 if len(rare) > 8 else 1) and not forms_of_one(rare, common, endings)


def _found(rare: list[tuple[Saying, str]], common: list[tuple[Saying, str]]) -> ReportFinding:
    places = (*(saying.place for saying, _ in rare), common[0][0].place)
    return finding("REP-602", Severity.WARNING, FindingClass.LABEL, places, certainty=85, printed=rare[0][1],
                   expected=common[0][1], times=len(common))  # fmt: skip


CHECKS = (fixed_phrases_read_the_same,)
