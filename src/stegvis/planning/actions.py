"""Verbs of the goals: the board's word."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.associations.rows import Conflict, save_versioned
from stegvis.core.goals import NOT_ASSESSED
from stegvis.core.vocabulary import code_list
from stegvis.planning.models import Goal


@transaction.atomic
def assess_goal(
    *, by: Actor, goal: Goal, assessed: str, comment: str, computed: str = NOT_ASSESSED, expected_version: int
) -> Goal:
    """Write down the board's word on a goal and its comment.

    `computed`: what the figures say (`core.goals.assess`); `expected_version`: the one that the editor read. Raises
    `Conflict` with the other's row where someone was there first, and ValidationError where a word that differs from the
    figures has no comment. Saving the same again changes nothing.
    """
    require(by, "assess_goal", goal.association)
    _refuse(assessed, comment, computed)
    now = Goal.objects.in_association(goal.association_id).get(pk=goal.pk)
    if (now.assessed, now.comment) == (assessed, comment):
        return now
    if now.version != expected_version:
        raise Conflict(now)
    before = {"assessed": now.assessed, "comment": now.comment}
    now.assessed, now.comment = assessed, comment
    save_versioned(now, expected_version=expected_version, fields=["assessed", "comment"])
    details = {"year": now.year, "goal": now.code, "assessed": assessed, "comment": comment, "before": before}
    audit.record(by=by, verb="assess_goal", association=now.association, subject=now, details=details)
    return now


def _refuse(assessed: str, comment: str, computed: str) -> None:
    """A word that is none, or one that says something else than the figures and does not say why."""
    if assessed and assessed not in code_list("fulfilment"):
        raise ValidationError({"assessed": _("Välj en av bedömningarna.")})
    if needs_comment(assessed, computed) and not comment.strip():
        raise ValidationError({"comment": comment_missing()})


def needs_comment(assessed: str, computed: str) -> bool:
    """Whether the board says something else than the figures do."""
    return bool(assessed) and computed not in (NOT_ASSESSED, assessed)


def comment_missing() -> str:
    """What is wrong, and what to do."""
    return _(
        "Bedömningen skiljer sig från vad siffrorna säger. Skriv i kommentaren varför, så att läsaren av "
        "årsredovisningen förstår skillnaden."
    )
