"""A table beside its earlier years: counted and released where the rows go back that far, else as typed in from print."""

from collections.abc import Iterator
from datetime import date

from stegvis.assemble.counting import count_and_release, has_data
from stegvis.core.comparison import ComparedTable, compared
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import ReleasedTable, TableSpec


def compare_years(package: Package, spec: TableSpec, period: Period, *, years: int, on: date) -> ComparedTable:
    """The table of the period and of the same months of the years before it, with the county and the nation as typed in.

    A year is counted from rows only where they hold somebody who had left by its end: a package of one year's participants
    knows of the years before only those who stayed, and would count too few.
    """
    periods = [period.years_before(back) for back in range(years)]
    tables = [table for one in periods for table in _released(package, spec, one, on)]
    series = (one for one in package.series or () if Period.parse(one.period) in periods)
    return compared(spec, tables, series, package.profile)


def _released(package: Package, spec: TableSpec, period: Period, on: date) -> Iterator[ReleasedTable]:
    if package.participations is not None and period.end.year < _first_year(package):
        return
    for table in count_and_release(package, period, on=on, names=(spec.name,)).tables.values():
        if isinstance(table, ReleasedTable) and has_data(table.head, table.cells):
            yield table


def _first_year(package: Package) -> int:
    """The first year that somebody has left in; tallies have a period of their own and go back as far as they go."""
    left = [one.exited.year for one in package.participations or () if one.exited]
    counted = [one.end.year for one in package.tallies or ()]
    return min([*left, *counted], default=date.max.year)
