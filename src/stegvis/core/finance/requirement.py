"""The balance requirement (*balanskravsutredning*; lag (2018:597) om kommunal bokföring och redovisning, 11 kap.)."""

from decimal import Decimal

from stegvis.core.document.blocks import RowKind
from stegvis.core.finance.accounts import nothing_known, two_years
from stegvis.core.finance.layout import RESULT
from stegvis.core.finance.statement import RESULT_LABEL, Statement, StatementRow, added
from stegvis.core.package import Package

REQUIREMENT_RESULT = "balance_requirement_result"


def balance_requirement(package: Package, year: int) -> Statement:
    """From the year's result, over the association's own adjustments, to the result that must not be negative."""
    this, previous = two_years(package, year)
    adjustments = requirement_lines(package, year)
    first = StatementRow(
        RESULT, RESULT_LABEL, amount=this.result if this else None, previous=previous.result if previous else None
    )
    last = StatementRow(
        line=REQUIREMENT_RESULT,
        label="Balanskravsresultat",
        amount=added((first.amount, *(row.amount for row in adjustments))),
        previous=added((first.previous, *(row.previous for row in adjustments))),
        kind=RowKind.TOTAL,
    )
    findings = tuple(nothing_known(this, year))
    return Statement("balance-requirement", package.profile.unit, (first, *adjustments, last), findings)


def requirement_lines(package: Package, year: int) -> tuple[StatementRow, ...]:
    """The adjustments of the year and of the year before, in the order that they are first named; an absent one is 0."""
    lines = [line for line in package.profile.balance_requirement if line.year in (year, year - 1)]
    labels = {line.line: line.label for line in sorted(lines, key=lambda line: line.year)}
    amounts = {(line.line, line.year): line.amount for line in lines}
    return tuple(
        StatementRow(
            code,
            labels[code],
            amount=amounts.get((code, year), Decimal(0)),
            previous=amounts.get((code, year - 1), Decimal(0)),
        )
        for code in dict.fromkeys(line.line for line in lines)
    )
