"""The list of all official tables: grouped, each with what it says in a line, found by typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as words

from stegvis.core.tables import Population, TableSpec
from stegvis.reports.views.statistics_tables import Release
from stegvis.reports.views.statistics_words import counted, title_of

GROUPS: Mapping[str, str | Promise] = {
    "participants": words("Deltagare"),
    "entrants": words("Inskrivna och remisser"),
    "open": words("Pågående"),
    "exits": words("Avslut"),
    "moments": words("Före och efter insats"),
    "answers": words("Enkätsvar"),
    "tallies": words("Volymer"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A table in the list: its title, what it says, and the change since the year before."""

    title: str
    release: Release

    @property
    def said(self) -> str:
        """How many of whom, where that is published."""
        table, total = self.release.released, self.release.total
        return counted(table.head.population, total) if table and total is not None else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tables of one kind."""

    code: str
    label: str | Promise
    lines: tuple[Line, ...]


def groups_of(found: Mapping[str, Sequence[Release]], asked: str) -> tuple[Group, ...]:
    """The tables whose titles hold the words asked for, in printing order."""
    lines: dict[str, list[Line]] = {code: [] for code in GROUPS}
    for releases in found.values():
        spec = releases[0].spec
        if _is_asked(spec, asked):
            lines[group_of(spec)].extend(Line(title_of(spec), release) for release in releases)
    return tuple(Group(code, GROUPS[code], tuple(some)) for code, some in lines.items() if some)


def _is_asked(spec: TableSpec, asked: str) -> bool:
    """Whether every word asked for stands in the title, in either language."""
    titles = f"{spec.title} {spec.title_en}".casefold()
    return all(word in titles for word in asked.casefold().split())


def group_of(spec: TableSpec) -> str:
    """The group that a table is listed in."""
    if len(spec.dimensions) > 2 and spec.population is Population.EXITS:
        return "moments"
    return "entrants" if spec.population is Population.REFERRALS else str(spec.population)
