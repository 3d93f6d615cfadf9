"""Percentages in running text of a row that is named: of its budget, or as its own cell has it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP
from itertools import groupby

from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.shares_in_text import share_in_text
from stegvis.checking.prose.amounts import begins_in
from stegvis.checking.prose.mentions import clause_of
from stegvis.checking.prose.named_cells import NamedCell, cells_of
from stegvis.checking.prose.naming import Naming, is_beside, subjects
from stegvis.checking.prose.wordings import marked, told
from stegvis.checking.understanding import Printed, Sentence, Understood, Version
from stegvis.core.report_findings import FindingClass

_SLIPS = ("WHY-004", "WHY-005")
_YEAR = re.compile(r"\b20\d\d\b")


def shares_of_a_budget_are_those_of_the_row(report: Understood) -> Iterator[Relation]:
    """ "I Lotsen kunde bara 70 procent av budgeten användas": the outcome of the budget, on the row that is named."""
    for sentence in report.sentences:
        done: set[int] = set()
        for said in told("shares_of_budgets", marked([sentence], report.words), report.words):
            share = said.numbers["share"]
            rows = [row for naming in _subject(share, sentence, report) for row in naming.rows]
            if share.id not in done and rows and not share.figure.about and _is_outcome(share, sentence, report):
                done.add(share.id)
                years = set(map(int, _YEAR.findall(sentence.text)))
                cells = [one for one in cells_of(rows) if not years or one.is_of(years, report.year)]
                yield from _against(share, list(_used(cells)))


def _subject(share: Printed, sentence: Sentence, report: Understood) -> Sequence[Naming]:
    """The row that is named last before the percentage, or the only one."""
    names = subjects(sentence, report)
    before = [one for one in names if one.end <= share.figure.start]
    return before[-1:] or (names if len(names) == 1 else ())


def _is_outcome(share: Printed, sentence: Sentence, report: Understood) -> bool:
    return not begins_in(clause_of(sentence, share), report.words.data["shares"]["aside_of_rows"])


def _used(cells: Sequence[NamedCell]) -> Iterator[tuple[Printed, Printed]]:
    """What was used, and the budget, of each row."""
    for _, several in groupby(cells, key=lambda one: (one.table.number, one.row.line)):
        by_version = {one.version: one.number for one in several}
        outcome, budget = by_version.get(Version.OUTCOME), by_version.get(Version.BUDGET)
        if outcome and budget and budget.exact:
            yield outcome, budget


def _against(share: Printed, pairs: Sequence[tuple[Printed, Printed]]) -> Iterator[Relation]:
    """What it is right of, else the one that it is a slip of."""
    relations = [_share(share, count, base) for count, base in pairs]
    if held := next((one for one in relations if one.holds), None):
        yield held
        return
    slips = {one.expected: one for one in relations if slip_of(share.value, one.expected) in _SLIPS}
    yield from slips.values() if len(slips) == 1 else ()


def _share(share: Printed, count: Printed, base: Printed) -> Relation:
    relation = share_in_text(share, [count], base, 82)
    expected = abs(relation.expected).quantize(share.step, ROUND_HALF_UP)
    return replace(relation, expected=expected, kind=FindingClass.CONFLICT, echo=True)


def percentages_are_those_of_the_named_row(report: Understood) -> Iterator[Relation]:
    """ "Kraftkällan hade den lägsta andelen, 45 procent": what the row's columns of shares have, in a table beside."""
    for sentence in report.sentences:
        for share in sentence.numbers:
            bare = share.unit == "%" and not share.figure.about and share.figure.span is None
            names = _subject(share, sentence, report) if bare and _is_outcome(share, sentence, report) else ()
            rows = [
                row for naming in names if naming.sure for row in naming.rows if is_beside(sentence, row.table, report)
            ]
            yield from _as_printed(share, [cell for row in rows for cell in row.row.cells.values() if cell.unit == "%"])


def _as_printed(share: Printed, cells: Sequence[Printed]) -> Iterator[Relation]:
    relations = [
        replace(same("REP-305", share, cell, 82, what=""), kind=FindingClass.CONFLICT, echo=True) for cell in cells
    ]
    swapped = [one for one in relations if slip_of(share.value, one.expected) == _SLIPS[0]]
    held = [one for one in relations if one.holds]
    yield from held[:1] or (swapped if len(swapped) == 1 else ())


CHECKS = (shares_of_a_budget_are_those_of_the_row, percentages_are_those_of_the_named_row)
