"""The statistics pages of the tables that are not by one thing and sex: medians, months, before against after."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from stegvis.associations.models import Association
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead
from stegvis.reports.models import SeriesRow
from support.people import make_association, make_user
from support.reading import page
from support.register import put
from support.released import SEX, dimension, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def association() -> Association:
    return make_association()


@pytest.fixture
def karin(client: Client, association: Association) -> Client:
    client.force_login(make_user("Karin", association))
    return client


def typed_in(association: Association, period: str, **changed: str) -> None:
    said = {"scope": "own", "measure": "exits-by-reason", "edition": "own-2021", "category": "studies", "value": "14"}
    SeriesRow.objects.create(association=association, period=period, source="Årsredovisning 2021", **said | changed)


def test_years_stand_under_the_table_with_what_was_typed_in(karin: Client, association: Association) -> None:
    rows = {"studies": (6, 5, 11), "illness": (16, None, None), "total": (34, 29, 63)}
    for year in (2025, 2024):
        put(association, released("exits-by-reason", "exit_reason", rows, population="exits", edition="own-2023"), year)
    assert "flera år" not in page(karin, "/2025/statistik/exits-by-reason/")
    typed_in(association, "2022")
    typed_in(association, "2025", scope="nation", edition="own-2023", value="9000")
    text = page(karin, "/2025/statistik/exits-by-reason/")
    assert "Avslut efter avslutsanledning, flera år" in text
    assert "14*" in text
    assert "| 2024" in text
    assert "riket 2025" in text
    assert "* Inskrivet från tryck: Årsredovisning 2021." in text
    assert "i grupper som betyder samma i alla upplagor" in text


def time_to_exit(*days: int) -> ReleasedTable:
    head = TableHead("time-to-exit", "Tid", Period.year(2025), "", (SEX,), "exits", amount="days")
    keys = [("woman",), ("man",), ("total",)]
    amounts = dict(zip(keys[-len(days) :], map(Decimal, days), strict=True))
    return ReleasedTable(head, dict(zip(keys, (24, 6, 30), strict=True)), 5, amounts=amounts)


def test_the_median_stands_beside_how_many(karin: Client, association: Association) -> None:
    put(association, time_to_exit(204), 2025)
    put(association, time_to_exit(190, 200), 2024)
    text = page(karin, "/2025/statistik/time-to-exit/")
    assert text.count("Median, dagar") == 2
    assert "204" in text
    assert "200" in text
    assert len(re.findall(r"\b190\b", text)) == 1
    assert re.search(r'<td class="number[^"]*hidden-cell[^"]*">\.\.</td>', text), "of women and men it may not be told"
    typed_in(association, "2023", measure="time-to-exit", category="", edition="", value="27")
    assert "27*" in page(karin, "/2025/statistik/time-to-exit/")


def test_a_month_has_no_total_over_months(karin: Client, association: Association) -> None:
    months = released(
        "open-by-month", "month", {"2025-01": (10, 12, 22), "2025-02": (9, 12, 21)}, population="open", additive=False
    )
    put(association, replace(months, head=replace(months.head, edition="")), 2025)
    text = page(karin, "/2025/statistik/open-by-month/?visa=procent")
    assert "Pågående deltagare vid månadens slut" in text
    assert "Pågående" in page(karin, "/2025/statistik/")


def test_before_against_after_is_a_table_of_groups(karin: Client, association: Association) -> None:
    rows = dimension("income_before", "none", "total", additive=False)
    columns = Dimension("income_after", (Category("none", "Ingen"), Category("total", "Totalt")), additive=False)
    head = TableHead("income-change", "Före", Period.year(2025), "sus-2020", (rows, columns, SEX), "exits")
    put(association, ReleasedTable(head, dict.fromkeys(head.keys(), 12), 5), 2025)
    text = page(karin, "/2025/statistik/income-change/")
    assert "Försörjning efter" in text
    assert "Vem som betalade försörjningen" in text
