"""What a file holds, by its first bytes, its parts and its name; and why a file of another program is none to read."""

from pathlib import Path

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What an older file of an office program has a part of, and what is said of it; a Word document where it has none of them.
_OLD_PARTS = (
    ("EncryptedPackage", "FIL-005", ""),
    ("Workbook", "FIL-012", ""),
    ("PowerPoint Document", "FIL-009", "PPT"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_BEGIN = ((b"{\\rtf", "RTF"), (b"%!PS", "PostScript"), (b"BEGIN:VCALENDAR", "ICS"))
#: What packages of other programs have parts of.
_PARTS = (("xl/", "FIL-012", ""), ("ppt/", "FIL-009", "PPTX"), ("Index/Document.iwa", "FIL-009", "Pages"))
_OPEN = {"text": ("FIL-009", "ODT"), "spreadsheet": ("FIL-012", ""), "presentation": ("FIL-009", "ODP")}
#: Rows of data are plain text, so only the name tells them from a report.
_DATA = (".csv", ".tsv")
#: A header may stand after marks and empty lines, but not far down.
_HEADER = 1024
_SPACE = b"\xef\xbb\xbf \t\r\n\0"

#: A code of FIL and the kind of file that it names.
Refused = tuple[str, str]


def is_pdf(data: bytes) -> bool:
    """Whether a file says that it is a PDF."""
    return data[:_HEADER].lstrip(_SPACE).startswith(b"%PDF")


def is_package(data: bytes) -> bool:
    """Whether a file is packed: a Word document, or some other program's."""
    return data.startswith(b"PK\x03\x04")


def of_another_program(data: bytes, name: str) -> Refused | None:
    """Why a file that is neither a PDF nor packed is no report: nothing in it, or written by a program that we do not read."""
    if not data:
        return "FIL-007", ""
    if data.startswith(_OLD_OFFICE):
        return _old(data)
    if data.startswith(_PICTURES):
        return "FIL-010", ""
    for begins, kind in _BEGIN:
        if data.lstrip(_SPACE).startswith(begins):
            return "FIL-009", kind
    return ("FIL-012", "") if Path(name).suffix.lower() in _DATA else None


def _old(data: bytes) -> Refused:
    for part, code, kind in _OLD_PARTS:
        if part.encode("utf-16-le") in data:
            return code, kind
    return "FIL-009", "DOC"


def of_another_package(parts: set[str], mimetype: str) -> Refused:
    """What a package without a Word document is: another program's, or only files together."""
    for begins, code, kind in _PARTS:
        if any(part.startswith(begins) for part in parts):
            return code, kind
    return _OPEN.get(mimetype.rpartition(".")[2], ("FIL-013", ""))
