"""The command line as the operator, the page's upload, and the invented association."""

import json
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest

from stegvis.associations.models import Association, AuditEvent, Job
from stegvis.associations.sealed import make_keys
from stegvis.exchange import actions, uploads
from stegvis.exchange.commands import ensure_demonstration, export_command, import_command
from stegvis.exchange.tasks import import_upload, read_upload
from stegvis.files.package import read_package
from stegvis.participation.models import Participant, Participation
from stegvis.reports import facts
from stegvis.reports.models import Upload
from support.packages import PROFILE, package_files, write_folder, zip_bytes
from support.people import make_user

pytestmark = pytest.mark.django_db(databases=["default", "person"])
DEMO = Path(__file__).parents[2] / "demo"


def run(folder, **more):
    options = {"dry_run": False, "key_file": None, "format": "text", "language": "sv", **more}
    return import_command(Namespace(folder=folder, **options))


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "package", package_files())


def test_import_says_what_was_added_and_then_what_was_unchanged(folder, capsys):
    assert run(folder) == 0
    assert "participations.csv: 3 nya, 0 ändrade, 0 oförändrade, 0 borttagna" in capsys.readouterr().out
    assert run(folder) == 0
    assert "participations.csv: 0 nya, 0 ändrade, 3 oförändrade, 0 borttagna" in capsys.readouterr().out


def test_findings_are_lines_and_nothing_is_imported(tmp_path, capsys):
    files = package_files()
    files["contributions.csv"] += b"2020,okand,1\n"
    assert run(write_folder(tmp_path, files)) == 2
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith("contributions.csv:5:party: PKG-056: okand: ")
    assert not Association.objects.exists()


def test_for_machines_the_same_as_json(folder, capsys):
    assert run(folder, format="json", language="en") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["findings"] == []
    assert {"file": "participations.csv", "added": 3, "changed": 0, "unchanged": 0, "removed": 0} in said["files"]


