"""Where a figure comes from, as the address of the page that shows it."""

from django.urls import NoReverseMatch, reverse

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.finance import STATEMENTS
from stegvis.finance.views.words import SLUG_OF

#: Figures that are the total of a population, and the table that shows them.
_TABLE_OF = {
    "participants": "participants-by-initiative",
    "entrants": "entrants-by-municipality",
    "exits": "exits-by-reason",
}


def address(name: str, *values: object) -> str:
    """A page's address; empty where there is no such page."""
    try:
        return reverse(name, args=values)
    except NoReverseMatch:
        return ""


def of_table(name: str, year: int) -> str:
    """The page of an official table."""
    return address("statistics-table", year, name) or address("statistics", year)


def of_figure(name: str, year: int) -> str:
    """The page where a figure of that name is shown; empty for a name that is none of ours."""
    first = name.split(".", maxsplit=1)[0].split("/", maxsplit=1)[0]
    if first in CATALOGUE or first in _TABLE_OF:
        return of_table(_TABLE_OF.get(first, first), year)
    if first == "ratios":
        return address("economy-ratios", year)
    return _of_line(first, name.split(".")[1:], year) if first in STATEMENTS else ""


def _of_line(statement: str, rest: list[str], year: int) -> str:
    """A line of a statement with what it is made of; the statement where no line is named."""
    line = [part for part in rest[:1] if part not in {"previous", "budget"}]
    return address("economy-line", year, SLUG_OF[statement], *line) or address(
        "economy-statement", year, SLUG_OF[statement]
    )
