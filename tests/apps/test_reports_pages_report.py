"""The report's page: how far it has come, making it, its files, what is to be mended, and reading it."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from django.test import Client

from stegvis.associations.models import Association, AuditEvent, Job, User
from stegvis.associations.permissions import Role
from stegvis.reports import actions, facts
from stegvis.reports.models import Edition, EditionFile, Narrative
from support.overviews import with_figures
from support.people import make_association, make_user
from support.reporting import YEAR, signed_in, words_of, work_off, written

pytestmark = pytest.mark.django_db(databases=["default", "person"])
START, FILE = f"/{YEAR}/rapporter/", f"/{YEAR}/rapporter/utgava/1/arsredovisning"


@pytest.fixture
def association() -> Association:
    return with_figures()


@pytest.fixture
def karin(association: Association) -> User:
    return make_user("Karin", association)


@pytest.fixture
def office(karin: User) -> Client:
    return signed_in(karin)


@pytest.fixture
def edition(karin: User, association: Association) -> Edition:
    written(karin, association, "Året var bra. Se {{ participants }}.")
    made, _ = actions.build_report(by=karin, association=association, year=YEAR, on=date(2021, 3, 1))
    assert made is not None
    return made


class TestTheState:
    def test_nothing_is_made(self, office: Client) -> None:
        page = words_of(office.get(START))
        assert "Ingen rapport är gjord än." in page
        assert "0 av 16 texter är skrivna." in page
        assert "Sammanfattning Tom" in page
        assert "Resultaträkning görs av siffrorna" in page

    @pytest.mark.parametrize(("state", "words"), [("draft", "Utkast"), ("handed_in", "Inlämnad"), ("ready", "Klar")])
    def test_each_section_has_its_state_in_words(
        self, office: Client, karin: User, association: Association, state: str, words: str
    ) -> None:
        row = written(karin, association, "Text")
        actions.set_narrative_state(by=karin, narrative=row, state=state, expected_version=1)
        assert f"Sammanfattning {words}" in words_of(office.get(START))

    def test_a_draft_says_when_and_by_whom(self, office: Client, edition: Edition) -> None:
        page = words_of(office.get(START))
        assert "Ett utkast är gjort, och ingen text har ändrats sedan dess." in page
        assert "av Karin." in page
        for file in edition.files.all():
            assert file.sha256 in page

    def test_texts_changed_since_are_named(
        self, office: Client, karin: User, association: Association, edition: Edition
    ) -> None:
        written(karin, association, "Ändrad", "events")
        page = words_of(office.get(START))
        assert "efter det har 1 text ändrats" in page
        assert "Ändrat sedan dess: Händelser av väsentlig betydelse ." in page
        assert "1 text har ändrats sedan dess." in words_of(office.get(f"/{YEAR}/rapporter/las/", follow=True))

    def test_adopted_is_said(self, office: Client, association: Association, edition: Edition) -> None:
        Edition.objects.in_association(association).update(adopted_on=date(2021, 3, 12))
        page = words_of(office.get(START))
        assert "Fastställd 12 mars 2021." in page
        assert "Utgåva 1" in page

    def test_earlier_drafts_stay_in_the_list(
        self, office: Client, karin: User, association: Association, edition: Edition
    ) -> None:
        actions.build_report(by=karin, association=association, year=YEAR, on=date(2021, 3, 1))
        page = words_of(office.get(START))
        assert page.index("Utkast 2") < page.index("Tidigare") < page.index("Utkast 1")
        assert office.get(f"{FILE}.pdf").status_code == 200

    def test_a_reader_sees_the_report_and_no_way_to_change_it(self, association: Association, edition: Edition) -> None:
        board = signed_in(make_user("Cecilia", association, Role.BOARD))
        page = board.get(START).content.decode()
        assert "rapporter/text/" not in page
        assert "Skapa rapport" not in page
        assert board.post(f"{START}gor/").status_code == 403


class TestWhatIsToBeMended:
    def test_findings_lead_to_the_section_where_they_can_be_mended(self, office: Client, edition: Edition) -> None:
        response = office.get(START)
        assert f'href="/{YEAR}/rapporter/text/events/"' in response.content.decode()
        assert "Avsnittet ”Händelser av väsentlig betydelse” saknar text." in words_of(response)

    def test_a_sheet_without_texts_is_said_of_the_initiative(self, office: Client, edition: Edition) -> None:
        response = office.get(START)
        assert "Insatsen Stegen saknar texter till sitt blad. Skriv texten" in words_of(response)
        assert f'href="/{YEAR}/rapporter/text/initiatives/stegen/purpose/"' in response.content.decode()

    def test_a_text_with_an_unknown_figure_stops_the_making_and_says_where(
        self, office: Client, karin: User, association: Association
    ) -> None:
        written(karin, association, "Ett\n{{ ingenting }}")
        office.post(f"{START}gor/")
        job = work_off(association)
        assert job.state == Job.State.DONE
        assert "behöver rättas" in job.result["said"]
        page = words_of(office.get(START))
        assert "Rapporten kunde inte göras" in page
        assert "Sammanfattning , rad 2 {{ ingenting }} står för en siffra som inte finns." in page
        assert not Edition.objects.in_association(association).exists()

    def test_a_later_edition_ends_the_refusal(
        self, office: Client, karin: User, association: Association, edition: Edition
    ) -> None:
        Job.objects.create(
            association=association, kind="build_report", state=Job.State.DONE, arguments={"year": YEAR},
            result={"edition": "", "findings": []}, finished_at=edition.made_on - timedelta(minutes=1),
        )  # fmt: skip
        assert "kunde inte göras" not in words_of(office.get(START))


class TestMaking:
    def test_it_is_made_in_the_background_and_leads_back(self, office: Client, association: Association) -> None:
        response = office.post(f"{START}gor/")
        job = Job.objects.in_association(association).get()
        assert response.headers["Location"] == f"/arbeten/{job.pk}/"
        assert 'id="arbete"' in office.get(START).content.decode()
        office.post(f"{START}gor/")
        assert Job.objects.in_association(association).count() == 1, "what is being made is not made twice"
        assert work_off(association).result["address"] == START
        assert "webbsida, Word och PDF" in words_of(office.get(f"/arbeten/{job.pk}/"))
        for file in EditionFile.objects.in_association(association):
            assert sha256(bytes(file.content)).hexdigest() == file.sha256

    def test_the_worker_speaks_the_askers_language(self, office: Client, karin: User, association: Association) -> None:
        User.objects.filter(pk=karin.pk).update(language="en")
        office.post(f"{START}gor/")
        assert work_off(association).result["said"] == "The annual report for 2020 is made: web page, Word and PDF."


class TestFiles:
    @pytest.mark.parametrize(
        ("kind", "content_type", "beginning"),
        [
            ("pdf", "application/pdf", b"%PDF"),
            ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
            ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ],
    )
    def test_a_file_is_handed_out_as_it_was_made(
        self, office: Client, karin: User, edition: Edition, kind: str, content_type: str, beginning: bytes
    ) -> None:
        response = office.get(f"{FILE}.{kind}")
        assert response.headers["Content-Type"] == content_type
        assert response.headers["Content-Disposition"] == f'attachment; filename="arsredovisning-2020.{kind}"'
        assert response.content.startswith(beginning)
        assert sha256(response.content).hexdigest() == edition.files.get(kind=kind).sha256
        event = AuditEvent.objects.get(verb="download")
        assert (event.by, event.object_id, event.details["kind"]) == (f"user:{karin.pk}", str(edition.pk), kind)

    def test_another_association_has_no_such_file(self, edition: Edition) -> None:
        other = signed_in(make_user("Olle", make_association()))
        assert other.get(f"{FILE}.pdf").status_code == 404
        assert not AuditEvent.objects.filter(verb="download").exists()

    def test_what_was_not_made_is_not_there(self, office: Client, edition: Edition) -> None:
        assert office.get(f"{FILE}.xlsx").status_code == 404
        assert office.get(f"/{YEAR}/rapporter/utgava/2/arsredovisning.pdf").status_code == 404

    def test_whoever_may_not_download_gets_nothing(self, association: Association, edition: Edition) -> None:
        assert signed_in(make_user("Sara", association, Role.STAFF)).get(f"{FILE}.pdf").status_code == 403
        assert Client().get(f"{FILE}.pdf").status_code == 302

    def test_a_changed_byte_is_never_handed_out(
        self, office: Client, association: Association, edition: Edition
    ) -> None:
        EditionFile.objects.in_association(association).filter(kind="pdf").update(content=b"%PDF other")
        with pytest.raises(ValueError, match="not as it was stored"):
            office.get(f"{FILE}.pdf")


class TestReading:
    def test_the_latest_from_its_beginning_page_by_page(self, office: Client, edition: Edition) -> None:
        response = office.get(f"/{YEAR}/rapporter/las/", follow=True)
        page = words_of(response)
        assert "Året var bra. Se 150" in page
        assert 'aria-current="page">Sammanfattning' in response.content.decode()
        assert response.context["after"].id == "association"

    def test_every_page_is_printed_and_together_they_are_the_whole(self, office: Client, edition: Edition) -> None:
        whole = office.get(f"/{YEAR}/rapporter/las/", follow=True).context["whole"]
        sections = {section.id for _, section in facts.document_of(edition).walk() if section.blocks}
        shown = set()
        for page in whole.pages:
            response = office.get(f"/{YEAR}/rapporter/utgava/1/{page.id}/")
            body = response.content.decode()
            shown |= {id for id in sections if f'id="section-{id}"' in body}
        assert shown == sections

    def test_a_link_to_a_note_leads_to_the_page_that_it_is_on(self, office: Client, edition: Edition) -> None:
        body = office.get(f"/{YEAR}/rapporter/utgava/1/income-statement/").content.decode()
        assert 'href="../notes/#note-1"' in body
        assert 'id="note-1"' in office.get(f"/{YEAR}/rapporter/utgava/1/notes/").content.decode()

    def test_what_is_not_there_leads_to_what_is(self, office: Client, edition: Edition) -> None:
        first = f"/{YEAR}/rapporter/utgava/1/summary/"
        assert office.get(f"/{YEAR}/rapporter/utgava/1/nothing/").headers["Location"] == first
        assert office.get(f"/{YEAR}/rapporter/utgava/9/summary/").headers["Location"] == f"/{YEAR}/rapporter/las/"
        assert office.get("/2019/rapporter/las/").headers["Location"] == "/2019/rapporter/"

    def test_the_stored_document_is_read_and_not_the_texts_of_today(
        self, office: Client, karin: User, association: Association, edition: Edition
    ) -> None:
        written(karin, association, "Skrivet efteråt")
        page = words_of(office.get(f"/{YEAR}/rapporter/utgava/1/summary/"))
        assert "Året var bra." in page
        assert "Skrivet efteråt" not in page

    def test_a_changed_document_is_never_shown(
        self, office: Client, association: Association, edition: Edition
    ) -> None:
        changed = edition.document.replace("Året var bra", "Året var sämst")
        Edition.objects.in_association(association).update(document=changed, sha256="0" * 64)
        with pytest.raises(ValueError, match="not as it was stored"):
            office.get(f"/{YEAR}/rapporter/utgava/1/summary/")


def test_a_section_is_found_by_its_heading(office: Client, edition: Edition) -> None:
    office.get(START)
    response = office.get("/sok/?q=resultaträkning")
    assert f'href="/{YEAR}/rapporter/utgava/1/income-statement/"' in response.content.decode()


def test_the_page_asks_for_few_rows(office: Client, edition: Edition, django_assert_max_num_queries) -> None:
    office.get(START)
    with django_assert_max_num_queries(30):
        office.get(START)


def test_an_imported_text_without_a_time_is_no_change(
    office: Client, association: Association, edition: Edition
) -> None:
    Narrative.objects.create(association=association, section="staff", year=YEAR, content=b"x", saved_at=None)
    assert datetime.now(UTC) > edition.made_on
    assert "ingen text har ändrats" in words_of(office.get(START))
