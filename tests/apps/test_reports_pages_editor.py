"""The report's editor: saving, two people in one text, going back, faults in words, the preview, text that is never markup."""

from typing import Any

import pytest
from django.test import Client

from stegvis.associations.models import Association, AuditEvent, User
from stegvis.associations.permissions import Role
from stegvis.reports import actions, facts
from stegvis.reports.forms import mark_of
from stegvis.reports.models import Edition, Narrative, NarrativeChange
from support.overviews import with_figures
from support.people import make_association, make_user
from support.reporting import YEAR, form, signed_in, words_of, written

pytestmark = pytest.mark.django_db(databases=["default", "person"])
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klicka](javascript:alert(1))",
    "[klicka](data:text/html,x)",
    "![bild](https://exempel.se/x.png)",
    '#eval("1+1") #import "x" @ref $ x $',
    "&lt;b&gt; </textarea><b>ut</b>",
    "{% load static %} {{ settings.SECRET_KEY }}",
    "`kod` <!-- dolt --> | a | b |",
]


@pytest.fixture
def association() -> Association:
    return with_figures()


@pytest.fixture
def karin(association: Association) -> User:
    return make_user("Karin", association)


@pytest.fixture
def office(karin: User) -> Client:
    return signed_in(karin)


def text_of(association: Association, section: str = "summary") -> str:
    return facts.narratives(association, YEAR)[section].text


def address(what: str = "text", section: str = "summary", year: int = YEAR) -> str:
    return f"/{year}/rapporter/{what}/{section}/"


class TestWriting:
    def test_an_empty_section_says_what_belongs_there(self, office: Client) -> None:
        response = office.get(address())
        assert "Årets viktigaste resultat på en halv sida" in words_of(response)
        assert response.context["mark"] == mark_of(0, "")

    def test_a_text_and_its_state_are_saved(self, office: Client, association: Association) -> None:
        response = office.post(address(), form("Rad 1\r\n\r\nRad 2", state="handed_in"), follow=True)
        assert "”Sammanfattning” är sparad." in words_of(response)
        row = facts.narratives(association, YEAR)["summary"]
        assert (row.text, row.state) == ("Rad 1\n\nRad 2", "handed_in")

    def test_a_sheets_text_has_a_path_of_its_own(self, office: Client, association: Association) -> None:
        section = "initiatives/stegen/purpose"
        office.post(address(section=section), form("Att fler ska komma i arbete."))
        assert text_of(association, section) == "Att fler ska komma i arbete."
        assert "Stegen" in words_of(office.get(address(section=section)))

    def test_the_page_saves_itself_and_says_when(self, office: Client, association: Association) -> None:
        response = office.post(address("spara"), form("Första"))
        assert "Sparat" in words_of(response)
        mark = mark_of(1, "Första")
        assert mark in response.content.decode()
        response = office.post(address("spara"), form("Första och andra", seen=mark))
        assert mark_of(2, "Första och andra") in response.content.decode()
        assert text_of(association) == "Första och andra"

    def test_a_text_begins_as_it_was_written(self, office: Client, karin: User, association: Association) -> None:
        written(karin, association, "\n  Inryckt")
        assert "\n\n  Inryckt</textarea>" in office.get(address()).content.decode()

    def test_what_is_wrong_in_the_form_keeps_what_was_written(self, office: Client) -> None:
        response = office.post(address(), form("Min text", state="unknown"))
        assert response.status_code == 422
        assert "Min text</textarea>" in response.content.decode()
        assert "Välj ett av lägena." in words_of(response)
        response = office.post(address("spara"), form("Min text\0"))
        assert "Texten är inte sparad." in words_of(response)

    def test_a_text_without_a_year_is_written_anew_for_this_one(self, office: Client, association: Association) -> None:
        Narrative.objects.create(association=association, section="summary", year=0, content=b"Utan aar")
        assert "Utan aar</textarea>" in office.get(address()).content.decode()
        office.post(address(), form("Med", given="Utan aar"))
        assert facts.narratives(association, 0)["summary"].text == "Utan aar"
        assert text_of(association) == "Med"


