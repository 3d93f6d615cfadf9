"""Ways of saying what numbers have to do with each other, as data: `av <base:c>~<count:c>~<share:p>` (words/wordings.toml).

A sentence becomes words with marks for its numbers, each of its kind: c a count, p a percentage, e percentage points, m money,
y a year, x what counts nothing (an age, a step, a date). In a wording `<name:kinds>` is a number of one of these kinds, `~`
any words without a number that counts (`~20`: at most so many signs), `//` a sentence's end, `{name}` one of the alternatives
of that name, `<parts:c+>` a list.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from stegvis.checking.figures import SCALES
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import between, is_no_count, is_year
from stegvis.checking.understanding import Printed, Sentence
from stegvis.checking.words import Words

_GAP = r"(?:[^⟦⟧‖;:]|⟦[xy]\d+⟧){{0,{}}}?"
_LONGEST_GAP = "90"
_LIST = r"(?P<{0}>(?:\b(?:en|ett) [^⟦⟧‖;:]{{3,60}}?[, ])*?⟦{1}\d+⟧(?:[^⟦⟧‖;:]|⟦[{1}pxy]\d+⟧)*)"
#: One of something in a list of several: "en från regionen".
_A = re.compile(r"(?:^|[,:] |\b(?:och|samt) )(?:en|ett)\b(?: (?=(?:från|i|på|för|hos|till|inom|vid|om)\b))?")
_END = " ‖ "
_FROM = re.compile(r"\bfrån\s(?:[^.;]{1,30}\still\s)?$", re.IGNORECASE)
_SHARED = r"\s*(?:till|mot|respektive|resp)\s*"
_MACRO = re.compile(
    r"<(?P<list>\w+):(?P<of>[cm])\+>|<(?P<name>\w+):(?P<kinds>[a-z]+)>|\{(?P<word>[a-z_]+)\}|(?P<gap>~)(?P<most>\d*)|(?P<end>//)"
)
_ASIDE = re.compile(r"\([^()]*\)|⟦c\d+⟧ (?:kvinn|män)|\b(?:kvinnor|män):? ⟦c\d+⟧")
_MARK = re.compile(r"⟦(\w)(\d+)⟧")
#: With more numbers it is a table that was read as running text.
_MOST = 60
_KINDS = {"%": "p", "pp": "e", **dict.fromkeys(SCALES, "m")}


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, or some that follow on each other, with marks for their numbers."""

    text: str
    numbers: tuple[Printed, ...]

    def marks(self, start: int = 0, end: int | None = None, kinds: str = "c") -> tuple[Printed, ...]:
        """The numbers of these kinds between two places of the text."""
        found = _MARK.finditer(self.text, start, len(self.text) if end is None else end)
        return tuple(self.numbers[int(one[2])] for one in found if one[1] in kinds)

    def without_asides(self) -> "Marked":
        """The same where counts in brackets and those of women and men count nothing: what is told in passing."""
        passed = _ASIDE.sub(lambda found: found[0].replace("⟦c", "⟦x"), self.text)
        return Marked(passed, self.numbers)


