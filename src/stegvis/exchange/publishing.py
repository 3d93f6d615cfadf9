"""Where a party's draft meets the association's register: what the person zone is told, and what becomes of its decisions.

The person zone knows nothing of the association's rows; its pages are handed an `AssociationSide` with their addresses.
"""

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone

from stegvis.associations import jobs
from stegvis.associations.models import Association, Job, User
from stegvis.associations.permissions import Actor
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.initiatives import facts as initiatives
from stegvis.initiatives.models import Initiative
from stegvis.participation import actions as participation
from stegvis.participation.actions import Material
from stegvis.protect import ReleasedTables
from stegvis.reports import actions, facts
from stegvis.reports.facts import RegisterBroken, Version
from stegvis.reports.models import Publication


class AssociationSide:
    """What the pages of the person zone may ask of the association zone."""

    def material(self, association: Association) -> Material:
        """What counting and protecting rest on. Raises RegisterBroken."""
        return material(association)

    def done(self, association: Association) -> frozenset[UUID]:
        """The imports that are done."""
        return facts.done_batches(association)

    def initiatives(self, association: Association) -> dict[str, str]:
        """The initiatives' names by their codes."""
        return dict(Initiative.objects.in_association(association).values_list("code", "name"))

    def own_titles(self, association: Association) -> dict[str, str]:
        """The titles of the association's own tables by their names."""
        return {one.name: one.title for one in facts.profile(association).tables}

    def ask(self, association: Association, draft_id: UUID, step: str, *, by: User) -> Job:
        """Have a step of a draft done in the background: `count`, `propose`, `try` or `publish`."""
        from stegvis.exchange import tasks

        kind = "release_tables" if step == "publish" else "draft_publication"
        return jobs.start(
            tasks.work_on_draft, by=by, association=association, kind=kind, draft=str(draft_id), step=step
        )

    def job(self, association: Association, id: UUID) -> Job | None:
        """Work that was asked for on a draft."""
        kinds = ("draft_publication", "release_tables")
        return Job.objects.in_association(association).filter(pk=id, kind__in=kinds).first()

    def publications(self, association: Association) -> tuple[Publication, ...]:
        """What has been published, latest first."""
        return facts.publications(association)

    def released_otherwise(self, association: Association) -> tuple[Period, ...]:
        """Periods whose tables were released by the operator or brought in, with no decision made here; latest first."""
        decided = {one.period for one in facts.publications(association)}
        return tuple(one for one in facts.published_periods(association) if str(one) not in decided)

    def publication(self, association: Association, id: UUID) -> Publication | None:
        """What one decision led to."""
        return actions.publication_of(association, id)

    def new_in(self, publication: Publication) -> frozenset[str]:
        """The tables that a publication gave a new version; the others stood so already."""
        return frozenset(publication.rows.values_list("name", flat=True))

    def versions(self, association: Association, period: Period, name: str) -> tuple[Version, ...]:
        """A table in every version. Raises RegisterBroken."""
        return facts.versions(association, period, name)


def material(association: Association) -> Material:
    """What the person zone is told of an association. Raises RegisterBroken."""
    register = facts.register(association)
    told = Package(
        profile=facts.profile(association), initiatives=initiatives.initiatives(association) or None,
        sites=initiatives.sites(association) or None, tallies=initiatives.tallies(association) or None,
    )  # fmt: skip
    known: Any = (told, facts.register_hashes(association))
    return Material(told, register, facts.done_batches(association), sha256(repr(known).encode()).hexdigest())


def work_on_draft(*, by: Actor, association: Association, draft_id: UUID, step: str, on: date | None = None) -> str:
    """Do a step of a draft; a word for what stopped it, or nothing."""
    draft = participation.drafts(association.pk).get(pk=draft_id)
    day = on or timezone.localdate()
    try:
        if step == "publish":
            return publish(by=by, association=association, draft=draft, on=day)
        told = material(association)
    except RegisterBroken:
        participation.reopen_draft(draft_id, association.pk, "register")
        return "register"
    do = {
        "count": participation.find_counted, "propose": participation.propose_forms, "try": participation.try_release
    }[step]  # fmt: skip
    do(by=by, draft=draft, material=told, on=day)
    return ""


def publish(*, by: Actor, association: Association, draft: Any, on: date) -> str:
    """Carry a decision out, once; what stops it opens the draft again with a word for why, and nothing is published."""
    if actions.publication_of(association, draft.pk) is None:
        problem = _publish(by, association, draft, on)
        if problem:
            participation.reopen_draft(draft.pk, association.pk, problem)
            return problem
    participation.settle_draft(draft.pk, association.pk)
    return ""


def _publish(by: Actor, association: Association, draft: Any, on: date) -> str:
    period, told = Period.parse(draft.period), material(association)
    certified = participation.certificates(association.pk, period, done=told.done)
    trial = participation.trial_of(draft)
    if certified is None:
        return "certificates"
    if trial is None or not participation.is_current(draft, association.pk, told):
        return "changed"
    seen = participation.digest_of(trial.outcome)

    def is_as_seen(released: ReleasedTables) -> bool:
        return participation.digest_of(released) == seen

    decision = actions.Decision(draft.pk, draft.decided_by, draft.reason, certified, is_as_seen, draft.chosen)
    try:
        actions.publish_tables(
            by=by, association=association, period=period, names=draft.tables, decision=decision, on=on
        )
    except actions.NotAsSeen:
        return "changed"
    return ""
