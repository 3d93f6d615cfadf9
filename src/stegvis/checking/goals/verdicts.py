"""What a report says of each goal: met, partly met or not, in its tables of goals and in running text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from stegvis.checking.once import once
from stegvis.checking.prose.sayings import Kind, sayings
from stegvis.checking.understanding import ColumnKind, ReadTable, Sentence, TableKind, TableRow, Understood
from stegvis.checking.words import plain
from stegvis.core.finished import Place

#: So many cells make a column that holds nothing but colours or signs one of verdicts.
_COLUMN = 2
_ASIDE = re.compile(r"\([^)]*\)")


class Degree(StrEnum):
    """How far a goal was reached, as the report says."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one goal. `goal`: its text, if in a table; `table`: the table's number, None in running text.

    `sentence`: the place of the sentence among the report's, -1 in a table. `column`: of the verdict, in a table.
    """

    degree: Degree
    said: str
    place: Place
    section: tuple[str, ...]
    goal: str = ""
    table: int | None = None
    sentence: int = -1
    row: TableRow | None = None
    column: int = 0


@once
def verdicts(report: Understood) -> tuple[Verdict, ...]:
    """Every verdict on a goal: of tables, then of running text."""
    words = report.words.data["goals"]
    return (*(one for table in report.tables for one in _of_table(table, report)), *_of_text(report, words))


def _of_text(report: Understood, words: Mapping[str, Any]) -> Iterator[Verdict]:
    """Verdicts of running text; not those that only say what the signs of a table mean, all three right after each other."""
    told = [
        Verdict(degree, said, sentence.place, sentence.section, sentence=at)
        for at, sentence in enumerate(report.sentences)
        for degree, said in verdicts_in(sentence, words)
    ]
    yield from (one for one in told if not _explains_signs(one, told))


def verdicts_in(sentence: Sentence, words: Mapping[str, Any]) -> Iterator[tuple[Degree, str]]:
    """Each verdict that a sentence gives, with its words."""
    for name in ("verdict", "verb", "rule", "short"):
        for found in re.finditer(words[name], sentence.text, re.IGNORECASE):
            yield degree_of((found["degree"] or "").casefold().strip(), words), found[0].strip()
    for found in re.finditer(words["broken"], sentence.text, re.IGNORECASE):
        yield Degree.MET if found["degree"] else Degree.NOT_MET, found[0].strip()
    labelled = re.match(words["labelled"], sentence.text, re.IGNORECASE)
    degree = cell_degree(labelled["said"], words, True) if labelled else None
    if degree is not None:
        yield degree, sentence.text.strip()


def _explains_signs(verdict: Verdict, told: Sequence[Verdict]) -> bool:
    for first in range(verdict.sentence - 2, verdict.sentence + 1):
        near = {one.sentence: one.degree for one in told if first <= one.sentence <= first + 2}
        if len(near) == len(set(near.values())) == len(Degree):
            return True
    return False


def degree_of(said: str, words: Mapping[str, Any]) -> Degree:
    """What a word before "uppfyllt" makes of it."""
    if " ".join(said.split()) in words["partly"]:
        return Degree.PARTLY
    return Degree.NOT_MET if said in words["not_met"] else Degree.MET


def _of_table(table: ReadTable, report: Understood) -> Iterator[Verdict]:
    """The verdicts in a table's cells; where columns hold those of several years, the latest year's."""
    found = list(_in_cells(table, report))
    years = {one.column: year for one in found if (year := table.column(one.column).year)}
    latest = max(years.values(), default=0)
    yield from (one for one in found if years.get(one.column, latest) == latest)


def _in_cells(table: ReadTable, report: Understood) -> Iterator[Verdict]:
    words = report.words.data["goals"]
    marked = {column.place: cell_degree(column.heading, words, False) for column in table.columns}
    signs = _signs(report)
    for column in table.columns:
        if column.kind is ColumnKind.LABEL:
            continue
        coloured = _holds_verdicts(table, column.place, signs, words)
        for row in table.rows:
            text = row.texts.get(column.place, "")
            degree = cell_degree(text, words, coloured, signs if coloured else {})
            if degree is None and marked[column.place] and text.strip().casefold() in words["marks"]:
                degree = marked[column.place]
            if degree is not None:
                where = report.report.place(row.line)
                yield Verdict(degree, text, where, table.section, row.label, table.number, row=row, column=column.place)


def _holds_verdicts(table: ReadTable, place: int, signs: Mapping[str, Degree], words: Mapping[str, Any]) -> bool:
    """Whether colours and signs in a column are verdicts: its heading says so, or it has nothing else in a table of goals."""
    heading = plain(table.column(place).heading)
    if any(one in heading for one in words["verdict_columns"]):
        return True
    texts = [text for row in table.rows if (text := row.texts.get(place, "").strip())]
    alone = len(texts) >= _COLUMN and all(_is_colour_or_sign(text, signs, words) for text in texts)
    return alone and _is_of_goals(table, words)


def _is_colour_or_sign(text: str, signs: Mapping[str, Degree], words: Mapping[str, Any]) -> bool:
    return plain(text) in words["colours"] or bool(_of_signs(text, {**signs, **_known_signs(words)}))


def _is_of_goals(table: ReadTable, words: Mapping[str, Any]) -> bool:
    named = [plain(one) for one in (table.title, *table.section[-1:], *(column.heading for column in table.columns))]
    return table.kind is TableKind.GOALS or any(one.startswith(tuple(words["goal_columns"])) for one in named)


def cell_degree(
    text: str, words: Mapping[str, Any], coloured: bool, signs: Mapping[str, Degree] | None = None
) -> Degree | None:
    """The verdict that a cell is and nothing else; None for other words. `coloured`: colours, yes and signs are verdicts too."""
    bare = _ASIDE.sub(" ", text)
    known = {**(signs or {}), **_known_signs(words)} if coloured else {}
    rest = "".join(" " if sign in known and not sign.isalnum() else sign for sign in bare)
    said = plain(rest.strip(" *_"))
    if not said:
        return _of_signs(bare, known)
    if coloured and bare.strip() in known:
        return known[bare.strip()]
    return _of_words(said, words, coloured)


def _of_words(said: str, words: Mapping[str, Any], coloured: bool) -> Degree | None:
    """What a cell of words says, if it is made of the words of a verdict."""
    for partly in words["partly"]:
        if said.startswith(partly) or f" {partly}" in said:
            left = said.replace(partly, " ")
            return Degree.PARTLY if _is_made_of(left, words, coloured) else None
    told = set(said.split())
    if not _is_made_of(said, words, coloured):
        return None
    for degree in (Degree.NOT_MET, Degree.PARTLY, Degree.MET) if coloured else ():
        if not told.isdisjoint(words[f"coloured_{degree.value}"]):
            return degree
    if told.isdisjoint(words["cell_met"]):
        return None
    return Degree.MET if told.isdisjoint(words["cell_not"]) else Degree.NOT_MET


def _is_made_of(said: str, words: Mapping[str, Any], coloured: bool) -> bool:
    known = {*words["cell_met"], *words["cell_not"], *words["cell_filler"]}
    if coloured:
        known |= {one for degree in Degree for one in words[f"coloured_{degree.value}"]}
    return set(said.split()) <= known


def _known_signs(words: Mapping[str, Any]) -> dict[str, Degree]:
    return {sign: degree for degree in Degree for sign in words[f"signs_{degree.value}"]}


def _of_signs(text: str, known: Mapping[str, Degree]) -> Degree | None:
    """The degree of a text that is nothing but signs that are explained, all the same."""
    signs = "".join(text.split())
    if signs in known:
        return known[signs]
    degrees = {known.get(sign) for sign in signs if sign != "\ufe0f"}
    return degrees.pop() if len(degrees) == 1 else None


@once
def _signs(report: Understood) -> Mapping[str, Degree]:
    """What the report says that signs mean, where it explains two or more in one place: "● = uppfyllt, ○ = ej uppfyllt"."""
    words = report.words.data["goals"]
    found: dict[str, Degree] = {}
    for text in (one for one in _explaining(report) if re.search("uppfyll|nå", one)):
        told = {
            one["sign"]: degree
            for one in re.finditer(words["sign_means"], text)
            if (degree := cell_degree(one["said"], words, True)) is not None
        }
        if len(set(told.values())) > 1:
            found |= told
    return found


def _explaining(report: Understood) -> Iterator[str]:
    """What may explain signs: passages, lines (a sign that a line begins with is read as that of a list), and cells."""
    for _, sentences in groupby(report.sentences, key=lambda one: one.passage):
        yield " ".join(one.text for one in sentences)
    yield from (line.text for line in report.report.lines)
    yield from (one.text for one in sayings(report) if one.kind is not Kind.SENTENCE)
