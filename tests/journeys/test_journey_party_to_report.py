"""A party releases tables of its persons; the office uploads them with its own figures and makes the year's report of them."""

from datetime import date
from pathlib import Path

import pytest

from stegvis.assemble import release_of_party
from stegvis.associations.models import Association, Job
from stegvis.associations.permissions import Operator
from stegvis.core.document import TableBlock
from stegvis.core.periods import Period
from stegvis.exchange import actions as exchange
from stegvis.exchange.tasks import import_upload, read_upload
from stegvis.files.package import read_package, write_package
from stegvis.participation.models import Participant
from stegvis.reports import actions, facts, tasks
from stegvis.reports.models import Upload
from support.packages import a_package, a_profile, zip_bytes
from support.people import make_user

pytestmark = pytest.mark.django_db(databases=["default", "person"])
CASE = Path(__file__).parents[1] / "cases" / "samspelet-2020"


def zipped(folder):
    return zip_bytes({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()})


@pytest.fixture
def office():
    """Samspelet as its office has set it up, with nothing brought in yet."""
    profile = read_package(CASE).package.profile
    empty = a_package(profile=profile, initiatives=None, participations=None, contributions=None, budget=None)
    exchange.import_package(by=Operator("test"), package=empty)
    association = Association.objects.get()
    return association, make_user("Anna", association)


def uploaded(office, data):
    association, user = office
    upload, job = exchange.receive_upload(by=user, association=association, name="samspelet.zip", chunks=[data])
    read_upload.func(str(job.pk))
    return Upload.objects.in_association(association).get(pk=upload.pk)


def test_the_office_gets_its_report_without_a_person_ever_leaving_the_party(office, tmp_path):
    association, user = office
    refused = uploaded(office, zipped(CASE))
    assert {one.code for one in facts.findings_in(refused.findings)} == {"IMP-001"}

    party = read_package(CASE).package
    for owner in ("karlstad", "kristinehamn"):
        party = release_of_party(
            party if owner == "karlstad" else _with_rows(party), Period.year(2020), owner, certified_by="Lead",
            on=date(2021, 1, 20),
        ).package  # fmt: skip
    write_package(party, tmp_path / "released")
    upload = uploaded(office, zipped(tmp_path / "released"))
    assert upload.state == Upload.State.READ, upload.findings
    import_upload.func(str(exchange.confirm_upload(by=user, upload=upload).pk))

    job = actions.make_report(by=user, association=association, year=2020, address="/rapporter/2020/")
    tasks.build_report.func(str(job.pk))
    job = Job.objects.in_association(association).get(pk=job.pk)
    assert (job.state, job.result["address"]) == ("done", "/rapporter/2020/")
    (edition,) = facts.editions(association, "annual", 2020)
    document = facts.document_of(edition)
    tables = [block.table for block in document.blocks() if isinstance(block, TableBlock)]
    assert {table.party for table in tables} >= {"karlstad", "kristinehamn"}
    assert not Participant._base_manager.exists()


def _with_rows(released):
    """The second party's own rows, beside what the first has released."""
    from dataclasses import replace

    rows = read_package(CASE).package
    return replace(rows, released=released.released)


def test_an_association_without_tables_still_gets_its_report_of_money(office):
    association, user = office
    package = a_package(profile=a_profile(organisation_number="222000-2477", invented=True), participations=None)
    assert exchange.import_package(by=user, package=package).is_done
    edition, _ = actions.build_report(by=user, association=association, year=2020, on=date(2021, 3, 1))
    assert edition is not None
