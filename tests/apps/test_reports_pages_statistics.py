"""The statistics pages: what each table says, beside the year before, and what it never says."""

import re
from collections.abc import Sequence

import pytest
from django.test import Client

from stegvis.associations.models import Association, AuditEvent, Party
from stegvis.associations.permissions import Role
from stegvis.core.catalogue import USUAL
from stegvis.core.tables import ReleasedTable
from stegvis.initiatives.models import Initiative
from stegvis.web.search import find
from support.people import make_association, make_user
from support.reading import page
from support.register import put, refuse
from support.released import dimension, released

pytestmark = pytest.mark.django_db
REASONS = {"work": (30, 20, 50), "studies": (None, None, 12), "illness": (6, 14, 20), "total": (40, 42, 82)}
EARLIER = {"work": (20, 20, 40), "studies": (7, 8, 15), "illness": (5, 5, 10), "total": (32, 33, 65)}
METHOD = "#sa-raknade-vi"


def exits(rows: dict[str, Sequence[int | None]] = REASONS, **head: object) -> ReleasedTable:
    values = {"population": "exits", "counted": rows["total"][-1], "with_data": 80, **head}
    return released("exits-by-reason", "exit_reason", rows, **values)


@pytest.fixture
def association() -> Association:
    made = make_association()
    Initiative.objects.create(
        association=made,
        code="stegen",
        name="Stegen",
        kind="individual",
        registration="tally",
        position=1,
        esf=False,
        owners="fk",
    )
    return made


@pytest.fixture
def karin(client: Client, association: Association) -> Client:
    client.force_login(make_user("Karin", association))
    return client


def cells(text: str, label: str) -> list[str]:
    """What stands in the row of that label, the first such row of the page."""
    row = re.search(rf"<tr[^>]*><th scope=\"row\">{label}</th>(.*?)</tr>", text)
    assert row is not None, label
    return [re.sub(r"<[^>]*>", "", one) for one in re.findall(r"<td.*?</td>", row[1])]


