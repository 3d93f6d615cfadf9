"""Findings marked in a copy of the PDF."""

import io
from dataclasses import replace

import pikepdf

from stegvis.checking import examine
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, finding
from stegvis.files.finished.pdf import read_pdf
from stegvis.render import render_pdf
from stegvis.render.annotations import annotated
from support.documents import sample_document


def test_a_finding_is_marked_where_it_stands_and_one_without_a_box_in_the_margin():
    pdf = render_pdf(sample_document())
    report = read_pdf(pdf, "rapport.pdf")
    at = next(place for place, line in enumerate(report.lines) if line.page == 2)
    boxed = finding("REP-801", Severity.WARNING, FindingClass.LABEL, (report.place(at),), printed="1", expected="2")
    loose = finding("REP-802", Severity.ERROR, FindingClass.LABEL, (Place(2, 1, "x"), Place(99, 1, "utanför")))
    marked = annotated(pdf, replace(examine(report), findings=(boxed, loose)), "sv")
    with pikepdf.open(io.BytesIO(marked)) as opened:
        kinds = [[str(one.Subtype) for one in page.get("/Annots", [])] for page in opened.pages]
        [mark] = [one for one in opened.pages[1].Annots if str(one.Subtype) == "/Highlight"]
        height = float(opened.pages[1].mediabox[3])
        assert abs(float(mark.Rect[3]) - (height - report.lines[at].box.top)) < 0.1
        assert "1 → 2" in str(mark.Contents) and str(mark["/T"]) == "Varning REP-801"
        assert "/StructTreeRoot" in opened.Root
    assert "/Text" in kinds[0] and "/Text" in kinds[1]


def test_a_box_follows_the_page_that_is_turned():
    pdf = render_pdf(sample_document())
    for turned in (90, 180, 270):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            opened.pages[0].Rotate = turned
            opened.save(out)
        report = read_pdf(out.getvalue(), "rapport.pdf")
        one = finding("REP-801", Severity.REMARK, FindingClass.LABEL, (report.place(0),))
        marked = annotated(out.getvalue(), replace(examine(report), findings=(one,)), "en")
        with pikepdf.open(io.BytesIO(marked)) as opened:
            rect = [float(value) for value in opened.pages[0].Annots[-1].Rect]
            assert 0 <= rect[0] < rect[2] <= 842 and 0 <= rect[1] < rect[3] <= 842


def test_what_is_wrong_stands_out_from_what_it_is_held_against():
    pdf = render_pdf(sample_document())
    report = read_pdf(pdf, "rapport.pdf")
    first, second = [at for at, line in enumerate(report.lines) if line.page == 2][:2]
    places = (report.place(first), report.place(second))
    one = finding("REP-801", Severity.ERROR, FindingClass.LABEL, places, printed="48", expected="84")
    with pikepdf.open(io.BytesIO(annotated(pdf, replace(examine(report), findings=(one,)), "sv"))) as opened:
        wrong, beside = [mark for mark in opened.pages[1].Annots if str(mark.Subtype) == "/Highlight"]
        assert float(wrong.CA) > 3 * float(beside.CA)
        assert "48 → 84" in str(wrong.Contents)
        assert str(beside.Contents) == "Hålls mot 48 på sida 2."
