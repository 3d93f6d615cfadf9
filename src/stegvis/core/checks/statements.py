"""What must agree between and within the statements that a document prints. Printed amounts are each rounded once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.core.checks.printed import AMOUNT, PREVIOUS, label_of, number, printed, row_of, statement
from stegvis.core.document import Document, Row, RowKind, StatementBlock
from stegvis.core.findings import Finding, Where, error, remark, warning

OVERVIEW = "five-years"
_HALF = Decimal("0.5")
_RATIO_TOLERANCE = Decimal("0.001")
_TOTALS = {"assets_total", "equity_closing", "equity_and_liabilities_total", "balance_requirement_result"}
_RESULTS = ("income", "balance", "cash-flow", "operating", "balance-requirement")

#: Rows that are the sum of other rows, by the statement's own definition.
_SUMS = (
    (
        "cash-flow",
        "operating_cash_flow",
        ("result", "adjustments", "change_in_receivables", "change_in_current_liabilities"),
    ),
    ("cash-flow", "cash_flow", ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")),
    ("cash-flow", "cash_closing", ("cash_opening", "cash_flow")),
    ("operating", "result", ("income_total", "costs_total")),
)


def assets_equal_equity_and_liabilities(document: Document) -> Iterator[Finding]:
    """The two totals of the balance sheet are the same amount, in both years."""
    for column in (AMOUNT, PREVIOUS):
        assets = printed(document, "balance", "assets_total", column)
        owed = printed(document, "balance", "equity_and_liabilities_total", column)
        if _both(assets, owed) and assets != owed:
            where = Where("balance", 0, "assets_total")
            label = label_of(statement(document, "balance"), column)
            yield error("CHK-001", where, value=assets, other=owed, column=label)


def result_is_the_same_everywhere(document: Document) -> Iterator[Finding]:
    """Every statement and the overview print the income statement's result."""
    year = document.period.end.year
    for column, label in ((AMOUNT, year), (PREVIOUS, year - 1)):
        places = [*((id, column) for id in _RESULTS), (OVERVIEW, str(label))]
        results = [(id, printed(document, id, "result", one)) for id, one in places]
        known = [(id, value) for id, value in results if value is not None]
        for id, value in known[1:]:
            first, other = known[0]
            if value != other:
                where = Where(id, 0, "result")
                yield error("CHK-002", where, value=value, block=id, other=other, other_block=first)


def cash_closing_equals_balance_cash(document: Document) -> Iterator[Finding]:
    """Cash at the year's end is the balance sheet's, and at its start what the balance sheet of the year before has."""
    for row, flow, balance in (
        ("cash_closing", AMOUNT, AMOUNT),
        ("cash_closing", PREVIOUS, PREVIOUS),
        ("cash_opening", AMOUNT, PREVIOUS),
    ):
        value = printed(document, "cash-flow", row, flow)
        other = printed(document, "balance", "cash_and_bank", balance)
        if _both(value, other) and value != other:
            yield error("CHK-003", Where("cash-flow", 0, row), value=value, row=row, other=other)


def opening_equity_is_last_years_closing(document: Document) -> Iterator[Finding]:
    """Equity less the year's result is what the year before closed with, but for rounding."""
    closing = printed(document, "balance", "equity_closing", AMOUNT)
    result = printed(document, "balance", "result", AMOUNT)
    before = printed(document, "balance", "equity_closing", PREVIOUS)
    if closing is not None and result is not None and before is not None and abs(closing - result - before) > 1:
        yield warning("CHK-004", Where("balance", 0, "equity_closing"), value=closing - result, other=before)


def sums_are_those_of_the_printed_rows(document: Document) -> Iterator[Finding]:
    """A total is the sum of its printed rows, or differs by what rounding each once can give, which is a remark."""
    for id, total, terms in _SUMS:
        block = statement(document, id)
        if block is not None:
            rows = [row for row in block.rows if row.code in terms]
            yield from _sum(block, row_of(block, total), rows)
    for id in ("balance", "balance-requirement"):
        block = statement(document, id)
        if block is not None:
            yield from _running_sums(block)


def income_sums_differ_by_rounding_only(document: Document) -> Iterator[Finding]:
    """A sum of the income statement that is one off its printed rows is rounding, said once a row and never corrected."""
    block = statement(document, "income")
    for column in (AMOUNT, PREVIOUS) if block else ():
        yield from _income_sums(block, column) if block else ()