def test_the_list_says_how_many_and_what_changed(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    put(association, exits(EARLIER), 2024)
    text = page(karin, "/2025/statistik/")
    assert "82 avslut" in text
    assert "17 fler än 2024" in text
    assert text.count("Inte publicerad") == len(USUAL) - 1


def test_the_list_tells_refused_from_empty_and_missing(karin: Client, association: Association) -> None:
    refuse(association, "participants-by-age", 2025)
    nothing = released("participants-by-group", "group", {"unknown": (3, 7, 10), "total": (3, 7, 10)})
    put(association, nothing, 2025)
    text = page(karin, "/2025/statistik/")
    assert text.count("Kan inte publiceras") == 1
    assert text.count("Inget är registrerat") == 1
    assert text.count("Inte publicerad") == len(USUAL) - 2


@pytest.mark.parametrize("asked", ["avslutsanledning", "REASON", "avslut anledning"])
def test_a_table_is_found_by_words_of_its_title_in_either_language(
    karin: Client, association: Association, asked: str
) -> None:
    put(association, exits(), 2025)
    text = page(karin, f"/2025/statistik/?sok={asked}")
    assert "Avslut efter avslutsanledning" in text
    assert "Deltagare efter ålder" not in text


def test_a_search_without_answer_says_so(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    assert "Ingen tabell heter något med ”sköldpadda”" in page(karin, "/2025/statistik/?sok=sköldpadda")


def test_a_year_without_tables_says_what_they_are_for(karin: Client, association: Association) -> None:
    text = page(karin, "/2025/statistik/")
    assert "Inga tabeller är publicerade för 2025" in text
    assert "när parterna har publicerat" in text
    assert "Hitta en tabell" not in text


def test_a_table_has_both_years_with_headings_on_both_axes(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    put(association, exits(EARLIER), 2024)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert '<th scope="colgroup" colspan="3" class="over">2025</th>' in text
    assert '<th scope="colgroup" colspan="3" class="over">2024</th>' in text
    assert cells(text, "Work") == ["30", "20", "50", "20", "20", "40"]
    assert cells(text, "Studies") == ["..", "..", "12", "7", "8", "15"]
    assert cells(text, "Totalt") == ["40", "42", "82", "32", "33", "65"]
    assert "Två punkter (..) står för ett tal som inte visas" in text


def test_every_number_leads_to_how_it_was_counted(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    put(association, exits(EARLIER), 2024)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    links = re.findall(r'<td[^>]*><a href="([^"]*)">', table)
    assert len(links) == len(re.findall("<td", table)) == 24
    assert set(links) == {METHOD, f"/2024/statistik/exits-by-reason/{METHOD}"}
    assert 'id="sa-raknade-vi"' in text


def test_how_it_was_counted_is_said_in_words(karin: Client, association: Association) -> None:
    put(association, exits(), 2025, notes=("NOTE-009",), initiatives=("stegen",))
    text = page(karin, "/2025/statistik/exits-by-reason/")
    for said in (
        "alla avslut ur en insats under perioden", "1 januari 2025 – 31 december 2025", "Upplagan sus-2020",
        "från 1 till 4 visas inte", "80 av 82", "<p>Stegen</p>", "3 februari 2025", "Lena Led, ",
        "Varje inskrivning och avslut räknas",
    ):  # fmt: skip
        assert said in text, said


def test_how_many_have_data_is_not_said_where_that_is_not_published(karin: Client, association: Association) -> None:
    put(association, exits(with_data=None), 2025)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "Har uppgift" not in text
    assert "<dt>Räknade</dt><dd><p>82</p></dd>" in text


def test_rows_that_do_not_mean_the_same_are_not_set_beside_each_other(karin: Client, association: Association) -> None:
    put(association, exits(), 2025, grouping="grouping:1", notes=("NOTE-050",))
    put(association, exits(EARLIER), 2024)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "Raderna kan inte jämföras med 2024" in text
    assert "Rader är sammanslagna" in text
    assert cells(text, "Work") == ["30", "20", "50"]
    assert "Avslut efter avslutsanledning, 2024" in text
    assert 'scope="colgroup"' not in text


def test_a_year_without_sex_stands_beside_one_with(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    put(association, exits({"work": (40,), "studies": (15,), "total": (55,)}), 2024, grouping="drop:sex")
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert cells(text, "Work") == ["30", "20", "50", "40"]
    assert cells(text, "Illness") == ["6", "14", "20", "–"]


def test_shares_are_of_published_counts_with_a_base_of_twenty(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    put(association, exits({"work": (6, 7, 13), "illness": (5, 7, 12), "total": (11, 14, 25)}), 2024)
    text = page(karin, "/2025/statistik/exits-by-reason/?visa=procent")
    assert cells(text, "Work") == ["75 %", "48 %", "61 %", "..", "..", "52 %"]
    assert cells(text, "Studies")[:3] == ["..", "..", "15 %"]
    assert "Den visas bara där alla i kolumnen är minst 20." in text


def test_tallies_have_no_shares_and_show_only_what_is_counted(karin: Client, association: Association) -> None:
    put(association, _tallies(), 2025)
    text = page(karin, "/2025/statistik/tallies-by-measure/?visa=procent")
    assert "Procent" not in text
    assert text.count('scope="rowgroup"') == 2
    assert cells(text, "Möten") == ["–", "–", "21"]
    assert cells(text, "Planer") == ["9", "7", "16"]
    assert "Besök" not in text
    csv = karin.get("/2025/statistik/tallies-by-measure.csv").content.decode()
    assert csv.count("\n") == 1 + 3 * 3 * 4


def _tallies() -> ReleasedTable:
    from dataclasses import replace

    from stegvis.core.tables import Category, Dimension

    table = released("tallies-by-measure", "initiative", {"a": (0,)}, population="tallies")
    measures = Dimension("measure", tuple(Category(word.lower(), word) for word in ("Planer", "Möten", "Besök")), False)
    sexes = dimension("sex", "woman", "man", "not_collected", "total")
    counted = {"planer": (9, 7, 0, 16), "möten": (0, 0, 21, 21)}
    dimensions = (dimension("initiative", "stegen", "ung", "total"), measures, sexes)
    head = replace(table.head, dimensions=dimensions, population="tallies")
    values = {
        key: 0 if key[0] == "ung" else counted.get(key[1], (0, 0, 0, 0))[sexes.codes.index(key[2])]
        for key in head.keys()  # noqa: SIM118  (a head is no mapping)
    }
    return replace(table, head=head, cells=values)


def test_a_refused_table_says_what_can_be_done_and_nothing_of_its_counts(
    karin: Client, association: Association
) -> None:
    refuse(association, "exits-by-reason", 2025)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "Tabellen kan inte publiceras för 2025" in text
    assert "Slå ihop rader till färre grupper" in text
    assert "<table" not in text
    assert "/statistik/exits-by-reason.csv" not in text
    assert karin.get("/2025/statistik/exits-by-reason.csv").status_code == 404


def test_a_refused_year_before_is_said_and_no_more(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    refuse(association, "exits-by-reason", 2024)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "Tabellen för 2024 kunde inte publiceras" in text
    assert cells(text, "Work") == ["30", "20", "50"]


def test_a_table_that_is_not_released_says_so(karin: Client, association: Association) -> None:
    assert "Tabellen är inte publicerad för 2025" in page(karin, "/2025/statistik/exits-by-reason/")
    assert karin.get("/2025/statistik/exits-by-horoscope/").status_code == 404


def test_several_parties_tables_stand_each_by_itself(karin: Client, association: Association) -> None:
    for position, (key, name) in enumerate([("fk", "Försäkringskassan"), ("granby", "Granby")]):
        Party.objects.create(association=association, key=key, name=name, kind="municipality", position=position)
        put(association, exits(), 2025, party=key)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "<h2>Försäkringskassan</h2>" in text
    assert "<h2>Granby</h2>" in text
    assert "exits-by-reason.csv?part=granby" in text
    answer = karin.get("/2025/statistik/exits-by-reason.csv?part=granby")
    assert 'filename="exits-by-reason-granby-2025.csv"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(("kind", "start"), [("csv", b"exit_reason,sex,value,status\n"), ("xlsx", b"PK")])
def test_the_released_table_is_a_file_and_who_fetched_it_is_in_the_log(
    karin: Client, association: Association, kind: str, start: bytes
) -> None:
    put(association, exits(), 2025)
    answer = karin.get(f"/2025/statistik/exits-by-reason.{kind}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="exits-by-reason-2025.{kind}"'
    assert answer.content.startswith(start)
    event = AuditEvent.objects.get(verb="download_table")
    assert event.details == {"table": "exits-by-reason", "period": "2025", "party": "", "kind": kind}
    assert karin.get("/2025/statistik/exits-by-reason.pdf").status_code == 404


def test_a_hidden_cell_has_no_value_in_any_form(karin: Client, association: Association) -> None:
    put(association, exits(), 2025)
    assert "studies,woman,,suppressed" in karin.get("/2025/statistik/exits-by-reason.csv").content.decode()
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "Studies: Kvinnor .., Män .." in text


def test_a_charts_title_says_no_more_than_is_published(karin: Client, association: Association) -> None:
    put(association, exits(EARLIER), 2024)
    put(association, exits({**EARLIER, "work": (24, 23, 47), "total": (36, 36, 72)}), 2025)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "<figcaption>Work: 7 fler än 2024</figcaption>" in text
    hidden = {"work": (None, None, None), "studies": (7, 8, 15), "illness": (None, None, None), "total": (36, 36, 72)}
    put(association, exits(hidden), 2026)
    assert "<figcaption>72 avslut, lika många som 2025</figcaption>" in page(karin, "/2026/statistik/exits-by-reason/")


def test_a_picture_is_kept_by_the_browser_for_as_long_as_it_shows_the_same(
    karin: Client, association: Association
) -> None:
    put(association, exits(), 2025)
    text = page(karin, "/2025/statistik/exits-by-reason/")
    source = re.search(r'<img src="([^"]*kon-480[^"]*)"', text)
    assert source is not None
    answer = karin.get(source[1])
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    assert karin.get(source[1], headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert "no-cache" in karin.get(source[1].split("?")[0]).headers["Cache-Control"]
    assert karin.get("/2025/statistik/exits-by-reason/kon-5000.svg").status_code == 404


def test_another_associations_tables_are_not_there(client: Client, association: Association) -> None:
    put(association, exits(), 2025)
    client.force_login(make_user("Otto", make_association("Samordningsförbundet Södra")))
    assert "82 avslut" not in page(client, "/2025/statistik/exits-by-reason/")
    for address in ("exits-by-reason.csv", "exits-by-reason/kon-480.svg"):
        assert client.get(f"/2025/statistik/{address}").status_code == 404


def test_staff_of_the_person_zone_do_not_reach_the_statistics(client: Client, association: Association) -> None:
    client.force_login(make_user("Siv", association, Role.STAFF))
    for address in ("", "exits-by-reason/", "exits-by-reason.csv", "exits-by-reason/kon-480.svg"):
        assert client.get(f"/2025/statistik/{address}").status_code == 403


def test_search_finds_tables_in_either_language(association: Association) -> None:
    karin = make_user("Karin", association)
    for words in ("avslutsanledning", "exits by reason"):
        found = [hit for hit in find(karin, association, 2025, words) if str(hit.kind) == "Tabell"]
        assert [hit.address for hit in found] == ["/2025/statistik/exits-by-reason/"]
