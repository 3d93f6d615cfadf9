"""The log: everything that is written or taken home leaves exactly one event; reading leaves none; any change of it is seen.

And a double click is one action: the same form twice has one effect.
"""

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from stegvis.associations import audit
from stegvis.associations.models import AuditEvent, AuditHead, Job
from stegvis.associations.permissions import Role
from stegvis.core.periods import Period
from stegvis.governance.models import DutyDone
from stegvis.participation.models import PersonEvent
from stegvis.planning.models import Goal
from stegvis.reports.models import Edition, Narrative, NarrativeChange, Upload
from support.packages import CONTRIBUTIONS, zip_bytes
from support.people import OPERATOR, PASSWORD
from support.trust import House, client_of, house
from support.uploads import association_files, do_the_work, send, uploaded

pytestmark = pytest.mark.django_db(databases=["default", "person"])


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="person"):
        yield house(tmp_path_factory.mktemp("made"))
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="person")


@pytest.fixture
def home(made: House, settings: Any, tmp_path: Path) -> House:
    settings.MEDIA_ROOT = tmp_path
    return made


class Since:
    """The events written since it was made."""

    def __init__(self) -> None:
        self.before = AuditEvent.objects.count()

    @property
    def verbs(self) -> list[str]:
        return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True)[self.before :])


def mark(home: House, section: str = "events") -> str:
    from stegvis.reports.forms import mark_of

    row = Narrative.objects.in_association(home.association).filter(section=section, year=2020).first()
    return mark_of(row.version, row.text) if row else mark_of(0, "")


# One event each

DOWNLOADS = {
    "/2020/statistik/exits-by-reason.csv": "download_table",
    "/2020/statistik/exits-by-reason.xlsx": "download_table",
    "/2020/ekonomi/resultatrakning.csv": "download_table",
    "/2020/ekonomi/budget.xlsx": "download_table",
    "/2020/ekonomi/nyckeltal.csv": "download_table",
    "/2020/rapporter/utgava/1/arsredovisning.pdf": "download",
    "/2020/rapporter/utgava/1/arsredovisning.docx": "download",
    "/2020/rapporter/utgava/1/arsredovisning.html": "download",
    "/granska/ord/ord.toml": "download_words",
    "/installningar/paket.zip": "export_package",
}


@pytest.mark.parametrize(("address", "verb"), DOWNLOADS.items())
def test_what_is_taken_home_leaves_one_event(home: House, address: str, verb: str) -> None:
    since = Since()
    answer = home.client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    event = AuditEvent.objects.latest("sequence")
    assert since.verbs == [verb]
    assert (event.by, event.association_id) == (f"user:{home.people['office'].pk}", home.association.pk)


def test_findings_taken_home_leave_one_event(home: House) -> None:
    since = Since()
    assert home.client().get(f"/las-in/{home.ids['upload']}/fynd.csv").status_code == 200
    assert since.verbs == ["download"]


def test_what_was_found_in_a_report_leaves_one_event_when_it_is_taken_home(home: House) -> None:
    since = Since()
    assert home.client().get(f"/granska/{home.ids['checked']}/granskning.json").status_code == 200
    assert since.verbs == ["download_check"]


def test_every_file_that_a_page_offers_is_in_the_list_above(home: House) -> None:
    from support.trust import crawl

    alike = r"\?|svg$|/utgava/\d+/[^.]*$|/ekonomi/[^/.]*/[^/.]*/$"
    offered = {
        address.split("?")[0]
        for address, answer in crawl(home.client(), without=alike).items()
        if answer.get("Content-Disposition", "").startswith("attachment")
        and not address.startswith("/api/")  # open to everyone: who fetches what is nobody's business
    }
    of_rows = {f"/las-in/{home.ids['upload']}", f"/granska/{home.ids['checked']}"}
    kinds = {one.rsplit("/", 1)[0] for one in offered} - of_rows
    assert kinds == {one.rsplit("/", 1)[0] for one in DOWNLOADS}


WRITES: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "a text": ("/2020/rapporter/text/events/", {"text": "Nytt", "state": "draft"}, ["save_narrative"]),
    "a text that saves itself": (
        "/2020/rapporter/spara/events/",
        {"text": "Nytt", "state": "draft"},
        ["save_narrative"],
    ),
    "an older text": ("/2020/rapporter/versioner/events/", {"number": "1", "version": "2"}, ["save_narrative"]),
    "a goal": ("/2020/mal/M1/", {"assessed": "met", "comment": "x", "version": "1"}, ["assess_goal"]),
    "a duty": ("/2020/oversikt/uppgifter/annual_report/", {}, ["mark_duty_done"]),
    "a report": ("/2020/rapporter/gor/", {}, ["ask_to_build_report"]),
    "a password": ("/losenord/", {"present": PASSWORD, "new": "fyra nya ord i rad"}, ["change_password"]),
    "a language": ("/sprak/", {"language": "en"}, ["choose_language"]),
    "the language one reads in already": ("/sprak/", {"language": "sv"}, []),
    "signing out": ("/logga-ut/", {}, ["sign_out"]),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_is_written_leaves_one_event(home: House, what: str) -> None:
    address, form, verbs = WRITES[what]
    client, since = home.client(), Since()
    values = {**form, "seen": mark(home)} if "state" in form else form
    assert client.post(address, values).status_code in (200, 302)
    assert since.verbs == verbs


