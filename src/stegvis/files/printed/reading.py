"""Any published file to the tables in it: what it is by its first bytes and its name, and a finding where it is none."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stegvis.core.findings import Finding, Where, error
from stegvis.core.tables import PrintedTable
from stegvis.files.printed.grids import Grid, told_tables
from stegvis.files.printed.heads import printed_table
from stegvis.files.printed.told import ToldTable

#: The lowest threshold there is (disclosure rules), for tables that name none.
LEAST_THRESHOLD = 5
MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
_BESIDE = (".toml", ".csv-metadata.json", ".json")


@dataclass(frozen=True, slots=True)
class ReadTables:
    """The tables of a file in reading order, and what is wrong with it."""

    tables: tuple[PrintedTable, ...]
    findings: tuple[Finding, ...] = ()


def read_printed(path: Path, *, threshold: int | None = None) -> ReadTables:
    """The tables of counts in a file. `threshold`: the one to hold them against; else what they say, or 5."""
    try:
        data = _bytes(path)
        told = list(_told(path, data))
        tables = tuple(printed_table(one, threshold, LEAST_THRESHOLD) for one in told)
    except OSError as problem:
        return _wrong("AUD-002", path, why=problem.strerror or "?")
    except ValueError as problem:
        return _wrong("AUD-001" if str(problem) != "large" else "AUD-004", path, what=_kind_in_words(path))
    if not tables:
        return _wrong("AUD-003", path)
    return ReadTables(tables)


def _wrong(code: str, path: Path, **values: object) -> ReadTables:
    return ReadTables((), (error(code, Where(path.name), value=path.name, **values),))


def _kind_in_words(path: Path) -> str:
    return path.suffix.lower().removeprefix(".") or "?"


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("large")
    return path.read_bytes()


def _told(path: Path, data: bytes) -> Iterator[ToldTable]:
    ending = path.suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        yield from _of_grids(_packed(data, ending))
    elif data.startswith(b"%PDF"):
        from stegvis.files.printed.pdf import pdf_grids

        yield from _of_grids(pdf_grids(data))
    elif ending in (".json", ".jsonstat"):
        from stegvis.files.json_stat import told_json_stat

        yield told_json_stat(data)
    elif ending == ".px":
        from stegvis.files.px import told_px

        yield told_px(data)
    elif ending in (".html", ".htm"):
        from stegvis.files.printed.pages import html_grids

        yield from _of_grids(html_grids(data.decode("utf-8-sig", "replace")))
    else:
        yield from _of_csv(path, data)


def _packed(data: bytes, ending: str) -> list[Grid]:
    """A workbook or a Word document: small enough when it is unpacked, and what its parts say that it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            unpacked = sum(one.file_size for one in package.infolist())
    except zipfile.BadZipFile as problem:
        raise ValueError(ending) from problem
    if unpacked > _MOST_UNPACKED:
        raise ValueError("large")
    if "word/document.xml" in names:
        from stegvis.files.printed.word import docx_grids

        return docx_grids(data)
    from stegvis.files.printed.sheets import xlsx_grids

    return xlsx_grids(data)


def _of_csv(path: Path, data: bytes) -> Iterator[ToldTable]:
    from stegvis.files.printed.tidy import told_csv

    found = told_csv(path.stem, data, _beside(path))
    if isinstance(found, ToldTable):
        yield found
    else:
        yield from _of_grids([Grid(found.title or _title_of(path), found.rows)])


def _title_of(path: Path) -> str:
    """A file's name as a title, where the table itself has none."""
    return path.stem.replace("_", " ").replace("-", " ")


def _beside(path: Path) -> Mapping[str, bytes]:
    found = {}
    for ending in _BESIDE:
        near = path.with_name(path.stem + ending)
        if near.is_file() and near.stat().st_size <= MOST_BYTES:
            found[ending] = near.read_bytes()
    return found


def _of_grids(grids: Iterable[Grid]) -> Iterator[ToldTable]:
    for grid in grids:
        yield from told_tables(grid)
