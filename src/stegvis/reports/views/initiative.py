"""An initiative's sheet: what it is, how many took part, what it cost, its goals and its texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words
from django.views.decorators.http import require_safe

from stegvis.assemble.initiatives import TALLIES, tally_rows
from stegvis.assemble.prose import read_prose
from stegvis.associations.permissions import allowed, found
from stegvis.core.document import Row
from stegvis.core.money import rounded
from stegvis.core.package import Initiative
from stegvis.core.tables import ReleasedTable
from stegvis.core.vocabulary import TOTAL, code_list
from stegvis.finance.views import written
from stegvis.planning.models import Goal
from stegvis.render import numbers
from stegvis.render.html_prose import prose
from stegvis.reports import facts
from stegvis.reports.views.glance import Card
from stegvis.reports.views.goals import GoalLine, lines_of
from stegvis.reports.views.initiative_figures import Initiatives, InitiativeYear
from stegvis.reports.views.initiatives import KINDS, SEXES, cost_words, count_cell, money_address, time_of
from stegvis.reports.views.places import address, of_table

YEARS = 5
#: The sections of a sheet, in the report's order.
SECTIONS: Mapping[str, str | Promise] = {
    "purpose": words("Syfte"),
    "target_group": words("Målgrupp"),
    "staffing": words("Bemanning"),
    "method": words("Arbetssätt"),
    "results": words("Resultat"),
    "fulfilment": words("Måluppfyllelse"),
    "economy": words("Ekonomi"),
}


@dataclass(frozen=True, slots=True)
class SheetText:
    """A section of the sheet: its heading, its text as HTML (empty where nothing is written), where it is written."""

    id: str
    title: str | Promise
    html: SafeString
    edit: str


@allowed("see_initiatives")
@require_safe
def initiative(request: Any, year: int, code: str) -> HttpResponse:
    """One initiative in one year."""
    known = Initiatives(request.association, year)
    one = found(known.package.initiative(code))
    years = [known.of(one, before) for before in range(year, year - YEARS, -1)]
    values = {
        "year": year,
        "one": one,
        "facts": tuple(_facts(known, one)),
        "runs": one.runs_in(year),
        "cards": tuple(_cards(known, years)),
        "years": _years_table(known, years),
        "tallies": tuple(_tallies(known, one)),
        "goals": _goals(request.association, year, one),
        "goals_page": address("goals", year),
        "texts": _texts(known, one),
        **_neighbours(known, one),
    }
    return render(request, "reports/initiative.html", values)


def _facts(known: Initiatives, one: Initiative) -> Iterator[tuple[str, str | Promise]]:
    yield _("Ägare"), known.owners(one)
    yield _("Slag"), KINDS.get(one.kind, one.kind)
    yield _("Tid"), time_of(one)
    yield from ((label, text) for label, text in _told(one) if text)
    yield _("Registrering"), code_list("registration")[one.registration].label


def _told(one: Initiative) -> tuple[tuple[str, str], ...]:
    planned = "" if one.planned_participants is None else written.whole(one.planned_participants)
    return (
        (_("Målgrupp"), one.target_group),
        (_("Inriktning"), one.orientation),
        (_("Uppföljning"), one.follow_up_method),
        (_("Planerade deltagare"), planned),
        (_("EU-finansiering"), _("Europeiska socialfonden") if one.esf else ""),
    )


def _cards(known: Initiatives, years: Sequence[InitiativeYear]) -> Iterator[Card]:
    """Participants, outcome against budget, and cost for each participant, each where it is known."""
    this, before = years[0], years[1]
    than = before.year
    if this.total.hidden or this.total.value:
        counts = () if any(one.total.hidden for one in years) else tuple(one.total.value for one in reversed(years))
        yield Card(
            _("Deltagare"), numbers.count(this.total.value, written.language()),
            of_table("participants-by-initiative", this.year), _exact(this.total.value), _exact(before.total.value),
            than, "count", years=tuple(map(_exact, counts)),
        )  # fmt: skip
    if this.outcome is not None:
        line = tuple(one.outcome for one in reversed(years))
        yield Card(
            _("Utfall"), written.with_unit(this.outcome, known.unit), money_address(this), rounded(this.outcome),
            None if before.outcome is None else rounded(before.outcome), than, "money", known.unit, line,
            _against(known, this), None if this.left is None else this.left >= 0,
        )  # fmt: skip
    if this.cost is not None:
        line = tuple(one.cost for one in reversed(years))
        shown = f"{cost_words(known, this)}{numbers.HARD_SPACE}{known.unit}"
        before_cost = None if before.cost is None else rounded(before.cost)
        yield Card(
            _("Kostnad per deltagare"), shown, "#ar", rounded(this.cost), before_cost, than, "money", known.unit, line
        )


def _exact(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _against(known: Initiatives, this: InitiativeYear) -> str:
    if this.left is None:
        return ""
    amount = written.with_unit(abs(this.left), known.unit)
    return (_("%(amount)s under budget") if this.left >= 0 else _("%(amount)s över budget")) % {"amount": amount}


def _years_table(known: Initiatives, years: Sequence[InitiativeYear]) -> dict[str, Any] | None:
    """A row a year of which something is known, latest first."""
    shown = [one for one in years if one.is_known]
    if not shown:
        return None
    sexes = [sex for sex in SEXES if any(_is_counted(one, sex) for one in shown)]
    heads = [*(SEXES[sex] for sex in sexes), _("Budget"), _("Utfall"), _("Kvar av budget")]
    heads += [_("Kostnad per deltagare")] if sexes else []
    return {
        "id": "ar",
        "caption": _("År för år"),
        "unit": _("belopp i %(unit)s") % {"unit": known.unit},
        "columns": [{"label": _("År")}, *({"label": label, "numeric": True} for label in heads)],
        "rows": [{"cells": _year_cells(known, one, sexes)} for one in shown],
        "hidden": any(one.total.hidden for one in shown),
        "notes": [_("Kostnad per deltagare är utfallet delat med det publicerade antalet deltagare.")] if sexes else [],
    }


def _is_counted(one: InitiativeYear, sex: str) -> bool:
    return sex in one.counts and bool(one.counts[sex].hidden or one.counts[sex].value)


def _year_cells(known: Initiatives, one: InitiativeYear, sexes: Sequence[str]) -> list[Any]:
    money = [one.budget, one.outcome, one.left]
    here = money_address(one)
    cells: list[Any] = [str(one.year)]
    cells += [count_cell(one.counts[sex], one.year) if sex in one.counts else numbers.NONE for sex in sexes]
    cells += [{"text": written.whole(amount), "href": here if amount is not None else ""} for amount in money]
    return [*cells, {"text": cost_words(known, one), "hidden": one.total.hidden}] if sexes else cells


def _tallies(known: Initiatives, one: Initiative) -> Iterator[dict[str, Any]]:
    """What was counted in the initiative without rows, as each party has released it."""
    for table in known.material(known.year).released(TALLIES):
        names, _measures, sexes = table.head.dimensions
        rows = list(tally_rows(table, [one.id], headed=False)) if one.id in names.codes else []
        if rows:
            yield _tally_table(known, table, rows, sexes.codes)


def _tally_table(known: Initiatives, table: ReleasedTable, rows: Sequence[Row], sexes: Sequence[str]) -> dict[str, Any]:
    kept = [place for place in range(len(sexes)) if any(row.cells[place].value != 0 for row in rows)]
    labels = [_("Totalt") if sexes[place] == TOTAL else SEXES.get(sexes[place], sexes[place]) for place in kept]
    source = {"href": of_table(TALLIES, known.year), "label": _("Så räknade vi")}
    return {
        "id": f"antal-{table.party or 'alla'}",
        "caption": _("Antal %(period)s") % {"period": table.head.period},
        "columns": [{"label": _("Mått")}, *({"label": label, "numeric": True} for label in labels)],
        "rows": [
            {
                "cells": [
                    row.label,
                    *(
                        {"text": numbers.cell(row.cells[place], written.language()), "hidden": row.cells[place].hidden}
                        for place in kept
                    ),
                ]
            }
            for row in rows
        ],
        "hidden": any(row.cells[place].hidden for row in rows for place in kept),
        "method": source if source["href"] else None,
    }


def _goals(association: Any, year: int, one: Initiative) -> list[GoalLine]:
    rows = list(Goal.objects.in_association(association).filter(year=year, initiative=one.id))
    return lines_of(association, year, rows) if rows else []


def _texts(known: Initiatives, one: Initiative) -> tuple[SheetText, ...]:
    """The sheet's texts with this year's figures in them."""
    found_texts = facts.texts(known.association, year=known.year)
    own = {section: found_texts.get(f"initiatives/{one.id}/{section}", b"") for section in SECTIONS}
    named = any(b"{{" in text for text in own.values())
    material = known.whole_material() if named else known.material(known.year)
    return tuple(
        SheetText(
            section,
            SECTIONS[section],
            _html(text, f"texts/initiatives/{one.id}/{section}.md", material),
            address("reports-text", known.year, f"initiatives/{one.id}/{section}"),
        )
        for section, text in own.items()
    )


def _html(text: bytes, name: str, material: Any) -> SafeString:
    """The text as HTML that is made by our own printer: whatever its writer typed is characters in it."""
    block = read_prose(text, name, material.live).prose
    return mark_safe(prose(block, 2)) if block else SafeString("")  # noqa: S308


def _neighbours(known: Initiatives, one: Initiative) -> dict[str, Initiative | None]:
    running = [other for other in known.every if other.runs_in(known.year) or other is one]
    place = next(number for number, other in enumerate(running) if other is one)
    last = len(running) - 1
    return {"earlier": running[place - 1] if place else None, "later": running[place + 1] if place < last else None}
