"""The pieces that a Word document is built of, as XML text: runs, paragraphs, bookmarks, links and fields.

Text is escaped where it is made into a run; a document of fifty tables is parsed once, not element by element.
"""

import re
from html import escape
from typing import Any

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Xml(str):
    """XML that was made here."""

    __slots__ = ()


def plain(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def parsed(xml: Xml) -> Any:
    """Elements of python-docx's own classes: the children of a root that is thrown away."""
    from docx.oxml.parser import parse_xml

    return list(parse_xml(f"<w:root {_SPACES}>{xml}</w:root>"))


def join(*pieces: Xml | None) -> Xml:
    """Pieces one after another; None is left out."""
    return Xml("".join(piece for piece in pieces if piece is not None))


def w(tag: str, *children: Xml | None, **attributes: str | int) -> Xml:
    """An element of WordprocessingML with its children; attributes are of the same namespace."""
    written = "".join(f' w:{name}="{escape(plain(str(value)))}"' for name, value in attributes.items())
    return Xml(f"<w:{tag}{written}>{join(*children)}</w:{tag}>")


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Xml:
    """A run of text."""
    marks = join(w("rStyle", val=style) if style else None, w("b") if bold else None, w("i") if italic else None)
    return w("r", w("rPr", marks) if marks else None, _text("t", text))


def _text(tag: str, text: str) -> Xml:
    return Xml(f'<w:{tag} xml:space="preserve">{escape(plain(text), quote=False)}</w:{tag}>')


def line_break() -> Xml:
    """A new line within a paragraph."""
    return w("r", w("br"))


def tab() -> Xml:
    """A jump to the next tab stop."""
    return w("r", w("tab"))


def paragraph(style: str, *content: Xml, keep: bool = False, look: Xml | None = None) -> Xml:
    """A paragraph; `keep` holds it on the page of the next one, `look` is more of its properties."""
    return w("p", w("pPr", w("pStyle", val=style), w("keepNext") if keep else None, look), *content)


def bookmark(name: str, number: int, content: Xml) -> Xml:
    """Content that can be linked to."""
    return join(w("bookmarkStart", id=number, name=name), content, w("bookmarkEnd", id=number))


def link_within(name: str, *content: Xml) -> Xml:
    """A link to a bookmark."""
    return w("hyperlink", *content, anchor=name, history=1)


def link_out(relation: str, *content: Xml) -> Xml:
    """A link to an address that the document's part keeps under a relation's id."""
    return Xml(f'<w:hyperlink r:id="{escape(relation)}">{join(*content)}</w:hyperlink>')


def field(instruction: str, shown: str, *, dirty: bool = False) -> Xml:
    """A field with what it shows until the program computes it; a `dirty` one is computed when the file is opened."""
    return join(field_begin(instruction, dirty=dirty), run(shown) if shown else None, field_end())


def field_begin(instruction: str, *, dirty: bool = False) -> Xml:
    """The start of a field, up to what it shows."""
    old = {"dirty": "true"} if dirty else {}
    begin, text = w("r", w("fldChar", fldCharType="begin", **old)), w("r", _text("instrText", f" {instruction} "))
    return join(begin, text, w("r", w("fldChar", fldCharType="separate")))


def field_end() -> Xml:
    """The end of a field."""
    return w("r", w("fldChar", fldCharType="end"))
