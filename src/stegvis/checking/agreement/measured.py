"""What a rule is held against: a year's equity, administration or support to individuals, and what it is a share of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.checking.agreement.quantities import Quantities, Quantity, label_of
from stegvis.checking.figures import SCALES
from stegvis.checking.understanding import Printed, ReadTable, TableKind, TableRow, Understood, Version

#: The equity of a year, the best first: what it ends with, else what it begins with.
EQUITY = ("equity_closing", "equity_used", "equity_opening")
#: Where members' payments stand row by row; a table of labels and one column is of the report's year.
_PAID_IN = (TableKind.NOTE, TableKind.CONTRIBUTIONS, TableKind.INCOME, TableKind.OPERATING, TableKind.BUDGET)
_LONE = 2
_VERSIONS = (Version.OUTCOME, Version.FORECAST, Version.BUDGET)


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount of a year and its base, in kronor. `numbers`: what the amount is worked out from; `bare`: its narrower meaning.

    `what`: the rows that it is of, as printed; `unit`: what it is printed in; `of`: the base.
    """

    what: str
    year: int
    version: Version
    amount: Decimal
    base: Decimal
    numbers: tuple[Printed, ...]
    of: Printed
    unit: str
    bare: Decimal

    @property
    def share(self) -> Decimal:
        """The amount in percent of the base."""
        return self.amount * 100 / self.base

    @property
    def bare_share(self) -> Decimal:
        """The amount in its narrower meaning, in percent of the base."""
        return self.bare * 100 / self.base


def equity(report: Understood, found: Quantities) -> Iterator[Measured]:
    """Equity against the contributions of the year, each year once; at the end of a plan what it leaves unallocated."""
    years = sorted({one.year for one in found.all if one.role in (*EQUITY, "unallocated")})
    for year in years:
        one = _best(found, EQUITY, year)
        if one and (measured := _against(found, one, "contributions") or _against_members(report, found, one)):
            yield measured
    last = max((one.year for one in found.all if one.role == "unallocated"), default=None)
    if last is not None and not found.of("equity_closing", last) and last == years[-1]:
        one = found.value("unallocated", last)
        if one and (measured := _against(found, one, "contributions")):
            yield measured


def equity_of_income(found: Quantities) -> Iterator[Measured]:
    """Equity against the income of the year, each year once."""
    for year in sorted({one.year for one in found.all if one.role in EQUITY}):
        one = _best(found, EQUITY, year)
        if one and (measured := _against(found, one, "income")):
            yield measured


def alone(found: Quantities, roles: Sequence[str]) -> Iterator[Measured]:
    """A quantity of each year by itself: equity in kronor, or its ratio in percent."""
    for year in sorted({one.year for one in found.all if one.role in roles}):
        one = _best(found, roles, year)
        if one and one.amount > 0:
            yield Measured(one.row.label, one.year, one.version, one.amount, one.amount, (one.number,), one.number, one.unit,
                           one.amount)  # fmt: skip


def _against_members(report: Understood, found: Quantities, one: Quantity) -> Measured | None:
    """Against what the state, the region and the municipalities pay row by row, where nothing says it in one."""
    for table in report.of_kind(*_PAID_IN):
        for column in table.columns:
            year = column.year or (report.year if len(table.columns) == _LONE else None)
            outcome = column.version in (None, Version.OUTCOME)
            if year == one.year and outcome and (paid := _paid(table, column.place, report)):
                scale = SCALES.get(found.units[table.number].unit, Decimal(1))
                base = sum((number.value for number in paid), Decimal(0)) * scale
                return Measured(one.row.label, one.year, one.version, one.amount, base, (one.number,),
                                max(paid, key=lambda number: number.value), one.unit, one.amount)  # fmt: skip
    return None


def _paid(table: ReadTable, at: int, report: Understood) -> Sequence[Printed]:
    """What members pay in a column, if state, region and municipality all do."""
    parties = report.words.data["parties"]
    form = report.words.data["rules"]["members"]["paid"]
    found: list[Printed] = []
    payers: set[str] = set()
    for row in table.rows:
        said = {word.casefold() for word in re.findall(r"[^\W\d_]+", row.label)}
        party = next((name for name, words in parties.items() if not said.isdisjoint(words)), "")
        named = " ".join((row.label, row.group, table.title)).casefold()
        if party and not row.total and at in row.cells and row.cells[at].value > 0 and re.search(form, named):
            found.append(row.cells[at])
            payers.add(party)
    return found if {"state", "region", "municipality"} <= payers else ()


