"""The rows of a table: their labels, roles, totals, the headings that they stand under, and their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stegvis.checking.figures import Figure, cell_figure
from stegvis.checking.numbering import Numbers
from stegvis.checking.other_digits import without, years_in
from stegvis.checking.tables.columns import part_of, unit_after
from stegvis.checking.tables.layout import LaidRow, is_year
from stegvis.checking.understanding import Column, ColumnKind, Part, Printed, TableKind, TableRow
from stegvis.checking.words import Words, plain
from stegvis.core.finished import Place

_FIGURES = (ColumnKind.FIGURES, ColumnKind.SHARE, ColumnKind.WORDS)
_PERIOD = re.compile(r"(?:19|20)\d\d[\d\s/–-]*")
_COUNTED = re.compile(r"\bantal\b|anställda|årsarbetare|\bdeltagare\b", re.IGNORECASE)
_MONEY = re.compile(r"kostnad|kronor|\bkr\b|belopp|lön|betal|skuld|fordr|arvode|ersättning", re.IGNORECASE)
_RATIO = re.compile(r"soliditet|\bandel\b|procent|%", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of a table are read with: its columns, kind and unit ("" if none is said).

    `summed`: what its totals are of by their names, as "avsättningar" by "Summa avsättningar".
    """

    columns: tuple[Column, ...]
    kind: TableKind
    unit: str
    words: Words
    numbers: Numbers
    summed: frozenset[str] = frozenset()

    @property
    def labels(self) -> int:
        """The column with the rows' names."""
        return next((one.place for one in self.columns if one.kind is ColumnKind.LABEL), 0)


def rows_of(body: Sequence[LaidRow], setting: Setting) -> tuple[TableRow, ...]:
    """The rows in order, each with the heading row that it stands under."""
    group = ""
    sexes = _sexes_down(body, setting)
    setting = replace(setting, summed=_summed(body, setting))
    found = []
    for row in body:
        read = replace(_row(row, setting, sexes), group=group)
        group = read.label if read.heads else group
        found.append(read)
    return tuple(found)


def _summed(body: Sequence[LaidRow], setting: Setting) -> frozenset[str]:
    labels = [row.text(setting.labels) for row in body if row.has_figures]
    return frozenset(plain(one).partition(" ")[2] for one in labels if says_total(one, setting.words))


def _sexes_down(body: Sequence[LaidRow], setting: Setting) -> bool:
    """Whether women and men are rows."""
    if any(one.part in (Part.WOMEN, Part.MEN) for one in setting.columns):
        return False
    parts = [part_of(row.text(setting.labels), setting.words) for row in body if row.has_figures]
    return Part.WOMEN in parts and Part.MEN in parts


def _row(row: LaidRow, setting: Setting, sexes: bool) -> TableRow:
    label = row.text(setting.labels)
    year = _year_down(label, setting)
    cells = {
        column.place: _number(figure, row, column, label, year, setting)
        for column in setting.columns
        if column.kind in _FIGURES and (figure := _figure_at(row, column)) is not None
    }
    texts = {at: cell.text for at, cell in row.cells.items()}
    total = says_total(label, setting.words)
    roles = setting.words.roles_of(label, setting.kind.value)
    part = part_of(label, setting.words) if sexes else None
    return TableRow(
        label, row.line, roles, total, _heads(row, cells, label, setting), cells, texts, part=part, year=year
    )


def _figure_at(row: LaidRow, column: Column) -> Figure | None:
    text = row.text(column.place)
    if column.kind is ColumnKind.WORDS and is_year(text):
        return None
    return cell_figure(row.cells[column.place].text) if text else None


def _year_down(label: str, setting: Setting) -> int | None:
    """The year that a row is of, where years go down the rows."""
    if any(one.year for one in setting.columns if one.kind is not ColumnKind.LABEL):
        return None
    rest = re.sub(
        r"[\d\s:.,()/–-]|\b(?:år|helår|bokslut|utfall|budget|totalt|summa|jan|dec|januari|december)\b",
        "",
        label.casefold(),
    )
    years = years_in(label)
    return years[-1] if years and not rest else None


def _number(figure: Figure, row: LaidRow, column: Column, label: str, year: int | None, setting: Setting) -> Printed:
    cell = row.cells[column.place]
    own = unit_after(label) if not figure.unit and column.kind is ColumnKind.FIGURES else ""
    figure = replace(figure, unit=own) if own else figure
    unit = "" if not figure.unit and not is_money(label, column) else column.unit or setting.unit
    unit = "%" if column.kind is ColumnKind.SHARE else unit
    where = (*row.where, row.spots[column.place])
    return setting.numbers.add(figure, cell.line, unit=unit, year=column.year or year, box=cell.box, cell=where)


def is_money(label: str, column: Column) -> bool:
    """Whether a row of a table of amounts holds amounts, and not a number of people or a ratio."""
    said = f"{label} {column.heading}"
    return bool(_MONEY.search(said)) or not (_COUNTED.search(said) or _RATIO.search(label))


def _heads(row: LaidRow, cells: dict[int, Printed], label: str, setting: Setting) -> bool:
    """Whether a row without figures heads those below it: nothing but years stands beside it, and it is no line left empty."""
    beside = (row.text(one.place) for one in setting.columns if one.kind not in (ColumnKind.LABEL, ColumnKind.NOTE))
    if cells or not label or any(text and not _PERIOD.fullmatch(text) for text in beside):
        return False
    return plain(label) in setting.summed or plain(label) not in setting.words.data["statements"]["lines"]


def says_total(label: str, words: Words) -> bool:
    """Whether a label says that its row sums others."""
    said, totals = plain(re.sub(r"\b(?:19|20)\d\d\b", " ", label)).split() or [""], words.data["totals"]
    return said[0] in totals["begin"] or said[-1] in totals["end"] or " ".join(said) in totals["alone"]


def unread_in(body: Sequence[LaidRow], columns: Sequence[Column], numbers: Numbers) -> Iterator[Place]:
    """Cells of figures' columns with digits that are no number, date or range: cut or broken ones."""
    for row in body:
        for column in columns:
            text = row.text(column.place)
            broken = column.kind in (ColumnKind.FIGURES, ColumnKind.SHARE) and cell_figure(text) is None
            if broken and is_broken(text):
                yield numbers.place(row.cells[column.place], (*row.where, row.spots[column.place]))


def is_broken(text: str) -> bool:
    """Whether a cell has digits and signs of a number only, and is none: `1 20`."""
    bare = without(f"x {text}")[2:].strip()
    only = re.fullmatch(r"[\d\s.,%()+–−-]+(?:kr|tkr|mnkr)?", bare)
    return bool(only and re.search(r"\d", bare) and not re.fullmatch(r"\d+\s?[-–]\s?\d+|\d+", bare))
