"""Everything that a report says in words, where it says it: headings, sentences, and the words in its tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stegvis.checking.understanding import Understood
from stegvis.core.finished import Place, ReportHeading


class Kind(StrEnum):
    """Where words stand."""

    HEADING = "heading"
    SENTENCE = "sentence"
    TITLE = "title"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Saying:
    """Words with their place and the headings above them."""

    text: str
    place: Place
    kind: Kind
    section: tuple[str, ...] = ()


def sayings(report: Understood) -> Iterator[Saying]:
    """Headings, then sentences, then tables' words; each in reading order."""
    yield from headings(report)
    for sentence in report.sentences:
        yield Saying(sentence.text, sentence.place, Kind.SENTENCE, sentence.section)
    yield from _table_words(report)


def headings(report: Understood) -> Iterator[Saying]:
    """The report's headings in reading order."""
    for block in report.report.blocks:
        if isinstance(block, ReportHeading):
            yield Saying(block.text, report.report.place(block.line), Kind.HEADING)


def _table_words(report: Understood) -> Iterator[Saying]:
    for table in report.tables:
        if table.grid.caption:
            yield Saying(table.grid.caption, report.report.place(table.grid.rows[0].line), Kind.TITLE, table.section)
        for row in table.grid.rows:
            for cell in row.cells:
                if any(letter.isalpha() for letter in cell.text):
                    yield Saying(cell.text.strip(), report.report.place(cell.line), Kind.CELL, table.section)


def by_place(told: list[Saying]) -> list[Saying]:
    """In the order of the document."""
    return sorted(told, key=lambda one: (one.place.page, one.place.line))
