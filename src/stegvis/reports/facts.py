"""Rows to core values, one way: the association's package as the application holds it, with no person in it."""

import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Prefetch
from django.db.models.functions import Length
from django.utils.timezone import localdate

from stegvis.associations.models import Association, Party, User
from stegvis.core.document import Document, stored
from stegvis.core.facts import SeriesFact
from stegvis.core.findings import Finding, Severity
from stegvis.core.finished import FinishedReport, Line, PrintedGrid
from stegvis.core.package import ASSOCIATION, Package
from stegvis.core.periods import Period
from stegvis.core.plain import from_json, from_plain, to_json
from stegvis.core.profile import Profile
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import Acceptance, ExaminedReport, ReportFinding
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.finance import facts as finance
from stegvis.finance.models import Balance, BudgetLine, Contribution, LedgerFile
from stegvis.governance import facts as governance
from stegvis.initiatives import facts as initiatives
from stegvis.planning import facts as planning
from stegvis.planning.models import Goal
from stegvis.protect import Register
from stegvis.render.metadata import Source
from stegvis.reports.models import (
    AcceptanceRow,
    Batch,
    CheckedDocument,
    Edition,
    EditionFile,
    Image,
    Narrative,
    OwnWords,
    Publication,
    ReleasedTableRow,
    SeriesRow,
)
from stegvis.surveys import facts as surveys

if TYPE_CHECKING:
    from stegvis.checking.words import Words


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
    return finance.profile(association)


class RegisterBroken(Exception):  # noqa: N818  (named for what happened)
    """A released table is not as it was stored. Nothing of it is shown, and nothing is released on top of it."""

    def __init__(self, row: ReleasedTableRow) -> None:
        super().__init__(f"released table {row.pk} ({row}) is not as it was stored")
        self.name, self.period, self.version = row.name, row.period, row.version


def released_tables(association: Association, period: Period | None = None) -> tuple[ReleasedTable, ...]:
    """The tables that have been released, of one period or of all, each in its latest version. Raises RegisterBroken."""
    rows = ReleasedTableRow.objects.in_association(association)
    if period is not None:
        rows = rows.filter(period=str(period))
    return tuple(table for table in map(read_row, _latest(rows)) if isinstance(table, ReleasedTable))


def published(
    association: Association, period: Period, names: Collection[str] = ()
) -> dict[str, ReleasedTable | RefusedTable]:
    """The tables of a period by name (none named: all), as pages and reports show them: released, or refused. Never a count.

    Each in its latest version. Where several parties have released a table of the same name, each is under `name/party`.
    Raises RegisterBroken.
    """
    found = ReleasedTableRow.objects.in_association(association).filter(period=str(period))
    return _by_name(_latest(found.filter(name__in=names) if names else found))


def _by_name(rows: Collection[ReleasedTableRow]) -> dict[str, ReleasedTable | RefusedTable]:
    several = {name for name, count in Counter(row.name for row in rows).items() if count > 1}
    return {
        f"{row.name}/{row.party or ASSOCIATION}" if row.name in several else row.name: read_row(row) for row in rows
    }


def published_by_period(association: Association) -> dict[Period, dict[str, ReleasedTable | RefusedTable]]:
    """All that has been published, as `published` gives each period, latest first."""
    periods: dict[str, list[ReleasedTableRow]] = {}
    for row in _latest(ReleasedTableRow.objects.in_association(association)):
        periods.setdefault(row.period, []).append(row)
    found = {Period.parse(period): _by_name(rows) for period, rows in periods.items()}
    return dict(sorted(found.items(), reverse=True))


def party_names(association: Association) -> dict[str, str]:
    """The parties' names by their keys."""
    return dict(Party.objects.in_association(association).values_list("key", "name"))


def source_of(
    association: Association, table: ReleasedTable, address: str = "", *, parties: Mapping[str, str] | None = None
) -> Source:
    """Where a released table comes from, for its files and pages. `address`: its permanent one, where it is open to all.

    `parties`: their names, where they are known already.
    """
    names = party_names(association) if parties is None and table.party else parties or {}
    return Source(
        association.name, association.organisation_number, names.get(table.party, ""), association.contact, address,
        initiatives.names(association) if table.head.initiatives else {},
    )  # fmt: skip


def _latest(rows: Iterable[ReleasedTableRow]) -> list[ReleasedTableRow]:
    """Each table's last version: rows come by period, party, name and version."""
    return list({(row.period, row.party, row.name): row for row in rows}.values())


