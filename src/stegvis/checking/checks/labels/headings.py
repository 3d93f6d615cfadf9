"""Headings and columns' headings that say another thing than what stands below them."""

import re
from collections.abc import Iterator
from itertools import combinations

from stegvis.checking.prose.sayings import Kind, Saying, by_place, headings, sayings
from stegvis.checking.understanding import Column, ReadTable, Understood, Version
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: So many rows must show that the third column is the difference of two that are both called budget.
_ROWS = 3


def two_columns_are_not_both_the_budget(report: Understood) -> Iterator[ReportFinding]:
    """Two columns are called budget, and the variance column is the one less the other: one of them is the outcome."""
    words = report.words.data["naming"]
    for table in report.tables:
        variances = [one for one in table.columns if one.version is Version.VARIANCE or _has(one, words["variance"])]
        budgets = [one for one in table.columns if _is_budget(one, words["not_two_budgets"]) and one not in variances]
        for first, second in combinations(budgets, 2):
            if first.year == second.year and any(_is_difference(table, first, second, one) for one in variances):
                wrong = first if _has(first, words["outcome_words"]) else second
                yield finding(
                    "REP-611", Severity.WARNING, FindingClass.LABEL, (_heading_place(table, report),), certainty=90,
                    printed=wrong.heading, expected=re.sub("budget", "utfall", wrong.heading, flags=re.IGNORECASE),
                    other=(second if wrong is first else first).heading,
                )  # fmt: skip


def _has(column: Column, words: list[str]) -> bool:
    return not set(plain(column.heading).split()).isdisjoint(words)


def _is_budget(column: Column, exempt: list[str]) -> bool:
    said = plain(column.heading).split()
    return any(word.endswith("budget") for word in said) and set(said).isdisjoint(exempt)


def _is_difference(table: ReadTable, first: Column, second: Column, variance: Column) -> bool:
    rows = [row.cells for row in table.rows if {first.place, second.place, variance.place} <= row.cells.keys()]
    agree = [
        abs(abs(row[first.place].value) - abs(row[second.place].value)) == abs(row[variance.place].value)
        for row in rows
    ]
    return len(rows) >= _ROWS and sum(agree) * 3 >= 2 * len(rows)


def _heading_place(table: ReadTable, report: Understood) -> Place:
    return report.report.place(table.grid.rows[0].line)


def a_decided_document_proposes_nothing(report: Understood) -> Iterator[ReportFinding]:
    """A document that says that it is decided, with a heading that calls the budget a proposal."""
    words = report.words.data["naming"]
    decided = _decided(report, words["decided"])
    if decided is None:
        return
    proposal = re.compile(words["proposal_headings"], re.IGNORECASE)
    titles = [one for one in sayings(report) if one.kind is Kind.TITLE]
    for saying in by_place([*headings(report), *titles]):
        if proposal.search(saying.text):
            yield finding("REP-612", Severity.WARNING, FindingClass.LABEL, (saying.place, decided.place), certainty=85,
                          printed=saying.text, decided=decided.text)  # fmt: skip
            return


def _decided(report: Understood, words: list[str]) -> Saying | None:
    """Where the document's first lines say that it was decided."""
    said = re.compile(rf"^(?:{'|'.join(words)})\b.*\d{{4}}", re.IGNORECASE)
    first = [index for index, line in enumerate(report.report.lines) if line.text.strip()][:25]
    for index in first:
        text = report.report.lines[index].text.strip("*#_ \t")
        if said.match(text):
            return Saying(text, report.report.place(index), Kind.SENTENCE)
    return None


CHECKS = (two_columns_are_not_both_the_budget, a_decided_document_proposes_nothing)
