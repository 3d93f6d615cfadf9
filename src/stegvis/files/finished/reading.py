"""Any finished report to its lines and blocks: what the file is by its first bytes and its name."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from stegvis.core.findings import Finding, Where, error
from stegvis.core.finished import FinishedReport, ReadAs
from stegvis.files.finished.contents import is_package, is_pdf, of_another_package, of_another_program
from stegvis.files.finished.decoding import text_of

#: Called with how many pages are read and how many there are.
Progress = Callable[[int, int], None]

MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
#: The words of a Word document, unpacked: those of a thousand pages are fewer.
_MOST_WORDS = 24 * 1024 * 1024
_WORDS = "word/document.xml"
_MOST_TEXT = 20 * 1024 * 1024
#: Why a reader refuses a file, by the word that it raises ValueError with; another word says that it is damaged.
_REFUSED = {"large": "FIL-006", "password": "FIL-005", "pages": "FIL-011"}
_PAGES = (".html", ".htm", ".xhtml")
_PAGE_BEGINS = ("<!doctype html", "<html")


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
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise unreadable("FIL-002", path.name, why=problem.strerror or "?") from problem
    if len(data) > MOST_BYTES:
        raise unreadable("FIL-004", path.name)
    return data


def read_bytes(data: bytes, name: str, progress: Progress | None = None) -> FinishedReport:
    """The report in a file's bytes. `name`: its file name, which tells Markdown and HTML from plain text."""
    try:
        report = _read(data, name, progress)
    except UnreadableReportError:
        raise
    except ValueError as problem:
        raise unreadable(_REFUSED.get(str(problem), "FIL-008"), name) from problem
    if not any(line.text.strip() for line in report.lines):
        raise unreadable("FIL-003", name)
    if progress:
        progress(report.pages, report.pages)
    return report


def _read(data: bytes, name: str, progress: Progress | None) -> FinishedReport:
    if is_package(data):
        return replace(_packed(data, name), read_as=ReadAs.WORD)
    if is_pdf(data):
        from stegvis.files.finished.pdf import read_pdf

        return replace(read_pdf(data, name, progress), read_as=ReadAs.PDF)
    if why := of_another_program(data, name):
        raise unreadable(why[0], name, kind=why[1])
    return _written(_text(data, name), name)


def _written(text: str, name: str) -> FinishedReport:
    """A web page by its name or its first words, else text."""
    if Path(name).suffix.lower() in _PAGES or text.lstrip()[:15].lower().startswith(_PAGE_BEGINS):
        from stegvis.files.finished.html import read_html

        return replace(read_html(text, name), read_as=ReadAs.PAGE)
    from stegvis.files.finished.text import read_text

    return replace(read_text(text, name), read_as=ReadAs.TEXT)


def _packed(data: bytes, name: str) -> FinishedReport:
    """A Word document: small enough when it is unpacked, and one by what its parts say."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {one.filename: one for one in package.infolist()}
            mimetype = package.read("mimetype")[:100] if "mimetype" in parts else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as problem:
        raise unreadable("FIL-008", name) from problem
    if sum(one.file_size for one in parts.values()) > _MOST_UNPACKED:
        raise unreadable("FIL-006", name)
    if _WORDS not in parts:
        code, kind = of_another_package(set(parts), mimetype.decode("ascii", "replace"))
        raise unreadable(code, name, kind=kind)
    if parts[_WORDS].file_size > _MOST_WORDS:
        raise unreadable("FIL-006", name)
    from stegvis.files.finished.word import read_word

    return read_word(data, name)


def _text(data: bytes, name: str) -> str:
    if len(data) > _MOST_TEXT:
        raise unreadable("FIL-004", name)
    text = text_of(data)
    if text is None:
        raise unreadable("FIL-001", name)
    return text


def unreadable(code: str, name: str, **values: object) -> UnreadableReportError:
    """What is raised for a file that is no report, told by a finding."""
    return UnreadableReportError(error(code, Where(name), value=name, **values))
