"""Comparisons in words against the tables: costs below the budget, more women than men, and persons counted twice."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from stegvis.checking.agreement import quantities
from stegvis.checking.prose.named_cells import cells_of
from stegvis.checking.prose.naming import named_above
from stegvis.checking.understanding import ColumnKind, Part, Printed, Sentence, Understood, Version
from stegvis.checking.words import plain
from stegvis.checking.words.stems import distinctive, stems
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding


def quantities_compare_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "The costs were lower than the budget", "than last year": against the statements."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        for found in _compared(sentence, words):
            pair = _pair(found, quantities.of(report), words, report)
            if pair and _is_wrong(found["direction"].casefold() in words["up"], pair[0].amount, pair[1].amount):
                yield finding("REP-409", Severity.WARNING, FindingClass.CONFLICT,
                              (sentence.place, pair[0].number.place, pair[1].number.place), certainty=85,
                              printed=found[0], now=pair[0].number.figure.text, then=pair[1].number.figure.text)  # fmt: skip


def _compared(sentence: Sentence, words: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    """What a sentence says of a quantity and its budget or another year's: last year's of what has grown, if it names none."""
    for name in ("quantity", "over_budget"):
        yield from re.finditer(words[name], sentence.text, re.IGNORECASE)
    if not re.search(words["compared_otherwise"], sentence.text, re.IGNORECASE):
        yield from re.finditer(words["quantity_grew"], sentence.text, re.IGNORECASE)


def _pair(
    found: re.Match[str], known: quantities.Quantities, words: Mapping[str, Any], report: Understood
) -> tuple[quantities.Quantity, quantities.Quantity] | None:
    """This year's quantity and what it is compared with: its budget, or another year's."""
    if report.year is None:
        return None
    role, against = words["quantities"][found["what"].casefold()], (found.groupdict().get("against") or "").casefold()
    now = known.value(role, report.year)
    if against.startswith("budget"):
        then = known.value(role, report.year, Version.BUDGET)
    else:
        then = known.value(role, int(against) if against.isdigit() else report.year - 1)
    return (now, then) if now and then else None


def _is_wrong(up: bool, now: Decimal, then: Decimal) -> bool:
    return now <= then if up else now >= then


def counts_compare_as_is_said_with_another_year(report: Understood) -> Iterator[ReportFinding]:
    """ "56 participants, which is more than last year": against rows of the chapter's tables that print both years."""
    words = report.words.data["claims"]
    for at, sentence in enumerate(report.sentences):
        found = re.search(words["than_year"], sentence.text, re.IGNORECASE)
        count = _count_before(report.sentences[max(0, at - 1) : at + 1], found, words) if found else None
        if found is None or count is None or report.year is None:
            continue
        against = found["against"]
        rows = list(_both_years(report, sentence, count, int(against) if against.isdigit() else report.year - 1))
        up = found["direction"].casefold() in words["more"]
        if rows and all(_is_wrong(up, now.value, then.value) for now, then in rows):
            now, then = rows[0]
            yield finding("REP-409", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, then.place), certainty=80,
                          printed=found[0], now=now.figure.text, then=then.figure.text)  # fmt: skip


def _count_before(sentences: Sequence[Sentence], claim: re.Match[str], words: Mapping[str, Any]) -> int | None:
    """How many persons are counted right before the claim, in its sentence or else the one before."""
    texts = [sentences[-1].text[: claim.start()], *(one.text for one in sentences[:-1])]
    for text in texts:
        counts = [
            sum(int(part) for part in one.groups() if part)
            for one in re.finditer(words["persons_counted"], text)
            if all(part.isdigit() for part in one.groups() if part)
        ]
        if counts:
            return counts[-1] if len(counts) == 1 else None
    return None


def _both_years(report: Understood, sentence: Sentence, count: int, year: int) -> Iterator[tuple[Printed, Printed]]:
    """Rows that print the count for the report's year, with what they print for the other: of the same event, of both sexes."""
    words = report.words.data
    sexes = {*words["persons"]["women"], *words["persons"]["men"]}
    for table in report.tables:
        named = plain(" ".join((table.title, *table.section[-1:], table.columns[0].heading)))
        alike = all((event in named) == (event in sentence.text.casefold()) for event in words["claims"]["events"])
        if alike and table.section[:1] == sentence.section[:1]:
            places = {
                column.year: column.place
                for column in table.columns
                if column.year and column.kind is ColumnKind.FIGURES
            }
            for row in table.rows:
                now, then = row.cells.get(places.get(report.year or 0, -1)), row.cells.get(places.get(year, -1))
                both = plain(row.label) not in sexes
                if both and now is not None and then is not None and now.value == count:
                    yield now, then


