"""The report's outline as its writers see it: every section, and how far its text has come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.assemble.outline import Outline, Part, outline
from stegvis.associations.models import Association
from stegvis.core.package import Initiative
from stegvis.initiatives import facts as initiatives
from stegvis.reports import facts
from stegvis.reports.models import Narrative

EMPTY = "empty"
#: How far a text has come, in words; a dot stands beside.
STATES: Mapping[str, str | Promise] = {
    EMPTY: _("Tom"),
    Narrative.State.DRAFT: _("Utkast"),
    Narrative.State.HANDED_IN: _("Inlämnad"),
    Narrative.State.READY: _("Klar"),
}
#: Initiatives of these kinds have a sheet each, in the report's own order.
_SHEETS = ("individual", "structural", "support")
_FIRST_SHEET = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A section in the outline. `id` is the document's, `section` the text's name; without one it is made from figures alone."""

    id: str
    heading: str
    level: int
    section: str = ""
    state: str = ""
    hint: str = ""
    blocks: tuple[str, ...] = ()

    @property
    def words(self) -> str | Promise:
        """Its state in words."""
        return STATES.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An initiative's sheet among the appendices."""

    heading: str
    places: tuple[Place, ...]

    @property
    def written(self) -> int:
        """How many of its sections have a text."""
        return sum(place.state != EMPTY for place in self.places)


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole outline: the report's own sections, and the initiatives' sheets."""

    places: tuple[Place, ...]
    sheets: tuple[Sheet, ...]

    @property
    def texts(self) -> tuple[Place, ...]:
        """The sections that someone writes, in reading order."""
        own = (place for place in self.places if place.section)
        return (*own, *(place for sheet in self.sheets for place in sheet.places))

    @property
    def headings(self) -> dict[str, str]:
        """Each text's heading; in a sheet, after the sheet's own."""
        sheets = {one.section: f"{sheet.heading}: {one.heading}" for sheet in self.sheets for one in sheet.places}
        return {place.section: place.heading for place in self.texts} | sheets

    def find(self, section: str) -> Place | None:
        """The section with that text."""
        return next((place for place in self.texts if place.section == section), None)

    def neighbours(self, section: str) -> tuple[Place | None, Place | None]:
        """The texts before and after."""
        names = [place.section for place in self.texts]
        at = names.index(section)
        return (self.texts[at - 1] if at else None), (self.texts[at + 1] if at + 1 < len(names) else None)

    def count(self, *states: str) -> int:
        """How many of the report's own texts are in those states."""
        return sum(place.state in states for place in self.places if place.section)


def contents(association: Association, year: int) -> Contents:
    """The outline of a year's annual report, with the state of each text."""
    annual = outline("annual")
    states = {section: _state(row) for section, row in texts_of(association, year).items()}
    places = tuple(_places(annual.parts, states, 1))
    run = initiatives_of(association, year)
    sheets = tuple(_sheet(annual, one, number, states) for number, one in enumerate(run, start=_FIRST_SHEET))
    return Contents(places, sheets)


def sheet_parts() -> tuple[Part, ...]:
    """The sections of an initiative's sheet."""
    return outline("annual").sheet


def texts_of(association: Association, year: int) -> dict[str, Narrative]:
    """The year's texts, and those that stand in every year without its own."""
    return {**facts.narratives(association, 0), **facts.narratives(association, year)}


def initiatives_of(association: Association, year: int) -> tuple[Initiative, ...]:
    """The initiatives with a sheet in the year's report."""
    found = initiatives.initiatives(association)
    return tuple(one for one in found if one.kind in _SHEETS and one.runs_in(year))


def _state(row: Narrative) -> str:
    return row.state if row.text.strip() else EMPTY


def _places(parts: Iterable[Part], states: Mapping[str, str], level: int) -> Iterator[Place]:
    for part in parts:
        state = states.get(part.text, EMPTY) if part.text else ""
        yield Place(part.id, part.heading, level, part.text, state, part.hint, part.blocks)
        yield from _places(part.parts, states, level + 1)


def _sheet(annual: Outline, one: Initiative, number: int, states: Mapping[str, str]) -> Sheet:
    names = {part.id: f"initiatives/{one.id}/{part.id}" for part in annual.sheet}
    places = (
        Place(f"initiative-{one.id}-{part.id}", part.heading, 3, name, states.get(name, EMPTY), part.hint)
        for part, name in zip(annual.sheet, names.values(), strict=True)
    )
    return Sheet(f"Bilaga {number}. {one.name}", tuple(places))
