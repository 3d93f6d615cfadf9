"""The pieces that a Word document is built of: runs, paragraphs, bookmarks, links and fields."""

import re
from typing import Any

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Xml = Any  # an lxml element of python-docx's own classes


def plain(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def w(tag: str, *children: Xml, **attributes: str | int) -> Xml:
    """An element of WordprocessingML with its children; attributes are of the same namespace."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> Xml:
    """A run of text."""
    from docx.oxml.ns import qn

    marks = [w("rStyle", val=style)] * bool(style) + [w("b")] * bold + [w("i")] * italic
    letters = w("t")
    letters.text = plain(text)
    letters.set(qn("xml:space"), "preserve")
    return w("r", w("rPr", *marks) if marks else None, letters)


def line_break() -> Xml:
    """A new line within a paragraph."""
    return w("r", w("br"))


def tab() -> Xml:
    """A jump to the next tab stop."""
    return w("r", w("tab"))


def paragraph(style: str, *content: Xml, keep: bool = False) -> Xml:
    """A paragraph; `keep` holds it on the page of the next one."""
    return w("p", w("pPr", w("pStyle", val=style), w("keepNext") if keep else None), *content)


def bookmark(name: str, number: int, *content: Xml) -> list[Xml]:
    """Content that can be linked to."""
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def link_within(name: str, *content: Xml) -> Xml:
    """A link to a bookmark."""
    return w("hyperlink", *content, anchor=name, history=1)


def field(instruction: str, shown: str) -> list[Xml]:
    """A field with what it shows until the program computes it."""
    return [*field_begin(instruction), run(shown), field_end()]


def field_begin(instruction: str) -> list[Xml]:
    """The start of a field, up to what it shows."""
    from docx.oxml.ns import qn

    text = w("instrText")
    text.text = f" {instruction} "
    text.set(qn("xml:space"), "preserve")
    return [w("r", w("fldChar", fldCharType="begin")), w("r", text), w("r", w("fldChar", fldCharType="separate"))]


def field_end() -> Xml:
    """The end of a field."""
    return w("r", w("fldChar", fldCharType="end"))