def the_sexes_compare_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "More women than men": against every count by sex of what the clause is of; they must all say otherwise."""
    words = report.words.data["claims"]
    told = [(one, found) for one in report.sentences for found in re.finditer(words["sexes"], one.text, re.IGNORECASE)]
    for sentence, found in told:
        if re.search(words["sexes_elsewhere"], sentence.text, re.IGNORECASE):
            continue
        said = {name.rstrip("2345"): value.casefold() for name, value in found.groupdict().items() if value}
        women_more = said["one"].startswith("kvinn") == (said.get("direction", "fler") in words["more_of_them"])
        counts = list(_of_clause(sentence, found, report))
        if counts and all((women <= men) if women_more else (men <= women) for women, men, _ in counts):
            women, men, place = counts[0]
            yield finding("REP-410", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, place), certainty=80,
                          printed=found[0], women=str(women), men=str(men))  # fmt: skip


def _of_clause(
    sentence: Sentence, found: re.Match[str], report: Understood
) -> Iterator[tuple[Decimal, Decimal, Place]]:
    """Women and men of what a clause is of: the rows or columns that it names, or all, if it says nothing of whom."""
    before = re.split(r"[.;:,]|\bmedan\b|\bmen\b", sentence.text[: found.start()])[-1]
    after = re.split(r"[.;:,]|\bmedan\b|\bmen\b", sentence.text[found.end() :])[0]
    clause = f"{before} ; {after}"
    known = {one[:_STEM] for one in stems(" ".join(report.words.data["claims"]["of_both"]))}
    if all(one[:_STEM] in known for one in stems(clause)):
        yield from list(_by_sex(sentence, report)) or _of_the_headings_rows(sentence, report)
        return
    said = set(stems(clause))
    for label, women, men in _pairs_by_sex(sentence, report):
        own = stems(re.sub(r"\([^)]*\)", " ", label))
        if own and set(own) <= said:
            yield women.value, men.value, women.place


#: Words that begin so alike are one.
_STEM = 6


def _pairs_by_sex(sentence: Sentence, report: Understood) -> Iterator[tuple[str, Printed, Printed]]:
    """Women and men of each row and column that has both, in the section's tables, else in the chapter's."""
    near = [one for one in report.tables if one.section == sentence.section]
    for table in near or [one for one in report.tables if one.section[:1] == sentence.section[:1]]:
        columns = {column.part: column.place for column in table.columns if column.part in (Part.WOMEN, Part.MEN)}
        if len(columns) == 2:
            for row in table.rows:
                if set(columns.values()) <= row.cells.keys() and not row.total:
                    yield row.label, row.cells[columns[Part.WOMEN]], row.cells[columns[Part.MEN]]
        rows = {row.part: row for row in table.rows if row.part in (Part.WOMEN, Part.MEN)}
        if len(rows) == 2:
            for column in table.columns:
                pair = [rows[part].cells.get(column.place) for part in (Part.WOMEN, Part.MEN)]
                if pair[0] is not None and pair[1] is not None and column.part is not Part.TOTAL:
                    yield column.heading, pair[0], pair[1]


def _by_sex(sentence: Sentence, report: Understood) -> Iterator[tuple[Decimal, Decimal, Place]]:
    """Women and men in all: of the last total rows of the section's tables, else of its sentences."""
    for table in report.tables:
        columns = {column.part: column.place for column in table.columns if column.part in (Part.WOMEN, Part.MEN)}
        for row in table.rows:
            if (
                table.section == sentence.section
                and row.total
                and len(columns) == 2
                and set(columns.values()) <= set(row.cells)
            ):
                women, men = row.cells[columns[Part.WOMEN]], row.cells[columns[Part.MEN]]
                yield women.value, men.value, women.place
    for other in report.sentences:
        if other.section == sentence.section:
            for found in re.finditer(r"\b(\d+) kvinnor och (\d+) män\b|\b(\d+) män och (\d+) kvinnor\b", other.text):
                women_first = found[1] is not None
                one, two = (Decimal(found[at]) for at in ((1, 2) if women_first else (4, 3)))
                yield one, two, other.place


