"""Settings, the package to take home, and the log in words with the word that it is whole."""

import ast
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stegvis.associations import actions as accounts
from stegvis.associations import audit
from stegvis.associations.models import Association, AuditEvent
from stegvis.associations.permissions import Role
from stegvis.core.profile import Policy
from stegvis.files.package import package_bytes
from stegvis.reports import facts
from stegvis.web.log_words import BREACHES, KINDS, VERBS
from stegvis.web.settings_page import policies
from support.packages import PROFILE, a_profile, write_folder
from support.people import OPERATOR, make_association, make_user
from support.uploads import BACKEND, association_files, bring_in_small_package, do_the_work, send, uploaded

pytestmark = pytest.mark.django_db(databases=["default", "person"])
SOURCE = Path(__file__).parents[2] / "src" / "stegvis"


@pytest.fixture
def association(tmp_path: Path, settings: Any) -> Association:
    settings.MEDIA_ROOT = tmp_path / "files"
    return bring_in_small_package(tmp_path)[0]


@pytest.fixture
def anna(client: Client, association: Association) -> Client:
    client.force_login(association.memberships.get().user, backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# Settings


def test_settings_say_what_the_association_is_and_who_may_what(anna: Client) -> None:
    page = read(anna, "/installningar/")
    for words in (
        "222000-0000",
        "Exempelstad, Grannby",
        "Region Exempel",
        "Arbetsförmedlingen",
        "Från 1 till 4 personer",
        "20,0\u00a0% av årets medel",
        "700\u202f000\u00a0kr",
        "Gäller nu",
        "anna@exempel.se",
        "Kansli",
    ):
        assert words in page


def test_rules_hold_until_the_next_begin() -> None:
    rules = tuple(Policy(date(year, 1, 1)) for year in (2020, 2026, 2023))
    shown = list(policies(a_profile(policies=rules), date(2024, 6, 1)))
    assert [(one.rules.start.year, one.ends, one.is_in_force) for one in shown] == [
        (2026, None, False),
        (2023, date(2025, 12, 31), True),
        (2020, date(2022, 12, 31), False),
    ]


def test_a_withdrawn_role_is_not_listed(anna: Client, association: Association) -> None:
    bo = make_user("Bo", association, Role.BOARD)
    assert "bo@exempel.se" in read(anna, "/installningar/")
    accounts.withdraw_role(by=OPERATOR, membership=bo.memberships.get(), reason="avgick")
    assert "bo@exempel.se" not in read(anna, "/installningar/")


@pytest.mark.parametrize(
    ("role", "settings_status", "log_status"),
    [(Role.DIRECTOR, 200, 200), (Role.AUDITOR, 403, 200), (Role.BOARD, 403, 403), (Role.STAFF, 403, 403)],
)
def test_each_role_sees_what_is_its_own(
    client: Client, association: Association, role: Role, settings_status: int, log_status: int
) -> None:
    client.force_login(make_user("Bo", association, role), backend=BACKEND)
    assert client.get("/installningar/").status_code == settings_status
    assert client.get("/installningar/paket.zip").status_code == settings_status
    assert client.get("/installningar/logg/").status_code == log_status


# The package to take home


def test_the_package_is_the_canonical_one_and_the_same_each_time(anna: Client, association: Association) -> None:
    answer = anna.get("/installningar/paket.zip")
    assert answer["Content-Type"] == "application/zip"
    assert 'filename="222000-0000-' in answer["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == dict(package_bytes(facts.association_package(association)))
    assert anna.get("/installningar/paket.zip").content == answer.content
    assert AuditEvent.objects.filter(verb="export_package", association_id=association.pk).count() == 2


def test_what_was_taken_home_comes_back_unchanged(anna: Client) -> None:
    send(anna, anna.get("/installningar/paket.zip").content)
    assert "Allt i paketet finns redan" in read(anna, f"/las-in/{uploaded().pk}/")


def test_nothing_is_left_of_what_was_written_for_it(anna: Client, tmp_path: Path, monkeypatch: Any) -> None:
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    anna.get("/installningar/paket.zip")
    assert list(folder.iterdir()) == []


def test_another_associations_data_are_in_neither(anna: Client, tmp_path: Path) -> None:
    from stegvis.exchange.actions import import_package
    from stegvis.files.package import read_package

    profile = PROFILE.replace("222000-0000", "222000-2477").replace("Förbundet Exempel", "Annat")
    other = association_files(association=profile, summary="HEMLIGT")
    other.pop("ledger/2020.se")
    package = read_package(write_folder(tmp_path / "other", other)).package
    assert package
    assert import_package(by=OPERATOR, package=package).is_done
    archive = zipfile.ZipFile(io.BytesIO(anna.get("/installningar/paket.zip").content))
    assert b"HEMLIGT" not in b"".join(archive.read(name) for name in archive.namelist())
    assert "222000-2477" not in read(anna, "/installningar/")


# The log


def test_the_log_tells_who_did_what_in_words(anna: Client, association: Association) -> None:
    send(anna, b"PK no zip", "mitt.zip")
    do_the_work()
    bo = make_user("Bo", association, Role.BOARD)
    accounts.withdraw_role(
        by=association.memberships.get(role="office").user, membership=bo.memberships.get(), reason="avgick"
    )
    page = read(anna, "/installningar/logg/")
    for words in ("Läste in ett paket", "Driften (tests)", "contributions.csv: nya 3", "Skickade ett paket", "mitt.zip",
                  "Drog in en roll", "Styrelse", "avgick", "Loggen är hel"):  # fmt: skip
        assert words in page


def test_what_an_event_keeps_is_said_in_the_readers_words(anna: Client, association: Association) -> None:
    details = {"year": 2025, "number": 2, "sha256": "a" * 64, "party": "", "before": {"text": "x"}}
    audit.record(by=OPERATOR, verb="build_report", association=association, details=details)
    assert "år: 2025, utgåva: 2, sha256 aaaaaaaaaaaa…, förut: 1" in read(anna, "/installningar/logg/")
    anna.post("/sprak/", {"language": "en"})
    assert "year: 2025, edition: 2" in read(anna, "/installningar/logg/")


def test_one_kind_is_shown_alone(anna: Client, association: Association) -> None:
    accounts.create_user(by=OPERATOR, association=association, email="c@x.se", name="C", password="x")
    konton = read(anna, "/installningar/logg/?slag=konton")
    assert "Lade upp ett konto" in konton
    assert "Läste in ett paket" not in konton
    assert "Läste in ett paket" in read(anna, "/installningar/logg/?slag=finns-inte")


def test_a_long_log_has_pages_that_keep_the_kind(anna: Client, association: Association) -> None:
    for _ in range(60):
        audit.record(by=OPERATOR, verb="export_package", association=association)
    first = read(anna, "/installningar/logg/?slag=paket")
    assert "Sida 1 av 2" in first
    assert 'href="?slag=paket&amp;sida=2"' in first or 'href="?slag=paket&sida=2"' in first
    assert "Läste in ett paket" in read(anna, "/installningar/logg/?slag=paket&sida=2")


def test_another_associations_events_are_not_there(anna: Client) -> None:
    audit.record(by=OPERATOR, verb="sign_in", association=make_association("Södra"), details={"name": "HEMLIGT"})
    assert "HEMLIGT" not in read(anna, "/installningar/logg/")


def test_a_changed_event_is_found_and_named(anna: Client) -> None:
    from django.db import connection

    assert "Loggen är hel" in read(anna, "/installningar/logg/")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE associations_auditevent SET reason = 'annat' WHERE sequence = 1")
    assert "Loggen är hel" in read(anna, "/installningar/logg/")  # as it was found a moment ago, with the time
    page = read(anna, "/installningar/logg/?kontrollera=1")
    assert "Loggen är inte hel från händelse 1" in page
    assert "den är inte som den skrevs" in page
    assert "Loggen är inte hel" in read(anna, "/installningar/logg/")


def test_every_verb_that_is_written_to_the_log_has_words_and_a_kind() -> None:
    assert sorted(verbs_written() - VERBS.keys()) == []
    assert {kind for kind, _words in VERBS.values()} == set(KINDS)


def test_every_way_a_log_can_fail_has_words() -> None:
    source = (SOURCE / "associations" / "audit.py").read_text("utf-8")
    tree = ast.parse(source)
    faults = {
        constant.value
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_fault")
        for statement in ast.walk(node)
        if isinstance(statement, ast.Return)
        for constant in ast.walk(statement)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str) and constant.value
    }
    assert faults == set(BREACHES)


def verbs_written() -> set[str]:
    """The verbs that the code records as words, and the jobs that it asks for."""
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    written = set(re.findall(r'\bverb="(\w+)"', text)) | set(re.findall(r'_record\(by, "(\w+)"', text))
    asked = {f"ask_to_{kind}" for kind in re.findall(r'kind="(build_\w+|import_\w+)"', text)}
    return written | asked
