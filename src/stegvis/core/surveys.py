"""Shares of positive answers, by the name of the definition: of released cells only, with how many they are of and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from stegvis.core.periods import Period
from stegvis.core.shares import told_share
from stegvis.core.tables import Dimension, Key, ReleasedTable
from stegvis.core.vocabulary import OTHER, TOTAL, UNKNOWN, positive_answers

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class PositiveShare:
    """How many answers of how many are positive by a definition (`national`: the two highest). None: hidden.

    `row`: the codes of the table's dimensions but the answer (respondent group, question, sex).
    """

    row: Key
    definition: str
    period: Period
    counted: int | None
    base: int | None
    share: Decimal | None


def positive_shares(table: ReleasedTable) -> Iterator[PositiveShare]:
    """Every row's shares by every definition; `yes` is for yes/no questions. A table not by answer has none."""
    place = next((place for place, one in enumerate(table.head.dimensions) if one.name == ANSWER), None)
    if place is None:
        return
    answers = table.head.dimensions[place]
    rows = dict.fromkeys((*key[:place], *key[place + 1 :]) for key in table.cells)
    for row in rows:
        cells = {code: table.cells[*row[:place], code, *row[place:]] for code in answers.codes}
        base = _base(answers, cells)
        for definition, places in positive_answers().items():
            counted = _sum([cells[code] for code in answers.codes if code in places])
            share = told_share(counted, base, table.threshold)
            yield PositiveShare(row, definition, table.head.period, counted, base, share)


def _base(answers: Dimension, cells: dict[str, int | None]) -> int | None:
    """The answers that have a place on the scale."""
    outside = _sum([cells[code] for code in answers.codes if code in (OTHER, UNKNOWN)])
    total = cells[TOTAL]
    return None if total is None or outside is None else total - outside


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
