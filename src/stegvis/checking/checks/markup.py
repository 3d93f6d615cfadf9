"""What the file itself lacks: a PDF's tags, title and language for assistive technology, and a name that says what it is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from stegvis.checking.checks.kinds import Check
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import ReadAs
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: How names end that say what a file is. What ends in another way says nothing.
_ENDINGS: Mapping[ReadAs, tuple[str, ...]] = {
    ReadAs.PDF: (".pdf",),
    ReadAs.WORD: (".docx", ".docm", ".dotx"),
    ReadAs.PAGE: (".html", ".htm", ".xhtml"),
    ReadAs.TEXT: (".txt", ".text", ".md", ".markdown"),
}
#: Kinds of which there is no reader: whatever was read, it is something else.
_NEVER_READ = (".doc", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".zip", ".png", ".jpg", ".jpeg")
_CAUSES = {ReadAs.PDF: "WHY-061", ReadAs.WORD: "WHY-062", ReadAs.PAGE: "WHY-063", ReadAs.TEXT: "WHY-064"}


def pdf_tells_what_it_is(report: Understood) -> Iterator[ReportFinding]:
    """A PDF has tags, a title and a language; a file of another kind has no such markup to be without."""
    markup = report.report.markup
    if markup is None or not report.report.lines:
        return
    lacking = {"REP-801": markup.tagged, "REP-802": markup.title.strip(), "REP-803": markup.language.strip()}
    place = (report.report.place(0),)
    for code in (code for code, there in lacking.items() if not there):
        yield finding(code, Severity.WARNING, FindingClass.LABEL, place)


def the_name_of_the_file_says_what_it_holds(report: Understood) -> Iterator[ReportFinding]:
    """A file that is called `.docx` is a Word document: what was read as something else is told as such."""
    name, held = report.report.file, report.report.read_as
    ending = Path(name).suffix.lower()
    others = [one for kind in ReadAs if kind is not held for one in _ENDINGS[kind]]
    if held is not None and ending in (*others, *_NEVER_READ):
        told = finding("REP-804", Severity.REMARK, FindingClass.LABEL, (), printed=name)
        yield replace(told, cause=_CAUSES[held])


CHECKS: tuple[Check, ...] = (pdf_tells_what_it_is, the_name_of_the_file_says_what_it_holds)
