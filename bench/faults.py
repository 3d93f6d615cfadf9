"""The faults that may be planted in a finished report: every printed value, by what it is, with how it may slip."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bench import slips
from bench.planting import Spot, printed
from bench.slips import Slip
from stegvis.checking.agreement.relations import Relation
from stegvis.checking.checks import CHECKS
from stegvis.checking.figures import SCALES
from stegvis.checking.reading import understand
from stegvis.checking.tables.lines import is_difference, says_total
from stegvis.checking.understanding import ColumnKind, Part, Printed, ReadTable, TableKind, TableRow, Understood
from stegvis.core.finished import FinishedReport, Passage, PrintedGrid, ReportHeading, TextKind

_SLIPS: Mapping[str, Slip] = {
    "one digit wrong": slips.digit, "two digits swapped": slips.swapped, "a digit dropped": slips.dropped,
    "another number": slips.another, "a sign lost": slips.sign,
}  # fmt: skip
_SHARES: Mapping[str, Slip] = {"rounded two steps wrong": slips.rounded, "another number": slips.another}
_SMALL: Mapping[str, Slip] = {"one to four": slips.small}
#: What the numbers of tables and running text are, each of one of these kinds.
_NUMBERS = (
    "equity ratio", "a share", "a variance or difference", "last year's column", "a total", "a part of a sum",
    "a cell of a table without totals", "a number in running text",
)  # fmt: skip
#: Verdicts on goals; each may stand for another of the same line.
_VERDICTS = (
    ("uppfyllt", "delvis uppfyllt", "ej uppfyllt"), ("uppfylld", "delvis uppfylld", "ej uppfylld"),
    ("uppnått", "delvis uppnått", "ej uppnått"), ("grön", "gul", "röd"), ("grönt", "gult", "rött"), ("ja", "delvis", "nej"),
)  # fmt: skip
_VERDICT = re.compile(r"(?<!\w)(?:delvis|ej|inte)?\s?upp(?:fyll[dt]|nått)(?!\w)", re.IGNORECASE)
_LAW = re.compile(r"(?<![\d:])(?:18|19|20)\d\d:\d{1,4}(?!\d)")
_NAME = re.compile(r"(?<![\w-])[A-ZÅÄÖ][a-zåäö]{7,}(?![\w-])")
_UNIT = re.compile(r"(?<!\w)(?:tkr|tusental kronor|kronor|kr)(?!\w)")
_UNITS = {"tkr": "kr", "kr": "tkr", "kronor": "tusental kronor", "tusental kronor": "kronor"}
_PAGE = re.compile(r"\d+(?=\W*$)")
#: What is no person, and may be counted beside persons.
_EVENTS = ("andel", "möte", "besök", "konsultation", "plan", "kontakt")
_PERSONS = re.compile(r"\s(?:personer|deltagare|kvinnor|män|individer)\b")
#: A name is told from other words where it is written so many times; a number told twice is no chance with so many digits.
_TIMES, _DIGITS = 3, 4
#: Amounts are off by so many steps, so that no tolerance hides it.
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A printed value where a fault may be planted. `held`: the checker holds it against something; None for words.

    `least`: how far off the planted number must be at least.
    """

    kind: str
    spot: Spot
    slips: Mapping[str, Slip]
    held: bool | None = None
    least: Decimal = Decimal(0)


def places(report: FinishedReport) -> Mapping[str, Sequence[Place]]:
    """Every value of the report that a fault may be planted in, by kind."""
    understood = understand(report)
    found: dict[str, list[Place]] = defaultdict(list)
    for make in (_in_tables, _in_text, _verdicts, _laws, _names, _contents, _units, _hidden):
        for place in make(understood):
            found[place.kind].append(place)
    numbers = [one for kind in _NUMBERS for one in found[kind]]
    found["told in several places"] = _told_twice(report, numbers)
    return {kind: all for kind, all in found.items() if all}


def _held(report: Understood) -> frozenset[int]:
    relations = (one for check in CHECKS for one in check(report) if isinstance(one, Relation))
    return frozenset(number.id for one in relations if one.holds for number in one.numbers)


