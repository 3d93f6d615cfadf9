"""Which printed numbers are the same quantity: what the field calls the row, the year, budget or outcome, and the unit.

`of(report)` is the index that the checks of statements, ratios, rules, texts and claims look in. A quantity's `amount` is in
kronor, in the unit that its table really is in, and costs are positive in every table; a ratio is in percent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from stegvis.checking.figures import SCALES
from stegvis.checking.once import once
from stegvis.checking.tables.real_units import RealUnit, real_units
from stegvis.checking.understanding import (
    Column,
    ColumnKind,
    Printed,
    ReadTable,
    TableKind,
    TableRow,
    Understood,
    Version,
)
from stegvis.checking.words import Words, plain

#: What is printed with a minus in one table and without it in another.
SPENT = frozenset({"costs", "financial_costs", "depreciation"})
#: Quantities that are a percentage.
PERCENT = frozenset({"equity_ratio"})
#: The tables that a quantity is looked for in first: the statements that the others are drawn from.
ORDER = (
    TableKind.INCOME, TableKind.BALANCE, TableKind.CASH_FLOW, TableKind.NOTE, TableKind.CONTRIBUTIONS, TableKind.OPERATING,
    TableKind.OVERVIEW, TableKind.BALANCE_REQUIREMENT, TableKind.BUDGET,
)  # fmt: skip
_ENDS_BEFORE = re.compile(
    r"(?<=[-/.])(?:0[1-9]|1[01])[-/.]?(?:28|29|30|31)\b|\b(?:28|29|30|31)/(?:[1-9]|1[01])\b|\b[TQ][1-4]\b"
)
#: A label that is known by a pattern is one of the role's only where no listed label is.
_LAST = 1000
_EQUITY_IN_ONE_ROW = ("eget kapital", "det egna kapitalet")
_ASIDE = re.compile(r"\([^)]*\)|\b20\d\d\b|,?\s+(?:i\s+)?(?:tkr|kkr|mnkr|mkr|kr|kronor)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number as what it says: `role` (`costs`), of a year, as budget, outcome or forecast, in kronor or percent.

    `part_of_year`: its column ends before the year does.
    """

    role: str
    year: int
    version: Version
    number: Printed
    table: ReadTable
    row: TableRow
    column: Column
    unit: str
    certainty: int = 100
    part_of_year: bool = False

    @property
    def scale(self) -> Decimal:
        """What one of the printed unit is worth in kronor; 1 for a percentage."""
        return SCALES.get(self.unit, Decimal(1))

    @property
    def amount(self) -> Decimal:
        """The quantity in kronor, costs without their minus; a ratio in percent."""
        amount = self.number.value * self.scale
        return abs(amount) if self.role in SPENT else amount

    @property
    def step(self) -> Decimal:
        """The smallest difference that its printed precision can show, in kronor or percent."""
        return self.number.step * self.scale

    @property
    def sign(self) -> int:
        """-1 where it is printed with a minus that `amount` leaves out."""
        return -1 if self.role in SPENT and self.number.value < 0 else 1

    @property
    def printed(self) -> Printed:
        """The number in the unit that it really is in, whatever its table says."""
        return replace(self.number, unit=self.unit)

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether both say the same, within a step of the coarser one."""
        return abs(self.amount - other.amount) <= max(self.step, other.step)


@dataclass(frozen=True)
class Quantities:
    """All quantities of a report, the statements' first. `units`: the unit that each table is really in, by its number."""

    all: tuple[Quantity, ...]
    units: Mapping[int, RealUnit]

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, int, Version], tuple[Quantity, ...]]:
        found: dict[tuple[str, int, Version], list[Quantity]] = {}
        for one in self.all:
            found.setdefault((one.role, one.year, one.version), []).append(one)
        return {key: tuple(several) for key, several in found.items()}

    def of(self, role: str, year: int, version: Version = Version.OUTCOME) -> tuple[Quantity, ...]:
        """Every place where this quantity is printed, the statement that it belongs to first."""
        return self._by_key.get((role, year, version), ())

    def value(self, role: str, year: int, version: Version = Version.OUTCOME) -> Quantity | None:
        """The quantity where it belongs: in its statement, else in the next best table."""
        return next(iter(self.of(role, year, version)), None)

    def keys(self) -> Iterator[tuple[str, int, Version]]:
        """Every role, year and version that is printed somewhere."""
        yield from self._by_key

    def years(self, role: str, version: Version = Version.OUTCOME) -> tuple[int, ...]:
        """The years that the quantity is printed for, the latest first."""
        return tuple(
            sorted({year for name, year, which in self._by_key if (name, which) == (role, version)}, reverse=True)
        )

    def within(self, table: ReadTable, column: int) -> Mapping[str, Quantity]:
        """The quantities of one column of a table, by role."""
        return {one.role: one for one in self.all if one.table is table and one.column.place == column}


@once
def of(report: Understood) -> Quantities:
    """The report's quantities."""
    raw = [one for table in report.tables for one in _of_table(table, report)]
    units = real_units(report, [(one.table, one.role, one.number, one.year, one.version) for one in raw])
    settled = [replace(one, unit=_unit_of(one, units)) for one in raw]
    return Quantities(tuple(sorted(settled, key=_rank)), units)