@dataclass(frozen=True, slots=True)
class Version:
    """A table as it was published at one time. `publication` None: by a package, by the operator, or a correction."""

    number: int
    table: ReleasedTable
    publication: Publication | None = None


def versions(association: Association, period: Period, name: str, party: str = "") -> tuple[Version, ...]:
    """Every version of a released table, latest first. Raises RegisterBroken."""
    rows = ReleasedTableRow.objects.in_association(association).select_related("publication")
    found = rows.filter(period=str(period), name=name, party=party, refused=False).order_by("-version")
    return tuple(Version(row.version, read_row(row), row.publication) for row in found)  # type: ignore[arg-type]


def publications(association: Association) -> tuple[Publication, ...]:
    """Every decision to publish, latest first."""
    return tuple(Publication.objects.in_association(association))


def published_periods(association: Association) -> tuple[Period, ...]:
    """The periods that something has been released of, latest first."""
    periods = ReleasedTableRow.objects.in_association(association).values_list("period", flat=True)
    return tuple(sorted({Period.parse(one) for one in periods}, reverse=True))


def years(association: Association) -> tuple[int, ...]:
    """The years that there is something of, latest first."""
    lists = [
        model.objects.in_association(association).values_list("year", flat=True)
        for model in (LedgerFile, Balance, Contribution, BudgetLine, Goal, Narrative)
    ]
    found = {year for years in lists for year in years if year}
    return tuple(sorted(found | {period.end.year for period in published_periods(association)}, reverse=True))


def narratives(association: Association, year: int) -> dict[str, Narrative]:
    """A year's texts by section, as rows with version, state and history: for the editor."""
    return {row.section: row for row in Narrative.objects.in_association(association).filter(year=year)}


def editions(association: Association, kind: str, year: int) -> tuple[Edition, ...]:
    """What has been made of a year's report, latest first, with the files of each (without their bytes, with their `size`)."""
    rows = Edition.objects.in_association(association).filter(report__kind=kind, report__year=year)
    light = EditionFile.objects.in_association(association).annotate(size=Length("content")).defer("content")
    return tuple(rows.defer("document").prefetch_related(Prefetch("files", light)))


def document_of(edition: Edition) -> Document:
    """The stored document of an edition. Raises ValueError where a byte of it was changed."""
    if sha256(edition.document.encode()).hexdigest() != edition.sha256:
        raise ValueError(f"edition {edition.pk} is not as it was stored")
    return stored.from_json(edition.document)


def file_bytes(association: Association, edition_id: UUID, kind: str) -> bytes | None:
    """A printed file of an edition; None where there is none. Raises ValueError where a byte of it was changed."""
    row = EditionFile.objects.in_association(association).filter(edition_id=edition_id, kind=kind).first()
    if row is None:
        return None
    if sha256(bytes(row.content)).hexdigest() != row.sha256:
        raise ValueError(f"file {row.pk} is not as it was stored")
    return bytes(row.content)


def findings_in(rows: list[Any]) -> tuple[Finding, ...]:
    """The findings that an upload or an edition keeps."""
    return tuple(from_plain(Finding, one) for one in rows)


def report_findings_in(rows: list[Any]) -> tuple[ReportFinding, ...]:
    """Findings of a finished report that were stored as plain data."""
    found: tuple[ReportFinding, ...] = from_plain(tuple[ReportFinding, ...], rows)
    return found


def in_order(findings: Iterable[ReportFinding]) -> tuple[ReportFinding, ...]:
    """Findings by weight, and within that as they stand in the report."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))


def pack_examined(examined: ExaminedReport) -> bytes:
    """All that was read of a finished report and found in it, as it is stored."""
    return zlib.compress(to_json(examined).encode())


def examined_of(document: CheckedDocument) -> ExaminedReport:
    """What was read of a checked document and found in it."""
    return _unpacked_once(bytes(document.examined))


@lru_cache(maxsize=8)
def _unpacked_once(packed: bytes) -> ExaminedReport:
    return from_json(ExaminedReport, zlib.decompress(packed))


class Surroundings:
    """What stands around the places of a checked document. Only what is asked for is unpacked, and of that what is needed."""

    def __init__(self, document: CheckedDocument) -> None:
        self._document = document

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return int(self._document.outcome["pages"])

    def table(self, block: int) -> PrintedGrid:
        """The table at that place among the document's blocks."""
        grid: PrintedGrid = from_plain(PrintedGrid, self._read["blocks"][block])
        return grid

    def page_of(self, line: int) -> int:
        """The page of the line with that index."""
        return int(self._read["lines"][line]["page"])

    def lines(self, page: int, numbers: Collection[int]) -> tuple[Line, ...]:
        """The lines of a page that have those numbers."""
        near = (one for one in self._read["lines"] if one["page"] == page and one["number"] in numbers)
        return tuple(from_plain(Line, one) for one in near)

    @cached_property
    def _read(self) -> Any:
        return _plain_once(bytes(self._document.examined))


