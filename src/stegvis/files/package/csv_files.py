"""A CSV file of the package as rows of cells with their lines: encoding, separator, header, and rows of the right length."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Protocol

from stegvis.core.findings import Finding, Where, error
from stegvis.files.package.cells import Wrong
from stegvis.files.package.collecting import Collected
from stegvis.files.package.layout import FileLayout

_LONGEST_LINE = 1_000_000
_LONGEST_SHOWN = 200
_SEPARATORS = ",;"
_OTHER_SEPARATORS = {"\t": "tab", "|": "|", ":": ":"}
_KINDS = (
    (b"PK\x03\x04", "xlsx, docx, zip"), (b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "xls, doc"), (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"\x1f\x8b", "gzip"), (b"SQLite format", "sqlite"),
    (b"<!DOCTYPE", "html"), (b"<!doctype", "html"), (b"<html", "html"), (b"<?xml", "xml"), (b"#FLAGGA", "sie"),
    (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PAR1", "parquet"), (b"\x7fELF", "elf"), (b"MZ\x90", "exe"),
)  # fmt: skip
Progress = Callable[[str, int, int], None]


class _Reader(Protocol):
    """What `csv.reader` gives: rows of cells, and the line that the last one ended on."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class Row:
    """One row by column. A column that the header lacks reads as empty, and nothing more is said of it."""

    __slots__ = ("_add", "_cells", "_file", "line")

    def __init__(self, file: str, line: int, cells: Mapping[str, str], add: Callable[[Finding], None]) -> None:
        self._file = file
        self.line = line
        self._cells = cells
        self._add = add

    def text(self, column: str) -> str:
        """What the cell says; empty means not known."""
        return self._cells.get(column, "")

    def wrong(self, code: str, column: str, **values: object) -> None:
        """A finding at one of the row's cells."""
        self._add(
            error(code, Where(self._file, self.line, column), **{"value": self.text(column)[:_LONGEST_SHOWN], **values})
        )

    def maybe[T](self, column: str, read: Callable[[str], T]) -> T | None:
        """The cell's value; None where it is empty or wrong."""
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except Wrong as wrong:
            self.wrong(wrong.code, column, **wrong.values)
            return None

    def value[T](self, column: str, read: Callable[[str], T], empty: T) -> T:
        """The cell's value; `empty` where it is empty or wrong."""
        value = self.maybe(column, read)
        return empty if value is None else value

    def need[T](self, column: str, read: Callable[[str], T], empty: T) -> T:
        """The cell's value, which must be there."""
        if column in self._cells and not self.text(column):
            self.wrong("PKG-040", column)
        return self.value(column, read, empty)


