"""The table of contents against the headings: wording, numbers, pages, and what is missing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from stegvis.checking.prose.sayings import Saying, headings
from stegvis.checking.understanding import Understood
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.finished import Passage, Place, PrintedGrid, TextKind
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_ENTRY = re.compile(
    r"^\W*(?P<number>\d+(?:\.\d+)*)?\.?\s*(?P<text>.*?[^\W\d_].*?)[\s.…_·]*(?:\t|\s|\.)\s*(?P<page>\d{1,3})\W*$"
)
_NUMBERED = re.compile(r"^\W*(\d+(?:\.\d+)*)\.?\s+(.*)")
#: So alike two headings are one that was reworded; and so many of the entries must be found as headings before one is missed.
_ALIKE = 0.8
_FOUND = 0.7
_FEWEST = 4
#: How the table of contents is headed.
_TITLES = frozenset({"innehåll", "innehållsförteckning"})
#: An entry without a page is no longer.
_SHORT = 80


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table of contents."""

    number: str
    text: str
    page: int
    place: Place

    @property
    def said(self) -> str:
        """As printed, without dots and page."""
        return f"{self.number} {self.text}".strip()


def contents_are_the_headings(report: Understood) -> Iterator[ReportFinding]:
    """Each entry is a heading with the same words and number, on the page that is given."""
    entries = _entries(report)
    last = max((entry.place.page, entry.place.line) for entry in entries) if entries else (0, 0)
    heads = [head for head in headings(report) if (head.place.page, head.place.line) > last]
    found = {entry: head for entry in entries if (head := _same(entry, heads)) is not None}
    if len(entries) < _FEWEST or len(found) < _FOUND * len(entries):
        return
    elsewhere = (
        list(_on_another_page(found, heads)) if report.report.pages > 1 and all(one.page for one in entries) else []
    )
    yield from _out_of_order(entries) if not elsewhere else ()
    yield from _numbered_otherwise(found)
    yield from _not_found(report, [entry for entry in entries if entry not in found], heads, found.values())
    yield from _missing(heads, entries)
    yield from elsewhere


def _entries(report: Understood) -> list[_Entry]:
    """The lines of the table of contents; also where it was read as a table."""
    lines = [
        line
        for block in report.report.blocks
        if isinstance(block, Passage) and block.kind is TextKind.CONTENTS
        for line in block.lines
    ]
    for table in report.tables:
        if plain(table.title).startswith("innehåll") or plain(table.columns[0].heading).startswith("innehåll"):
            lines += [row.line for row in table.grid.rows]
    told = ((_ENTRY.match(re.sub(r"<[^>]+>", "", report.report.lines[line].text).strip("|")), line) for line in lines)
    paged = [
        _Entry(found["number"] or "", found["text"].strip(" .*_"), int(found["page"]), report.report.place(line))
        for found, line in told
        if found
    ]
    return paged if len(paged) >= _FEWEST else list(_listed(report))


def _entry_of(text: str, place: Place) -> _Entry:
    """An entry with its number and page, where it has them."""
    found = _ENTRY.match(text)
    if found:
        return _Entry(found["number"] or "", found["text"].strip(" .*_"), int(found["page"]), place)
    numbered = _NUMBERED.match(text)
    number, said = (numbered[1], numbered[2]) if numbered else ("", text)
    return _Entry(number, said.strip(" .*_"), 0, place)


def _listed(report: Understood) -> Iterator[_Entry]:
    """The short lines right after "Innehåll", where they were read as items or paragraphs; page 0 where they have none."""
    listed = False
    for block in report.report.blocks:
        text = "" if isinstance(block, PrintedGrid) else block.text.strip()
        if plain(text) in _TITLES:
            listed = True
        elif listed and isinstance(block, Passage) and len(text) < _SHORT and not text.endswith((".", ":")):
            yield _entry_of(text, report.report.place(block.lines[0]))
        else:
            listed = False


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    numbered = _NUMBERED.match(text)
    return plain(re.sub(r"[*_#]", "", numbered[2] if numbered else text))


