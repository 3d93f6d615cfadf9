"""The open interface's addresses: open to everyone, from any page's program, kept for some minutes by whoever passes them on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from stegvis.api.reading import api
from stegvis.associations.permissions import open_to

_KEPT = "public, max-age=300"


def _public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The answer as anyone may have it: also programs of other sites' pages (CORS)."""

    @wraps(view)
    def answered(request: HttpRequest, *values: Any, **named: Any) -> HttpResponse:
        response = view(request, *values, **named)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = _KEPT if response.status_code == 200 else "no-store"
        return response

    return open_to("everyone")(conditional_page(answered))


def _opened(pattern: Any) -> Any:
    # The library's own views of its root and of its description take any method.
    own = pattern.name in ("api-root", "openapi-json")
    pattern.callback = _public(require_safe(pattern.callback) if own else pattern.callback)
    return pattern


@open_to("everyone")
@require_safe
def newest(_request: HttpRequest) -> HttpResponse:
    """Where the newest version of the interface is."""
    return redirect("api:root")


_patterns, _app, _namespace = api.urls

urlpatterns = [
    path("", newest, name="api"),
    path("v1/", ([_opened(one) for one in _patterns], _app, _namespace)),
]
