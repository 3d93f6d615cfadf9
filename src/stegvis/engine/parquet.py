"""Snapshots as folders of Parquet files, one for each association and year of entry, with a manifest beside them.

They hold a row for each person, so they belong to the person zone: only their owner can read the folder. A snapshot is
written whole or not at all, and never changed.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.core.package import Package
from stegvis.engine.columns import PARTICIPATION_COLUMNS, TALLY_COLUMNS
from stegvis.engine.contents import Contents
from stegvis.engine.engines import connect
from stegvis.engine.manifest import SCHEMA, Manifest, StoredFile, write_manifest
from stegvis.engine.snapshot import Partition, digest_query, write_facts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from ibis.backends.duckdb import Backend

#: What lies in a snapshot's folder, with its columns.
COLUMNS: Mapping[str, Mapping[str, str]] = {"participations": PARTICIPATION_COLUMNS, "tallies": TALLY_COLUMNS}
#: The year that a row is filed under; tallies are one file an association.
YEARS: Mapping[str, str] = {"participations": "year(entered)", "tallies": "0"}
#: What the embedded engine may take of memory; what it holds is never put on a disk that nobody has chosen for it.
MEMORY = "2GB"
#: Rows of a file, at least, where an association has so many; and of a group in it. Rows lie by their last day, so that a
#: group that ends before a period is not read.
FILE_ROWS, GROUP_ROWS = 50_000, 16_384
_MAKING = ".making-"
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot that is in its folder. `is_new`: it was not there before."""

    folder: Path
    manifest: Manifest
    is_new: bool


def store_snapshot(packages: Sequence[Package], folder: Path, *, made_on: date, made_from: Sequence[str]) -> Stored:
    """Write the facts of packages into a folder of their own within `folder`, named as the snapshot.

    Raises OSError where it cannot be written; then nothing is left of it.
    """
    with making(folder) as place:
        connection = connect_within(place).con
        contents = write_facts(packages, connection)
        files = [
            file
            for association, one in enumerate(contents.associations)
            for file in write_partitions(connection, place, association, one.number)
        ]
        return finish(place, contents, files, made_on=made_on, made_from=made_from)


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """A hidden folder to write in, which is gone afterwards unless it was finished. What a killed run left is removed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(f"{_MAKING}*"):
        if not _is_running(left.name.removeprefix(_MAKING)):
            shutil.rmtree(left, ignore_errors=True)
    place = folder.resolve() / f"{_MAKING}{os.getpid()}"
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def connect_within(folder: Path) -> "Backend":
    """An embedded engine that reaches one folder and nothing else outside its own memory."""
    backend = connect(enable_external_access=True)
    for setting in (
        f"allowed_directories = ['{quoted(folder.resolve())}']",
        "temp_directory = ''",
        f"memory_limit = '{MEMORY}'",
        "enable_external_access = false",
    ):
        backend.con.execute(f"SET {setting}")
    return backend


def write_partitions(
    connection: "DuckDBPyConnection", place: Path, association: int, number: str
) -> Iterator[StoredFile]:
    """Write an association's rows in the engine's tables: a file for some years of entry, and one for its tallies."""
    for source, year_of in YEARS.items():
        those = f"FROM {source} WHERE association = {association}"
        counted = connection.execute(f"SELECT {year_of} AS part, count(*) {those} GROUP BY part ORDER BY part")
        for first, last in _files(counted.fetchall()):
            path = place / source / number / f"{_years(first, last)}.parquet"
            for folder in (path.parent.parent, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            _copy(connection, f"SELECT * {those} AND {year_of} BETWEEN {first} AND {last} ORDER BY ALL", path)
            partitions = partitions_in(connection, path, source, number)
            yield StoredFile(path.relative_to(place).as_posix(), partitions, path.stat().st_size, hash_of(path))


def _files(years: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First and last year of each file: years are put together until it has enough rows, since a file costs its opening."""
    first, rows = None, 0
    for year, count in years:
        first, rows = year if first is None else first, rows + count
        if rows >= FILE_ROWS or year == years[-1][0]:
            yield first, year
            first, rows = None, 0


def _years(first: int, last: int) -> str:
    if not last:
        return "all"
    return str(first) if first == last else f"{first}-{last}"


def _copy(connection: "DuckDBPyConnection", rows: str, path: Path) -> None:
    """Write a query's rows to a file. The engine's word that it could not be written is an OSError like any other."""
    import duckdb

    try:
        connection.execute(f"COPY ({rows}) TO '{quoted(path)}' (FORMAT parquet, ROW_GROUP_SIZE {GROUP_ROWS})")
    except duckdb.IOException as problem:
        raise OSError(0, str(problem).partition("\n")[0]) from problem
    path.chmod(0o600)


def partitions_in(connection: "DuckDBPyConnection", path: Path, source: str, number: str) -> tuple[Partition, ...]:
    """What a file says, read back from it."""
    query = digest_query(f"read_parquet('{as_pattern(path)}')", COLUMNS[source], YEARS[source])
    found = connection.execute(query).fetchall()
    return tuple(sorted(Partition(number, year, rows, digest) for _, year, rows, digest in found))


def finish(
    place: Path, contents: Contents, files: Sequence[StoredFile], *, made_on: date, made_from: Sequence[str]
) -> Stored:
    """Write the manifest, see that all is on the disk, and put the folder in its place under its name.

    A snapshot that is there already is left as it is: it holds the same facts.
    """
    manifest = Manifest(SCHEMA, "", made_on, tuple(made_from), tuple(files), contents)
    manifest = replace(manifest, name=manifest.derived_name())
    write_manifest(place, manifest)
    _sync_all([*place.rglob("*"), place])
    target = place.parent / manifest.name
    if target.exists():
        return Stored(target, manifest, is_new=False)
    place.rename(target)
    _sync(target.parent)
    return Stored(target, manifest, is_new=True)


def _sync_all(paths: Sequence[Path]) -> None:
    """Wait until the disk has all of them; many at once, which the disk does together."""
    with ThreadPoolExecutor(_AT_ONCE) as several:
        for _ in several.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def quoted(path: Path) -> str:
    """A path between single quotes in the engine's language."""
    return str(path).replace("'", "''")


def as_pattern(path: Path) -> str:
    """A path where the engine expects a pattern: its own characters and no others."""
    return "".join(f"[{one}]" if one in "*?[" else one for one in quoted(path))
