"""Document to what is printed: numbers written, tables laid out and numbered, notes and anchors tied together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from stegvis.core.document import (
    Block,
    CellKind,
    Chart,
    Document,
    EmptySection,
    Prose,
    ProseKind,
    RefusedTableBlock,
    Row,
    RowKind,
    Section,
    Signatures,
    StatementBlock,
    TableBlock,
)
from stegvis.core.tables import ReleasedTable
from stegvis.render import layout, numbers, table_words
from stegvis.render.charts import written
from stegvis.render.printed import (
    PrintedBlock,
    PrintedChart,
    PrintedColumn,
    PrintedDocument,
    PrintedRefusal,
    PrintedRow,
    PrintedSection,
    PrintedTable,
)
from stegvis.render.words import WORDS, Words

#: `15 - 29` of the code lists is set as a span.
_RANGE = re.compile(r"(?<=\d) ?- ?(?=\d)")
_FIGURES = (CellKind.AMOUNT, CellKind.COUNT, CellKind.PERCENT)


@dataclass(slots=True)
class _Setting:
    """What is known while a document is set: its language, the running numbers, the anchors that are taken."""

    language: str
    note_anchors: dict[int, str]
    note_backs: dict[int, list[tuple[str, str]]]
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    charts: Iterator[int] = field(default_factory=lambda: count(1))
    taken: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    def hidden(self, *, any: bool) -> tuple[str, ...]:
        """What two dots stand for: said under the first table of a section that has them."""
        if not any or self.words.hidden in self.told:
            return ()
        self.told.add(self.words.hidden)
        return (self.words.hidden,)

    def anchor(self, kind: str, name: str) -> str:
        """An anchor that no other has: the same document always gets the same ones."""
        wanted = f"{kind}-{name}"
        free = next(one for one in _alternatives(wanted) if one not in self.taken)
        self.taken.add(free)
        return free


def _alternatives(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))


def present(document: Document) -> PrintedDocument:
    """The whole document as it is printed."""
    setting = _setting(document)
    sections = tuple(_section(level, section, setting) for level, section in document.walk())
    return PrintedDocument(
        document.language,
        document.title,
        document.subtitle,
        document.association,
        document.organisation_number,
        str(document.period),
        sections,
    )


def present_section(document: Document, name: str) -> tuple[PrintedSection, ...]:
    """One section with those below it, numbered as in the whole document. Raises KeyError for a name that is not there."""
    levels = [(level, section) for level, section in document.walk()]
    printed = present(document).sections
    places = [place for place, (_, section) in enumerate(levels) if section.id == name]
    if not places:
        raise KeyError(name)
    length = len(list(levels[places[0]][1].walk()))
    return printed[places[0] : places[0] + length]


def _setting(document: Document) -> _Setting:
    statements = [block for block in document.blocks() if isinstance(block, StatementBlock)]
    notes = {block.number: f"note-{block.number}" for block in statements if block.number is not None}
    backs: dict[int, list[tuple[str, str]]] = {number: [] for number in notes}
    for block in statements:
        anchor = f"statement-{block.id}" if block.number is None else f"note-{block.number}"
        for number in dict.fromkeys(row.note for row in block.rows):
            if number in backs:
                backs[number].append((anchor, block.caption))
    return _Setting(document.language, notes, backs)


def _section(level: int, section: Section, setting: _Setting) -> PrintedSection:
    anchor = setting.anchor("section", section.id)
    setting.told.clear()
    blocks = tuple(_leveled(_block(block, setting), level) for block in section.blocks)
    return PrintedSection(anchor, level, section.heading, blocks, section.new_page)


def _leveled(block: PrintedBlock, level: int) -> PrintedBlock:
    """Prose with its headings at their level in the whole document, none skipped: readers that speak rely on it."""
    if not isinstance(block, Prose):
        return block
    nodes, last = [], 0
    for node in block.nodes:
        if node.kind is ProseKind.HEADING:
            last = min(max(node.level, 1), last + 1)
        nodes.append(replace(node, level=min(level + last, 6)))
    return Prose(tuple(nodes))


def _block(block: Block, setting: _Setting) -> PrintedBlock:
    match block:
        case TableBlock():
            return _table(block, setting)
        case StatementBlock():
            return _statement(block, setting)
        case Chart():
            return _chart(block, setting)
        case RefusedTableBlock():
            lead = setting.words.table.format(next(setting.tables))
            return PrintedRefusal(setting.anchor("table", block.id), lead, block.caption, block.text)
        case Prose() | EmptySection() | Signatures():
            return block
    raise TypeError(f"a document has no block {type(block).__name__}")


def _table(block: TableBlock, setting: _Setting) -> PrintedTable:
    """A table of counts; nothing but a released one may be printed."""
    table = block.table
    if type(table) is not ReleasedTable:
        raise TypeError(f"only a released table may be printed, not {type(table).__name__}")
    return PrintedTable(
        setting.anchor("table", block.id),
        setting.words.table.format(next(setting.tables)),
        block.caption,
        "",
        "",
        tuple(PrintedColumn(label, figures=True) for label in _headings(table, setting)),
        tuple(_count_row(row, table, setting.language) for row in layout.rows(table.head)),
        block.notes + setting.hidden(any=table.hidden > 0),
    )


def _headings(table: ReleasedTable, setting: _Setting) -> tuple[str, ...]:
    amount = table_words.amount_of(table.head, setting.language)
    return layout.columns(table.head, setting.words.number, amount)


def _count_row(row: layout.LaidRow, table: ReleasedTable, language: str) -> PrintedRow:
    cells = layout.cells(
        table.head,
        row,
        lambda key: numbers.count(table.cells[key], language),
        lambda key: numbers.told(table.amounts.get(key), language),
    )
    return PrintedRow(_RANGE.sub("–", row.label), tuple(cells), row.kind)


def _statement(block: StatementBlock, setting: _Setting) -> PrintedTable:
    if block.number is None:
        anchor = setting.anchor("statement", block.id)
        lead = setting.words.table.format(next(setting.tables)) if _is_table(block) else ""
        back: tuple[tuple[str, str], ...] = ()
    else:
        anchor, lead = setting.anchor("note", str(block.number)), setting.words.note.format(block.number)
        back = tuple(setting.note_backs[block.number])
    return PrintedTable(
        anchor,
        lead,
        block.caption,
        block.unit,
        block.corner,
        tuple(PrintedColumn(column.label, column.kind in _FIGURES) for column in block.columns),
        tuple(_row(row, f"{anchor}-{place}", setting) for place, row in enumerate(block.rows, 1)),
        block.notes + _hidden_note(block, setting),
        any(row.note is not None for row in block.rows),
        back,
    )


def _is_table(block: StatementBlock) -> bool:
    """Whether it has headings over its columns: facts of one thing have none, and no number among the tables."""
    return bool(block.corner or len(block.columns) > 1 or any(column.label for column in block.columns))


def _row(row: Row, anchor: str, setting: _Setting) -> PrintedRow:
    cells = tuple(numbers.cell(cell, setting.language) for cell in row.cells)
    if row.kind is RowKind.GROUP and not any(cells):
        cells = ()
    note = "" if row.note is None else str(row.note)
    target = setting.note_anchors.get(row.note, "") if row.note is not None else ""
    return PrintedRow(row.label, cells, row.kind, note, target, anchor)


def _hidden_note(block: StatementBlock, setting: _Setting) -> tuple[str, ...]:
    return setting.hidden(any=any(cell.hidden for row in block.rows for cell in row.cells))


def _chart(chart: Chart, setting: _Setting) -> PrintedChart:
    anchor = setting.anchor("chart", chart.id)
    lead = setting.words.chart.format(next(setting.charts))
    source = setting.words.source.format(chart.source) if chart.source else ""
    return PrintedChart(anchor, lead, chart, source, _figures(chart, anchor, lead, setting))


def _figures(chart: Chart, anchor: str, lead: str, setting: _Setting) -> PrintedTable:
    rows = [
        PrintedRow(category, tuple(written(series.values[place], setting.language) for series in chart.series))
        for place, category in enumerate(chart.categories)
    ]
    columns = tuple(PrintedColumn(series.name, figures=True) for series in chart.series)
    return PrintedTable(
        f"{anchor}-figures", lead, chart.title, chart.unit, setting.words.category, columns, tuple(rows)
    )
