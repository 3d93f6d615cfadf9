"""Counts in running text against the cells of tables that they can only be: of a named row, or of the section's total."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.prose.mentions import Mention, clause_of, counts_of, verbs_in, years_in
from stegvis.checking.prose.named_cells import NamedCell, cells_of, paired
from stegvis.checking.prose.naming import NamedRow, Naming, is_beside, named_in, subjects
from stegvis.checking.understanding import Part, Printed, ReadTable, Understood, Version
from stegvis.checking.words.stems import stem, stems
from stegvis.core.report_findings import FindingClass

_SURE, _ASKED = 85, 75
#: A number further from a cell than this many times is of something else.
_FAR = 2
#: Where text tells so many rows' numbers of a column as the column has them, it tells the column's of the others too.
_TELLING = 2
_OF = re.compile(r"\s*(?:\w+ )?av (?:de |totalt )?\d")
#: What was done, in words that only part of those may have done.
_DONE = re.compile(
    r"\b(?:\w*(?:[bgklnprst]ade|[bgjklnprtd]ats?|[lnrs]ts|[dt]es)|gått|gick|skrivits|börjat)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count of a row that is named, and the one cell that it can be, if there is just one."""

    mention: Mention
    naming: Naming
    cell: NamedCell | None

    @property
    def column(self) -> tuple[int, int] | None:
        """The table and the place of the cell's column."""
        return (self.cell.table.number, self.cell.column.place) if self.cell else None

    @property
    def holds(self) -> bool:
        """Whether text and cell say the same."""
        return self.cell is not None and self.cell.number.value == self.mention.number.value


def counts_are_those_of_the_named_row(report: Understood) -> Iterator[Relation]:
    """ "Kugghjulet hade 37 deltagare": the row of that name, in the column that the number can only be of."""
    counted = list(_counted(report))
    held = Counter((one.column, one.holds) for one in counted)
    for one in counted:
        told = held[one.column, True] >= _TELLING and held[one.column, False] == 1
        yield from _against_row(one, report, told_of_others=told)


def _counted(report: Understood) -> Iterator[Counted]:
    """The counts of named rows."""
    for sentence, mentions in counts_of(report):
        bare = [one for one in mentions if _is_bare(one)]
        names = subjects(sentence, report) if bare else ()
        rows = paired([one.number for one in _of_one(bare, names)], names)
        for mention in bare:
            if naming := rows.get(mention.number.id):
                cell = _only(_cells(naming.rows, mention, report))
                yield Counted(mention, naming, cell if cell and _may_be(mention, cell, report) else None)


def _of_one(bare: Sequence[Mention], names: Sequence[Naming]) -> Sequence[Mention]:
    """Of one name the first count after it, or else the first: what follows may be of anything."""
    after = [one for one in bare if len(names) == 1 and one.number.figure.start >= names[0].end]
    return (*after, *bare)[:1] if len(names) == 1 else bare


def _is_bare(mention: Mention) -> bool:
    """Whether it is a whole number of this year, no part of another one in its sentence, and not last year's in brackets."""
    before = mention.sentence.before(mention.number).casefold()
    if before.endswith("(") and mention.sentence.after(mention.number).startswith(")"):
        return False
    part = re.search(r"\b(?:varav|därav|av (?:dem|dessa))\b", before)
    return mention.exact and not (mention.of or part or _OF.match(mention.sentence.after(mention.number)))


def _against_row(one: Counted, report: Understood, *, told_of_others: bool) -> Iterator[Relation]:
    mention, rows = one.mention, one.naming.rows
    here = one.naming.sure or any(is_beside(mention.sentence, row.table, report) for row in rows)
    printed = [number for row in rows for number in row.row.cells.values()] if here else []
    if held := next((number for number in printed if number.value == mention.number.value), None):
        yield from [_told(mention, held, _SURE)] if held.unit == "" else []
    elif printed and one.cell and not _is_sum(mention, one.naming):
        certainty = _certainty(mention, one.cell, one.naming, report) or (_ASKED if told_of_others else 0)
        if certainty:
            yield _told(mention, one.cell.number, certainty)


def _is_sum(mention: Mention, naming: Naming) -> bool:
    """Whether rows of one name, each of a place, are the number together in some column."""
    sums: dict[tuple[int, int], Decimal] = {}
    for one in cells_of(naming.rows) if len(naming.rows) > 1 else ():
        column = (one.table.number, one.column.place)
        sums[column] = sums.get(column, Decimal(0)) + one.number.value
    return mention.number.value in sums.values()


def _cells(rows: Iterable[NamedRow], mention: Mention, report: Understood) -> Sequence[NamedCell]:
    """The cells of rows that a number may be: of its year, of its sex or of all, in a column of counts."""
    years = years_in(mention.sentence.text) or {report.year or 0}
    timely = [one for one in cells_of(rows) if one.is_of(years, report.year) and _is_of_counts(one)]
    by_row = groupby(timely, key=lambda one: one.row.line)
    return [cell for _, cells in by_row for cell in _of_what_it_counts(list(cells), mention)] if len(years) == 1 else []


