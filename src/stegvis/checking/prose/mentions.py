"""Numbers in running text with what they count: whom, which sex, what was done, of which year, as a whole or a part.

Only counts are mentions here: money, shares, years, ages, times and the numbers of appendices are no counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stegvis.checking.once import once
from stegvis.checking.understanding import Part, Printed, Sentence, Understood
from stegvis.checking.words import Words

_WORD = re.compile(r"\w[\w/-]*", re.UNICODE)
#: "118 år 2019" is a number of that year and no age.
_OF_YEAR = re.compile(r"\s?år (?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: A year that what stands in the brackets after it is of: "2021 (140 deltagare)".
_YEARS_OWN = re.compile(r"\b(?:19|20)\d\d(?=\s(?:\([^()]*)?$)")
_CLAUSE = re.compile(r"[;:.()]|,(?!\d)|\s[–-]\s")
_EITHER = r"(?:kvinn\w+|män\w*|flickor|pojkar)"
_BOTH = re.compile(rf"\s*(?:\w+\s+)?{_EITHER}\s*(?:och|eller|/|samt)\s*{_EITHER}")
#: "79 var kvinnor": what it counts stands after the verb.
_ARE = re.compile(r"\s(?:var|är)\s(kvinn\w+|män)\b", re.IGNORECASE)
#: Ends of a range that is told in words: "mellan 25 och 44 år".
_RANGE_FROM, _RANGE_TO = re.compile(r"\bmellan\s$", re.IGNORECASE), re.compile(r"\bmellan\s\w+\soch\s$", re.IGNORECASE)
_DONE = re.compile(r"(?:ats|its|tts|rts|des|git|rit)$")
#: How many words after a number may say what it counts.
_PHRASE = 4
#: So many characters hold the words that are looked at beside a number.
_BESIDE = 160


@dataclass(frozen=True, slots=True)
class Mention:
    """A count in a sentence. `noun`: the words of what it counts, as printed in lower case; none where they are understood.

    `verbs`: what was done, of its clause or else its sentence. `whole`: "totalt" stands before it. `of`: "av de" does.
    `planned`: a goal, a plan or a promise. `elsewhen`: of another time than the report's year.
    `exact`: neither about, more nor less.
    """

    number: Printed
    sentence: Sentence
    noun: tuple[str, ...]
    sex: Part | None
    verbs: frozenset[str]
    whole: bool
    of: bool
    planned: bool
    elsewhen: bool
    exact: bool

    def of_people(self, words: Words) -> bool:
        """Whether it counts people."""
        return self.sex is not None or any(word in words.data["mentions"]["people"] for word in self.noun)


def mentions_of(sentence: Sentence, words: Words, year: int | None = None) -> tuple[Mention, ...]:
    """The counts of a sentence from left to right. `year`: the report's."""
    known = words.data["mentions"]
    return tuple(
        _mention(sentence, number, words, year)
        for number in sentence.numbers
        if _counts(number) and not is_no_count(sentence, number, known)
    )


@once
def counts_of(report: Understood) -> tuple[tuple[Sentence, tuple[Mention, ...]], ...]:
    """Each sentence with its counts."""
    return tuple((sentence, mentions_of(sentence, report.words, report.year)) for sentence in report.sentences)


def _counts(number: Printed) -> bool:
    return number.unit == "" and number.figure.decimals == 0 and number.value >= 0


def is_no_count(sentence: Sentence, number: Printed, known: dict[str, list[str]]) -> bool:
    """Whether it is a year, a date, a range, a term of a product, or the number of something rather than how many."""
    before, after = _beside(sentence, number)
    if is_year(number) or (re.match(r"[.)]\s|[.)]$", after) and not before.strip(" *_-–•")):
        return True
    if re.match(r"\s?[-–/:]\s?\d|\s?[x×*]\s?\d|[.:]\d|\w", after) or re.search(
        r"\d\s?[-–/:]\s?$|\d\s?[x×*]\s?$", before
    ):
        return True
    if (_RANGE_FROM.search(before) and re.match(r"\soch\s", after)) or _RANGE_TO.search(before):
        return True
    if re.match(r"\s?(?:kr|tkr|mkr|mnkr|kronor|miljon|procent|%|gradig|-gradig)", after, re.IGNORECASE):
        return True
    if _OF_YEAR.match(after):
        return False
    last = [] if before.rstrip().endswith((",", ";")) else _words(before)[-1:]
    first = _words(after)[:1]
    return any(word in known["named"] for word in last) or any(word in known["measured"] for word in first)


