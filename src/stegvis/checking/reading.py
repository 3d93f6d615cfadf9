"""From a report's blocks to what they mean: tables, sentences, and every number in its place."""

import re
from collections import Counter

from stegvis.checking.numbering import Numbers
from stegvis.checking.sentences import sentences_of
from stegvis.checking.tables import table_of
from stegvis.checking.understanding import ReadTable, Sentence, Understood
from stegvis.checking.words import Words, known_words
from stegvis.core.finished import FinishedReport, Passage, PrintedGrid, ReportHeading, TextKind

_YEAR = re.compile(r"\b(20\d\d)\b")


def understand(report: FinishedReport, words: Words | None = None) -> Understood:
    """The report as it was understood. `words`: ours, or those with an association's own."""
    words = words or known_words()
    year = _year_of(report)
    numbers = Numbers(report)
    tables: list[ReadTable] = []
    sentences: list[Sentence] = []
    section: tuple[str, ...] = ()
    for place, block in enumerate(report.blocks):
        if isinstance(block, ReportHeading):
            section = (*section[: block.level - 1], block.text)
        elif isinstance(block, PrintedGrid):
            before = _words_before(report, place)
            tables.append(table_of(block, place, len(tables), section, before, words, numbers))
        elif block.kind in (TextKind.PROSE, TextKind.ITEM, TextKind.NOTE):
            sentences += sentences_of(block, place, section, report, numbers)
    return Understood(report, words, tuple(tables), tuple(sentences), tuple(numbers.all), year)


def _words_before(report: FinishedReport, place: int) -> str:
    """The passage right before a table, which may be its title."""
    before = report.blocks[place - 1] if place else None
    return before.text if isinstance(before, Passage) else ""


def _year_of(report: FinishedReport) -> int | None:
    """The year that the report is of: the one most named on its first page's lines and in its headings."""
    heads = [block.text for block in report.blocks if isinstance(block, ReportHeading)]
    first = [line.text for line in report.lines[:40]]
    years = Counter(year for text in [*heads, *first] for year in _YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None