def _of_what_it_counts(cells: Sequence[NamedCell], mention: Mention) -> Sequence[NamedCell]:
    """Of a row's cells those whose column is called what is counted, else those of its sex or of all, else the only one."""
    whom = mention.sex if mention.sex in (Part.WOMEN, Part.MEN) else Part.TOTAL
    called = [one for one in cells if _is_called(one, mention)]
    return called or [one for one in cells if one.column.part is whom] or (cells if len(cells) == 1 else [])


def _is_called(cell: NamedCell, mention: Mention) -> bool:
    """Whether a cell's column is called what a number counts."""
    return bool(_nouns(mention) & set(stems(cell.column.heading)))


def _nouns(mention: Mention) -> set[str]:
    """What a number counts, by stems; where it says none ("58 stycken") what its sentence does."""
    said = [stem(one) for one in mention.noun if one not in ("st", "stycken")]
    return set(said or stems(mention.sentence.text)) - {"antal", "total"}


def _is_of_counts(cell: NamedCell) -> bool:
    return cell.number.unit == "" and cell.number.figure.decimals == 0 and cell.version is Version.OUTCOME


def _only(cells: Sequence[NamedCell]) -> NamedCell | None:
    """The one cell that it can be: all that it may be say the same."""
    return cells[0] if len({one.number.value for one in cells}) == 1 else None


def _may_be(mention: Mention, cell: NamedCell, report: Understood) -> bool:
    """Whether number and cell are near, of a time, and of the same that was done."""
    number, other, called = mention.number.value, cell.number.value, _is_called(cell, mention)
    near = other and ((number < _FAR * other and other < _FAR * number) or slip_of(number, other) == "WHY-004")
    timely = not (mention.elsewhen and cell.column.year is None) and (called or not mention.planned)
    return bool(near and timely) and _done(mention, cell, report)


def _done(mention: Mention, cell: NamedCell, report: Understood) -> bool:
    """Whether nothing was done in text that the table does not say, and nothing in the table that text does not."""
    open_to = {"took_part", "ongoing", "carried_out"}
    clause = re.split(r"\bvarav\b", mention.sentence.text.casefold())[0]
    if set(re.findall(r"\w+", clause)) & set(report.words.data["cells"]["aside"]):
        return False
    said = verbs_in(clause, report.words) - open_to
    if _is_called(cell, mention):
        return said <= verbs_in(cell.column.heading, report.words)
    heads = (cell.column.heading, cell.table.columns[0].heading)
    printed = " ".join((cell.table.title, *cell.table.section[-1:], cell.row.label, *heads))
    return said == verbs_in(printed, report.words) - open_to


def _certainty(mention: Mention, cell: NamedCell, naming: Naming, report: Understood) -> int:
    """Sure where the number is a slip of the cell; asked where column and row are named, or a name of several words; else 0."""
    slip = slip_of(mention.number.value, cell.number.value)
    plain = not _DONE.search(clause_of(mention.sentence, mention.number))
    if slip and naming.sure and (plain or slip == "WHY-004"):
        return _SURE
    named = naming.sure and plain and _is_called(cell, mention) and not mention.of_people(report.words)
    swapped_beside = slip == "WHY-004" and is_beside(mention.sentence, cell.table, report)
    return _ASKED if named or swapped_beside else 0


def _told(mention: Mention, cell: Printed, certainty: int) -> Relation:
    """The number against the cell. Where the cell's own table shows it to be wrong, that is what is said."""
    relation = same("REP-305", mention.number, cell, certainty, what=" ".join(mention.noun))
    return replace(relation, kind=FindingClass.CONFLICT, echo=True)


def counts_are_the_total_of_their_table(report: Understood) -> Iterator[Relation]:
    """ "Under perioden gjordes 818 besök": the total of the section's table, in the column that is called so."""
    for sentence, mentions in counts_of(report):
        first = next((one for one in mentions if _is_bare(one) and one.noun), None)
        tables = [table for table in report.tables if is_beside(sentence, table, report)] if first else []
        if first and tables and first is mentions[0] and not named_in(sentence, report):
            yield from _against_total(first, tables, report)


def _against_total(mention: Mention, tables: Sequence[ReadTable], report: Understood) -> Iterator[Relation]:
    totals = [NamedRow(table, row) for table in tables for row in table.rows if row.total]
    cells = [
        one
        for one in _cells(totals, mention, report)
        if _is_called(one, mention) or _nouns(mention) & set(stems(one.table.title))
    ]
    printed = [number for table in tables for number in table.numbers()]
    if held := next((one for one in printed if one.value == mention.number.value and one.unit == ""), None):
        if any(one.number.id == held.id for one in cells):
            yield _told(mention, held, _SURE)
    elif (cell := _only(cells)) and _may_be(mention, cell, report) and slip_of(mention.number.value, cell.number.value):
        yield _told(mention, cell.number, _SURE)


CHECKS = (counts_are_those_of_the_named_row, counts_are_the_total_of_their_table)
