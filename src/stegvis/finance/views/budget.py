"""Budget against outcome as a table: incomes, then costs by category, each line with what is left and why."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from stegvis.core.finance import STATEMENTS, BudgetOutcome, BudgetRow, budget_of
from stegvis.core.finance.budget import FORECAST
from stegvis.core.money import ZERO
from stegvis.core.package import Package
from stegvis.finance.views import words, written
from stegvis.finance.views.tables import Table, file_links, line_address

Columns = tuple[str, ...]


def budget_table(package: Package, outcome: BudgetOutcome, year: int) -> Table | None:
    """The year's budget lines with forecast (where there is one), outcome, variance and comment; None without a budget."""
    if not outcome.lines:
        return None
    forecast = any(row.forecast is not None for row in outcome.lines)
    comments = _comments(package, year)
    columns = ("budget", *(["forecast"] if forecast else []), "amount", "variance", "share")
    columns += ("comment",) if comments else ()
    rows = [*_groups(outcome, year, columns, comments), *_ends(package, year, columns)]
    labels = {
        "budget": _("Budget"), "forecast": _("Prognos"), "amount": _("Utfall"), "variance": _("Avvikelse"),
        "share": _("Avvikelse i procent"), "comment": _("Kommentar"),
    }  # fmt: skip
    heads = [{"label": labels[name], "numeric": name != "comment"} for name in columns]
    return {
        "id": "budget",
        "caption": _("Budget och utfall %(year)s") % {"year": year},
        "unit": str(outcome.unit),
        "columns": [{"label": _("Budgetpost")}, *heads],
        "rows": rows,
        "notes": [_version(outcome.version), _("Avvikelsen är plus när kostnaden blev lägre eller intäkten högre än budget.")],
        "downloads": file_links(year, "budget"),
    }  # fmt: skip


def _version(version: str) -> str:
    kind, _colon, rest = version.partition(":")
    if kind == "amended":
        return _("Budgeten är den som ändrades genom %(decision)s.") % {"decision": rest}
    return _("Budgeten är den som beslutades före året.")


def _comments(package: Package, year: int) -> dict[str, str]:
    """What was written at each line: of the forecast where it says something, else of the budget."""
    _name, lines = budget_of(package, year)
    later = [one for one in package.budget or () if one.year == year and one.version.startswith(FORECAST)]
    return {one.line: one.comment for one in (*lines, *later) if one.comment}


def _groups(outcome: BudgetOutcome, year: int, columns: Columns, comments: dict[str, str]) -> Iterator[dict[str, Any]]:
    incomes = [row for row in outcome.lines if row.income]
    costs = [row for row in outcome.lines if not row.income]
    if incomes:
        yield {"kind": "group", "cells": [_("Intäkter")]}
        yield from (_line(row, year, columns, comments) for row in incomes)
    for category in words.CATEGORIES:
        own = [row for row in costs if row.category == category]
        if own:
            yield {"kind": "group", "cells": [words.CATEGORIES[category]]}
            yield from (_line(row, year, columns, comments) for row in own)
            if len(own) > 1:
                yield _sum(_("Summa %(what)s") % {"what": str(words.CATEGORIES[category]).lower()}, own, columns)
    if costs:
        yield _sum(_("Summa budgeterade kostnader"), costs, columns, kind="total")


def _line(row: BudgetRow, year: int, columns: Columns, comments: dict[str, str]) -> dict[str, Any]:
    here = line_address(year, "operating", row.line)
    shown = _amounts((row,))
    cells = [_cell(name, shown.get(name), row.budget, here, comments.get(row.line, "")) for name in columns]
    return {"kind": "sub", "cells": [{"text": row.label, "href": here}, *cells]}


def _sum(label: str, rows: Sequence[BudgetRow], columns: Columns, kind: str = "subtotal") -> dict[str, Any]:
    shown = _amounts(rows)
    return {
        "kind": kind,
        "cells": [label, *(_cell(name, shown.get(name), shown["budget"], "", "") for name in columns)],
    }


def _amounts(rows: Sequence[BudgetRow]) -> dict[str, Decimal | None]:
    """The exact sums of the rows; an outcome or a variance that is not known makes the sum unknown, a budget counts 0."""
    every: dict[str, Decimal | None] = {"budget": sum((row.budget or ZERO for row in rows), ZERO)}
    every["forecast"] = sum((row.forecast or ZERO for row in rows), ZERO)
    if len(rows) == 1:
        every |= {"budget": rows[0].budget, "forecast": rows[0].forecast}
    amounts = [row.amount for row in rows]
    every["amount"] = sum((one or ZERO for one in amounts), ZERO) if None not in amounts else None
    differences = [row.variance for row in rows]
    every["variance"] = sum((one or ZERO for one in differences), ZERO) if None not in differences else None
    every["share"] = every["variance"]
    return every


def _cell(name: str, amount: Decimal | None, budget: Decimal | None, href: str, comment: str) -> Any:
    if name == "comment":
        return {"text": comment, "words": True}
    if name == "share":
        return written.variance_share(amount, budget)
    return {"text": written.whole(amount), "href": href if amount is not None else ""}


def _ends(package: Package, year: int, columns: Columns) -> Iterator[dict[str, Any]]:
    """What no budget line takes, and the result, as the operating statement has them."""
    statement = STATEMENTS["operating"](package, year)
    for code, kind in (("not_budgeted", ""), ("result", "total")):
        row = statement.row(code)
        if row is not None and (row.amount or row.budget or kind):
            variance = None if row.amount is None or row.budget is None else row.amount - row.budget
            shown = {"budget": row.budget, "amount": row.amount, "variance": variance, "share": variance}
            here = line_address(year, "operating", code)
            cells = [_cell(name, shown.get(name), row.budget, here, "") for name in columns]
            yield {"kind": kind, "cells": [{"text": row.label, "href": here}, *cells]}