def _rank(one: Quantity) -> tuple[int, int]:
    return (ORDER.index(one.table.kind) if one.table.kind in ORDER else len(ORDER), one.number.id)


def _unit_of(one: Quantity, units: Mapping[int, RealUnit]) -> str:
    if one.role in PERCENT:
        return "%"
    return one.number.figure.unit or units[one.table.number].unit


def _of_table(table: ReadTable, report: Understood) -> Iterator[Quantity]:
    known = _labels(table.kind, report.words)
    for column in table.columns:
        year, version = _when(column, table, report)
        if year is None or version is Version.VARIANCE:
            continue
        partly = _is_of_part(column.heading, report.words)
        best: dict[str, tuple[int, Quantity]] = {}
        for row in table.rows:
            number = row.cells.get(column.place)
            for role, rank in _said(label_of(row.label), known, table.kind, report.words):
                if number is not None and _fits(role, column) and (role not in best or rank < best[role][0]):
                    best[role] = (
                        rank,
                        Quantity(role, year, version, number, table, row, column, "", table.certainty, partly),
                    )
        yield from _with_result({role: one for role, (_, one) in best.items()})


def _with_result(found: Mapping[str, Quantity]) -> Iterator[Quantity]:
    """A statement that ends with a result without more words has that as the year's, equity in one row is what it ends with."""
    saved = found.get("equity_before")
    whole = saved is not None and "equity_closing" not in found and _is_whole(saved)
    yield from (replace(one, role="equity_closing") if whole and one is saved else one for one in found.values())
    last = found.get("result_before_financial")
    if last and label_of(last.row.label) == "resultat" and not found.keys() & {"result", "result_after_financial"}:
        yield replace(last, role="result")


def _is_whole(equity: Quantity) -> bool:
    """Whether the row of equity holds all of it: the result of the year is no row of its own, or a part of it."""
    if label_of(equity.row.label) not in _EQUITY_IN_ONE_ROW:
        return False
    rows = equity.table.rows
    after = rows[rows.index(equity.row) + 1 :][:1]
    return all(
        "varav" in plain(row.label) or "därav" in plain(row.label) or "resultat" not in plain(row.label)
        for row in after
    )


def _fits(role: str, column: Column) -> bool:
    return column.kind is ColumnKind.FIGURES or (role in PERCENT and column.kind is ColumnKind.SHARE)


def label_of(label: str) -> str:
    """A row's label without years, units and what stands in brackets: how rows of statements are known again."""
    return plain(_ASIDE.sub(" ", label))


def roles_of(table: ReadTable, words: Words) -> tuple[frozenset[str], ...]:
    """Every quantity that each row of a table may be by its label."""
    known = _labels(table.kind, words)
    labels = (label_of(row.label) for row in table.rows)
    return tuple(frozenset(role for role, _ in _said(label, known, table.kind, words)) for label in labels)


def _said(
    label: str, known: Mapping[str, Sequence[tuple[str, int]]], kind: TableKind, words: Words
) -> Sequence[tuple[str, int]]:
    """The roles of a label with their rank, by the lists, else by the words that it has in it."""
    patterns = words.data["label_patterns"].get(kind.value, {})
    return known.get(label) or [(role, _LAST) for role, pattern in patterns.items() if re.search(pattern, label)][:1]


def _labels(kind: TableKind, words: Words) -> Mapping[str, list[tuple[str, int]]]:
    """Roles and their rank by label, for a kind of table: its own words, and those of all kinds where it has none."""
    data = words.data["quantities"]
    found: dict[str, list[tuple[str, int]]] = {}
    own = data.get(kind.value, {})
    for role, labels in own.items():
        for rank, label in enumerate(labels):
            found.setdefault(plain(label), []).append((role, rank))
    taken = set(found)
    for role, labels in data["any"].items():
        for rank, label in enumerate(labels):
            if plain(label) not in taken:
                found.setdefault(plain(label), []).append((role, rank))
    return found


def _is_of_part(heading: str, words: Words) -> bool:
    """Whether a column's heading names a part of the year, or a day or month that ends before the year does."""
    said = words.data["part_of_year"]
    named = re.findall(r"[^\W\d_]+", heading.casefold())
    months = [name for name in named if name in said["months"] or name in said["last_month"]]
    return (
        any(name.startswith(tuple(said["parts"])) for name in named)
        or bool(months and months[-1] not in said["last_month"])
        or _ENDS_BEFORE.search(heading) is not None
    )


def _when(column: Column, table: ReadTable, report: Understood) -> tuple[int | None, Version]:
    """The year of a column and whether it is budget or outcome. A lone column without a year is of the report's year."""
    version = column.version or Version.OUTCOME
    if column.kind not in (ColumnKind.FIGURES, ColumnKind.SHARE):
        return None, version
    if column.year is not None:
        return column.year, version
    figures = [one for one in table.columns if one.kind is ColumnKind.FIGURES]
    alone = len(figures) == 1 or (column.version is not None and not any(one.year for one in figures))
    return (report.year if alone else None), version
