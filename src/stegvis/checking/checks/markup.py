"""What a PDF lacks for assistive technology: tags, title, language."""

from collections.abc import Iterator

from stegvis.checking.checks.kinds import Check
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding


def pdf_tells_what_it_is(report: Understood) -> Iterator[ReportFinding]:
    """A PDF has tags, a title and a language; a file of another kind has no such markup to be without."""
    markup = report.report.markup
    if markup is None or not report.report.lines:
        return
    lacking = {"REP-801": markup.tagged, "REP-802": markup.title.strip(), "REP-803": markup.language.strip()}
    place = (report.report.place(0),)
    for code in (code for code, there in lacking.items() if not there):
        yield finding(code, Severity.WARNING, FindingClass.LABEL, place)


CHECKS: tuple[Check, ...] = (pdf_tells_what_it_is,)
