"""Statements, ratios and rules as the table component takes them; each amount leads to where it comes from."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.core.document import RowKind
from stegvis.core.finance import Ratio, Statement, StatementRow
from stegvis.core.finance.ratios import Part
from stegvis.finance.views import words, written

_KINDS = {RowKind.SUBTOTAL: "subtotal", RowKind.TOTAL: "total"}
Table = dict[str, Any]


def line_address(year: int, statement: str, line: str) -> str:
    """The page that says where a line's amount comes from."""
    return reverse("economy-line", args=[year, words.SLUG_OF[statement], line])


def file_links(year: int, name: str) -> list[Mapping[str, Any]]:
    """The same as files, for programs and for people."""
    kinds = (("csv", "CSV"), ("xlsx", "Excel"))
    return [{"label": label, "href": reverse("economy-file", args=[year, name, kind])} for kind, label in kinds]


def statement_table(statement: Statement, year: int) -> Table:
    """A statement: budget where there is one, outcome, the year before."""
    columns = _columns(statement, year)
    return {
        "id": words.SLUG_OF[statement.name],
        "caption": f"{words.TITLES[statement.name]} {year}",
        "unit": str(statement.unit),
        "columns": [{"label": _("Rad")}, *({"label": label, "numeric": True} for _name, label in columns)],
        "rows": list(_rows(statement, year, [name for name, _label in columns])),
        "notes": [_("Varje belopp är avrundat en gång, från exakta ören. En summa kan därför skilja sig en enhet från raderna.")],
        "downloads": file_links(year, words.SLUG_OF[statement.name]),
    }  # fmt: skip


def _columns(statement: Statement, year: int) -> list[tuple[str, str]]:
    lines = statement.lines
    found = [("note", _("Not"))] if any(row.note for row in lines) else []
    found += [("budget", _("Budget"))] if any(row.budget is not None for row in lines) else []
    found += [("amount", _("Utfall %(year)s") % {"year": year})]
    known = any(row.previous is not None for row in lines)
    return found + ([("previous", _("Utfall %(year)s") % {"year": year - 1})] if known else [])


def _rows(statement: Statement, year: int, columns: list[str]) -> Iterator[dict[str, Any]]:
    side = ""
    for row in statement.lines:
        if row.side and row.side != side:
            side = row.side
            yield {"kind": "group", "cells": [words.SIDES[side]]}
        yield {"kind": _KINDS.get(row.kind, ""), "cells": _cells(statement.name, row, year, columns)}


def _cells(name: str, row: StatementRow, year: int, columns: list[str]) -> list[Any]:
    here = line_address(year, name, row.line)
    of = {
        "note": str(row.note or ""),
        "budget": _amount(row.budget, here, missing=""),
        "amount": _amount(row.amount, here),
        "previous": _amount(row.previous, line_address(year - 1, name, row.line)),
    }
    return [{"text": row.label, "href": here}, *(of[column] for column in columns)]


def _amount(amount: Decimal | None, href: str, missing: str | None = None) -> Any:
    if amount is None:
        return written.whole(None) if missing is None else missing
    return {"text": written.whole(amount), "href": href}


def ratio_table(ratios: tuple[Ratio, ...], parts: Mapping[str, Part], year: int, unit: str) -> Table:
    """The ratios of the year and the year before, with their limits."""
    found = {(one.ratio, one.year): one for one in ratios}
    names = [name for name in words.RATIOS if (name, year) in found or (name, year - 1) in found]
    return {
        "id": "nyckeltal",
        "caption": _("Nyckeltal %(year)s") % {"year": year},
        "columns": [
            {"label": _("Nyckeltal")},
            {"label": str(year), "numeric": True},
            {"label": _("Räknat på, %(unit)s") % {"unit": unit}, "numeric": True},
            {"label": str(year - 1), "numeric": True},
            {"label": _("Gräns"), "numeric": True},
            {"label": _("Hålls gränsen?")},
        ],
        "rows": [
            {"cells": _ratio_cells(name, found.get((name, year)), found.get((name, year - 1)), parts[name], year)}
            for name in names
        ],
        "notes": [f"{words.RATIOS[name]}: {words.HOW_RATIOS[name]}" for name in names],
        "downloads": file_links(year, "nyckeltal"),
    }


def _ratio_cells(name: str, this: Ratio | None, before: Ratio | None, part: Part, year: int) -> list[Any]:
    limit = this.limit if this else None
    most = _("högst %(limit)s") % {"limit": written.percent(limit)} if limit is not None else ""
    of = _("%(part)s av %(whole)s") % {"part": written.whole(part[0]), "whole": written.whole(part[1])}
    statement, line = ("balance", "equity_closing") if name.startswith("equity") else ("operating", "costs_total")
    return [
        words.RATIOS[name],
        written.percent(this.value if this else None),
        {"text": of if this else "", "href": line_address(year, statement, line) if this else ""},
        written.percent(before.value if before else None),
        most,
        {"text": words.HOLDS[this.holds] if this and limit is not None else "", "words": True},
    ]
