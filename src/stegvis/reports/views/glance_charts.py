"""The start page's charts: their titles say what one sees, made from the published figures and from nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words

from stegvis.core.document import Chart, ChartKind, Series
from stegvis.core.money import rounded
from stegvis.core.tables import ReleasedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.initiatives.models import Initiative
from stegvis.reports.views import places
from stegvis.reports.views.glance import Glance
from stegvis.reports.views.pictures import alt_of, component


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of a table this year and last, None for hidden or missing; `before` is None too where it was another table."""

    label: str
    now: int | None
    before: int | None

    @property
    def change(self) -> int | None:
        """How many more; None where either is not published."""
        return None if self.now is None or self.before is None else self.now - self.before


def charts_of(glance: Glance) -> dict[str, Chart]:
    """The charts that there is something to show in, by the name in their address."""
    drawn = {name: make(glance) for name, make in _CHARTS.items()}
    return {name: chart for name, chart in drawn.items() if chart is not None}


def chart_of(glance: Glance, name: str) -> Chart | None:
    """One chart by the name in its address."""
    make = _CHARTS.get(name)
    return make(glance) if make else None


def shown(glance: Glance, name: str, chart: Chart) -> dict[str, Any]:
    """A chart as the component takes it."""
    address = partial(places.address, "overview-chart", glance.year, name)
    return component(chart, address, corner=str(_CORNERS[name]), href=_FROM[name](glance.year))


def _destinations(glance: Glance) -> Chart | None:
    rows = beside(glance, "exits-by-destination")
    more = _("Fler avslut till %(what)s än %(year)s"), _("Färre avslut till %(what)s än %(year)s")
    return _counts(glance, "destinations", rows, more, _("Vart avsluten ledde, %(year)s"))


def _initiatives(glance: Glance) -> Chart | None:
    rows = beside(glance, "participants-by-initiative")
    names = _names(glance) if rows else {}
    named = [Beside(names.get(one.label, one.label), one.now, one.before) for one in rows]
    more = _("Fler deltagare i %(what)s än %(year)s"), _("Färre deltagare i %(what)s än %(year)s")
    return _counts(glance, "initiatives", named, more, _("Deltagare i varje insats, %(year)s"), keep_case=True)


def _names(glance: Glance) -> Mapping[str, str]:
    rows = Initiative.objects.in_association(glance.association)
    return dict(rows.values_list("code", "name"))


def beside(glance: Glance, name: str) -> list[Beside]:
    """The rows of a table this year and last, all sexes together; rows of nothing but zeros are left out.

    Two years stand beside each other only where they were counted in the same edition and groups.
    """
    this, last = glance.released(name, glance.year), glance.released(name, glance.year - 1)
    if this is None:
        return []
    same = last is not None and _same_rows(this, last)
    found = [
        Beside(category.label, _cell(this, category.code), _cell(last, category.code) if same and last else None)
        for category in this.head.dimensions[0].categories
        if category.code != TOTAL
    ]
    return [one for one in found if one.now != 0 or one.before]


def _same_rows(this: ReleasedTable, last: ReleasedTable) -> bool:
    heads = [(one.head.edition, one.head.grouping, one.head.dimensions[0].name) for one in (this, last)]
    return heads[0] == heads[1]


def _cell(table: ReleasedTable, code: str) -> int | None:
    """A row's total; 0 for a row that the table did not have, None for a hidden cell."""
    return table.cells.get((code, *(TOTAL for _ in table.head.dimensions[1:])), 0)


def _counts(
    glance: Glance, id: str, rows: Sequence[Beside], more: tuple[str, str], plain: str, *, keep_case: bool = False
) -> Chart | None:
    if len(rows) < 2:
        return None
    now = Series(str(glance.year), tuple(_decimal(one.now) for one in rows))
    before = Series(str(glance.year - 1), tuple(_decimal(one.before) for one in rows))
    series = (now, before) if any(value is not None for value in before.values) else (now,)
    title = _greatest_change(rows, glance.year - 1, more, keep_case) or plain % {"year": glance.year}
    labels = tuple(one.label for one in rows)
    return _chart(id, ChartKind.BARS, title, labels, series, _("antal"))


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _greatest_change(rows: Sequence[Beside], than: int, more: tuple[str, str], keep_case: bool) -> str:
    """What changed most; nothing where a hidden figure, a tie or no change leaves it open."""
    changes = [(one.change, one.label) for one in rows if one.change is not None]
    if len(changes) < len(rows):
        return ""
    by_size = sorted(changes, key=lambda one: -abs(one[0]))
    if not by_size[0][0] or (len(by_size) > 1 and abs(by_size[0][0]) == abs(by_size[1][0])):
        return ""
    change, label = by_size[0]
    what = label if keep_case else label[:1].lower() + label[1:]
    return more[change < 0] % {"what": what, "year": than}


def _equity(glance: Glance) -> Chart | None:
    equity = {year: glance.equity(year) for year in glance.years}
    known = [year for year in glance.years if equity[year] is not None]
    if len(known) < 2:
        return None
    series = (
        Series(_("Eget kapital"), tuple(_rounded(equity[year]) for year in known)),
        Series(_("Årets resultat"), tuple(_rounded(glance.results.get(year)) for year in known)),
    )
    title = _equity_title(glance, equity.get(glance.year), equity.get(glance.year - 1))
    labels = tuple(str(year) for year in known)
    return _chart("equity", ChartKind.LINES, title, labels, series, glance.unit)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)


def _equity_title(glance: Glance, now: Decimal | None, before: Decimal | None) -> str:
    values = {"year": glance.year}
    if now is None or before is None:
        return _("Eget kapital och resultat till och med %(year)s") % values
    change = rounded(now) - rounded(before)
    words = _("Det egna kapitalet är oförändrat %(year)s")
    if change:
        grew, shrank = (
            _("Det egna kapitalet ökade med %(amount)s %(year)s"),
            _("Det egna kapitalet minskade med %(amount)s %(year)s"),
        )
        words = grew if change > 0 else shrank
    return words % {**values, "amount": glance.amount(abs(change))}


def _chart(
    id: str, kind: ChartKind, title: str, labels: tuple[str, ...], series: tuple[Series, ...], unit: str
) -> Chart:  # fmt: skip
    sort = _("Liggande staplar") if kind is ChartKind.BARS else _("Linjer")
    chart = Chart(id, kind, title, "", labels, series, unit)
    return replace(chart, alt=alt_of(sort, chart))


#: What heads the first column of a chart's figures.
_CORNERS: Mapping[str, str | Promise] = {
    "avslut": words("Vart avslutet ledde"),
    "deltagare": words("Insats"),
    "eget-kapital": words("År"),
}
_CHARTS: Mapping[str, Callable[[Glance], Chart | None]] = {
    "avslut": _destinations,
    "deltagare": _initiatives,
    "eget-kapital": _equity,
}
_FROM: Mapping[str, Callable[[int], str]] = {
    "avslut": lambda year: places.of_table("exits-by-destination", year),
    "deltagare": lambda year: places.of_table("participants-by-initiative", year),
    "eget-kapital": lambda year: places.address("economy", year),
}
