"""Leads certify the counts of their initiatives before they are used (*intyg*); what is certified are the rows as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from stegvis.associations import audit
from stegvis.associations.models import User
from stegvis.associations.permissions import require
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Certificate, CountTable, Dimension, TableHead, WorkingTable
from stegvis.core.vocabulary import TOTAL
from stegvis.participation import facts
from stegvis.participation.actions.inserting import in_person_zone
from stegvis.participation.models import CountCertificate, InitiativeCopy, PersonEvent
from stegvis.protect import working

_SEXES = (("woman", "Kvinnor"), ("man", "Män"), ("unknown", "Uppgift saknas"), (TOTAL, "Totalt"))


@dataclass(frozen=True, slots=True)
class Certifiable:
    """An initiative with something counted in a period, and the certificate that holds for it.

    `rows` names what there is to certify. `is_void`: it was certified, and then the rows changed.
    """

    id: UUID
    code: str
    rows: str
    certificate: CountCertificate | None = None
    is_void: bool = False


def certifiable(association_id: UUID, period: Period, *, done: frozenset[UUID]) -> tuple[Certifiable, ...]:
    """Every initiative of the parties that has something counted in the period, in order of its code."""
    found = []
    for copy in InitiativeCopy.objects.in_association(association_id):
        rows = facts.content_hash_of(association_id, period, copy.pk, done=done)
        if rows:
            found.append(_certifiable(association_id, copy, period, rows))
    return tuple(found)


def _certifiable(association_id: UUID, copy: InitiativeCopy, period: Period, rows: str) -> Certifiable:
    given = list(
        CountCertificate.objects.in_association(association_id).filter(initiative_id=copy.pk, period=str(period))
    )
    valid = next((one for one in reversed(given) if one.content_hash == rows), None)
    return Certifiable(copy.pk, copy.code, rows, valid, is_void=bool(given) and valid is None)


def certificates(association_id: UUID, period: Period, *, done: frozenset[UUID]) -> tuple[Certificate, ...] | None:
    """The certificates that tables of the period are released with; None where one is missing or void."""
    every = certifiable(association_id, period, done=done)
    held = [(one.code, one.certificate) for one in every if one.certificate is not None]
    if not every or len(held) < len(every):
        return None
    return tuple(Certificate(code, one.by, one.on) for code, one in held)


def certify_counts(
    *,
    by: User,
    association_id: UUID,
    initiative_id: UUID,
    period: Period,
    rows: str,
    on: date | None = None,
    done: frozenset[UUID] = frozenset(),
) -> CountCertificate | None:
    """Certify an initiative's counts of a period as the lead saw them; the same twice is one certificate.

    `rows` is what the lead was shown (`Certifiable.rows`). None: the rows have changed since, and nothing is certified.
    """
    require(by, "certify_counts", association_id)
    with in_person_zone():
        now = facts.content_hash_of(association_id, period, initiative_id, done=done)
        if not now or now != rows:
            return None
        values = {"association_id": association_id, "by": str(by), "on": on or timezone.localdate()}
        key = {"initiative_id": initiative_id, "period": str(period), "content_hash": now}
        certificate, is_new = CountCertificate.objects.in_association(association_id).get_or_create(
            **key, defaults=values
        )
        if is_new:
            audit.record(
                by=by, verb="certify_counts", association=association_id, subject=certificate,
                details={"period": str(period)}, log=PersonEvent,
            )  # fmt: skip
    return certificate


def counts_to_certify(
    *, by: User, association_id: UUID, period: Period, names: Mapping[str, str], done: frozenset[UUID] = frozenset()
) -> WorkingTable:
    """What a lead certifies: each initiative's participations of the period by sex, for their eyes, marked and logged.

    `names`: the initiatives' by their codes. Participants that were counted without rows are in it as well.
    """
    require(by, "see_working_table", association_id)
    counts = facts.participations_by_initiative(association_id, period, done=done)
    for key, many in facts.tallied_by_initiative(association_id, period, done=done).items():
        counts[key] = counts.get(key, 0) + many
    audit.record(
        by=by, verb="see_working_table", association=association_id, kind="period", object_id=str(period),
        reason="certify_counts", log=PersonEvent,
    )  # fmt: skip
    return working(_counted(counts, names, period), by=str(by), purpose=f"certify {period}")


def _counted(counts: Mapping[tuple[str, str], int], names: Mapping[str, str], period: Period) -> CountTable:
    codes = sorted({code for code, _ in counts})
    rows = Dimension("initiative", tuple(Category(code, names.get(code, code)) for code in codes))
    known = {"woman", "man", TOTAL}
    is_known = {sex for _, sex in counts} <= known
    sexes = Dimension("sex", tuple(Category(code, label) for code, label in _SEXES if code in known or not is_known))
    cells: dict[tuple[str, ...], int] = dict.fromkeys(((code, sex) for code in codes for sex in sexes.codes), 0)
    for (code, sex), many in counts.items():
        cells[code, sex if (code, sex) in cells else "unknown"] += many
        cells[code, TOTAL] += many
    return CountTable(TableHead("participations", "Deltaganden", period, "", (rows, sexes), "participations"), cells)
