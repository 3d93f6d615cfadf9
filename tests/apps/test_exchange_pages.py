"""Bringing in by the page: what is wrong is said in words at its place, and nothing changes before it is confirmed."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stegvis.associations.models import Association, AuditEvent, Job
from stegvis.associations.permissions import Role
from stegvis.exchange import actions
from stegvis.participation.models import Participant, Participation
from stegvis.reports import facts
from stegvis.reports.models import Upload
from support.packages import (
    CONTRIBUTIONS,
    INITIATIVES,
    LEDGER,
    PARTICIPATIONS,
    PROFILE,
    TALLIES,
    package_files,
    write_folder,
    zip_bytes,
)
from support.people import make_association, make_user
from support.uploads import (
    BACKEND,
    association_files,
    bring_in_small_package,
    do_the_work,
    kept_files,
    send,
    uploaded,
)

pytestmark = pytest.mark.django_db(databases=["default", "person"])
NEW_YEAR = CONTRIBUTIONS + "2021,fk,7\n"


@pytest.fixture
def association(tmp_path: Path, settings: Any) -> Association:
    settings.MEDIA_ROOT = tmp_path / "files"
    return bring_in_small_package(tmp_path)[0]


@pytest.fixture
def anna(client: Client, association: Association) -> Client:
    client.force_login(association.memberships.get().user, backend=BACKEND)
    return client


def page_of(client: Client, upload: Upload | None = None) -> str:
    answer = client.get(f"/las-in/{(upload or uploaded()).pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def codes() -> set[str]:
    return {one.code for one in facts.findings_in(uploaded().findings)}


# The way that goes well


def test_the_first_page_says_what_a_package_is_and_what_it_can_hold(anna: Client) -> None:
    assert "Ett paket är en mapp med förbundets år" in anna.get("/las-in/").content.decode()
    contents = anna.get("/las-in/paketet/").content.decode()
    for name in ("association.toml", "initiatives.csv", "budget.csv", "ledger/*.se", "texts/*.md", "released/…"):
        assert name in contents
    assert "planned_participants" in contents
    assert "participations.csv" not in contents


def test_a_package_is_read_shown_with_what_it_would_do_confirmed_and_then_there(
    anna: Client, association: Association
) -> None:
    answer = send(anna, zip_bytes(association_files(contributions=NEW_YEAR)))
    assert answer["Location"] == f"/las-in/{uploaded().pk}/"
    page = page_of(anna)
    assert "Läs in paketet?" in page
    assert f"{association.name}, 222000-0000" in page
    assert "Nya uppgifter: 1. Ändrade: 0. Oförändrade: 12. Borttagna: 0." in page
    assert len(facts.association_package(association).contributions or ()) == 3
    anna.post(f"/las-in/{uploaded().pk}/bekrafta/")
    assert "Paketet läses in" in page_of(anna)
    do_the_work()
    receipt = page_of(anna)
    assert "Paketet är inläst" in receipt
    assert 'href="/2021/"' in receipt
    assert len(facts.association_package(association).contributions or ()) == 4
    assert kept_files() == []


def test_what_it_would_do_is_what_it_does(anna: Client) -> None:
    files = association_files(contributions="year,party,amount\n2020,fk,1\n2021,region,7\n")
    send(anna, zip_bytes(files))
    promised = uploaded().result
    assert {"file": "contributions.csv", "added": 1, "changed": 1, "removed": 2} in promised
    assert "2 uppgifter tas bort" in page_of(anna)
    anna.post(f"/las-in/{uploaded().pk}/bekrafta/")
    do_the_work()
    assert uploaded().result == promised


def test_the_same_again_changes_nothing_and_says_so(anna: Client) -> None:
    send(anna, zip_bytes(association_files()))
    assert "Allt i paketet finns redan" in page_of(anna)


def test_reading_alone_changes_nothing_and_leaves_no_event_of_an_import(anna: Client, association: Association) -> None:
    before = facts.association_package(association), AuditEvent.objects.filter(verb="import_package").count()
    send(anna, zip_bytes(association_files(contributions=NEW_YEAR, summary="# Nytt\n")))
    after = facts.association_package(association), AuditEvent.objects.filter(verb="import_package").count()
    assert after == before


def test_a_double_click_is_one_import(anna: Client) -> None:
    send(anna, zip_bytes(association_files(contributions=NEW_YEAR)))
    for _ in range(2):
        assert anna.post(f"/las-in/{uploaded().pk}/bekrafta/")["Location"] == f"/las-in/{uploaded().pk}/"
    assert Job._base_manager.filter(state=Job.State.WAITING).count() == 1
    do_the_work()
    anna.post(f"/las-in/{uploaded().pk}/bekrafta/")
    assert not Job._base_manager.filter(state=Job.State.WAITING).exists()
    assert AuditEvent.objects.filter(verb="confirm_upload").count() == 1


def test_what_nobody_wants_is_removed(anna: Client, django_capture_on_commit_callbacks: Any) -> None:
    send(anna, zip_bytes(association_files()))
    assert len(kept_files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert anna.post(f"/las-in/{uploaded().pk}/ta-bort/")["Location"] == "/las-in/"
    assert kept_files() == []
    assert "Paketet lästes inte in" in page_of(anna)
    assert anna.post(f"/las-in/{uploaded().pk}/ta-bort/").status_code == 302
    anna.post(f"/las-in/{uploaded().pk}/bekrafta/")
    assert uploaded().state == Upload.State.WITHDRAWN


def test_what_nobody_confirmed_in_a_week_is_removed_when_the_next_comes(
    anna: Client, django_capture_on_commit_callbacks: Any
) -> None:
    ages = {"gammalt.zip": 8, "nyss.zip": 6}
    for name in ages:
        send(anna, zip_bytes(association_files()), name)
    for name, days in ages.items():
        Upload._base_manager.filter(name=name).update(made_at=datetime.now(UTC) - timedelta(days=days))
    with django_capture_on_commit_callbacks(execute=True):
        anna.post("/las-in/", {"package": SimpleUploadedFile("nytt.zip", zip_bytes(association_files()))})
    states = dict(Upload._base_manager.values_list("name", "state"))
    assert states == {"gammalt.zip": "withdrawn", "nyss.zip": "read", "nytt.zip": "received"}
    assert len(kept_files()) == 2
    assert AuditEvent.objects.get(verb="withdraw_upload").by == "operator:disposal"


def test_the_history_has_what_pages_and_the_operator_brought_in(anna: Client) -> None:
    send(anna, zip_bytes(association_files()), "mitt.zip")
    send(anna, zip_bytes(package_files()), "personer.zip")
    page = anna.get("/las-in/").content.decode()
    for words in ("mitt.zip", "personer.zip", "Anna", "Väntar på dig", "Gick inte", "Vid kommandoraden", "Driften"):
        assert words in page


def test_work_that_failed_can_be_tried_again_on_its_page(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_values: object) -> None:
        raise OSError("disk")

    with monkeypatch.context() as patch:
        patch.setattr("stegvis.exchange.uploads.read_upload", stop)
        send(anna, zip_bytes(association_files()))
    assert "Paketet blev inte läst" in page_of(anna)
    assert "Försök igen" in page_of(anna)
    failed = Job._base_manager.get(state=Job.State.FAILED)
    anna.post(f"/arbeten/{failed.pk}/igen/")
    do_the_work()
    assert "Läs in paketet?" in page_of(anna)


def test_a_file_that_could_not_be_stored_leaves_nothing(association: Association) -> None:
    def broken() -> Any:
        yield b"PK"
        raise OSError("the connection was lost")

    user = association.memberships.get().user
    with pytest.raises(OSError, match="lost"):
        actions.receive_upload(by=user, association=association, name="x.zip", chunks=broken())
    assert kept_files() == []
    assert not Upload._base_manager.exists()


# Bad input: every finding at once with its place, in words; nothing imported, nothing left on the disk


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("association.toml", PROFILE)
        with archive.open("texts/summary.md", "w", force_zip64=True) as file:
            for _ in range(202):
                file.write(bytes(1024 * 1024))
    return buffer.getvalue()


def zipped(**changed: Any) -> bytes:
    return zip_bytes(association_files(**changed))


BAD = {
    "a broken encoding": (
        lambda: zipped(initiatives=INITIATIVES.encode("latin-1")),
        ("initiatives.csv", "rad 3", "inte UTF-8", "natverk,N"),
    ),
    "a wrong delimiter": (
        lambda: zipped(contributions=CONTRIBUTIONS.replace(",", "\t")),
        ("contributions.csv", "rad 1", "komma eller semikolon", "year\tparty\tamount"),
    ),
    "a voucher that does not balance": (
        lambda: zipped(ledger=LEDGER.replace("1930 {} -899999.50", "1930 {} -899999.40").encode("cp437")),
        ("ledger/2020.se", "Stegen, hela året"),
    ),
    "an empty file": (lambda: zipped(contributions=""), ("contributions.csv", "Filen är tom")),
    "a file of another kind": (
        lambda: zipped(contributions=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("contributions.csv", "av ett annat slag (pdf)"),
    ),
    "no zip behind the first letters": (lambda: b"PK\x03\x04 and then something else", ("paket.zip", "zip-fil")),
    "more than 200 MB unpacked": (bomb, ("paket.zip", "högst 200 MB")),
    "paths outside": (
        lambda: zip_bytes({**association_files(), "../../etc/cron.d/x": b"* * * * *"}),
        ("../../etc/cron.d/x", "pekar utanför paketet"),
    ),
    "no association.toml": (lambda: zip_bytes({"budget.csv": b""}), ("association.toml", "saknas")),
    "another association": (
        lambda: zip_bytes(
            package_files(
                without=("participations", "ledger"), association=PROFILE.replace("222000-0000", "222000-2477")
            )
        ),
        ("Paketet gäller 222000-2477, men du arbetar med 222000-0000",),
    ),
    "an amount finer than an öre": (
        lambda: zipped(contributions="year,party,amount\n2020,fk,1.005\n"),
        ("contributions.csv", "finare än ett öre"),
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_bad_input_is_said_in_words_and_leaves_nothing(anna: Client, association: Association, fault: str) -> None:
    make, words = BAD[fault]
    before = facts.association_package(association)
    assert send(anna, make()).status_code == 302
    page = page_of(anna)
    assert "Paketet går inte att läsa in" in page
    for word in words:
        assert word in page
    assert "Traceback" not in page
    assert str(uploaded().pk) + ".zip" not in page
    assert Job._base_manager.get().state == Job.State.DONE
    assert uploaded().state == Upload.State.REFUSED
    assert kept_files() == []
    assert facts.association_package(association) == before
    assert anna.post(f"/las-in/{uploaded().pk}/bekrafta/").status_code == 302
    assert uploaded().state == Upload.State.REFUSED


def test_all_faults_come_at_once_each_with_its_row(anna: Client) -> None:
    send(
        anna, zipped(contributions=CONTRIBUTIONS + "2020,okand,1x0\n", tallies=TALLIES + "natverk,2020-13-01,,x,y,z\n")
    )
    page = page_of(anna)
    assert page.count('<pre class="row-read">2020,okand,1x0</pre>') == 2
    assert "natverk,2020-13-01,,x,y,z" in page
    assert "rad 5" in page
    assert "kolumn party" in page


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rapport.zip", b"%PDF-1.7 ...", "rapport.zip är ingen zip-fil"),
        ("tom.zip", b"", "Filen är tom"),
    ],
)
def test_what_is_no_zip_at_all_is_said_at_the_field(anna: Client, name: str, data: bytes, words: str) -> None:
    answer = send(anna, data, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Upload._base_manager.exists()
    assert kept_files() == []


def test_no_file_at_all_is_said_at_the_field(anna: Client) -> None:
    answer = anna.post("/las-in/")
    assert answer.status_code == 422
    assert "Välj en zip-fil." in answer.content.decode()


def test_too_large_an_upload_is_refused_before_it_is_read(anna: Client, settings: Any, tmp_path: Path) -> None:
    settings.UPLOAD_LIMIT, settings.FILE_UPLOAD_TEMP_DIR = 2000, str(tmp_path / "passing")
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir()
    answer = send(anna, b"PK" + bytes(4000))
    assert answer.status_code == 413
    assert "Filen är för stor" in answer.content.decode()
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == kept_files() == []


def test_a_large_file_leaves_no_passing_copy(anna: Client, settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE, settings.FILE_UPLOAD_TEMP_DIR = 10, str(tmp_path / "passing")
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir()
    send(anna, zip_bytes(association_files()))
    assert uploaded().state == Upload.State.READ
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []


def test_a_name_is_shown_as_the_characters_it_has(anna: Client) -> None:
    send(anna, zipped(contributions=CONTRIBUTIONS + "2020,<script>alert(1)</script>,1\n"), "<b>x</b>.zip")
    page = page_of(anna)
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "&lt;script&gt;alert" in page


def test_findings_are_a_table_to_work_through(anna: Client) -> None:
    send(anna, zipped(contributions=CONTRIBUTIONS + "2020,=cmd,1x0\n"))
    answer = anna.get(f"/las-in/{uploaded().pk}/fynd.csv")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "fil;rad;kolumn;slag;kod;värde;raden;vad du gör"
    assert any(line.startswith("contributions.csv;5;amount;Fel;PKG-044;1x0;2020,=cmd,1x0;") for line in lines)
    assert any(";'=cmd;" in line for line in lines)
    anna.post("/sprak/", {"language": "en"})
    assert "file;line;column" in anna.get(f"/las-in/{uploaded().pk}/fynd.csv").content.decode("utf-8-sig")


# Persons: refused as package.md says, and nothing of them is kept


#: Whole words: the seals and names of what is kept hold any four digits now and then.
SECRETS = re.compile(r"\b(p1,|p2,|1987\b|compulsory|sickness_benefit)")


def kept_of_everything() -> str:
    return "".join(str(row) for row in Upload._base_manager.values()) + "".join(
        str(row) for row in AuditEvent.objects.values()
    )


@pytest.mark.parametrize("broken", [False, True], ids=["read whole", "with faults elsewhere"])
def test_persons_are_refused_and_nothing_of_them_is_kept(anna: Client, broken: bool) -> None:
    changed: dict[str, Any] = {"participations": PARTICIPATIONS + "p2,stegen,x,1987\np9,,,,,\n"} if broken else {}
    if broken:
        changed["budget"] = b"x\n"
    send(anna, zip_bytes(package_files(**changed)))
    assert "IMP-001" in codes()
    assert {one.code for one in facts.findings_in(uploaded().findings) if one.where.file == "participations.csv"} == {
        "IMP-001"
    }
    page = page_of(anna)
    assert "be parterna om frisläppta tabeller" in page
    assert "Exempelstads kommun" in page
    assert SECRETS.findall(kept_of_everything()) == []
    assert kept_files() == []
    assert not Participant._base_manager.exists()
    assert not Participation._base_manager.exists()


PERSONS_COUNTED = TALLIES + "stegen,2020-01-01,2020-12-31,participants,woman,743174317\n"
ANSWERS = "round,survey,respondent_group,initiative,sex,question,value\n2020,s,participant,stegen,woman,q1,hemligt\n"


@pytest.mark.parametrize("fault", ["", "x\n"], ids=["read whole", "with faults elsewhere"])
def test_counts_of_persons_and_their_answers_are_refused_too(anna: Client, fault: str) -> None:
    changed = {"tallies": PERSONS_COUNTED, "answers": ANSWERS} | ({"goals": fault} if fault else {})
    send(anna, zipped(**changed))
    told = {one.where.file for one in facts.findings_in(uploaded().findings) if one.code == "IMP-001"}
    assert told == {"tallies.csv", "answers.csv"}
    assert "743174317" not in kept_of_everything()
    assert "hemligt" not in kept_of_everything()


def test_rows_that_may_be_persons_are_not_kept_though_the_file_cannot_be_told(anna: Client) -> None:
    send(
        anna, zipped(tallies="initiative;what\nstegen;743174317\n", answers=ANSWERS.replace("respondent_group", "vem"))
    )
    assert uploaded().state == Upload.State.REFUSED
    assert "743174317" not in kept_of_everything()
    assert "hemligt" not in kept_of_everything()


# Who may, and where


@pytest.mark.parametrize("role", [Role.BOARD, Role.AUDITOR, Role.ACCOUNTANT, Role.ANALYST, Role.STAFF])
def test_only_the_office_brings_in(client: Client, association: Association, role: Role) -> None:
    client.force_login(make_user("Bo", association, role), backend=BACKEND)
    for address in ("/las-in/", "/las-in/paketet/"):
        assert client.get(address).status_code == 403
    assert send(client, zip_bytes(association_files())).status_code == 403
    assert not Upload._base_manager.exists()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/las-in/")["Location"] == "/logga-in/?next=/las-in/"


def test_another_associations_package_is_not_there(anna: Client, client: Client) -> None:
    send(anna, zip_bytes(association_files(contributions=NEW_YEAR)))
    upload, other = uploaded(), Client()
    other.force_login(make_user("Karin", make_association("Södra")), backend=BACKEND)
    assert other.get(f"/las-in/{upload.pk}/").status_code == 404
    assert other.get(f"/las-in/{upload.pk}/fynd.csv").status_code == 404
    for verb in ("bekrafta", "ta-bort"):
        assert other.post(f"/las-in/{upload.pk}/{verb}/").status_code == 404
    assert uploaded().state == Upload.State.READ
    assert "paket.zip" not in other.get("/las-in/").content.decode()


def test_nothing_is_changed_by_a_link(anna: Client) -> None:
    send(anna, zip_bytes(association_files()))
    for verb in ("bekrafta", "ta-bort"):
        assert anna.get(f"/las-in/{uploaded().pk}/{verb}/").status_code == 405


def test_a_page_asks_few_questions_of_the_database(anna: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        send(anna, zip_bytes(association_files()))
    with django_assert_max_num_queries(25):
        anna.get("/las-in/")
    with django_assert_max_num_queries(35):
        anna.get(f"/las-in/{uploaded().pk}/")


def test_the_readers_own_words_of_a_folder_are_the_pages_words_of_a_zip(tmp_path: Path, anna: Client) -> None:
    """One reader: what the command line says of a folder, the page says of its zip."""
    from stegvis.files.package import read_package

    files = association_files(contributions=CONTRIBUTIONS + "2020,okand,1x0\n")
    said = read_package(write_folder(tmp_path / "folder", files)).findings
    send(anna, zip_bytes(files))
    kept = facts.findings_in(uploaded().findings)
    assert [(one.code, one.where) for one in kept] == [(one.code, one.where) for one in said]
