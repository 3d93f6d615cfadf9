"""What to hide in a table: as few cells as can be, then as small a total, so that every rule holds (disclosure rules).

An exact model: an integer programme chooses cells, attacks by linear programming show where the choice fails, each failure
adds a cut, and the first choice that withstands all attacks is the optimum. The same table gives the same pattern.
"""

from collections.abc import Callable

from stegvis.core.tables import CountTable, Key
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.model import Columns, Effort, Model
from stegvis.protect.relations import relations_of

Pattern = frozenset[Key]

#: Rounds of the exact model; afterwards cells are added one by one.
ROUNDS = 60


def safe_pattern(
    table: CountTable,
    threshold: int,
    at_most: int,
    withstands: Callable[[Pattern], bool],
    *,
    effort: Effort | None = None,
    rounds: int = ROUNDS,
) -> Pattern | None:
    """The cells to hide, at most so many; None where there is no safe pattern.

    `withstands` is the auditor's word on a pattern; one that it objects to is extended.
    """
    own = hidden_for_itself(table, threshold)
    if len(own) > at_most or (own and _all_are_few(table, threshold)):
        return None
    if not own:
        return own if withstands(own) else None
    relations = relations_of(table)
    if not relations.hold:
        return None
    exempt = frozenset(key for key in relations.keys if not table.head.counts_persons(key))
    model = Model.of(relations, own, exempt, threshold)
    return _search(model, at_most, withstands, effort or Effort(), rounds)


def hidden_for_itself(table: CountTable, threshold: int) -> Pattern:
    """The counts of persons from 1 to threshold - 1. Zeros are shown, and meetings and visits are not persons."""
    return frozenset(
        key for key, count in table.cells.items() if 0 < count < threshold and table.head.counts_persons(key)
    )


def _all_are_few(table: CountTable, threshold: int) -> bool:
    """Whether the whole table counts fewer persons than the threshold: the zeros in print would tell all about them."""
    whole = [
        key
        for key in table.cells
        if all(code == TOTAL for one, code in zip(table.head.dimensions, key, strict=True) if one.has_total)
    ]
    return all(table.cells[key] < threshold for key in whole if table.head.counts_persons(key))


def _search(
    model: Model, at_most: int, withstands: Callable[[Pattern], bool], effort: Effort, rounds: int
) -> Pattern | None:
    cuts = model.first_cuts()
    hidden: Columns = model.own
    while True:
        chosen = model.cheapest(cuts, at_most, effort) if rounds > 0 else None
        rounds = rounds - 1 if chosen else 0
        extended = chosen or model.topped_up(hidden, cuts)
        if extended is None or len(extended) > at_most:
            return None
        hidden = extended
        objections = model.objections(hidden)
        if not objections and withstands(model.keys(hidden)):
            return model.keys(hidden)
        cuts.extend(objections or [model.one_more(hidden)])
