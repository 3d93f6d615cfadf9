"""Where a package's files come from: a folder, or a zip that is never unpacked to disk. Both are limited before they are read."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stegvis.core.findings import Finding, Where, error
from stegvis.files.package.layout import FILES, FOLDERS, PROFILE_FILE

MOST_BYTES = 200 * 1024 * 1024
MOST_FILES = 5_000
#: The list of files at a zip's end: more than this is no package, and reading it would take time and memory.
MOST_LISTING_BYTES = 2 * 1024 * 1024
_DEEPEST = 6
_OWN_FILES = frozenset((PROFILE_FILE, *(file.name for file in FILES)))


class Unreadable(Exception):  # noqa: N818 - turned into a finding by whoever reads the file
    """A file of the source cannot be read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(slots=True)
class Source:
    """The files of a package by name, read one at a time; together never more than the limit."""

    names: tuple[str, ...]
    _read: Callable[[str], bytes]
    _left: int = MOST_BYTES

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `Unreadable`."""
        data = self._read(name)
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(error("PKG-005", Where(name), value=name, most=_megabytes(MOST_BYTES)))
        return data


def open_source(path: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    """A folder's or a zip's files, or why it is neither."""
    try:
        if path.is_dir():
            return _open_folder(path)
        if path.is_file():
            return _open_zip_file(path)
    except OSError as problem:
        return None, (error("PKG-008", Where(path.name), value=path.name, reason=problem.strerror or "?"),)
    return None, (error("PKG-001", Where(path.name), value=path.name),)


def _open_folder(folder: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    names, findings = [], []
    for name, path in _files_of(folder):
        if path.is_symlink():
            findings.append(error("PKG-004", Where(name), value=name))
        elif name in FOLDERS:
            findings.append(error("PKG-012", Where(name), value=name))
        elif path.is_file():
            names.append(name)
        elif name in _OWN_FILES or "/" in name:
            findings.append(error("PKG-011", Where(name), value=name))
    if len(names) > MOST_FILES:
        return None, (*findings, error("PKG-006", Where(folder.name), value=len(names), most=MOST_FILES))
    return Source(tuple(sorted(names)), lambda name: _read_file(folder / name, name)), tuple(findings)


def _files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """What stands in the folder itself and in the folders of a package; nothing else is looked at."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name in FOLDERS:
                yield from _under(path, path.name, 1)
            elif path.name in _OWN_FILES:
                yield path.name, path
        else:
            yield path.name, path


def _under(folder: Path, prefix: str, depth: int) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        name = f"{prefix}/{path.name}"
        if path.is_dir() and not path.is_symlink() and depth < _DEEPEST:
            yield from _under(path, name, depth + 1)
        else:
            yield name, path


def _read_file(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(error("PKG-005", Where(name), value=name, most=_megabytes(MOST_BYTES)))
        return path.read_bytes()
    except OSError as problem:
        raise Unreadable(error("PKG-008", Where(name), value=name, reason=problem.strerror or "?")) from None


def _open_zip_file(path: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    where = Where(path.name)
    if path.stat().st_size > MOST_BYTES:
        return None, (error("PKG-005", where, value=path.name, most=_megabytes(MOST_BYTES)),)
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return None, (error("PKG-001", where, value=path.name),)
    if _listing_size(data) > MOST_LISTING_BYTES:
        return None, (error("PKG-006", where, value=path.name, most=MOST_FILES),)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, OverflowError, EOFError) as problem:
        return None, (error("PKG-002", where, value=path.name, reason=problem),)
    return _zip_source(archive, path.name)


def _listing_size(data: bytes) -> int:
    """How long the list of files says it is, before it is read; a zip of the 64-bit kind counts as too long."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or len(data) - end < 22:
        return 0
    if data[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        return MOST_LISTING_BYTES + 1
    return int(struct.unpack("<L", data[end + 12 : end + 16])[0])


def _zip_source(archive: zipfile.ZipFile, label: str) -> tuple[Source | None, tuple[Finding, ...]]:
    entries = [
        entry for entry in archive.infolist() if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    findings = [*_whole_faults(entries, label), *(fault for entry in entries for fault in _entry_faults(entry))]
    if findings:
        return None, tuple(findings)
    members = _without_folder({entry.filename: entry for entry in entries})
    return Source(tuple(sorted(members)), lambda name: _unpacked(archive, members[name], name)), ()


def _whole_faults(entries: list[zipfile.ZipInfo], label: str) -> Iterator[Finding]:
    if len(entries) > MOST_FILES:
        yield error("PKG-006", Where(label), value=len(entries), most=MOST_FILES)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        yield error("PKG-005", Where(label), value=label, most=_megabytes(MOST_BYTES))
    for name in _twice(entry.filename for entry in entries):
        yield error("PKG-010", Where(name), value=name)


def _twice(names: Iterable[str]) -> list[str]:
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
    return [name for name, times in seen.items() if times > 1]


def _entry_faults(entry: zipfile.ZipInfo) -> Iterator[Finding]:
    name = entry.filename
    where = Where(name)
    # `orig_filename` is what the archive says; `filename` has been cut at a NUL.
    parts = PurePosixPath(entry.orig_filename).parts
    unsafe = name.startswith("/") or ".." in parts or any(sign in entry.orig_filename for sign in "\\:\0")
    if unsafe or not name:
        yield error("PKG-003", where, value=entry.orig_filename)
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield error("PKG-004", where, value=name)
    if entry.flag_bits & 0x1:
        yield error("PKG-007", where, value=name)


def _without_folder(members: Mapping[str, zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    """A zip that holds one folder with the package in it is the package."""
    if PROFILE_FILE in members:
        return members
    tops = {name.split("/", 1)[0] for name in members if "/" in name}
    inside = [top for top in sorted(tops) if f"{top}/{PROFILE_FILE}" in members]
    if len(inside) != 1:
        return members
    prefix = f"{inside[0]}/"
    return {name.removeprefix(prefix): entry for name, entry in members.items() if name.startswith(prefix)}


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member: what comes out is counted, whatever the header promised."""
    try:
        with archive.open(entry) as stream:
            data = stream.read(MOST_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as problem:
        raise Unreadable(error("PKG-002", Where(name), value=name, reason=problem)) from None
    except Exception as problem:
        raise Unreadable(error("PKG-002", Where(name), value=name, reason=type(problem).__name__)) from None
    return data


def _megabytes(size: int) -> int:
    return size // (1024 * 1024)
