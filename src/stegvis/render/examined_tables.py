"""The tables of an examined report as real tables, each cell that a finding points at marked and linked to it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from stegvis.core.finished import FinishedReport, GridCell, Passage, PrintedGrid, ReportHeading
from stegvis.core.report_findings import ReportFinding
from stegvis.render.examined_words import ExaminedWords, expected_word
from stegvis.render.markup import Markup, element

#: Where a cell is: the table among the report's blocks, its row, the cell in the row (`core.finished.Place`).
CellPlace = tuple[int, int, int]

#: Tables without findings are shown as long as all of them together are not larger than so many cells.
_MOST_CELLS = 20_000
_LONGEST_TITLE = 120
_LONGEST_FIGURE = 20


@dataclass(frozen=True)
class Marks:
    """The findings by their numbers on the page, and which cells they point at."""

    findings: Mapping[int, ReportFinding]

    @cached_property
    def wrong(self) -> Mapping[CellPlace, list[int]]:
        """The cells that are most likely wrong: the first place of each finding."""
        return self._cells(slice(0, 1))

    @cached_property
    def others(self) -> Mapping[CellPlace, list[int]]:
        """The cells that a finding holds them against."""
        return self._cells(slice(1, None))

    @cached_property
    def cells(self) -> frozenset[CellPlace | None]:
        """All of them."""
        return frozenset({*self.wrong, *self.others})

    @cached_property
    def tables(self) -> frozenset[int]:
        """The tables that have any, as blocks of the report."""
        return frozenset(cell[0] for cell in self.cells if cell)

    def _cells(self, which: slice) -> Mapping[CellPlace, list[int]]:
        found: defaultdict[CellPlace, list[int]] = defaultdict(list)
        for number, finding in self.findings.items():
            for place in finding.places[which]:
                if place.cell and number not in found[place.cell]:
                    found[place.cell].append(number)
        return dict(found)


def anchor_of(cell: CellPlace | None) -> str:
    """The name of a cell on the page."""
    return "-".join(map(str, ("cell", *(cell or ()))))


def tables_html(report: FinishedReport, marks: Marks, words: ExaminedWords) -> Iterator[Markup]:
    """First the tables with marks, then the others, folded."""
    titles = dict(_titled(report, words))
    grids = {at: block for at, block in enumerate(report.blocks) if isinstance(block, PrintedGrid) and block.rows}
    if marked := [at for at in grids if at in marks.tables]:
        heading = element("h2", words.tables, id="tables")
        shown = (_table(grids[at], at, titles[at], marks, words) for at in marked)
        yield element("section", heading, *shown, aria_labelledby="tables")
    if clean := [at for at in grids if at not in marks.tables]:
        few = sum(len(row.cells) for at in clean for row in grids[at].rows) <= _MOST_CELLS
        tables = [_table(grids[at], at, titles[at], marks, words) for at in clean] if few else []
        named = element("ul", *(element("li", titles[at]) for at in clean)) if not few else None
        yield element("details", element("summary", words.clean_tables.format(len(clean))), named, *tables)


def _titled(report: FinishedReport, words: ExaminedWords) -> Iterator[tuple[int, str]]:
    """Each table with its caption, else the heading or the words right before it."""
    heading, number = "", 0
    for at, block in enumerate(report.blocks):
        if isinstance(block, ReportHeading):
            heading = block.text
        elif isinstance(block, PrintedGrid):
            number += 1
            before = report.blocks[at - 1] if at else None
            text = block.caption or (before.text if isinstance(before, Passage) and not heading else heading)
            named = " ".join(text.split())[:_LONGEST_TITLE]
            yield at, f"{words.table.format(number)}. {named}" if named else words.table.format(number)


def _table(grid: PrintedGrid, at: int, title: str, marks: Marks, words: ExaminedWords) -> Markup:
    heads, figures = _heads(grid), _figure_columns(grid)
    rows = [
        element("tr", *(_cell(cell, (at, down, across), _Kind(down < heads, across in figures), marks, words)
                        for across, cell in enumerate(row.cells)))
        for down, row in enumerate(grid.rows)
    ]  # fmt: skip
    table = element(
        "table",
        element("caption", title),
        element("thead", *rows[:heads]) if heads else None,
        element("tbody", *rows[heads:]),
    )
    return element("div", table, class_="frame", role="group", tabindex=0, aria_label=title)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a cell is: in a row of headings, in a column of figures."""

    heads: bool
    figures: bool


def _figure_columns(grid: PrintedGrid) -> frozenset[int]:
    """The columns where most of what stands is figures; the first has the labels."""
    short: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for row in grid.rows:
        for across, cell in enumerate(row.cells[1:], start=1):
            text = cell.text.strip()
            filled[across] += bool(text)
            short[across] += any(char.isdigit() for char in text) and len(text) <= _LONGEST_FIGURE
    return frozenset(across for across in filled if short[across] * 2 > filled[across])


def _heads(grid: PrintedGrid) -> int:
    """How many of the first rows are headings: those that the document says are; else the first of several."""
    said = next((at for at, row in enumerate(grid.rows) if not all(cell.heads for cell in row.cells)), len(grid.rows))
    return said or int(len(grid.rows) > 1)


def _cell(cell: GridCell, place: CellPlace, kind: _Kind, marks: Marks, words: ExaminedWords) -> Markup:
    text = cell.text.strip()
    scope = ("col" if kind.heads else "row" if place[2] == 0 else None) if text else None
    classes = ("number" if kind.figures else "", "wrong" if place in marks.wrong else "")
    return element(
        "th" if scope else "td",
        *_marked(text, place, marks, words),
        scope=scope,
        colspan=cell.span if cell.span > 1 else None,
        class_=" ".join(filter(None, classes)) or None,
        id=anchor_of(place) if place in marks.cells else None,
    )


def _marked(text: str, place: CellPlace, marks: Marks, words: ExaminedWords) -> Iterator[Markup | str]:
    """The cell's words: marked, with the finding's number and what it should be; or a link where it is held against."""
    if wrong := marks.wrong.get(place):
        yield element("mark", text)
        for number in wrong:
            yield " "
            named = words.to_finding.format(number)
            yield element("a", f"[{number}]", href=f"#finding-{number}", class_="ref", aria_label=named)
            found = marks.findings[number]
            if found.expected:
                yield element("small", f"{expected_word(found, words).lower()} {found.expected}")
    elif others := marks.others.get(place):
        named = f"{text}, {words.to_finding.format(others[0])}"
        yield element("a", text or "–", href=f"#finding-{others[0]}", class_="against", aria_label=named)
    else:
        yield text
