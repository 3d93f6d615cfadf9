"""Shares against their counts and base, sums of shares, and shares that no whole number of people gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from stegvis.checking.agreement.relations import Relation, Term, share_of
from stegvis.checking.figures import written
from stegvis.checking.tables.lines import heading_of, says_total
from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, ReadTable, TableRow, Understood
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_BASE = re.compile(r"\bn\s*=\s*(\d+)", re.IGNORECASE)
_ALL = Decimal(100)
#: So many shares must fit before another is held against the same count and base, in percent of all.
_MOST = 60
#: So many rounded classes may add to 99 or 101.
_CLASSES = range(3, 8)
#: Shares that are further from 100 together are not of one whole: several answers each.
_DISTRIBUTED = 20


@dataclass(frozen=True, slots=True)
class Share:
    """A share with the relation to its count and base. `cut`: what it is where the rest was cut off instead of rounded."""

    relation: Relation
    cut: Decimal

    @property
    def is_cut(self) -> bool:
        """Whether it was cut where it should have been rounded."""
        return self.relation.whole.value == self.cut != self.relation.expected

    @property
    def fits(self) -> bool:
        """Whether it is the share of that count and base, rounded or cut."""
        return self.relation.holds or self.is_cut

    @property
    def tells(self) -> bool:
        """Whether it is a share of some and not of all or none, which say nothing of the base."""
        return self.fits and 0 < self.relation.whole.value < _ALL


#: Of so many columns a share may be; in a wider table only the first are tried.
_WIDEST = 30


def shares_are_of_their_count_and_base(report: Understood) -> Iterator[Relation | ReportFinding]:
    """A share is its count in percent of its base: the column's total or the row's, rounded half away from zero."""
    shares = [
        share for table in report.tables for column in _share_columns(table) for share in _shares(table, column, report)
    ]
    for share in shares:
        yield _told(share)
    if cut := [share for share in shares if share.is_cut]:
        yield _cut(cut)


def _share_columns(table: ReadTable) -> Iterator[Column]:
    return (one for one in table.columns if any(_is_share(row.cells.get(one.place)) for row in table.rows))


def _is_share(number: Printed | None) -> bool:
    return number is not None and number.unit == "%"


def _shares(table: ReadTable, column: Column, report: Understood) -> list[Share]:
    """The column's shares of the count and the base that fit most of them; none where too few do."""
    found = max(_ways(table, column, report), key=lambda shares: sum(one.tells for one in shares), default=[])
    telling = sum(one.tells for one in found)
    some = sum(0 < one.relation.whole.value < _ALL for one in found)
    return found if telling > 1 and telling * 100 >= _MOST * some else []


def _ways(table: ReadTable, column: Column, report: Understood) -> Iterator[list[Share]]:
    amounts = [one.place for one in table.columns if one.kind is ColumnKind.FIGURES][:_WIDEST]
    totals = [row for row in table.rows if row.total or says_total(row.label, report.words)]
    for count in amounts:
        for total in totals:
            yield _fitting(table, column, count, [total.cells.get(count)] * len(table.rows))
        for base in amounts:
            if base != count:
                yield _fitting(table, column, count, [row.cells.get(base) for row in table.rows])


def _fitting(table: ReadTable, column: Column, at: int, bases: Sequence[Printed | None]) -> list[Share]:
    """The shares of a column as those of the counts at a place, of a base a row."""
    found = []
    for row, base in zip(table.rows, bases, strict=True):
        share, count = row.cells.get(column.place), row.cells.get(at)
        if share and _is_share(share) and count and base and base.value and count.unit != "%":
            found.append(_share(share, count, base, row, column))
    return found


def _share(share: Printed, count: Printed, base: Printed, row: TableRow, column: Column) -> Share:
    relation = share_of("REP-141", share, count, base, 90, what=row.label, of=heading_of(column),
                        part=count.figure.text, all=base.figure.text)  # fmt: skip
    return Share(relation, (count.exact * 100 / base.exact).quantize(share.step, ROUND_DOWN))


def _told(share: Share) -> Relation:
    """The relation of a share: a cut one is told with the others of its kind; off by the last digit is rounding."""
    relation = share.relation
    if share.is_cut:
        return replace(relation, low=min(share.cut, relation.low), high=max(share.cut, relation.high))
    if abs(relation.difference) <= relation.whole.step:
        return replace(relation, kind=FindingClass.ROUNDING, severity=Severity.REMARK)
    return relation


def _cut(shares: Sequence[Share]) -> ReportFinding:
    """Once for the report: where shares were cut instead of rounded."""
    first = shares[0].relation
    places = tuple(dict.fromkeys(one.relation.whole.place for one in shares))
    return finding("REP-143", Severity.REMARK, FindingClass.ROUNDING, places, certainty=95,
                   printed=first.whole.figure.text, expected=written(first.expected, first.whole.figure),
                   count=len(shares))  # fmt: skip


