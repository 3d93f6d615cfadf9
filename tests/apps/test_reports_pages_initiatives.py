"""The initiatives: only published numbers of participants, and no cost that would tell a protected one."""

import re

import pytest
from django.test import Client

from stegvis.associations.models import Association
from stegvis.associations.permissions import Role
from stegvis.initiatives.models import Initiative
from stegvis.planning.models import Goal
from stegvis.reports.models import Narrative
from support.money import with_money
from support.people import make_association, make_user
from support.reading import page
from support.register import refuse

pytestmark = pytest.mark.django_db(databases=["default", "person"])


@pytest.fixture
def association() -> Association:
    return with_money()


@pytest.fixture
def karin(client: Client, association: Association) -> Client:
    client.force_login(make_user("Karin", association))
    return client


def cells(text: str, address: str) -> list[str]:
    """What stands in the row of an initiative, its name left out."""
    row = re.search(rf'<a href="{address}">[^<]*</a><span class="below">.*?</th>(.*?)</tr>', text)
    assert row is not None, address
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[1])]


def test_the_list_has_participants_money_and_cost(karin: Client) -> None:
    found = cells(page(karin, "/2020/insatser/"), "/2020/insatser/se-ips/")
    assert found[:5] == ["51", "56", "107", "107", "57"]
    assert found[5] == "1 520 000"
    outcome, cost = (int(one.replace(" ", "")) for one in found[6:8])
    assert abs(outcome - cost * 107) < 107


def test_a_protected_number_is_dots_and_gives_no_cost(karin: Client) -> None:
    assert cells(page(karin, "/2020/insatser/"), "/2020/insatser/nya-vagar/")[-1] == ".."
    text = page(karin, "/2020/insatser/nya-vagar/")
    assert "Kostnad per deltagare</p>" not in text
    assert "Två punkter (..) står för ett tal som inte visas" in text


def test_initiatives_are_grouped_by_kind_and_found_by_words(karin: Client) -> None:
    text = page(karin, "/2020/insatser/")
    assert text.index("Individinriktade insatser <span") < text.index("Strukturövergripande insatser <span")
    only = page(karin, "/2020/insatser/?q=ggvv")
    assert "samverkan-ggvv" in only
    assert "se-ips" not in only
    assert "se-ips" not in page(karin, "/2020/insatser/?slag=structural")
    assert "Ingen insats stämmer med det du sökte." in page(karin, "/2020/insatser/?q=finns+inte")


def test_what_was_not_run_in_the_year_is_shown_when_asked_for(karin: Client) -> None:
    assert "/2022/insatser/nya-vagar/" not in page(karin, "/2022/insatser/")
    assert "/2022/insatser/nya-vagar/" in page(karin, "/2022/insatser/?visa=alla")
    assert "Insatsen pågick inte 2022." in page(karin, "/2022/insatser/nya-vagar/")


def test_the_chart_draws_released_numbers(karin: Client) -> None:
    source = re.search(
        r'<img src="(/2020/insatser/deltagare-720.svg[^"]*)" alt="([^"]*)"', page(karin, "/2020/insatser/")
    )
    assert source is not None
    assert "Nya Vägar: Kvinnor .., Män .." in source[2]
    assert karin.get(source[1])["Content-Type"] == "image/svg+xml"
    assert karin.get("/2020/insatser/deltagare-9.svg").status_code == 404


def test_a_table_that_could_not_be_published_is_said(karin: Client, association: Association) -> None:
    refuse(association, "participants-by-initiative", 2021)
    assert "kunde inte publiceras" in page(karin, "/2021/insatser/")


def test_the_sheet_has_facts_goals_texts_and_neighbours(karin: Client, association: Association) -> None:
    Goal.objects.create(
        association=association, year=2020, code="S1", position=1, text="Hälften får arbete", level="initiative",
        initiative="se-ips", target="hälften", outcome="48 procent", assessed="partly_met", comment="Pandemin",
    )  # fmt: skip
    content = "Att få **arbete** <script>. {{ participants }} deltog.".encode()
    Narrative.objects.create(association=association, year=2020, section="initiatives/se-ips/purpose", content=content)
    text = page(karin, "/2020/insatser/se-ips/")
    for said in (
        "Hälften får arbete",
        "Pandemin",
        "<strong>arbete</strong> &lt;script&gt;",
        "Planerade deltagare",
        "År för år",
    ):
        assert said in text
    assert "{{" not in text
    assert 'rel="prev" href="/2020/insatser/gemensamt/"' in text
    assert 'rel="next" href="/2020/insatser/it-sparet/"' in text
    assert "/2020/rapporter/text/initiatives/se-ips/purpose/" in text


def test_who_may_not_write_gets_no_link_to_write(client: Client, association: Association) -> None:
    client.force_login(make_user("Bo", association, Role.BOARD))
    text = page(client, "/2020/insatser/se-ips/")
    assert "/rapporter/text/" not in text
    assert "Inget är skrivet än." in text


def test_where_there_are_none_the_page_says_what_to_do(client: Client) -> None:
    client.force_login(make_user("Karin", make_association()))
    assert "Inga insatser är inlästa" in page(client, "/2020/insatser/")


def test_roles_and_associations_are_kept_apart(client: Client, association: Association) -> None:
    assert Initiative.objects.in_association(association).exists()
    client.force_login(make_user("Sara", association, Role.STAFF))
    assert client.get("/2020/insatser/").status_code == 403
    client.force_login(make_user("Olle", make_association("Södra")))
    assert client.get("/2020/insatser/se-ips/").status_code == 404
