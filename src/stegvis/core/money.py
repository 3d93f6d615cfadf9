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

    def to_ore(self, amount: Decimal) -> int | None:
        """An amount in this unit as whole öre; None where it is not exact to the öre."""
        ore = amount * self.kronor * 100
        return int(ore) if ore == ore.to_integral_value() else None

    def from_ore(self, ore: int) -> Decimal:
        """Whole öre as an amount in this unit, exact and without zeros at its end."""
        amount = Decimal(ore) / (self.kronor * 100)
        return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def rounded(amount: Decimal, decimals: int = 0) -> Decimal:
    """Round half away from zero, once, for print; never minus zero."""
    quantum = Decimal(1).scaleb(-decimals)
    return amount.quantize(quantum, rounding=ROUND_HALF_UP) + ZERO


def share(part: Decimal | int, whole: Decimal | int, decimals: int = 3) -> Decimal | None:
    """A part of a whole as a fraction with three decimals; None where there is no whole."""
    if whole == 0:
        return None
    return rounded(Decimal(part) / Decimal(whole), decimals)
