"""A PDF as a finished report: by its structure where it has one, else by where everything stands on its pages.

Anybody's file is opened here, so what it may cost is limited: pages, characters, drawn lines and seconds.
"""

import re
import time
import zlib
from collections.abc import Callable
from typing import Any

from stegvis.core.finished import FinishedReport
from stegvis.files.finished.cut_words import with_whole_words
from stegvis.files.finished.layout import Sheet
from stegvis.files.finished.layout_report import as_shown, blocks_of, lines_of, noise_of, strips_of_pages
from stegvis.files.finished.pdf_tags import structure_of
from stegvis.files.finished.pdf_words import sheet_of
from stegvis.files.finished.untold import may_hold_untold, with_untold

MOST_PAGES = 1000
_MOST_SECONDS = 60.0
_MOST_UNPACKED = 24 * 1024 * 1024
_MOST_PICTURE = 160 * 1024 * 1024
_STREAM = re.compile(rb"\bstream\r?\n(?=[\x08-\x78])")
Progress = Callable[[int, int], None]


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> FinishedReport:
    """The report in a PDF. Raises ValueError: `password`, `pages`, `large`, or `pdf` for what is none or is damaged."""
    sheets = _sheets(data, progress)
    pages = strips_of_pages(sheets)
    lines = lines_of(pages)
    markup, told = structure_of(data, pages, lines)
    if not told or may_hold_untold(told, pages):
        placed = blocks_of(sheets, pages, lines)
        blocks = with_untold(told, placed, lines) if told else placed
    else:
        blocks = tuple(told)
    blocks, cut = with_whole_words(blocks)
    report = FinishedReport(name, len(sheets), lines, blocks, markup, (*noise_of(lines, blocks), *cut))
    return as_shown(report, sheets)


def _sheets(data: bytes, progress: Progress | None) -> list[Sheet]:
    document = opened(data)
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise ValueError("pages" if count else "pdf")
        return list(_read(document, count, progress))
    finally:
        document.close()


def _read(document: Any, count: int, progress: Progress | None) -> Any:
    ends = time.monotonic() + _MOST_SECONDS
    for at in range(count):
        if time.monotonic() > ends:
            raise ValueError("large")
        page = _page(document, at)
        try:
            yield sheet_of(page, at + 1)
        finally:
            page.close()
        if progress:
            progress(at + 1, count)


def _page(document: Any, at: int) -> Any:
    import pypdfium2

    try:
        return document[at]
    except pypdfium2.PdfiumError as problem:
        raise ValueError("pdf") from problem


def _unpacks_within_limits(data: bytes) -> None:
    """Refuse a file whose drawing is packed thousandfold, before it is unpacked. Raises ValueError."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        image = b"/Image" in data[max(0, found.start() - 500) : found.start()].rpartition(b"obj")[2]
        most = _MOST_PICTURE if image else _MOST_UNPACKED
        try:
            unpacked = len(zlib.decompressobj().decompress(view[found.end() :], most))
        except zlib.error:
            continue
        if unpacked >= most:
            raise ValueError("large")


def opened(data: bytes) -> Any:
    """The file, opened. Raises ValueError."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    _unpacks_within_limits(data)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise ValueError("password" if locked else "pdf") from problem
