"""Sign-in and out, the language, the association, search, work in the background, and what to say when it goes wrong."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stegvis.associations import actions, audit, jobs
from stegvis.associations.models import Association, Job, User
from stegvis.associations.permissions import allowed, found, open_to
from stegvis.web.forms import PasswordForm, SignInForm
from stegvis.web.frame import Surroundings
from stegvis.web.navigation import address_of
from stegvis.web.search import find


def _next(request: HttpRequest, default: str = "/") -> str:
    """Where to go on to: an address of our own, or the default."""
    wanted = request.POST.get("next") or request.GET.get("next") or default
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else default


@open_to("everyone")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with address and password. Five wrong ones, and one waits a quarter of an hour."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, email=form.cleaned_data["email"], password=form.cleaned_data["password"])
        if isinstance(user, User):
            return _signed_in(request, user)
        form.add_error(None, _("Adressen och lösenordet hör inte ihop. Kontrollera båda och försök igen."))
    return render(
        request, "web/sign_in.html", {"form": form, "next": _next(request)}, status=422 if form.errors else 200
    )


def _signed_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user)
    audit.record(by=user, verb="sign_in", subject=user)
    return redirect(_next(request))


@open_to("everyone")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; only by a button, never by a link."""
    if isinstance(request.user, User):
        audit.record(by=request.user, verb="sign_out", subject=request.user)
    logout(request)
    return redirect("sign-in")


@open_to("signed_in")
@sensitive_post_parameters("present", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Any) -> HttpResponse:
    """Choose a new password. Other browsers are signed out by it."""
    form = PasswordForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.change_password(by=request.user, password=form.cleaned_data["new"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Lösenordet är bytt."))
        return redirect("password")
    return render(request, "web/password.html", {"form": form}, status=422 if form.errors else 200)


@open_to("everyone")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on: kept with the account, and in the browser for pages before sign-in."""
    language = request.POST.get("language", "")
    response = redirect(_next(request))
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, User):
            actions.choose_language(by=request.user, language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    return response


@open_to("signed_in")
@require_POST
def choose_association(request: Any) -> HttpResponse:
    """Go to another of one's own associations; one that is not one's own is not there."""
    own = {str(one.pk): one for one in Association.objects.of(request.user)}
    chosen = found(own.get(request.POST.get("association", "")))
    request.session["association"] = str(chosen.pk)
    request.session.pop("year", None)
    return redirect("/")


@open_to("signed_in")
@require_safe
def start(request: Any) -> HttpResponse:
    """The front door: the overview of the year last looked at, or the first entry that the reader has."""
    if request.association is None:
        return render(request, "web/no_association.html")
    around = Surroundings(request)
    entry = next(iter(around.entries), None)
    return redirect(entry.address if entry else address_of("overview", {"year": around.year}))


@allowed("search")
@require_safe
def search(request: Any) -> HttpResponse:
    """Find pages, initiatives, tables and goals; as a page, or as the list below the field while one types."""
    words = request.GET.get("q", "")[:100]
    hits = find(request.user, request.association, Surroundings(request).year, words)
    template = "web/search_hits.html" if request.headers.get("HX-Request") else "web/search.html"
    return render(request, template, {"words": words, "hits": hits})


def _job(request: Any, id: Any) -> Job:
    return found(Job.objects.in_association(request.association).filter(pk=id).first())


@allowed("see_jobs")
@require_safe
def job(request: Any, id: Any) -> HttpResponse:
    """Work in the background: how far it is, what came out. The part that changes is fetched by itself."""
    row, asked_for_the_part = _job(request, id), bool(request.headers.get("HX-Request"))
    if asked_for_the_part and row.is_over:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/components/job.html" if asked_for_the_part else "web/job.html", {"job": row})


@allowed("retry_job")
@require_POST
def retry_job(request: Any, id: Any) -> HttpResponse:
    """Try again what failed."""
    return redirect("job", jobs.retry(_job(request, id), by=request.user).pk)


def locked_out(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords for an address: what happened, how long it lasts, what to do."""
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    return render(request, "web/locked_out.html", {"minutes": minutes}, status=429)


def _error(request: HttpRequest, name: str, status: int) -> HttpResponse:
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    with override(language):
        return render(request, f"errors/{name}.html", status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (the reason is for no reader)
    """The form was open for too long, or was not ours."""
    return _error(request, "form", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _error(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _error(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: a page for people; for programs, in the open interface's form."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "There is nothing open at this address."}, status=404)
    return _error(request, "404", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither database nor session, since those may be what is broken."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return render(None, "errors/500.html", status=500)
