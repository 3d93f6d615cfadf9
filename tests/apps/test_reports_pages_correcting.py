"""The office corrects a published figure: by its page, with reason and source, marked wherever the table is shown."""

from typing import Any

import pytest
from django.test import Client

from stegvis.assemble.corrections import corrections
from stegvis.associations.models import Association, AuditEvent
from stegvis.associations.permissions import Role
from stegvis.core.document import TableBlock
from stegvis.core.periods import Period
from stegvis.core.tables import ReleasedTable
from stegvis.reports import facts
from stegvis.reports.models import ReleasedTableRow
from support.people import make_association, make_user
from support.reading import words_of
from support.register import put
from support.released import released
from support.trust import client_of

pytestmark = pytest.mark.django_db(databases=["default", "person"])
ROWS = {"work": (30, 20, 50), "studies": (12, 14, 26), "total": (42, 34, 76)}
PAGE = "/2020/statistik/exits-by-reason/"
#: The cells in printing order: work women is 0, work in all 2, women in all 6, all 8.
RIGHT = {"cell-0": "36", "cell-2": "56", "cell-6": "48", "cell-8": "82"}


@pytest.fixture
def association() -> Association:
    found = make_association("Norra")
    put(found, released("exits-by-reason", "exit_reason", ROWS, population="exits"), 2020)
    return found


@pytest.fixture
def karin(association: Association) -> Client:
    return client_of(make_user("Karin", association))


def form(version: int = 1, **changed: str) -> dict[str, str]:
    values = [value for row in ROWS.values() for value in row]
    cells = {f"cell-{place}": str(value) for place, value in enumerate(values)}
    words = {"reason": "Sex personer saknades", "source": "Listan 2021-02-01", "version": str(version)}
    return {**cells, **words, **changed}


def correct(client: Client, **changed: str) -> Any:
    return client.post(f"{PAGE}ratta/", form(**changed))  # type: ignore[arg-type]


def now(association: Association) -> ReleasedTable:
    table = facts.published(association, Period.year(2020))["exits-by-reason"]
    assert isinstance(table, ReleasedTable)
    return table


def test_a_corrected_figure_is_marked_and_what_was_counted_stands_beside_it(
    karin: Client, association: Association
) -> None:
    assert correct(karin, **RIGHT)["Location"] == PAGE
    assert (now(association).version, now(association).cells["work", "woman"]) == (2, 36)
    page = words_of(karin.get(PAGE))
    assert "36 r" in page
    assert "Work, woman är 36 i stället för 30. Skäl: Sex personer saknades. Källa: Listan 2021-02-01." in page
    assert "av Karin" in page
    versions = words_of(karin.get(f"{PAGE}versioner/"))
    assert "Nytt sedan version 1" in versions
    assert "Work, woman: 36 i stället för 30" in versions
    assert "Work 30 20 50" in words_of(karin.get(f"{PAGE}versioner/?version=1"))
    assert karin.get(f"{PAGE}versioner/?version=9").status_code == 404


def test_one_event_with_the_reason_and_a_second_click_is_the_same_correction(
    karin: Client, association: Association
) -> None:
    before = AuditEvent.objects.count()
    assert [correct(karin, **RIGHT).status_code for _ in range(3)] == [302, 302, 302]
    assert ReleasedTableRow.objects.in_association(association).count() == 2
    event = AuditEvent.objects.latest("sequence")
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, event.reason, event.details["version"]) == ("correct_figure", "Sex personer saknades", 2)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cell-0": "36"}, "är inte längre summan av sina delar"),
        ({"cell-0": "3"}, "3 kan inte visas"),
        ({"cell-0": "31", "cell-2": "51", "cell-6": "43", "cell-8": "77"}, "skiljer sig med färre än 5"),
        ({}, "Alla tal är desamma som nu"),
        ({"cell-0": "många"}, "många är inget heltal"),
        ({"cell-0": ""}, "– är inget heltal"),
        ({**RIGHT, "reason": " "}, "Skriv varför talet rättas"),
        ({**RIGHT, "source": ""}, "Skriv varifrån det rätta talet kommer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    karin: Client, association: Association, changed: dict[str, str], said: str
) -> None:
    answer = correct(karin, **changed)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert f'value="{changed.get("cell-0", "30")}"' in answer.content.decode()
    assert now(association).version == 1


def test_sums_that_differ_are_printed_as_such(karin: Client, association: Association) -> None:
    assert correct(karin, **{"cell-0": "36", "sums_may_differ": "on"}).status_code == 302
    assert "Efter rättelsen är inte alla summor lika med sina delar." in words_of(karin.get(PAGE))


def test_a_protected_figure_has_no_field_and_takes_none(association: Association, karin: Client) -> None:
    rows = {"work": (None, None, 50), "studies": (None, None, 26), "total": (42, 34, 76)}
    put(association, released("entrants-by-age", "age_band", rows, population="entrants"), 2020)
    page = karin.get("/2020/statistik/entrants-by-age/ratta/").content.decode()
    assert page.count('class="figure"') == 5
    sent = {"cell-0": "40", "reason": "x", "source": "y", "version": "1"}
    answer = karin.post("/2020/statistik/entrants-by-age/ratta/", {**sent, **{f"cell-{n}": "" for n in (1, 3, 4)}})
    assert answer.status_code == 422


def test_the_second_of_two_who_correct_is_told(karin: Client, association: Association) -> None:
    correct(karin, **RIGHT)
    answer = karin.post(
        f"{PAGE}ratta/", form(**{"cell-1": "40", "cell-2": "70", "cell-7": "54", "cell-8": "96"}), follow=True
    )
    assert "Tabellen har fått en ny version sedan du öppnade den" in words_of(answer)
    assert now(association).version == 2


@pytest.mark.parametrize("role", [Role.BOARD, Role.ACCOUNTANT, Role.AUDITOR, Role.LEAD, Role.STAFF])
def test_only_the_office_corrects(association: Association, role: Role) -> None:
    assert correct(client_of(make_user("Annan", association, role)), **RIGHT).status_code == 403
    assert now(association).version == 1


def test_what_another_association_has_published_is_not_there(association: Association) -> None:
    elsewhere = client_of(make_user("Eva", make_association("Södra")))
    assert elsewhere.get(f"{PAGE}ratta/").status_code == 404
    assert elsewhere.get(f"{PAGE}versioner/").status_code == 404
    assert correct(elsewhere, **RIGHT).status_code == 404


def test_the_report_says_it_under_the_table(karin: Client, association: Association) -> None:
    from stegvis.assemble.statistics import table_block

    correct(karin, **RIGHT)
    block = table_block(None, now(association), several=False)  # type: ignore[arg-type]
    assert isinstance(block, TableBlock)
    assert set(corrections(now(association))) <= set(block.notes)
    assert len(tuple(corrections(now(association)))) == 4
    told = " ".join(corrections(now(association), "en"))
    assert told.startswith("Corrected ")
    assert ("Kvinnor" in told, "Totalt" in told, "Total" in told) == (False, False, True)


def test_what_is_written_as_reason_and_source_stays_words(karin: Client, association: Association) -> None:
    said = "<script>alert(1)</script> {{ exits }} {0} #[x]"
    assert correct(karin, **RIGHT, reason=said, source=said).status_code == 302
    for page in (PAGE, f"{PAGE}versioner/"):
        content = karin.get(page).content.decode()
        assert "<script>alert(1)" not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ exits }} {0} #[x]" in content
