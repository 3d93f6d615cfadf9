"""Reads printed documents back: the cells of each table of a PDF, a Word document or a page, as a reader meets them."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import docx
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from docx.oxml.ns import qn

Table = list[list[str]]
MADE_ONE = str.maketrans("", "", "\u00a0\u202f\u00ad\u0002\n\r \ufffe")


def bare(text: str) -> str:
    """Text without any space: what is compared is characters, not how a program spaces them."""
    return text.translate(MADE_ONE)


def pdf_tables(data: bytes) -> list[Table]:
    """The tables of a PDF by its structure, which is what a screen reader hears."""
    words = _marked_words(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            [[bare(_words(cell, pages, words)) for cell in _below(row, "/TH", "/TD")] for row in _below(table, "/TR")]
            for table in _below(pdf.Root.StructTreeRoot, "/Table")
        ]


def pdf_elements(data: bytes, *names: str) -> list[dict[str, str]]:
    """The structure elements of these names with what is said of them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {"name": str(one.S), "alt": str(one.get("/Alt", "")), "scope": _scope(one)}
            for one in _below(pdf.Root.StructTreeRoot, *names)
        ]


def _scope(element: Any) -> str:
    kept = element.get("/A")
    attributes = kept if isinstance(kept, pikepdf.Array) else [] if kept is None else [kept]
    return next((str(one.Scope) for one in attributes if "/Scope" in one), "")


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _below(element: Any, *names: str) -> Iterator[Any]:
    for kid in _children(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) in names:
                yield kid
            yield from _below(kid, *names)


def _words(element: Any, pages: dict[Any, int], words: dict[tuple[int, int], str], page: int = -1) -> str:
    page = pages.get(element.Pg.objgen, page) if "/Pg" in element else page
    parts = []
    for kid in _children(element):
        if not isinstance(kid, pikepdf.Dictionary):
            parts.append(words[page, int(kid)])
        elif "/S" in kid:
            parts.append(_words(kid, pages, words, page))
        elif "/MCID" in kid:
            there = pages[kid.Pg.objgen] if "/Pg" in kid else page
            parts.append(words[there, int(kid.MCID)])
    return "".join(parts)


def _marked_words(data: bytes) -> dict[tuple[int, int], str]:
    """The text of each page by its mark."""
    found: dict[tuple[int, int], str] = defaultdict(str)
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
            found[number, mark] += _text_of(one.raw, text.raw)
    return found


def _text_of(one: Any, page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(one, page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(one, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def docx_tables(data: bytes) -> list[Table]:
    """The tables of a Word document; a cell over several columns is one."""
    document = docx.Document(io.BytesIO(data))
    return [[[bare(docx_text(cell)) for cell in row.tc_lst] for row in table._tbl.tr_lst] for table in document.tables]


def docx_text(element: Any) -> str:
    """The words of an element of a Word document."""
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def html_tables(page: str) -> list[Table]:
    """The tables of a page outside of what is folded away (a chart's figures)."""
    reader = _TableReader()
    reader.feed(page)
    return reader.tables


class _TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.folded = 0
        self.open = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.folded += tag == "details"
        if self.folded:
            return
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.folded -= tag == "details"
        if tag in ("td", "th"):
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open and not self.folded:
            self.tables[-1][-1][-1] += bare(data)


def html_text(page: str) -> str:
    """All the text of a page but its style and pictures."""
    reader = _TextReader()
    reader.feed(page)
    return reader.text


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.skipping += tag in ("style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in ("style", "svg")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.text += data
