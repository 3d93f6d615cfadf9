"""A year at a glance: what its released tables and its accounts say, beside the four years before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stegvis.associations.models import Association
from stegvis.core.document import CellKind
from stegvis.core.figures import Figure, population_of
from stegvis.core.finance import Ratio, Rule, overview, ratios, rules
from stegvis.core.finance.ratios import ADMINISTRATION_SHARE, EQUITY_SHARE, parts_of
from stegvis.core.money import rounded
from stegvis.core.outcomes import OutcomeShare, outcome_share
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.core.vocabulary import outcome_set
from stegvis.finance import facts as finance
from stegvis.finance.views.written import language
from stegvis.render import numbers
from stegvis.reports import facts
from stegvis.reports.views import places

#: The tables that tell of a population or a chart: of those with the same total, few are enough.
TABLES = (
    "participants-by-initiative", "participants-by-age", "participants-by-municipality",
    "entrants-by-municipality", "entrants-by-age", "exits-by-reason", "exits-by-destination", "exits-by-time",
)  # fmt: skip
YEARS = 5
Tables = Mapping[str, ReleasedTable | RefusedTable]


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure as the component takes it. `now` and `before` make the change in words; `than` is the year before."""

    label: str
    value: str
    href: str
    now: Decimal | None
    before: Decimal | None
    than: int
    kind: str
    unit: str = ""
    years: tuple[Decimal | None, ...] = ()
    limit: str = ""
    holds: bool | None = None
    of: str = ""


class Glance:
    """What a year's cards and charts are made from, found when it is first asked for."""

    def __init__(self, association: Association, year: int) -> None:
        self.association, self.year = association, year
        self.language = language()

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The year and the four before it, oldest first."""
        return tuple(range(self.year - YEARS + 1, self.year + 1))

    @cached_property
    def package(self) -> Package:
        """The money, and what was typed in from print: no more than the page shows."""
        return replace(finance.money(self.association), series=facts.series(self.association) or None)

    @cached_property
    def tables(self) -> Mapping[int, Tables]:
        """The released tables of each year."""
        there = set(facts.published_periods(self.association))
        chosen = [year for year in self.years if Period.year(year) in there]
        return {year: facts.published(self.association, Period.year(year), TABLES) for year in chosen}

    @cached_property
    def unit(self) -> str:
        """The association's unit of money."""
        return str(self.package.profile.unit)

    def released(self, name: str, year: int) -> ReleasedTable | None:
        """A released table of a year; None where there is none, or one a party."""
        table = self.tables.get(year, {}).get(name)
        return table if isinstance(table, ReleasedTable) else None

    def population(self, name: str, year: int) -> Figure | None:
        """All participants, entrants or exits of a year: released, else typed in from print; None where nothing tells."""
        found = population_of(name, self.tables.get(year, {}))
        if found is not None:
            return found
        own = (one for one in self.package.series or () if one.scope == "own" and not one.initiative and not one.sex)
        typed = next((one.value for one in own if one.measure == name and one.period == str(year)), None)
        return None if typed is None else Figure(name, typed, False, CellKind.COUNT)

    def outcome(self, year: int) -> OutcomeShare | None:
        """The exits to work or studies of all exits, where that may be told."""
        tables = {name: one for name, one in self.tables.get(year, {}).items() if isinstance(one, ReleasedTable)}
        merges = {one.table: one.merge for one in self.package.profile.policy_of(year).coarser if one.merge}
        return outcome_share(outcome_set("work_or_studies"), tables, merges)

    def equity(self, year: int) -> Decimal | None:
        """Equity at the end of a year."""
        return parts_of(self.package, year)[EQUITY_SHARE][0]

    @cached_property
    def ratios(self) -> Mapping[tuple[str, int], Ratio]:
        """The ratios of the five years."""
        last = self.year
        found = [one for year in (last, last - 2, last - 4) for one in ratios(self.package, year)]
        return {(one.ratio, one.year): one for one in found}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The year's rules by name."""
        return {one.name: one for one in rules(self.package, self.year)}

    @cached_property
    def results(self) -> Mapping[int, Decimal | None]:
        """The result of each year of which something is known."""
        return {one.year: one.result for one in overview(self.package, self.year)}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the year."""
        nothing_booked = self.results.get(self.year) is None and self.equity(self.year) is None
        return not self.tables.get(self.year) and nothing_booked

    def amount(self, value: Decimal) -> str:
        """An amount with its unit, rounded once."""
        return numbers.money(rounded(value), self.unit, self.language)

    def percent(self, value: Decimal, decimals: int = 1) -> str:
        """A fraction as a percentage."""
        return numbers.percent(value, decimals, self.language)


def cards_of(glance: Glance) -> tuple[Card, ...]:
    """At most six, each where something is known."""
    makers: tuple[Callable[[Glance], Card | None], ...] = (
        _participants, _entrants, _work_or_studies, _result, _equity, _administration
    )  # fmt: skip
    return tuple(card for make in makers if (card := make(glance)) is not None)


def _participants(glance: Glance) -> Card | None:
    table = population_table(glance, "participants")
    label = _("Deltaganden") if table and table.head.population == "participations" else _("Deltagare")
    return _of_population(glance, "participants", label)


def population_table(glance: Glance, name: str) -> ReleasedTable | None:
    """The table that the year's figure is taken from: one of persons, where there is one."""
    tables = [one for key, one in glance.tables.get(glance.year, {}).items() if key.startswith(f"{name}-by-")]
    released = [one for one in tables if isinstance(one, ReleasedTable)]
    return min(released, key=lambda one: one.head.population == "participations", default=None)


