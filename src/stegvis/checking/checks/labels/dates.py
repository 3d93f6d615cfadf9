"""Dates that no calendar has: "31 juni", "30 februari", 2023-02-29."""

import re
from calendar import isleap
from collections.abc import Iterator
from typing import Any

from stegvis.checking.prose.sayings import by_place, sayings
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def dates_are_in_the_calendar(report: Understood) -> Iterator[ReportFinding]:
    """A day that its month does not have; each such date once."""
    months: list[str] = report.words.data["months"]["names"]
    told: set[str] = set()
    for saying in by_place(list(sayings(report))):
        for found, day, month, year in _dates(saying.text, months):
            last = _days(month, year)
            if not 1 <= day <= last and found not in told:
                told.add(found)
                yield finding("REP-609", Severity.ERROR, FindingClass.LABEL, (saying.place,), certainty=95, printed=found,
                              expected=f"{last}", month=months[month - 1])  # fmt: skip


def _dates(text: str, months: list[str]) -> Iterator[tuple[str, int, int, int | None]]:
    """The dates of a text as printed, with day, month and year, where that is said."""
    form = rf"(?<![\d,.–/-])(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(months)})\b(?:\s+(?P<year>(?:19|20)\d\d)\b)?"
    for found in re.finditer(form, text, re.IGNORECASE):
        yield found[0], int(found["day"]), months.index(found["month"].casefold()) + 1, _number(found["year"])
    for found in _ISO.finditer(text):
        if 1 <= int(found["month"]) <= len(months):
            yield found[0], int(found["day"]), int(found["month"]), int(found["year"])


def _number(text: Any) -> int | None:
    return int(text) if text else None


def _days(month: int, year: int | None) -> int:
    """How many days a month has; a leap year's where the year is not said."""
    return _DAYS[month - 1] - (month == _FEBRUARY and year is not None and not isleap(year))


_FEBRUARY = 2

CHECKS = (dates_are_in_the_calendar,)
