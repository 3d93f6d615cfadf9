"""Names of initiatives and areas that are spelt in several ways."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.once import once
from stegvis.checking.prose.sayings import Kind, Saying, by_place, headings, sayings
from stegvis.checking.spelling import Neighbours, forms_of_one, letters_apart, slipped
from stegvis.checking.understanding import TableKind, Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AREA = re.compile(r"(?<![\w(])[A-ZÅÄÖ]{2,}(?:\([A-ZÅÄÖ]+\))?(?![\w(])")
_CAMEL = re.compile(r"[A-ZÅÄÖ]\w*[a-zåäö]+[A-ZÅÄÖ][a-zåäö]+\w*")
_INSIDE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][^\W\d_]*(?:-[^\W\d_]+)*")
_MONEY = frozenset({TableKind.OPERATING, TableKind.BUDGET, TableKind.NOTE})
#: Shorter words are too like others; a sure name may be shorter, if it is a slip of the hand that tells the other from it.
_LONG = 8
_SHORT = 5
#: So often is a heading or row told of that it is a name.
_OFTEN = 3
#: A word that is written so many times as often as another, and at least so many times, is the one that was meant.
_TWICE = 2
#: No person's name is so long.
_NO_PERSON = 12
_SURNAME = "son"


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way that a name is spelt: the words, how often, where first, and the words with a capital right before and after it."""

    text: str
    times: int
    first: Saying
    beside: frozenset[tuple[str, str]] = frozenset({("", "")})


@dataclass(frozen=True, slots=True)
class _Written:
    """The words of a report: those with a capital by their small letters, how often each stands, and which stand without."""

    capital: Mapping[str, Sequence[Spelling]]
    times: Mapping[str, int]
    small: frozenset[str]


def single_names(report: Understood) -> Iterator[ReportFinding]:
    """A name of an initiative, or a word that is written often, that elsewhere has another letter."""
    written = _written(report)
    near = Neighbours(word for word in written.capital if word not in written.small)
    names = _established(report, written)
    told: set[str] = set()
    for name in sorted(written.times, key=lambda one: (one not in names, -written.times[one], one)):
        odd = [other for other in near.of(name) if _is_odd(other, name, written, report, sure=name in names)]
        if odd and told.isdisjoint((name, *odd)):
            told |= {name, *odd}
            yield spelt_otherwise([one for word in odd for one in written.capital[word]], written.capital[name])


def _is_odd(odd: str, name: str, written: _Written, report: Understood, *, sure: bool) -> bool:
    """Whether the odd word is a name's other spelling, or, of no sure name, a slip of one that stands more often."""
    endings = report.words.data["naming"]["endings"]
    if len(name) < _SHORT or odd[0] != name[0] or forms_of_one(odd, name, endings):
        return False
    slip, long = slipped(name, odd), len(name) >= _LONG
    if sure and (slip or long) and not apart(odd, name, report):
        return True
    often = written.times[name] >= _TWICE * written.times[odd]
    return often and slip and long and _is_of_the_same(written.capital[odd], written.capital[name])


def _is_of_the_same(odd: Sequence[Spelling], name: Sequence[Spelling]) -> bool:
    """Whether two words may name the same: not where they are of two persons, each beside another name."""
    beside, others = ({pair for one in spelt for pair in one.beside} for spelt in (odd, name))
    alone = ("", "")
    shared = any(one == other != "" for pair in beside for of in others for one, other in zip(pair, of, strict=True))
    long = len(odd[0].text) >= _NO_PERSON
    return (long or shared or alone in beside | others) and not odd[0].text.endswith(_SURNAME)


@once
def _written(report: Understood) -> _Written:
    words = _words(report)
    small = frozenset(word for word in words if word.islower())
    capital: dict[str, list[Spelling]] = defaultdict(list)
    for word, told in words.items():
        if word[0].isupper():
            beside = frozenset((_name(before, small), _name(after, small)) for _, before, after in told)
            capital[word.casefold()].append(Spelling(word, len(told), told[0][0], beside))
    times = {word: sum(one.times for one in spelt) + len(words.get(word, ())) for word, spelt in capital.items()}
    return _Written(capital, times, small)


def _words(report: Understood) -> Mapping[str, list[tuple[Saying, str, str]]]:
    """Every word, where it stands, and the words right before and after it."""
    found: dict[str, list[tuple[Saying, str, str]]] = defaultdict(list)
    for saying in by_place(list(sayings(report))):
        words = list(_WORD.finditer(saying.text))
        for at, word in enumerate(words):
            before = words[at - 1] if at and saying.text[words[at - 1].end() : word.start()] == " " else None
            after = next((one for one in words[at + 1 : at + 2] if saying.text[word.end() : one.start()] == " "), None)
            found[word[0]].append((saying, before[0] if before else "", after[0] if after else ""))
    return found


def _name(word: str, small: frozenset[str]) -> str:
    """The word, if it has a capital and never stands without."""
    return word if word[:1].isupper() and word.casefold() not in small else ""


