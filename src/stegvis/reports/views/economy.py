"""The start page of the money: key figures, budget against outcome, and the rules that are watched."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.core.document import Chart, ChartKind, Series
from stegvis.core.finance import STATEMENTS, Rule, accounts_of, budget_outcome
from stegvis.core.finance.ratios import ADMINISTRATION_SHARE, EQUITY_SHARE
from stegvis.core.money import ZERO, rounded
from stegvis.finance.views import written
from stegvis.finance.views.budget import budget_table
from stegvis.finance.views.rules import rules_shown
from stegvis.finance.views.statements import is_known
from stegvis.finance.views.tables import line_address
from stegvis.reports.views.glance import Card, Glance, against_budget
from stegvis.reports.views.pictures import alt_of, component, picture
from stegvis.reports.views.places import address


@allowed("see_economy")
@require_safe
def economy(request: Any, year: int) -> HttpResponse:
    """The year's money on one page."""
    glance = Glance(request.association, year)
    package = glance.package
    outcome = budget_outcome(package, year)
    chart = _chart(glance)
    values = {
        "year": year,
        "slug": "",
        "is_empty": not is_known(package, year),
        "findings": outcome.findings,
        "cards": tuple(_cards(glance)),
        "table": budget_table(package, outcome, year),
        "charts": [component(chart, partial(address, "economy-chart", year), corner=_("Budgetpost"))] if chart else [],
        "rules": rules_shown(package, year),
        "unit": glance.unit,
    }
    return render(request, "reports/economy.html", values)


@allowed("see_economy")
@require_safe
def chart(request: Any, year: int, width: int) -> HttpResponse:
    """The picture of budget against outcome."""
    return picture(request, found(_chart(Glance(request.association, year))), width)


def _cards(glance: Glance) -> Iterator[Card]:
    """Result, equity, equity's share, administration's share and cash, each where it is known."""
    year, places = glance.year, (line_address(glance.year, "income", "result"), "")
    rule = glance.rules.get("result_within_budget")
    results = tuple(glance.results.get(one) for one in glance.years)
    result = results[-1]
    limit = "" if rule is None or result is None else against_budget(glance, result - rule.limit)
    yield from _money(glance, _("Årets resultat"), places[0], results, limit, rule.holds if rule else None)
    equity = tuple(glance.equity(one) for one in glance.years)
    kept = glance.rules.get("buffer")
    buffer = _against_buffer(glance, kept) if kept else ""
    holds = kept.holds if kept else None
    yield from _money(glance, _("Eget kapital"), line_address(year, "balance", "equity_closing"), equity, buffer, holds)
    yield from _share(glance, EQUITY_SHARE, _("Eget kapital av årets bidrag"))
    yield from _share(glance, ADMINISTRATION_SHARE, _("Administration av kostnaderna"))
    cash = tuple(_cash(glance, one) for one in glance.years)
    yield from _money(glance, _("Likvida medel"), line_address(year, "cash-flow", "cash_closing"), cash)


def _against_buffer(glance: Glance, rule: Rule) -> str:
    if rule.value is None:
        return ""
    words = _("%(amount)s över bufferten") if rule.value >= rule.limit else _("%(amount)s under bufferten")
    return words % {"amount": glance.amount(abs(rule.value - rule.limit))}


def _cash(glance: Glance, year: int) -> Decimal | None:
    if accounts_of(glance.package, year) is None:
        return None
    row = STATEMENTS["cash-flow"](glance.package, year).row("cash_closing")
    return row.amount if row else None


def _money(
    glance: Glance, label: str, href: str, years: tuple[Decimal | None, ...], limit: str = "", holds: bool | None = None
) -> Iterator[Card]:
    now, before = years[-1], years[-2]
    if now is not None:
        whole = None if before is None else rounded(before)
        yield Card(
            label,
            glance.amount(now),
            href,
            rounded(now),
            whole,
            glance.year - 1,
            "money",
            glance.unit,
            years,
            limit,
            holds,
        )


def _share(glance: Glance, name: str, label: str) -> Iterator[Card]:
    ratios = [glance.ratios.get((name, year)) for year in glance.years]
    now, before, rule = ratios[-1], ratios[-2], glance.rules.get(name)
    if now is not None:
        years = tuple(one.value if one else None for one in ratios)
        yield Card(
            label, glance.percent(now.value), address("economy-ratios", glance.year), now.value,
            before.value if before else None, glance.year - 1, "share", years=years,
            limit=written.distance(rule, glance.unit) if rule else "", holds=now.holds,
        )  # fmt: skip


def _chart(glance: Glance) -> Chart | None:
    """Budget against outcome, the lines of costs."""
    outcome = budget_outcome(glance.package, glance.year)
    lines = [row.printed for row in outcome.lines if not row.income and (row.budget or row.amount)]
    if not any(row.budget for row in lines):
        return None
    labels = tuple(row.label for row in lines)
    series: tuple[Series, ...] = (
        Series(_("Budget"), tuple(row.budget or ZERO for row in lines)),
        Series(_("Utfall"), tuple(row.amount for row in lines)),
    )
    if any(row.amount is None for row in lines):
        series = series[:1]
    costs = [row for row in outcome.lines if not row.income]
    kind = ChartKind.AGAINST if len(series) > 1 else ChartKind.BARS
    drawn = Chart("budget", kind, _title(glance, costs), "", labels, series, glance.unit)
    return replace(drawn, alt=alt_of(_("Budget och utfall"), drawn))


def _title(glance: Glance, costs: list[Any]) -> str:
    """What one sees: whether the costs came to more or less than the budget."""
    if any(row.amount is None for row in costs):
        return _("Budget %(year)s") % {"year": glance.year}
    left = sum((row.budget or ZERO for row in costs), ZERO) - sum((row.amount for row in costs), ZERO)
    words = (
        _("Kostnaderna blev %(amount)s lägre än budget %(year)s") if rounded(left) > 0
        else _("Kostnaderna blev %(amount)s högre än budget %(year)s") if rounded(left) < 0
        else _("Kostnaderna blev som budgeterat %(year)s")
    )  # fmt: skip
    return words % {"amount": glance.amount(abs(left)), "year": glance.year}
