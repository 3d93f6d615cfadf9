"""Names of initiatives and areas that are spelt in several ways."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.once import once
from stegvis.checking.sayings import Kind, Saying, by_place, headings, sayings
from stegvis.checking.spelling import forms_of_one, letters_apart, slipped
from stegvis.checking.understanding import TableKind, Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AREA = re.compile(r"(?<![\w(])[A-ZÅÄÖ]{2,}(?:\([A-ZÅÄÖ]+\))?(?![\w(])")
_CAMEL = re.compile(r"[A-ZÅÄÖ]\w*[a-zåäö]+[A-ZÅÄÖ][a-zåäö]+\w*")
_MONEY = frozenset({TableKind.OPERATING, TableKind.BUDGET, TableKind.NOTE})
#: Shorter names are too like other words.
_SHORTEST = 8
#: So often is a heading or row told of that it is a name, and a word written that one that differs once is a slip.
_OFTEN = 3
#: So many letters at the end of a word are not compared: it is inflected.
_TAIL = 3
_SURNAMES = ("son", "sen")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way that a name is spelt: the words, how often, and where first."""

    text: str
    times: int
    first: Saying


def single_names(report: Understood) -> Iterator[ReportFinding]:
    """A name of an initiative that elsewhere is written with other letters."""
    spelt = _spellings(report, _WORD)
    capital = {word: one for word, one in spelt.items() if word[0].isupper()}
    small = {word for word in spelt if word.islower()}
    endings = report.words.data["naming"]["endings"]
    told: set[str] = set()
    for name in sorted(_established(report, capital), key=lambda one: (-capital[one].times, one)):
        alike = [
            one for one in capital.values()
            if one.text.casefold() not in small and _alike(name, one.text, endings) and not apart(name, one.text, report)
        ]  # fmt: skip
        if name.casefold() not in told and name.casefold() not in small and alike:
            told |= {one.text.casefold() for one in alike} | {name.casefold()}
            same = [one for one in capital.values() if one.text.casefold() == name.casefold()]
            yield spelt_otherwise(alike, same)
    yield from _slips([one for one in capital.values() if one.text.casefold() not in small | told])


def _slips(names: Sequence[Spelling]) -> Iterator[ReportFinding]:
    """Words that always have a capital and are written often, against one that is written once and is a slip of the hand."""
    usual = [one for one in names if one.times >= _OFTEN and len(one.text) >= _SHORTEST]
    for odd in (one for one in names if one.times == 1 and not _is_of_person(one)):
        alike = [one for one in usual if slipped(one.text.casefold(), odd.text.casefold(), _TAIL)]
        if alike:
            yield spelt_otherwise([odd], [max(alike, key=lambda one: one.times)])


def _is_of_person(name: Spelling) -> bool:
    """Whether a name is followed by another, as a first name is, or ends as many surnames do: two persons may differ so."""
    return bool(re.search(rf"\b{name.text}\s+[A-ZÅÄÖ]", name.first.text)) or name.text.casefold().endswith(_SURNAMES)


def _alike(name: str, other: str, endings: Sequence[str]) -> bool:
    left, right = name.casefold(), other.casefold()
    if min(len(left), len(right)) < _SHORTEST or left[0] != right[0]:
        return False
    most = 1 if min(len(left), len(right)) < 12 else 2
    return 0 < letters_apart(left, right) <= most and not forms_of_one(left, right, endings)


def _established(report: Understood, capital: Mapping[str, Spelling]) -> set[str]:
    """Words that are names beyond doubt: written with capitals inside, introduced as a project, or a row of the budget."""
    introduced = re.compile(
        rf"\b(?:{'|'.join(report.words.data['naming']['introduced'])})\s+([A-ZÅÄÖ]\w+)", re.IGNORECASE
    )
    found = {word for word in capital if _CAMEL.fullmatch(word)}
    for saying in sayings(report):
        found |= {name for name in introduced.findall(saying.text) if name in capital}
    rows = {row.label for table in report.tables if table.kind in _MONEY for row in table.rows if not row.total}
    running = " ".join(sentence.text for sentence in report.sentences)
    found |= {row for row in rows if row in capital and re.search(rf"[a-zåäö,] {re.escape(row)}\b", running)}
    return found | {name for name in _named(report) if name in capital and capital[name].times >= _OFTEN}


def _named(report: Understood) -> set[str]:
    """What is both a heading or row and told of in running text."""
    rows = {row.label for table in report.tables for row in table.rows if not row.total}
    told = {word for sentence in report.sentences for word in _WORD.findall(sentence.text)}
    return (rows | {head.text for head in headings(report)}) & told


def apart(one: str, other: str, report: Understood) -> bool:
    """Whether two names stand beside each other, as rows of one table or as headings: then they are two."""
    pair = {one.casefold(), other.casefold()}
    return any(len(pair & labels) > 1 for labels in _lists(report))


@once
def _lists(report: Understood) -> Sequence[frozenset[str]]:
    tables = [[row.label for row in table.rows] for table in report.tables]
    return [_said(labels) for labels in (*tables, [head.text for head in headings(report)])]


def _said(labels: Sequence[str]) -> frozenset[str]:
    """Labels and their words."""
    return frozenset(text.casefold() for label in labels for text in (label, *_WORD.findall(label)))


def abbreviated_names_are_spelt_in_one_way(report: Understood) -> Iterator[ReportFinding]:
    """An abbreviation with a part in brackets, `AB(C)`, that elsewhere has other letters or brackets."""
    spelt = _spellings(report, _AREA)
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


def _spellings(report: Understood, form: re.Pattern[str]) -> dict[str, Spelling]:
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in by_place(list(sayings(report))):
        for word in form.findall(saying.text):
            found[word].append(saying)
    return {word: Spelling(word, len(where), where[0]) for word, where in found.items()}


def spelt_otherwise(odd: Sequence[Spelling], usual: Sequence[Spelling] = ()) -> ReportFinding:
    """One finding of a name: where to look first, the rarest odd spelling; the most used is expected."""
    ordered = [*sorted(odd, key=_often), *sorted(usual, key=_often)]
    said = ", ".join(f"{one.text} ({one.times})" for one in reversed(ordered))
    return finding("REP-601", Severity.WARNING, FindingClass.LABEL, tuple(one.first.place for one in ordered),
                   certainty=85, printed=ordered[0].text, expected=ordered[-1].text, spellings=said)  # fmt: skip


def _often(spelling: Spelling) -> tuple[int, str]:
    return spelling.times, spelling.text


CHECKS = (
    abbreviated_names_are_spelt_in_one_way,
    budget_rows_carry_their_initiatives_names,
)