class TestTwoPeople:
    @pytest.fixture
    def bo(self, association: Association) -> User:
        return make_user("Bo", association)

    def test_both_texts_are_shown_and_nothing_is_lost(
        self, office: Client, karin: User, bo: User, association: Association
    ) -> None:
        written(karin, association, "Grunden")
        written(bo, association, "Bos text")
        response = office.post(address(), form("Karins text", 1, "Grunden", state="ready"))
        assert response.status_code == 409
        page = words_of(response)
        assert "Bo sparade en annan text medan du skrev." in page
        assert "Karins text" in page
        assert "Bos text" in page
        assert text_of(association) == "Bos text"
        office.post(
            address(), {"text": "Karins och Bos", "state": "ready", "seen": response.context["mark"], "do": "save"}
        )
        assert text_of(association) == "Karins och Bos"
        assert "Bos text" in words_of(office.get(address("versioner")))

    def test_the_page_that_saves_itself_says_who_was_first(
        self, office: Client, karin: User, bo: User, association: Association
    ) -> None:
        written(karin, association, "Grunden")
        written(bo, association, "Bos text")
        response = office.post(address("spara"), form("Karins text", 1, "Grunden"))
        assert "Bo har ändrat texten medan du skrev. Din text är inte sparad. Jämför och välj" in words_of(response)
        assert 'name="seen"' not in response.content.decode(), (
            "the page must go on knowing the version that it was given"
        )
        assert text_of(association) == "Bos text"

    def test_a_new_state_by_the_other_is_no_conflict(
        self, office: Client, karin: User, bo: User, association: Association
    ) -> None:
        row = written(karin, association, "Grunden")
        actions.set_narrative_state(by=bo, narrative=row, state="handed_in", expected_version=1)
        assert office.post(address(), form("Mer", 1, "Grunden")).status_code == 302
        assert text_of(association) == "Mer"

    def test_the_same_words_by_both_are_no_conflict(
        self, office: Client, karin: User, bo: User, association: Association
    ) -> None:
        written(karin, association, "Grunden")
        written(bo, association, "Lika")
        assert office.post(address(), form("Lika", 1, "Grunden")).status_code == 302


class TestGoingBack:
    def test_every_version_is_there_and_the_way_back_is_a_change_too(
        self, office: Client, karin: User, association: Association
    ) -> None:
        for text in ("Ett", "Två", "Tre"):
            written(karin, association, text)
        page = words_of(office.get(address("versioner")))
        assert page.index("Två") < page.index("Ett")
        assert "då Karin ändrade" in page
        office.post(address("versioner"), {"number": "1", "version": "3"})
        assert text_of(association) == "Ett"
        assert NarrativeChange.objects.in_association(association).first().text == "Tre"

    def test_going_back_over_somebody_elses_change_is_refused(
        self, office: Client, karin: User, association: Association
    ) -> None:
        written(karin, association, "Ett")
        written(karin, association, "Två")
        response = office.post(address("versioner"), {"number": "1", "version": "1"}, follow=True)
        assert "Någon ändrade texten nyss." in words_of(response)
        assert text_of(association) == "Två"

    def test_what_is_no_version_is_not_there(self, office: Client, karin: User, association: Association) -> None:
        written(karin, association, "Ett")
        assert office.post(address("versioner"), {"number": "7", "version": "1"}).status_code == 404
        assert office.post(address("versioner"), {"number": "x", "version": "1"}).status_code == 302
        assert "inte ändrats" in words_of(office.get(address("versioner")))

    def test_one_sitting_is_one_version(self, office: Client, karin: User, association: Association) -> None:
        written(karin, association, "Före")
        seen = mark_of(1, "Före")
        for text in ("F", "Fö", "Först"):
            office.post(address("spara"), form(text, seen=seen))
            seen = mark_of(facts.narratives(association, YEAR)["summary"].version, text)
        versions = [one.text for one in NarrativeChange.objects.in_association(association)]
        assert versions == ["Före"]


class TestFigures:
    def test_an_unknown_figure_is_said_at_once_with_its_line_and_what_is_near(self, office: Client) -> None:
        response = office.post(address("spara"), form("Rad ett\n\nVi hade {{ participant }} deltagare."))
        page = words_of(response)
        assert "Fel, rad 3. {{ participant }} står för en siffra som inte finns." in page
        assert "Närmaste namn: participants" in page
        assert "Sparat" in page, "what is written is kept"
        assert "Fel, rad 3." in words_of(office.get(address()))

    def test_figures_are_found_by_typing_with_their_printed_value(self, office: Client) -> None:
        response = office.get(f"/{YEAR}/rapporter/siffror/?figure=exits+ILLNESS")
        assert "9 {{ exits-by-reason.illness }}" in words_of(response)
        assert 'data-insert="{{ exits-by-reason.illness }}"' in response.content.decode()
        assert "Ingen siffra heter" in words_of(office.get(f"/{YEAR}/rapporter/siffror/?figure=enhörning"))

    def test_the_first_list_is_the_most_asked_for(self, office: Client) -> None:
        page = words_of(office.get(address()))
        assert "Deltagare, personer" in page
        assert "{{ participants }}" in page
        assert "150" in page

    def test_without_a_script_the_buttons_keep_what_was_written(
        self, office: Client, karin: User, association: Association
    ) -> None:
        written(karin, association, "Förra årets text", year=YEAR - 1)
        found = office.post(address(), form("Mitt utkast", do="find", figure="illness"))
        assert "{{ exits-by-reason.illness }}" in words_of(found)
        assert "Mitt utkast</textarea>" in found.content.decode()
        copied = office.post(address(), form("Mitt utkast", do="copy"))
        assert "Mitt utkast\n\nFörra årets text</textarea>" in copied.content.decode()
        shown = office.post(address(), form("Mitt *utkast*", do="preview"))
        assert "<em>utkast</em>" in shown.content.decode()
        assert facts.narratives(association, YEAR) == {}


