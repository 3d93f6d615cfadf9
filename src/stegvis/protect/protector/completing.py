"""Numbers that nobody has counted: what an earlier release hides, and who is between two cohorts.

Some follow from the others. For the rest any whole numbers do that obey every relation: they stand in for the truth when
attacks are tried, the smallest of them, so that they are guarded as small.
"""

from typing import Any

from stegvis.protect.protector.programme import Programme, UnsolvedError, solve
from stegvis.protect.protector.relations import Column, System


def complete(system: System) -> bool:
    """Give every column a count; False where none would obey the relations: then the tables are not of the same facts."""
    _follow(system)
    unknown = [place for place, column in enumerate(system.columns) if column.count is None]
    if unknown and not _stand_in(system, unknown):
        return False
    for column in system.columns:
        if column.is_secret and column.count:
            column.need = max(system.threshold, column.count + 1)
        elif _is_small_and_unprinted(column, system.threshold):
            column.need = system.threshold
    return all((column.count or 0) >= 0 for column in system.columns)


def _is_small_and_unprinted(column: Column, threshold: int) -> bool:
    return column.is_unprinted and column.persons and 0 < (column.count or 0) < threshold


def _follow(system: System) -> None:
    """Columns that are the only unknown of a sum, one after the other."""
    rows = [row for row in system.rows if not row.inequality]
    moved = True
    while moved:
        moved = False
        for row in rows:
            unknown = [(column, sign) for column, sign in row.terms if system.columns[column].count is None]
            if len(unknown) == 1:
                (column, sign), moved = unknown[0], True
                rest = sum(one * (system.columns[other].count or 0) for other, one in row.terms if other != column)
                system.columns[column].count = -rest // sign


def _stand_in(system: System, unknown: list[int]) -> bool:
    import numpy as np

    place = {column: number for number, column in enumerate(unknown)}
    rows = [row for row in system.rows if any(column in place for column, _ in row.terms)]
    matrix, low = np.zeros((len(rows), len(unknown))), np.zeros(len(rows))
    for number, row in enumerate(rows):
        for column, sign in row.terms:
            if column in place:
                matrix[number, place[column]] += sign
            else:
                low[number] -= sign * (system.columns[column].count or 0)
    high: Any = np.where([row.inequality for row in rows], np.inf, low)
    least = np.array([system.columns[column].least for column in unknown], dtype=float)
    ones = np.ones(len(unknown))
    try:
        found = solve(Programme(ones, matrix, low, high, least, ones * np.inf, whole=True), nodes=20_000).columns
    except UnsolvedError:
        return False
    for column, value in zip(unknown, found, strict=True):
        system.columns[column].count, system.columns[column].stands_in = round(value), True
    return True
