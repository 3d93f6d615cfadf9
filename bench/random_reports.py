"""Random reports that agree with themselves, and what in them must: an oracle that shares nothing with the checker.

A report is tables of cells; an equation says that a cell is the signed sum of others, or their share. What a changed cell
breaks, and which single changes would mend it, is found by trying them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from random import Random

Address = tuple[int, int]

LABELS = ("Lokaler", "Resor", "Kompetensutveckling", "Processtöd", "Information", "Revision", "Styrelse", "Kansli",
          "Stöd till arbete", "Gemensam väg", "Förstudie", "Konferens", "Metodstöd", "Arbetsgivarkontakter")  # fmt: skip
CLASSES = ("Under 20 år", "20–29 år", "30–39 år", "40–49 år", "50–59 år", "60 år och äldre")
MEMBERS = (
    "Driftbidrag från staten",
    "Driftbidrag från regionen",
    "Driftbidrag från Norrby kommun",
    "Driftbidrag från Söderby kommun",
)
TOTALS = ("Summa", "Totalt", "Slutsumma")


@dataclass(frozen=True)
class Equation:
    """The cell at `whole` is the sum of the cells at `parts` with their signs, give or take `slack`."""

    whole: Address
    parts: tuple[tuple[Address, int], ...]
    slack: int = 0


@dataclass(frozen=True)
class RandomReport:
    """Lines of cells; a number is an int, a share a text. `equations`: what must agree; `shares`: shares with their counts."""

    lines: tuple[tuple[int | str, ...], ...]
    equations: tuple[Equation, ...]

    def text(self, between: str = "\t") -> str:
        """The report as text, a line a line of the table."""
        return "\n".join(between.join(_written(cell) for cell in line) for line in self.lines)

    def aligned(self) -> str:
        """The report as text with its tables' columns under one another."""
        written: list[str] = []
        for table, group in groupby(self.lines, key=lambda line: len(line) > 1):
            lines = [[_written(cell) for cell in line] for line in group]
            widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))] if table else [0]
            written += ["   ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]) for line in lines]
        return "\n".join(written)

    def number(self, at: Address) -> int:
        """The number of a cell."""
        found = self.lines[at[0]][at[1]]
        assert isinstance(found, int)
        return found

    def numbers(self) -> Iterator[Address]:
        """Where the numbers stand that take part in an equation."""
        return iter(sorted({at for one in self.equations for at in (one.whole, *(part for part, _ in one.parts))}))

    def changed(self, at: Address, value: int) -> "RandomReport":
        """The report with another number in one cell."""
        line = list(self.lines[at[0]])
        line[at[1]] = value
        return replace(self, lines=(*self.lines[: at[0]], tuple(line), *self.lines[at[0] + 1 :]))

    def off(self, equation: Equation) -> int:
        """How far the whole is from its parts."""
        return self.number(equation.whole) - sum(sign * self.number(at) for at, sign in equation.parts)

    def broken(self) -> list[Equation]:
        """The equations that do not hold."""
        return [one for one in self.equations if abs(self.off(one)) > one.slack]

    def mends(self) -> set[Address]:
        """The cells that, changed alone, would make every equation hold: each is tried with each value that one asks for."""
        found = set()
        for at in self.numbers():
            for equation in self.broken():
                pull = (at == equation.whole) - sum(sign for part, sign in equation.parts if part == at)
                if pull and not self.changed(at, self.number(at) - self.off(equation) // pull).broken():
                    found.add(at)
        return found


@dataclass
class Pages:
    """A report while it is written."""

    random: Random
    lines: list[tuple[int | str, ...]] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)

    def heading(self, text: str) -> None:
        self.lines += [("",), (text,), ("",)]

    def row(self, *cells: int | str) -> int:
        self.lines.append(cells)
        return len(self.lines) - 1

    def sum_rows(self, whole: int, parts: Sequence[tuple[int, int]], columns: Sequence[int], slack: int) -> None:
        self.equations += [
            Equation((whole, at), tuple(((row, at), sign) for row, sign in parts), slack) for at in columns
        ]

    def same(self, one: Address, other: Address, sign: int = 1) -> None:
        self.equations.append(Equation(one, ((other, sign),), 1))

    def sum_cells(self, row: int, whole: int, parts: Sequence[tuple[int, int]], slack: int = 0) -> None:
        self.equations.append(Equation((row, whole), tuple(((row, at), sign) for at, sign in parts), slack))


def random_report(seed: int) -> RandomReport:
    """A report that agrees with itself, of several kinds of tables."""
    pages = Pages(Random(seed))
    pages.lines += [
        ("Årsredovisning 2024",),
        ("",),
        ("Samordningsförbundet Provbyn berättar om sitt arbete under året.",),
    ]
    accounts = _accounts(pages.random)
    _by_sex(pages)
    spent = _budget(pages, accounts)
    costs, result = _income_statement(pages, accounts)
    pages.same((costs, 1), (spent, 2), -1)
    in_balance = _balance_sheet(pages, accounts)
    for year in (1, 2):
        pages.same((result, year), (in_balance, year))
    _cash_flow(pages)
    _note(pages, accounts)
    _plan(pages)
    return RandomReport(tuple(pages.lines), tuple(pages.equations))


def _accounts(random: Random) -> dict[str, tuple[int, ...]]:
    """Two years of accounts in kronor that follow from one another."""
    members = [tuple(random.randrange(200_000, 3_000_000) for _ in range(2)) for _ in MEMBERS]
    income = tuple(sum(year) for year in zip(*members, strict=True))
    costs = tuple(-one + random.randrange(-400_000, 400_000) for one in income)
    result = tuple(one + other for one, other in zip(income, costs, strict=True))
    opening = random.randrange(1_000_000, 3_000_000)
    return {"income": income, "costs": costs, "result": result, "opening": (opening + result[1], opening),
            **{f"member {place}": one for place, one in enumerate(members)}}  # fmt: skip


def _by_sex(pages: Pages) -> None:
    """Women, men and all by age; with a column of those whose sex is not known, and of shares, or not."""
    random = pages.random
    pages.heading("Deltagare")
    unknown, shares = random.random() < 0.3, random.random() < 0.5
    parts = 3 if unknown else 2
    heads = ["Kvinnor", "Män", *(["Okänt"] if unknown else []), "Totalt", *(["Andel av kvinnor %"] if shares else [])]
    pages.row("Ålder", *heads)
    counts = [[random.randrange(5, 90) for _ in range(parts)] for _ in CLASSES[: random.randrange(3, 7)]]
    total = [sum(column) for column in zip(*counts, strict=True)]
    rows = []
    for label, cells in (*zip(CLASSES, counts, strict=False), (random.choice(TOTALS), total)):
        share = [_share(cells[0], total[0])] if shares else []
        rows.append(pages.row(label, *cells, sum(cells), *share))
        pages.sum_cells(rows[-1], parts + 1, [(at + 1, 1) for at in range(parts)])
    pages.sum_rows(rows[-1], [(row, 1) for row in rows[:-1]], range(1, parts + 2), 0)


def _budget(pages: Pages, accounts: dict[str, tuple[int, ...]]) -> int:
    """A budget in kronor with its outcome, the year's costs, and the variance, one way round or the other; its total row."""
    random = pages.random
    pages.heading("Budgetuppföljning")
    pages.row("Post", "Budget 2024 kr", "Utfall 2024 kr", "Avvikelse kr")
    sign = random.choice((1, -1))
    labels = random.sample(LABELS, random.randrange(4, 10))
    shares = [random.randrange(50, 900) for _ in labels]
    spent = [-accounts["costs"][0] * share // sum(shares) for share in shares]
    spent[-1] += -accounts["costs"][0] - sum(spent)
    amounts = [
        (label, cost + random.randrange(-9_000, 40_000), cost) for label, cost in zip(labels, spent, strict=True)
    ]
    total = ("Summa kostnader", sum(one[1] for one in amounts), sum(one[2] for one in amounts))
    rows = []
    for label, budget, outcome in (*amounts, total):
        rows.append(pages.row(label, budget, outcome, sign * (budget - outcome)))
        pages.sum_cells(rows[-1], 3, [(1, sign), (2, -sign)], 1)
    pages.sum_rows(rows[-1], [(row, 1) for row in rows[:-1]], (1, 2, 3), 1)
    return rows[-1]


def _income_statement(pages: Pages, accounts: dict[str, tuple[int, ...]]) -> tuple[int, int]:
    """The statement; its rows of costs and of the year's result."""
    pages.heading("Resultaträkning")
    pages.row("Belopp i kr", "2024-12-31", "2023-12-31")
    income = pages.row("Verksamhetens intäkter", *accounts["income"])
    costs = pages.row("Verksamhetens kostnader", *accounts["costs"])
    operating = pages.row("Verksamhetens resultat", *accounts["result"])
    gains, losses = pages.row("Finansiella intäkter", 0, 0), pages.row("Finansiella kostnader", 0, 0)
    after = pages.row("Resultat efter finansiella poster", *accounts["result"])
    result = pages.row("Årets resultat", *accounts["result"])
    pages.sum_rows(operating, [(income, 1), (costs, 1)], (1, 2), 1)
    pages.sum_rows(after, [(operating, 1), (gains, 1), (losses, 1)], (1, 2), 1)
    pages.sum_rows(result, [(after, 1)], (1, 2), 1)
    return costs, result


def _balance_sheet(pages: Pages, accounts: dict[str, tuple[int, ...]]) -> int:
    """The balance sheet; its row of the year's result."""
    random = pages.random
    equity = tuple(one + other for one, other in zip(accounts["opening"], accounts["result"], strict=True))
    debts = tuple(random.randrange(3_000_000, 5_000_000) for _ in equity)
    claims = tuple(random.randrange(50_000, 400_000) for _ in equity)
    total = tuple(one + other for one, other in zip(equity, debts, strict=True))
    pages.heading("Balansräkning")
    pages.row("Belopp i kr", "2024-12-31", "2023-12-31")
    pages.row("Tillgångar", "", "")
    claim = pages.row("Kortfristiga fordringar", *claims)
    cash = pages.row("Kassa och bank", *(one - other for one, other in zip(total, claims, strict=True)))
    assets = pages.row("Summa tillgångar", *total)
    pages.row("Eget kapital och skulder", "", "")
    saved = pages.row("Eget kapital vid årets början", *accounts["opening"])
    result = pages.row("Årets resultat", *accounts["result"])
    own = pages.row("Summa eget kapital", *equity)
    owed = pages.row("Kortfristiga skulder", *debts)
    both = pages.row("Summa eget kapital och skulder", *total)
    pages.sum_rows(assets, [(claim, 1), (cash, 1)], (1, 2), 1)
    pages.sum_rows(own, [(saved, 1), (result, 1)], (1, 2), 1)
    pages.sum_rows(both, [(own, 1), (owed, 1)], (1, 2), 1)
    return result


def _cash_flow(pages: Pages) -> None:
    """Of an association whose other statements are not printed: it hangs together with itself."""
    random = pages.random
    flows = [tuple(random.randrange(-400_000, 400_000) for _ in range(2)) for _ in range(3)]
    year = tuple(sum(one) for one in zip(*flows, strict=True))
    start = random.randrange(2_000_000, 4_000_000)
    pages.heading("Betalningar i insatsen")
    pages.row("Belopp i kr", "2024-12-31", "2023-12-31")
    rows = [
        pages.row(label, *cells)
        for label, cells in zip(("Inbetalt netto", "Fordringar", "Skulder"), flows, strict=True)
    ]
    flow = pages.row("Periodens kassaflöde", *year)
    opening = pages.row("Ingående behållning", start + year[1], start)
    closing = pages.row("Summa utgående behållning", start + year[1] + year[0], start + year[1])
    pages.sum_rows(flow, [(row, 1) for row in rows], (1, 2), 1)
    pages.sum_rows(closing, [(flow, 1), (opening, 1)], (1, 2), 1)


def _plan(pages: Pages) -> None:
    """Three years in thousands, each row rounded by itself: incomes, costs by kind, what is left."""
    random = pages.random
    pages.heading("Plan för tre år")
    pages.row("Belopp i tkr", "2025", "2026", "2027")
    costs = [tuple(random.randrange(50_000, 900_000) for _ in range(3)) for _ in range(random.randrange(3, 8))]
    grants = tuple(sum(year) + random.randrange(-300_000, 300_000) for year in zip(*costs, strict=True))
    spent = tuple(sum(year) for year in zip(*costs, strict=True))
    income = pages.row("Medlemsbidrag", *map(_thousands, grants))
    total = pages.row("Summa intäkter", *map(_thousands, grants))
    rows = [pages.row(label, *map(_thousands, cells)) for label, cells in zip(LABELS, costs, strict=False)]
    all_costs = pages.row("Summa kostnader", *map(_thousands, spent))
    result = pages.row("Resultat", *(_thousands(one - other) for one, other in zip(grants, spent, strict=True)))
    slack = max(2, len(rows)) // 2
    pages.sum_rows(total, [(income, 1)], (1, 2, 3), 1)
    pages.sum_rows(all_costs, [(row, 1) for row in rows], (1, 2, 3), slack)
    pages.sum_rows(result, [(total, 1), (all_costs, -1)], (1, 2, 3), 1)


def _thousands(kronor: int) -> int:
    return (kronor + 500) // 1000


def _note(pages: Pages, accounts: dict[str, tuple[int, ...]]) -> None:
    pages.heading("Not 1 Verksamhetens intäkter")
    pages.row("Belopp i kr", "2024-12-31", "2023-12-31")
    rows = [pages.row(label, *accounts[f"member {place}"]) for place, label in enumerate(MEMBERS)]
    total = pages.row(pages.random.choice(TOTALS), *accounts["income"])
    pages.sum_rows(total, [(row, 1) for row in rows], (1, 2), 1)


def _share(count: int, base: int) -> str:
    tenths = (count * 2000 + base) // (2 * base)
    return f"{tenths // 10},{tenths % 10} %"


def _written(cell: int | str) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}".replace(",", " ")
