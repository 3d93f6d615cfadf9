"""The entries of the left column, at most eight. An entry is shown when its page exists and the reader may see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.associations.permissions import ROLES_OF, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the name of its page's address (its sub-pages' names begin with it), its words, and the verb it asks for.

    `also`: the name of another page that is reached from it.
    """

    name: str
    label: str | Promise
    verb: str
    of_a_year: bool = True
    also: str = ""


ENTRIES = (
    Entry("overview", _("Översikt"), "see_overview"),
    Entry("initiatives", _("Insatser"), "see_initiatives"),
    Entry("statistics", _("Statistik"), "see_statistics"),
    Entry("economy", _("Ekonomi"), "see_economy"),
    Entry("goals", _("Mål"), "see_goals"),
    Entry("reports", _("Rapporter"), "see_report"),
    Entry("checks", _("Granska"), "see_checks", of_a_year=False),
    Entry("settings", _("Inställningar"), "see_settings", of_a_year=False, also="import"),
)

#: Pages that other pages lead to, and the search finds.
BESIDE = (Entry("import", _("Läs in paket"), "import_package", of_a_year=False),)

#: The person zone's, where the installation has one. Nobody has entries of both.
PERSON_ENTRIES = (Entry("figures", _("Våra siffror"), "see_own_figures", of_a_year=False),)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as it stands on a page."""

    label: str | Promise
    address: str
    is_current: bool


def entries_for(
    roles: frozenset[Role], year: int, current: str, entries: Iterable[Entry] = (*ENTRIES, *PERSON_ENTRIES)
) -> Iterator[Shown]:
    """The entries that those roles may see; `current` is the name of the page's address."""
    for entry in entries:
        address = address_of(entry.name, {"year": year} if entry.of_a_year else {})
        if address and not ROLES_OF[entry.verb].isdisjoint(roles):
            yield Shown(entry.label, address, current.split("-", maxsplit=1)[0] in {entry.name, entry.also} - {""})


def address_of(name: str, values: dict[str, Any]) -> str:
    """A page's address; empty where there is no such page yet."""
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        return ""
