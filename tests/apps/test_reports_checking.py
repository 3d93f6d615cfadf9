"""Checking finished reports by the page: sent, read by the worker, gone through, accepted with a reason, compared, removed."""

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stegvis.associations.models import Association, AuditEvent, Job
from stegvis.associations.permissions import Role
from stegvis.reports import actions, facts
from stegvis.reports.models import AcceptanceRow, CheckedDocument, EditionFile
from support.checks import RIGHT, WRONG, send_report, sent, wrong_pdf
from support.overviews import with_figures
from support.people import make_association, make_user
from support.reporting import YEAR, signed_in, words_of, work_off
from support.uploads import do_the_work

pytestmark = pytest.mark.django_db(databases=["default", "person"])


@pytest.fixture
def association(settings: Any, tmp_path: Path) -> Association:
    settings.MEDIA_ROOT = tmp_path
    return make_association("Norra")


@pytest.fixture
def anna(association: Association) -> Client:
    return signed_in(make_user("Anna", association))


def page(client: Client, rest: str = "") -> str:
    answer = client.get(f"/granska/{sent().pk}/{rest}")
    assert answer.status_code == 200
    return words_of(answer)


def files() -> list[Path]:
    from django.conf import settings

    folder = Path(settings.MEDIA_ROOT) / "checked"
    return sorted(folder.iterdir()) if folder.exists() else []


def verbs() -> list[str]:
    return [one.verb for one in AuditEvent.objects.order_by("sequence")]


def accept(client: Client, number: int = 1, reason: str = "Avtalat så") -> Any:
    return client.post(f"/granska/{sent().pk}/{number}/godta/", {"reason": reason})


# Sent and read


def test_the_page_says_what_it_is_for_and_that_nothing_leaves(anna: Client) -> None:
    words = words_of(anna.get("/granska/"))
    assert "skickas ingen annanstans" in words
    assert "Inget är granskat ännu" in words


def test_a_report_is_sent_read_and_gone_through(anna: Client) -> None:
    answer = send_report(anna)
    assert answer["Location"] == f"/granska/{sent().pk}/"
    words = page(anna)
    assert "1 fel, 0 varningar och 0 anmärkningar." in words
    assert "Tal som lästes" in words
    walk = page(anna, "1/")
    assert "Fynd 1 av 1" in walk
    assert "Det står 71" in walk
    assert "Borde vara 70" in walk
    assert "rapport.txt" in words_of(anna.get("/granska/"))


def test_a_right_report_has_nothing_to_mend(anna: Client) -> None:
    send_report(anna, RIGHT)
    assert "Inget att rätta hittades." in page(anna)
    assert "Inget att rätta" in words_of(anna.get("/granska/"))
    assert anna.get(f"/granska/{sent().pk}/1/").status_code == 404


def test_until_it_is_read_the_page_says_how_far_it_is(anna: Client, association: Association) -> None:
    actions.receive_document(
        by=association.memberships.get().user, association=association, name="a.txt", chunks=(WRONG.encode(),)
    )
    assert "Väntar på sin tur" in page(anna)
    assert "Granskas" in words_of(anna.get("/granska/"))


def test_what_cannot_be_read_gives_a_finding_and_no_error_page(anna: Client) -> None:
    for name, data in (("a.pdf", b"%PDF-1.4 cut"), ("b.docx", b"PK\x03\x04"), ("c.txt", b"\x00\x01"), ("d.txt", b" ")):
        send_report(anna, data, name)
        assert sent().state == CheckedDocument.State.UNREADABLE, name
        assert name in page(anna)
    assert Job._base_manager.filter(state=Job.State.FAILED).count() == 0


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("a.exe", b"MZ", "går inte att granska"), ("a.txt", b"", "Filen är tom"), ("", b"", "Välj ett dokument")],
)
def test_what_is_no_report_is_refused_at_the_form(anna: Client, name: str, data: bytes, words: str) -> None:
    answer = send_report(anna, data, name) if name else anna.post("/granska/ny/")
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert not CheckedDocument._base_manager.exists()
    assert files() == []


# Who may


