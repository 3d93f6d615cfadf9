"""Titles and headings that say another year than what stands below them, or than the report."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from stegvis.checking.prose.sayings import Kind, Saying, headings
from stegvis.checking.understanding import ColumnKind, ReadTable, TableKind, Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import Passage, TextKind
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_STATEMENTS = frozenset({TableKind.INCOME, TableKind.BALANCE, TableKind.CASH_FLOW, TableKind.BALANCE_REQUIREMENT,
                         TableKind.OPERATING})  # fmt: skip
_YEAR = re.compile(r"(?<![\d/–-])20\d\d(?:(?=-12-31)|(?![\d/–-]))")
#: A longer title tells of more than what its table is of.
_LONGEST = 80


def titles_say_the_year_of_their_table(report: Understood) -> Iterator[ReportFinding]:
    """ "Resultaträkning 2023" over columns of 2024 and 2023, or over those of other years only."""
    for table in report.of_kind(*_STATEMENTS):
        said, years = _year_in(table.title), _years(table)
        if (
            said is None
            or not years
            or re.search(report.words.data["naming"]["other_year"], table.title, re.IGNORECASE)
        ):
            continue
        latest = max(years)
        wrong = said not in years or (said == latest - 1 and latest == report.year)
        if wrong and abs(said - latest) < _APART:
            yield finding("REP-618", Severity.WARNING, FindingClass.LABEL, (report.report.place(table.grid.rows[0].line),),
                          certainty=85, printed=f"{said}", expected=f"{latest}", heading=table.title)  # fmt: skip


#: Years further from each other are hardly one for the other.
_APART = 3


def _year_in(text: str) -> int | None:
    """The one year that a title names."""
    years = set(_YEAR.findall(text)) if len(text) <= _LONGEST else set()
    return int(years.pop()) if len(years) == 1 else None


def _years(table: ReadTable) -> Sequence[int]:
    """The years of a table's columns, where all of them have one."""
    years = [one.year for one in table.columns if one.kind is ColumnKind.FIGURES]
    return [one for one in years if one] if all(years) else []


def the_report_is_of_one_year(report: Understood) -> Iterator[ReportFinding]:
    """ "Årsredovisning 2023" as a heading, or at the head of pages, in what its title calls the annual report of 2024."""
    form = re.compile(report.words.data["naming"]["report_of"], re.IGNORECASE)
    told: dict[str, Counter[int]] = {}
    where: dict[tuple[str, int], Saying] = {}
    for saying in (*headings(report), *_furniture(report)):
        if found := form.search(saying.text):
            subject, year = found["subject"].casefold(), int(found["year"])
            told.setdefault(subject, Counter())[year] += 1
            where.setdefault((subject, year), saying)
    for subject, years in told.items():
        for year, times in years.items():
            own = years[report.year or 0]
            if report.year and year != report.year and own >= times and abs(year - report.year) < _APART:
                saying, right = where[(subject, year)], where[(subject, report.year)]
                yield finding("REP-619", Severity.WARNING, FindingClass.LABEL, (saying.place, right.place),
                              certainty=85, printed=f"{year}", expected=f"{report.year}", heading=saying.text)  # fmt: skip


def _furniture(report: Understood) -> Iterator[Saying]:
    for block in report.report.blocks:
        if isinstance(block, Passage) and block.kind is TextKind.FURNITURE:
            yield Saying(block.text, report.report.place(block.lines[0]), Kind.HEADING)


CHECKS = (titles_say_the_year_of_their_table, the_report_is_of_one_year)
