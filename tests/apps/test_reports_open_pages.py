"""The open statistics pages: only released tables, for everyone, at addresses that stay, once the office has opened them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from stegvis.associations.actions import close_statistics, open_statistics
from stegvis.associations.models import Association, AuditEvent, Party
from stegvis.associations.permissions import Role
from stegvis.core.tables import Correction
from support.people import OPERATOR, make_association, make_user
from support.register import put, refuse
from support.released import released

pytestmark = pytest.mark.django_db
REASONS = {"work": (30, 20, 50), "studies": (None, None, 12), "illness": (6, 14, 20), "total": (40, 42, 82)}
AGES = {"15-29": (9, 8, 17), "30-44": (10, 11, 21), "total": (19, 19, 38)}


@pytest.fixture
def association() -> Association:
    made = make_association("Samordningsförbundet Norra <i>")
    put(made, released("exits-by-reason", "exit_reason", REASONS, population="exits", counted=82, with_data=80), 2025)
    put(made, released("participants-by-age", "age_band", AGES), 2024)
    refuse(made, "participants-by-age", 2025)
    open_statistics(by=OPERATOR, association=made, contact="kansli@exempel.se", on=timezone.localdate())
    return made


def page(client: Client, association: Association, rest: str = "", status: int = 200) -> str:
    answer = client.get(f"/oppet/{association.organisation_number}/statistik/{rest}")
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_shows_the_latest_period_and_leads_to_the_others(client: Client, association: Association) -> None:
    text = page(client, association)
    assert "Statistik 2025" in text
    assert "Avslut efter avslutsanledning" in text
    assert "Kan inte publiceras" in text
    assert f"/oppet/{association.organisation_number}/statistik/2024/" in text
    assert "Deltagare efter ålder" in page(client, association, "2024/")


@pytest.mark.parametrize(("asked", "there"), [("avslutsanledning", True), ("REASON", True), ("ålder avslut", False)])
def test_a_table_is_found_by_words_of_its_title(
    client: Client, association: Association, asked: str, there: bool
) -> None:
    text = page(client, association, f"?sok={asked}")
    assert ("/2025/exits-by-reason/" in text) is there
    assert ("Ingen tabell heter något med" in text) is not there


def test_a_table_says_everything_that_must_be_known(client: Client, association: Association) -> None:
    text = re.sub(r"\s+", " ", page(client, association, "2025/exits-by-reason/"))
    for said in (
        "Så räknade vi", "Avslut: alla avslut ur en insats", "sus-2020", "5: antal personer från 1 till 4 visas inte",
        "3\xa0februari 2025", "<dt>Version</dt><dd>1</dd>", "80 av 82 har uppgift", "CC0 1.0", "kansli@exempel.se",
        f"http://testserver/oppet/{association.organisation_number}/statistik/2025/exits-by-reason/",
    ):  # fmt: skip
        assert re.sub(r"\s+", " ", said) in text, said
    assert '<th scope="row">Studies</th><td class="number hidden-cell">..</td>' in text
    assert "Två punkter (..)" in text
    assert "<i>" not in text


def test_a_median_has_a_column_beside_its_count(client: Client, association: Association) -> None:
    table = released("exits-by-reason", "exit_reason", REASONS, population="exits", amount="days")
    put(association, replace(table, amounts={("work", "total"): Decimal("182.5")}), 2023)
    text = page(client, association, "2023/exits-by-reason/")
    headings = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', text)
    counts = ["woman", "man", "total"]
    assert headings[1:7] == [*counts, *(f"Median, dagar: {one}" for one in counts)]
    assert '<td class="number">182,5</td>' in text


def test_every_file_of_the_table_is_one_click_away_and_there(client: Client, association: Association) -> None:
    text = page(client, association, "2025/exits-by-reason/")
    files = re.findall(r'href="(/api/v1/[^"]+)" download', text)
    assert [one.rsplit(".", 1)[1] for one in files] == ["csv", "xlsx", "px", "json", "html", "svg", "png"]
    assert [client.get(one).status_code for one in files] == [200] * 7


def test_the_chart_is_drawn_with_words_for_those_who_do_not_see_it(client: Client, association: Association) -> None:
    text = page(client, association, "2025/exits-by-reason/")
    source = re.search(r'src="([^"]+diagram-720\.svg[^"]*)"', text)
    assert source is not None
    answer = client.get(source[1].replace("&amp;", "&"))
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert "immutable" in answer["Cache-Control"]
    assert 'alt="Liggande staplar, antal avslut. Work: woman 30, man 20;' in text


def test_the_other_language_is_an_address_of_its_own(client: Client, association: Association) -> None:
    client.cookies["stegvis-language"] = "en"
    assert "Så räknade vi" in page(client, association, "2025/exits-by-reason/")
    answer = client.get(f"/oppet/{association.organisation_number}/statistik/2025/exits-by-reason/?sprak=en")
    text = answer.content.decode()
    assert answer["Content-Language"] == "en"
    assert '<html lang="en"' in text
    assert "Exits by reason, 2025" in text
    assert "Exits: every exit from an initiative in the period" in text
    assert f'href="/oppet/{association.organisation_number}/statistik/2025/exits-by-reason/"' in text
    assert page(client, association, "?sprak=finska") == page(client, association)


def test_a_refused_table_is_a_line_that_tells_nothing_of_the_counts(client: Client, association: Association) -> None:
    text = page(client, association, "2025/participants-by-age/")
    assert "Tabellen kan inte publiceras" in text
    assert "<td" not in text


@pytest.mark.parametrize(
    "rest",
    ["2025/no-such-table/", "2023/", "2023/exits-by-reason/", "2025-13/", "2025-09..2025-03/",
     "2025/participants-by-age/diagram-720.svg",
     "2025/exits-by-reason/diagram-1.svg", "2025/exits-by-reason/?part=af", "0000/"],
)  # fmt: skip
def test_what_is_not_there_is_404(client: Client, association: Association, rest: str) -> None:
    page(client, association, rest, status=404)


def test_an_unknown_association_is_404(client: Client, association: Association) -> None:
    for number in ("222000-9999", "x", "%00", "222000"):
        assert client.get(f"/oppet/{number}/statistik/").status_code == 404


def test_several_parties_tables_have_addresses_of_their_own(client: Client, association: Association) -> None:
    for place, (key, name) in enumerate((("fk", "Försäkringskassan"), ("region", "Region Norr"))):
        Party.objects.create(association=association, key=key, name=name, kind="region", position=place)
        put(association, released("exits-by-time", "time_in_initiative", REASONS, population="exits"), 2025, party=key)
    text = page(client, association, "2025/exits-by-time/")
    assert text.count("Så räknade vi</h2>") == 2
    one = page(client, association, "2025/exits-by-time/?part=region")
    assert "Region Norr" in one
    assert "Försäkringskassan" not in one
    assert "2025/exits-by-time/?part=fk" in page(client, association, "2025/")


def test_a_correction_is_open(client: Client, association: Association) -> None:
    from dataclasses import replace

    told = Correction(("15-29", "man"), 9, 8, "Karin Ek", date(2025, 3, 1), "Felräknat", "Lägesrapporten")
    table = replace(released("participants-by-group", "group", AGES), version=2, corrections=(told,))
    put(association, table, 2025)
    text = page(client, association, "2025/participants-by-group/")
    assert "9, räknat 8. Rättat 1\xa0mars 2025 av Karin Ek. Skäl: Felräknat. Källa: Lägesrapporten." in text
    assert text.count(" r</td>") == 1
    assert "r: talet är rättat efter publiceringen." in text
    assert "r: the figure was corrected" in page(client, association, "2025/participants-by-group/?sprak=en")
    assert "<dd>2</dd>" in text


# Who may keep it


def test_the_pages_may_be_kept_and_are_the_same_for_whoever_is_signed_in(
    client: Client, association: Association
) -> None:
    address = f"/oppet/{association.organisation_number}/statistik/2025/exits-by-reason/"
    answer = client.get(address)
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    client.force_login(make_user("Karin", association))
    signed_in = client.get(address)
    assert signed_in.content == answer.content
    assert "Karin" not in signed_in.content.decode()
    assert signed_in["Cache-Control"] == "public, max-age=300"
    assert "csrf" not in answer.content.decode()


def test_nothing_is_written_by_reading(client: Client, association: Association) -> None:
    before = AuditEvent.objects.count()
    page(client, association, "2025/exits-by-reason/")
    client.get(f"/api/v1/associations/{association.organisation_number}/tables/2025/exits-by-reason.csv")
    assert AuditEvent.objects.count() == before


# The switch


def test_nothing_is_open_until_the_office_opens_it(client: Client) -> None:
    made = make_association()
    put(made, released("participants-by-age", "age_band", AGES), 2025)
    page(client, made, status=404)
    assert client.get(f"/api/v1/associations/{made.organisation_number}/tables").status_code == 404
    assert client.get("/api/v1/associations").json() == []
    karin = make_user("Karin", made)
    open_statistics(by=karin, association=made, contact="kansli@exempel.se", on=timezone.localdate())
    page(client, made)
    assert [one["name"] for one in client.get("/api/v1/associations").json()] == [made.name]
    close_statistics(by=karin, association=made)
    page(client, made, "2025/participants-by-age/", status=404)
    assert [one.verb for one in AuditEvent.objects.order_by("sequence")][-2:] == ["open_statistics", "close_statistics"]


def test_it_may_be_opened_from_a_later_day_and_has_something_to_show(client: Client) -> None:
    made = make_association()
    open_statistics(by=OPERATOR, association=made, contact="kansli@exempel.se", on=timezone.localdate())
    page(client, made, status=404)
    refuse(made, "participants-by-age", 2025)
    page(client, made, status=404)
    put(made, released("exits-by-reason", "exit_reason", REASONS), 2025)
    page(client, made)
    made.open_from = timezone.localdate() + timedelta(days=1)
    made.save()
    page(client, made, status=404)


def test_only_the_office_may_open_or_close(client: Client, association: Association) -> None:
    board = make_user("Bo", association, Role.BOARD)
    with pytest.raises(PermissionDenied):
        open_statistics(by=board, association=association, contact="bo@exempel.se", on=timezone.localdate())
    with pytest.raises(PermissionDenied):
        close_statistics(by=board, association=association)


def test_an_open_association_has_someone_to_ask() -> None:
    made = make_association()
    made.open_from = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_the_office_opens_and_closes_in_the_settings(client: Client) -> None:
    made = make_association()
    put(made, released("participants-by-age", "age_band", AGES), 2025)
    client.force_login(make_user("Karin", made))
    assert "Förbundet kan låta alla läsa" in client.get("/installningar/").content.decode()
    wrong = client.post("/installningar/oppna-data/", {"do": "open", "contact": "inte en adress"})
    assert wrong.status_code == 422
    assert "Skriv adressen som namn@exempel.se." in wrong.content.decode()
    client.post("/installningar/oppna-data/", {"do": "open", "contact": "kansli@exempel.se"})
    text = client.get("/installningar/").content.decode()
    assert f'href="/oppet/{made.organisation_number}/statistik/"' in text
    page(Client(), made)
    made.refresh_from_db()
    first = made.open_from
    client.post("/installningar/oppna-data/", {"do": "open", "contact": "ny@exempel.se"})
    made.refresh_from_db()
    assert (made.open_from, made.contact) == (first, "ny@exempel.se")
    client.post("/installningar/oppna-data/", {"do": "close"})
    page(Client(), made, status=404)
    assert "Stängde den öppna statistiksidan" in client.get("/installningar/logg/").content.decode()


def test_of_tallies_only_what_is_counted_is_shown(client: Client, association: Association) -> None:
    from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead
    from support.released import YEAR, dimension

    sexes = Dimension("sex", tuple(Category(code, code) for code in ("woman", "man", "not_collected", "total")))
    dimensions = (dimension("initiative", "a", "b", "total"), dimension("measure", "meetings", "visits"), sexes)
    head = TableHead("tallies-by-measure", "Volymer", YEAR, "", dimensions, "tallies")
    cells = dict.fromkeys(head.keys(), 0)
    cells |= {(one, "meetings", sex): 21 for one in ("a", "total") for sex in ("not_collected", "total")}
    put(association, ReleasedTable(head, cells, 5), 2025)
    text = page(client, association, "2025/tallies-by-measure/")
    assert text.count('<th scope="row">Meetings</th>') == 2
    assert "Visits" not in text
    assert text.count('scope="rowgroup"') == 2
    assert (
        '<td class="number">–</td><td class="number">–</td><td class="number">21</td><td class="number">21</td>' in text
    )
    assert "Bara mått där något är räknat visas." in text
