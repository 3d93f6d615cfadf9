"""A copy of an examined PDF with its findings marked where they stand: a highlight or a note, told in colour and in words."""

import io
from collections.abc import Iterator
from typing import Any

from stegvis.core.finished import Box, Place
from stegvis.core.report_findings import ExaminedReport, ReportFinding
from stegvis.messages import reason

#: What is wrong stands out; what it is held against is only tinted.
_STRONG, _FAINT = 0.6, 0.15
_COLOURS = {"error": (0.93, 0.35, 0.30), "warning": (0.98, 0.72, 0.20), "remark": (0.45, 0.68, 0.90)}
_WORDS = {
    "sv": {"error": "Fel", "warning": "Varning", "remark": "Anmärkning", "certainty": "säkerhet {} %",
           "against": "Hålls mot {} på sida {}.", "summary": "Granskad av Stegvis: {} fynd. {} tal lästa, {} kontrollerade."},
    "en": {"error": "Error", "warning": "Warning", "remark": "Remark", "certainty": "certainty {} %",
           "against": "Held against {} on page {}.", "summary": "Examined by Stegvis: {} findings. {} numbers read, {} checked."},
}  # fmt: skip
_ICON = 18.0
_STEP = 22.0
#: Shown and printed.
_PRINTED = 4


def annotated(pdf: bytes, examined: ExaminedReport, language: str = "sv") -> bytes:
    """The PDF with every place of each finding marked, and a summary on its first page. Structure and title stay."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = list(opened.pages)
        noted: dict[int, int] = {}
        _add(opened, pages[0], _note(_summary(examined, language), "Stegvis", "remark", _spot(pages[0], 0, noted)))
        for finding in examined.findings:
            for place in finding.places:
                if 1 <= place.page <= len(pages):
                    page = pages[place.page - 1]
                    _add(opened, page, _mark(finding, place, page, language, noted))
        opened.save(out)
    return out.getvalue()


def _summary(examined: ExaminedReport, language: str) -> str:
    return _WORDS[language]["summary"].format(len(examined.findings), examined.read, examined.checked)


def _mark(finding: ReportFinding, place: Place, page: Any, language: str, noted: dict[int, int]) -> dict[str, Any]:
    severity = str(finding.severity)
    words = _WORDS[language]
    title = f"{words[severity]} {finding.code}"
    first = finding.places[0]
    text = "\n".join(_said(finding, language) if place == first or not finding.printed else _against(finding, language))
    if place.box is None:
        return _note(text, title, severity, _spot(page, place.page - 1, noted))
    left, bottom, right, top = _placed(place.box, page)
    return {
        "/Subtype": "/Highlight", "/Rect": [left, bottom, right, top],
        "/QuadPoints": [left, top, right, top, left, bottom, right, bottom],
        "/C": list(_COLOURS[severity]), "/CA": _STRONG if place == first else _FAINT, "/T": title, "/Contents": text,
    }  # fmt: skip


def _said(finding: ReportFinding, language: str) -> Iterator[str]:
    """What the note of a finding says, a line each."""
    yield reason(finding, language)
    if finding.printed and finding.expected:
        yield f"{finding.printed} → {finding.expected}"
    yield _WORDS[language]["certainty"].format(finding.certainty)


def _against(finding: ReportFinding, language: str) -> Iterator[str]:
    """What the other places of a finding say: what they are held against, which says the rest."""
    yield _WORDS[language]["against"].format(finding.printed, finding.places[0].page)


def _note(text: str, title: str, severity: str, rect: list[float]) -> dict[str, Any]:
    return {
        "/Subtype": "/Text", "/Name": "/Comment", "/Rect": rect, "/C": list(_COLOURS[severity]), "/T": title, "/Contents": text,
    }  # fmt: skip


def _spot(page: Any, number: int, noted: dict[int, int]) -> list[float]:
    """A place in the margin, below the notes that are there."""
    top = 6 + _STEP * noted.get(number, 0)
    noted[number] = noted.get(number, 0) + 1
    return list(_placed(Box(6, top, 6 + _ICON, top + _ICON), page))


def _placed(box: Box, page: Any) -> tuple[float, float, float, float]:
    """A box of the page as it is shown, in the file's points: counted from below, before the page was turned."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turned = int(page.get("/Rotate", 0)) % 360
    corners = [(box.left, box.top), (box.right, box.bottom)]
    if turned == 90:
        points = [(left + y, bottom + x) for x, y in corners]
    elif turned == 180:
        points = [(right - x, bottom + y) for x, y in corners]
    elif turned == 270:
        points = [(right - y, top - x) for x, y in corners]
    else:
        points = [(left + x, top - y) for x, y in corners]
    (a, b), (c, d) = points
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _add(pdf: Any, page: Any, said: dict[str, Any]) -> None:
    import pikepdf

    names = {"/Subtype", "/Name"}
    values = {key: pikepdf.Name(value) if key in names else value for key, value in said.items()}
    mark = pikepdf.Dictionary({"/Type": pikepdf.Name("/Annot"), "/F": _PRINTED, **values})
    if "/Annots" not in page:
        page.Annots = pikepdf.Array()
    page.Annots.append(pdf.make_indirect(mark))
