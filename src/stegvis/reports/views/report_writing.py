"""Saving from the editor: one text, two people, nothing lost without being seen."""

from dataclasses import dataclass
from typing import Any

from stegvis.associations.models import User
from stegvis.associations.rows import Conflict
from stegvis.reports import actions
from stegvis.reports.forms import NarrativeForm, mark_of
from stegvis.reports.models import Narrative
from stegvis.reports.views.report_outline import texts_of

EMPTY_MARK = mark_of(0, "")


@dataclass(frozen=True, slots=True)
class Held:
    """The text that a page is given: its words, state, mark and row (None where nothing is saved for the year)."""

    text: str
    state: str
    mark: str
    row: Narrative | None = None


def held(request: Any, year: int, section: str) -> Held:
    """A section's text. One that stands in every year is written anew for this one when it is saved."""
    row = texts_of(request.association, year).get(section)
    if row is None:
        return Held("", Narrative.State.DRAFT, EMPTY_MARK)
    version = row.version if row.year == year else 0
    return Held(row.text, row.state, mark_of(version, row.text), row if version else None)


def save(request: Any, year: int, section: str, form: NarrativeForm, *, goes_on: bool = False) -> Narrative:
    """Save what the form says. Raises `Conflict` where somebody else changed the words since the page was given them."""
    values = {"by": request.user, "association": request.association, "year": year, "section": section}
    text = form.cleaned_data["text"]
    try:
        narrative = actions.save_narrative(**values, text=text, expected_version=form.version, goes_on=goes_on)
    except Conflict as conflict:
        if not is_same(conflict.row, form):
            raise
        version = conflict.row.version
        narrative = actions.save_narrative(**values, text=text, expected_version=version, goes_on=goes_on)
    return _with_state(request, narrative, form.cleaned_data["state"])


def is_same(row: Any, form: NarrativeForm) -> bool:
    """Whether the other one left the words as they were, or wrote the same ones: only the state was changed."""
    theirs = mark_of(0, row.text)[2:]
    return theirs in {form.cleaned_data["seen"].split("-")[1], mark_of(0, form.cleaned_data["text"])[2:]}


def _with_state(request: Any, narrative: Narrative, state: str) -> Narrative:
    if narrative.state == state:
        return narrative
    return actions.set_narrative_state(
        by=request.user, narrative=narrative, state=state, expected_version=narrative.version
    )


def writer_of(row: Narrative) -> str:
    """Who changed a text last, where the history says it."""
    last = row.changes.first() if row.version else None
    user = User.objects.filter(pk=last.changed_by).first() if last and last.changed_by else None
    return str(user) if user else ""
