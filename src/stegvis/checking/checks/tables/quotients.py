"""What tables print as one thing for each of another, in a column or a row of its own: cost per participant."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from stegvis.checking.agreement.relations import Relation, quotient_of
from stegvis.checking.figures import SCALES
from stegvis.checking.understanding import ColumnKind, Printed, ReadTable, Understood, Version
from stegvis.checking.words import plain
from stegvis.core.report_findings import FindingClass

#: Quotients of a few digits are met by chance: those that are right have so many digits together, in so many places.
_DIGITS, _PLACES = 6, 2
#: In a wider table only the first lines are tried.
_WIDEST = 12

#: What the two numbers are called that a quotient may be of, and the unit that it is taken to be in.
Way = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed quotient. `group`: those that are of the same two things; `others`: the numbers beside it by name."""

    number: Printed
    group: tuple[object, ...]
    what: str
    year: int
    others: Mapping[str, Printed]


def quotients_are_of_what_stands_beside_them(report: Understood) -> Iterator[Relation]:
    """A cost per participant is the cost divided by the participants: by those two that give most of them."""
    groups: defaultdict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for table in report.tables:
        for one in (*_in_columns(table, report), *_in_rows(table, report)):
            groups[one.group].append(one)
    for group in groups.values():
        yield from _best(group)


def _in_columns(table: ReadTable, report: Understood) -> Iterator[Stated]:
    """A column of quotients, each of other columns of its row."""
    figures = [one for one in table.columns if one.kind is ColumnKind.FIGURES and one.version is not Version.VARIANCE]
    for column in (one for one in figures if _says_for_each(one.heading, report)):
        for row in table.rows:
            others = {plain(one.heading): row.cells[one.place] for one in figures[:_WIDEST] if one.place in row.cells}
            if number := row.cells.get(column.place):
                what = f"{row.label}, {column.heading}"
                yield Stated(number, (table.number, column.place), what, column.year or report.year or 0, others)


def _in_rows(table: ReadTable, report: Understood) -> Iterator[Stated]:
    """A row of quotients, each of other rows of its column; sheets of one form have such a row each."""
    for row in (one for one in table.rows if _says_for_each(one.label, report)):
        near = [one for one in table.rows if one.group == row.group][:_WIDEST]
        for at, number in row.cells.items():
            column = table.column(at)
            if column.kind is ColumnKind.FIGURES and column.version is not Version.VARIANCE:
                others = {plain(one.label): one.cells[at] for one in near if at in one.cells}
                yield Stated(number, (plain(row.label),), row.label, column.year or report.year or 0, others)


def _says_for_each(label: str, report: Understood) -> bool:
    return re.search(report.words.data["adding"]["for_each"], label, re.IGNORECASE) is not None


def _best(group: Sequence[Stated]) -> Iterator[Relation]:
    """The quotients as those of the two numbers, in the unit, that make most of them right; none where that may be chance."""
    ways: defaultdict[Way, list[Relation]] = defaultdict(list)
    for one in group:
        for way, relation in _ways(one):
            ways[way].append(relation)
    best = max(ways.values(), key=lambda way: sum(one.holds for one in way), default=[])
    right = [one for one in best if one.holds]
    digits = sum(len(one.whole.figure.text.strip("0").replace(",", "")) for one in right)
    if len(right) >= _PLACES and digits >= _DIGITS and len(right) * 2 > len(best):
        yield from best


def _ways(one: Stated) -> Iterator[tuple[Way, Relation]]:
    for (of, amount), (by, count) in permutations(one.others.items(), 2):
        if one.number.id not in (amount.id, count.id) and count.value > 1 and not count.unit and amount.value:
            for unit in dict.fromkeys((one.number.unit, *(SCALES if amount.unit else ()))):
                number = replace(one.number, unit=unit)
                said = {"what": one.what, "year": str(one.year), "of": of.capitalize(), "base": by}
                relation = quotient_of("REP-242", number, amount, count, 88, **said)
                yield (of, by, unit), replace(relation, kind=FindingClass.CONFLICT, echo=True)


CHECKS = (quotients_are_of_what_stands_beside_them,)
