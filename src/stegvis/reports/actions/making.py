"""A report made: assembled from the association's rows and released tables, printed, and stored as an edition with its files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from stegvis.associations import audit
from stegvis.associations.jobs import start
from stegvis.associations.models import Association, Job, User
from stegvis.associations.permissions import Actor, require
from stegvis.core.document import Document, stored
from stegvis.core.findings import Finding
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.plain import to_plain
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.reports.actions.writing import open_report
from stegvis.reports.facts import association_package, published
from stegvis.reports.models import Edition, EditionFile, Report

Progress = Callable[[str, int, int], None]
KINDS = ("html", "docx", "pdf")
#: What tallies enter: tables that the association has rows for without any person.
OWN_TABLES = ("participants-by-initiative", "tallies-by-measure")


@transaction.atomic
def make_report(*, by: Actor, association: Association, year: int, address: str = "") -> Job:
    """Ask for a year's annual report to be made in the background; one that is being made already is not made twice.

    `address`: the page that the job then leads to.
    """
    from stegvis.reports.tasks import build_report as task

    require(by, "build_report", association)
    asked = Job.objects.in_association(association).filter(kind="build_report", arguments__year=year)
    under_way = asked.filter(state__in=(Job.State.WAITING, Job.State.RUNNING)).first()
    if under_way is not None:
        return under_way
    return start(task, by=by, association=association, kind="build_report", year=year, address=address)


def build_report(
    *, by: Actor, association: Association, year: int, on: date, progress: Progress | None = None
) -> tuple[Edition | None, tuple[Finding, ...]]:
    """Assemble and print a year's annual report and store it as a draft edition. `on`: the day it is to be adopted, who signs.

    None, with findings that say why, where a text names a figure that does not exist.
    """
    from stegvis.assemble import annual_report

    require(by, "build_report", association)
    say = progress or _silent
    say("assemble", 0, len(KINDS) + 1)
    package = association_package(association, year=year)
    assembly = annual_report(package, year, report_tables(association, package, Period.year(year), on), on=on)
    if assembly.document is None:
        return None, assembly.findings
    files = _print(assembly.document, say)
    report = open_report(by=by, association=association, kind="annual", year=year)
    return _store(by, report, assembly.document, files, assembly.findings), assembly.findings


def report_tables(
    association: Association, package: Package, period: Period, on: date
) -> Mapping[str, ReleasedTable | RefusedTable]:
    """The tables of a report: what the zone released of all parties together, or what each party released with the tables
    of what the association counts itself, which it releases here."""
    there = published(association, period)
    joint = any(isinstance(table, RefusedTable) or not table.party for table in there.values())
    if joint or package.tallies is None:
        return there
    from stegvis.assemble import count_and_release

    of_period = replace(package, released=tuple(table for table in package.released if table.head.period == period))
    return count_and_release(of_period, period, on=on, names=() if there else OWN_TABLES).tables


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def _print(document: Document, say: Progress) -> dict[str, bytes]:
    from stegvis import render

    printers: dict[str, Callable[[Document], bytes]] = {
        "html": lambda one: render.render_html(one).encode(),
        "docx": render.render_docx,
        "pdf": render.render_pdf,
    }
    files = {}
    for done, kind in enumerate(KINDS, 1):
        say(kind, done, len(KINDS) + 1)
        files[kind] = printers[kind](document)
    return files


@transaction.atomic
def _store(
    by: Actor, report: Report, document: Document, files: Mapping[str, bytes], findings: tuple[Finding, ...]
) -> Edition:
    words = stored.to_json(document)
    last = (
        Edition.objects.in_association(report.association).filter(report=report).aggregate(last=Max("number"))["last"]
    )
    edition = Edition.objects.create(
        association=report.association, report=report, number=(last or 0) + 1, schema=document.schema, document=words,
        sha256=sha256(words.encode()).hexdigest(), findings=to_plain(findings), made_on=datetime.now(UTC),
        made_by=by.pk if isinstance(by, User) else None,
    )  # fmt: skip
    EditionFile.objects.bulk_create(
        EditionFile(
            association=report.association, edition=edition, kind=kind, content=content,
            sha256=sha256(content).hexdigest(),
        )
        for kind, content in files.items()
    )  # fmt: skip
    details = {"year": report.year, "number": edition.number, "sha256": edition.sha256}
    audit.record(by=by, verb="build_report", association=report.association, subject=edition, details=details)
    return edition
