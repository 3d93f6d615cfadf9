"""What every page shows around its content: the association, the year, the entries, the person."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from stegvis.associations.models import Association
from stegvis.associations.permissions import ROLES_OF, Role, roles_of
from stegvis.web.navigation import entries_for
from stegvis.web.years import year_links, years_of


class Surroundings:
    """The frame of one page. Templates read it as `frame`; pages without a person have only the language."""

    def __init__(self, request: Any) -> None:
        self.request = request
        self.association: Association | None = getattr(request, "association", None)
        user = getattr(request, "user", None)
        self.person = user if user is not None and user.is_authenticated else None
        self.roles: frozenset[Role] = roles_of(self.person, self.association) if self.person else frozenset()
        self.years = years_of(self.association)
        self.year: int = self._year()

    def _year(self) -> int:
        remembered = self.request.session.get("year") if self.person else None
        return getattr(self.request, "year", None) or remembered or self.years[0]

    @property
    def year_links(self) -> Any:
        """The same page in every year."""
        return year_links(self.request, self.years, self.year)

    @property
    def neighbours(self) -> dict[str, Any]:
        """The same page a year earlier and a year later, where there is one."""
        links = {link.year: link for link in self.year_links}
        return {"earlier": links.get(self.year - 1), "later": links.get(self.year + 1)}

    @property
    def entries(self) -> Any:
        """The left column."""
        match = self.request.resolver_match
        return tuple(entries_for(self.roles, self.year, (match.url_name or "") if match else ""))

    @property
    def associations(self) -> Any:
        """All associations of the person, for the switch."""
        return Association.objects.of(self.person) if self.person else ()

    @property
    def may(self) -> frozenset[str]:
        """The verbs the reader may do here: `{% if "import_package" in frame.may %}`."""
        return frozenset(verb for verb, roles in ROLES_OF.items() if not roles.isdisjoint(self.roles))

    @property
    def other_languages(self) -> list[tuple[str, str]]:
        """The languages to switch to, with their own names."""
        now = getattr(self.request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
        return [(code, name) for code, name in settings.LANGUAGES if code != now]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The base template's `frame`, made when it is first asked for."""
    return {"frame": SimpleLazyObject(lambda: Surroundings(request))}
