"""Settings: the association as its package describes it, the rules that hold, who may do what, and all of it to take home."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_GET, require_POST, require_safe

from stegvis.associations.actions import close_statistics, open_statistics
from stegvis.associations.models import Association
from stegvis.associations.permissions import allowed
from stegvis.core.profile import Policy, Profile
from stegvis.core.vocabulary import code_list
from stegvis.exchange.actions import export_package
from stegvis.reports import facts
from stegvis.web.forms import OpenStatisticsForm
from stegvis.web.log_words import ROLES

#: The same package is the same bytes, so a zip's files carry no time of their own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """Rules with numbers, the first day they hold and the last; `ends` None: until others are decided."""

    rules: Policy
    ends: date | None
    is_in_force: bool


@allowed("see_settings")
@require_safe
def settings(request: Any) -> HttpResponse:
    """What is set: it is changed by bringing in a package, or by the operator; that the statistics are open, here."""
    return _shown(request, OpenStatisticsForm(initial={"contact": request.association.contact}))


@allowed("open_statistics")
@require_POST
def open_or_close(request: Any) -> HttpResponse:
    """Let anyone read the released tables without signing in, or no longer."""
    if request.POST.get("do") == "close":
        close_statistics(by=request.user, association=request.association)
        return redirect(f"{reverse('settings')}#oppna-data")
    form = OpenStatisticsForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    contact = form.cleaned_data["contact"]
    open_statistics(by=request.user, association=request.association, contact=contact, on=timezone.localdate())
    return redirect(f"{reverse('settings')}#oppna-data")


def _shown(request: Any, form: OpenStatisticsForm, status: int = 200) -> HttpResponse:
    profile = facts.profile(request.association)
    kinds = code_list("party_kind")
    paying = {one.id: one.name for one in profile.parties}
    return render(request, "web/settings.html", {
        "profile": profile,
        "parties": [(one.name, kinds[one.kind].label, paying.get(one.pays_with, "")) for one in profile.parties],
        "policies": list(policies(profile, timezone.localdate())),
        "people": people(request.association),
        "form": form,
        "open_from": request.association.open_from,
    }, status=status)  # fmt: skip


def policies(profile: Profile, today: date) -> Iterator[PolicyShown]:
    """The association's rules, the latest first, each with the day before the next begins."""
    following: date | None = None
    for one in sorted(profile.policies, key=lambda policy: policy.start, reverse=True):
        ends = date.fromordinal(following.toordinal() - 1) if following else None
        yield PolicyShown(one, ends, one.start <= today and (ends is None or today <= ends))
        following = one.start


def people(association: Association) -> list[dict[str, Any]]:
    """Those who hold a role today, by name, with their roles and since when."""
    rows = association.memberships.today().select_related("user").order_by("user__name", "starts")
    return [{"user": row.user, "role": _role(row.role), "starts": row.starts} for row in rows]


def _role(role: str) -> str | Promise:
    return ROLES.get(role, role)


@allowed("export_package")
@require_GET
def package(request: Any) -> HttpResponse:
    """The association's package in its one canonical form, as a zip. That it was taken is in the log."""
    name = f"{request.association.organisation_number}-{timezone.localdate()}.zip"
    with TemporaryDirectory(prefix="stegvis-package-") as folder:
        names = export_package(by=request.user, association=request.association, folder=Path(folder))
        data = zipped(Path(folder), names)
    return HttpResponse(data, content_type="application/zip", headers={
        "Content-Disposition": f'attachment; filename="{name}"',
    })  # fmt: skip


def zipped(folder: Path, names: tuple[str, ...]) -> bytes:
    """The files of a folder as a zip: the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
