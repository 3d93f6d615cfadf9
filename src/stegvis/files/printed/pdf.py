"""Tables of a PDF by its structure, which is what a screen reader hears: a PDF without tags has none that can be read."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from stegvis.files.printed.grids import Grid

#: No structure of a document is deeper, or has more elements; a file may be made to.
_DEEPEST = 100
_MOST_ELEMENTS = 300_000


class _Structure:
    """A document's structure, followed as long as it is one: what is asked of it in all has an end."""

    def __init__(self, pages: dict[Any, int], words: dict[tuple[int, int], str]) -> None:
        self._pages = pages
        self._words = words
        self._left = _MOST_ELEMENTS

    def grid(self, table: Any) -> Grid:
        rows = tuple(
            tuple(self.text_of(cell) for cell in self.below(row, "/TH", "/TD")) for row in self.below(table, "/TR")
        )
        captions = [self.text_of(one) for one in self.below(table, "/Caption")] or [self._before(table)]
        return Grid(" ".join(captions), rows)

    def _before(self, table: Any) -> str:
        """The words right before a table that has no caption of its own."""
        parent = table.get("/P")
        around = [] if parent is None else [one for one in self._kids(parent) if is_element(one)]
        place = next((place for place, one in enumerate(around) if one.objgen == table.objgen), 0)
        return self.text_of(around[place - 1]) if place else ""

    def _kids(self, element: Any) -> Iterator[Any]:
        for kid in children(element):
            self._left -= 1
            if self._left < 0:
                raise ValueError("large")
            yield kid

    def below(self, element: Any, *names: str, depth: int = 0) -> Iterator[Any]:
        """The elements of these names anywhere below."""
        for kid in self._kids(element) if depth < _DEEPEST else ():
            if is_element(kid):
                if str(kid.S) in names:
                    yield kid
                yield from self.below(kid, *names, depth=depth + 1)

    def text_of(self, element: Any, page: int = -1, depth: int = 0) -> str:
        """The text that an element marks on its pages."""
        import pikepdf

        page = self._pages.get(element.Pg.objgen, page) if "/Pg" in element else page
        parts = []
        for kid in self._kids(element) if depth < _DEEPEST else ():
            if not isinstance(kid, pikepdf.Dictionary):
                parts.append(self._words.get((page, int(kid)), ""))
            elif "/S" in kid:
                parts.append(self.text_of(kid, page, depth + 1))
            elif "/MCID" in kid:
                there = self._pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page
                parts.append(self._words.get((there, int(kid.MCID)), ""))
        return "".join(parts)


def pdf_grids(data: bytes) -> list[Grid]:
    """The tables of a tagged PDF in reading order, each with its caption. Raises ValueError for what is none."""
    import pikepdf

    try:
        words = marked_words(data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            root = pdf.Root.get("/StructTreeRoot")
            structure = _Structure({page.objgen: number for number, page in enumerate(pdf.pages)}, words)
            return [] if root is None else [structure.grid(table) for table in structure.below(root, "/Table")]
    except Exception as problem:  # two libraries with errors of their own, and RecursionError of a malformed tree
        raise ValueError("pdf") from problem


def children(element: Any) -> list[Any]:
    """What an element of the structure holds."""
    import pikepdf

    kids = element.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def is_element(kid: Any) -> bool:
    """Whether it is an element, and no mark on a page."""
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def below(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these names anywhere below. Raises ValueError where there is no end of them."""
    return _Structure({}, {}).below(element, *names)


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
