"""Ratios against the amounts that they are of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities, Quantity
from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.checks.statements.same_quantity import is_alone
from stegvis.checking.understanding import Printed, TableKind, Understood
from stegvis.core.report_findings import FindingClass


@dataclass(frozen=True, slots=True)
class Base:
    """Equity and assets at the end of a year in kronor, how far rounding may have moved each, and the numbers they are from."""

    equity: Decimal
    assets: Decimal
    slack: Decimal
    terms: tuple[Term, ...]


def equity_ratios_are_equity_of_assets(report: Understood) -> Iterator[Relation]:
    """The equity ratio is equity in percent of the assets, each year that the statements tell both of."""
    found = quantities.of(report)
    ratios = [one for one in found.all if one.role == "equity_ratio" and is_alone(one)]
    told = [
        ratio("REP-241", one.printed, one.row.label, one.year, base)
        for one in ratios
        if (base := base_of(one.year, found) or _beside(one, found))
    ]
    borne_out = any(one.holds for one in told)
    yield from (replace(one, certainty=95 if borne_out else 80) for one in told)


def base_of(year: int, found: Quantities) -> Base | None:
    """Equity and assets on the balance sheet, or rebuilt from the year after and its cash flow."""
    on_balance = _of_both(*(_on_balance(role, year, found) for role in ("equity_closing", "assets")))
    return on_balance or _rebuilt(year + 1, found)


def _beside(one: Quantity, found: Quantities) -> Base | None:
    """Equity and assets in the ratio's own column: an overview of years has those that no balance sheet prints any more."""
    column = found.within(one.table, one.column.place)
    return _of_both(column.get("equity_closing"), column.get("assets"))


def _of_both(equity: Quantity | None, assets: Quantity | None) -> Base | None:
    if equity is None or assets is None or assets.amount <= 0:
        return None
    slack = max(equity.step, assets.step) / 2
    return Base(equity.amount, assets.amount, slack, (Term(equity.printed), Term(assets.printed)))


def _rebuilt(after: int, found: Quantities) -> Base | None:
    """Equity less the result of the year after, cash at its beginning, receivables before they changed: where those are all."""
    names = ("equity_closing", "result", "receivables", "cash", "assets")
    known = [_on_balance(role, after, found) for role in names]
    flow = [
        next((one for one in found.of(role, after) if is_alone(one)), None)
        for role in ("cash_opening", "change_receivables")
    ]
    if not all(known) or not all(flow):
        return None
    equity, result, receivables, cash, assets = (one for one in known if one)
    opening, change = (one for one in flow if one)
    if abs(receivables.amount + cash.amount - assets.amount) > assets.step:
        return None
    before = opening.amount + receivables.amount + change.amount
    terms = tuple(Term(one.printed) for one in (equity, result, opening, receivables, change))
    return Base(equity.amount - result.amount, before, assets.step * 3 / 2, terms) if before > 0 else None


def _on_balance(role: str, year: int, found: Quantities) -> Quantity | None:
    return next((one for one in found.of(role, year) if one.table.kind is TableKind.BALANCE and is_alone(one)), None)


def ratio(code: str, number: Printed, what: str, year: int, base: Base) -> Relation:
    """The printed ratio, rounded half up; equity and assets may themselves be rounded."""
    least, most = (
        (100 * (base.equity + way * base.slack) / (base.assets - way * base.slack)).quantize(number.step, ROUND_HALF_UP)
        for way in (-1, 1)
    )
    expected = (100 * base.equity / base.assets).quantize(number.step, ROUND_HALF_UP)
    said = (("what", what), ("year", str(year)))
    return Relation(code, number, base.terms, expected, min(least, most), max(least, most), 95, said,
                    additive=False, kind=FindingClass.CONFLICT, echo=True)  # fmt: skip


CHECKS = (equity_ratios_are_equity_of_assets,)
