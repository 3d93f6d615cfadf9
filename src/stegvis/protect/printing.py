"""From a pattern to what is printed: head, cells and amounts, none of which says more than the others."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

from stegvis.core.tables import CountTable, Key, PrintedTable, TableHead
from stegvis.core.vocabulary import TOTAL, UNKNOWN
from stegvis.protect.protector import Pattern, safe_pattern
from stegvis.protect.protector.thresholds import LEAST_BASE_OF_AMOUNT, threshold_of


def printed(table: CountTable, hidden: Pattern, threshold: int, party: str = "") -> PrintedTable:
    """The table as the public will read it."""
    cells = {key: None if key in hidden else table.cells[key] for key in table.head.keys()}  # noqa: SIM118 - a head is no mapping
    head = _without_telling_figures(table.head, cells)
    return PrintedTable(head, cells, threshold_of(head, threshold), table.party or party, _amounts(table, hidden))


def _amounts(table: CountTable, hidden: Pattern) -> Mapping[Key, Decimal]:
    """The amounts that may be told: of ten at least, and so that no difference of two groups is of fewer."""
    if not table.amounts:
        return {}
    untold = safe_pattern(table, LEAST_BASE_OF_AMOUNT, len(table.cells), lambda _: True)
    if untold is None:
        return {}
    return {key: amount for key, amount in table.amounts.items() if key not in untold | hidden and table.cells[key]}


def _without_telling_figures(head: TableHead, cells: Mapping[Key, int | None]) -> TableHead:
    """How many were counted and how many have data stand only where the printed cells say the same."""
    grand = {cells[key] for key in _margins(head, TOTAL)}
    counted = head.counted if grand == {head.counted} else None
    unknown = [cells[key] for key in _margins(head, UNKNOWN)] or [0]
    # With two moments, who is unknown at either cannot be told from the cells.
    told = None if counted is None or len(unknown) > 1 or unknown[0] is None else counted - unknown[0]
    return replace(head, counted=counted, with_data=head.with_data if head.with_data == told else None)


def _margins(head: TableHead, code: str) -> Iterator[Key]:
    """The keys of the margin of all units, or of those in a row (`unknown`) of the table's subject."""
    codes = [one.codes for one in head.dimensions]
    own = [place for place, one in enumerate(codes) if TOTAL in one]
    if own and code in codes[own[0]]:
        yield from product(
            *((code if place == own[0] else TOTAL,) if place in own else one for place, one in enumerate(codes))
        )