def the_sexes_have_the_share_that_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "Tre av fyra var kvinnor": against every count by sex of the section; they must all say otherwise."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        found = re.search(words["sex_share"], sentence.text, re.IGNORECASE)
        if found is None or re.search(words["sexes_elsewhere"], sentence.text, re.IGNORECASE):
            continue
        claimed = Fraction(*words["sex_fractions"][found["fraction"].casefold()]) * 100
        counts = [
            one for one in (*_by_sex(sentence, report), *_of_the_headings_rows(sentence, report)) if one[0] + one[1]
        ]
        shares = [_share(one, found["sex"].casefold()) for one in counts]
        if shares and not any(is_about(one, claimed, (found["about"] or "").casefold()) for one in shares):
            yield finding("REP-406", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, counts[0][2]), certainty=82,
                          printed=found[0], share=f"{float(shares[0]):.1f}".replace(".", ","))  # fmt: skip


def _share(counts: tuple[Decimal, Decimal, Place], sex: str) -> Fraction:
    women, men, _ = counts
    return Fraction(women if sex == "kvinnor" else men) * 100 / Fraction(women + men)


def _of_the_headings_rows(sentence: Sentence, report: Understood) -> Iterator[tuple[Decimal, Decimal, Place]]:
    """Women and men of the rows that are called as the sentence's heading is, one table at a time."""
    naming = named_above(sentence, report)
    for _, rows in groupby(naming.rows if naming else (), key=lambda one: one.table.number):
        cells = list(cells_of(rows))
        women, men = ([one.number for one in cells if one.column.part is part] for part in (Part.WOMEN, Part.MEN))
        if women and len(women) == len(men):
            yield _sum(women), _sum(men), women[0].place


def _sum(numbers: Sequence[Printed]) -> Decimal:
    return sum((one.value for one in numbers), Decimal(0))


def is_about(share: Fraction, claimed: Fraction, about: str) -> bool:
    """Whether a share is what words say: more, less, a little more or less, or about so much; in percent."""
    if about in ("inte mer än", "inte fler än"):
        return share <= claimed
    if about in ("mer än", "fler än", "över") or "majoritet" in about:
        return share > claimed
    if about in ("under", "mindre än", "färre än"):
        return share < claimed
    low, high = {"drygt": (0, 8), "knappt": (-8, 0), "nästan": (-8, 0), "närmare": (-8, 0)}.get(about, (-5, 5))
    return claimed + low - Fraction(1, 2) <= share <= claimed + high + Fraction(1, 2)


def nobody_is_counted_twice(report: Understood) -> Iterator[ReportFinding]:
    """A total of persons with a part whose sex is not known, and elsewhere as many "of the participants" already counted."""
    words = report.words.data["claims"]
    before = {
        int(found["count"]): sentence
        for sentence in report.sentences
        for found in re.finditer(words["counted_before"], sentence.text, re.IGNORECASE)
    }
    for sentence in report.sentences:
        found = re.search(words["unknown_part"], sentence.text, re.IGNORECASE)
        if found and re.search(words["persons_in_all"], sentence.text, re.IGNORECASE):
            same = before.get(int(found["count"]))
            if same is not None and same is not sentence and _of_one_initiative(sentence, same, report):
                yield finding("REP-414", Severity.REMARK, FindingClass.CONFLICT, (sentence.place, same.place), certainty=70,
                              printed=found["count"])  # fmt: skip


def _of_one_initiative(total: Sentence, part: Sentence, report: Understood) -> bool:
    """Whether a total is of the initiative that a part of it is: in its section, or naming it. Numbers may be alike by chance."""
    named = distinctive(part.section[-1], report.words) if part.section else frozenset()
    return total.section == part.section or bool(named & set(stems(total.text)))


CHECKS = (
    quantities_compare_as_is_said,
    counts_compare_as_is_said_with_another_year,
    the_sexes_compare_as_is_said,
    the_sexes_have_the_share_that_is_said,
    nobody_is_counted_twice,
)
