"""The statistics in a browser: find a table by typing, read it, change how it is shown, in both languages and at every width."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, User
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph, sign_in
from support.people import PASSWORD
from support.register import put, refuse
from support.released import released

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
REASONS = {
    "arbete": (30, 20, 50), "studier": (None, None, 12), "fortsatt_arbetslivsinriktad_rehabilitering": (6, 14, 20),
    "total": (40, 42, 82),
}  # fmt: skip
EARLIER = {**REASONS, "arbete": (25, 18, 43), "total": (35, 40, 75)}
TABLE = "/2025/statistik/exits-by-reason/"


@pytest.fixture
def tables(association: Association) -> None:
    for year, rows in ((2025, REASONS), (2024, EARLIER)):
        put(association, released("exits-by-reason", "exit_reason", rows, population="exits"), year)
    ages = {"15-29": (9, 8, 17), "30-44": (10, 11, 21), "total": (19, 19, 38)}
    put(association, released("participants-by-age", "age_band", ages, grouping="grouping:1"), 2025)
    put(association, released("participants-by-age", "age_band", ages), 2024)
    refuse(association, "participants-by-education", 2025)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_accessible_at_every_width(
    signed_in: Any, tables: None, address: Address, pictures: Path | None, language: str
) -> None:
    if language == "en":
        signed_in.get_by_role("button", name="English").first.click()
        signed_in.get_by_role("link", name="Overview").wait_for()
    every = ("", "exits-by-reason/", "participants-by-age/", "participants-by-education/", "entrants-by-age/")
    for name in every if language == "sv" else every[:2]:
        signed_in.set_viewport_size({"width": 1280, "height": 900})
        signed_in.goto(address(f"/2025/statistik/{name}"))
        assert_accessible_at_every_width(signed_in, (1280, 360, 320) if name.startswith("exits") else (1280, 320))
        photograph(signed_in, pictures, f"statistics-{name.strip('/') or 'list'}-{language}")
    signed_in.goto(address("/2026/statistik/"))
    assert_accessible(signed_in)


def test_a_table_is_found_by_typing_and_read(signed_in: Any, tables: None, address: Address) -> None:
    signed_in.goto(address("/2025/statistik/"))
    signed_in.get_by_label("Hitta en tabell").press_sequentially("avslutsanl")
    signed_in.wait_for_url("**/2025/statistik/?sok=avslutsanl")
    expect(signed_in.locator(".official li")).to_have_count(1)
    signed_in.get_by_role("link", name="Avslut efter avslutsanledning").click()
    signed_in.wait_for_url("**/exits-by-reason/")
    expect(signed_in.get_by_role("columnheader", name="2024")).to_have_count(1)
    expect(signed_in.get_by_role("row", name="Arbete 30 20 50 25 18 43")).to_have_count(1)
    signed_in.get_by_role("link", name="Procent").click()
    expect(signed_in.get_by_role("row", name="Arbete 75 % 48 % 61 %")).to_have_count(1)
    signed_in.get_by_role("link", name="Så räknade vi").first.click()
    expect(signed_in).to_have_url(re.compile("#sa-raknade-vi$"))
    signed_in.go_back()
    signed_in.get_by_role("row", name="Arbete").get_by_role("link").last.click()
    signed_in.wait_for_url("**/2024/statistik/exits-by-reason/#sa-raknade-vi")


def test_the_charts_are_drawn_and_their_figures_one_click_away(signed_in: Any, tables: None, address: Address) -> None:
    signed_in.goto(address(TABLE), wait_until="networkidle")
    drawn = signed_in.locator(".chart img").evaluate_all("all => all.map(one => one.complete && one.naturalWidth)")
    assert len(drawn) == 2
    assert all(drawn)
    heights = signed_in.locator(".chart img").evaluate_all(
        "all => all.map(one => Math.abs(one.naturalHeight - one.getAttribute('height')))"
    )
    assert max(heights) <= 1
    signed_in.locator(".chart summary").first.click()
    assert_accessible(signed_in)
    expect(signed_in.locator(".chart table").first).to_be_visible()


def test_without_scripts_the_list_is_narrowed_by_a_form(
    plain: Any, office: User, tables: None, address: Address
) -> None:
    sign_in(plain, address, office.email, PASSWORD, to="/2025/statistik/")
    plain.get_by_label("Hitta en tabell").fill("ålder")
    plain.get_by_role("button", name="Visa").click()
    plain.wait_for_url("**sok=**")
    expect(plain.locator(".official li")).to_have_count(2)
