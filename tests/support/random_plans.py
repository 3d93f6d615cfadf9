"""Random budgets that agree with themselves and list little: totals of things not listed, parts of rows, what is left."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from support.annual_oracle import Cell, Unit, rounded

UNITS = (Unit("Kronor", 1), Unit("Tkr", 1_000), Unit("Mnkr", 100_000, 1))
NAMES = (
    "Lokal",
    "Resor",
    "Information",
    "Revision",
    "Stegen",
    "Gemensam väg",
    "Förstudie",
    "Vägen in",
    "Metodstöd",
    "Kansli",
)
GROUPS = ("individinriktade insatser", "strukturella insatser", "administration", "övrigt")

Amounts = list[int]


class _Plan:
    """A budget while it is written, of one to three years."""

    def __init__(self, random: Random) -> None:
        self.random, self.unit, self.years = random, random.choice(UNITS), random.randrange(1, 4)
        heads = [random.choice(("Budget {}", "Plan {}", "{}")).format(2025 + year) for year in range(self.years)]
        self.lines = ["Verksamhetsplan och budget 2025", "", "Budget", "", "\t".join((self.unit.words, *heads))]

    def amounts(self, least: int = 40_000, most: int = 2_500_000) -> Amounts:
        """An amount for each year: round, the same every year, none, or just any."""
        found = [self.random.randrange(least, most) for _ in range(self.years)]
        way = self.random.random()
        return (
            [one // 50_000 * 50_000 for one in found] if way < 0.3 else found[:1] * self.years if way < 0.4 else found
        )

    def row(self, label: str, amounts: Amounts) -> None:
        cells = (Cell(rounded(Decimal(one) / self.unit.step), self.unit) for one in amounts)
        self.lines.append("\t".join((label, *map(str, cells))))


def random_plan(seed: int) -> str:
    """A budget as text."""
    random = Random(seed)
    plan = _Plan(random)
    random.choice(_WAYS)(plan, random)
    return "\n".join(plan.lines)


def _sum(*rows: Sequence[int]) -> Amounts:
    return [sum(year) for year in zip(*rows, strict=True)]


def _less(one: Sequence[int], other: Sequence[int]) -> Amounts:
    return [first - second for first, second in zip(one, other, strict=True)]


def _only_totals(plan: _Plan, random: Random) -> None:
    income = plan.amounts(2_000_000, 9_000_000)
    costs = [int(one * random.uniform(0.8, 1.2)) for one in income]
    plan.row(random.choice(("Intäkter", "Summa intäkter", "Verksamhetens intäkter")), income)
    plan.row(random.choice(("Kostnader", "Summa kostnader", "Verksamhetens kostnader")), costs)
    plan.row(random.choice(("Resultat", "Årets resultat")), _less(income, costs))


def _totals_of_what_is_not_listed(plan: _Plan, random: Random) -> None:
    groups = [plan.amounts() for _ in range(random.randrange(2, 5))]
    for label, amounts in zip(GROUPS, groups, strict=False):
        plan.row(random.choice(("Summa ", "Totalt ", "")) + label, amounts)
    plan.row(random.choice(("Summa kostnader", "Totalt")), _sum(*groups))


def _some_parts_of_rows(plan: _Plan, random: Random) -> None:
    rows = [plan.amounts() for _ in range(random.randrange(2, 6))]
    for label, amounts in zip(NAMES, rows, strict=False):
        plan.row(label, amounts)
        if random.random() < 0.6:
            plan.row(f"varav {random.choice(GROUPS)}", [int(one * random.uniform(0.1, 0.8)) for one in amounts])
    plan.row(random.choice(("Summa", "Summa kostnader")), _sum(*rows))


def _a_total_of_more_than_is_listed(plan: _Plan, random: Random) -> None:
    income = plan.amounts(2_000_000, 9_000_000)
    costs = [one * 9 // 10 for one in income]
    plan.row("Intäkter", income)
    plan.row("Kostnader insatser", [one * 7 // 10 for one in costs])
    plan.row("Kostnader kansli", [one * 2 // 10 for one in costs])
    plan.row(random.choice(("Summa kostnader", "Totala kostnader")), costs)
    plan.row("Resultat", _less(income, costs))


def _what_is_left(plan: _Plan, random: Random) -> None:
    members, saved = plan.amounts(2_000_000, 9_000_000), plan.amounts()
    plan.row("Medlemsbidrag", members)
    plan.row(random.choice(("Eget kapital", "Överskott från föregående år")), saved)
    plan.row(random.choice(("Summa budget", "Totalt", "Summa finansiering")), _sum(members, saved))
    rows = [[one // random.randrange(4, 9) for one in members] for _ in range(3)]
    for label, amounts in zip(NAMES, rows, strict=False):
        plan.row(label, amounts)
    plan.row(random.choice(("Summa kostnader", "Summa insatser")), _sum(*rows))
    plan.row(random.choice(("Ofördelat", "Kvar att fördela")), _less(_sum(members, saved), _sum(*rows)))


_WAYS: tuple[Callable[[_Plan, Random], None], ...] = (
    _only_totals,
    _totals_of_what_is_not_listed,
    _some_parts_of_rows,
    _a_total_of_more_than_is_listed,
    _what_is_left,
)
