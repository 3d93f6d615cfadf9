"""Who is not to receive a person never does: seeded pseudonyms, places and answers are looked for in everything that comes out.

The canaries are put in by the operator, released as tables, printed in a report, sent by mistake to the office's own page;
then every page, file, log line, mail, cached value and stored file that an association's roles can reach is searched.
"""

import logging
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as used
from django.core import mail
from django.core.cache import cache
from django.db import connections, transaction

from stegvis.associations.models import AuditEvent
from stegvis.associations.permissions import Operator, Role
from stegvis.associations.sealed import NotOpened, unseal
from stegvis.core.periods import Period
from stegvis.participation.models import Participant, ParticipantAnswer, Participation, PersonEvent
from stegvis.reports import actions
from support.packages import PARTICIPATION_COLUMNS, PARTICIPATIONS, package_files, zip_bytes
from support.trust import READERS, YEAR, House, bring_in, client_of, crawl, house, readable
from support.uploads import association_files, send

pytestmark = pytest.mark.django_db(databases=["default", "person"])
CANARIES = ("kanarie-7f3a91", "kanarie-0c55d2", "Kanarieby", "kanariesvar")
ROWS = "".join(
    f"{person},stegen,,pseudonymous,{sex},{1970 + place},{where},,compulsory,up_to_3,,,af,,2020-02-{place + 1:02d},,2020-09-15,"
    "discharged,studies,,,,\n"
    for place, (person, sex, where) in enumerate(
        [(CANARIES[0], "woman", CANARIES[2]), (CANARIES[1], "man", CANARIES[2])]
        + [(f"kanarie-rad{n}", ("woman", "man")[n % 2], "Exempelstad") for n in range(24)]
    )
)
ANSWERS = (
    "round,survey,respondent_group,initiative,sex,question,value\n"
    f"2020-vt,indikator,participant_ongoing,stegen,woman,q1,{CANARIES[3]}\n"
)
TABLES = ("exits-by-reason", "participants-by-municipality", "participants-by-initiative", "participants-by-age")


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    """An association with persons, their tables released, its report made."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="person"):
        folder = tmp_path_factory.mktemp("canaries")
        found = house(folder)
        files = package_files(participations=PARTICIPATION_COLUMNS + ROWS, answers=ANSWERS)
        bring_in(folder / "persons", files, persons=True)
        by = Operator("test")
        actions.release_tables(
            by=by, association=found.association, period=Period.year(YEAR), names=TABLES, certified_by="Lena",
            on=date(2021, 1, 20),
        )  # fmt: skip
        actions.build_report(
            by=found.people[Role.OFFICE], association=found.association, year=YEAR, on=date(2021, 2, 1)
        )
        yield found
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="person")


def found_in(content: bytes) -> list[str]:
    return [one for one in CANARIES if any(form in content for form in _forms(one))]


def _forms(canary: str) -> tuple[bytes, ...]:
    plain = canary.encode()
    return plain, plain.upper(), canary.encode("utf-16-le"), plain.hex().encode(), plain.hex().upper().encode()


def test_the_canaries_are_there_to_be_found(seeded: House) -> None:
    assert Participation.objects.in_association(seeded.association.pk).count() == 26
    assert ParticipantAnswer.objects.in_association(seeded.association.pk).get().value == CANARIES[3]
    opened = {unseal(one, "pseudonym") for one in Participant.objects.in_association(seeded.association.pk)}
    assert set(CANARIES[:2]) <= opened
    assert found_in(readable_of(CANARIES[2])) == [CANARIES[2]]


def readable_of(text: str) -> bytes:
    return f"<td>{text}</td>".encode()


@pytest.mark.parametrize("role", READERS)
def test_no_page_or_file_of_any_role_holds_a_person(
    seeded: House, role: Role, caplog: pytest.LogCaptureFixture, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    caplog.set_level(logging.DEBUG)
    cache.clear()
    mail.outbox = []
    some = r"\?" if role == Role.OFFICE else r"\?|svg$|/utgava/\d+/[^.]*$|/ekonomi/[^/.]*/[^/.]*/$"
    answers = crawl(seeded.client(role), without=some)
    assert len(answers) > 20
    kinds = {answer.get("Content-Type", "").split(";")[0] for answer in answers.values()}
    assert {"text/html", "text/csv", "application/pdf"} <= kinds
    assert [
        (address, found_in(readable(answer))) for address, answer in answers.items() if found_in(readable(answer))
    ] == []
    assert found_in(caplog.text.encode()) == []
    assert found_in(b"".join(cache._cache.values())) == []  # type: ignore[attr-defined]
    assert mail.outbox == []


def test_no_open_page_or_file_holds_a_person(seeded: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    cache.clear()
    number = seeded.association.organisation_number
    answers = crawl(client_of(None), f"/oppet/{number}/statistik/", without=r"^/(?:2020|las-in|sok)/")
    for address in ("/api/v1/associations", "/api/v1/catalogue.jsonld", "/api/v1/openapi.json"):
        answers[address] = client_of(None).get(address)
    kinds = {answer.get("Content-Type", "").split(";")[0] for answer in answers.values()}
    assert {"text/html", "text/csv", "image/png", "text/x-pcaxis", "application/ld+json"} <= kinds
    assert [address for address, answer in answers.items() if found_in(readable(answer))] == []
    assert found_in(caplog.text.encode()) == []
    assert found_in(b"".join(cache._cache.values())) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", [Role.STAFF, Role.LEAD])
def test_roles_of_the_person_zone_have_no_page_of_the_association(seeded: House, role: Role) -> None:
    assert all(
        answer.status_code in (302, 403) for answer in (seeded.client(role).get(one) for one in ("/2020/", "/sok/?q=k"))
    )


@pytest.mark.parametrize("broken", [False, True])
def test_persons_sent_to_the_offices_page_are_kept_nowhere(
    seeded: House, settings: Any, tmp_path: Path, broken: bool, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MEDIA_ROOT = tmp_path
    caplog.set_level(logging.DEBUG)
    rows = PARTICIPATIONS + ROWS + ("kanarie-7f3a91,stegen,,fel,kv,x,Kanarieby\n" if broken else "")
    client = seeded.client()
    send(client, zip_bytes(association_files(participations=rows, answers=ANSWERS)))
    answers = crawl(client, "/las-in/", without=r"\?|^/2020/")
    assert any("/fynd.csv" in address for address in answers)
    assert [address for address, answer in answers.items() if found_in(readable(answer))] == []
    assert found_in(caplog.text.encode()) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert found_in(dump("default")) == []


def dump(alias: str) -> bytes:
    """Everything in a database: its statements, and its bytes."""
    connection = connections[alias]
    connection.ensure_connection()
    return "\n".join(connection.connection.iterdump()).encode()


def test_a_dump_of_the_association_zone_holds_no_person(seeded: House) -> None:
    whole = dump("default")
    assert seeded.association.name.encode() in whole
    assert found_in(whole) == []


def test_a_dump_of_the_person_zone_holds_no_pseudonym(seeded: House) -> None:
    whole = dump("person")
    assert b"participation_participation" in whole
    assert found_in(whole) == [CANARIES[2], CANARIES[3]]  # municipality and answer are counted: plain, and only here


def test_sealed_values_swapped_between_rows_do_not_open(seeded: House) -> None:
    one, other = Participant.objects.in_association(seeded.association.pk).order_by("id")[:2]
    one.pseudonym, other.pseudonym = other.pseudonym, one.pseudonym
    for row in (one, other):
        row.save()
        row.refresh_from_db()
        with pytest.raises(NotOpened):
            unseal(row, "pseudonym")


def test_the_logs_tell_of_reading_persons_and_of_nobody(seeded: House, tmp_path: Path) -> None:
    from stegvis.exchange.actions import export_package

    before = PersonEvent.objects.count()
    export_package(by=Operator("export"), association=seeded.association, folder=tmp_path / "out", persons=True)
    event = PersonEvent.objects.latest("sequence")
    assert PersonEvent.objects.count() == before + 1
    assert (event.verb, event.by, event.reason) == ("export_participations", "operator:export", "export_package")
    said = [
        repr((one.details, one.reason, one.object_id)) for log in (AuditEvent, PersonEvent) for one in log.objects.all()
    ]
    assert found_in("".join(said).encode()) == []
    assert found_in((tmp_path / "out" / "participations.csv").read_bytes())


def test_the_office_takes_home_a_package_without_persons(seeded: House) -> None:
    content = seeded.client().get("/installningar/paket.zip").content
    assert found_in(readable_zip(content)) == []


def readable_zip(content: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "participations.csv" not in archive.namelist()
        return b"".join(archive.read(name) for name in archive.namelist())


def test_no_static_file_holds_a_person() -> None:
    from stegvis.settings import SOURCE

    files = [path for path in (SOURCE / "web" / "static").rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path.name for path in files if found_in(path.read_bytes())] == []


def test_the_files_on_the_disk_of_a_real_installation(tmp_path: Path) -> None:
    """Not the tests' database in memory: files, their journals and what is beside them, after an import by the command."""
    from support.packages import write_folder

    folder = write_folder(
        tmp_path / "package", package_files(participations=PARTICIPATION_COLUMNS + ROWS, answers=ANSWERS)
    )
    data = tmp_path / "data"
    environment = {
        **os.environ,
        "STEGVIS_DATA": str(data),
        "STEGVIS_PERSON_ZONE": "1",
        "DJANGO_SETTINGS_MODULE": "stegvis.settings",
    }
    done = subprocess.run(  # noqa: PLW1510  (what it said is shown)
        [sys.executable, "-m", "stegvis.cli", "import", str(folder)], env=environment, capture_output=True, timeout=60
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert found_in(done.stdout + done.stderr) == []
    files = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert {"association.sqlite3", "person.sqlite3", "person.json"} <= set(files)
    in_files = {name: held for name, content in files.items() if (held := found_in(content))}
    assert set(in_files) <= {"person.sqlite3", "person.sqlite3-wal"}
    assert all(set(held) <= set(CANARIES[2:]) for held in in_files.values())
    assert used.KEY_FILES["person"].parent != data  # the tests' own keys were not used
    loose = [
        path
        for path in (data, *data.rglob("*"))
        if path.is_file() and path.suffix == ".json" and path.stat().st_mode & 0o077
    ]
    assert loose == []
