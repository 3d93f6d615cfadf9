"""Statements, budget and ratios as files: whole amounts, the same as on the page."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from stegvis.associations.permissions import allowed
from stegvis.core.document import RowKind
from stegvis.core.finance import BudgetOutcome, Ratio, Statement, budget_outcome, ratios
from stegvis.core.package import Package
from stegvis.finance import facts
from stegvis.finance.actions import hand_out_file
from stegvis.finance.views import words
from stegvis.finance.views.statements import statement_of
from stegvis.render.statements import budget_csv, ratios_csv, statement_csv
from stegvis.render.workbooks import BookRow, workbook

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@allowed("download")
@require_GET
def file(request: Any, year: int, name: str, kind: str) -> HttpResponse:
    """A statement, the budget or the ratios of the year, for programs (csv) or people (xlsx)."""
    if kind not in _TYPES:
        raise Http404
    package = facts.money(request.association)
    content = _csv(package, name, year) if kind == "csv" else _xlsx(package, name, year)
    hand_out_file(by=request.user, association=request.association, year=year, name=name, kind=kind)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{year}.{kind}"'}
    return HttpResponse(content, content_type=_TYPES[kind], headers=headers)


def _csv(package: Package, name: str, year: int) -> str:
    if name == "budget":
        return budget_csv(budget_outcome(package, year))
    if name == "nyckeltal":
        return ratios_csv(ratios(package, year))
    return statement_csv(statement_of(package, name, year))


def _xlsx(package: Package, name: str, year: int) -> bytes:
    unit = str(package.profile.unit)
    if name == "budget":
        columns, rows = _of_budget(budget_outcome(package, year))
        return workbook(_("Budget och utfall %(year)s, %(unit)s") % {"year": year, "unit": unit}, columns, rows)
    if name == "nyckeltal":
        columns, rows = _of_ratios(ratios(package, year))
        return workbook(_("Nyckeltal %(year)s") % {"year": year}, columns, rows, number="0.0 %")
    statement = statement_of(package, name, year)
    columns, rows = _of_statement(statement, year)
    return workbook(f"{words.TITLES[statement.name]} {year}, {unit}", columns, rows)


Sheet = tuple[Sequence[str], Sequence[BookRow]]


def _of_statement(statement: Statement, year: int) -> Sheet:
    amount, before = _("Utfall %(year)s") % {"year": year}, _("Utfall %(year)s") % {"year": year - 1}
    printed = (row.printed for row in statement.lines)
    rows = [
        BookRow((row.label, row.note, row.budget, row.amount, row.previous), strong=row.kind is not RowKind.NORMAL)
        for row in printed
    ]
    return (_("Rad"), _("Not"), _("Budget"), amount, before), rows


def _of_budget(outcome: BudgetOutcome) -> Sheet:
    rows = [
        BookRow((row.label, str(words.CATEGORIES.get(row.category, row.category)), row.budget, row.forecast,
                 row.amount, row.variance))
        for row in (line.printed for line in outcome.lines)
    ]  # fmt: skip
    return (_("Budgetpost"), _("Slag"), _("Budget"), _("Prognos"), _("Utfall"), _("Avvikelse")), rows


def _of_ratios(found: tuple[Ratio, ...]) -> Sheet:
    rows = [
        BookRow((str(words.RATIOS.get(one.ratio, one.ratio)), str(one.year), one.value, one.limit,
                 str(words.HOLDS[one.holds]) if one.limit is not None else None))
        for one in found
    ]  # fmt: skip
    return (_("Nyckeltal"), _("År"), _("Värde"), _("Gräns"), _("Hålls gränsen?")), rows
