"""Search: pages, initiatives, tables, goals. A source is one function in `SOURCES`.

    def find_initiatives(association, year, words):
        for initiative in Initiative.objects.in_association(association).filter(name__icontains=words):
            yield Hit(_("Insats"), initiative.name, reverse("initiatives-one", args=[year, initiative.code]))

A source gives only what every role that may `search` may see.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, roles_of
from stegvis.core.catalogue import CATALOGUE, USUAL
from stegvis.finance.views import vouchers
from stegvis.initiatives.models import Initiative
from stegvis.planning.models import Goal
from stegvis.reports.models import Edition
from stegvis.reports.views.report_pages import reading
from stegvis.web.navigation import BESIDE, ENTRIES, PERSON_ENTRIES, address_of, entries_for

MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, its name, where it is."""

    kind: str | Promise
    label: str | Promise
    address: str
    hint: str | Promise = ""


Source = Callable[[Association, int, str], Iterable[Hit]]


def find_tables(_association: Association, year: int, words: str) -> Iterator[Hit]:
    """Official tables, by their title in either language."""
    asked = words.casefold()
    for name in USUAL:
        spec = CATALOGUE[name]
        if asked in spec.title.casefold() or asked in spec.title_en.casefold():
            label = spec.title_en if get_language() == "en" else spec.title
            yield Hit(_("Tabell"), label, address_of("statistics-table", {"year": year, "name": name}))


def find_goals(association: Association, year: int, words: str) -> Iterator[Hit]:
    """The year's goals by their words, their area or their own number."""
    for goal in Goal.objects.in_association(association).filter(year=year):
        if words.casefold() in f"{goal.code} {goal.text} {goal.area}".casefold():
            address = f"{address_of('goals', {'year': year})}#{goal.code}"
            yield Hit(_("Mål"), goal.text or goal.code, address, goal.area)


def find_initiatives(association: Association, year: int, words: str) -> Iterator[Hit]:
    """Initiatives by name or target group."""
    for one in Initiative.objects.in_association(association):
        if words.casefold() in f"{one.name} {one.target_group}".casefold():
            address = address_of("initiatives-one", {"year": year, "code": one.code})
            yield Hit(_("Insats"), one.name, address, one.target_group)


def find_vouchers(association: Association, year: int, words: str) -> Iterator[Hit]:
    """The year's vouchers by number or text."""
    for number, text, address in vouchers.find_vouchers(association, year, words):
        yield Hit(_("Verifikation"), number, address, text)


def find_sections(association: Association, year: int, words: str) -> Iterator[Hit]:
    """Sections of the year's latest annual report, where they can be read."""
    of_year = Edition.objects.in_association(association).filter(report__kind="annual", report__year=year)
    edition = of_year.defer("document").first()
    if edition is None:
        return
    for page in reading(edition).pages:
        if words.casefold() in page.heading.casefold():
            values = {"year": year, "number": edition.number, "section": page.id}
            yield Hit(_("Avsnitt"), page.heading, address_of("reports-read", values), page.chapter)


#: Add a room's function here.
SOURCES: tuple[Source, ...] = (find_initiatives, find_tables, find_goals, find_vouchers, find_sections)


def find(by: Actor, association: Association, year: int, words: str) -> tuple[Hit, ...]:
    """What bears those words, pages first, at most 20."""
    asked = " ".join(words.split())
    if not asked:
        return ()
    hits = [*_pages(by, association, year, asked)]
    for source in SOURCES:
        hits.extend(source(association, year, asked))
    return tuple(hits[:MOST])


def _pages(by: Actor, association: Association, year: int, words: str) -> Iterator[Hit]:
    for entry in entries_for(roles_of(by, association), year, "", (*ENTRIES, *PERSON_ENTRIES, *BESIDE)):
        if words.casefold() in str(entry.label).casefold():
            yield Hit(_("Sida"), entry.label, entry.address)
