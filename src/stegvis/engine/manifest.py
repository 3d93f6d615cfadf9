"""The manifest of a stored snapshot: which files it is of, how many rows and which hash each has, and what the rows mean."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stegvis.core.findings import Finding, Where, error
from stegvis.core.plain import from_json, to_json
from stegvis.engine.contents import Contents
from stegvis.engine.snapshot import Partition, snapshot_name

SCHEMA = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A Parquet file of the snapshot: the partitions that it holds, its size and its SHA-256."""

    path: str
    partitions: tuple[Partition, ...]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that is said of a stored snapshot. `made_from`: the packages that it was made from, by their folders' names.

    The name follows from the contents and the partitions; the day it was made and what it was made from are beside it.
    """

    schema: int
    name: str
    made_on: date
    made_from: tuple[str, ...]
    files: tuple[StoredFile, ...]
    contents: Contents

    @property
    def rows(self) -> int:
        """How many participations there are."""
        return sum(part.rows for one in self.files for part in one.partitions if part.year)

    def derived_name(self) -> str:
        """The name that the contents and the partitions give."""
        return snapshot_name(self.contents, (part for one in self.files for part in one.partitions))


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Write the manifest, last of all files, for its owner to read, and say where it is."""
    path = folder / MANIFEST
    path.touch(mode=0o600)
    path.write_text(to_json(manifest) + "\n", "utf-8")
    return path


def read_manifest(folder: Path) -> tuple[Manifest | None, tuple[Finding, ...]]:
    """The manifest of a folder, or why it is none."""
    path = folder / MANIFEST
    try:
        text = path.read_text("utf-8")
    except OSError as problem:
        return None, (error("SNP-001", Where(str(path)), value=folder, why=problem.strerror or ""),)
    except UnicodeDecodeError:
        return None, (error("SNP-002", Where(str(path)), value=MANIFEST),)
    return _read(path, text)


def _read(path: Path, text: str) -> tuple[Manifest | None, tuple[Finding, ...]]:
    try:
        manifest = from_json(Manifest, text)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return None, (error("SNP-002", Where(str(path)), value=MANIFEST),)
    if manifest.schema != SCHEMA:
        return None, (error("SNP-003", Where(str(path), column="schema"), value=manifest.schema, known=SCHEMA),)
    if manifest.name != manifest.derived_name():
        return None, (error("SNP-004", Where(str(path), column="name"), value=manifest.name),)
    return manifest, ()
