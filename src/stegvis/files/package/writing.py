"""Writing a package in its one canonical form: the same values always give the same bytes."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

from stegvis.core.catalogue import tables_of
from stegvis.core.facts import Coded
from stegvis.core.package import Package
from stegvis.core.tables import ReleasedTable, TableSpec
from stegvis.files.package.data_package import data_package
from stegvis.files.package.layout import DATA_PACKAGE_FILE, FILES, FOLDERS, OWN_TABLES_FILE, PROFILE_FILE, FileLayout
from stegvis.files.package.own_tables import own_tables_toml
from stegvis.files.package.profile_writing import profile_toml, released_toml
from stegvis.files.package.released import rows_of

#: Columns whose field has another name, by file; all others are called as their column.
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "tallies.csv": {"from": "start", "to": "end"},
    "budget.csv": {"initiative": "initiatives"},
    "board.csv": {"from": "start", "to": "end"},
}


def write_package(package: Package, folder: Path) -> tuple[str, ...]:
    """Write the canonical form into a folder and return the names written.

    Raises FileExistsError where the folder holds files of another package that would be left among these.
    """
    files = dict(package_bytes(package))
    left = sorted(_files_in(folder) - files.keys())
    if left:
        raise FileExistsError(", ".join(left[:5]))
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tuple(files)


def package_bytes(package: Package) -> Iterator[tuple[str, bytes]]:
    """Each file of the canonical form: its name and its bytes. A part that is None has no file."""
    tables = {file: csv_bytes(file, rows) for file in FILES if (rows := getattr(package, file.part)) is not None}
    yield PROFILE_FILE, profile_toml(package.profile).encode()
    if package.profile.tables:
        yield OWN_TABLES_FILE, own_tables_toml(package.profile.tables).encode()
    yield from ((file.name, data) for file, data in tables.items())
    yield from ((f"ledger/{name}", data) for name, data in sorted(package.ledger_files.items()))
    for table in sorted(package.released, key=_place):
        yield from _released(table, tables_of(package.profile)[table.head.name])
    yield from ((f"texts/{section}.md", data) for section, data in sorted(package.texts.items()))
    yield from ((f"images/{name}", data) for name, data in sorted(package.images.items()))
    yield DATA_PACKAGE_FILE, data_package(package.profile, tables)


def csv_bytes(file: FileLayout, rows: Iterable[Any]) -> bytes:
    """The rows of one file: all columns in order, sorted by key where the file has no order of its own."""
    pick = attrgetter(*(_FIELDS.get(file.name, {}).get(column, column) for column in file.columns))
    cells: Iterable[tuple[str, ...]] = (tuple(_WRITERS[type(value)](value) for value in pick(row)) for row in rows)
    if file.key and not file.own_order:
        places = [file.columns.index(column) for column in file.key]
        cells = sorted(cells, key=lambda row: ([row[place] for place in places], row))
    return _as_csv([file.columns, *cells])


def write_decimal(amount: Decimal) -> str:
    """A number as short as it can be: no exponent, no zeros at the end, no minus before zero."""
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _coded(value: Coded) -> str:
    return value.code if value.extent is None else f"{value.code}:{value.extent}"


def _several(values: tuple[Any, ...]) -> str:
    return " ".join(_WRITERS[type(value)](value) for value in values)


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: str.strip,
    int: str,
    bool: lambda value: "yes" if value else "no",
    type(None): lambda _: "",
    date: date.isoformat,
    Decimal: write_decimal,
    Coded: _coded,
    tuple: _several,
}


def _place(table: ReleasedTable) -> str:
    return f"released/{table.head.period}/{table.party}/{table.head.name}"


def _released(table: ReleasedTable, spec: TableSpec) -> Iterator[tuple[str, bytes]]:
    yield f"{_place(table)}.csv", _as_csv(rows_of(table))
    yield f"{_place(table)}.toml", released_toml(table, spec).encode()


def _files_in(folder: Path) -> set[str]:
    """The package files that are in the folder already; what else is there is none of ours."""
    if not folder.is_dir():
        return set()
    own = {PROFILE_FILE, OWN_TABLES_FILE, DATA_PACKAGE_FILE, *(file.name for file in FILES)}
    found = {name for name in own if (folder / name).exists()}
    for top in FOLDERS:
        if (folder / top).is_dir():
            found |= {path.relative_to(folder).as_posix() for path in (folder / top).rglob("*") if path.is_file()}
    return found
