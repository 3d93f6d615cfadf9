"""What every request passes: the reader's language, and the association and year that the page is about."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from stegvis.associations.models import Association
from stegvis.reports.facts import RegisterBroken
from stegvis.web.uploads import refusal

_log = logging.getLogger("stegvis.register")
Respond = Callable[[HttpRequest], HttpResponse]
_LANGUAGES = {code for code, _name in settings.LANGUAGES}


def language(respond: Respond) -> Respond:
    """The language that the reader chose: their account's, else the browser's cookie, else Swedish."""

    def in_language(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in _LANGUAGES else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = respond(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Cookie",))
        return response

    return in_language


class Frame:
    """`request.association` and `request.year`; a view that does not say who may see it is never reached."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponse:
        """Find the association, then go on. Nothing of a signed-in page stays in a shared cache."""
        request.association = association_of(request)
        request.year = None
        response = refusal(request) or self.respond(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """A released table that is not as it was stored is not shown: say which, and that it is for the operator to mend."""
        if not isinstance(exception, RegisterBroken):
            return None
        _log.error("%s", exception)
        return render(request, "errors/register.html", {"broken": exception}, status=500)

    def process_view(self, request: Any, view: Callable, _args: Any, kwargs: dict[str, Any]) -> None:
        """The year of the address is the page's; pages without one keep the last."""
        if not hasattr(view, "permission"):
            raise ImproperlyConfigured(f"{view} says neither allowed(...) nor open_to(...)")
        if "year" in kwargs:
            request.year = kwargs["year"]
            if request.user.is_authenticated and request.session.get("year") != request.year:
                request.session["year"] = request.year


def association_of(request: Any) -> Association | None:
    """The chosen one of the user's associations today, or the first; None where there is none."""
    if not request.user.is_authenticated:
        return None
    own = Association.objects.of(request.user)
    chosen = request.session.get("association")
    return (own.filter(pk=chosen).first() if chosen else None) or own.first()