def shares_of_all_add_up(report: Understood) -> Iterator[Relation]:
    """Shares of which the total is said to be 100 % add up to that: three to seven may make 99 to 101."""
    for table in report.tables:
        for column in _share_columns(table):
            borne_out = {share.relation.whole.id for share in _shares(table, column, report) if share.fits}
            for at, row in enumerate(table.rows):
                whole = row.cells.get(column.place)
                if whole and whole.value == _ALL and says_total(row.label, report.words):
                    parts = [one.cells[column.place] for one in table.rows[:at]
                             if column.place in one.cells and not says_total(one.label, report.words)]  # fmt: skip
                    if not all(part.id in borne_out for part in parts):
                        yield from _adding_up(parts, whole, column, row.label)


def _adding_up(parts: Sequence[Printed], whole: Printed, column: Column, what: str) -> Iterator[Relation]:
    """Shares against the whole. Where each agrees with its own count their sum is what rounding makes of it."""
    added = sum((part.value for part in parts), Decimal(0))
    if len(parts) > 1 and abs(added - _ALL) <= _DISTRIBUTED:
        slack = Decimal(1) if len(parts) in _CLASSES else max(whole.step, len(parts) * parts[0].step / 2)
        yield Relation("REP-142", whole, tuple(Term(part) for part in parts), added, added - slack, added + slack, 85,
                       (("what", what), ("of", heading_of(column))))  # fmt: skip


def total_shares_lie_among_their_parts(report: Understood) -> Iterator[Relation]:
    """The share of all lies between that of the women and that of the men: shares are neither added nor outdone."""
    for table in report.tables:
        parts: dict[Part, Column] = {}
        for column in _share_columns(table):
            if column.part in (Part.WOMEN, Part.MEN):
                parts[column.part] = column
            elif column.part is Part.TOTAL and len(parts) == 2:
                yield from _among(table, column, list(parts.values()))
                parts = {}


def _among(table: ReadTable, total: Column, parts: Sequence[Column]) -> Iterator[Relation]:
    for row in table.rows:
        whole, cells = row.cells.get(total.place), [row.cells[one.place] for one in parts if one.place in row.cells]
        if whole and len(cells) == len(parts):
            low, high = (end(cell.value for cell in cells) for end in (min, max))
            near = min(max(whole.value, low), high)
            yield Relation("REP-145", whole, tuple(Term(cell) for cell in cells), near, low - whole.step, high + whole.step,
                           90, (("what", row.label), ("of", heading_of(total))), additive=False)  # fmt: skip


def shares_are_of_whole_persons(report: Understood) -> Iterator[ReportFinding]:
    """A share of a few people is one of the few that whole persons give: of 7 there is 43 or 57 %, and no 50 %."""
    for table in report.tables:
        for row in table.rows:
            for at, number in row.cells.items():
                base = _base_of(table, row, at, report) if number.unit == "%" else None
                if base and not _possible(number, base):
                    yield finding("REP-144", Severity.ERROR, FindingClass.CONFLICT, (number.place,), certainty=85,
                                  printed=number.figure.text, expected=written(_nearest(number, base), number.figure),
                                  what=row.label, of=base)  # fmt: skip


def _base_of(table: ReadTable, row: TableRow, at: int, report: Understood) -> int | None:
    """How many the share is of, where the row, its column or a row or column of bases says so."""
    for said in (row.label, table.column(at).heading):
        if found := _BASE.search(said):
            return int(found[1])
    bases = report.words.data["adding"]["bases"]
    down = [other.cells[at] for other in table.rows if at in other.cells and plain(other.label) in bases]
    across = [row.cells[one.place] for one in table.columns if one.place in row.cells and plain(one.heading) in bases]
    found_numbers = [one for one in (*down, *across) if one.unit == "" and one.figure.decimals == 0 and one.value > 0]
    return int(found_numbers[0].value) if len(found_numbers) == 1 else None


def _possible(share: Printed, base: int) -> bool:
    return any(
        (Decimal(count * 100) / base).quantize(share.step, way) == share.value
        for count in _counts(share, base)
        for way in (ROUND_HALF_UP, ROUND_DOWN)
    )


def _nearest(share: Printed, base: int) -> Decimal:
    return min((Decimal(count * 100) / base for count in _counts(share, base)), key=lambda one: abs(one - share.value))


def _counts(share: Printed, base: int) -> range:
    """The whole numbers about the share of the base."""
    about = int(share.value * base / 100)
    return range(max(0, about - 1), about + 3)


CHECKS = (
    shares_are_of_their_count_and_base,
    shares_of_all_add_up,
    total_shares_lie_among_their_parts,
    shares_are_of_whole_persons,
)
