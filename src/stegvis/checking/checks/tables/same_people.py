"""The same people divided in several ways: by sex, by age, by municipality; all of them are as many each time."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stegvis.checking.agreement.quantities import label_of
from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.understanding import ColumnKind, Part, Printed, ReadTable, Understood
from stegvis.core.report_findings import FindingClass

#: So many may be missed in one division; where it is more it is of others.
_FEW = 4


def all_are_as_many_however_they_are_divided(report: Understood) -> Iterator[Relation]:
    """Tables that divide the same people, as their titles say, have one total; where it is a few more or less it is asked."""
    divided: defaultdict[str, list[tuple[ReadTable, Printed]]] = defaultdict(list)
    for table in report.tables:
        said = re.search(report.words.data["shares"]["divided"], table.title, re.IGNORECASE)
        if said and (number := _all(table)):
            divided[label_of(said["whom"])].append((table, number))
    for several in divided.values():
        yield from _alike(several, str(report.year or ""))


def _all(table: ReadTable) -> Printed | None:
    """All people of a table: its last row, if it is a total, in the column of both sexes, or in the only one."""
    figures = [one for one in table.columns if one.kind is ColumnKind.FIGURES]
    both = [one for one in figures if one.part is Part.TOTAL] or figures
    last = table.rows[-1] if table.rows and table.rows[-1].total else None
    return last.cells.get(both[0].place) if last and len(both) == 1 else None


def _alike(several: Sequence[tuple[ReadTable, Printed]], year: str) -> Iterator[Relation]:
    times = Counter(number.value for _, number in several)
    usual = max((number for _, number in several), key=lambda one: (times[one.value], -one.id))
    for table, number in several:
        if number.id != usual.id and abs(number.value - usual.value) <= _FEW:
            relation = same("REP-201", number, usual, 70, what=table.title, year=year)
            yield replace(relation, low=usual.value, high=usual.value, kind=FindingClass.CONFLICT, echo=True)


CHECKS = (all_are_as_many_however_they_are_divided,)
