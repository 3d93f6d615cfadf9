"""Hidden cells whose number another table shows, or running text tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stegvis.checking.checks.disclosure.rest import size_of
from stegvis.checking.checks.disclosure.tables import hidden_cells, tables_of_persons
from stegvis.checking.prose.mentions import Mention, counts_of
from stegvis.checking.prose.naming import named_above, named_in
from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, ReadTable, Sentence, TableRow, Understood
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: So many cells that both show, and all alike, make two tables ones of the same persons.
_ALIKE = 2
_LARGE = 5
_SEXES = (Part.WOMEN, Part.MEN, Part.TOTAL)

#: A cell by what its row and column are called.
Named = Mapping[tuple[str, str], Printed]


def hidden_numbers_are_told_nowhere(report: Understood) -> Iterator[ReportFinding]:
    """A number that a table hides and that another place gives, one finding a table."""
    for table in tables_of_persons(report):
        found = [
            (table.rows[at], where)
            for at, place in hidden_cells(table, report)
            if (where := _shown(table, at, place, report) or _told(table, at, place, report)) is not None
        ]
        found += _left(table, report)
        if found:
            own = tuple(report.report.place(row.line) for row, _ in found)
            rows = ", ".join(dict.fromkeys(f"”{row.label}”" for row, _ in found))
            yield finding("REP-708", Severity.WARNING, FindingClass.DISCLOSURE,
                          tuple(dict.fromkeys((*own, *(where for _, where in found)))), certainty=85,
                          printed=found[0][0].label, count=len(found), rows=rows)  # fmt: skip


def _shown(table: ReadTable, at: int, place: int, report: Understood) -> Place | None:
    """Where another table of the same persons shows the cell."""
    own, name = _named(table), (plain(table.rows[at].label), _called(table.column(place)))
    for other in tables_of_persons(report):
        shown = _named(other) if other.number != table.number else {}
        if name in shown and all(name) and _are_of_the_same(own, shown):
            return shown[name].place
    return None


def _named(table: ReadTable) -> Named:
    return {
        (plain(row.label), _called(table.column(place))): number
        for row in table.rows
        for place, number in row.cells.items()
        if table.column(place).kind is ColumnKind.FIGURES
    }


def _called(column: Column) -> str:
    return column.part.value if column.part in (Part.WOMEN, Part.MEN, Part.TOTAL) else plain(column.heading)


def _are_of_the_same(one: Named, other: Named) -> bool:
    both = [(one[name].value, other[name].value) for name in one.keys() & other.keys()]
    alike = [left for left, right in both if left == right and left >= _LARGE]
    return len(alike) >= _ALIKE and all(left == right for left, right in both)


def _told(table: ReadTable, at: int, place: int, report: Understood) -> Place | None:
    """Where a sentence that names the row, and tells one of its shown numbers too, tells the cell or leaves it alone."""
    row, part = table.rows[at], table.column(place).part
    if part not in (Part.WOMEN, Part.MEN):
        return None
    for sentence, mentions in counts_of(report):
        if sentence.section[:1] == table.section[:1] and _is_of(row, sentence, report):
            told = {one.sex or Part.TOTAL: int(one.number.value) for one in mentions if _is_told(one, report)}
            if part in _known(told, _shown_parts(table, row)):
                return sentence.place
    return None


@dataclass(frozen=True, slots=True)
class _Whole:
    """A column without a total whose section tells how many all its persons are: that, what its rows show, which are hidden."""

    told: int
    where: Place
    shown: int
    hidden: Sequence[TableRow]


def _left(table: ReadTable, report: Understood) -> Iterator[tuple[TableRow, Place]]:
    """The rows that alone are hidden in a column of which the whole is told.

    Some column in which nothing is hidden adds up to what is told of it: so the rows are all of them.
    """
    wholes = [one for column in table.columns for one in _whole(table, column, report)]
    if any(not one.hidden and one.shown == one.told for one in wholes):
        for one in wholes:
            if len(one.hidden) == 1 and one.shown < one.told:
                yield one.hidden[0], one.where


def _whole(table: ReadTable, column: Column, report: Understood) -> Iterator[_Whole]:
    size = size_of(column.part, table.section, report) if column.part in _SEXES else None
    if size and not any(row.total for row in table.rows):
        hidden = [table.rows[at] for at, place in hidden_cells(table, report) if place == column.place]
        shown = sum(int(row.cells[column.place].value) for row in table.rows if column.place in row.cells)
        yield _Whole(*size, shown, hidden)


def _is_of(row: TableRow, sentence: Sentence, report: Understood) -> bool:
    """Whether a sentence or its heading names a row."""
    above = named_above(sentence, report)
    named = (*named_in(sentence, report), *([above] if above else ()))
    return any(one.row is row for naming in named if naming.sure for one in naming.rows)


def _is_told(mention: Mention, report: Understood) -> bool:
    whole = mention.exact and not (mention.planned or mention.elsewhen)
    return whole and (mention.of_people(report.words) or (mention.of and not mention.noun))


def _shown_parts(table: ReadTable, row: TableRow) -> Mapping[Part, int]:
    return {
        column.part: int(row.cells[column.place].value)
        for column in table.columns
        if column.part in (Part.WOMEN, Part.MEN, Part.TOTAL) and column.place in row.cells
    }


def _known(told: Mapping[Part, int], shown: Mapping[Part, int]) -> Mapping[Part, int]:
    """The parts that words give of a row: only where they tell something of it that is shown, and nothing else than it."""
    if any(shown.get(part, number) != number for part, number in told.items()):
        return {}
    women, men, total = (told.get(part) for part in (Part.WOMEN, Part.MEN, Part.TOTAL))
    agrees = bool(told.keys() & shown.keys()) or (
        women is not None and men is not None and women + men == shown.get(Part.TOTAL, total)
    )
    return told if agrees else {}


CHECKS = (hidden_numbers_are_told_nowhere,)
