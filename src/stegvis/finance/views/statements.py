"""The statements and the ratios, each at an address of its own."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stegvis.associations.permissions import allowed
from stegvis.core.finance import STATEMENTS, Statement, accounts_of, budget_of, ratios
from stegvis.core.finance.ratios import parts_of
from stegvis.core.package import Package
from stegvis.finance import facts
from stegvis.finance.views import words
from stegvis.finance.views.tables import ratio_table, statement_table


def statement_of(package: Package, slug: str, year: int) -> Statement:
    """The statement that an address names; 404 where there is none of that name."""
    name = words.SLUGS.get(slug)
    if name is None:
        raise Http404
    return STATEMENTS[name](package, year)


def is_known(package: Package, year: int) -> bool:
    """Whether there are accounts, typed-in amounts or a budget of the year."""
    return accounts_of(package, year) is not None or bool(budget_of(package, year)[1])


@allowed("see_economy")
@require_safe
def statement(request: Any, year: int, slug: str) -> HttpResponse:
    """One statement: budget, outcome and the year before, with what is wrong in it on top."""
    package = facts.money(request.association)
    shown = statement_of(package, slug, year)
    values = {
        "year": year,
        "slug": slug,
        "title": words.TITLES[shown.name],
        "text": words.LEADS[shown.name],
        "is_empty": not is_known(package, year),
        "findings": shown.findings,
        "table": statement_table(shown, year),
    }
    return render(request, "finance/statement.html", values)


@allowed("see_economy")
@require_safe
def ratios_page(request: Any, year: int) -> HttpResponse:
    """The ratios of the year and the year before, against their limits."""
    package = facts.money(request.association)
    found = ratios(package, year)
    values = {
        "year": year,
        "slug": "nyckeltal",
        "is_empty": not found,
        "table": ratio_table(found, parts_of(package, year), year, str(package.profile.unit)),
    }
    return render(request, "finance/ratios.html", values)
