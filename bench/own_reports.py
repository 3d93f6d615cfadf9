"""Our own annual reports, made, read back from each format and checked: nothing is found but rules that they say are broken."""

import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from bench.measure import Measured
from stegvis.core.document import Document
from stegvis.core.finished import FinishedReport
from stegvis.core.report_findings import FindingClass

ROOT = Path(__file__).parents[1]
#: The invented association's package and those of the two cases, with their years.
PACKAGES = (("demo/2025", 2025), ("tests/cases/samspelet-2020", 2020), ("tests/cases/finnveden-2020", 2020))
FORMATS = ("pdf", "docx", "html")


def own_reports() -> Iterator[Measured]:
    """The invented association's report in all three formats, the cases' too: what is found, what was read, how long it took."""
    from stegvis.checking import examine

    for folder, year in PACKAGES:
        for format in FORMATS:
            data = made(folder, year, format)
            began = time.perf_counter()
            examined = examine(read_back(data, format))
            took = time.perf_counter() - began
            wrong = [one.code for one in examined.findings if one.kind is not FindingClass.RULE]
            rules, read, checked = len(examined.findings) - len(wrong), examined.read, examined.checked
            figure = (
                f"{' '.join(wrong) or 'nothing'}, {rules} broken rules; {checked} of {read} numbers held; {took:.2f} s"
            )
            what = f"our own report of {folder} as {format.upper()}, read back and checked"
            yield Measured(what, figure, "nothing but broken rules", not wrong)


def made(folder: str, year: int, format: str) -> bytes:
    """The report as a file of that format."""
    from stegvis.render import render_docx, render_html, render_pdf

    document = document_of(folder, year)
    if format == "html":
        return render_html(document).encode()
    return render_pdf(document) if format == "pdf" else render_docx(document)


def read_back(data: bytes, format: str, name: str = "report") -> FinishedReport:
    """The report as anybody's is read."""
    from stegvis.files.finished import read_bytes

    return read_bytes(data, f"{name}.{format}")


@cache
def document_of(folder: str, year: int) -> Document:
    """The annual report of a package."""
    from stegvis.assemble import annual_report, count_and_release
    from stegvis.core.periods import Period
    from stegvis.files.package import read_package

    package, on = read_package(ROOT / folder).package, date(year + 1, 2, 1)
    assert package is not None
    tables = count_and_release(package, Period.year(year), on=on).tables
    document = annual_report(package, year, tables, on=on).document
    assert document is not None
    return document
