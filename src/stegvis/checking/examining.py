"""A finished report examined: its findings, and how many of its numbers were checked against something."""

from stegvis.checking.causes import explained
from stegvis.checking.checks import CHECKS
from stegvis.checking.reading import understand
from stegvis.checking.relations import Relation
from stegvis.checking.words import Words
from stegvis.core.finished import FinishedReport
from stegvis.core.report_findings import ExaminedReport, ReportFinding


def examine(report: FinishedReport, words: Words | None = None) -> ExaminedReport:
    """Hold the report against itself and the field's rules. A relation that holds checks its numbers too."""
    understood = understand(report, words)
    told = [one for check in CHECKS for one in check(understood)]
    relations = tuple(one for one in told if isinstance(one, Relation))
    findings = [one for one in told if isinstance(one, ReportFinding)] + list(explained(relations, understood))
    checked = {number.id for relation in relations for number in relation.numbers}
    in_order = sorted(findings, key=lambda one: (one.places[0].page, one.places[0].line) if one.places else (0, 0))
    return ExaminedReport(report, tuple(in_order), len(understood.numbers), len(checked))
