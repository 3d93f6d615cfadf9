"""A finished report examined: its findings, and how many of its numbers were checked against something."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import localcontext

from stegvis.checking.agreement.causes import explained
from stegvis.checking.agreement.relations import Relation
from stegvis.checking.checks import CHECKS
from stegvis.checking.reading import understand
from stegvis.checking.understanding import ReadTable, Understood
from stegvis.checking.words import Words
from stegvis.core.finished import FinishedReport, Place
from stegvis.core.report_findings import ExaminedReport, ReportFinding

#: Digits enough for the ratio of any two numbers that a report may print, to their last decimal.
_DIGITS = 60


def examine(report: FinishedReport, words: Words | None = None) -> ExaminedReport:
    """Hold the report against itself and the field's rules. A relation that holds checks its numbers too."""
    return examine_understood(understand(report, words))


def examine_understood(understood: Understood) -> ExaminedReport:
    """The same, of a report that is understood already."""
    with localcontext(prec=_DIGITS):
        return _examined(understood)


def _examined(understood: Understood) -> ExaminedReport:
    told = [one for check in CHECKS for one in check(understood)]
    relations = tuple(one for one in told if isinstance(one, Relation))
    said = [one for one in told if isinstance(one, ReportFinding)]
    findings = said + _not_said(explained(relations, understood), said)
    held = (one for one in relations if one.holds or one.certainty)
    checked = frozenset(number.id for relation in held for number in relation.numbers)
    return ExaminedReport(
        understood.report,
        in_order(findings),
        len(understood.numbers),
        len(checked),
        understood.unread,
        tables=len(understood.tables),
        untested=tuple(_untested(understood, checked)),
    )


def _not_said(findings: Iterable[ReportFinding], said: Sequence[ReportFinding]) -> list[ReportFinding]:
    """Those of a number that is not told to be wrong in the same way already: one error is one finding."""
    known = {(one.kind, one.printed, one.places[:1]) for one in said}
    return [one for one in findings if (one.kind, one.printed, one.places[:1]) not in known]


def in_order(findings: list[ReportFinding]) -> tuple[ReportFinding, ...]:
    """Findings as a reader meets them, those of the whole report first."""
    return tuple(sorted(findings, key=lambda one: (one.places[0].page, one.places[0].line) if one.places else (0, 0)))


def _untested(report: Understood, checked: frozenset[int]) -> Iterator[Place]:
    """The tables with numbers, none of which was held against anything: where they begin, by their titles."""
    for table in report.tables:
        ids = {number.id for number in table.numbers()}
        if ids and not ids & checked:
            yield titled(table, report.report)


def titled(table: ReadTable, report: FinishedReport) -> Place:
    """Where a table begins, by its title."""
    first = report.place(table.grid.rows[0].line)
    return Place(first.page, first.line, " ".join(table.title.split()) or first.text)
