"""Reading what a finished document prints: blocks by their id, rows and columns by their codes."""

from decimal import Decimal

from stegvis.core.document import Cell, CellKind, Document, Row, StatementBlock

#: The columns of a statement that hold a year's amounts.
AMOUNT, PREVIOUS = "amount", "previous"


def statement(document: Document, id: str) -> StatementBlock | None:
    """The first block of that id."""
    blocks = (block for block in document.blocks() if isinstance(block, StatementBlock))
    return next((block for block in blocks if block.id == id), None)


def row_of(block: StatementBlock | None, code: str) -> Row | None:
    """The row of that code."""
    return next((row for row in block.rows if row.code == code), None) if block else None


def number(row: Row | None, block: StatementBlock | None, column: str) -> Decimal | None:
    """What a row prints in the column of that code; None where there is no such cell, or no number in it."""
    if row is None or block is None:
        return None
    codes = [one.code for one in block.columns]
    return _value(row.cells[codes.index(column)]) if column in codes else None


def printed(document: Document, id: str, row: str, column: str) -> Decimal | None:
    """What the block of that id prints in that row and column."""
    block = statement(document, id)
    return number(row_of(block, row), block, column)


def label_of(block: StatementBlock | None, column: str) -> str:
    """The printed heading of the column of that code."""
    return next((one.label for one in block.columns if one.code == column), column) if block else column


def _value(cell: Cell) -> Decimal | None:
    written = cell.kind in (CellKind.AMOUNT, CellKind.COUNT, CellKind.PERCENT) and isinstance(cell.value, Decimal)
    return cell.value if written and isinstance(cell.value, Decimal) else None
