"""The unit that a table's amounts really are in, whatever its heading says: by their size, and by what other tables print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.checking.figures import SCALES
from stegvis.checking.tables.unit_slips import is_great
from stegvis.checking.understanding import Printed, ReadTable, TableKind, Understood, Version

#: A row of a table's amounts: the table, what the field calls it, the number, its year and version.
Said = tuple[ReadTable, str, Printed, int, Version]

#: What an association has in millions a year, whatever its size: its income is some hundred thousand kronor at the least,
#: and some hundred million at the most.
HEADLINES = frozenset(
    {"income", "costs", "contributions", "assets", "equity_and_liabilities", "funds", "funds_with_buffer"}
)
_LEAST_IN_KRONOR = Decimal(400_000)
_LEAST_IN_THOUSANDS = Decimal(400)


@dataclass(frozen=True, slots=True)
class RealUnit:
    """The unit of a table. `stated`: what its heading says, "" where it says none; `confirmed`: by other tables' amounts."""

    unit: str
    stated: str
    confirmed: int = 0

    @property
    def mislabelled(self) -> bool:
        """Whether the heading says another unit than the amounts are in."""
        return bool(self.stated) and self.stated != self.unit


def real_units(report: Understood, said: Sequence[Said]) -> Mapping[int, RealUnit]:
    """The unit of each table by its number. One with no great amount is as it says, else as the statements are."""
    great = is_great(report.tables, report.words)
    first = {
        one.number: RealUnit(unit := stated_unit(one), unit) if great else _by_size(one, said) for one in report.tables
    }
    usual = _usual(report, first)
    settled = {number: RealUnit(one.unit or usual, one.stated) for number, one in first.items()}
    return {
        table.number: RealUnit(
            settled[table.number].unit, settled[table.number].stated, _confirmations(table, said, settled)
        )
        for table in report.tables
    }


def _by_size(table: ReadTable, said: Sequence[Said]) -> RealUnit:
    stated = stated_unit(table)
    sizes = [
        abs(number.value)
        for one, role, number, *_ in said
        if one is table and role in HEADLINES and not number.figure.unit
    ]
    large = [size for size in sizes if size]
    if not large:
        return RealUnit(stated, stated)
    by_size = _of_size(max(large))
    return RealUnit(by_size if len(large) > 1 or not stated else stated, stated)


def _of_size(amount: Decimal) -> str:
    if amount >= _LEAST_IN_KRONOR:
        return "kr"
    return "tkr" if amount >= _LEAST_IN_THOUSANDS else "mnkr"


def stated_unit(table: ReadTable) -> str:
    """The unit that the table, its heading or its columns say; "" where it was only the size that told."""
    told = [number.unit for number in table.numbers() if number.sure_of_unit and not number.figure.unit]
    money = [unit for unit in told if unit in SCALES]
    return table.unit if table.unit in SCALES and money else (money[0] if money else "")


def _usual(report: Understood, first: Mapping[int, RealUnit]) -> str:
    """The unit of the statements, for tables that say none and have no great amount."""
    for kind in (TableKind.INCOME, TableKind.BALANCE, TableKind.OVERVIEW, TableKind.BUDGET, TableKind.OPERATING):
        for table in report.of_kind(kind):
            if first[table.number].unit:
                return first[table.number].unit
    return "kr"


def _confirmations(table: ReadTable, said: Sequence[Said], settled: Mapping[int, RealUnit]) -> int:
    """How many of the table's amounts another table prints too, each in the unit that it was found to be in."""
    others = {
        (role, year, version, _rough(number, settled[one.number].unit))
        for one, role, number, year, version in said
        if one is not table
    }
    return sum(
        bool(number.value) and (role, year, version, _rough(number, settled[table.number].unit)) in others
        for one, role, number, year, version in said
        if one is table
    )


def _rough(number: Printed, unit: str) -> int:
    """An amount in whole thousands, without its sign."""
    scale = SCALES.get(number.figure.unit or unit, Decimal(1))
    return round(abs(number.value) * scale / 1000)
