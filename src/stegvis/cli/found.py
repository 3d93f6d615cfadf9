"""How the findings of a finished report are told: one a line for programs, and grouped and quoted on a terminal."""

import re
from collections.abc import Iterable, Iterator
from textwrap import fill
from typing import TYPE_CHECKING

from stegvis.core.findings import Severity
from stegvis.core.finished import FinishedReport, Place
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import ExaminedReport, ReportFinding
from stegvis.core.safe_text import one_line
from stegvis.messages import note, reason
from stegvis.messages.together import Together, together
from stegvis.render.examined_words import (
    WORDS,
    column_of,
    compared,
    counted,
    has_pages,
    honest,
    lines_of,
    nothing_found,
    where,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.REMARK: "bold cyan"}
#: So many places are quoted of a finding; the JSON and the page have all.
_MOST_QUOTED = 6
#: Columns set with spaces: three are enough to see them, and keep a row on its line.
_GAP = re.compile(" {4,}")


def lines(
    examined: ExaminedReport, comparison: ReportComparison | None, old: FinishedReport | None, language: str
) -> Iterator[str]:
    """`file:line:column: CODE: value: text [key]`, and what a comparison tells in the same form."""
    columns = _Columns(examined.report)
    for one in examined.findings:
        yield f"{columns.at(one)}: {one.code}: {one_line(one.printed)}: {one_line(reason(one, language))} [{one.key}]"
    if comparison and old:
        yield from _comparison_lines(comparison, examined, old, language)


class _Columns:
    """Where findings are, as programs write it. In a file with pages: `file#page=3:14:`, the line being the page's."""

    def __init__(self, report: FinishedReport) -> None:
        self._report = report
        self._texts = {(line.page, line.number): line.text for line in report.lines}

    def at(self, one: ReportFinding) -> str:
        return self.of(one.places[0] if one.places else None, one.printed)

    def of(self, place: Place | None, printed: str = "") -> str:
        file = one_line(self._report.file)
        if place is None:
            return f"{file}::"
        column = column_of(printed, self._texts.get((place.page, place.line), ""))
        page = f"#page={place.page}" if has_pages(self._report) else ""
        return f"{file}{page}:{place.line}:{column or ''}"


def _comparison_lines(
    one: ReportComparison, examined: ExaminedReport, old: FinishedReport, language: str
) -> Iterator[str]:
    """What was mended and changed. A changed number that is a finding has been told."""
    before, after = _Columns(old), _Columns(examined.report)
    told = {place for found in examined.findings if found.code == "REP-811" for place in found.places}

    def line(at: str, code: str, value: str, **values: str) -> str:
        return f"{at}: {code}: {one_line(value)}: {one_line(note(code, language, **values))}"

    for mended in one.mended:
        yield line(before.at(mended), "CMP-001", mended.printed, what=reason(mended, language))
    for number in one.changed:
        if number.place in told:
            continue
        values = {"table": number.table, "name": number.name, "before": number.before, "after": number.after}
        yield line(after.of(number.place, number.after), "CMP-002", number.after, **values)
    for table in one.added:
        yield line(after.of(table), "CMP-003", table.text)
    for table in one.removed:
        yield line(before.of(table), "CMP-004", table.text)


def show(
    examined: ExaminedReport,
    comparison: ReportComparison | None,
    old: FinishedReport | None,
    language: str,
    console: "Console",
) -> None:
    """The findings by severity, each with its places quoted, and last what was read and checked."""
    words = WORDS[language]
    for severity in Severity:
        group = [one for one in examined.findings if one.severity is severity]
        if group:
            _rule(console, f"{words.groups[severity]} ({len(group)})", _COLOURS[severity])
        for same in together(group, language):
            console.print(_told(same, examined.report, language, console.width), soft_wrap=False)
    if not examined.findings:
        console.print(nothing_found(examined, language), style="green" if examined.read else "yellow", markup=False)
    if comparison and old:
        _rule(console, words.comparison.format(one_line(comparison.old)), "bold")
        for line in (*_comparison_lines(comparison, examined, old, language), *compared(comparison, language)):
            console.print(line, markup=False, highlight=False)
    _rule(console, one_line(examined.report.file), "bold")
    for line in summary(examined, language):
        console.print(line, markup=False, highlight=False)


def _rule(console: "Console", title: str, style: str) -> None:
    from rich.text import Text

    console.rule(Text(title, style), align="left", style="dim")


def summary(examined: ExaminedReport, language: str) -> Iterable[str]:
    """What was found, and the honest figures, a sentence a line."""
    return (one_line(line) for line in (counted(examined, language), *honest(examined, language)))


def _told(same: Together, report: FinishedReport, language: str, width: int) -> "Text":
    """What is said once, and below it each finding's places; where each says something besides, that and its key too."""
    from rich.text import Text

    words, text, first = WORDS[language], Text(), same.first
    text.append(f"{first.code} ", _COLOURS[first.severity])
    # Wrapped here, since the console would break a number at its thin spaces.
    text.append(fill(f"{first.code} {one_line(same.sentence)}", width).removeprefix(f"{first.code} "))
    key = "" if any(same.details) else f", {words.key} {first.key}"
    text.append(f"\n{words.classes[first.kind]}, {words.certainty.format(first.certainty)}{key}", "dim")
    for one, detail in zip(same.findings, same.details, strict=True):
        if detail:
            text.append(f"\n{one_line(detail)}").append(f" ({words.key} {one.key})", "dim")
        text.append_text(_places(one, report, language))
    return text.append("\n")


def _places(one: ReportFinding, report: FinishedReport, language: str) -> "Text":
    from rich.text import Text

    words, text = WORDS[language], Text()
    places = lines_of(one)
    for at, place in enumerate(places[:_MOST_QUOTED]):
        text.append(f"\n  {where(place, report, language)}: ", "dim")
        text.append_text(_quoted(place, one.printed if at == 0 else ""))
    if len(places) > _MOST_QUOTED:
        text.append(f"\n  {words.more.format(len(places) - _MOST_QUOTED)}", "dim")
    return text


def _quoted(place: Place, printed: str) -> "Text":
    """The place's words, with what is printed there marked."""
    from rich.text import Text

    said, marked = _GAP.sub("   ", one_line(place.text.replace("\t", "   "))), _GAP.sub("   ", one_line(printed))
    text, start = Text(said), column_of(marked, said) - 1
    if start >= 0:
        text.stylize("bold reverse", start, start + len(marked))
    return text
