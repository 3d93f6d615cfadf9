"""Where one printed amount comes from: other lines, or accounts and the year's transactions on them."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.core.finance.books import books_of
from stegvis.core.finance.budget import budget_of, budgets_income
from stegvis.core.finance.layout import layout_of
from stegvis.core.finance.origin import Origin, origin_of
from stegvis.core.package import BudgetLine, Package
from stegvis.finance import facts
from stegvis.finance.views import words, written
from stegvis.finance.views.statements import statement_of
from stegvis.finance.views.tables import Table, line_address
from stegvis.finance.views.transactions import listed


@allowed("see_economy")
@require_safe
def line(request: Any, year: int, slug: str, line: str) -> HttpResponse:
    """A line's exact amount, what it sums and the transactions behind it."""
    package = facts.money(request.association)
    statement = statement_of(package, slug, year)
    origin = found(origin_of(package, statement, line, year))
    books = books_of(package, year)
    values = {
        "year": year,
        "slug": slug,
        "title": words.TITLES[statement.name],
        "origin": origin,
        "unit": str(statement.unit),
        "exact": written.exact(origin.row.amount, str(statement.unit)),
        "printed": written.with_unit(origin.row.amount, str(statement.unit)),
        "parts": _parts(origin, year, str(statement.unit)),
        "accounts": _accounts(origin, year),
        "budget": _budget(package, origin, year, str(statement.unit)),
        "has_vouchers": bool(books and books.transactions),
        "moved": origin.of_transactions,
        "missing": _missing(origin),
        "entries": listed(request, origin.transactions, books.names if books else {}, origin.sign),
    }
    return render(request, "finance/line.html", values)


def _missing(origin: Origin) -> Decimal | None:
    """What the accounts say and the transactions do not; None where there are no transactions to compare with."""
    if not origin.transactions:
        return None
    opening = sum((one.opening or Decimal(0) for one in origin.accounts), Decimal(0))
    return (origin.of_accounts - opening - origin.of_transactions) or None


def _parts(origin: Origin, year: int, unit: str) -> Table | None:
    if not origin.parts:
        return None
    rows: list[dict[str, Any]] = [
        {
            "cells": [
                {"text": _named(one.label, one.moment), "href": line_address(year, one.statement, one.line)},
                {"text": written.exact(one.amount, unit), "href": line_address(year, one.statement, one.line)},
            ]
        }
        for one in origin.parts
    ]
    rows.append({"kind": "total", "cells": [origin.row.label, written.exact(origin.row.amount, unit)]})
    return {
        "id": "rader",
        "caption": _("Raderna som ingår"),
        "columns": [{"label": _("Rad")}, {"label": _("Exakt belopp"), "numeric": True}],
        "rows": rows,
    }


def _named(label: str, moment: str) -> str:
    return f"{label}, {words.MOMENTS[moment]}" if moment else label


def _accounts(origin: Origin, year: int) -> Table | None:
    if not origin.accounts:
        return None
    opened = any(one.opening is not None for one in origin.accounts)
    rows: list[dict[str, Any]] = [
        {
            "cells": [
                f"{one.account} {one.name}",
                *([written.to_the_ore(one.opening)] if opened else []),
                written.to_the_ore(one.amount),
            ]
        }
        for one in origin.accounts
    ]
    sums = [sum((one.opening or Decimal(0) for one in origin.accounts), Decimal(0))] if opened else []
    sums.append(origin.of_accounts)
    rows.append({"kind": "total", "cells": [_("Summa"), *map(written.to_the_ore, sums)]})
    amount = _("Ingående saldo") if origin.opening else _("Utgående saldo") if opened else _("Belopp %(year)s")
    before = [{"label": _("Ingående saldo"), "numeric": True}] if opened else []
    return {
        "id": "konton",
        "caption": _("Kontona som ingår"),
        "unit": _("kronor och ören"),
        "columns": [{"label": _("Konto")}, *before, {"label": amount % {"year": year}, "numeric": True}],
        "rows": rows,
    }


def _budget(package: Package, origin: Origin, year: int, unit: str) -> Table | None:
    """The budget's lines that belong to the line, in every version that the year has had."""
    lines = [one for one in package.budget or () if one.year == year and _belongs(one, origin)]
    if not lines:
        return None
    holds, _lines = budget_of(package, year)
    by_code = {one.line: one for one in layout_of(package, year).income}
    rows = []
    for one in lines:
        income = budgets_income(one, by_code.get(one.statement_line or one.line))
        amount = one.amount if income or one.amount is None else -one.amount
        held = _("%(version)s, gäller") if one.version == holds else "%(version)s"
        address = line_address(year, "operating", one.line) if one.version == holds else ""
        rows.append(
            {
                "cells": [
                    {"text": one.label, "href": address},
                    {"text": held % {"version": _version(one.version)}, "words": True},
                    written.exact(amount, unit),
                    {"text": one.comment, "words": True},
                ]
            }
        )
    return {
        "id": "budget",
        "caption": _("Budgeten för raden"),
        "columns": [
            {"label": _("Budgetpost")},
            {"label": _("Version")},
            {"label": _("Belopp"), "numeric": True},
            {"label": _("Kommentar")},
        ],
        "rows": rows,
    }


def _belongs(one: BudgetLine, origin: Origin) -> bool:
    return origin.row.line == one.line or (origin.row.line == one.statement_line and not origin.row.side)


def _version(version: str) -> str:
    """A version of the budget in words: adopted, amended by a decision, a forecast of a day."""
    kind, _colon, rest = version.partition(":")
    named = {"adopted": _("Beslutad"), "amended": _("Ändrad %(rest)s"), "forecast": _("Prognos %(rest)s")}
    return named.get(kind, version) % {"rest": rest}
