"""What every request passes: the reader's language, and the association and year that the page is about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def language(respond: Respond) -> Respond:
    """The language."""
    return respond


def frame(respond: Respond) -> Respond:
    """The frame."""
    return respond