def _number(text: str) -> str:
    numbered = _NUMBERED.match(text)
    return numbered[1] if numbered else ""


def _same(entry: _Entry, heads: Sequence[Saying]) -> Saying | None:
    """The heading with the entry's words; of several the one with its number."""
    same = [head for head in heads if _bare(head.text) == plain(entry.text)]
    return next((head for head in same if _number(head.text) == entry.number), same[0] if same else None)


def _out_of_order(entries: Sequence[_Entry]) -> Iterator[ReportFinding]:
    """The one entry without which the pages would only rise."""
    pages = [entry.page for entry in entries]
    if not _rises(pages):
        alone = [at for at in range(len(pages)) if _rises(pages[:at] + pages[at + 1 :])]
        if alone:
            entry = entries[min(alone, key=lambda at: pages[at] in pages[:at] + pages[at + 1 :])]
            yield finding("REP-617", Severity.REMARK, FindingClass.LABEL, (entry.place,), certainty=85, printed=str(entry.page),
                          heading=entry.said)  # fmt: skip


def _rises(pages: Sequence[int]) -> bool:
    return all(page <= later for page, later in pairwise(pages))


def _numbered_otherwise(found: dict[_Entry, Saying]) -> Iterator[ReportFinding]:
    for entry, head in found.items():
        number = _number(head.text)
        if entry.number and number and number != entry.number:
            yield _reworded(entry, head)


def _not_found(
    report: Understood, entries: Sequence[_Entry], heads: Sequence[Saying], taken: Iterable[Saying]
) -> Iterator[ReportFinding]:
    """Entries without a heading: reworded, or missing where no line of the report begins so."""
    free = [head for head in heads if head not in set(taken)]
    starts = [plain(line.text) for line in report.report.lines]
    for entry in entries:
        said = plain(entry.text)
        near = max(free, key=lambda head: _likeness(said, _bare(head.text)), default=None)
        if near is not None and _likeness(said, _bare(near.text)) >= _ALIKE:
            if not said.startswith(_bare(near.text)):
                yield _reworded(entry, near)
        elif sum(start.startswith(said) for start in starts) < 2:
            yield finding("REP-614", Severity.REMARK, FindingClass.LABEL, (entry.place,), certainty=70,
                          printed=entry.said)  # fmt: skip


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _reworded(entry: _Entry, head: Saying) -> ReportFinding:
    return finding("REP-613", Severity.REMARK, FindingClass.LABEL, (entry.place, head.place), certainty=85,
                   printed=entry.said, expected=head.text)  # fmt: skip


def _missing(heads: Sequence[Saying], entries: Sequence[_Entry]) -> Iterator[ReportFinding]:
    """Numbered headings, as 2.3, that the contents leave out though they name those beside them."""
    known = {entry.number for entry in entries}
    parents = {number.rpartition(".")[0] for number in known} - {""}
    for head in heads:
        number = _number(head.text)
        if number not in known and number.rpartition(".")[0] in parents:
            yield finding("REP-615", Severity.REMARK, FindingClass.LABEL, (head.place, entries[0].place), certainty=85,
                          printed=head.text)  # fmt: skip


def _on_another_page(found: dict[_Entry, Saying], heads: Sequence[Saying]) -> Iterator[ReportFinding]:
    """Pages are counted from where most entries say; a heading on another page than its entry says is told."""
    off = Counter(head.place.page - entry.page for entry, head in found.items())
    usual, times = off.most_common(1)[0]
    if times * 10 < 6 * len(found):
        return
    for entry, head in found.items():
        page = head.place.page - usual
        pages = {one.place.page - usual for one in heads if _bare(one.text) == plain(entry.text)}
        if entry.page not in pages:
            yield finding("REP-616", Severity.REMARK, FindingClass.LABEL, (entry.place, head.place), certainty=85,
                          printed=str(entry.page), expected=str(page), heading=entry.said)  # fmt: skip


CHECKS = (contents_are_the_headings,)
