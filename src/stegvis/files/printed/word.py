"""Tables of a Word document, with the paragraph before each as its caption. A cell over several columns is one."""

import io
from typing import Any

from stegvis.files.printed.grids import Grid


def docx_grids(data: bytes) -> list[Grid]:
    """The tables of a Word document in reading order. Raises ValueError for what is none."""
    import docx
    from docx.oxml.ns import qn

    try:
        body: Any = docx.Document(io.BytesIO(data)).element.body
    except Exception as problem:  # python-docx has no error of its own for a damaged file
        raise ValueError("docx") from problem
    grids, before = [], ""
    for element in body:
        if element.tag == qn("w:p"):
            before = docx_text(element) or before
        elif element.tag == qn("w:tbl"):
            rows = tuple(tuple(docx_text(cell) for cell in row.tc_lst) for row in element.tr_lst)
            grids.append(Grid(before, rows))
    return grids


def docx_text(element: Any) -> str:
    """The words of an element of a Word document."""
    from docx.oxml.ns import qn

    return "".join(one.text or "" for one in element.iter(qn("w:t")))
