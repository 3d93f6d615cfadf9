"""What a file says of its table beside the cells, in the words that it uses: the one form that every reader fills in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from stegvis.core.periods import Period
from stegvis.core.tables import Key

#: The period of a table that says none: nothing else is of it.
NO_PERIOD = Period(date(1, 1, 1), date(1, 12, 31))
_PERIOD = re.compile(r"(?<!\d)((?:19|20|21)\d\d(?:-\d\d(?:\.\.(?:19|20|21)\d\d-\d\d)?)?)(?![\d-])")
_SPACES = re.compile(r"[\s\u00ad\u200b\ufeff\u0002\ufffe]+")


@dataclass(frozen=True, slots=True)
class ToldAxis:
    """A dimension as the file gives it: its name, and its categories as codes with labels (none: the codes are the words)."""

    name: str
    codes: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table as it was read. `name`: the official one, where the file says it. Cells by the codes of the axes.

    `said`: what is told of the table by the machines' names (`period`, `edition`, `population`, `party`, ...).
    `dashes`: cells with a dash, which is none in some offices' tables and hidden in others'.
    """

    title: str
    axes: tuple[ToldAxis, ...]
    cells: Mapping[Key, int | None]
    name: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[Key, Decimal] = field(default_factory=dict)
    initiatives: tuple[str, ...] = ()
    merged: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    additive: tuple[str, ...] | None = None
    dashes: frozenset[Key] = frozenset()


def counts_and_amounts[T](
    whole: Mapping[Key, T], place: int, count: str, amount: str
) -> tuple[dict[Key, T], dict[Key, T]]:
    """The cells of an axis of contents apart: how many, and what is told of the same groups."""

    def of(code: str) -> dict[Key, T]:
        return {(*key[:place], *key[place + 1 :]): value for key, value in whole.items() if key[place] == code}

    return of(count), of(amount)


def plain(text: str) -> str:
    """Words on one line, with single spaces."""
    return _SPACES.sub(" ", text).strip()


def same(text: str) -> str:
    """What two ways of writing the same words have in common: no spaces (a PDF may have lost them), no capitals."""
    return _SPACES.sub("", text).replace("–", "-").replace("—", "-").casefold()


def period_in(text: str) -> Period | None:
    """The last period that is named in a text."""
    found = _PERIOD.findall(text)
    for one in reversed(found):
        try:
            return Period.parse(one)
        except ValueError:
            continue
    return None
