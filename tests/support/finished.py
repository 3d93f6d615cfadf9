"""Finished reports written in a test: the text is the report under test."""

from textwrap import dedent

from stegvis.checking import examine
from stegvis.core.finished import FinishedReport
from stegvis.core.report_findings import ExaminedReport
from stegvis.files.finished.text import read_text


def report_of(text: str, name: str = "rapport.txt") -> FinishedReport:
    """The report that a text says; cells are separated by tabs or by ` | `."""
    return read_text(dedent(text).replace(" | ", "\t").strip("\n"), name)


def examined(text: str) -> ExaminedReport:
    """The report that a text says, examined."""
    return examine(report_of(text))


def codes_of(text: str) -> list[str]:
    """The codes of what was found."""
    return [one.code for one in examined(text).findings]
