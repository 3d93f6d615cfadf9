"""Reads printed documents back: the cells of each table of a PDF, a Word document or a page, as a reader meets them."""

import io
from html.parser import HTMLParser
from typing import Any

import pikepdf

from stegvis.files.printed.grids import Grid
from stegvis.files.printed.pages import html_grids
from stegvis.files.printed.pdf import below, pdf_grids
from stegvis.files.printed.word import docx_grids, docx_text

__all__ = ["bare", "docx_tables", "docx_text", "html_tables", "html_text", "pdf_elements", "pdf_tables"]

Table = list[list[str]]
MADE_ONE = str.maketrans("", "", "\u00a0\u202f\u00ad\u0002\n\r \ufffe")


def bare(text: str) -> str:
    """Text without any space: what is compared is characters, not how a program spaces them."""
    return text.translate(MADE_ONE)


def _bare(grids: list[Grid]) -> list[Table]:
    return [[[bare(cell) for cell in row] for row in grid.rows] for grid in grids]


def pdf_tables(data: bytes) -> list[Table]:
    """The tables of a PDF by its structure, which is what a screen reader hears."""
    return _bare(pdf_grids(data))


def pdf_elements(data: bytes, *names: str) -> list[dict[str, str]]:
    """The structure elements of these names with what is said of them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {"name": str(one.S), "alt": str(one.get("/Alt", "")), "scope": _scope(one)}
            for one in below(pdf.Root.StructTreeRoot, *names)
        ]


def _scope(element: Any) -> str:
    kept = element.get("/A")
    attributes = kept if isinstance(kept, pikepdf.Array) else [] if kept is None else [kept]
    return next((str(one.Scope) for one in attributes if "/Scope" in one), "")


def docx_tables(data: bytes) -> list[Table]:
    """The tables of a Word document; a cell over several columns is one."""
    return _bare(docx_grids(data))


def html_tables(page: str) -> list[Table]:
    """The tables of a page outside of what is folded away (a chart's figures)."""
    return _bare(html_grids(page))


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
