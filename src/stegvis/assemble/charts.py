"""The report's charts: made from released tables and printed amounts, so that none can say more than they do.

A title says what one sees, but only what the published figures say: where one of them is hidden it names the chart instead.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.assemble import wording
from stegvis.assemble.initiatives import PARTICIPANTS
from stegvis.assemble.material import Material
from stegvis.assemble.overview import five_years_of
from stegvis.core.document import Block, Chart, ChartKind, Series
from stegvis.core.money import rounded
from stegvis.core.tables import Category, ReleasedTable
from stegvis.core.vocabulary import TOTAL, code_list
from stegvis.render.numbers import HIDDEN, money, percent
from stegvis.render.table_chart import bars_of, said_of

#: The drawn dimensions that follow a code list.
LISTS = ("exit_reason",)


def participants_by_initiative(material: Material) -> Iterator[Block]:
    """Participants in each initiative, women and men."""
    for table in material.released(PARTICIPANTS):
        title = f"Deltagare efter insats och kön {table.head.period}"
        most = _most(table)
        yield from _counts(material, table, f"Flest deltagare i {most}" if most else title)


def exits_by_reason(material: Material) -> Iterator[Block]:
    """Exits by reason, by sex where the released table has it."""
    for table in material.released("exits-by-reason"):
        most = _most(table)
        title = f"{most}: den vanligaste orsaken till avslut" if most else f"Avslut efter anledning {table.head.period}"
        yield from _counts(material, table, title)


def _counts(material: Material, table: ReleasedTable, title: str) -> Iterator[Chart]:
    """The table's own bars, as its files and its open page have them, under the report's title."""
    drawn = bars_of(table)
    if drawn is None:
        return
    of = f", {material.party_name(table.party)}" if table.party else ""
    id = f"chart-{table.head.name}{'-' if table.party else ''}{table.party}"
    yield _chart(id, ChartKind.BARS, title + of, *drawn, "antal")


def _most(table: ReleasedTable) -> str:
    """The category with the greatest published total; nothing where a hidden one, or a tie, leaves it open."""
    rows, *across = table.head.dimensions
    totals: list[tuple[int, Category]] = []
    for category in rows.categories:
        if category.code != TOTAL:
            value = table.cells[(category.code, TOTAL) if across else (category.code,)]
            if value is None:
                return ""
            totals.append((value, category))
    counts = sorted((value for value, _ in totals), reverse=True)
    if not counts or counts[0] == 0 or counts[:2].count(counts[0]) > 1:
        return ""
    most = next(category for value, category in totals if value == counts[0])
    return "" if _is_merged(table, most) else most.label


def _is_merged(table: ReleasedTable, category: Category) -> bool:
    """Whether the category is several codes taken together: no code of the table's list."""
    names = [one.name for one in table.head.dimensions if one.name in LISTS]
    return bool(table.head.grouping and names) and category.code not in code_list(names[0], table.head.edition)


def result_and_equity(material: Material) -> Iterator[Block]:
    """Five years of result and equity."""
    years = [one for one in reversed(five_years_of(material)) if one.result is not None or one.equity is not None]
    if len(years) < 2:
        return
    series = (
        Series("Årets resultat", tuple(None if one.result is None else rounded(one.result) for one in years)),
        Series("Eget kapital", tuple(None if one.equity is None else rounded(one.equity) for one in years)),
    )
    labels = tuple(str(one.year) for one in years)
    title = _change(material, series[1].values[-2], series[1].values[-1])
    yield _chart("chart-result-and-equity", ChartKind.LINES, title, labels, series, material.unit)


def _change(material: Material, before: Decimal | None, now: Decimal | None) -> str:
    if before is None or now is None:
        return f"Resultat och eget kapital till och med {material.year}"
    if now == before:
        return f"Det egna kapitalet är oförändrat {material.year}"
    verb = "ökade" if now > before else "minskade"
    return f"Det egna kapitalet {verb} med {money(abs(now - before), material.unit)} {material.year}"


def budget_and_outcome(material: Material) -> Iterator[Block]:
    """Budget against outcome, the lines of costs."""
    lines = [row.printed for row in material.budget.lines if not row.income]
    drawn = [row for row in lines if row.budget or row.amount]
    if not drawn:
        return
    series = (
        Series("Budget", tuple(row.budget for row in drawn)),
        Series("Utfall", tuple(row.amount for row in drawn)),
    )
    labels = tuple(row.label for row in drawn)
    title = _left(material)
    yield _chart("chart-budget-and-outcome", ChartKind.AGAINST, title, labels, series, material.unit)


def _left(material: Material) -> str:
    costs = [row for row in material.budget.lines if not row.income]
    budget = sum((row.budget for row in costs if row.budget is not None), Decimal(0))
    if any(row.amount is None for row in costs) or not budget:
        return f"Budget och utfall {material.year}"
    left = rounded(budget - sum((row.amount or Decimal(0) for row in costs), Decimal(0)))
    if left == 0:
        return f"Kostnaderna blev som budgeterat {material.year}"
    than = "lägre än" if left > 0 else "högre än"
    return f"Kostnaderna blev {money(abs(left), material.unit)} {than} budgeterat {material.year}"


def costs_by_category(material: Material) -> Iterator[Block]:
    """What the costs went to, by category."""
    amounts: dict[str, Decimal] = {}
    for row in material.budget.lines:
        if not row.income and row.amount:
            amounts[row.category] = amounts.get(row.category, Decimal(0)) + row.amount
    if len(amounts) < 2 or any(row.amount is None for row in material.budget.lines if not row.income):
        return
    chosen = [code for code in wording.CATEGORIES if code in amounts]
    labels = tuple(wording.CATEGORIES[code] for code in chosen)
    series = (Series("Kostnad", tuple(rounded(amounts[code]) for code in chosen)),)
    most = max(chosen, key=lambda code: amounts[code])
    part = percent(amounts[most] / sum(amounts.values()), 0)
    title = f"{wording.CATEGORIES[most]} stod för {part} av kostnaderna {material.year}"
    yield _chart("chart-costs-by-category", ChartKind.BARS, title, labels, series, material.unit)


def _chart(
    id: str, kind: ChartKind, title: str, labels: tuple[str, ...], series: tuple[Series, ...], unit: str
) -> Chart:
    return Chart(id, kind, title, _alt(kind, labels, series, unit), labels, series, unit)


def _alt(kind: ChartKind, labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    """The chart in words, made from its data: `Stapeldiagram, antal. Stegen: kvinnor 71, män 40. ...`."""
    sort = "Linjediagram" if kind is ChartKind.LINES else "Stapeldiagram"
    missing = HIDDEN if unit == "antal" else "uppgift saknas"
    return f"{sort}, {unit}. {said_of(labels, series, missing)}"