def _in_tables(report: Understood) -> Iterator[Place]:
    held = _held(report)
    for table in report.tables:
        for row in table.rows:
            for at, number in row.cells.items():
                kind = _kind(table, row, at, report)
                spot = _of_cell(number)
                how = _SHARES if kind in ("a share", "equity ratio") else _SLIPS
                yield Place(kind, spot, how, number.id in held, _least(number))
                if kind == "a total" and (parts := _parts(table, row, at)):
                    forgotten = {"a row forgotten": slips.minus(parts[len(parts) // 2])}
                    yield Place("a row forgotten in the total", spot, forgotten, number.id in held, _least(number))
                if _counts_persons(table, row, number) and kind == "a part of a sum":
                    yield Place("a small count given away", spot, _SMALL, number.id in held)


def _kind(table: ReadTable, row: TableRow, at: int, report: Understood) -> str:
    """What a cell is, by what its row and its column are called."""
    column = table.column(at)
    years = [one.year for one in table.columns if one.year]
    if "soliditet" in row.label.casefold():
        return "equity ratio"
    if column.kind is ColumnKind.SHARE or row.cells[at].unit == "%":
        return "a share"
    if is_difference(column, report.words):
        return "a variance or difference"
    if column.year and column.year < max(years):
        return "last year's column"
    if row.total or _is_total(table, at, report):
        return "a total"
    sums = any(one.total for one in table.rows) or any(_is_total(table, one.place, report) for one in table.columns)
    return "a part of a sum" if sums else "a cell of a table without totals"


def _is_total(table: ReadTable, at: int, report: Understood) -> bool:
    column = table.column(at)
    return column.part is Part.TOTAL or says_total(column.heading, report.words)


def _parts(table: ReadTable, row: TableRow, at: int) -> list[Decimal]:
    """The numbers right above a total, up to the total before."""
    found: list[Decimal] = []
    for above in table.rows[: table.rows.index(row)][::-1]:
        if above.total or above.heads:
            break
        if at in above.cells and above.cells[at].value:
            found.append(above.cells[at].value)
    return found if len(found) > 1 else []


def _counts_persons(table: ReadTable, row: TableRow, number: Printed) -> bool:
    """Whether a cell counts persons: a whole number, no share, no money, no meeting or other event."""
    said = row.label.casefold()
    counts = number.unit == "" and not number.figure.decimals and 4 < number.value < 1000 and "%" not in said
    return table.kind is TableKind.BY_SEX and counts and not any(word in said for word in _EVENTS)


def _of_cell(number: Printed) -> Spot:
    assert number.place.cell is not None
    block, row, cell = number.place.cell
    return Spot(block, number.figure.start, number.figure.end, (row, cell))


def _least(number: Printed) -> Decimal:
    money = number.unit in SCALES or abs(number.value) >= 1000
    return number.step * (_STEPS if money else 1)


def _in_text(report: Understood) -> Iterator[Place]:
    """The exact numbers of running text."""
    held, begins, before = _held(report), 0, -1
    for sentence in report.sentences:
        passage = report.report.blocks[sentence.passage]
        assert isinstance(passage, Passage)
        begins = passage.text.index(sentence.text, begins if sentence.passage == before else 0)
        before = sentence.passage
        for number in sentence.numbers:
            figure = number.figure
            if not figure.about and figure.span is None:
                spot = Spot(before, begins + figure.start, begins + figure.end)
                ratio = "soliditet" in sentence.text.casefold() and number.unit == "%"
                yield Place("equity ratio" if ratio else "a number in running text", spot, _SHARES if ratio else _SLIPS,
                            number.id in held, _least(number))  # fmt: skip
                if _PERSONS.match(sentence.after(number)) and number.value > 4 and figure.text.isdigit():
                    yield Place("a small count given away", spot, _SMALL, number.id in held)
        begins += len(sentence.text)


def _told_twice(report: FinishedReport, numbers: Sequence[Place]) -> list[Place]:
    """Numbers of some digits that another block prints too."""
    said = [re.sub(r"\D", "", printed(report, one.spot)) for one in numbers]
    where: dict[str, set[int]] = defaultdict(set)
    for one, digits in zip(numbers, said, strict=True):
        where[digits].add(one.spot.block)
    return [
        Place("told in several places", one.spot, one.slips, one.held, one.least)
        for one, digits in zip(numbers, said, strict=True)
        if len(digits) >= _DIGITS and len(where[digits]) > 1
    ]


def _verdicts(report: Understood) -> Iterator[Place]:
    for table in report.tables:
        for row in table.grid.rows[1:]:
            for spot, text in _cells(report.report, row.line):
                for line in _VERDICTS:
                    if text.strip().casefold() in line and table.kind is TableKind.GOALS:
                        yield _verdict(Spot(spot.block, 0, len(text), spot.cell), text, line)
    for spot, text in _running(report.report):
        for found in _VERDICT.finditer(text):
            said = found[0].strip().casefold()
            line = next((one for one in _VERDICTS if said.split()[-1] in one), None)
            if line and re.search(r"\bmål", text, re.IGNORECASE):
                at = found.end() - len(found[0].strip())
                yield _verdict(Spot(spot.block, at, found.end()), said, line)


def _verdict(spot: Spot, said: str, line: tuple[str, ...]) -> Place:
    others = tuple(one for one in line if one.split()[0] != said.strip().casefold().split()[0])
    return Place("a goal's stated fulfilment", spot, {"another verdict": slips.instead(others)})


def _laws(report: Understood) -> Iterator[Place]:
    how = {name: _SLIPS[name] for name in ("one digit wrong", "two digits swapped")}
    for spot, text in _everywhere(report.report):
        for found in _LAW.finditer(text):
            year, _, number = found[0].partition(":")
            begins = found.start() + len(year) + 1
            yield Place("a law's number", Spot(spot.block, begins, begins + len(number), spot.cell), how)


def _names(report: Understood) -> Iterator[Place]:
    """Names: words that always have a capital, written several times."""
    texts = list(_everywhere(report.report))
    times = Counter(word for _, text in texts for word in _NAME.findall(text))
    small = {word for _, text in texts for word in re.findall(r"[a-zåäö]{8,}", text)}
    for spot, text in texts:
        for found in _NAME.finditer(text):
            if times[found[0]] >= _TIMES and found[0].casefold() not in small:
                yield Place("a name misspelt", Spot(spot.block, found.start(), found.end(), spot.cell),
                            {"misspelt": slips.misspelt})  # fmt: skip


def _contents(report: Understood) -> Iterator[Place]:
    for at, block in enumerate(report.report.blocks):
        if isinstance(block, Passage) and block.kind is TextKind.CONTENTS and (found := _PAGE.search(block.text)):
            yield Place("contents", Spot(at, found.start(), found.end()), {"another page": slips.page})
            word = max(re.finditer(r"[^\W\d_]+", block.text), key=lambda one: len(one[0]), default=None)
            if word and len(word[0]) > 4:
                yield Place("contents", Spot(at, word.start(), word.end()), {"misspelt": slips.misspelt})


def _units(report: Understood) -> Iterator[Place]:
    """The units that head a table: in its caption, its headings, or the heading or words right before."""
    blocks = report.report.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, PrintedGrid):
            continue
        before = blocks[at - 1] if at else None
        own = not (isinstance(before, ReportHeading | Passage) and before.text == block.caption)
        near = [(Spot(at, 0, 0), block.caption)] if own else []
        near += [(Spot(at, 0, 0, (0, place)), cell.text) for place, cell in enumerate(block.rows[0].cells)]
        near += [(Spot(at - 1, 0, 0), before.text)] if isinstance(before, ReportHeading | Passage) else []
        for spot, text in near:
            if (found := _UNIT.search(text)) and len(text) < 120:
                how = {"tkr for kr or the other way": slips.instead((_UNITS[found[0]],))}
                yield Place("the unit of a table", Spot(spot.block, found.start(), found.end(), spot.cell), how)


def _hidden(report: Understood) -> Iterator[Place]:
    for spot, text in _everywhere(report.report):
        if text.strip() == ".." and spot.cell:
            yield Place("a small count given away", Spot(spot.block, 0, len(text), spot.cell), _SMALL)


def _cells(report: FinishedReport, line: int) -> Iterator[tuple[Spot, str]]:
    for spot, text in _everywhere(report):
        block = report.blocks[spot.block]
        if spot.cell and isinstance(block, PrintedGrid) and block.rows[spot.cell[0]].line == line:
            yield spot, text


def _running(report: FinishedReport) -> Iterator[tuple[Spot, str]]:
    for at, block in enumerate(report.blocks):
        if isinstance(block, Passage) and block.kind in (TextKind.PROSE, TextKind.ITEM):
            yield Spot(at, 0, 0), block.text


def _everywhere(report: FinishedReport) -> Iterator[tuple[Spot, str]]:
    """Every cell, heading and passage with its text; not the pages' furniture and the contents."""
    for at, block in enumerate(report.blocks):
        if isinstance(block, PrintedGrid):
            for row, one in enumerate(block.rows):
                yield from ((Spot(at, 0, 0, (row, place)), cell.text) for place, cell in enumerate(one.cells))
        elif isinstance(block, ReportHeading) or block.kind not in (TextKind.FURNITURE, TextKind.CONTENTS):
            yield Spot(at, 0, 0), block.text
