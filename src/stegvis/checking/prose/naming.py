"""Rows of tables that running text names: by their labels in a sentence, or by the heading that it stands under."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from stegvis.checking.figures import numeral
from stegvis.checking.once import once
from stegvis.checking.tables.turned import upright
from stegvis.checking.understanding import ReadTable, Sentence, TableRow, Understood
from stegvis.checking.words import Words
from stegvis.checking.words.stems import stem
from stegvis.core.finished import PrintedGrid, ReportHeading

_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\([^)]*\)")
#: A label longer than this is a sentence and no name.
_LONGEST = 8
#: A table's title is at most so many blocks above it: its unit may stand between.
_TITLE = 2


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with its table."""

    table: ReadTable
    row: TableRow


@dataclass(frozen=True, slots=True)
class Naming:
    """Rows with one label, and where a sentence names them; at -1 it is the heading above it that does.

    `sure`: the label is a name or several words, and no common word.
    """

    rows: tuple[NamedRow, ...]
    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence as it is compared, and where it stands. `name`: it begins with a capital inside the sentence."""

    stem: str
    start: int
    end: int
    name: bool


Labels = Mapping[str, Mapping[tuple[str, ...], tuple[NamedRow, ...]]]


def words_of(text: str) -> list[Word]:
    """The words of a text by their stems, number words as digits."""
    found = list(_WORD.finditer(text))
    return [
        Word(numeral(one[0]) or stem(one[0]), one.start(), one.end(), at > 0 and one[0][0].isupper())
        for at, one in enumerate(found)
    ]


@once
def labels_of(report: Understood) -> Labels:
    """The rows by the words of their labels, by the first of them; totals, sexes and years are no names."""
    found: dict[str, dict[tuple[str, ...], tuple[NamedRow, ...]]] = {}
    for table in upright(report):
        for row in table.rows:
            label = _label(row.label, report.words) if row.cells and not (row.total or row.part or row.year) else ()
            if label and any(len(one) > 2 and not one.isdigit() for one in label) and len(label) <= _LONGEST:
                rows = found.setdefault(label[0], {})
                rows[label] = (*rows.get(label, ()), NamedRow(table, row))
    return found


def _label(label: str, words: Words) -> tuple[str, ...]:
    """The words of a label, without what names of initiatives begin with ("Projekt Nystart")."""
    found = [one.stem for one in words_of(_ASIDE.sub(" ", label))]
    common = tuple(words.data["labels_in_text"]["begin"])
    while len(found) > 1 and found[0].startswith(common):
        found.pop(0)
    return tuple(found)


def named_in(sentence: Sentence, report: Understood) -> tuple[Naming, ...]:
    """The rows that a sentence names, from left to right; of labels at one place the longest."""
    return _named(sentence.text, report)


def _named(text: str, report: Understood) -> tuple[Naming, ...]:
    told = words_of(text)
    labels, found, end = labels_of(report), [], -1
    for at, word in enumerate(told):
        fits = [
            label for label in labels.get(word.stem, ()) if [one.stem for one in told[at : at + len(label)]] == [*label]
        ]
        if fits and word.start > end:
            label = max(fits, key=len)
            end = told[at + len(label) - 1].end
            name = len(label) > 1 or word.name or (at == 0 and len(word.stem) > 2 and _is_name(word.stem, report))
            found.append(Naming(labels[label[0]][label], word.start, end, name))
    return tuple(found)


def _is_name(word: str, report: Understood) -> bool:
    """Whether a word that begins a sentence is never written small inside one."""
    return word not in _common(report)


@once
def _common(report: Understood) -> frozenset[str]:
    return frozenset(
        word.stem for sentence in report.sentences for word in words_of(sentence.text) if word.start and not word.name
    )


def named_above(sentence: Sentence, report: Understood) -> Naming | None:
    """The rows that the nearest heading above it names: one that is called like them, or has their one name in it."""
    for heading in reversed(sentence.section):
        label = _label(heading, report.words)
        rows = labels_of(report).get(label[0], {}).get(label) if label else None
        names = [Naming(rows, -1, -1, True)] if rows else [one for one in _named(heading, report) if one.sure]
        if names:
            return replace(names[0], start=-1, end=-1) if len(names) == 1 else None
    return None


def subjects(sentence: Sentence, report: Understood) -> Sequence[Naming]:
    """The rows that a sentence is of: those it names by name, else the ones that it goes on about, else its heading's.

    A common word that is a row's label too is what it is of where nothing else is.
    """
    named = named_in(sentence, report)
    if any(one.sure for one in named):
        return named
    taken = _taken_up(sentence, report) or named_above(sentence, report)
    return (taken,) if taken else named


def _taken_up(sentence: Sentence, report: Understood) -> Naming | None:
    """The one row that the sentence before names, where this one goes on about it: "Insatsen hade 39 deltagare"."""
    begins = tuple(report.words.data["labels_in_text"]["takes_up"])
    before = _before(report).get(id(sentence)) if sentence.text.lstrip("*_ ").casefold().startswith(begins) else None
    if before is None:
        return None
    names = [one for one in named_in(before, report) if one.sure]
    if len(names) == 1:
        return replace(names[0], start=-1, end=-1)
    return None if names else _taken_up(before, report)


@once
def _before(report: Understood) -> Mapping[int, Sentence]:
    """The sentence before each in its paragraph."""
    pairs = pairwise(report.sentences)
    return {id(sentence): before for before, sentence in pairs if before.passage == sentence.passage}


@once
def _places(report: Understood) -> tuple[Mapping[int, int], Sequence[int]]:
    """Where each table stands among the blocks, and where the headings do."""
    blocks = report.report.blocks
    lines = {row.line: at for at, block in enumerate(blocks) if isinstance(block, PrintedGrid) for row in block.rows}
    places = {table.number: lines[line] for table in report.tables if (line := table.grid.rows[0].line) in lines}
    return places, [at for at, block in enumerate(blocks) if isinstance(block, ReportHeading)]


def is_beside(sentence: Sentence, table: ReadTable, report: Understood) -> bool:
    """Whether a sentence and a table are of one section; a heading right above the table is its title."""
    if table.section == sentence.section:
        return True
    places, headings = _places(report)
    if table.number not in places:
        return False
    low, high = sorted((sentence.passage, places[table.number]))
    between = [at for at in headings if low < at < high]
    return not between or (len(between) == 1 and high == places[table.number] and between[0] >= high - _TITLE)
