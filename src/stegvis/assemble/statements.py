"""The statements of the year as tables of the report, each with its budget and last year's amounts where they are known."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.assemble import cells
from stegvis.assemble.material import Material
from stegvis.core.document import Block, Cell, CellKind, Column, Row, RowKind, StatementBlock
from stegvis.core.finance import BudgetOutcome, Statement, StatementRow
from stegvis.core.findings import Finding, Severity
from stegvis.messages import sentence

_SIDES = {
    "assets": "Tillgångar",
    "equity": "Eget kapital",
    "provisions": "Avsättningar",
    "liabilities": "Skulder",
    "contingent": "Ansvarsförbindelser",
}


def income(material: Material) -> Iterator[Block]:
    """The income statement (*resultaträkning*)."""
    yield _block(material, "income", "Resultaträkning", f"{material.year}", f"{material.year - 1}")


def balance(material: Material) -> Iterator[Block]:
    """The balance sheet (*balansräkning*), on the year's last day."""
    yield _block(material, "balance", "Balansräkning", f"{material.year}-12-31", f"{material.year - 1}-12-31")


def cash_flow(material: Material) -> Iterator[Block]:
    """The cash flow statement (*kassaflödesanalys*)."""
    yield _block(material, "cash-flow", "Kassaflödesanalys", f"{material.year}", f"{material.year - 1}")


def balance_requirement(material: Material) -> Iterator[Block]:
    """The result that the balance requirement is tried on (*balanskravsresultat*)."""
    caption = "Balanskravsutredning"
    yield _block(material, "balance-requirement", caption, f"{material.year}", f"{material.year - 1}")


def operating(material: Material) -> Iterator[Block]:
    """The operating statement (*driftredovisning*): the budget line by line, with what is left of each."""
    statement = material.statements["operating"]
    forecast = any(row.forecast is not None for row in material.budget.lines)
    columns = (
        Column("Budget", CellKind.AMOUNT, "budget"),
        *((Column("Prognos", CellKind.AMOUNT, "forecast"),) if forecast else ()),
        Column("Utfall", CellKind.AMOUNT, "amount"),
        Column("Avvikelse", CellKind.AMOUNT, "variance"),
        *((Column(f"Utfall {material.year - 1}", CellKind.AMOUNT, "previous"),) if _lines_before(statement) else ()),
    )
    rows = tuple(_operating_row(row, material.budget, columns) for row in statement.lines)
    caption = f"Driftredovisning {material.year}: budget och utfall"
    notes = ("Avvikelsen är positiv när kostnaden är lägre eller intäkten högre än budget.", *_left(statement.findings))
    yield StatementBlock("operating", caption, "Budgetpost", columns, rows, material.unit, notes)


def _operating_row(row: StatementRow, budget: BudgetOutcome, columns: Sequence[Column]) -> Row:
    line = next((one for one in budget.lines if one.line == row.line), None)
    variance = None if row.budget is None or row.amount is None else row.amount - row.budget
    exact = {
        "budget": row.budget,
        "forecast": line.signed(line.forecast) if line else None,
        "amount": row.amount,
        "variance": variance,
        "previous": row.previous,
    }
    written = tuple(cells.amount(exact[column.code]) for column in columns)
    return Row(row.label, written, row.kind, row.note, row.line)


def _block(material: Material, name: str, caption: str, this: str, last: str) -> StatementBlock:
    statement = material.statements[name]
    columns = (
        *((Column("Budget", CellKind.AMOUNT, "budget"),) if _has_budget(statement) else ()),
        Column(this, CellKind.AMOUNT, "amount"),
        *((Column(last, CellKind.AMOUNT, "previous"),) if _has_previous(statement) else ()),
    )
    rows = tuple(_rows(statement, columns))
    return StatementBlock(name, caption, "", columns, rows, material.unit, _notes(statement))


def _rows(statement: Statement, columns: Sequence[Column]) -> Iterator[Row]:
    side = ""
    for row in statement.lines:
        if row.side and row.side != side:
            yield Row(_SIDES[row.side], tuple(cells.EMPTY for _ in columns), RowKind.GROUP)
        side = row.side or side
        yield Row(row.label, _written(row, columns), row.kind, row.note, row.line)


def _written(row: StatementRow, columns: Sequence[Column]) -> tuple[Cell, ...]:
    exact: dict[str, Decimal | None] = {"budget": row.budget, "amount": row.amount, "previous": row.previous}
    return tuple(
        cells.optional_amount(exact[column.code]) if column.code == "budget" else cells.amount(exact[column.code])
        for column in columns
    )


def _has_budget(statement: Statement) -> bool:
    return any(row.budget is not None for row in statement.lines)


def _has_previous(statement: Statement) -> bool:
    return any(row.previous is not None for row in statement.lines)


def _lines_before(statement: Statement) -> bool:
    """Whether last year is known line by line and not in total only."""
    return any(row.previous is not None for row in statement.lines if row.kind is RowKind.NORMAL)


def _notes(statement: Statement) -> tuple[str, ...]:
    """What a reader has to know of the statement, and that rounding is no mistake where a printed sum shows it."""
    return _left(statement.findings)


def _left(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The errors of a statement are printed with it: who reads it has to know."""
    return tuple(sentence(one) for one in findings if one.severity is Severity.ERROR)