def _beside(sentence: Sentence, number: Printed) -> tuple[str, str]:
    """The nearest words before and after a number."""
    start, end = number.figure.start, number.figure.end
    return sentence.text[max(0, start - _BESIDE) : start], sentence.text[end : end + _BESIDE]


def is_year(number: Printed) -> bool:
    """Whether it is a year rather than a number."""
    return bool(_YEAR.fullmatch(number.figure.text))


def years_in(text: str) -> frozenset[int]:
    """The years that a text names."""
    return frozenset(int(one) for one in _YEAR.findall(text))


def real_numbers(sentence: Sentence) -> tuple[Printed, ...]:
    """The numbers of a sentence, years left out."""
    return tuple(number for number in sentence.numbers if not is_year(number))


def between(sentence: Sentence, one: Printed, other: Printed) -> str:
    """What stands between two numbers of a sentence, brackets too."""
    digit = re.search(r"\w", sentence.text[other.figure.start :])
    return sentence.text[one.figure.end : other.figure.start + (digit.start() if digit else 0)]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _mention(sentence: Sentence, number: Printed, words: Words, year: int | None) -> Mention:
    known = words.data["mentions"]
    noun = _noun(sentence, number, known)
    clause = clause_of(sentence, number)
    before = _words(_beside(sentence, number)[0])
    years = years_in(clause) | years_in(" ".join(_YEARS_OWN.findall(sentence.before(number))))
    said = sentence.text.casefold()
    return Mention(
        number,
        sentence,
        noun,
        _sex(sentence, number, noun, known),
        verbs_in(clause, words) or verbs_in(sentence.text, words),
        any(word in known["total"] for word in before[-5:]),
        bool(re.search(r"\bav (?:de|dessa|dem|alla|samtliga)? ?$", _beside(sentence, number)[0], re.IGNORECASE)),
        any(word in known["planned"] for word in _words(clause)),
        any(one in said for one in known["other_time"]) or bool(years and year not in years),
        not number.figure.about and not (before and before[-1] in known["about"]),
    )


def clause_of(sentence: Sentence, number: Printed) -> str:
    """The clause of a sentence that a number stands in: from mark to mark."""
    start = max((one.end() for one in _CLAUSE.finditer(sentence.text, 0, number.figure.start)), default=0)
    end = _CLAUSE.search(sentence.text, number.figure.end)
    return sentence.text[start : end.start() if end else len(sentence.text)]


def verbs_in(text: str, words: Words) -> frozenset[str]:
    """What was done, by the roles of words/text.toml."""
    said = " " + " ".join(_words(text))
    return frozenset(role for role, begins in words.data["verbs"].items() if any(f" {one}" in said for one in begins))


def _noun(sentence: Sentence, number: Printed, known: dict[str, list[str]]) -> tuple[str, ...]:
    """The words right after a number, up to a mark, a number or a word that no noun's words hold."""
    after = _beside(sentence, number)[1]
    if are := _ARE.match(after):
        return (are[1].casefold(),)
    following = re.split(r"[^\w\s/*_-]|\d", after, maxsplit=1)[0]
    found: list[str] = []
    for word in _words(following)[:_PHRASE]:
        if word in known["stops"] or _DONE.search(word):
            break
        found.append(word)
    return tuple(found)


def _sex(sentence: Sentence, number: Printed, noun: Sequence[str], known: dict[str, list[str]]) -> Part | None:
    before, after = _beside(sentence, number)
    named = noun or (_words(before)[-1:] if re.search(r"\w[\s:]*\(?$", before) else ())
    women = any(word in known["women"] for word in named)
    men = any(word in known["men"] for word in named)
    if _BOTH.match(after.casefold()):
        return None
    if women != men:
        return Part.WOMEN if women else Part.MEN
    if women or not _of_no_known_sex(re.split(r"[.;()]|\d", after, maxsplit=1)[0].casefold(), known):
        return None
    return Part.UNKNOWN


def _of_no_known_sex(said: str, known: dict[str, list[str]]) -> bool:
    words = _words(said)[:8]
    alone = any(word.startswith(tuple(known["unknown"])) for word in words[:3])
    return alone or (
        any(word.startswith(tuple(known["sex"])) for word in words) and any(w in said for w in known["missing"])
    )
