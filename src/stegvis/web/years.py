"""The years that an association has something for: the one control at the top, which all pages follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone

from stegvis.associations.models import Association
from stegvis.web.navigation import address_of

#: Where years are found: a room's model and its column. Figures of earlier years alone make no year to look at.
SOURCES = (
    ("finance", "Contribution", "year"),
    ("finance", "BudgetLine", "year"),
    ("finance", "LedgerFile", "year"),
    ("planning", "Goal", "year"),
    ("reports", "Report", "year"),
)


def years_of(association: Association | None) -> tuple[int, ...]:
    """The years of an association, the latest first; this year where there is nothing yet."""
    found = {year for source in SOURCES for year in _years_in(association, *source)} if association else set()
    return tuple(sorted(found, reverse=True)) or (timezone.localdate().year,)


def _years_in(association: Association, room: str, model: str, column: str) -> Iterator[int]:
    rows: Any = apps.all_models.get(room, {}).get(model.lower())
    if rows is not None:
        yield from rows.objects.in_association(association).order_by().values_list(column, flat=True).distinct()


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year, and the same page in it."""

    year: int
    address: str
    is_current: bool


def year_links(request: Any, years: tuple[int, ...], current: int) -> tuple[YearLink, ...]:
    """The page in each of the years; a page without a year leads to the overview."""
    match = request.resolver_match
    name, values = ("overview", {}) if match is None or "year" not in match.kwargs else (match.view_name, match.kwargs)
    every = sorted({*years, current}, reverse=True)
    links = (YearLink(year, address_of(name, {**values, "year": year}), year == current) for year in every)
    return tuple(link for link in links if link.address)
