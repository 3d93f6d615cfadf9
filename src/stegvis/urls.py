"""The addresses, in Swedish. What belongs to a year begins with it: `/2025/statistik/`; its views take `year`.

A room's addresses are a list in its `urls.py`, with names that begin with the room's entry in the left column
(`statistics`, `statistics-table`). Those of a year go into `OF_A_YEAR`, others into `OF_NO_YEAR`. What anyone may read
without signing in begins with `oppet/` and the association's organisation number: those addresses are permanent.
"""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from stegvis.exchange.publishing import AssociationSide
from stegvis.reports.urls import checked, open_to_all


class Year:
    """A year in an address."""

    regex = "(?:19|20)[0-9]{2}"

    def to_python(self, value: str) -> int:
        """As a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """As in the address."""
        return f"{value:04d}"


register_converter(Year, "year")

#: Rooms whose addresses begin with a year, and the Swedish word that follows it.
OF_A_YEAR = (
    ("", "stegvis.reports.urls"),
    ("insatser/", "stegvis.initiatives.urls"),
    ("ekonomi/", "stegvis.finance.urls"),
    ("mal/", "stegvis.planning.urls"),
)
OF_NO_YEAR = (("las-in/", "stegvis.exchange.urls"), ("api/", "stegvis.api.urls"))
#: The person zone's pages, where the installation has one; they are told of the association zone by values.
OF_PERSONS = "vara-siffror/"


def _built(rooms: tuple[tuple[str, str], ...]) -> list[URLPattern | URLResolver]:
    """A room whose pages are not built yet has no addresses."""
    return [path(address, include(module)) for address, module in rooms if find_spec(module)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stegvis.web.urls")),
    path("<year:year>/", include(_built(OF_A_YEAR))),
    path("granska/", include(checked)),
    *_built(OF_NO_YEAR),
    path("oppet/<str:number>/statistik/", include(open_to_all)),
]
if settings.PERSON_ZONE:
    urlpatterns += [path(OF_PERSONS, include("stegvis.participation.urls"), {"side": AssociationSide()})]

handler400 = "stegvis.web.views.bad_request"
handler403 = "stegvis.web.views.forbidden"
handler404 = "stegvis.web.views.not_found"
handler500 = "stegvis.web.views.broken"
