"""An attacker with endless patience: writes down every table that could be the true one, given what is printed.

It knows nothing of the auditor or of any solver: persons are placed in rows one by one, and whole tables are compared.
For tables of rows by sex only, and small ones.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import prod

from stegvis.core.tables import Key, TableHead
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.auditor import Rule

Cells = Mapping[Key, int | None]
Whole = dict[Key, int]

#: Where no printed total limits a cell, it is not tried beyond this; it must be well above the threshold and every true count.
CAP = 12
#: Rows of nobody's together with another (the vocabulary's `none`, and not known).
LONELY = ("none", "unknown")


def possible(head: TableHead, cells: Cells) -> list[Whole]:
    """Every whole table that the public must hold for possible."""
    return [whole for whole in _tried(head, cells) if _fits(whole, cells) and _told(head, whole) and _made(head, whole)]


def work(head: TableHead, cells: Cells) -> int:
    """How many tables would be tried."""
    return prod(len(one) for one in _choices(head, cells).values())


def broken(head: TableHead, cells: Cells, counts: Whole, threshold: int) -> set[Rule]:
    """The rules that a pattern breaks, read off the tables that are possible."""
    worlds = possible(head, cells)
    hidden = [key for key, value in cells.items() if value is None]
    values = {key: {world[key] for world in worlds} for key in hidden}
    small = [key for key in hidden if counts[key] < threshold]
    found = {Rule.TOO_FEW} if 0 < counts[TOTAL, TOTAL] < threshold else set()
    if any(max(values[key]) < threshold for key in hidden):
        found.add(Rule.INTERVAL)
    if any(min(values[key]) > _least(head, counts, key) for key in small):
        found.add(Rule.INTERVAL)
    if any(_is_small_sum(cells, values, parts, total, threshold) for parts, total in _sums(head)):
        found.add(Rule.HIDDEN_SUM)
    if any(_betrays(worlds, own, small, counts) for own in small if counts[own] == 1 and TOTAL not in own):
        found.add(Rule.INSIDER)
    return found


def _rows(head: TableHead) -> list[str]:
    return [code for code in head.dimensions[0].codes if code != TOTAL]


def _sexes(head: TableHead) -> list[str]:
    return [code for code in head.dimensions[1].codes if code != TOTAL]


def _free(head: TableHead) -> list[Key]:
    """The cells that all others follow from: where rows share persons the margin of each sex is one of its own."""
    rows = _rows(head) if head.dimensions[0].additive else [*_rows(head), TOTAL]
    return [(row, sex) for row in rows for sex in _sexes(head)]


def _choices(head: TableHead, cells: Cells) -> dict[Key, range]:
    return {key: _choice(head, cells, key) for key in _free(head)}


def _choice(head: TableHead, cells: Cells, key: Key) -> range:
    value = cells[key]
    if value is not None:
        return range(value, value + 1)
    above = [cells[key[0], TOTAL], cells[TOTAL, TOTAL], cells[TOTAL, key[1]], head.counted]
    return range(1, min((one for one in above if one is not None), default=CAP) + 1)


def _tried(head: TableHead, cells: Cells) -> Iterator[Whole]:
    choices = _choices(head, cells)
    for values in product(*choices.values()):
        whole = dict(zip(choices, values, strict=True))
        if head.dimensions[0].additive:
            whole |= {(TOTAL, sex): sum(whole[row, sex] for row in _rows(head)) for sex in _sexes(head)}
        whole |= {(row, TOTAL): sum(whole[row, sex] for sex in _sexes(head)) for row in head.dimensions[0].codes}
        yield whole


def _fits(whole: Whole, cells: Cells) -> bool:
    return all(value > 0 if cells[key] is None else value == cells[key] for key, value in whole.items())


def _told(head: TableHead, whole: Whole) -> bool:
    """What stands beside the table: how many were counted, and how many have data."""
    unknown = whole.get(("unknown", TOTAL), 0)
    counted = whole[TOTAL, TOTAL]
    return head.counted in (None, counted) and head.with_data in (None, counted - unknown)


def _made(head: TableHead, whole: Whole) -> bool:
    """Whether persons can be found for it."""
    if head.dimensions[0].additive:
        return True
    for sex in _sexes(head):
        together = tuple(whole[row, sex] for row in _rows(head) if row not in LONELY)
        alone = sum(whole[row, sex] for row in _rows(head) if row in LONELY)
        if not _placed(together, whole[TOTAL, sex] - alone):
            return False
    return True


@cache
def _placed(rows: tuple[int, ...], persons: int) -> bool:
    """Whether so many persons, each in at least one row, can make up exactly these rows."""
    if persons <= 0 or not any(rows):
        return persons == 0 and not any(rows)
    choices = product(*(range(min(1, row) + 1) for row in rows))
    return any(
        _placed(tuple(sorted(row - one for row, one in zip(rows, taken, strict=True))), persons - 1)
        for taken in choices
        if any(taken)
    )


def _least(head: TableHead, counts: Whole, key: Key) -> int:
    """What the zeros alone tell of a cell: a person in each row of it, or the same person where rows share persons."""
    sexes = _sexes(head) if key[1] == TOTAL else [key[1]]
    if key[0] != TOTAL:
        return sum(counts[key[0], sex] > 0 for sex in sexes)
    if head.dimensions[0].additive:
        return sum(counts[row, sex] > 0 for row in _rows(head) for sex in sexes)
    return sum(
        sum(counts[row, sex] > 0 for row in _rows(head) if row in LONELY)
        + any(counts[row, sex] > 0 for row in _rows(head) if row not in LONELY)
        for sex in sexes
    )


def _sums(head: TableHead) -> Iterator[tuple[list[Key], Key]]:
    rows, sexes = _rows(head), _sexes(head)
    yield from (([(row, sex) for sex in sexes], (row, TOTAL)) for row in (*rows, TOTAL))
    if head.dimensions[0].additive:
        yield from (([(row, sex) for row in rows], (TOTAL, sex)) for sex in (*sexes, TOTAL))


def _is_small_sum(cells: Cells, values: Mapping[Key, set[int]], parts: list[Key], total: Key, threshold: int) -> bool:
    known = {cells[total]} if cells[total] is not None else values[total]
    shown = [cells[key] for key in parts]
    return len(known) == 1 and None in shown and next(iter(known)) - sum(one or 0 for one in shown) < threshold


def _betrays(worlds: list[Whole], own: Key, small: list[Key], counts: Whole) -> bool:
    """Whether who is alone in a cell, and knows it, can tell another small one."""
    known = [world for world in worlds if world[own] == 1]
    others = [
        key for key in small if not (counts[key] == 1 and all(a in (TOTAL, b) for a, b in zip(key, own, strict=True)))
    ]
    return any(len({world[key] for world in known}) == 1 for key in others)
