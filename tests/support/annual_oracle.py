"""What must agree in an annual report whose every cell is rounded by itself: an oracle that shares nothing with the checker.

An equation says which cells must be nought together, each with what it is worth in kronor, and how far rounding may take
them apart. What a changed cell breaks is found by adding up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

Address = tuple[int, int]
#: An amount by year.
Years = Mapping[int, int]
#: A row of a table: its name in the oracle, its label, its amounts, and the sign that they are printed with.
Row = tuple[str, str, Years, int]

YEAR = 2024


@dataclass(frozen=True)
class Unit:
    """How amounts are printed: the words that say so, what the last digit is worth in kronor, its decimals."""

    words: str
    step: int
    decimals: int = 0


PERCENT = Unit("%", 0, 1)


@dataclass(frozen=True)
class Cell:
    """An amount in steps of its unit, or a percentage in tenths. `sign`: -1 where it is printed with the other sign."""

    steps: int
    unit: Unit
    sign: int = 1

    @property
    def kronor(self) -> int:
        """What it says, in kronor."""
        return self.sign * self.steps * self.unit.step

    def printed(self, minus: str = "-", nought: str = "0") -> str:
        """The cell as a report prints it."""
        whole, part = divmod(abs(self.steps), 10**self.unit.decimals)
        digits = f"{whole:,}".replace(",", " ") + (f",{part:0{self.unit.decimals}}" if self.unit.decimals else "")
        return (
            (minus if self.steps < 0 else "") + digits + (" %" if self.unit is PERCENT else "")
            if self.steps
            else nought
        )

    def __str__(self) -> str:
        return self.printed()


@dataclass(frozen=True)
class Equation:
    """The cells, each with its sign, are nought together in kronor, give or take `slack`."""

    cells: tuple[tuple[Address, int], ...]
    slack: Decimal


@dataclass(frozen=True)
class Ratio:
    """The first cell is the second in percent of the third, the amounts off by half a step at most."""

    whole: Address
    count: Address
    base: Address


@dataclass(frozen=True)
class Annual:
    """An annual report as lines of cells. `equations` and `ratios`: what must agree."""

    lines: tuple[tuple[Cell | str, ...], ...]
    equations: tuple[Equation, ...]
    ratios: tuple[Ratio, ...]
    minus: str = "-"
    nought: str = "0"

    def text(self) -> str:
        """The report as text, cells apart by tabs."""
        return "\n".join("\t".join(map(self._printed, line)) for line in self.lines)

    def _printed(self, cell: Cell | str) -> str:
        return cell if isinstance(cell, str) else cell.printed(self.minus, self.nought)

    def cell(self, at: Address) -> Cell:
        """The number of a cell."""
        found = self.lines[at[0]][at[1]]
        assert isinstance(found, Cell)
        return found

    def numbers(self) -> list[Address]:
        """Where the numbers stand that take part in something."""
        used = {at for one in self.equations for at, _ in one.cells}
        return sorted(used | {at for one in self.ratios for at in (one.whole, one.count, one.base)})

    def changed(self, at: Address, steps: int) -> "Annual":
        """The report with another number in one cell."""
        line = list(self.lines[at[0]])
        line[at[1]] = replace(self.cell(at), steps=steps)
        return replace(self, lines=(*self.lines[: at[0]], tuple(line), *self.lines[at[0] + 1 :]))

    def broken(self) -> list[Equation | Ratio]:
        """What does not hold."""
        return [*filter(self._is_off, self.equations), *filter(self._is_no_share, self.ratios)]

    def _is_off(self, one: Equation) -> bool:
        return abs(sum(sign * self.cell(at).kronor for at, sign in one.cells)) > one.slack

    def _is_no_share(self, one: Ratio) -> bool:
        count, base = self.cell(one.count), self.cell(one.base)
        shares = (
            Decimal(1000 * (2 * count.kronor + way * count.unit.step)) / (2 * base.kronor - way * base.unit.step)
            for way in (-1, 1)
        )
        least, most = sorted(share.quantize(Decimal(1), ROUND_HALF_UP) for share in shares)
        return not least <= self.cell(one.whole).steps <= most


@dataclass
class Pages:
    """A report while it is written. `cells`: where each amount stands, by statement, name and year."""

    random: Random
    unit: Unit
    lines: list[tuple[Cell | str, ...]] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    cells: dict[tuple[str, str, int], Address] = field(default_factory=dict)

    def table(
        self, statement: str, title: str, heads: Mapping[int, str], rows: Sequence[Row | str], unit: Unit | None = None
    ) -> None:
        """Write a table. A row that is a text heads those below it."""
        unit = unit or self.unit
        self.lines += [("",), (title,), ("",), (unit.words, *heads.values())]
        for row in rows:
            if isinstance(row, str):
                self.lines.append((row, *[""] * len(heads)))
                continue
            name, label, amounts, sign = row
            self.cells |= {(statement, name, year): (len(self.lines), at) for at, year in enumerate(heads, 1)}
            self.lines.append((label, *(_cell(amounts[year], unit, sign) for year in heads)))

    def add(self, statement: str, whole: str, parts: Mapping[str, int], years: Sequence[int]) -> None:
        """In one statement a row is the sum of others."""
        for year in years:
            terms = [(self.cells[statement, name, year], -sign) for name, sign in parts.items()]
            self._agree([(self.cells[statement, whole, year], 1), *terms])

    def same(self, one: tuple[str, str], other: tuple[str, str], later: int = 0) -> None:
        """Two places say the same each year; `later`: the first is of so many years after the other."""
        for statement, name, year in list(self.cells):
            first, second = self.cells[statement, name, year], self.cells.get((*other, year - later))
            if (statement, name) == one and second is not None:
                self._agree([(first, 1), (second, -1)])

    def grows(self, flow: str, balance: str, sign: int) -> None:
        """A change in the cash flow is that of a balance."""
        for year in (YEAR, YEAR - 1):
            now, then = (self.cells.get(("balance", balance, one)) for one in (year, year - 1))
            change = self.cells.get(("flow", flow, year))
            if now and then and change:
                self._agree([(change, 1), (now, -sign), (then, sign)])

    def _agree(self, cells: Sequence[tuple[Address, int]]) -> None:
        units = [self._unit(at) for at, _ in cells]
        halves = Decimal(sum(units[1:])) / 2
        self.equations.append(
            Equation(tuple(cells), max(Decimal(max(units)), halves if max(units) > 1 else Decimal(0)))
        )

    def _unit(self, at: Address) -> int:
        found = self.lines[at[0]][at[1]]
        assert isinstance(found, Cell)
        return found.unit.step

    def one_of(self, *labels: str) -> str:
        """A label of several that mean the same."""
        return self.random.choice(labels)


def _cell(amount: int, unit: Unit, sign: int) -> Cell:
    return Cell(sign * rounded(Decimal(amount) / unit.step), unit, sign)


def rounded(amount: Decimal) -> int:
    """The nearest whole number, halves away from nought."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
