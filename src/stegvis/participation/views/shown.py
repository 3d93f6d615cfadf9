"""Tables and their forms as the pages' components take them: protected cells only."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.tables import Key, PrintedTable, ReleasedTable, WorkingTable
from stegvis.protect.outsider import Range
from stegvis.render import layout, numbers, table_words

Cell = dict[str, Any]


def title_of(name: str, own: str = "") -> str:
    """An official table's title in the reader's language; of an association's own (`own`) as it is written."""
    spec = CATALOGUE.get(name)
    if spec is None:
        return own or name
    return spec.title_en if language() == "en" and spec.title_en else spec.title


def language() -> str:
    """The reader's language, as numbers are written in it."""
    now = get_language() or "sv"
    return now if now in numbers.STYLES else "sv"


def table_of(table: PrintedTable | ReleasedTable, id: str, *, caption: str = "") -> dict[str, Any]:
    """A protected table as it will be read: `..` for what is hidden, and `r` for what was corrected."""
    replaced = {one.key for one in table.corrections} if isinstance(table, ReleasedTable) else set()

    def write(key: Key) -> Cell:
        value = table.cells[key]
        return {"text": numbers.count(value, language()), "hidden": value is None, "corrected": key in replaced}

    return _laid(table, id, caption or title_of(table.head.name, table.head.title), write)


def working_of(table: WorkingTable, id: str, caption: str) -> dict[str, Any]:
    """A count for its owner's eyes, made by `protect.working()`."""
    return _laid(table, id, caption, lambda key: {"text": numbers.count(table.cells[key], language())})


def _laid(
    table: PrintedTable | ReleasedTable | WorkingTable, id: str, caption: str, write: Callable[[Key], Cell]
) -> dict[str, Any]:
    def amount(key: Key) -> Cell:
        told = table.amounts.get(key)
        return {"text": numbers.told(told, language()), "hidden": told is None}

    head = table_words.head_in(table.head, language())
    down = head.dimensions[-2] if len(head.dimensions) > 1 else head.dimensions[0]
    corner = table_words.dimension_of(down.name, language())
    labels = layout.columns(head, _("Antal"), table_words.amount_of(head, language()))
    return {"id": id, "caption": caption, **layout.component(head, corner, labels, write, amount)}


def form_words(grouping: str) -> str:
    """A coarsening in words: `grouping:1` is a ready grouping, `drop:sex` leaves sex out."""
    words = [_word(part) for part in grouping.split()]
    if not words:
        return _("Som den är")
    first, *rest = words
    return ", ".join([first, *(one[:1].lower() + one[1:] for one in rest)])


def _word(part: str) -> str:
    kind, _sep, value = part.partition(":")
    if kind == "grouping":
        return _("Färre rader") if value == "1" else _("Ännu färre rader")
    if kind == "drop":
        return _("Utan kön") if value == "sex" else _("Utan en indelning")
    return _("Förbundets egna grupper") if kind == "merge" else part


def range_words(found: Range) -> str:
    """What a hidden cell may be: `mellan 1 och 9`."""
    if found.greatest is None:
        return _("minst %(least)s") % {"least": numbers.count(found.least, language())}
    values = {"least": numbers.count(found.least, language()), "greatest": numbers.count(found.greatest, language())}
    return _("mellan %(least)s och %(greatest)s") % values
