"""Periods of whole months, as reports and commands name them: `2020` and `2023-01..2023-08`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:\.\.(\d{4})-(\d\d))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a first day to a last, both included."""

    start: date
    end: date

    @classmethod
    def year(cls, year: int) -> "Period":
        """The calendar year, which is also the financial year of every association."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2020`, `2020-03` or `2023-01..2023-08`. Raises ValueError for anything else."""
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(text)
        first_year, first_month, last_year, last_month = match.groups()
        if first_month is None:
            return cls.year(int(first_year))
        start = date(int(first_year), int(first_month), 1)
        end = _last_day(int(last_year or first_year), int(last_month or first_month))
        if end < start:
            raise ValueError(text)
        return cls(start, end)

    def __str__(self) -> str:
        if self == Period.year(self.start.year):
            return str(self.start.year)
        return f"{self.start:%Y-%m}..{self.end:%Y-%m}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, start: date, end: date | None) -> bool:
        """Whether something from `start` to `end` (None: still going on) touches the period."""
        return start <= self.end and (end is None or end >= self.start)

    def holds_year(self, year: int) -> bool:
        """Whether the whole calendar year lies within the period."""
        return self.start <= date(year, 1, 1) and date(year, 12, 31) <= self.end

    def years_before(self, years: int) -> "Period":
        """The same months so many years earlier."""
        last = _last_day(self.end.year - years, self.end.month)
        return Period(date(self.start.year - years, self.start.month, 1), last)

    def month_ends(self) -> Iterator[date]:
        """The last day of each month, in order."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        for month in range(self.start.month - 1, self.start.month - 1 + months):
            yield _last_day(self.start.year + month // 12, month % 12 + 1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def started_months(entered: date, exited: date) -> int:
    """Started months between entry and exit (vocabulary, `time_in_initiative`).

    2020-01-15 to 2020-04-15 is 3, to 2020-04-16 is 4; the same day is 1.
    """
    whole = (exited.year - entered.year) * 12 + exited.month - entered.month
    return max(1, whole + (exited.day > entered.day))
