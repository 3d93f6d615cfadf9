"""Cells and columns of a report's own tables. Amounts are rounded once, here, on their way into the document."""

from collections.abc import Iterable
from decimal import Decimal

from stegvis.core.document import Cell, CellKind, Inline, InlineKind, Prose, ProseKind, ProseNode
from stegvis.core.money import rounded
from stegvis.render.numbers import cell as printed
from stegvis.render.numbers import number

EMPTY = Cell(CellKind.EMPTY)


def text(words: str) -> Cell:
    """Words; nothing where there are none."""
    return Cell(CellKind.TEXT, words) if words else EMPTY


def amount(exact: Decimal | None, decimals: int = 0) -> Cell:
    """An amount in the association's unit, rounded for print; none where it is not known."""
    return Cell(CellKind.AMOUNT, None if exact is None else rounded(exact, decimals), decimals=decimals)


def optional_amount(exact: Decimal | None) -> Cell:
    """An amount, or an empty cell where there is nothing to say."""
    return EMPTY if exact is None else amount(exact)


def count(value: int | Decimal | None, *, hidden: bool = False) -> Cell:
    """A count of persons or events."""
    return Cell(CellKind.COUNT, None if value is None else Decimal(value), hidden=hidden)


def percent(fraction: Decimal | None, decimals: int = 1) -> Cell:
    """A fraction as a percentage."""
    return Cell(CellKind.PERCENT, fraction, decimals=decimals)


def written(value: int | Decimal) -> str:
    """A count, or the half that a median may be, within a sentence."""
    return number(value, 0 if value == int(value) else 1)


def of_kind(kind: CellKind, value: Decimal) -> Cell:
    """A figure as a cell, with no more decimals than it has."""
    if kind is CellKind.PERCENT:
        return percent(value)
    return Cell(kind, value, decimals=max(0, -int(value.normalize().as_tuple().exponent)))


def in_words(cell: Cell) -> str:
    """A cell as it is printed, for use within a sentence."""
    return printed(cell)


def paragraph(words: str) -> Prose:
    """A paragraph of the report's own."""
    return Prose((ProseNode(ProseKind.PARAGRAPH, ((Inline(InlineKind.TEXT, words),),)),))


def bullets(words: str, items: Iterable[str]) -> Prose:
    """A list of the report's own under the words that lead it in."""
    texts = tuple((Inline(InlineKind.TEXT, item),) for item in items)
    lead = ProseNode(ProseKind.PARAGRAPH, ((Inline(InlineKind.TEXT, words),),))
    return Prose((lead, ProseNode(ProseKind.BULLETS, texts)))
