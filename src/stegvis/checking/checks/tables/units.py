"""Headings that say another unit than the amounts are in."""

from collections.abc import Iterator

from stegvis.checking.agreement import quantities
from stegvis.checking.figures import SCALES
from stegvis.checking.tables.columns import unit_in
from stegvis.checking.understanding import ReadTable, Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: From so many amounts that another table prints too it is sure that the heading is wrong.
_ENOUGH = 2
#: How many lines the words with the unit may stand above the table.
_ABOVE = 5


def headings_say_the_unit_of_their_amounts(report: Understood) -> Iterator[ReportFinding]:
    """A table headed in thousands holds no kronor, and the other way round. Said once for the table."""
    units = quantities.of(report).units
    for table in report.tables:
        unit = units[table.number]
        if table.stated:
            real = next(one.unit for one in table.numbers() if one.unit in SCALES and one.unit != table.stated)
            yield _misnamed(table, table.stated, real, 95, report)
        elif unit.mislabelled:
            yield _misnamed(table, unit.stated, unit.unit, 95 if unit.confirmed >= _ENOUGH else 75, report)


def _misnamed(table: ReadTable, stated: str, real: str, certainty: int, report: Understood) -> ReportFinding:
    return finding("REP-231", Severity.ERROR, FindingClass.LABEL, (_where(table, stated, report),), certainty=certainty,
                   printed=stated, expected=real, what=" ".join(table.title.split()))  # fmt: skip


def _where(table: ReadTable, stated: str, report: Understood) -> Place:
    """The line that says the unit: the table's first or one right above it."""
    first = table.grid.rows[0].line
    near = (line for line in range(first, max(first - _ABOVE, -1), -1))
    return report.report.place(next((line for line in near if _says(report, line, stated)), first))


def _says(report: Understood, line: int, unit: str) -> bool:
    return unit_in(report.report.lines[line].text) == unit


CHECKS = (headings_say_the_unit_of_their_amounts,)
