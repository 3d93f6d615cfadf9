"""An examined report as one page that can be kept, mailed and printed: its findings, and its tables with the cells marked.

No script, nothing fetched from anywhere; everything of the report is text and is escaped (`markup.element`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stegvis.core.findings import Severity
from stegvis.core.finished import FinishedReport, Place
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import AcceptedFinding, ExaminedReport, ReportFinding
from stegvis.messages import reason
from stegvis.messages.together import Together, together
from stegvis.render.examined_tables import Marks, anchor_of, tables_html
from stegvis.render.examined_words import (
    WORDS,
    ExaminedWords,
    column_of,
    compared,
    counted,
    expected_word,
    honest,
    lines_of,
    nothing_found,
    where,
)
from stegvis.render.markup import Markup, element, join

#: So many characters are quoted on each side of what is marked.
_AROUND = 160

STYLE = Path(__file__).parent / "examined.css"


def examined_html(examined: ExaminedReport, language: str = "sv", *, comparison: ReportComparison | None = None) -> str:
    """The whole page."""
    title = WORDS[language].title.format(examined.report.file)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(STYLE.read_text("utf-8"))),
    )
    page = element("html", head, _body(examined, language, title, comparison), lang=language)
    return f"<!doctype html>\n{page}\n"


def _body(examined: ExaminedReport, language: str, title: str, comparison: ReportComparison | None) -> Markup:
    words = WORDS[language]
    ordered = list(together(_ordered(examined.findings), language))
    marks = Marks(dict(enumerate((one for same in ordered for one in same.findings), start=1)))
    return element(
        "body",
        element("a", words.skip, href="#content", class_="skip-link"),
        element("header", element("h1", title), element("p", counted(examined, language), class_="lead")),
        element(
            "main",
            _about(examined, language),
            _comparison(comparison, examined.report, language) if comparison else None,
            _findings(ordered, examined, marks, language),
            *tables_html(examined.report, marks, words),
            _accepted(examined.accepted, examined.report, language) if examined.accepted else None,
            id="content",
        ),
    )


def _ordered(findings: Iterable[ReportFinding]) -> list[ReportFinding]:
    """Those that weigh most first, each kind in the report's order."""
    order = list(Severity)
    return sorted(findings, key=lambda one: order.index(one.severity))


def _about(examined: ExaminedReport, language: str) -> Markup:
    lines = (element("li", line) for line in honest(examined, language))
    return _section("about", WORDS[language].about, element("ul", *lines))


def _section(name: str, heading: str, *content: Markup | None) -> Markup:
    return element("section", element("h2", heading, id=name), *content, aria_labelledby=name)


# Findings


def _findings(ordered: list[Together], examined: ExaminedReport, marks: Marks, language: str) -> Markup:
    words = WORDS[language]
    if not ordered:
        return _section("findings", words.findings, element("p", nothing_found(examined, language)))
    shown: list[Markup] = []
    numbers = {id(one): at for at, one in marks.findings.items()}
    for severity in Severity:
        group = [same for same in ordered if same.first.severity is severity]
        if group:
            count = sum(len(same.findings) for same in group)
            shown.append(element("h3", f"{words.groups[severity]} ({count})"))
            shown += [_told(numbers[id(same.first)], same, examined.report, marks, language) for same in group]
    return _section("findings", words.findings, *shown)