def variance_is_budget_against_outcome(document: Document) -> Iterator[Finding]:
    """What is printed as variance is the difference between budget and outcome, whichever way it is signed."""
    for id in ("operating", "budget"):
        block = statement(document, id)
        for row in block.rows if block else ():
            budget, amount, variance = (number(row, block, column) for column in ("budget", AMOUNT, "variance"))
            if budget is not None and amount is not None and variance is not None:
                difference = abs(amount - budget)
                if abs(difference - abs(variance)) > 1:
                    yield error("CHK-009", Where(id, 0, row.code), value=variance, row=row.label, other=difference)


def equity_ratio_is_the_balance_sheets(document: Document) -> Iterator[Finding]:
    """The overview's equity ratio is equity by assets of the balance sheet."""
    year = document.period.end.year
    for column, label in ((AMOUNT, year), (PREVIOUS, year - 1)):
        ratio = printed(document, OVERVIEW, "equity_ratio", str(label))
        equity = printed(document, "balance", "equity_closing", column)
        assets = printed(document, "balance", "assets_total", column)
        if ratio is not None and equity is not None and assets and abs(equity / assets - ratio) > _RATIO_TOLERANCE:
            where = Where(OVERVIEW, 0, "equity_ratio")
            yield error("CHK-010", where, value=ratio, other=f"{equity / assets:.3f}")


def _both(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None


def _running_sums(block: StatementBlock) -> Iterator[Finding]:
    """The balance sheet and the balance requirement: a total sums the rows above it, and the equity that it follows."""
    terms: list[Row] = []
    for row in block.rows:
        if row.code in _TOTALS:
            yield from _sum(block, row, terms)
            terms = [row] if row.code == "equity_closing" else []
        elif row.code == "result" or row.kind is RowKind.NORMAL:
            terms.append(row)


def _sum(block: StatementBlock, total: Row | None, terms: Sequence[Row]) -> Iterator[Finding]:
    for column in (AMOUNT, PREVIOUS):
        value = number(total, block, column)
        parts = [number(row, block, column) for row in terms]
        known = [part for part in parts if part is not None]
        if total is not None and value is not None and known and len(known) == len(parts):
            yield from _compared(block, total, value, sum(known, Decimal(0)), column, rows=len(known))


def _compared(
    block: StatementBlock, total: Row, value: Decimal, added: Decimal, column: str, *, rows: int
) -> Iterator[Finding]:
    """Each of n rounded rows and the total may be half a unit off."""
    if value == added:
        return
    where = Where(block.id, 0, total.code)
    values = {
        "value": value,
        "other": added,
        "row": total.label,
        "block": block.caption,
        "column": label_of(block, column),
    }
    if abs(value - added) <= _HALF * (rows + 1):
        yield remark("CHK-007", where, **values)
    else:
        yield error("CHK-008", where, **values)


def _income_sums(block: StatementBlock, column: str) -> Iterator[Finding]:
    """Which rows a sum takes is the association's own; the sums it may be are tried, and the nearest one is spoken of."""
    above: list[tuple[Row, Decimal]] = []
    for row in block.rows:
        value = number(row, block, column)
        if value is None:
            continue
        if row.kind in (RowKind.SUBTOTAL, RowKind.TOTAL):
            yield from _nearest(block, row, value, above, column)
        above.append((row, value))


def _nearest(
    block: StatementBlock, total: Row, value: Decimal, above: Sequence[tuple[Row, Decimal]], column: str
) -> Iterator[Finding]:
    candidates = [terms for terms in _candidates(above) if terms]
    best = min(candidates, key=lambda terms: abs(sum(terms) - value), default=[])
    if best and abs(sum(best) - value) <= _HALF * (len(best) + 1):
        yield from _compared(block, total, value, sum(best, Decimal(0)), column, rows=len(best))


def _candidates(above: Sequence[tuple[Row, Decimal]]) -> tuple[list[Decimal], ...]:
    """The rows since the last sum; those and that sum; all rows; all sums."""
    sums = [place for place, (row, _) in enumerate(above) if row.kind is not RowKind.NORMAL]
    last = sums[-1] if sums else -1
    return (
        [amount for _, amount in above[last + 1 :]],
        [amount for _, amount in above[max(last, 0) :]],
        [amount for row, amount in above if row.kind is RowKind.NORMAL],
        [above[place][1] for place in sums],
    )
