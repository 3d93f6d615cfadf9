"""A table as HTML: caption, header cells on both axes, totals set apart, in a frame of its own that scrolls."""

from collections.abc import Iterable, Iterator

from stegvis.core.document import RowKind
from stegvis.render.markup import Markup, element, join
from stegvis.render.printed import PrintedRow, PrintedTable
from stegvis.render.words import Words


def caption(lead: str, text: str, unit: str = "", *, tag: str = "caption", anchor: str | None = None) -> Markup:
    """The words over a table or a chart: its number, what it shows, its unit."""
    number = element("span", f"{lead}.", class_="caption-lead") if lead else None
    return element(tag, number, f" {text}" if lead else text, _unit(unit), class_="caption", id=anchor)


def _unit(unit: str) -> Markup | None:
    return element("span", f" ({unit})", class_="caption-unit") if unit else None


def table(block: PrintedTable, words: Words) -> Markup:
    """The table in its frame, with its notes and the way back from a note."""
    named = f"{block.anchor}-caption"
    whole = element(
        "table", caption(block.lead, block.caption, block.unit, anchor=named), _heading(block, words), *_bodies(block)
    )
    frame = element("div", whole, class_="table-frame", role="group", tabindex=0, aria_labelledby=named)
    notes = (element("p", note, class_="table-note") for note in block.notes)
    return element("div", frame, *notes, _back(block, words), class_="table", id=block.anchor)


def _back(block: PrintedTable, words: Words) -> Markup | None:
    if not block.back:
        return None
    links = [element("a", text, href=f"#{anchor}") for anchor, text in block.back]
    listed = join(*(part for link in links for part in (", ", link)))
    return element("p", f"{words.refers} ", Markup(listed.removeprefix(", ")), class_="table-note table-back")


def _heading(block: PrintedTable, words: Words) -> Markup | None:
    if not block.has_heading:
        return None
    corner = element("th", block.corner, scope="col") if block.corner else element("td")
    note = element("th", words.note.format("").strip(), scope="col", class_="note") if block.has_notes else None
    columns = (element("th", one.label, scope="col", class_=_side(one.figures)) for one in block.columns)
    return element("thead", element("tr", corner, note, *columns))


def _side(figures: bool) -> str | None:
    return "number" if figures else None


def _bodies(block: PrintedTable) -> Iterator[Markup]:
    """One body a group of rows, so that a group's name heads its rows."""
    for rows in _groups(block.rows):
        yield element(
            "tbody", *(_row(row, block, words_only=row.kind is RowKind.GROUP and not row.cells) for row in rows)
        )


def _groups(rows: Iterable[PrintedRow]) -> Iterator[list[PrintedRow]]:
    body: list[PrintedRow] = []
    for row in rows:
        if row.kind is RowKind.GROUP and body:
            yield body
            body = []
        body.append(row)
    if body:
        yield body


def _row(row: PrintedRow, block: PrintedTable, *, words_only: bool) -> Markup:
    if words_only:
        width = 1 + block.has_notes + len(block.columns)
        return element("tr", element("th", row.label, scope="rowgroup", colspan=width), class_="group")
    note = element("td", _note(row), class_="note") if block.has_notes else None
    missing = ("",) * (len(block.columns) - len(row.cells))
    cells = (
        element("td", text, class_=_side(column.figures))
        for column, text in zip(block.columns, row.cells + missing, strict=True)
    )
    kind = None if row.kind is RowKind.NORMAL else row.kind.value
    return element("tr", element("th", row.label, scope="row"), note, *cells, class_=kind, id=row.anchor or None)


def _note(row: PrintedRow) -> str:
    return element("a", row.note, href=f"#{row.note_anchor}") if row.note_anchor else row.note