def _told(at: int, same: Together, report: FinishedReport, marks: Marks, language: str) -> Markup:
    """A finding, or several that say the same; each has a name of its own that its cells lead to."""
    name, first, last = f"finding-{at}", same.first, at + len(same.findings) - 1
    numbers = f"{at}. " if at == last else f"{at}–{last}. "
    heading = element("h4", numbers, element("span", first.code, class_="code"), id=name, tabindex=-1)
    each = enumerate(zip(same.findings, same.details, strict=True), start=at)
    return element(
        "article",
        heading,
        *_what(same, language),
        *(_each("" if n == at else f"finding-{n}", *told, _Around(report, marks, language)) for n, told in each),
        element("p", ", ".join(_tags(same, WORDS[language])), class_="tags"),
        class_=f"finding {first.severity}",
        aria_labelledby=name,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What places are told by."""

    report: FinishedReport
    marks: Marks
    language: str


def _each(name: str, one: ReportFinding, detail: str, around: _Around) -> Markup:
    """What one of several says besides, by what key it is accepted, and its places."""
    key = f" ({WORDS[around.language].key} {one.key})"
    said = element("p", detail, element("span", key, class_="tags"), class_="detail") if detail else None
    places = [_place(place, one, around.report, around.marks, around.language) for place in lines_of(one)]
    listed = element("ul", *places, class_="places") if places else None
    return element("div", said, listed, id=name or None, tabindex=-1 if name else None)


def _what(same: Together, language: str) -> Iterator[Markup]:
    """The sentence, and what stands against what should."""
    words, one = WORDS[language], same.first
    yield element("p", same.sentence, class_="reason")
    if any(same.details):
        return
    pairs = [(words.printed, one.printed), (expected_word(one, words), one.expected)]
    if one.expected:
        told = (element("div", element("dt", name), element("dd", value)) for name, value in pairs if value)
        yield element("dl", *told)


def _tags(same: Together, words: ExaminedWords) -> Iterator[str]:
    one = same.first
    yield words.severities[one.severity]
    yield words.classes[one.kind]
    yield words.certainty.format(one.certainty)
    if not any(same.details):
        yield f"{words.key} {one.key}"


def _place(place: Place, one: ReportFinding, report: FinishedReport, marks: Marks, language: str) -> Markup:
    told = where(place, report, language)
    link = element("a", told, href=f"#{anchor_of(place.cell)}") if place.cell in marks.cells else told
    first = place == one.places[0]
    return element("li", link, ": ", _quoted(place.text, one.printed if first else ""))


def _quoted(text: str, printed: str) -> Markup:
    """A line of the report, with what is printed there marked; of a long one the words around it."""
    at = column_of(printed, text) - 1
    if at < 0:
        return element("q", _spaced(text[:_AROUND]), "…" if len(text) > _AROUND else None)
    end = at + len(printed)
    begin, stop = max(0, at - _AROUND), end + _AROUND
    before = ("…" if begin else "") + _spaced(text[begin:at])
    return element("q", before, element("mark", text[at:end]), _spaced(text[end:stop]), "…" if text[stop:] else None)


def _spaced(text: str) -> str:
    """Cells apart: a tab is no more than a space on a page."""
    return text.replace("\t", " \u2003 ")


# What may stand, and what changed


def _accepted(accepted: Iterable[AcceptedFinding], report: FinishedReport, language: str) -> Markup:
    return _section("accepted", WORDS[language].accepted, *(_decision(one, report, language) for one in accepted))


def _decision(one: AcceptedFinding, report: FinishedReport, language: str) -> Markup:
    decision, found = one.acceptance, one.finding
    by = WORDS[language].accepted_by.format(on=decision.on.isoformat(), by=decision.by, reason=decision.reason)
    places = ", ".join(where(place, report, language) for place in lines_of(found)[:1])
    said = " ".join(filter(None, (places and f"{places}:", reason(found, language))))
    code = element("span", found.code, class_="code")
    return element("article", element("p", code, " ", said), element("p", by), class_="finding accepted")


def _comparison(one: ReportComparison, report: FinishedReport, language: str) -> Markup:
    words = WORDS[language]
    return _section(
        "comparison",
        words.comparison.format(one.old),
        element("ul", *(element("li", line) for line in compared(one, language))),
        _listed(words.mended, [f"{found.code}: {reason(found, language)}" for found in one.mended]),
        _changes(one, report, language) if one.changed else None,
        _listed(words.added, [f"{place.text} ({where(place, report, language)})" for place in one.added]),
        _listed(words.removed, [place.text for place in one.removed]),
    )


def _listed(heading: str, lines: list[str]) -> Markup | None:
    if not lines:
        return None
    return join(element("h3", heading), element("ul", *(element("li", line) for line in lines)))


def _changes(one: ReportComparison, report: FinishedReport, language: str) -> Markup:
    words = WORDS[language]
    heads = (element("th", text, scope="col") for text in words.change_columns)
    rows = (
        element(
            "tr",
            element("th", where(number.place, report, language), scope="row"),
            *(element("td", text) for text in (number.table, number.name)),
            *(element("td", text, class_="number") for text in (number.before, number.after)),
        )
        for number in one.changed
    )
    table = element(
        "table",
        element("caption", words.changed),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )
    return element("div", table, class_="frame", role="group", tabindex=0, aria_label=words.changed)