class TestThePreview:
    def test_it_is_what_is_printed(self, office: Client, karin: User, association: Association) -> None:
        from datetime import date

        from stegvis.render import render_html, section_html

        text = "# Rubrik\n\n**{{ participants }}** personer.\n\n- ett\n- två"
        written(karin, association, text)
        edition, _ = actions.build_report(by=karin, association=association, year=YEAR, on=date(2021, 3, 1))
        document = facts.document_of(edition)
        preview = office.post(address("forhandsgranska"), {"text": text}).content.decode()
        assert section_html(document, "summary", below=False) in preview
        prose = (
            "<strong></strong>" not in preview and preview[preview.index('<div class="prose">') :].split("</div>")[0]
        )
        assert prose.replace("h3", "h4") in render_html(document)

    def test_a_figure_that_is_unknown_is_seen_as_it_is_written(self, office: Client) -> None:
        page = words_of(office.post(address("forhandsgranska"), {"text": "Se {{ hm }} här."}))
        assert "Se {{ hm }} här." in page
        assert "Fel, rad 1." in page

    def test_a_section_that_is_not_printed_says_so(self, office: Client) -> None:
        response = office.post(address("forhandsgranska", "initiatives/stegen/staffing"), {"text": " "})
        assert "trycks inte" in words_of(response)


@pytest.mark.parametrize("text", HOSTILE)
class TestTextIsNeverMarkup:
    def test_in_the_pages(self, office: Client, karin: User, association: Association, text: str) -> None:
        written(karin, association, "x")
        written(karin, association, text)
        written(karin, association, "y")
        written(karin, association, text, year=YEAR - 1)
        pages: list[Any] = [
            office.get(address()),
            office.get(address("versioner")),
            office.post(address("forhandsgranska"), {"text": text}),
            office.post(address(), form(text, 1, "x")),
            office.post(address("spara"), form(text, 3, "y")),
            office.get(f"/{YEAR}/rapporter/siffror/", {"figure": text}),
        ]
        assert {page.status_code for page in pages} == {200, 409}
        for page in pages:
            body = page.content.decode()
            for harmful in (
                "<script>alert",
                "<img src=x",
                'href="javascript',
                'href="data',
                "<b>ut</b>",
                '<img src="https',
            ):
                assert harmful not in body

    def test_in_the_document(self, karin: User, association: Association, text: str) -> None:
        from datetime import date

        written(karin, association, text)
        edition, findings = actions.build_report(by=karin, association=association, year=YEAR, on=date(2021, 3, 1))
        if "{{" in text:
            assert edition is None
            assert "DOC-001" in {one.code for one in findings}
            return
        page = facts.file_bytes(association, edition.pk, "html").decode()
        assert "<script" not in page
        assert "javascript:alert(1)</a>" not in page
        assert "<img" not in page


class TestWhoMay:
    def test_only_the_office_writes(self, association: Association) -> None:
        board = signed_in(make_user("Cecilia", association, Role.BOARD))
        for path in (address(), address("versioner"), f"/{YEAR}/rapporter/siffror/"):
            assert board.get(path).status_code == 403
        for what in ("spara", "forhandsgranska", "text"):
            assert board.post(address(what), form("Nej")).status_code == 403
        assert facts.narratives(association, YEAR) == {}

    def test_another_associations_texts_are_not_there(self, karin: User, association: Association) -> None:
        written(karin, association, "Hemligt", "initiatives/stegen/purpose")
        written(karin, association, "Hemligt")
        other = signed_in(make_user("Olle", make_association()))
        assert other.get(address(section="initiatives/stegen/purpose")).status_code == 404
        assert "Hemligt" not in words_of(other.get(address()))
        assert other.post(address("versioner"), {"number": "1", "version": "1"}).status_code == 404

    def test_a_section_that_does_not_exist_is_not_there(self, office: Client) -> None:
        assert office.get(address(section="nothing")).status_code == 404
        assert office.post(address("spara", "nothing"), form("x")).status_code == 404
        assert office.get(address(section="initiatives/stegen/nothing")).status_code == 404

    def test_an_initiative_of_another_year_leads_to_the_report(self, office: Client) -> None:
        assert (
            office.get(address(section="initiatives/stegen/purpose", year=2015)).headers["Location"]
            == "/2015/rapporter/"
        )

    def test_each_save_is_in_the_log(self, office: Client, karin: User) -> None:
        office.post(address(), form("Text", state="ready"))
        verbs = list(AuditEvent.objects.filter(by=f"user:{karin.pk}").values_list("verb", flat=True))
        assert verbs == ["save_narrative", "set_narrative_state"]
        assert not Edition._base_manager.exists()
