"""Rows of the initiatives to core values, one way."""

from stegvis.associations.models import Association
from stegvis.core import package
from stegvis.core.facts import TallyFact
from stegvis.initiatives.models import Initiative, Site, Tally


def initiatives(association: Association) -> tuple[package.Initiative, ...]:
    """The association's initiatives, in its own order."""
    return tuple(_initiative(row) for row in Initiative.objects.in_association(association))


def sites(association: Association) -> tuple[package.Site, ...]:
    """Where the initiatives are run."""
    rows = Site.objects.in_association(association).select_related("initiative")
    return tuple(
        package.Site(row.initiative.code, row.code, row.controller, row.municipality, row.starts, row.ends)
        for row in rows
    )


def names(association: Association) -> dict[str, str]:
    """The initiatives' names by their codes."""
    return dict(Initiative.objects.in_association(association).values_list("code", "name"))


def tallies(association: Association) -> tuple[TallyFact, ...]:
    """What is counted without rows in the association zone."""
    rows = Tally.objects.in_association(association).select_related("initiative")
    return tuple(
        TallyFact(
            row.initiative.code, row.starts, row.ends, row.measure, row.sex, row.count, row.municipality, row.party,
            row.estimated,
        )
        for row in rows
    )  # fmt: skip


def _initiative(row: Initiative) -> package.Initiative:
    return package.Initiative(
        row.code, row.name, row.kind, row.registration, tuple(row.owners.split()), row.starts, row.ends, row.esf,
        row.orientation, row.follow_up_method, row.planned_participants, row.target_group,
    )  # fmt: skip
