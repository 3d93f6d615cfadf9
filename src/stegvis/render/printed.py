"""What is printed, as strings: the one form from which page, PDF, Word and text are set, so that they cannot disagree."""

from dataclasses import dataclass

from stegvis.core.document import Chart, EmptySection, Prose, RowKind, Signatures


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column's heading; figures are set to the right."""

    label: str
    figures: bool


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: its header cell, its cells as written, how it is set, and the note it refers to with that note's anchor."""

    label: str
    cells: tuple[str, ...]
    kind: RowKind = RowKind.NORMAL
    note: str = ""
    note_anchor: str = ""
    anchor: str = ""


def titled(lead: str, caption: str) -> str:
    """A caption with its number before it; facts of one thing have none."""
    return f"{lead}. {caption}" if lead else caption


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is set. `lead`: its number in words (`Tabell 3`, `Not 2`), empty for facts of one thing.

    `has_notes`: it has a column for notes.

    `back`: for a note, the tables whose rows refer to it, as anchors and words.
    """

    anchor: str
    lead: str
    caption: str
    unit: str
    corner: str
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    notes: tuple[str, ...] = ()
    has_notes: bool = False
    back: tuple[tuple[str, str], ...] = ()

    @property
    def has_heading(self) -> bool:
        """Whether there is anything to write over the columns: facts of one thing have only names and values."""
        return bool(self.corner or self.has_notes or any(column.label for column in self.columns))


@dataclass(frozen=True, slots=True)
class PrintedRefusal:
    """The line in a refused table's place."""

    anchor: str
    lead: str
    caption: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedChart:
    """A chart with its number, and its figures as a table for those who want to read them."""

    anchor: str
    lead: str
    chart: Chart
    source: str
    figures: PrintedTable


PrintedBlock = Prose | EmptySection | PrintedTable | PrintedRefusal | PrintedChart | Signatures


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A heading with its level (1 is a chapter), its anchor and what stands right under it."""

    anchor: str
    level: int
    heading: str
    blocks: tuple[PrintedBlock, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document as it is set: its cover, and its sections in reading order."""

    language: str
    title: str
    subtitle: str
    association: str
    organisation_number: str
    year: str
    sections: tuple[PrintedSection, ...]

    @property
    def footer(self) -> str:
        """What the foot of each page says before the page's number."""
        return f"{self.association} · {self.title}"
