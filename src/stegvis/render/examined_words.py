"""What is said around the findings of an examined report, a language each: where a place is, and the honest figures."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stegvis.core.findings import Severity
from stegvis.core.finished import FinishedReport, NoiseKind, Place
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import SURE, ExaminedReport, FindingClass, ReportFinding
from stegvis.render.numbers import number

#: So many places or titles are named; of more it is said how many they are.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ExaminedWords:
    """Words and sentences of a language; what stands in braces is filled in."""

    title: str
    skip: str
    findings: str
    none_found: str
    no_numbers: str
    tables: str
    clean_tables: str
    table: str
    accepted: str
    accepted_by: str
    comparison: str
    about: str
    printed: str
    expected: str
    perhaps: str
    certainty: str
    key: str
    to_finding: str
    page_line: str
    line: str
    counts: str
    accepted_count: str
    numbers: str
    unread: str
    untested: str
    noise: str
    no_noise: str
    more: str
    compared: str
    fates: str
    mended: str
    changed: str
    change_columns: tuple[str, ...]
    added: str
    removed: str
    severities: Mapping[Severity, str]
    groups: Mapping[Severity, str]
    classes: Mapping[FindingClass, str]
    noises: Mapping[NoiseKind, str]


WORDS = {
    "sv": ExaminedWords(
        title="Granskning av {}",
        skip="Hoppa till innehållet",
        findings="Fynd",
        none_found="Inget motsäger något annat av det som gick att pröva.",
        no_numbers="Inga tal hittades i filen, så inget kunde prövas.",
        tables="Tabellerna med fynd",
        clean_tables="Övriga tabeller ({})",
        table="Tabell {}",
        accepted="Godtagna fynd",
        accepted_by="Godtaget {on} av {by}: {reason}",
        comparison="Jämfört med {}",
        about="Om siffrorna",
        printed="Står",
        expected="Borde vara",
        perhaps="Kanske",
        certainty="säkerhet {} %",
        key="nyckel",
        to_finding="fynd {}",
        page_line="sida {page}, rad {line}",
        line="rad {line}",
        counts="Fel: {error}. Varningar: {warning}. Anmärkningar: {remark}.",
        accepted_count="Godtagna: {}.",
        numbers="Lästa tal: {read}. Prövade mot något: {checked}. Utan något att prövas mot: {unchecked}.",
        unread="Siffror som inte gick att läsa: {count} ({where}).",
        untested="Tabeller där inget tal kunde prövas: {count} av {tables} ({where}).",
        noise="Brister i hur texten togs ut ur filen, inte i rapporten: {}.",
        no_noise="Texten gick att ta ut ur filen utan brister.",
        more="och {} till",
        compared="Tal som finns i båda, om samma sak och samma år: {compared}. Olika: {changed}.",
        fates="Fynd som är rättade: {mended}. Kvar: {left}. Nya: {new}.",
        mended="Rättat",
        changed="Ändrade tal",
        change_columns=("Var", "Tabell", "Tal", "Förr", "Nu"),
        added="Nya tabeller",
        removed="Tabeller som är borta",
        severities={Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.REMARK: "Anmärkning"},
        groups={Severity.ERROR: "Fel", Severity.WARNING: "Varningar", Severity.REMARK: "Anmärkningar"},
        classes={
            FindingClass.SUM: "summa",
            FindingClass.CONFLICT: "motsägelse",
            FindingClass.ROUNDING: "avrundning",
            FindingClass.RULE: "regel",
            FindingClass.LABEL: "benämning",
            FindingClass.DISCLOSURE: "röjande",
        },
        noises={
            NoiseKind.BROKEN_ROW: "brutna rader {}",
            NoiseKind.CUT_CELL: "avhuggna celler {}",
            NoiseKind.FURNITURE: "sidhuvuden och sidfötter {}",
            NoiseKind.LOST_HEADING: "förlorade rubriker {}",
            NoiseKind.SYMBOL: "tecken som inte gick att läsa {}",
        },
    ),
    "en": ExaminedWords(
        title="Check of {}",
        skip="Skip to the content",
        findings="Findings",
        none_found="Nothing of what could be checked contradicts anything else.",
        no_numbers="No numbers were found in the file, so nothing could be checked.",
        tables="The tables with findings",
        clean_tables="Other tables ({})",
        table="Table {}",
        accepted="Accepted findings",
        accepted_by="Accepted {on} by {by}: {reason}",
        comparison="Compared with {}",
        about="About the figures",
        printed="Printed",
        expected="Should be",
        perhaps="Perhaps",
        certainty="certainty {}%",
        key="key",
        to_finding="finding {}",
        page_line="page {page}, line {line}",
        line="line {line}",
        counts="Errors: {error}. Warnings: {warning}. Remarks: {remark}.",
        accepted_count="Accepted: {}.",
        numbers="Numbers read: {read}. Checked against something: {checked}. With nothing to be checked against: {unchecked}.",
        unread="Figures that could not be read: {count} ({where}).",
        untested="Tables where no number could be checked: {count} of {tables} ({where}).",
        noise="Faults in how the text was taken out of the file, not in the report: {}.",
        no_noise="The text could be taken out of the file without faults.",
        more="and {} more",
        compared="Numbers in both, of the same thing and the same year: {compared}. Different: {changed}.",
        fates="Findings that are mended: {mended}. Left: {left}. New: {new}.",
        mended="Mended",
        changed="Changed numbers",
        change_columns=("Where", "Table", "Number", "Before", "Now"),
        added="New tables",
        removed="Tables that are gone",
        severities={Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.REMARK: "Remark"},
        groups={Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.REMARK: "Remarks"},
        classes={
            FindingClass.SUM: "sum",
            FindingClass.CONFLICT: "contradiction",
            FindingClass.ROUNDING: "rounding",
            FindingClass.RULE: "rule",
            FindingClass.LABEL: "label",
            FindingClass.DISCLOSURE: "disclosure",
        },
        noises={
            NoiseKind.BROKEN_ROW: "broken rows {}",
            NoiseKind.CUT_CELL: "cut cells {}",
            NoiseKind.FURNITURE: "page heads and feet {}",
            NoiseKind.LOST_HEADING: "lost headings {}",
            NoiseKind.SYMBOL: "signs that could not be read {}",
        },
    ),
}


def where(place: Place, report: FinishedReport, language: str) -> str:
    """A place in words; the page only where the report has pages."""
    words = WORDS[language]
    return (words.page_line if has_pages(report) else words.line).format(page=place.page, line=place.line)


def has_pages(report: FinishedReport) -> bool:
    """Whether a page tells where a line is."""
    return report.pages > 1 or report.markup is not None


def lines_of(one: ReportFinding) -> tuple[Place, ...]:
    """The places of a finding, those on one line once."""
    found: dict[tuple[int, int], Place] = {}
    for place in one.places:
        found.setdefault((place.page, place.line), place)
    return tuple(found.values())


def expected_word(one: ReportFinding, words: ExaminedWords) -> str:
    """What is said before the expected value: no more than is known."""
    return words.expected if one.certainty >= SURE else words.perhaps


def column_of(printed: str, text: str) -> int:
    """Where in a line the printed words stand, from 1; 0 where they do not. A number is not looked for within another.

    A space is as good as any other kind of space.
    """
    sought = "".join(r"\s" if sign.isspace() else re.escape(sign) for sign in printed)
    found = re.search(rf"(?<![\w]){sought}(?![\w])", text) if printed else None
    return found.start() + 1 if found else 0


def counted(examined: ExaminedReport, language: str) -> str:
    """How many findings of each severity, and how many are accepted."""
    words, found = WORDS[language], Counter(str(one.severity) for one in examined.findings)
    told = words.counts.format_map({str(one): found[str(one)] for one in Severity})
    return f"{told} {words.accepted_count.format(len(examined.accepted))}" if examined.accepted else told


def nothing_found(examined: ExaminedReport, language: str) -> str:
    """What is said where there are no findings; a file without numbers is not praised for them."""
    words = WORDS[language]
    return words.none_found if examined.read else words.no_numbers


def honest(examined: ExaminedReport, language: str) -> Iterator[str]:
    """How many numbers were read, checked and could not be; what was not understood; what only extraction broke."""
    words, report = WORDS[language], examined.report
    figures = {"read": examined.read, "checked": examined.checked, "unchecked": examined.unchecked}
    yield words.numbers.format_map({name: number(value, 0, language) for name, value in figures.items()})
    if examined.unread:
        places = _named([where(one, report, language) for one in examined.unread], words)
        yield words.unread.format(count=len(examined.unread), where=places)
    if examined.untested:
        titles = [f"{_short(one.text)}, {where(one, report, language)}" for one in examined.untested]
        named = _named(titles, words)
        yield words.untested.format(count=len(examined.untested), tables=examined.tables, where=named)
    noise = Counter(one.kind for one in report.noise)
    told = ", ".join(words.noises[kind].format(noise[kind]) for kind in NoiseKind if noise[kind])
    yield words.noise.format(told) if told else words.no_noise


def compared(comparison: ReportComparison, language: str) -> Iterator[str]:
    """How many numbers are the same and how many findings were mended."""
    words, one = WORDS[language], comparison
    figures = {"compared": one.compared, "changed": len(one.changed)}
    yield words.compared.format_map({name: number(value, 0, language) for name, value in figures.items()})
    yield words.fates.format(mended=len(one.mended), left=len(one.left), new=len(one.new))


def _named(names: list[str], words: ExaminedWords) -> str:
    more = [words.more.format(len(names) - _MOST_NAMED)] if len(names) > _MOST_NAMED else []
    return "; ".join([*names[:_MOST_NAMED], *more])


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rstrip()}…"
