"""Counts in running text against the cells of tables that they can only be: of a named row, or of the section's total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stegvis.checking.mentions import Mention, clause_of, counts_of, verbs_in
from stegvis.checking.naming import Naming, is_beside, named_in, subjects
from stegvis.checking.relations import Relation, same
from stegvis.checking.slips import slip_of
from stegvis.checking.understanding import (
    Column,
    ColumnKind,
    Part,
    Printed,
    ReadTable,
    TableRow,
    Understood,
    Version,
)
from stegvis.checking.words.stems import stem, stems
from stegvis.core.report_findings import FindingClass

_SURE, _ASKED = 85, 75
#: A number further from a cell than this many times is of something else.
_FAR = 2
_OF = re.compile(r"\s*(?:\w+ )?av (?:de |totalt )?\d")
#: What was done, in words that only part of those may have done.
_DONE = re.compile(
    r"\b(?:\w*(?:[bgklnprst]ade|[bgjklnprtd]ats?|[lnrs]ts|[dt]es)|gått|gick|skrivits|börjat)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that a number may be. `by_name`: its column is called what the number counts."""

    number: Printed
    table: ReadTable
    column: Column
    row: TableRow
    by_name: bool


def counts_are_those_of_the_named_row(report: Understood) -> Iterator[Relation]:
    """ "Kugghjulet hade 37 deltagare": the row of that name, in the column that the number can only be of."""
    for sentence, mentions in counts_of(report):
        bare = [one for one in mentions if _is_bare(one)]
        names = subjects(sentence, report) if bare else ()
        for mention, naming in _pairs(bare, names):
            yield from _against_row(mention, naming, report)


def _is_bare(mention: Mention) -> bool:
    """Whether it is a whole number of this year, no part of another one in its sentence, and not last year's in brackets."""
    before = mention.sentence.before(mention.number).casefold()
    if before.endswith("(") and mention.sentence.after(mention.number).startswith(")"):
        return False
    part = re.search(r"\b(?:varav|därav|av (?:dem|dessa))\b", before)
    return mention.exact and not (mention.of or part or _OF.match(mention.sentence.after(mention.number)))


def _pairs(mentions: Sequence[Mention], names: Sequence[Naming]) -> Sequence[tuple[Mention, Naming]]:
    """Each name with its number: the first after it, or the last before it where more of the cells say so; a tie says nothing."""
    if len(names) == 1:
        after = [one for one in mentions if one.number.figure.start >= names[0].end]
        return [(one, names[0]) for one in (*after, *mentions)[:1]]
    orders = (_in_order(mentions, names, False), _in_order(mentions, names, True))
    held = [sum(_is_printed(mention, naming) for mention, naming in order) for order in orders]
    return orders[0] if held[0] > held[1] else orders[1] if held[1] > held[0] else ()


def _in_order(mentions: Sequence[Mention], names: Sequence[Naming], before: bool) -> Sequence[tuple[Mention, Naming]]:
    """Each name with the nearest number on one side of it, and no other name between."""
    found = []
    for at, naming in enumerate(names):
        start = (names[at - 1].end if at else 0) if before else naming.end
        end = naming.start if before else names[at + 1].start if at + 1 < len(names) else 10**6
        inside = [one for one in mentions if start <= one.number.figure.start < end]
        found += [(one, naming) for one in (inside[-1:] if before else inside[:1])]
    return found


def _is_printed(mention: Mention, naming: Naming) -> bool:
    return any(number.value == mention.number.value for row in naming.rows for number in row.row.cells.values())


def _against_row(mention: Mention, naming: Naming, report: Understood) -> Iterator[Relation]:
    cells = [one for row in naming.rows for one in _cells(row.table, row.row, mention, report)]
    here = naming.sure or any(is_beside(mention.sentence, row.table, report) for row in naming.rows)
    printed = [number for row in naming.rows for number in row.row.cells.values()]
    if not here or not printed:
        return
    if held := next((one for one in printed if one.value == mention.number.value), None):
        yield from [_told(mention, held, _SURE)] if held.unit == "" else []
    elif not _is_sum(mention, naming) and (cell := _only(cells)) and _may_be(mention, cell, report):
        certainty = _certainty(mention, cell, naming, report)
        if certainty:
            yield _told(mention, cell.number, certainty)


def _is_sum(mention: Mention, naming: Naming) -> bool:
    """Whether rows of one name, each of a place, are the number together in some column."""
    for table in {row.table.number: row.table for row in naming.rows}.values():
        rows = [one.row for one in naming.rows if one.table is table]
        for column in table.columns if len(rows) > 1 else ():
            if sum(row.cells[column.place].value for row in rows if column.place in row.cells) == mention.number.value:
                return True
    return False