def _entrants(glance: Glance) -> Card | None:
    return _of_population(glance, "entrants", _("Inskrivna under året"))


def _of_population(glance: Glance, name: str, label: str) -> Card | None:
    figures = {year: glance.population(name, year) for year in glance.years}
    figure = figures[glance.year]
    if figure is None:
        return None
    written = numbers.HIDDEN if figure.value is None else numbers.number(figure.value, 0, glance.language)
    before = figures[glance.year - 1]
    return Card(
        label, written, places.of_figure(name, glance.year), figure.value, before.value if before else None,
        glance.year - 1, "count", years=tuple(one.value if one else None for one in figures.values()),
    )  # fmt: skip


def _work_or_studies(glance: Glance) -> Card | None:
    """The share of exits to work or studies; all exits where the share may not be told."""
    found = {year: glance.outcome(year) for year in glance.years}
    this, before = found[glance.year], found[glance.year - 1]
    if this is None:
        return _of_population(glance, "exits", _("Avslut under året"))
    of = ngettext("%(counted)s av %(n)s avslut", "%(counted)s av %(n)s avslut", this.base) % {
        "counted": numbers.number(this.counted, 0, glance.language),
        "n": numbers.number(this.base, 0, glance.language),
    }
    return Card(
        _("Avslut till arbete eller studier"), glance.percent(this.share, 0),
        places.of_table("exits-by-destination", glance.year), this.share, before.share if before else None,
        glance.year - 1, "points", years=tuple(one.share if one else None for one in found.values()), of=of,
    )  # fmt: skip


def _result(glance: Glance) -> Card | None:
    value = glance.results.get(glance.year)
    if value is None:
        return None
    rule = glance.rules.get("result_within_budget")
    limit = against_budget(glance, value - rule.limit) if rule else ""
    years = tuple(glance.results.get(year) for year in glance.years)
    return Card(
        _("Årets resultat"), glance.amount(value), places.of_figure("income.result", glance.year), rounded(value),
        _rounded(glance.results.get(glance.year - 1)), glance.year - 1, "money", glance.unit, years, limit,
        rule.holds if rule else None,
    )  # fmt: skip


def against_budget(glance: Glance, more: Decimal) -> str:
    """How much better than the budget a result is, in words."""
    words = _("%(amount)s bättre än budget") if more >= 0 else _("%(amount)s sämre än budget")
    return words % {"amount": glance.amount(abs(more))}


def _equity(glance: Glance) -> Card | None:
    value = glance.equity(glance.year)
    if value is None:
        return None
    ratio = glance.ratios.get((EQUITY_SHARE, glance.year))
    limit = _distance(glance, ratio, _("%(share)s av årets bidrag, ")) if ratio else ""
    return Card(
        _("Eget kapital"), glance.amount(value), places.of_figure("balance.equity_closing", glance.year), rounded(value),
        _rounded(glance.equity(glance.year - 1)), glance.year - 1, "money", glance.unit,
        tuple(glance.equity(year) for year in glance.years), limit, ratio.holds if ratio else None,
    )  # fmt: skip


def _administration(glance: Glance) -> Card | None:
    found = {year: glance.ratios.get((ADMINISTRATION_SHARE, year)) for year in glance.years}
    this, before = found[glance.year], found[glance.year - 1]
    if this is None:
        return None
    return Card(
        _("Administration av kostnaderna"), glance.percent(this.value), places.of_figure("ratios", glance.year),
        this.value, before.value if before else None, glance.year - 1, "share",
        years=tuple(one.value if one else None for one in found.values()), limit=_distance(glance, this),
        holds=this.holds,
    )  # fmt: skip


def _distance(glance: Glance, ratio: Ratio, first: str = "") -> str:
    """How far a ratio is from its limit; nothing where it has none."""
    if ratio.limit is None:
        return ""
    points = numbers.number(abs(ratio.limit - ratio.value) * 100, 1, glance.language)
    below = _("%(n)s procentenheter under gränsen %(limit)s")
    above = _("%(n)s procentenheter över gränsen %(limit)s")
    values = {"n": points, "limit": glance.percent(ratio.limit, 0), "share": glance.percent(ratio.value)}
    return (first + (below if ratio.holds else above)) % values


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)