@pytest.mark.parametrize("role", [Role.BOARD, Role.ANALYST])
def test_who_only_reads_sees_findings_and_neither_sends_nor_accepts(anna: Client, association: Any, role: Role) -> None:
    send_report(anna)
    reader = signed_in(make_user("Bo", association, role))
    assert "Godta" not in page(reader, "1/")
    assert "Granska dokumentet" not in words_of(reader.get("/granska/"))
    assert send_report(reader).status_code == 403
    assert accept(reader).status_code == 403


def test_an_auditor_checks_and_the_office_accepts(anna: Client, association: Association) -> None:
    auditor = signed_in(make_user("Rut", association, Role.AUDITOR))
    assert send_report(auditor).status_code == 302
    assert accept(auditor).status_code == 403
    assert accept(anna).status_code == 302


# Accepted


def test_a_finding_is_accepted_with_a_reason_and_stands_again_when_undone(anna: Client) -> None:
    send_report(anna)
    assert accept(anna, reason=" ").status_code == 422
    assert not AcceptanceRow._base_manager.exists()
    accept(anna)
    assert "Godtaget av Anna" in page(anna, "1/")
    assert "Inget att rätta: alla fynd är godtagna." in page(anna)
    assert "Godtagna 1" in page(anna)
    accept(anna, reason="Något annat")
    assert AcceptanceRow._base_manager.get().reason == "Avtalat så"
    anna.post(f"/granska/{sent().pk}/1/angra/")
    assert "1 fel, 0 varningar" in page(anna)
    assert verbs()[-2:] == ["accept_finding", "withdraw_acceptance"]


def test_what_is_accepted_stays_so_in_the_next_version_and_nowhere_else(anna: Client) -> None:
    send_report(anna, name="Rapport 2020 utkast.txt")
    accept(anna)
    send_report(anna, WRONG + "\nEtt stycke till.\n", name="rapport_2020_v2 (1).txt")
    assert "alla fynd är godtagna" in page(anna)
    assert "0 rättade, 1 kvar, 0 nya" in page(anna)
    send_report(anna, name="rapport 2019.txt")
    assert "1 fel, 0 varningar" in page(anna)


def test_a_second_finding_that_says_the_same_is_not_accepted_with_the_first(anna: Client) -> None:
    send_report(anna)
    accept(anna)
    twice = WRONG + WRONG[WRONG.index("Deltagare efter kön") :]
    send_report(anna, twice)
    left = facts.accepted(sent().association, (sent().series,))
    assert [row.count for row in left.values()] == [1]


def test_a_new_version_is_said_to_be_one_by_hand(anna: Client) -> None:
    send_report(anna, name="ett.txt")
    first = sent()
    send_report(anna, RIGHT, name="annat namn.txt", earlier=str(first.pk))
    assert sent().series == first.series
    assert "Sedan förra versionen: 1 rättade, 0 kvar, 0 nya." in page(anna)
    compared = words_of(anna.get(f"/granska/{sent().pk}/jamfor/?med={first.pk}"))
    assert "1 fynd är rättade" in compared
    assert anna.get(f"/granska/{sent().pk}/jamfor/?med=x").status_code == 302


def test_findings_that_say_the_same_are_listed_once_with_all_their_places(anna: Client) -> None:
    table = (
        "Deltagare efter {}\n\nGrupp\tKvinnor\tMän\tTotalt\nUnga\t12\t2\t14\nÄldre\t30\t20\t50\nTotalt\t42\t22\t64\n\n"
    )
    send_report(anna, table.format("ålder") + table.format("bakgrund").replace("Unga", "De yngsta"))
    answer = anna.get(f"/granska/{sent().pk}/")
    assert "2 ställen Tabeller visar antal på färre än 5 personer" in words_of(answer)
    assert "De yngsta Män: 2; i allt 1" in words_of(answer)
    assert all(f"/granska/{sent().pk}/{number}/" in answer.content.decode() for number in (1, 2))
    assert "Godta också 1 annat fynd av samma slag" in page(anna, "1/")
    anna.post(f"/granska/{sent().pk}/1/godta/", {"reason": "Alla vet", "also": "on"})
    assert AcceptanceRow._base_manager.filter(reason="Alla vet").count() == 2
    assert "alla fynd är godtagna" in page(anna)


