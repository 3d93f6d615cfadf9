"""Stored snapshots opened for counting, and looked through: hashes, rows, columns and name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.core.findings import Finding, Where, error
from stegvis.engine.engines import Embedded
from stegvis.engine.manifest import MANIFEST, Manifest, StoredFile, read_manifest
from stegvis.engine.parquet import COLUMNS, as_pattern, connect_within, hash_of, partitions_in
from stegvis.engine.snapshot import Snapshot, counted_from

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PATH = re.compile(r"(participations|tallies)/[\w-]+/(\d{1,4}(-\d{1,4})?|all)\.parquet")


@dataclass(frozen=True, slots=True)
class Opening:
    """A stored snapshot, or why it may not be counted from."""

    snapshot: Snapshot | None
    manifest: Manifest | None = None
    findings: tuple[Finding, ...] = ()


def open_snapshot(folder: Path, *, association: str = "") -> Opening:
    """The snapshot in a folder, for the embedded engine, when every file has its hash.

    `association`: only that one, by organisation number.
    """
    manifest, findings = checked_manifest(folder)
    if manifest is None or findings:
        return Opening(None, manifest, findings)
    if association and association not in (one.number for one in manifest.contents.associations):
        known = ", ".join(one.number for one in manifest.contents.associations)
        return Opening(None, manifest, (error("SNP-011", Where("--association"), value=association, known=known),))
    backend = connect_within(folder)
    backend.con.execute(
        "SET preserve_insertion_order = false"
    )  # counting asks for no order, and copies twice as fast so
    for source in COLUMNS:
        backend.con.execute(f"CREATE VIEW {source} AS {_rows(folder, manifest, source)}")
    whole = counted_from(Embedded(backend), manifest.contents, manifest.name)
    return Opening(chosen(whole, association), manifest)


def chosen(snapshot: Snapshot, association: str) -> Snapshot:
    """One association's part of a snapshot; all of it where none is named."""
    if not association:
        return snapshot
    place = [one.number for one in snapshot.contents.associations].index(association)
    own = counted_from(snapshot.engine, snapshot.contents.only(association), snapshot.name)
    return replace(
        own,
        participations=own.participations.filter(own.participations.association == place),
        tallies=own.tallies.filter(own.tallies.association == place),
    )


def files_of(folder: Path, manifest: Manifest, source: str) -> list[Path]:
    """The files of participations or of tallies."""
    return [folder / one.path for one in manifest.files if one.path.startswith(f"{source}/")]


def _rows(folder: Path, manifest: Manifest, source: str) -> str:
    """All rows of the files; none where there is no file."""
    listed = ", ".join(f"'{as_pattern(path.resolve())}'" for path in files_of(folder, manifest, source))
    if not listed:
        nothing = ", ".join(f'NULL::{kind} AS "{column}"' for column, kind in COLUMNS[source].items())
        return f"SELECT {nothing} WHERE false"
    return f"SELECT * FROM read_parquet([{listed}])"  # noqa: S608 - our own paths, quoted


def checked_manifest(folder: Path) -> tuple[Manifest | None, tuple[Finding, ...]]:
    """The manifest when all its files are there with their hashes, and no others; else why not, in the files' order."""
    manifest, findings = read_manifest(folder)
    if manifest is None:
        return None, findings
    return manifest, (*_file_findings(folder, manifest), *_strangers(folder, manifest))


def _file_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    for one in manifest.files:
        finding = _file_finding(folder, one)
        if finding:
            yield finding


def _file_finding(folder: Path, stored: StoredFile) -> Finding | None:
    path, where = folder / stored.path, Where(stored.path)
    if not _PATH.fullmatch(stored.path):
        return error("SNP-002", Where(MANIFEST, column="files"), value=stored.path)
    try:
        size = path.stat().st_size
        if size != stored.size:
            return error("SNP-006", where, value=size, size=stored.size)
        return error("SNP-007", where, value=stored.path) if hash_of(path) != stored.sha256 else None
    except FileNotFoundError:
        return error("SNP-005", where, value=stored.path)
    except OSError as problem:
        return error("SNP-001", where, value=stored.path, why=problem.strerror or "")


def _strangers(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    known = {MANIFEST, *(one.path for one in manifest.files)}
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return (error("SNP-008", Where(path), value=path) for path in there if path not in known)


def verify(folder: Path) -> tuple[Manifest | None, tuple[Finding, ...]]:
    """Look a stored snapshot through: every file and its hash, then that its rows are those that its name was made of."""
    manifest, findings = checked_manifest(folder)
    if manifest is None or findings:
        return manifest, findings
    connection = connect_within(folder).con
    return manifest, tuple(_row_findings(connection, folder, manifest))


def _row_findings(connection: "DuckDBPyConnection", folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """A file with its right hash has other columns or rows only where the manifest was made to fit it."""
    import duckdb

    for stored in manifest.files:
        source, where = stored.path.partition("/")[0], Where(stored.path)
        try:
            columns = _columns(connection, folder / stored.path)
            if columns != COLUMNS[source]:
                yield error("SNP-009", where, value=", ".join(columns))
            elif partitions_in(connection, folder / stored.path, source, _number(stored)) != stored.partitions:
                yield error("SNP-010", where, value=stored.path)
        except duckdb.Error:
            yield error("SNP-010", where, value=stored.path)


def _number(stored: StoredFile) -> str:
    return stored.partitions[0].association if stored.partitions else ""


def _columns(connection: "DuckDBPyConnection", path: Path) -> Mapping[str, str]:
    query = f"DESCRIBE SELECT * FROM read_parquet('{as_pattern(path)}')"  # noqa: S608 - our own paths, quoted
    described = connection.execute(query).fetchall()
    return {name: kind for name, kind, *_ in described}
