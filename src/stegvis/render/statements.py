"""Statements, budget and ratios as rows for machines: whole amounts in the association's unit, empty where not known."""

from decimal import Decimal

from stegvis.core.finance.budget import BudgetOutcome, BudgetRow
from stegvis.core.finance.ratios import Ratio
from stegvis.core.finance.statement import Statement
from stegvis.core.safe_text import safe_text
from stegvis.render.tables import rows_csv

STATEMENT = ("line", "label", "note", "budget", "amount", "previous")
BUDGET = ("line", "label", "category", "initiative", "budget", "forecast", "amount", "variance")
RATIOS = ("year", "ratio", "value", "limit", "holds")


def statement_csv(statement: Statement) -> str:
    """A statement, a line a row."""
    printed = (row.printed for row in statement.lines)
    rows = ((row.line, safe_text(row.label), row.note, row.budget, row.amount, row.previous) for row in printed)
    return rows_csv(STATEMENT, rows)


def budget_csv(outcome: BudgetOutcome) -> str:
    """The budget beside its forecast and outcome; several initiatives are separated by a space."""
    rows = (
        (*_named(row), row.budget, row.forecast, row.amount, row.variance)
        for row in (line.printed for line in outcome.lines)
    )
    return rows_csv(BUDGET, rows)


def _named(row: BudgetRow) -> tuple[str, ...]:
    return row.line, safe_text(row.label), row.category, " ".join(row.initiatives)


def ratios_csv(ratios: tuple[Ratio, ...]) -> str:
    """Ratios as fractions with three decimals; `holds` is yes or no, empty where there is no limit."""
    rows = ((one.year, one.ratio, _fraction(one.value), _fraction(one.limit), _held(one.holds)) for one in ratios)
    return rows_csv(RATIOS, rows)


def _fraction(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _held(holds: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[holds]