# A PDF, and our own


def test_a_finding_of_a_pdf_is_shown_on_the_picture_of_its_page(anna: Client) -> None:
    send_report(anna, wrong_pdf(), "rapport.pdf")
    answer = anna.get(f"/granska/{sent().pk}/1/")
    assert f'href="/granska/{sent().pk}/sida-3.png"' in answer.content.decode()
    assert answer.content.decode().count('<g class="mark') == 3
    assert "rad 9: Totalt 42 28 71" in words_of(answer)
    picture = anna.get(f"/granska/{sent().pk}/sida-3.png")
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert anna.get(f"/granska/{sent().pk}/sida-1.png").status_code == 404


def test_a_picture_is_kept_by_the_browser_and_a_page_with_one_unpacks_nothing(anna: Client, monkeypatch: Any) -> None:
    send_report(anna, wrong_pdf(), "rapport.pdf")
    address = f"/granska/{sent().pk}/sida-3.png"
    first = anna.get(address)
    assert first.headers["Cache-Control"] == "private, max-age=86400"
    assert anna.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    monkeypatch.setattr(facts, "_plain_once", None)
    assert "Sida 3" in page(anna, "1/")
    copy = anna.get(f"/granska/{sent().pk}/granskning.pdf")
    assert copy.content.startswith(b"%PDF")
    assert "fynden som kommentarer" in page(anna)


