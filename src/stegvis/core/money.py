"""Money: exact to the öre while it is computed, rounded once, half away from zero, when it is printed."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ZERO = Decimal(0)


class Unit(StrEnum):
    """How amounts are given and printed. The ledger is always in kronor."""

    KR = "kr"
    TKR = "tkr"

    @property
    def kronor(self) -> int:
        """How many kronor one of the unit is."""
        return 1000 if self is Unit.TKR else 1

    def from_kronor(self, kronor: Decimal) -> Decimal:
        """An exact amount in kronor as an exact amount in this unit."""
        return kronor / self.kronor


def rounded(amount: Decimal, decimals: int = 0) -> Decimal:
    """Round half away from zero, once, for print; never minus zero."""
    quantum = Decimal(1).scaleb(-decimals)
    return amount.quantize(quantum, rounding=ROUND_HALF_UP) + ZERO


def share(part: Decimal | int, whole: Decimal | int, decimals: int = 3) -> Decimal | None:
    """A part of a whole as a fraction with three decimals; None where there is no whole."""
    if whole == 0:
        return None
    return rounded(Decimal(part) / Decimal(whole), decimals)
