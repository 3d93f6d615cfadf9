"""Sign-in and out, the language, errors, and work in the background."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def locked_out(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords."""
    return HttpResponse(status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or was not ours."""
    return HttpResponse(status=403)
