"""An association's own words for Granska: what it calls things, added a few at a time or as a file, and taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from stegvis.associations.permissions import allowed, found
from stegvis.checking.words.own import named_in, with_words
from stegvis.core.findings import Finding
from stegvis.reports import actions, facts
from stegvis.reports.actions.wording import NAME
from stegvis.reports.forms import KINDS, AddWordsForm, WordsForm
from stegvis.reports.models import OwnWords
from stegvis.reports.views.report_state import moment, names_of

#: So many earlier versions are shown.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Named:
    """What a kind of thing is called by the association. `name`: as in the file, where no sentence of ours tells the kind."""

    label: str | Promise
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Words that were in force before: kept when, by whom, how many lines."""

    id: UUID
    at: str
    by: str
    lines: int


@allowed("see_checks")
@require_safe
def words(request: Any) -> HttpResponse:
    """What the association calls things, and the ways to change it."""
    return _page(request)


@allowed("edit_words")
@require_POST
def add(request: Any) -> HttpResponse:
    """Add words for one kind of thing."""
    form = AddWordsForm(request.POST)
    if not form.is_valid():
        return _page(request, add=form)
    now = facts.words_in_force(request.association)
    kind = KINDS[form.cleaned_data["kind"]]
    text = with_words(now.text if now else "", kind.names, form.cleaned_data["words"])
    return _kept(request, text, add=form)


@allowed("edit_words")
@require_POST
def save(request: Any) -> HttpResponse:
    """Keep the whole as a text: typed, or read from a file."""
    form = WordsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, whole=form)
    return _kept(request, form.whole(), whole=form)


@allowed("edit_words")
@require_POST
def restore(request: Any, id: UUID) -> HttpResponse:
    """Take earlier words back into force."""
    rows = OwnWords.objects.in_association(request.association).select_related("association")
    faults = actions.restore_words(by=request.user, words=found(rows.filter(pk=id).first()))
    if faults:
        return _page(request, faults=faults)
    messages.success(request, _("De tidigare orden gäller igen."))
    return redirect("checks-words")


@allowed("download")
@require_GET
def file(request: Any) -> HttpResponse:
    """The words in force, as the file that the command line reads too."""
    text = actions.hand_out_words(by=request.user, association=request.association)
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)


def _kept(request: Any, text: str, **forms: Any) -> HttpResponse:
    faults = actions.keep_words(by=request.user, association=request.association, text=text)
    if faults:
        return _page(request, faults=faults, **forms)
    messages.success(request, _("Orden är sparade och gäller från nästa granskning."))
    return redirect("checks-words")


def _page(
    request: Any, *, add: AddWordsForm | None = None, whole: WordsForm | None = None, faults: tuple[Finding, ...] = ()
) -> HttpResponse:
    rows = list(OwnWords.objects.in_association(request.association)[: _SHOWN + 1])
    text = rows[0].text if rows else ""
    names = names_of({one.made_by for one in rows})
    shown = [
        Earlier(one.pk, moment(one.made_at), names.get(one.made_by, ""), len(one.text.splitlines())) for one in rows
    ]
    is_wrong = bool(faults or (add and add.errors) or (whole and whole.errors))
    return render(request, "reports/checks_words.html", {
        "named": list(named(text)) if text else [], "now": shown[0] if shown else None, "earlier": shown[1:], "findings": faults,
        "add": add or AddWordsForm(), "whole": whole or WordsForm(initial={"text": text}), "form": whole if whole else add,
        "is_whole": whole is not None,
    }, status=422 if is_wrong else 200)  # fmt: skip


def named(text: str) -> Iterator[Named]:
    """What a file of own words names: the kinds that have a sentence first, each once, then the rest by name."""
    left: Mapping[str, tuple[str, ...]] = dict(named_in(text))
    for kind in KINDS.values():
        told = [left[name] for name in kind.names if name in left]
        if told:
            yield Named(kind.label, "", tuple(dict.fromkeys(word for words in told for word in words)))
            left = {name: words for name, words in left.items() if name not in kind.names}
    yield from (Named("", name, words) for name, words in left.items())