class Sheet:
    """One CSV file. `header` maps the columns that are there to their place; `broken`: its rows cannot be read."""

    def __init__(self, layout: FileLayout, data: bytes, findings: Collected, progress: Progress) -> None:
        self.layout = layout
        self.name = layout.name
        self.findings = findings
        self._progress = progress
        self._data, self._encoding = data.removeprefix(codecs.BOM_UTF8), "utf-8"
        self.header: dict[str, int] = {}
        self.width = 0
        self.broken = not self._open()

    def rows(self) -> Iterator[Row]:
        """The rows, each once; a second row with the same key is a finding."""
        keys: dict[tuple[str, ...], int] = {}
        for line, cells in self.raw():
            row = Row(
                self.name, line, {name: cells[place].strip() for name, place in self.header.items()}, self.findings.add
            )
            if self.layout.key:
                key = tuple(row.text(column) for column in self.layout.key)
                self.same_key(line, keys.setdefault(key, line), key)
            yield row

    def same_key(self, line: int, first: int, key: tuple[str, ...]) -> None:
        """A finding where a key was on an earlier line."""
        if line != first:
            column = self.layout.key[0]
            self.findings.add(error("PKG-054", Where(self.name, line, column), value=" ".join(key), first=first))

    def raw(self) -> Iterator[tuple[int, list[str]]]:
        """Each row's first line and its cells, as many as the header has; rows of another length are findings."""
        if self.broken:
            return
        total = self._data.count(b"\n")
        reader = self._reader()
        line = 1
        try:
            next(reader)
            line = reader.line_num + 1
            for count, cells in enumerate(reader):
                if len(cells) == self.width:
                    yield line, cells
                else:
                    self._wrong_length(line, cells)
                line = reader.line_num + 1
                if count % 5000 == 0:
                    self._progress(self.name, count, total)
        except csv.Error as problem:
            too_long = "field limit" in str(problem)
            self._add("PKG-030" if too_long else "PKG-029", line, value="")
        except Wrong as wrong:
            self._add(wrong.code, line, value="", **wrong.values)
        self._progress(self.name, total, total)

    def _wrong_length(self, line: int, cells: list[str]) -> None:
        """An empty line, and a row of nothing but separators as spreadsheets leave them, say nothing."""
        if any(cell.strip() for cell in cells):
            self._add("PKG-028", line, value=len(cells), expected=self.width)

    def _open(self) -> bool:
        if not self._data.strip():
            self._add("PKG-020", 0, value="")
            return False
        if kind := kind_of(self._data):
            self._add("PKG-021", 1, value=kind)
            return False
        self._check_encoding()
        try:
            first = next(self._lines())
        except Wrong as wrong:
            self._add(wrong.code, 1, value="", **wrong.values)
            return False
        return self._read_header(first)

    def _check_encoding(self) -> None:
        """Text that is not UTF-8 is a finding; the rest of the file is still read, as Windows would write it."""
        line = first_undecodable(self._data)
        if line:
            bad = self._data.split(b"\n", line)[line - 1][:200].decode("cp1252", errors="replace").strip()
            self._add("PKG-022", line, value=bad)
            self._encoding = "cp1252"

    def _read_header(self, first: str) -> bool:
        self._separator = self._find_separator(first)
        if not self._separator:
            return False
        names = [name.strip() for name in next(csv.reader([first], delimiter=self._separator), [])]
        self.width = len(names)
        self._check_header(names)
        self.header = {name: place for place, name in enumerate(names) if name in self.layout.columns}
        return bool(self.header)

    def _find_separator(self, first: str) -> str:
        known = {sign: self._columns_with(first, sign) for sign in (*_SEPARATORS, *_OTHER_SEPARATORS)}
        best = max(known, key=lambda sign: known[sign])
        if best in _OTHER_SEPARATORS and known[best] > 1:
            self._add("PKG-024", 1, value=_OTHER_SEPARATORS[best])
            return ""
        return best if best in _SEPARATORS else ","

    def _columns_with(self, first: str, separator: str) -> int:
        try:
            return len(
                set(self.layout.columns) & {name.strip() for name in next(csv.reader([first], delimiter=separator))}
            )
        except csv.Error:
            return 0

    def _check_header(self, names: list[str]) -> None:
        for place, name in enumerate(names):
            if name not in self.layout.columns:
                self._add("PKG-026", 1, name, value=name, columns=", ".join(self.layout.columns))
            elif name in names[:place]:
                self._add("PKG-027", 1, name, value=name)
        for name in self.layout.columns:
            if name not in names and name not in self.layout.optional:
                self._add("PKG-025", 1, name, value=name)

    def _reader(self) -> "_Reader":
        return csv.reader(self._lines(), delimiter=self._separator, strict=True)

    def _lines(self) -> Iterator[str]:
        stream = io.TextIOWrapper(io.BytesIO(self._data), self._encoding, errors="replace", newline="")
        for line in iter(partial(stream.readline, _LONGEST_LINE), ""):
            if "\0" in line:
                raise Wrong("PKG-023")
            if len(line) == _LONGEST_LINE:
                raise Wrong("PKG-030")
            yield line

    def _add(self, code: str, line: int, column: str = "", **values: object) -> None:
        self.findings.add(error(code, Where(self.name, line, column), **values))


def kind_of(data: bytes) -> str:
    """What a file that is no text plainly is, by how it begins; empty where it may be text."""
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")


def first_undecodable(data: bytes) -> int:
    """The first line that is not UTF-8; 0 where all of it is. Decoded in pieces: the file may be large."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = 1 << 20
    try:
        for start in range(0, len(data), piece):
            decoder.decode(data[start : start + piece], final=start + piece >= len(data))
    except UnicodeDecodeError:
        return next(number for number, line in enumerate(io.BytesIO(data), 1) if not _decodes(line))
    return 0


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