@dataclass(frozen=True, slots=True)
class Said:
    """What a wording says: its numbers by name, the words that it captures, its list, and where in the marked text it stands."""

    numbers: Mapping[str, Printed]
    words: Mapping[str, str]
    parts: tuple[Printed, ...]
    marked: Marked
    start: int
    end: int
    places: Mapping[str, tuple[int, int]]

    @property
    def ones(self) -> int | None:
        """How many items of its list are one of something ("en från regionen"); None where a word may be one more."""
        said = [one[0] for one in _A.finditer(self.words.get("parts", ""))]
        return len(said) if all(one.endswith(" ") for one in said) else None

    def between(self, one: str, other: str) -> str:
        """The words between two of its numbers."""
        first, second = sorted((self.places[one], self.places[other]))
        return _MARK.sub("", self.marked.text[first[1] : second[0]])

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.marked.text[: self.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.marked.text[self.end :]


def marked(sentences: Sequence[Sentence], words: Words) -> Marked:
    """The sentences as one text with marks."""
    numbers = tuple(number for sentence in sentences for number in _with_units(sentence))
    texts, at = [], 0
    for sentence in sentences:
        texts.append(_with_marks(sentence, words, at))
        at += len(sentence.numbers)
    return Marked(_END.join(texts), numbers)


def _with_units(sentence: Sentence) -> Iterator[Printed]:
    """The numbers, those with the next one's unit that share it: "från 62 till 70 procent"."""
    for number, following in zip_longest(sentence.numbers, sentence.numbers[1:]):
        shares = following and not number.unit and re.fullmatch(_SHARED, between(sentence, number, following))
        yield replace(number, unit=following.unit) if shares and following else number


def _with_marks(sentence: Sentence, words: Words, at: int) -> str:
    told, start = "", 0
    for place, number in enumerate(_with_units(sentence), at):
        told += f"{_words(sentence.text[start : number.figure.start])}⟦{_kind(sentence, number, words)}{place}⟧"
        start = number.figure.end
    return " ".join((told + _words(sentence.text[start:])).split())


def _words(text: str) -> str:
    """Words in lower case without the full stops of abbreviations; a sentence of its own has no others."""
    return re.sub(r"[.*⟦⟧‖]", "", text).casefold()


def _kind(sentence: Sentence, number: Printed, words: Words) -> str:
    if is_year(number):
        return "y"
    if number.unit:
        return _KINDS[number.unit]
    aside = _is_range(sentence, number) or is_no_count(sentence, number, words.data["mentions"])
    return "x" if aside or _is_of_things(sentence, number, words) else "c"


def _is_range(sentence: Sentence, number: Printed) -> bool:
    """Whether it is an end of a range: "16–29", "8 till 10", but not "från 186 till 213"."""
    return number.figure.span is not None and not _FROM.search(sentence.before(number))


def _is_of_things(sentence: Sentence, number: Printed, words: Words) -> bool:
    """Whether it is of things that the reader knows: "våra tre insatser", "de fem kommunerna"."""
    known = words.data["mentions"]
    noun = " ".join(sentence.after(number).split()[:1])
    return sentence.before(number).casefold().endswith(tuple(f"{one} " for one in known["definite"])) and begins_in(
        noun, known["things"]
    )


def told(kind: str, text: Marked, words: Words) -> Iterator[Said]:
    """What the wordings of a kind find in a text, in the order of the wordings."""
    if 0 < len(text.numbers) <= _MOST:
        vocabulary = tuple(words.data["wordings"]["words"].items())
        for wording in words.data["wordings"][kind]:
            yield from _found(_pattern(wording, vocabulary), text)


def _found(pattern: re.Pattern[str], text: Marked) -> Iterator[Said]:
    """Every place where it begins, also inside another."""
    found = pattern.search(text.text)
    while found:
        yield _said(found, text)
        found = pattern.search(text.text, found.start() + 1)


def _said(found: re.Match[str], text: Marked) -> Said:
    named = {name: value for name, value in found.groupdict().items() if value is not None}
    numbers = {name[3:]: text.numbers[int(value)] for name, value in named.items() if name.startswith("no_")}
    places = {name: (found.start(f"no_{name}") - 2, found.end(f"no_{name}") + 1) for name in numbers}
    parts = text.marks(found.start("parts"), found.end("parts"), "cm") if "parts" in named else ()
    words = {name: value for name, value in named.items() if not name.startswith("no_")}
    return Said(numbers, words, parts, text, found.start(), found.end(), places)


@lru_cache(maxsize=1000)
def _pattern(wording: str, vocabulary: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    known = dict(vocabulary)

    def written(macro: re.Match[str]) -> str:
        if macro["list"]:
            return _LIST.format(macro["list"], macro["of"])
        if macro["name"]:
            return rf"⟦[{macro['kinds']}](?P<no_{macro['name']}>\d+)⟧"
        if macro["word"]:
            return _MACRO.sub(written, known[macro["word"]])
        return _GAP.format(macro["most"] or _LONGEST_GAP) if macro["gap"] else r"\s*‖\s*"

    return re.compile(_MACRO.sub(written, wording))
