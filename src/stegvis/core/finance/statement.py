"""What a statement (*räkning*) is once it is computed: exact amounts by line, rounded once when they are printed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.core.document.blocks import RowKind
from stegvis.core.findings import Finding
from stegvis.core.money import Unit, rounded

#: The row of accounts that no line takes, or that two lines take with equally long prefixes.
UNMAPPED = "unmapped"
UNMAPPED_LABEL = "Konton utan rad"
RESULT_LABEL = "Årets resultat"


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line of a statement, exact and signed as printed; None means not known.

    Income, equity and liabilities are positive, costs negative. `side` is of the balance sheet only.
    """

    line: str
    label: str
    note: int | None = None
    budget: Decimal | None = None
    amount: Decimal | None = None
    previous: Decimal | None = None
    kind: RowKind = RowKind.NORMAL
    side: str = ""

    @property
    def printed(self) -> "StatementRow":
        """The same line with its amounts rounded to whole units, half away from zero: the only rounding there is."""
        return replace(
            self,
            budget=rounded_or_none(self.budget),
            amount=rounded_or_none(self.amount),
            previous=rounded_or_none(self.previous),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole statement of one year in the association's unit, with what is wrong in it."""

    name: str
    unit: Unit
    lines: tuple[StatementRow, ...]
    findings: tuple[Finding, ...] = ()

    def row(self, line: str) -> StatementRow | None:
        """The line of that code."""
        return next((row for row in self.lines if row.line == line), None)


def rounded_or_none(amount: Decimal | None, decimals: int = 0) -> Decimal | None:
    """Rounded once, half away from zero; what is not known stays not known."""
    return None if amount is None else rounded(amount, decimals)


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, which is not known where one of the amounts is not."""
    known = list(amounts)
    present = [amount for amount in known if amount is not None]
    return sum(present, Decimal(0)) if len(present) == len(known) else None


def added_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of those that are known; None where none is (a budget of a total)."""
    present = [amount for amount in amounts if amount is not None]
    return sum(present, Decimal(0)) if present else None


def less(amount: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The one less the other; not known where one of them is not."""
    return None if amount is None or other is None else amount - other


def negated(amount: Decimal | None) -> Decimal | None:
    """With the sign reversed; what is not known stays not known."""
    return None if amount is None else -amount
