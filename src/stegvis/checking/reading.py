"""From a report's blocks to what they mean: tables, sentences, and every number in its place."""

import re
from collections import Counter
from collections.abc import Sequence

from stegvis.checking.numbering import Numbers
from stegvis.checking.other_digits import years_in
from stegvis.checking.prose.sentences import sentences_of
from stegvis.checking.tables.columns import unit_in
from stegvis.checking.tables.grids import Around, tables_of
from stegvis.checking.tables.layout import LaidRow, continues, laid, neighbours
from stegvis.checking.tables.unit_slips import corrected
from stegvis.checking.tables.units import is_unit_only, report_unit, settled
from stegvis.checking.understanding import ReadTable, Sentence, TableKind, Understood
from stegvis.checking.words import Words, known_words
from stegvis.core.finished import FinishedReport, Passage, Place, PrintedGrid, ReportHeading, TextKind

_READ = (TextKind.PROSE, TextKind.ITEM, TextKind.NOTE)
_FIRST = 60
_OF_ALL = re.compile(
    r"\b(?:alla|samtliga)\s+(?:belopp|siffror)\b[^.]{0,60}\b(tkr|kkr|mnkr|mkr|kronor|kr|tusental kronor)\b"
    r"|\bbelopp\b[^.]{0,40}\bom (?:inte|inget|ej) annat",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"årsredovisning|verksamhetsberättelse|förvaltningsberättelse|delårsrapport|verksamhetsplan|bokslut|räkenskapsår|verksamhetsår|budget",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:beslut\w*|fastställ\w*|antag\w*|dnr|diarie\w*|datum|lag|lagen|sou|sfs)\b", re.IGNORECASE)
_STATEMENTS = (TableKind.INCOME, TableKind.BALANCE, TableKind.OVERVIEW)


def understand(report: FinishedReport, words: Words | None = None) -> Understood:
    """The report as it was understood. `words`: ours, or those with an association's own."""
    words = words or known_words()
    reader = _Reader(report, words)
    for place in range(len(report.blocks)):
        reader.take(place)
    usual = report_unit(reader.tables, _said_of_all(report))
    tables, numbers = corrected(*settled(reader.tables, reader.numbers.all, usual), words)
    year = _year_of(report, tables)
    return Understood(report, words, tables, tuple(reader.sentences), numbers, year, usual, tuple(reader.unread))


class _Reader:
    """Goes through the blocks in reading order, and keeps the headings that it is under."""

    def __init__(self, report: FinishedReport, words: Words) -> None:
        self.report, self.words = report, words
        self.numbers = Numbers(report)
        self.tables: list[ReadTable] = []
        self.sentences: list[Sentence] = []
        self.unread: list[Place] = []
        self._section: tuple[str, ...] = ()
        self._unit = ""
        self._joined: set[int] = set()

    def take(self, place: int) -> None:
        """Read the block at this place."""
        block = self.report.blocks[place]
        if isinstance(block, ReportHeading):
            self._head(block)
        elif isinstance(block, PrintedGrid):
            if place not in self._joined:
                self._table(block, place)
        elif block.kind in _READ:
            self.sentences += sentences_of(block, place, self._section, self.report, self.numbers)

    def _head(self, heading: ReportHeading) -> None:
        if is_unit_only(heading.text):
            self._unit = unit_in(heading.text)
        else:
            self._section, self._unit = (*self._section[: heading.level - 1], heading.text), ""

    def _table(self, grid: PrintedGrid, place: int) -> None:
        around = Around(self._section, self._words_before(place), grid.caption, self._unit)
        rows = self._with_following(laid(grid, place), place)
        self.tables += tables_of(rows, len(self.tables), around, self.words, self.numbers, self.unread)

    def _with_following(self, rows: tuple[LaidRow, ...], place: int) -> tuple[LaidRow, ...]:
        """The rows with those of the grids that go on with it on the next pages."""
        last = place
        for at in range(place + 1, len(self.report.blocks)):
            block = self.report.blocks[at]
            if not isinstance(block, PrintedGrid):
                continue
            following = laid(block, at)
            if not neighbours(self.report, last, at) or not continues(rows, following, self.words):
                break
            rows += following[1:] if following[0].heads_columns else following
            self._joined.add(at)
            last = at
        return rows

    def _words_before(self, place: int) -> str:
        """The passage right before a table, which may be its title."""
        before = self.report.blocks[place - 1] if place else None
        return before.text if isinstance(before, Passage) else ""


def _said_of_all(report: FinishedReport) -> str:
    """The unit that the report gives all its amounts, "" if it gives none."""
    texts = (block.text for block in report.blocks if isinstance(block, Passage))
    return next((unit_in(found[0]) for text in texts if (found := _OF_ALL.search(text))), "")


def _year_of(report: FinishedReport, tables: Sequence[ReadTable]) -> int | None:
    """The year that the report is of: the one most named in its title, its headings and its statements' first columns."""
    heads = [block.text for block in report.blocks if isinstance(block, ReportHeading)]
    first = [line.text for line in report.lines[:_FIRST]]
    years: Counter[int] = Counter()
    for text in (*first, *heads):
        if not _DECIDED.search(text):
            for year in set(years_in(text)):
                years[year] += 3 if _SUBJECT.search(text) else 1
    for table in tables:
        if table.kind in _STATEMENTS:
            latest = max((one.year for one in table.columns if one.year), default=None)
            years.update({latest: 4} if latest else {})
    return max(years, key=lambda year: (years[year], year)) if years else None
