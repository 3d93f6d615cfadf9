"""Amounts in text against the row of a budget or note that the sentence or its section names: "Utfallet blev 1 459 434 kr"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.checking.amounts import Amount, amounts_of, begins_in
from stegvis.checking.approximations import told
from stegvis.checking.figures import SCALES
from stegvis.checking.relations import Relation, Term
from stegvis.checking.understanding import (
    ColumnKind,
    Printed,
    ReadTable,
    Sentence,
    TableKind,
    TableRow,
    Understood,
    Version,
)
from stegvis.checking.words import Words
from stegvis.checking.words.stems import distinctive, stems
from stegvis.core.finished import ReportHeading

_TABLES = (TableKind.BUDGET, TableKind.NOTE, TableKind.OPERATING, TableKind.INCOME)
_YEAR = re.compile(r"\b20\d\d\b")
#: Amounts further apart than this are not of the same thing.
_FAR = 3
#: What so many headings further up named is told of no more.
_LONG_AGO = 100


@dataclass(frozen=True, slots=True)
class Named:
    """A row that is called like a heading or a name in a sentence, with its table."""

    table: ReadTable
    row: TableRow

    def cells(self, version: Version, year: int | None) -> tuple[Printed, ...]:
        """What it says of that version this year."""
        return tuple(
            self.row.cells[column.place]
            for column in self.table.columns
            if column.place in self.row.cells
            and column.kind is ColumnKind.FIGURES
            and column.year in (year, None)
            and (column.version or Version.OUTCOME) is version
        )


def amounts_are_those_of_the_named_row(report: Understood) -> Iterator[Relation]:
    """An amount of an initiative in text is the one of its row, in its budget's or outcome's column."""
    names = list(_names(report))
    for sentence, headings in _under_headings(report) if names else ():
        amounts = list(amounts_of(sentence))
        if amounts and (named := _subject(sentence, headings, names, report.words)):
            yield from (one for amount in amounts for one in _against(amount, named, report))


def _names(report: Understood) -> Iterator[tuple[frozenset[str], Named]]:
    for table in report.tables:
        for row in table.rows if table.kind in _TABLES else ():
            own = distinctive(row.label, report.words)
            if own and row.cells and not row.total and not row.roles:
                yield own, Named(table, row)


def _under_headings(report: Understood) -> Iterator[tuple[Sentence, Sequence[str]]]:
    """Each sentence with the headings before it, the nearest first."""
    headings = [(at, block.text) for at, block in enumerate(report.report.blocks) if isinstance(block, ReportHeading)]
    nearest = [text for _, text in headings[::-1]]
    for sentence in report.sentences:
        before = bisect_left(headings, (sentence.passage, ""))
        yield sentence, nearest[len(nearest) - before :][:_LONG_AGO]


def _subject(
    sentence: Sentence, headings: Sequence[str], names: Sequence[tuple[frozenset[str], Named]], words: Words
) -> tuple[Named, ...]:
    """The rows that the nearest heading that is any row's name is called like; none where the sentence names another."""
    said = set(stems(sentence.text))
    inside = {own for own, _ in names if own <= said}
    for heading in headings:
        own = distinctive(heading, words)
        fit = tuple(named for name, named in names if name <= own or (len(own) > 1 and own <= name))
        if fit:
            alone = inside <= {distinctive(one.row.label, words) for one in fit}
            return fit if alone and len({one.row.label for one in fit}) == 1 else ()
    return ()


def _against(amount: Amount, named: Sequence[Named], report: Understood) -> Iterator[Relation]:
    version = amount.version(report.words)
    known = report.words.data["amounts"]
    years = set(map(int, _YEAR.findall(amount.clause)))
    if version is None or begins_in(amount.clause, known["not_costs"] + known["part_of_year"]) or years - {report.year}:
        return
    cells = [cell for one in named for cell in one.cells(version, report.year)]
    relations = [one for cell in cells for one in _relation(amount, cell, version, named[0].row.label, report.words)]
    yield from relations[:1] if not any(one.holds for one in relations) else [one for one in relations if one.holds][:1]


def _relation(amount: Amount, cell: Printed, version: Version, label: str, words: Words) -> Iterator[Relation]:
    if not begins_in(amount.clause, words.data["amounts"][f"sure_{version.value}"]):
        return
    for unit in sorted(SCALES, key=lambda unit: unit != cell.unit):
        number = replace(cell, unit=unit)
        exact = abs(number.exact) / (amount.number.exact_step / amount.number.step)
        if exact and Decimal(1) / _FAR < abs(amount.number.value) / exact < _FAR:
            yield told("REP-305", amount.number, exact, (Term(number, -1 if number.value < 0 else 1),), 85, what=label)
            return


CHECKS = (amounts_are_those_of_the_named_row,)