def test_a_tick_taken_back_and_a_state_leave_one_event_each(home: House) -> None:
    client = home.client()
    client.post("/2020/oversikt/uppgifter/annual_report/")
    since = Since()
    client.post("/2020/oversikt/uppgifter/annual_report/", {"undo": "1"})
    client.post("/2020/rapporter/text/events/", {"text": "Sedan", "state": "ready", "seen": mark(home)})
    client.post(f"/arbeten/{home.ids['job']}/igen/")
    assert since.verbs == ["unmark_duty_done", "set_narrative_state", "ask_to_build_report"]


def test_a_package_leaves_an_event_at_each_step(home: House) -> None:
    client, since = home.client(), Since()
    send(client, zip_bytes(association_files(contributions=CONTRIBUTIONS + "2021,fk,7\n")))
    assert since.verbs == ["receive_upload", "ask_to_import_package"]
    client.post(f"/las-in/{uploaded().pk}/bekrafta/")
    assert since.verbs[2:] == ["confirm_upload", "ask_to_import_package"]
    do_the_work()
    assert uploaded().state == Upload.State.IMPORTED
    assert since.verbs[4:] == ["import_package"]


def test_reading_and_being_refused_leave_none(home: House) -> None:
    since, board = Since(), home.client(Role.BOARD)
    for address in ("/2020/", "/2020/mal/", "/2020/statistik/exits-by-reason/", "/2020/rapporter/", "/sok/?q=a"):
        assert board.get(address).status_code == 200
    for address in DOWNLOADS:
        home.client().head(address)
    board.post("/2020/rapporter/gor/")
    client_of(None).get("/installningar/paket.zip")
    assert since.verbs == []


def test_counting_in_the_person_zone_is_in_its_own_log(home: House) -> None:
    from stegvis.reports import actions

    before = PersonEvent.objects.count()
    actions.release_tables(
        by=OPERATOR, association=home.association, period=Period.year(2020), names=["exits-by-reason"],
        certified_by="Lena", on=date(2021, 1, 20),
    )  # fmt: skip
    assert PersonEvent.objects.count() == before + 1


def test_looking_at_a_working_table_is_logged_with_who_and_why(caplog: pytest.LogCaptureFixture) -> None:
    from stegvis.protect import working
    from support.counts import expected

    caplog.set_level(logging.INFO, "stegvis.protect")
    table = expected("exits-by-reason")
    working(table, by="lena", purpose="månadens\nuppföljning")
    assert [record.getMessage() for record in caplog.records] == [
        f"working table {table.head.name} {table.head.period} by lena: månadens uppföljning"
    ]
    for by, purpose in (("", "x"), ("x", " ")):
        with pytest.raises(ValueError, match="by and purpose"):
            working(table, by=by, purpose=purpose)


# The chain


@pytest.fixture
def chain(home: House) -> list[AuditEvent]:
    for number in range(12):
        audit.record(by=OPERATOR, verb="export_package", association=home.association, details={"files": number})
    assert audit.verify_chain() is None
    return list(AuditEvent.objects.order_by("sequence"))


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(log="associations_auditevent"), values)


@pytest.mark.parametrize(
    ("column", "value"),
    [("by", "user:annan"), ("verb", "sign_in"), ("reason", "x"), ("details", '{"files": 99}'), ("at", "2020-01-01 00:00:00"),
     ("object_id", "x"), ("kind", "x"), ("association_id", "01a200599900760285"), ("digest", "0" * 64), ("previous", "0" * 64)],
)  # fmt: skip
def test_any_changed_word_is_found_and_its_event_named(chain: list[AuditEvent], column: str, value: str) -> None:
    at = chain[-5].sequence
    if column == "association_id":
        value = "f" * 32
    run(f'UPDATE {{log}} SET "{column}" = %s WHERE sequence = %s', value, at)  # noqa: S608  (our own column)
    breach = audit.verify_chain()
    assert breach is not None
    assert breach.sequence == at


def test_a_deleted_event_is_found(chain: list[AuditEvent]) -> None:
    at = chain[-4].sequence
    run("DELETE FROM {log} WHERE sequence = %s", at)
    assert audit.verify_chain() == audit.Breach(at, "missing")


