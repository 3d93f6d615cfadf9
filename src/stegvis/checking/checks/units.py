"""Headings that say another unit than the amounts are in."""

from collections.abc import Iterator

from stegvis.checking import quantities
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: From so many amounts that another table prints too it is sure that the heading is wrong.
_ENOUGH = 2


def headings_say_the_unit_of_their_amounts(report: Understood) -> Iterator[ReportFinding]:
    """A table headed in thousands holds no kronor, and the other way round. Said once for the table."""
    units = quantities.of(report).units
    for table in report.tables:
        unit = units[table.number]
        if unit.mislabelled:
            yield finding(
                "REP-231",
                Severity.ERROR,
                FindingClass.LABEL,
                (report.report.place(table.grid.rows[0].line),),
                certainty=95 if unit.confirmed >= _ENOUGH else 75,
                printed=unit.stated,
                expected=unit.unit,
                what=" ".join(table.title.split()),
            )


CHECKS = (headings_say_the_unit_of_their_amounts,)
