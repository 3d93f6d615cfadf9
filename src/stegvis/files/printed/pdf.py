"""Tables of a PDF by its structure, which is what a screen reader hears: a PDF without tags has none that can be read."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from stegvis.files.printed.grids import Grid

#: No structure of a document is deeper; a file may be made to be.
_DEEPEST = 100


def pdf_grids(data: bytes) -> list[Grid]:
    """The tables of a tagged PDF in reading order, each with its caption. Raises ValueError for what is none."""
    import pikepdf

    try:
        words = marked_words(data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
            root = pdf.Root.get("/StructTreeRoot")
            return [] if root is None else [_grid(table, pages, words) for table in below(root, "/Table")]
    except Exception as problem:  # two libraries with errors of their own, and RecursionError of a malformed tree
        raise ValueError("pdf") from problem


def _grid(table: Any, pages: dict[Any, int], words: dict[tuple[int, int], str]) -> Grid:
    rows = tuple(tuple(text_of(cell, pages, words) for cell in below(row, "/TH", "/TD")) for row in below(table, "/TR"))
    captions = [text_of(one, pages, words) for one in below(table, "/Caption")] or [_before(table, pages, words)]
    return Grid(" ".join(captions), rows)


def _before(table: Any, pages: dict[Any, int], words: dict[tuple[int, int], str]) -> str:
    """The words right before a table that has no caption of its own."""
    parent = table.get("/P")
    around = [] if parent is None else [one for one in children(parent) if is_element(one)]
    place = next((place for place, one in enumerate(around) if one.objgen == table.objgen), 0)
    return text_of(around[place - 1], pages, words) if place else ""


def children(element: Any) -> list[Any]:
    """What an element of the structure holds."""
    import pikepdf

    kids = element.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def is_element(kid: Any) -> bool:
    """Whether it is an element, and no mark on a page."""
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def below(element: Any, *names: str, depth: int = 0) -> Iterator[Any]:
    """The elements of these names anywhere below."""
    for kid in children(element) if depth < _DEEPEST else ():
        if is_element(kid):
            if str(kid.S) in names:
                yield kid
            yield from below(kid, *names, depth=depth + 1)


def text_of(element: Any, pages: dict[Any, int], words: dict[tuple[int, int], str], page: int = -1) -> str:
    """The text that an element marks on its pages."""
    import pikepdf

    page = pages.get(element.Pg.objgen, page) if "/Pg" in element else page
    parts = []
    for kid in children(element):
        if not isinstance(kid, pikepdf.Dictionary):
            parts.append(words.get((page, int(kid)), ""))
        elif "/S" in kid:
            parts.append(text_of(kid, pages, words, page))
        elif "/MCID" in kid:
            there = pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page
            parts.append(words.get((there, int(kid.MCID)), ""))
    return "".join(parts)


def marked_words(data: bytes) -> dict[tuple[int, int], str]:
    """The text of each page by its mark."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    found: dict[tuple[int, int], str] = defaultdict(str)
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
            found[number, mark] += _object_text(one.raw, text.raw)
    return found


def _object_text(one: Any, page: Any) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFTextObj_GetText(one, page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(one, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
