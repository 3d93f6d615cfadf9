"""Our own reports, read back from the files that are printed: nothing is found but broken rules that they state themselves."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from stegvis.assemble import annual_report, count_and_release
from stegvis.checking import examine
from stegvis.core.document import Document
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.report_findings import ExaminedReport, FindingClass
from stegvis.files.finished import read_bytes
from stegvis.files.package import read_package
from stegvis.render import render_docx, render_html, render_pdf

ROOT = Path(__file__).parents[2]
PRINTED = {"pdf": render_pdf, "docx": render_docx, "html": lambda document: render_html(document).encode()}


def package_of(folder: str) -> Package:
    package = read_package(ROOT / folder).package
    assert isinstance(package, Package)
    return package


@cache
def document_of(folder: str, year: int, before: str = "") -> Document:
    """`before`: the folder of the year before, whose goals stand beside this year's, as in the application."""
    package = package_of(folder)
    if before:
        package = replace(package, goals=(*(package_of(before).goals or ()), *(package.goals or ())))
    on = date(year + 1, 2, 1)
    tables = count_and_release(package, Period.year(year), on=on).tables
    document = annual_report(package, year, tables, on=on).document
    assert document is not None
    return document


def examined(folder: str, year: int, kind: str) -> ExaminedReport:
    return examine(read_bytes(PRINTED[kind](document_of(folder, year)), f"rapport.{kind}"))


def test_our_own_report_with_last_years_goals_beside_has_nothing_either() -> None:
    document = document_of("demo/2025", 2025, "demo/2024")
    assert examine(read_bytes(render_html(document).encode(), "rapport.html")).findings == ()


@pytest.mark.parametrize(
    ("folder", "year", "kind"),
    [
        ("demo/2025", 2025, "pdf"),
        ("demo/2025", 2025, "docx"),
        ("demo/2025", 2025, "html"),
        ("tests/cases/samspelet-2020", 2020, "pdf"),
        ("tests/cases/finnveden-2020", 2020, "pdf"),
    ],
)
def test_our_own_report_has_nothing_but_broken_rules(folder: str, year: int, kind: str) -> None:
    found = examined(folder, year, kind)
    wrong = [
        (one.code, one.printed, one.expected, one.values) for one in found.findings if one.kind != FindingClass.RULE
    ]
    assert wrong == []
    assert found.checked > found.read / 2
