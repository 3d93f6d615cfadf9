"""Rows to core values, one way: the association's package as the application holds it, with no person in it."""

from decimal import Decimal
from uuid import UUID

from stegvis.associations.models import Association
from stegvis.core.facts import SeriesFact
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.plain import from_json, from_plain
from stegvis.core.profile import Profile
from stegvis.core.tables import ReleasedTable
from stegvis.finance import facts as finance
from stegvis.governance import facts as governance
from stegvis.initiatives import facts as initiatives
from stegvis.planning import facts as planning
from stegvis.protect import Register
from stegvis.reports.models import Batch, Image, Narrative, ReleasedTableRow, SeriesRow
from stegvis.surveys import facts as surveys


def association_package(association: Association, *, year: int | None = None) -> Package:
    """Everything that the association zone holds, as the one value that counting, statements and reports know.

    Texts are those of `year`, or each section's latest. A part without rows is None, as an absent file is.
    """
    return Package(
        profile=profile(association),
        initiatives=initiatives.initiatives(association) or None,
        sites=initiatives.sites(association) or None,
        tallies=initiatives.tallies(association) or None,
        contributions=finance.contributions(association) or None,
        grants=finance.grants(association) or None,
        budget=finance.budget(association) or None,
        ledgers=finance.ledgers(association),
        balances=finance.balances(association) or None,
        goals=planning.goals(association) or None,
        answers=surveys.answers(association) or None,
        board=governance.board(association) or None,
        series=series(association) or None,
        released=released_tables(association),
        texts=texts(association, year=year),
        images=images(association),
        ledger_files=finance.ledger_files(association),
    )


def profile(association: Association) -> Profile:
    """What `association.toml` says."""
    value: Profile = from_plain(Profile, association.profile)
    return value


def released_tables(association: Association, period: Period | None = None) -> tuple[ReleasedTable, ...]:
    """The tables that have been released, of one period or of all."""
    rows = ReleasedTableRow.objects.in_association(association)
    if period is not None:
        rows = rows.filter(period=str(period))
    return tuple(from_json(ReleasedTable, row.content) for row in rows)


def register(association: Association) -> Register:
    """What later releases are protected with: all that has been published."""
    return Register(released_tables(association))


def texts(association: Association, *, year: int | None = None) -> dict[str, bytes]:
    """The texts by section: those of a year, or each section's latest."""
    rows = Narrative.objects.in_association(association).order_by("section", "year")
    if year is not None:
        rows = rows.filter(year__in=(0, year))
    return {row.section: bytes(row.content) for row in rows}


def images(association: Association) -> dict[str, bytes]:
    """The pictures by name."""
    return {row.name: bytes(row.content) for row in Image.objects.in_association(association)}


def series(association: Association) -> tuple[SeriesFact, ...]:
    """Figures typed in from print."""
    return tuple(
        SeriesFact(
            row.scope, row.initiative, row.measure, row.period, row.edition, row.category, row.sex,
            Decimal(row.value) if row.value else None, row.unit, row.base, row.definition, row.source, row.page,
        )
        for row in SeriesRow.objects.in_association(association)
    )  # fmt: skip


def done_batches(association: Association | UUID) -> frozenset[UUID]:
    """The imports that are done: what the person zone is told, to know which of its rows are seen."""
    return frozenset(Batch.objects.in_association(association).values_list("id", flat=True))