def _best(found: Quantities, roles: Sequence[str], year: int) -> Quantity | None:
    """The first of the roles that is printed for the year, as outcome rather than as budget."""
    return next(
        (one for version in _VERSIONS for role in roles if (one := found.value(role, year, version)) is not None), None
    )


def _against(found: Quantities, one: Quantity, role: str) -> Measured | None:
    base = found.within(one.table, one.column.place).get(role) or _best(found, (role,), one.year)
    if base is None or base.amount <= 0:
        return None
    return Measured(one.row.label, one.year, one.version, one.amount, base.amount, (one.number,), base.number, one.unit,
                    one.amount)  # fmt: skip


def administration(report: Understood, found: Quantities) -> Iterator[Measured]:
    """The rows of administration against the total costs, in every column of every table that has both."""
    words = report.words.data["rules"]["administration"]
    for costs in _totals(found):
        own = _rows(costs, words["own"])
        rows = _rows(costs, [*words["own"], *words["wide"]])
        if own and (measured := _sum(costs, rows, own)):
            yield measured


def office(report: Understood, found: Quantities) -> Iterator[Measured]:
    """The rows of the office alone against the total costs."""
    words = report.words.data["rules"]["administration"]
    for costs in _totals(found):
        rows = _rows(costs, words["office"])
        if rows and (measured := _sum(costs, rows, rows)):
            yield measured


def individual(report: Understood, found: Quantities) -> Iterator[Measured]:
    """What is left for individuals of the total costs when all that cannot be for them is taken away: at most so much."""
    words = report.words.data["rules"]["administration"]
    for costs in _totals(found):
        rows = _rows(costs, [*words["own"], *words["wide"], *words["other"]])
        if rows and (aside := _sum(costs, rows, rows)):
            left = aside.base - aside.amount
            yield replace(aside, what=f"{costs.row.label} − ({aside.what})", amount=left, bare=left)


def _totals(found: Quantities) -> Iterator[Quantity]:
    return (one for one in found.all if one.role == "costs" and one.amount > 0)


#: A row's label and its number in the column.
Row = tuple[str, Printed]


def _rows(costs: Quantity, words: Sequence[str]) -> list[Row]:
    """The costs' rows above their total that begin with one of the words, those left out that another one sums."""
    above = _above(costs.table, costs.row)
    at = costs.column.place
    kept: list[Row] = []
    for row in above:
        number = row.cells.get(at)
        named = label_of(row.label).startswith(tuple(words))
        if number and named and not any(_sums(one, number, above, at) for _, one in kept):
            kept.append((row.label, number))
    return kept


def _above(table: ReadTable, total: TableRow) -> list[TableRow]:
    return [row for row in table.rows[: table.rows.index(total)] if row.cells and not row.total]


def _sums(whole: Printed, part: Printed, rows: Sequence[TableRow], at: int) -> bool:
    """Whether a row is among those right after another that add up to it."""
    after = [row.cells[at] for row in rows if at in row.cells and row.cells[at].id > whole.id]
    added = Decimal(0)
    for place, one in enumerate(after):
        added += one.value
        if added == whole.value and any(part.id == other.id for other in after[: place + 1]):
            return True
    return False


def _sum(costs: Quantity, rows: Sequence[Row], own: Sequence[Row]) -> Measured | None:
    """The rows together; None where they are more than the total, which then sums other rows."""
    amount, bare = (sum((abs(one.value) * costs.scale for _, one in some), Decimal(0)) for some in (rows, own))
    if amount > costs.amount:
        return None
    what = " + ".join(label for label, _ in rows)
    numbers = tuple(one for _, one in rows)
    return Measured(what, costs.year, costs.version, amount, costs.amount, numbers, costs.number, costs.unit, bare)


def buffer(found: Quantities) -> Iterator[Measured]:
    """The buffer of each year, as it is printed in a budget."""
    for one in found.all:
        if one.role == "buffer" and one.amount > 0:
            yield Measured(one.row.label, one.year, one.version, one.amount, one.amount, (one.number,), one.number, one.unit,
                           one.amount)  # fmt: skip
