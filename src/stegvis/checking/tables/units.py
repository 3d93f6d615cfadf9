"""The unit of a table's amounts: what it says itself, else what the report says, else what the size of its amounts tells."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from stegvis.checking.figures import SCALES
from stegvis.checking.tables.columns import unit_in
from stegvis.checking.tables.rows import is_money
from stegvis.checking.understanding import ColumnKind, Printed, ReadTable, TableKind, TableRow
from stegvis.checking.words import plain

_MONEY = frozenset(TableKind) - {TableKind.BY_SEX, TableKind.GOALS, TableKind.OTHER}
_NAMED = r"(tkr|kkr|mnkr|mkr|kr|kronor|tusental kronor)"
_SAID = re.compile(
    r"\b(?:belopp|anges|redovisas|uttryckt|medel|siffror)\b[^.\d]{0,40}?\b(?:i\s+)?" + _NAMED + r"\b"
    r"|\(\s*(?:i\s+)?" + _NAMED + r"\s*\)|(?<!\d)(?<!\d\s)\bi\s+" + _NAMED + r"\b"
    r"|[^\W\d]\s*[,–-]\s*" + _NAMED + r"\s*\Z",
    re.IGNORECASE,
)
_UNIT_ONLY = re.compile(
    r"\W*(?:alla\s+)?(?:belopp\w*\s*(?:anges\s*)?)?\W*(?:i\s+)?(?:tkr|kkr|mnkr|mkr|kr|kronor|tusental kronor)\W*",
    re.IGNORECASE,
)
_SIZES = ((Decimal(400_000), "kr"), (Decimal(400), "tkr"))


def is_unit_only(text: str) -> bool:
    """Whether a heading says a unit and nothing else: `Belopp i tkr`."""
    return bool(_UNIT_ONLY.fullmatch(text)) and bool(text.strip())


def said_unit(text: str) -> str:
    """The unit that running words give the amounts of a table, "" if they only mention amounts."""
    found = _SAID.search(text)
    return unit_in(next(filter(None, found.groups()))) if found else ""


def report_unit(tables: Sequence[ReadTable], said: str) -> str:
    """The unit of tables that say none: what the report says of all its amounts, else what most of its tables say."""
    told = Counter(table.unit for table in tables if table.unit and table.kind in _MONEY)
    return said or (told.most_common(1)[0][0] if told else "")


def settled(
    tables: Sequence[ReadTable], numbers: Sequence[Printed], usual: str
) -> tuple[tuple[ReadTable, ...], tuple[Printed, ...]]:
    """Tables and numbers with a unit where none is said: the size of the amounts tells, so those are not sure."""
    given: dict[int, Printed] = {}
    known = _known(tables)
    units = {one.number: _by_size(one, known, usual) for one in tables if _lacks_unit(one)}
    for table in tables:
        if unit := units.get(table.number):
            given |= {one.id: replace(one, unit=unit, sure_of_unit=False) for one in _unitless(table)}
    changed = tuple(
        _with(table, units.get(table.number, ""), given) if table.number in units else table for table in tables
    )
    return changed, tuple(given.get(one.id, one) for one in numbers)


def _lacks_unit(table: ReadTable) -> bool:
    return table.kind in _MONEY and not table.unit and any(True for _ in _unitless(table))


def _unitless(table: ReadTable) -> Iterator[Printed]:
    """The amounts of a table that have no unit. Where other columns say theirs, one that says none, nor when, counts."""
    told = any(one.unit in SCALES for one in table.columns)
    for row in table.rows:
        for at, number in row.cells.items():
            column = table.column(at)
            counts = told and column.year is None and column.version is None
            if not (number.unit or counts) and column.kind is ColumnKind.FIGURES and is_money(row.label, column):
                yield number


def _known(tables: Sequence[ReadTable]) -> Mapping[tuple[str, int | None], set[Decimal]]:
    """Amounts in kronor by label and year, of tables that say their unit and whose amounts have the size of it."""
    found: dict[tuple[str, int | None], set[Decimal]] = {}
    for table in tables:
        for row in table.rows:
            for number in row.cells.values():
                if table.unit in SCALES and number.unit in SCALES and number.value:
                    found.setdefault((plain(row.label), number.year), set()).add(abs(number.exact))
    return found


def _by_size(table: ReadTable, known: Mapping[tuple[str, int | None], set[Decimal]], usual: str) -> str:
    """The unit in which most of the table's amounts are printed in other tables too, else the one of its largest amount."""
    votes: Counter[str] = Counter()
    for row in table.rows:
        for number in row.cells.values():
            others = known.get((plain(row.label), number.year), set())
            for unit, scale in SCALES.items():
                near = number.step * scale
                votes[unit] += any(number.value and abs(abs(number.value) * scale - other) <= near for other in others)
    if votes and votes.most_common(1)[0][1]:
        return votes.most_common(1)[0][0]
    largest = max((abs(one.value) for one in _unitless(table)), default=Decimal(0))
    by_size = next((unit for size, unit in _SIZES if largest >= size), "")
    return usual if not by_size or (usual == "kr" and by_size == "tkr" and table.kind is TableKind.NOTE) else by_size


def _with(table: ReadTable, unit: str, given: Mapping[int, Printed]) -> ReadTable:
    rows = tuple(replace(row, cells=_cells(row, given)) for row in table.rows)
    return replace(table, unit=unit, rows=rows)


def _cells(row: TableRow, given: Mapping[int, Printed]) -> Mapping[int, Printed]:
    return {at: given.get(number.id, number) for at, number in row.cells.items()}
