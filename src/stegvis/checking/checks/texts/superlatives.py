"""Claims of most and least: "flest kom från Dalkarlsby och minst antal från Lerhult", against the rows that are named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stegvis.checking.understanding import ColumnKind, Part, Printed, ReadTable, Sentence, Understood
from stegvis.checking.words import plain
from stegvis.checking.words.stems import stems
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: Of fewer rows no text says which is the most, and a shorter label may be any word.
_ROWS = 3
_LABEL = 4
#: Words that begin so alike are one.
_STEM = 6

#: Numbers of one column by their rows' labels, or of one row by its columns'.
Series = Mapping[str, Printed]


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of most or least, and what is said after it (and right before it, where it stands after its subject)."""

    said: str
    most: bool
    words: str


def the_most_and_the_least_are_those_named(report: Understood) -> Iterator[ReportFinding]:
    """A row that is said to have the most, or the least, has it in some column of the section's tables that have the row."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        for claim in _claims(sentence, words):
            tables = [
                one for one in tables_near(sentence, report) if is_of_table(one, sentence, claim, words["of_anything"])
            ]
            series = [one for table in tables for one in _series(table, report.words.data["parts"]["total"])]
            told = [(one, named) for one in series if (named := named_in(claim.words, one))]
            if told and not any(_holds(claim, one, named) for one, named in told):
                one, named = told[-1]
                sizes = _sizes(one)
                first = (max if claim.most else min)(sizes, key=sizes.__getitem__)
                yield finding("REP-416", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, one[first].place),
                              certainty=82, printed=f"{claim.said} … {', '.join(named)}", expected=first,
                              value=one[first].figure.text)  # fmt: skip


def _claims(sentence: Sentence, words: Mapping[str, Any]) -> Iterator[Claim]:
    """Each word of most or least with its clause, up to the next such word or what is compared with it."""
    text = sentence.text
    found = list(re.finditer(words["extreme"], text, re.IGNORECASE))
    for at, one in enumerate(found):
        if re.search(words["not_extreme"], text[: one.start()], re.IGNORECASE):
            continue
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        after = re.split(words["clause_ends"], text[one.end() : end], maxsplit=1, flags=re.IGNORECASE)[0]
        before = re.search(words["subject_before"], text[: one.start()]) if not at else None
        most = re.search(words["of_most"], one[0], re.IGNORECASE) is not None
        yield Claim(one[0], most, f"{before['subject'] if before else ''} ; {after}")


def tables_near(sentence: Sentence, report: Understood) -> Iterator[ReadTable]:
    """The tables of the sentence's section, and of those right under or over it."""
    return (
        table
        for table in report.tables
        if table.section[: len(sentence.section)] == sentence.section or table.section == sentence.section[:-1]
    )


def is_of_table(table: ReadTable, sentence: Sentence, claim: Claim, of_anything: Sequence[str]) -> bool:
    """Whether the claim is of what the table counts: it says nothing but what the table, its headings and rows say."""
    title = "" if sentence.text.strip() in table.title else table.title
    headings = [one.heading for one in table.columns]
    named = " ".join((title, *table.section, *headings, *(row.label for row in table.rows), *of_anything))
    known = {one[:_STEM] for one in stems(named)}
    return all(one[:_STEM] in known for one in stems(claim.words))


def _series(table: ReadTable, all_of_them: Sequence[str]) -> Iterator[Series]:
    """Each column by row, and each row by column, totals left out; the totals' column and row last, for they say it best."""
    rows = [row for row in table.rows if not row.total and plain(row.label) not in all_of_them]
    figures = [one for one in table.columns if one.kind in (ColumnKind.FIGURES, ColumnKind.SHARE)]
    for column in sorted(figures, key=lambda one: one.part is Part.TOTAL or len(figures) == 1):
        yield {row.label: row.cells[column.place] for row in rows if column.place in row.cells}
    named = [one for one in figures if one.part in (None, Part.NAMED) and one.year is None and one.version is None]
    for row in sorted(table.rows, key=lambda one: one.total):
        yield {one.heading: row.cells[one.place] for one in named if one.place in row.cells}


def named_in(said: str, series: Series) -> Sequence[str]:
    """The labels that the words name, if they are few enough of many."""
    if len(series) < _ROWS or len({one.unit for one in series.values()}) > 1:
        return ()
    words = set(stems(said))
    names = [label for label in series if len(label) >= _LABEL and _says(said, label, words)]
    longest = [one for one in names if not any(one != other and one in other for other in names)]
    return longest if len(longest) * 2 <= len(series) else ()


def _says(said: str, label: str, words: set[str]) -> bool:
    """Whether words name a label: as it is written, or its one word in another form."""
    bare = re.sub(r"\([^)]*\)", " ", label).strip()
    if re.search(rf"\b{re.escape(bare)}\b", said, re.IGNORECASE):
        return True
    own = stems(bare)
    return len(own) == 1 and len(own[0]) >= _LABEL and own[0] in words


def _holds(claim: Claim, series: Series, named: Sequence[str]) -> bool:
    sizes = _sizes(series)
    return all(sizes[label] == (max if claim.most else min)(sizes.values()) for label in named)


def _sizes(series: Series) -> Mapping[str, Decimal]:
    """How much each is; costs that are all printed with a minus are as great as without it."""
    spent = all(one.value <= 0 for one in series.values())
    return {label: -one.value if spent else one.value for label, one in series.items()}


CHECKS = (the_most_and_the_least_are_those_named,)