def test_a_deleted_event_with_the_others_moved_up_is_found(chain: list[AuditEvent]) -> None:
    at = chain[-4].sequence
    run("DELETE FROM {log} WHERE sequence = %s", at)
    for one in chain[-3:]:
        run("UPDATE {log} SET sequence = sequence - 1 WHERE sequence = %s", one.sequence)
    found = audit.verify_chain()
    assert found is not None
    assert found.sequence == at


def test_events_that_changed_places_are_found(chain: list[AuditEvent]) -> None:
    one, other = chain[-5].sequence, chain[-4].sequence
    for before, after in ((one, 999_999), (other, one), (999_999, other)):
        run("UPDATE {log} SET sequence = %s WHERE sequence = %s", after, before)
    found = audit.verify_chain()
    assert found is not None
    assert found.sequence == one


def test_an_event_put_in_at_the_end_or_cut_from_it_is_found(chain: list[AuditEvent]) -> None:
    last = chain[-1].sequence
    with transaction.atomic():
        run("DELETE FROM {log} WHERE sequence > %s", last - 3)
        assert audit.verify_chain() == audit.Breach(last - 2, "cut off")
        transaction.set_rollback(True)
    copy = AuditEvent.objects.get(sequence=last)
    from stegvis.associations.rows import new_id

    copy.pk, copy.sequence, copy.previous = new_id(), last + 1, copy.digest
    copy.save(force_insert=True)
    found = audit.verify_chain()
    assert found is not None
    assert found.sequence == last + 1


def test_the_end_moved_along_with_the_cut_is_found(chain: list[AuditEvent]) -> None:
    last = chain[-1].sequence
    run("DELETE FROM {log} WHERE sequence = %s", last)
    AuditHead._base_manager.filter(pk=1).update(sequence=last - 1, digest=chain[-2].digest)
    found = audit.verify_chain()
    assert found is not None
    assert found.why == "the end was changed"


# A double click


def test_a_text_saved_twice_is_one_change(home: House) -> None:
    client, since, form = home.client(), Since(), {"text": "Två klick", "state": "draft", "seen": mark(home)}
    changes = NarrativeChange.objects.in_association(home.association).count()
    answers = [client.post("/2020/rapporter/text/events/", form) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, "/2020/rapporter/text/events/")] * 2
    assert NarrativeChange.objects.in_association(home.association).count() == changes + 1
    assert since.verbs == ["save_narrative"]


def test_a_new_text_saved_twice_is_one_row(home: House) -> None:
    client, form = home.client(), {"text": "Ny", "state": "draft", "seen": mark(home, "equality")}
    assert [client.post("/2020/rapporter/text/equality/", form).status_code for _ in range(2)] == [302, 302]
    assert Narrative.objects.in_association(home.association).filter(section="equality").count() == 1


def test_a_duty_ticked_twice_is_one_tick(home: House) -> None:
    client, since = home.client(), Since()
    assert [client.post("/2020/oversikt/uppgifter/annual_report/").status_code for _ in range(2)] == [302, 302]
    assert DutyDone.objects.in_association(home.association).count() == 1
    for _ in range(2):
        client.post("/2020/oversikt/uppgifter/annual_report/", {"undo": "1"})
    assert since.verbs == ["mark_duty_done", "unmark_duty_done"]


def test_a_report_asked_for_twice_is_made_once(home: House) -> None:
    client = home.client()
    answers = {client.post("/2020/rapporter/gor/")["Location"] for _ in range(3)}
    assert len(answers) == 1
    assert Job._base_manager.filter(association=home.association, state=Job.State.WAITING).count() == 1
    assert Edition.objects.in_association(home.association).count() == 1


def test_failed_work_tried_again_twice_is_done_once(home: House) -> None:
    client, job = home.client(), home.ids["job"]
    for _ in range(2):
        client.post(f"/arbeten/{job}/igen/")
    assert Job._base_manager.filter(association=home.association, state=Job.State.WAITING).count() == 1


def test_a_package_confirmed_twice_is_brought_in_once(home: House) -> None:
    client = home.client()
    send(client, zip_bytes(association_files(contributions=CONTRIBUTIONS + "2021,fk,7\n")))
    address, since = f"/las-in/{uploaded().pk}/bekrafta/", Since()
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    do_the_work()
    assert since.verbs == ["confirm_upload", "ask_to_import_package", "import_package"]
    client.post(address)
    assert len(since.verbs) == 3


def test_a_goal_assessed_twice_is_one_word(home: House) -> None:
    """The same answer to both: what was sent is what stands, so there is nothing to choose between."""
    client, since = home.client(), Since()
    form = {"assessed": "met", "comment": "Nått", "version": "1"}
    first, second = (client.post("/2020/mal/M1/", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Goal.objects.in_association(home.association).get().version == 2
    assert since.verbs == ["assess_goal"]
