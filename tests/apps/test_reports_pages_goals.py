"""The goals: what the figures say, the board's word, the form of it, two editors, and the search."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from stegvis.associations.models import Association, AuditEvent, User
from stegvis.associations.permissions import Role
from stegvis.associations.rows import Conflict
from stegvis.planning.actions import assess_goal
from stegvis.planning.models import Goal
from stegvis.web.search import find
from support.overviews import a_goal, with_figures
from support.people import make_association, make_user
from support.reading import words_of

pytestmark = pytest.mark.django_db(databases=["default", "person"])
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def association() -> Association:
    return with_figures()


@pytest.fixture
def karin(association: Association) -> User:
    return make_user("Karin", association)


@pytest.fixture
def office(client: Client, karin: User) -> Client:
    client.force_login(karin, backend=BACKEND)
    return client


def save(client: Client, goal: Goal, assessed: str, comment: str = "", version: int | None = None) -> Any:
    values = {"assessed": assessed, "comment": comment, "version": version or goal.version}
    return client.post(f"/{goal.year}/mal/{goal.code}/", values, follow=True)


class TestThePage:
    def test_a_goal_shows_target_outcome_the_figures_word_the_boards_and_last_years(
        self, office: Client, association: Association
    ) -> None:
        a_goal(association, assessed="met")
        a_goal(association, year=2019, assessed="not_met")
        response = office.get("/2020/mal/")
        page = words_of(response)
        assert "Minst 100 personer deltar minst 100 150 ● Uppfyllt ● Uppfyllt Ändra" in page
        assert "○ Inte uppfyllt" in page
        assert "1 av 1 mål är uppfyllt enligt styrelsen." in page
        assert 'href="/2020/statistik/participants-by-initiative/"' in response.content.decode()

    def test_a_word_that_differs_from_the_figures_is_marked_with_its_comment(
        self, office: Client, association: Association
    ) -> None:
        a_goal(association, assessed="partly_met", comment="Få män nåddes")
        page = words_of(office.get("/2020/mal/"))
        assert "Skiljer sig från siffrorna" in page
        assert "Få män nåddes" in page
        assert "I 1 fall säger styrelsen något annat än siffrorna." in page

    def test_goals_stand_by_level_and_area_and_lead_to_their_initiative(
        self, office: Client, association: Association
    ) -> None:
        a_goal(association, "M2", level="initiative", area="Samverkan", initiative="stegen", text="Fler", position=2)
        a_goal(association, "M1", position=1)
        page = words_of(office.get("/2020/mal/"))
        assert page.index("Förbundets mål") < page.index("Vägen till arbete") < page.index("Insatsernas mål")
        assert "Fler Stegen" in page

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"measure": "participants-by-initiative.stegen.woman"}, ".."),
            (
                {"measure": "ratios.administration_share_of_costs", "operator": "<=", "target": "0.2"},
                "Inget att räkna på",
            ),
            (
                {"measure": "ratios.equity_share_of_contributions", "operator": "<=", "target": "20 %"},
                "högst 20 % 30 %",
            ),
            ({"measure": "income.result", "target": "0"}, "minst 0 kr 100 001 kr"),
            ({"measure": "", "operator": "", "target": "", "outcome": "Bra"}, "– Bra"),
            ({"measure": "nothing"}, "Inget att räkna på"),
        ],
    )
    def test_outcomes_are_written_as_what_they_are(
        self, office: Client, association: Association, values: dict[str, str], words: str
    ) -> None:
        a_goal(association, **values)
        assert words in words_of(office.get("/2020/mal/"))

    def test_a_year_without_goals_says_what_this_is_for(self, office: Client) -> None:
        assert "Inga mål för 2018" in words_of(office.get("/2018/mal/"))

    def test_the_main_action_is_the_next_goal_to_assess(self, office: Client, association: Association) -> None:
        a_goal(association, "M1", assessed="met")
        a_goal(association, "M2", position=2)
        page = office.get("/2020/mal/").content.decode()
        assert re.search(r'class="button" href="/2020/mal/M2/"', page)
        assert "1 är inte bedömt." in words_of(office.get("/2020/mal/"))


class TestTheBoardsWord:
    def test_it_is_saved_and_logged(self, office: Client, association: Association) -> None:
        goal = a_goal(association)
        assert "Styrelsens bedömning är sparad." in words_of(save(office, goal, "met", "Bra år"))
        now = Goal.objects.in_association(association).get()
        assert (now.assessed, now.comment, now.version) == ("met", "Bra år", 2)
        event = AuditEvent.objects.latest("sequence")
        assert (event.verb, event.details["before"]) == ("assess_goal", {"assessed": "", "comment": ""})

    def test_the_same_again_is_nothing(self, office: Client, association: Association) -> None:
        save(office, a_goal(association), "met")
        events = AuditEvent.objects.count()
        save(office, Goal.objects.in_association(association).get(), "met")
        assert AuditEvent.objects.count() == events

    def test_a_difference_needs_a_comment_and_what_was_chosen_is_kept(
        self, office: Client, association: Association
    ) -> None:
        goal = a_goal(association)
        response = save(office, goal, "not_met")
        assert response.status_code == 422
        assert "Bedömningen skiljer sig från vad siffrorna säger. Skriv i kommentaren varför" in words_of(response)
        assert re.search(r'value="not_met"[^>]*checked', response.content.decode())
        assert save(office, goal, "not_met", "Målet gällde kvinnor").status_code == 200

    def test_nothing_chosen_is_an_error_in_words(self, office: Client, association: Association) -> None:
        assert "Välj en bedömning." in words_of(save(office, a_goal(association), ""))

    def test_the_second_of_two_editors_sees_both_and_may_save_over(
        self, office: Client, association: Association
    ) -> None:
        goal = a_goal(association)
        bo = make_user("Bo", association)
        assess_goal(by=bo, goal=goal, assessed="met", comment="Bos ord", expected_version=1)
        response = save(office, goal, "partly_met", "Karins ord")
        page = response.content.decode()
        assert response.status_code == 409
        assert "Någon annan har ändrat bedömningen" in page
        assert "Bos ord" in page
        assert "Karins ord" in page
        assert Goal.objects.in_association(association).get().comment == "Bos ord"
        version = re.search(r'name="version" value="(\d+)"', page)
        assert version is not None
        save(office, goal, "partly_met", "Karins ord", int(version[1]))
        assert Goal.objects.in_association(association).get().comment == "Karins ord"

    def test_the_action_holds_the_rules_by_itself(self, karin: User, association: Association) -> None:
        goal = a_goal(association)
        with pytest.raises(ValidationError):
            assess_goal(by=karin, goal=goal, assessed="not_met", comment=" ", computed="met", expected_version=1)
        with pytest.raises(ValidationError):
            assess_goal(by=karin, goal=goal, assessed="great", comment="", expected_version=1)
        with pytest.raises(Conflict):
            assess_goal(by=karin, goal=goal, assessed="met", comment="", expected_version=7)
        with pytest.raises(PermissionDenied):
            reader = make_user("Cecilia", association, Role.BOARD)
            assess_goal(by=reader, goal=goal, assessed="met", comment="", expected_version=1)


class TestWhoMay:
    def test_the_board_reads_and_does_not_write(self, client: Client, association: Association) -> None:
        goal = a_goal(association)
        client.force_login(make_user("Cecilia", association, Role.BOARD), backend=BACKEND)
        assert "Bedöm" not in words_of(client.get("/2020/mal/")).replace("Bedömning", "").replace("bedömning", "")
        assert client.get(f"/2020/mal/{goal.code}/").status_code == 403
        assert save(client, goal, "met").status_code == 403

    def test_another_associations_goal_is_not_there(self, client: Client, association: Association) -> None:
        goal = a_goal(association)
        client.force_login(make_user("Sven", make_association("Södra")), backend=BACKEND)
        assert client.get(f"/2020/mal/{goal.code}/").status_code == 404
        assert goal.text not in words_of(client.get("/2020/mal/"))


class TestSearch:
    @pytest.mark.parametrize("words", ["PERSONER", "vägen", "m1"])
    def test_a_goal_is_found_by_its_words_area_and_number(
        self, karin: User, association: Association, words: str
    ) -> None:
        a_goal(association)
        hits = [hit for hit in find(karin, association, 2020, words) if str(hit.kind) == "Mål"]
        assert [hit.address for hit in hits] == ["/2020/mal/#M1"]
        assert not [hit for hit in find(karin, association, 2019, words) if str(hit.kind) == "Mål"]
