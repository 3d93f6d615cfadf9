"""From step to step of a draft: which there are, which are done, and where a draft has come to."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.associations.permissions import found
from stegvis.core.periods import Period
from stegvis.participation.actions.certifying import certificates
from stegvis.participation.actions.drafting import State, drafts, follow_job
from stegvis.participation.models import PublicationDraft

#: Each step: the name of its address, and its words.
STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("figures-tables", _("Tabeller")),
    ("figures-certify", _("Intyg")),
    ("figures-coarsen", _("Form")),
    ("figures-check", _("Granskning")),
    ("figures-decide", _("Beslut")),
)
PROBLEMS: dict[str, str | Promise] = {
    "register": _(
        "En publicerad tabell i registret är inte som den sparades. Inget har publicerats. Säg till den som driver "
        "installationen: registret behöver återställas från en säkerhetskopia."
    ),
    "changed": _(
        "Rader, regler eller register har ändrats sedan tabellerna granskades. Inget har publicerats. Pröva formerna igen."
    ),
    "certificates": _("Ett intyg gäller inte längre, för raderna har ändrats. Inget har publicerats. Intyga igen."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it stands on a page."""

    name: str
    label: str | Promise
    is_done: bool
    is_current: bool = False


def draft_of(request: Any, id: Any) -> PublicationDraft:
    """The draft, or 404: what is another association's, or put away, is not there."""
    return found(drafts(request.association.pk).filter(pk=id).first())


def ask(request: Any, side: Any, draft: PublicationDraft, step: str) -> HttpResponse:
    """Have a step done in the background; asked for again while it is going on it is the same work."""
    under_way = job_of(draft, side, request.association)
    if under_way is None:
        under_way = side.ask(request.association, draft.pk, step, by=request.user)
        follow_job(draft=draft, job=under_way.pk)
    return redirect("figures-job", under_way.pk)


def job_of(draft: PublicationDraft, side: Any, association: Any) -> Any:
    """The work on the draft that is going on; None when there is none, or when it is over."""
    job = side.job(association, draft.job) if draft.job else None
    return None if job is None or job.is_over else job


def is_proposed(draft: PublicationDraft) -> bool:
    """Whether every chosen table has been tried in its forms."""
    return bool(draft.tables) and set(draft.tables) <= {one["head"]["name"] for one in draft.proposals}


def steps_of(draft: PublicationDraft, side: Any, association: Any, current: str) -> tuple[Step, ...]:
    """All steps, with which are done."""
    certified = certificates(association.pk, Period.parse(draft.period), done=side.done(association)) is not None
    is_done = {
        "figures-tables": bool(draft.tables),
        "figures-certify": certified,
        "figures-coarsen": is_proposed(draft),
        "figures-check": draft.trial is not None,
        "figures-decide": draft.state == State.RELEASED,
    }
    return tuple(Step(name, label, is_done[name], name == current) for name, label in STEPS)


def step_of(draft: PublicationDraft, side: Any, association: Any) -> Step:
    """The first step that is not done; a decided draft is at its receipt."""
    if draft.state != State.OPEN:
        return Step("figures-receipt", _("Kvitto"), is_done=False)
    steps = steps_of(draft, side, association, "")
    return next((one for one in steps if not one.is_done), steps[-1])
