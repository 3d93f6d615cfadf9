"""All three documents of a case, from reading the folder to closed files, and the PDF against WeasyPrint with the same HTML."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

from bench.measure import Measured, median_seconds

CASE = Path(__file__).parents[1] / "tests" / "cases" / "samspelet-2020"


def make_all(folder: Path, out: Path) -> None:
    """What `stegvis report annual` does with three outputs."""
    from stegvis.cli import main

    outs = [argument for suffix in ("pdf", "docx", "html") for argument in ("--out", str(out / f"report.{suffix}"))]
    status = main(["report", "annual", "--package", str(folder), "--year", "2020", *outs])
    if status == 2:
        raise RuntimeError("the report was refused")


def the_document():
    """The case's document, assembled once."""
    from stegvis.assemble import annual_report, count_and_release
    from stegvis.core.periods import Period
    from stegvis.files.package import read_package

    package = read_package(CASE).package
    assert package is not None
    publication = count_and_release(package, Period.year(2020), on=date(2021, 2, 5))
    document = annual_report(package, 2020, publication.tables, on=date(2021, 2, 5)).document
    assert document is not None
    return document


def forget_charts() -> None:
    """As if no chart had been drawn in this process yet."""
    from stegvis.render import charts

    for kept in (charts._drawn, charts.chart_png):
        kept.cache_clear()


def documents() -> Iterator[Measured]:
    def from_scratch() -> None:
        forget_charts()
        make_all(CASE, Path(out))

    with ExitStack() as around:
        out = around.enter_context(tempfile.TemporaryDirectory())
        nothing = around.enter_context(Path(os.devnull).open("w"))
        around.enter_context(redirect_stderr(nothing))
        around.enter_context(redirect_stdout(nothing))
        anew = median_seconds(from_scratch)
        again = median_seconds(lambda: make_all(CASE, Path(out)))
    what = "PDF, Word and web page of samspelet-2020, folder to files, warm process"
    yield Measured(f"{what}, charts drawn anew", f"{anew:.2f} s", "2 s", anew <= 2)
    yield Measured(f"{what}, charts as drawn before", f"{again:.2f} s", "2 s", again <= 2)


def pdf_against_weasyprint() -> Iterator[Measured]:
    import logging

    from weasyprint import HTML

    from stegvis.render import render_html, render_pdf

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    document = the_document()
    html = render_html(document)

    def with_charts() -> None:
        forget_charts()
        render_pdf(document)

    ours = median_seconds(with_charts)
    theirs = median_seconds(lambda: HTML(string=html).write_pdf(), runs=3, warm=1)
    yield Measured("PDF of the document, charts drawn anew, ours", f"{ours:.2f} s", "")
    yield Measured("PDF of the same HTML, charts already drawn in it, WeasyPrint", f"{theirs:.2f} s", "")
    yield Measured("how many times faster", f"{theirs / ours:.1f}", "5", theirs / ours >= 5)


def smaller_table() -> Iterator[Measured]:
    """What protecting and counting take of it."""
    from stegvis.assemble import count_and_release
    from stegvis.core.periods import Period
    from stegvis.files.package import read_package

    package = read_package(CASE).package
    assert package is not None
    seconds = median_seconds(lambda: count_and_release(package, Period.year(2020), on=date(2021, 2, 5)))
    yield Measured("count, protect and prove all its tables", f"{seconds:.2f} s", "")