def test_a_dry_run_asks_no_database(folder, capsys, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert run(folder, dry_run=True) == 0
    assert "participations.csv: 3 lästa" in capsys.readouterr().out


def real(tmp_path):
    return write_folder(
        tmp_path / "real", package_files(association=PROFILE.replace("invented = true", "invented = false"))
    )


def test_real_persons_need_the_controllers_key_in_and_out(tmp_path, capsys):
    assert run(real(tmp_path)) == 2
    assert "IMP-007" in capsys.readouterr().out
    make_keys(tmp_path / "key.json")
    assert run(real(tmp_path), key_file=tmp_path / "key.json") == 0
    out = {"association": "222000-0000", "folder": tmp_path / "out", "language": "sv"}
    assert export_command(Namespace(**out, key_file=None)) == 2
    assert export_command(Namespace(**out, key_file=tmp_path / "key.json")) == 0
    assert "p1,stegen" in (tmp_path / "out" / "participations.csv").read_text()


def test_what_is_no_key_file_is_refused(tmp_path, folder, capsys):
    (tmp_path / "no.json").write_text("{}")
    assert run(folder, key_file=tmp_path / "no.json") == 2
    assert run(folder, key_file=tmp_path / "none.json") == 2
    assert capsys.readouterr().out.count("IMP-012") == 2


def test_without_a_person_zone_persons_are_refused(folder, settings, capsys):
    settings.PERSON_ZONE = False
    assert run(folder) == 2
    assert "IMP-006" in capsys.readouterr().out


def test_an_export_needs_an_association_and_an_empty_folder(folder, tmp_path, capsys):
    run(folder)
    assert export_command(Namespace(association="222000-9999", folder=tmp_path / "out", language="sv")) == 2
    assert export_command(Namespace(association="222000-0000", folder=folder, language="sv")) == 2
    said = capsys.readouterr().out
    assert "EXP-001" in said
    assert "EXP-002" in said
    assert export_command(Namespace(association="222000-0000", folder=tmp_path / "out", language="sv")) == 0
    assert "participations.csv" in capsys.readouterr().out


# --- the page's way


@pytest.fixture
def office(folder):
    run(write_folder(folder.parent / "first", package_files(without=("participations",))))
    association = Association.objects.get()
    return association, make_user("Anna", association)


def upload_of(office, data, name="paket.zip"):
    association, user = office
    upload, job = actions.receive_upload(by=user, association=association, name=name, chunks=[data[:100], data[100:]])
    read_upload.func(str(job.pk))
    upload.refresh_from_db()
    return upload, Job.objects.in_association(association).get(pk=job.pk)


def association_files(**changed):
    return package_files(without=("participations",), **changed)


def test_an_upload_is_read_shown_confirmed_and_only_then_brought_in(office):
    files = association_files(contributions="year,party,amount\n2021,fk,7\n")
    upload, job = upload_of(office, zip_bytes(files), "C:\\Users\\x/../paket.zip")
    assert (upload.state, job.state, job.result["state"]) == ("read", "done", "read")
    assert {"file": "contributions.csv", "added": 1} in upload.result
    assert {"file": "budget.csv", "unchanged": 2} in upload.result
    assert Path(upload.path).stat().st_mode & 0o777 == 0o600
    assert upload.name == "paket.zip"
    assert len(facts.association_package(office[0]).contributions) == 3
    job = actions.confirm_upload(by=office[1], upload=upload)
    assert actions.confirm_upload(by=office[1], upload=upload) == job
    import_upload.func(str(job.pk))
    assert actions.confirm_upload(by=office[1], upload=upload) == job
    assert Job.objects.in_association(office[0]).filter(task=job.task).count() == 1
    upload.refresh_from_db()
    assert upload.state == Upload.State.IMPORTED
    assert not Path(upload.path).exists()
    assert len(facts.association_package(office[0]).contributions) == 4


def test_what_is_refused_or_withdrawn_cannot_be_confirmed(office):
    refused, _ = upload_of(office, b"no zip")
    withdrawn, _ = upload_of(office, zip_bytes(association_files()))
    actions.withdraw_upload(by=office[1], upload=withdrawn)
    for upload in (refused, withdrawn):
        with pytest.raises(actions.NotWaiting):
            actions.confirm_upload(by=office[1], upload=upload)


def test_an_upload_with_persons_is_refused_and_nothing_of_it_is_kept(office):
    upload, _ = upload_of(office, zip_bytes(package_files()))
    findings = facts.findings_in(upload.findings)
    assert [(one.code, one.value) for one in findings] == [("IMP-001", "participations.csv")]
    assert upload.state == Upload.State.REFUSED
    assert not Path(upload.path).exists()
    assert not Participant._base_manager.exists()


def test_an_upload_of_another_association_is_refused(office):
    other = PROFILE.replace("222000-0000", "222000-2477")
    files = package_files(without=("participations", "ledger"), association=other)
    upload, _ = upload_of(office, zip_bytes(files))
    assert [one.code for one in facts.findings_in(upload.findings)] == ["IMP-009"]


def test_what_is_no_zip_is_refused_with_a_finding(office):
    upload, job = upload_of(office, b"not a zip at all")
    assert upload.state == Upload.State.REFUSED
    assert upload.findings
    assert job.state == "done"


def test_a_withdrawn_upload_leaves_no_file(office, django_capture_on_commit_callbacks):
    upload, _ = upload_of(office, zip_bytes(association_files()))
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_upload(by=office[1], upload=upload)
    assert not Path(upload.path).exists()
    with pytest.raises(actions.NotWaiting):
        actions.confirm_upload(by=office[1], upload=upload)


def same_row(upload):
    """What another page or worker holds of the upload."""
    return Upload._base_manager.get(pk=upload.pk)


def test_what_was_confirmed_meanwhile_is_not_withdrawn(office, django_capture_on_commit_callbacks):
    upload, _ = upload_of(office, zip_bytes(association_files()))
    stale = same_row(upload)
    job = actions.confirm_upload(by=office[1], upload=upload)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(actions.NotWaiting):
        actions.withdraw_upload(by=office[1], upload=stale)
    assert stale.state == Upload.State.CONFIRMED
    assert not AuditEvent.objects.filter(verb="withdraw_upload").exists()
    import_upload.func(str(job.pk))
    assert same_row(upload).state == Upload.State.IMPORTED


def test_what_was_withdrawn_meanwhile_is_not_confirmed(office):
    upload, _ = upload_of(office, zip_bytes(association_files()))
    stale = same_row(upload)
    actions.withdraw_upload(by=office[1], upload=upload)
    with pytest.raises(actions.NotWaiting):
        actions.confirm_upload(by=office[1], upload=stale)
    assert same_row(upload).state == Upload.State.WITHDRAWN


@pytest.mark.parametrize("data", [zip_bytes(association_files()), b"no zip"], ids=["sound", "faulty"])
def test_what_is_withdrawn_while_it_is_read_stays_withdrawn(office, data, monkeypatch):
    """The page withdraws it at the moment when the worker has read the file and has written nothing yet."""
    association, user = office
    upload, _ = actions.receive_upload(by=user, association=association, name="paket.zip", chunks=[data])

    def read_and_meanwhile(path, **more):
        reading = read_package(path, **more)
        actions.withdraw_upload(by=user, upload=same_row(upload))
        return reading

    monkeypatch.setattr(uploads, "read_package", read_and_meanwhile)
    uploads.read_upload(by=user, upload=upload)
    assert (upload.state, same_row(upload).state) == (Upload.State.WITHDRAWN, Upload.State.WITHDRAWN)
    assert same_row(upload).findings == []


def test_a_second_worker_does_not_write_over_what_the_first_brought_in(office, monkeypatch):
    user = office[1]
    upload, _ = upload_of(office, zip_bytes(association_files()))
    actions.confirm_upload(by=user, upload=upload)

    def read_after_the_other(path, **more):
        monkeypatch.setattr(uploads, "read_package", read_package)
        uploads.import_upload(by=user, upload=same_row(upload))
        return read_package(path, **more)

    monkeypatch.setattr(uploads, "read_package", read_after_the_other)
    uploads.import_upload(by=user, upload=upload)
    assert same_row(upload).state == Upload.State.IMPORTED


def test_what_is_confirmed_at_the_last_moment_is_not_forgotten(office, monkeypatch):
    association, user = office
    upload, _ = upload_of(office, zip_bytes(association_files()))
    monkeypatch.setattr(uploads, "KEPT_WAITING", -timedelta(days=1))

    def withdraw_too_late(**what):
        actions.confirm_upload(by=user, upload=upload)
        withdraw(**what)

    withdraw = uploads.withdraw_upload
    monkeypatch.setattr(uploads, "withdraw_upload", withdraw_too_late)
    assert uploads.withdraw_forgotten(association) == 0
    assert same_row(upload).state == Upload.State.CONFIRMED


def test_a_file_that_was_changed_on_the_disk_is_not_brought_in(office):
    upload, _ = upload_of(office, zip_bytes(association_files()))
    Path(upload.path).write_bytes(zip_bytes(association_files(contributions="year,party,amount\n2021,fk,7\n")))
    job = actions.confirm_upload(by=office[1], upload=upload)
    import_upload.func(str(job.pk))
    upload.refresh_from_db()
    assert [one.code for one in facts.findings_in(upload.findings)] == ["IMP-011"]


def test_the_invented_association_is_brought_in_once_with_its_tables_released():
    if not DEMO.is_dir():
        pytest.skip("no demonstration in this tree")
    ensure_demonstration(DEMO)
    association = Association.objects.get()
    periods = facts.published_periods(association)
    assert len(periods) == 2
    assert len(facts.published(association, periods[0])) > 10
    assert facts.narratives(association, periods[0].start.year)
    assert facts.narratives(association, periods[1].start.year)
    before = Participation._base_manager.count(), association.version
    ensure_demonstration(DEMO)
    association.refresh_from_db()
    assert (Participation._base_manager.count(), association.version) == before


def test_without_a_demonstration_nothing_happens(tmp_path):
    ensure_demonstration(tmp_path / "none")
    assert not Association.objects.exists()