def test_our_own_report_is_read_back_from_its_pdf_and_the_page_says_how_it_went(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    found = with_figures()
    karin = make_user("Karin", found)
    client = signed_in(karin)
    client.post(f"/{YEAR}/rapporter/gor/")
    work_off(found)
    assert "Granskas nu som en främmande rapport" in words_of(client.get(f"/{YEAR}/rapporter/"))
    do_the_work()
    assert sent().edition is not None
    assert "Granskad Läst ur PDF-filen:" in words_of(client.get(f"/{YEAR}/rapporter/"))
    assert f"Vår årsredovisning {YEAR}, utkast 1" in words_of(client.get("/granska/"))
    assert client.post(f"/granska/{sent().pk}/ta-bort/").status_code == 404
    with pytest.raises(ValueError, match="of our own"):
        actions.remove_document(by=karin, document=sent())
    assert actions.check_edition(by=karin, edition=sent().edition).pk == sent().pk
    CheckedDocument._base_manager.all().delete()  # as an edition that was made before there were checks
    assert "Inte granskad än. Granska nu" in words_of(client.get(f"/{YEAR}/rapporter/"))
    client.post(f"/{YEAR}/rapporter/granska/1/")
    do_the_work()
    assert "Granskad Läst ur PDF-filen:" in words_of(client.get(f"/{YEAR}/rapporter/"))


def test_what_is_found_in_our_own_report_is_to_be_mended_before_it_is_adopted(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    found = with_figures()
    client = signed_in(make_user("Karin", found))
    client.post(f"/{YEAR}/rapporter/gor/")
    work_off(found)
    changed = sha256(wrong_pdf()).hexdigest()
    EditionFile.objects.in_association(found).filter(kind="pdf").update(content=wrong_pdf(), sha256=changed)
    do_the_work()
    page = words_of(client.get(f"/{YEAR}/rapporter/"))
    assert "1 fel, 0 varningar" in page
    assert "innan rapporten fastställs" in page
    accept(client)
    assert "alla fynd är godtagna" in words_of(client.get(f"/{YEAR}/rapporter/"))


# Taken home


def test_what_was_found_is_taken_home_with_what_is_accepted_apart(anna: Client) -> None:
    send_report(anna)
    said = anna.get(f"/granska/{sent().pk}/granskning.json")
    assert said["Content-Disposition"] == 'attachment; filename="granskning-rapport.json"'
    assert [one["code"] for one in said.json()["findings"]] == ["REP-101"]
    accept(anna)
    again = anna.get(f"/granska/{sent().pk}/granskning.json").json()
    assert again["findings"] == []
    assert [(one["reason"], one["by"]) for one in again["accepted"]] == [("Avtalat så", "Anna")]
    web = anna.get(f"/granska/{sent().pk}/granskning.html")
    assert web["Content-Type"].startswith("text/html")
    assert "Avtalat så" in words_of(web)
    assert anna.get(f"/granska/{sent().pk}/granskning.exe").status_code == 404


# Removed


def test_a_document_is_removed_with_its_file_and_what_is_accepted_is_kept(
    anna: Client, django_capture_on_commit_callbacks: Any
) -> None:
    send_report(anna)
    accept(anna)
    assert len(files()) == 1
    assert "går inte att få tillbaka" in page(anna, "ta-bort/")
    with django_capture_on_commit_callbacks(execute=True):
        assert anna.post(f"/granska/{sent().pk}/ta-bort/").status_code == 302
    assert files() == []
    assert not CheckedDocument._base_manager.exists()
    assert AcceptanceRow._base_manager.count() == 1
    assert verbs()[-1] == "remove_document"


def test_a_file_is_only_its_owners_to_read_on_the_disk(anna: Client) -> None:
    send_report(anna)
    assert files()[0].stat().st_mode & 0o777 == 0o600
    assert files()[0].parent.stat().st_mode & 0o777 == 0o700


def test_what_was_checked_long_ago_is_removed_when_the_next_comes(
    anna: Client, django_capture_on_commit_callbacks: Any
) -> None:
    send_report(anna, name="gammal.txt")
    long_ago = datetime.now(UTC) - timedelta(days=401)
    CheckedDocument._base_manager.update(made_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        send_report(anna, name="ny.txt")
    assert [one.name for one in CheckedDocument._base_manager.all()] == ["ny.txt"]
    assert len(files()) == 1
    removed = AuditEvent.objects.get(verb="remove_document")
    assert removed.by == "operator:disposal"


def test_one_that_is_removed_before_it_is_read_is_not_read(anna: Client, association: Association) -> None:
    user = association.memberships.get().user
    document = actions.receive_document(by=user, association=association, name="a.txt", chunks=(b"x",))
    actions.remove_document(by=user, document=document)
    send_report(anna)
    assert Job._base_manager.filter(state=Job.State.FAILED).count() == 0


def test_another_associations_document_is_not_there(anna: Client) -> None:
    send_report(anna)
    other = signed_in(make_user("Sven", make_association("Södra")))
    for rest in ("", "1/", "ta-bort/", "jamfor/", "sida-1.png"):
        assert other.get(f"/granska/{sent().pk}/{rest}").status_code == 404, rest
    assert accept(other).status_code == 404


# Shown


def test_the_filter_keeps_to_its_findings_and_the_numbers_stay(anna: Client) -> None:
    send_report(anna)
    assert "Alla 1 1 fel 0 varningar" in " ".join(page(anna, "?visa=varningar").split())
    assert "Inga fynd att visa." in page(anna, "?visa=varningar")
    assert "Fynd 1 av 1" in page(anna, "1/?visa=fel")
    assert page(anna, "?visa=okand") == page(anna)


def test_the_log_tells_of_it_in_words(anna: Client) -> None:
    send_report(anna)
    accept(anna)
    words = words_of(anna.get("/installningar/logg/"))
    for said in ("Skickade ett dokument för granskning", "Granskade ett dokument", "Godtog ett fynd", "Avtalat så"):
        assert said in words


def test_findings_that_say_the_same_are_left_until_they_are_accepted() -> None:
    document = CheckedDocument(outcome={"keys": [["error", "same"], ["error", "same"], ["error", "same"]]})
    assert facts.left_of(document, {})["errors"] == 3
    assert facts.left_of(document, {})["accepted"] == 0
    once = AcceptanceRow(series=document.series, key="same", count=1)
    assert facts.left_of(document, {(document.series, "same"): once})["errors"] == 2


def test_the_checks_are_listed_with_a_page_each(anna: Client) -> None:
    listed = anna.get("/granska/kontroller/").content.decode()
    pages = re.findall(r'href="(/granska/kontroller/[\w-]+/)"', listed)
    assert len(pages) == len(list(Path("docs/guide/kontroller").glob("rep-*.md"))) == listed.count("REP-")
    assert anna.get(pages[0]).status_code == 200