def _established(report: Understood, written: _Written) -> frozenset[str]:
    """Words that are names beyond doubt: written with capitals inside, introduced as a project, or a row of the budget."""
    introduced = re.compile(
        rf"\b(?:{'|'.join(report.words.data['naming']['introduced'])})\s+([A-ZÅÄÖ]\w+)", re.IGNORECASE
    )
    texts = [sentence.text for sentence in report.sentences]
    rows = {row.label for table in report.tables if table.kind in _MONEY for row in table.rows if not row.total}
    found = {one.text for spelt in written.capital.values() for one in spelt if _CAMEL.fullmatch(one.text)}
    found |= {name for saying in sayings(report) for name in introduced.findall(saying.text) if name[0].isupper()}
    found |= rows & {name for text in texts for name in _INSIDE.findall(text)}
    found |= {name for name in _named(report) if written.times.get(name.casefold(), 0) >= _OFTEN}
    return frozenset(name.casefold() for name in found) - written.small


def _named(report: Understood) -> set[str]:
    """What is both a heading or row and told of in running text."""
    rows = {row.label for table in report.tables for row in table.rows if not row.total}
    told = {word for sentence in report.sentences for word in _WORD.findall(sentence.text)}
    return (rows | {head.text for head in headings(report)}) & told


def apart(one: str, other: str, report: Understood) -> bool:
    """Whether two names stand beside each other, as rows of one table or as headings: then they are two."""
    pair = {one.casefold(), other.casefold()}
    return any(pair <= labels for labels in _lists(report))


@once
def _lists(report: Understood) -> Sequence[frozenset[str]]:
    """The labels of each table, and the headings, with their words."""
    tables = [[row.label for row in table.rows] for table in report.tables]
    return [_said(labels) for labels in (*tables, [head.text for head in headings(report)])]


def _said(labels: Sequence[str]) -> frozenset[str]:
    return frozenset(text.casefold() for label in labels for text in (label, *_WORD.findall(label)))


def abbreviated_names_are_spelt_in_one_way(report: Understood) -> Iterator[ReportFinding]:
    """An abbreviation with a part in brackets, `AB(C)`, that elsewhere has other letters or brackets."""
    spelt = _areas(report)
    left = {text for text in spelt if "(" in text}
    while left:
        group = {left.pop()}
        while more := {text for text in spelt if text not in group and any(_same_area(text, one) for one in group)}:
            group |= more
        left -= group
        if len(group) > 1:
            yield spelt_otherwise([spelt[text] for text in group])


def _same_area(one: str, other: str) -> bool:
    left, right = re.sub(r"[()]", "", one), re.sub(r"[()]", "", other)
    bracketed = ("(" in one or "(" in other) and min(len(left), len(right)) > 2
    return left[:2] == right[:2] and (left == right or (bracketed and letters_apart(left, right, 1) <= 1))


def budget_rows_carry_their_initiatives_names(report: Understood) -> Iterator[ReportFinding]:
    """An initiative that text and headings call `X A` while the budget's only row of X is called `X B`."""
    named = _last_words_after_first(saying for saying in headings(report))
    text = " ".join(saying.text for saying in sayings(report) if saying.kind is not Kind.CELL)
    for table in report.of_kind(TableKind.OPERATING, TableKind.BUDGET):
        rows = _last_words_after_first(
            Saying(row.label, report.report.place(row.line), Kind.CELL) for row in table.rows if row.cells
        )
        for first, [row, *others] in rows.items():
            heads = named.get(first, [])
            if others or len({head.text for head in heads}) != 1 or heads[0].text == row.text:
                continue
            if row.text not in text and not any(heads[0].text in other.label for other in table.rows):
                yield finding("REP-606", Severity.WARNING, FindingClass.LABEL, (row.place, heads[0].place), certainty=75,
                              printed=row.text, expected=heads[0].text)  # fmt: skip


def _last_words_after_first(told: Iterator[Saying]) -> Mapping[str, list[Saying]]:
    """Names of two capitalised words, the first of them all capitals or both proper, by the first."""
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in told:
        if name := re.match(r"([A-ZÅÄÖ]{3,})\s+([A-ZÅÄÖ][a-zåäö]\w+)(?=\W*(?:\(|$))", saying.text.strip("* ")):
            found[name[1]].append(Saying(f"{name[1]} {name[2]}", saying.place, saying.kind))
    return found


def _areas(report: Understood) -> dict[str, Spelling]:
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in by_place(list(sayings(report))):
        for word in _AREA.findall(saying.text):
            found[word].append(saying)
    return {word: Spelling(word, len(where), where[0]) for word, where in found.items()}


def spelt_otherwise(odd: Sequence[Spelling], usual: Sequence[Spelling] = (), certainty: int = 85) -> ReportFinding:
    """One finding of a name: where to look first, the rarest odd spelling; the most used is expected."""
    ordered = [*sorted(odd, key=_often), *sorted(usual, key=_often)]
    said = ", ".join(f"{one.text} ({one.times})" for one in reversed(ordered))
    return finding("REP-601", Severity.WARNING, FindingClass.LABEL, tuple(one.first.place for one in ordered),
                   certainty=certainty, printed=ordered[0].text, expected=ordered[-1].text, spellings=said)  # fmt: skip


def _often(spelling: Spelling) -> tuple[int, str]:
    return spelling.times, spelling.text


CHECKS = (
    abbreviated_names_are_spelt_in_one_way,
    budget_rows_carry_their_initiatives_names,
)