def _cells(table: ReadTable, row: TableRow, mention: Mention, report: Understood) -> Iterator[Cell]:
    """The cells of a row that a number may be: of its year, of its sex or of all, in a column of counts."""
    nouns = _nouns(mention)
    years: set[int | None] = {int(one) for one in _YEAR.findall(mention.sentence.text)} or {report.year}
    inside = [one for one in table.columns if one.place in row.cells] if len(years) == 1 else []
    columns = [one for one in inside if _is_of_counts(one, row, years, report)]
    named = [one for one in columns if nouns & set(stems(one.heading))]
    whom = mention.sex if mention.sex in (Part.WOMEN, Part.MEN) else Part.TOTAL
    of_them = [one for one in columns if one.part is whom]
    alone = columns if len(columns) == 1 else []
    for column in named or of_them or alone:
        yield Cell(row.cells[column.place], table, column, row, bool(named))


def _nouns(mention: Mention) -> set[str]:
    """What a number counts, by stems; where it says none ("58 stycken") what its sentence does."""
    said = [stem(one) for one in mention.noun if one not in ("st", "stycken")]
    return set(said or stems(mention.sentence.text)) - {"antal", "total"}


def _is_of_counts(column: Column, row: TableRow, years: set[int | None], report: Understood) -> bool:
    number = row.cells[column.place]
    fits = column.kind is ColumnKind.FIGURES and number.unit == "" and number.figure.decimals == 0
    timely = column.year in years or (column.year is None and years <= {report.year})
    return fits and timely and column.version not in (Version.VARIANCE, Version.BUDGET, Version.FORECAST)


def _only(cells: Sequence[Cell]) -> Cell | None:
    """The one cell that it can be: all that it may be say the same."""
    return cells[0] if len({one.number.value for one in cells}) == 1 else None


def _may_be(mention: Mention, cell: Cell, report: Understood) -> bool:
    """Whether number and cell are near, of a time, and of the same that was done."""
    number, other = mention.number.value, cell.number.value
    near = other and ((number < _FAR * other and other < _FAR * number) or slip_of(number, other) == "WHY-004")
    timely = not (mention.elsewhen and cell.column.year is None) and (cell.by_name or not mention.planned)
    return bool(near and timely) and _done(mention, cell, report)


def _done(mention: Mention, cell: Cell, report: Understood) -> bool:
    """Whether nothing was done in text that the table does not say, and nothing in the table that text does not."""
    open_to = {"took_part", "ongoing", "carried_out"}
    clause = re.split(r"\bvarav\b", mention.sentence.text.casefold())[0]
    if set(re.findall(r"\w+", clause)) & set(report.words.data["cells"]["aside"]):
        return False
    said = verbs_in(clause, report.words) - open_to
    if cell.by_name:
        return said <= verbs_in(cell.column.heading, report.words)
    heads = (cell.column.heading, cell.table.columns[0].heading)
    printed = " ".join((cell.table.title, *cell.table.section[-1:], cell.row.label, *heads))
    return said == verbs_in(printed, report.words) - open_to


def _certainty(mention: Mention, cell: Cell, naming: Naming, report: Understood) -> int:
    """Sure where the number is a slip of the cell; asked where column and row are named, or a name of several words; else 0."""
    slip = slip_of(mention.number.value, cell.number.value)
    own = is_beside(mention.sentence, cell.table, report)
    plain = not _DONE.search(clause_of(mention.sentence, mention.number))
    if slip and naming.sure and (plain or slip == "WHY-004"):
        return _SURE
    asked = (cell.by_name and naming.sure and plain and not mention.of_people(report.words)) or (
        slip == "WHY-004" and own
    )
    return _ASKED if asked else 0


def _told(mention: Mention, cell: Printed, certainty: int) -> Relation:
    """The number against the cell. Where the cell's own table shows it to be wrong, that is what is said."""
    relation = same("REP-305", mention.number, cell, certainty, what=" ".join(mention.noun) or "antalet")
    return replace(relation, kind=FindingClass.CONFLICT, echo=True)


def counts_are_the_total_of_their_table(report: Understood) -> Iterator[Relation]:
    """ "Under perioden gjordes 818 besök": the total of the section's table, in the column that is called so."""
    for sentence, mentions in counts_of(report):
        first = next((one for one in mentions if _is_bare(one) and one.noun), None)
        tables = [table for table in report.tables if is_beside(sentence, table, report)] if first else []
        if first and tables and first is mentions[0] and not named_in(sentence, report):
            yield from _against_total(first, tables, report)


def _against_total(mention: Mention, tables: Sequence[ReadTable], report: Understood) -> Iterator[Relation]:
    cells = [
        one
        for table in tables
        for row in table.rows
        if row.total
        for one in _cells(table, row, mention, report)
        if one.by_name or _nouns(mention) & set(stems(table.title))
    ]
    printed = [number for table in tables for number in table.numbers()]
    if held := next((one for one in printed if one.value == mention.number.value and one.unit == ""), None):
        if any(one.number.id == held.id for one in cells):
            yield _told(mention, held, _SURE)
    elif (cell := _only(cells)) and _may_be(mention, cell, report) and slip_of(mention.number.value, cell.number.value):
        yield _told(mention, cell.number, _SURE)


CHECKS = (counts_are_those_of_the_named_row, counts_are_the_total_of_their_table)
