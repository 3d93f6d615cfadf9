"""Files from outside are limited before they are read: how large one may be, and how many a person sends in an hour."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render

_HOUR = 3600


def refusal(request: Any) -> HttpResponse | None:
    """What to answer instead of reading a request's files; None where they may be read."""
    if not request.content_type.startswith("multipart/"):
        return None
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_LIMIT:
        return render(request, "errors/too_large.html", {"megabytes": settings.UPLOAD_LIMIT // 1024**2}, status=413)
    if request.user.is_authenticated and _sent_this_hour(request.user) > settings.UPLOADS_PER_HOUR:
        return render(request, "errors/too_many.html", {"most": settings.UPLOADS_PER_HOUR}, status=429)
    return None


def _sent_this_hour(person: Any) -> int:
    """How many a person has sent, this one counted. Before sign-in no page takes files."""
    key = f"uploads:{person.pk}"
    cache.add(key, 0, _HOUR)
    return cache.incr(key)
