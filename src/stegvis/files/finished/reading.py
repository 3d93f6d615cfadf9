"""Any finished report to its lines and blocks: what the file is by its first bytes and its name."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from stegvis.core.findings import Finding, Where, error
from stegvis.core.finished import FinishedReport

#: Called with how many pages are read and how many there are.
Progress = Callable[[int, int], None]

MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_TEXT = 20 * 1024 * 1024
_NOT_TEXT = b"\x00"
#: Why a reader refuses a file, by the word that it raises ValueError with.
_REFUSED = {"large": "FIL-004", "password": "FIL-005"}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class UnreadableReportError(ValueError):
    """The file is no report that can be read; `finding` says why, and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read_finished(path: Path, progress: Progress | None = None) -> FinishedReport:
    """The report in the file. Raises UnreadableReportError."""
    return read_bytes(bytes_of(path), path.name, progress)


def bytes_of(path: Path) -> bytes:
    """What a file holds, if that is no more than a report can be. Raises UnreadableReportError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise unreadable("FIL-004", path.name)
        return path.read_bytes()
    except OSError as problem:
        raise unreadable("FIL-002", path.name, why=problem.strerror or "?") from problem


def read_bytes(data: bytes, name: str, progress: Progress | None = None) -> FinishedReport:
    """The report in a file's bytes. `name`: its file name, which tells Markdown and HTML from plain text."""
    try:
        report = _read(data, name, progress)
    except UnreadableReportError:
        raise
    except ValueError as problem:
        raise unreadable(_REFUSED.get(str(problem), "FIL-001"), name) from problem
    if not any(line.text.strip() for line in report.lines):
        raise unreadable("FIL-003", name)
    if progress:
        progress(report.pages, report.pages)
    return report


def _read(data: bytes, name: str, progress: Progress | None = None) -> FinishedReport:
    ending = Path(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if data.startswith(b"%PDF"):
        from stegvis.files.finished.pdf import read_pdf

        return read_pdf(data, name, progress)
    text = _text(data, name)
    if ending in (".html", ".htm", ".xhtml") or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        from stegvis.files.finished.html import read_html

        return read_html(text, name)
    from stegvis.files.finished.text import read_text

    return read_text(text, name)


def _packed(data: bytes, name: str) -> FinishedReport:
    """A Word document: small enough when it is unpacked, and one by what its parts say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = set(package.namelist())
            unpacked = sum(one.file_size for one in package.infolist())
    except zipfile.BadZipFile as problem:
        raise unreadable("FIL-001", name) from problem
    if unpacked > _MOST_UNPACKED:
        raise unreadable("FIL-004", name)
    if "word/document.xml" not in parts:
        raise unreadable("FIL-001", name)
    from stegvis.files.finished.word import read_word

    return read_word(data, name)


def _text(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, or what older programs write."""
    if len(data) > _MOST_TEXT:
        raise unreadable("FIL-004", name)
    if data.startswith(_WIDE):
        return data.decode("utf-16", "replace")
    if _NOT_TEXT in data:
        raise unreadable("FIL-001", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def unreadable(code: str, name: str, **values: object) -> UnreadableReportError:
    """What is raised for a file that is no report, told by a finding."""
    return UnreadableReportError(error(code, Where(name), value=name, **values))