@lru_cache(maxsize=4)
def _plain_once(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))["report"]


def settled_of(document: CheckedDocument) -> ExaminedReport:
    """The same, with what is accepted set apart, by whom and why."""
    from stegvis.checking.accepting import settled

    rows = accepted(document.association, (document.series,)).values()
    people = User.objects.filter(pk__in=[row.accepted_by for row in rows if row.accepted_by])
    names: dict[UUID | None, str] = {one.pk: str(one) for one in people}
    decisions = (
        Acceptance(
            row.key,
            row.code,
            row.said,
            row.reason,
            names.get(row.accepted_by, ""),
            localdate(row.accepted_at),
            row.count,
        )
        for row in rows
    )
    return settled(examined_of(document), decisions)


def version_before(document: CheckedDocument) -> CheckedDocument | None:
    """The version before this one that was checked, if it is still there."""
    rows = CheckedDocument.objects.in_association(document.association_id).select_related("association")
    same = rows.filter(series=document.series, state=CheckedDocument.State.CHECKED, made_at__lt=document.made_at)
    before: CheckedDocument | None = same.exclude(pk=document.pk).first()
    return before


def words_in_force(association: Association | UUID) -> OwnWords | None:
    """An association's own words, as they are now; None where it never had any."""
    row: OwnWords | None = OwnWords.objects.in_association(association).first()
    return row


@lru_cache(maxsize=32)
def laid_over(text: str) -> "Words | None":
    """Our words with an association's laid over; None, which is ours alone, where it has none."""
    from stegvis.checking.words import with_own

    return with_own(text) if text else None


def compared(
    old: FinishedReport, new: FinishedReport, words: "Words | None" = None
) -> tuple[ReportComparison, tuple[ReportFinding, ...]]:
    """What changed from an older report to a newer, and last year's figures that the newer prints otherwise."""
    from stegvis.checking.comparing import compare
    from stegvis.checking.examining import examine_understood
    from stegvis.checking.reading import understand

    understood = understand(new, words)
    alone = Counter(one.key for one in examine_understood(understood).findings)
    after, comparison = compare(understand(old, words), understood)
    return comparison, tuple(one for one in after.findings if not alone[one.key])


def accepted(association: Association | UUID, series: Collection[UUID]) -> dict[tuple[UUID, str], AcceptanceRow]:
    """What is accepted in documents of those series: by series and what the finding says."""
    rows = AcceptanceRow.objects.in_association(association).filter(series__in=series)
    return {(one.series, one.key): one for one in rows}


def left_of(document: CheckedDocument, accepted: Mapping[tuple[UUID, str], AcceptanceRow]) -> dict[str, int]:
    """How many findings of each weight a document has left, and how many are accepted (`errors`, ..., `accepted`)."""
    may_stand = Counter({key: row.count for (series, key), row in accepted.items() if series == document.series})
    left = Counter[str]()
    for severity, key in document.outcome.get("keys", []):
        left["accepted" if may_stand[key] > 0 else f"{severity}s"] += 1
        may_stand[key] -= 1
    return {name: left[name] for name in (*(f"{one}s" for one in Severity), "accepted")}


def read_row(row: ReleasedTableRow) -> ReleasedTable | RefusedTable:
    """The table that a row of the register says. Raises RegisterBroken where a byte of it was changed."""
    if sha256(row.content.encode()).hexdigest() != row.sha256:
        raise RegisterBroken(row)
    return _read_once(RefusedTable if row.refused else ReleasedTable, row.content)


@lru_cache(maxsize=1024)
def _read_once(kind: type, content: str) -> Any:
    """What is released never changes, so the same words are read once and then kept in memory."""
    return from_json(kind, content)


def register(association: Association) -> Register:
    """What later releases are protected with: all that has been published, in every version. Raises RegisterBroken."""
    rows = ReleasedTableRow.objects.in_association(association).filter(refused=False)
    return Register(tuple(read_row(row) for row in rows))  # type: ignore[misc]


def register_hashes(association: Association) -> tuple[str, ...]:
    """What names the register as it is now: a new version gives another."""
    rows = ReleasedTableRow.objects.in_association(association).filter(refused=False)
    return tuple(rows.values_list("sha256", flat=True))


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
