"""What a report says of each goal: met, partly met or not, in its tables of goals and in running text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from stegvis.checking.understanding import ReadTable, TableRow, Understood
from stegvis.checking.words import plain
from stegvis.core.finished import Place


class Degree(StrEnum):
    """How far a goal was reached, as the report says."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one goal. `goal`: its text, if in a table; `table`: the table's number, None in running text.

    `sentence`: the place of the sentence among the report's, -1 in a table.
    """

    degree: Degree
    said: str
    place: Place
    section: tuple[str, ...]
    goal: str = ""
    table: int | None = None
    sentence: int = -1
    row: TableRow | None = None


def verdicts(report: Understood) -> tuple[Verdict, ...]:
    """Every verdict on a goal: of tables, then of running text."""
    words = report.words.data["goals"]
    return (*(one for table in report.tables for one in _of_table(table, report, words)), *_of_text(report, words))


def _of_text(report: Understood, words: Mapping[str, Any]) -> Iterator[Verdict]:
    """Verdicts of running text; not those that only say what the signs of a table mean, all three right after each other."""
    forms = [re.compile(words[name], re.IGNORECASE) for name in ("verdict", "short")]
    told = [
        Verdict(degree_of((found["degree"] or "").casefold().strip(), words), found[0].strip(), sentence.place,
                sentence.section, sentence=at)
        for at, sentence in enumerate(report.sentences)
        for form in forms
        for found in form.finditer(sentence.text)
    ]  # fmt: skip
    yield from (one for one in told if not _explains_signs(one, told))


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


def _of_table(table: ReadTable, report: Understood, words: Mapping[str, Any]) -> Iterator[Verdict]:
    """The verdicts in a table's cells; where columns hold those of several years, the latest year's."""
    found = list(_in_cells(table, report, words))
    years = {place: year for place, _ in found if (year := table.column(place).year)}
    latest = max(years.values(), default=0)
    yield from (one for place, one in found if years.get(place, latest) == latest)


def _in_cells(table: ReadTable, report: Understood, words: Mapping[str, Any]) -> Iterator[tuple[int, Verdict]]:
    marked = {column.place: _cell_degree(column.heading, words, False) for column in table.columns}
    for row in table.rows:
        for place, text in row.texts.items():
            coloured = any(one in plain(table.column(place).heading) for one in words["verdict_columns"])
            degree = _cell_degree(text, words, coloured)
            if degree is None and marked[place] and text.strip().casefold() in words["marks"]:
                degree = marked[place]
            if degree is not None and place:
                where = report.report.place(row.line)
                yield place, Verdict(degree, text, where, table.section, row.texts.get(0, ""), table.number, row=row)


def _cell_degree(text: str, words: Mapping[str, Any], coloured: bool) -> Degree | None:
    said = plain(text)
    kinds = ("cells", "coloured") if coloured else ("cells",)
    return next((degree for kind in kinds for degree in Degree if said in words[f"{kind}_{degree.value}"]), None)
