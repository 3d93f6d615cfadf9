"""How figures are written: Swedish `2 796 281`, `36,4 %`, `−38 774`; English `2,796,281`, `36.4%`.

`..` stands for a protected figure and `–` for none. Signs are the typographer's: a real minus, and spaces that neither
break a line nor stretch.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from stegvis.core.document import Cell, CellKind
from stegvis.core.money import rounded

HIDDEN = ".."
NONE = "–"
MINUS = "\u2212"
NARROW_SPACE = "\u202f"  # between thousands: narrow, and never broken
HARD_SPACE = "\u00a0"  # between a number and its unit


@dataclass(frozen=True, slots=True)
class Style:
    """A language's signs and its names of months."""

    thousands: str
    decimal: str
    percent: str
    months: tuple[str, ...]


_SWEDISH_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
STYLES = {
    "sv": Style(NARROW_SPACE, ",", f"{HARD_SPACE}%", tuple(_SWEDISH_MONTHS.split())),
    "en": Style(",", ".", "%", tuple(_ENGLISH_MONTHS.split())),
}


def number(value: Decimal | int, decimals: int = 0, language: str = "sv") -> str:
    """A number with so many decimals, rounded half away from zero: `2 796 281`, `−38 774`, `0,5`."""
    style = STYLES[language]
    exact = rounded(Decimal(value), decimals)
    digits = f"{abs(exact):,.{decimals}f}".replace(",", "\0").replace(".", style.decimal).replace("\0", style.thousands)
    return f"{MINUS}{digits}" if exact < 0 else digits


def percent(fraction: Decimal, decimals: int = 1, language: str = "sv") -> str:
    """A fraction as a percentage: 0.364 is `36,4 %`."""
    return number(fraction * 100, decimals, language) + STYLES[language].percent


def money(amount: Decimal | int, unit: str, language: str = "sv") -> str:
    """An amount with its unit: `2 796 281 kr`."""
    return f"{number(amount, 0, language)}{HARD_SPACE}{unit}"


def day(on: date, language: str = "sv") -> str:
    """A date in words: `5 februari 2021`."""
    return f"{on.day}{HARD_SPACE}{STYLES[language].months[on.month - 1]} {on.year}"


def count(value: int | None, language: str = "sv") -> str:
    """A released count; None is a protected one."""
    return HIDDEN if value is None else number(value, 0, language)


def told(amount: Decimal | None, language: str = "sv") -> str:
    """A released median or mean: `204`, `182,5`; None is one that may not be told."""
    return HIDDEN if amount is None else number(amount, amount_decimals(amount), language)


def amount_decimals(amount: Decimal) -> int:
    """How many decimals a median or mean is written with: none where it is whole, else one."""
    return 0 if amount == amount.to_integral_value() else 1


def cell(one: Cell, language: str = "sv") -> str:
    """A cell as it is printed. A percentage has one decimal where the cell asks for none."""
    if one.hidden:
        return HIDDEN
    if one.kind is CellKind.EMPTY:
        return ""
    if one.value is None:
        return NONE
    return _written(one.kind, one.value, one.decimals, language)


def _written(kind: CellKind, value: Decimal | str, decimals: int, language: str) -> str:
    if isinstance(value, str):
        return value
    match kind:
        case CellKind.PERCENT:
            return percent(value, decimals or 1, language)
        case CellKind.AMOUNT | CellKind.COUNT | CellKind.TEXT | CellKind.EMPTY:
            return number(value, decimals, language)
        case _:
            assert_never(kind)
