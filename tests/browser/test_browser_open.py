"""The open statistics in a browser: read, sort and fetch without signing in, with keyboard, without scripts, at every width."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from stegvis.associations.actions import open_statistics
from stegvis.associations.models import Association
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph
from support.documents import exits_by_reason, income_before_and_after
from support.people import OPERATOR
from support.register import put, refuse
from support.released import released

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
AGES = {"15-29": (9, 8, 17), "30-44": (10, 11, 21), "total": (19, 19, 38)}


@pytest.fixture
def opened(association: Association) -> Association:
    table = exits_by_reason()
    put(association, replace(table, cells={**table.cells, ("flytt", "total"): 1250}), 2025, population="exits")
    put(association, released("participants-by-age", "age_band", AGES), 2025)
    put(association, income_before_and_after(), 2025)
    put(association, released("participants-by-age", "age_band", AGES), 2024)
    refuse(association, "participants-by-education", 2025)
    open_statistics(by=OPERATOR, association=association, contact="kansli@exempel.se", on=timezone.localdate())
    return association


def where(association: Association, rest: str = "") -> str:
    return f"/oppet/{association.organisation_number}/statistik/{rest}"


@pytest.mark.parametrize("language", ["", "?sprak=en"])
def test_every_open_page_is_accessible_at_every_width(
    page: Any, opened: Association, address: Address, pictures: Path | None, language: str
) -> None:
    every = (
        "",
        "2025/exits-by-reason/",
        "2025/income-before-and-after/",
        "2025/participants-by-education/",
        "?sok=sköldpadda",
    )
    for rest in every if not language else every[:3]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address(where(opened, rest) + language), wait_until="networkidle")
        assert_accessible_at_every_width(page, (1280, 375, 320))
        photograph(page, pictures, f"open-{rest.strip('/?').replace('/', '-') or 'list'}-{language[-2:] or 'sv'}")


def column(page: Any, place: int) -> list[str]:
    return page.locator(".official-table tbody tr").evaluate_all(
        "(rows, place) => rows.map(row => row.cells[place].textContent.trim())", place
    )


def test_a_table_is_sorted_by_keyboard_and_says_so(page: Any, opened: Association, address: Address) -> None:
    page.goto(address(where(opened, "2025/exits-by-reason/")))
    before = column(page, 0)
    heading = page.get_by_role("columnheader", name="Totalt")
    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(page, 3) == ["1\u202f250", "38", "26", "15", "15", "11", "111"]  # by size, and the total last
    expect(page.get_by_role("status")).to_have_text("Totalt, fallande")
    page.keyboard.press("Space")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert column(page, 3) == ["11", "15", "15", "26", "38", "1\u202f250", "111"]
    assert_accessible(page)
    women = page.get_by_role("columnheader", name="Kvinnor")
    for way, wanted in (("descending", ["21", "14", "9", "8"]), ("ascending", ["8", "9", "14", "21"])):
        women.get_by_role("button").click()
        expect(women).to_have_attribute("aria-sort", way)
        assert column(page, 1) == [*wanted, "..", "..", "61"]  # what is protected stands after, whatever way
    reason = page.get_by_role("columnheader", name="Avslutsanledning")
    reason.get_by_role("button").click()
    expect(reason).to_have_attribute("aria-sort", "ascending")
    expect(women).not_to_have_attribute("aria-sort", re.compile(".*"))
    assert column(page, 0) == [*sorted(before[:-1]), before[-1]]


def test_groups_of_rows_stay_together(page: Any, opened: Association, address: Address) -> None:
    page.goto(address(where(opened, "2025/income-before-and-after/")))
    total = page.get_by_role("columnheader", name="Totalt")
    total.get_by_role("button").click()
    expect(total).to_have_attribute("aria-sort", "descending")
    assert column(page, 0) == [
        "Före", "Försörjningsstöd", "Sjukpenning", "Lön", "Totalt", "Efter", "Försörjningsstöd", "Lön", "Sjukpenning", "Totalt",
    ]  # fmt: skip


def test_the_chart_is_drawn_and_a_file_is_fetched(
    page: Any, opened: Association, address: Address, tmp_path: Path
) -> None:
    page.goto(address(where(opened, "2025/exits-by-reason/")), wait_until="networkidle")
    assert page.locator(".chart img").evaluate("one => one.complete && one.naturalWidth > 0")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="PX", exact=True).click()
    assert fetched.value.suggested_filename == "exits-by-reason-2025.px"
    fetched.value.save_as(tmp_path / "x.px")
    assert b'".."' in (tmp_path / "x.px").read_bytes()


def test_the_reader_finds_a_table_reads_how_it_was_counted_and_changes_language(
    page: Any, opened: Association, address: Address
) -> None:
    page.goto(address(where(opened)))
    page.get_by_label("Hitta en tabell").fill("avslutsanl")
    page.keyboard.press("Enter")
    page.wait_for_url("**sok=avslutsanl**")
    page.get_by_role("link", name="Avslut efter avslutsanledning").click()
    page.get_by_role("link", name="Så räknade vi").click()
    expect(page).to_have_url(re.compile("#sa-raknade-vi$"))
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exits by reason, 2025")
    page.get_by_role("link", name="Statistics 2025").click()
    expect(page.get_by_role("link", name="Participants by age")).to_have_count(1)


def test_without_scripts_everything_can_be_read_and_fetched(plain: Any, opened: Association, address: Address) -> None:
    plain.goto(address(where(opened, "2025/exits-by-reason/")))
    expect(plain.get_by_role("columnheader", name="Kvinnor")).to_have_count(1)
    expect(plain.locator(".sorts")).to_have_count(0)
    expect(plain.locator(".chart img")).to_have_count(1)
    plain.goto(address(where(opened)))
    plain.get_by_label("Hitta en tabell").fill("ålder")
    plain.get_by_role("button", name="Sök").click()
    plain.wait_for_url("**sok=**")
    expect(plain.locator(".open-tables li")).to_have_count(1)


def test_the_pasted_table_is_accessible_on_a_page_of_its_own(page: Any, opened: Association, address: Address) -> None:
    fragment = page.request.get(
        address(f"/api/v1/associations/{opened.organisation_number}/tables/2025/income-before-and-after.html")
    ).text()
    page.set_content(f'<!doctype html><html lang="sv"><title>Sida</title><main><h1>Sida</h1>{fragment}</main></html>')
    assert_accessible(page)
