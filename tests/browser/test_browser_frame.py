"""The frame in a browser: sign-in and its lock, the year, the menu, the search, both languages, at every width."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, Job, User
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph, sign_in
from support.people import PASSWORD, make_association, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]


@pytest.fixture(autouse=True)
def _with_all_components(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages stand in for the rooms', and findings have a sentence to show."""
    from django.urls import clear_url_caches

    from stegvis.web.templatetags import components

    settings.ROOT_URLCONF = "support.screens"
    words = {
        "SHOW-001": "Koden ”{value}” finns inte i listan. Skriv woman, man eller unknown.",
        "SHOW-002": "Raden {value} är okänd.",
    }
    monkeypatch.setattr(components, "sentence", lambda finding, _: words[finding.code].format_map(finding.values))
    clear_url_caches()
    yield
    clear_url_caches()


def test_signing_in_and_out(page: Any, office: User, address: Address, pictures: Path | None) -> None:
    page.goto(address("/2025/statistik/"))
    assert "/logga-in/" in page.url
    assert_accessible_at_every_width(page)
    photograph(page, pictures, "sign-in")
    page.get_by_label("E-postadress").fill("KARIN@exempel.se")
    page.get_by_label("Lösenord").fill("fel")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert_accessible(page)
    photograph(page, pictures, "sign-in-wrong")
    expect(page.get_by_label("E-postadress")).to_have_value("KARIN@exempel.se")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2025/statistik/")
    page.locator(".personal summary").click()
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/logga-in/")


@pytest.mark.parametrize(("language", "words"), [("sv", "Vänta en stund"), ("en", "Wait a while")])
def test_five_wrong_passwords_close_the_door_for_a_while(
    page: Any, office: User, address: Address, pictures: Path | None, language: str, words: str
) -> None:
    page.goto(address("/logga-in/"))
    if language == "en":
        page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for _ in range(5):
        page.locator("#id_email").fill(office.email)
        page.locator("#id_password").fill("gissning")
        with page.expect_navigation():
            page.locator("main .button").click()
    page.get_by_role("heading", name=words).wait_for()
    assert_accessible(page)
    photograph(page, pictures, f"locked-out-{language}")
    page.goto(address("/logga-in/"))
    page.locator("#id_email").fill(office.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main .button").click()
    page.get_by_role("heading", name=words).wait_for()


def test_every_component_at_every_width(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/2025/"))
    photograph(signed_in, pictures, "components")
    assert_accessible_at_every_width(signed_in)
    signed_in.emulate_media(color_scheme="dark")
    assert_accessible(signed_in)
    photograph(signed_in, pictures, "components-dark")


def test_the_year_is_the_same_page_in_another_year(signed_in: Any, association: Association, address: Address) -> None:
    from stegvis.planning.models import Goal  # one room with a year is enough

    for year in (2024, 2025):
        Goal.objects.create(association=association, year=year, code="m1", position=1, text="Mål", level="association")
    signed_in.goto(address("/2025/statistik/"))
    signed_in.get_by_role("link", name="Till 2024").click()
    signed_in.wait_for_url("**/2024/statistik/")
    signed_in.goto(address("/losenord/"))
    signed_in.get_by_role("link", name="Ekonomi").click()
    signed_in.wait_for_url("**/2024/ekonomi/")


def test_the_menu_on_a_phone(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.set_viewport_size({"width": 360, "height": 800})
    signed_in.goto(address("/2025/"))
    expect(signed_in.get_by_role("link", name="Insatser")).to_be_hidden()
    signed_in.get_by_role("button", name="Meny").click()
    expect(signed_in.get_by_role("link", name="Insatser")).to_be_visible()
    assert_accessible(signed_in)
    if pictures is not None:
        signed_in.screenshot(path=str(pictures / "menu-360.png"))


def test_search_by_key_and_as_a_page(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/2025/"))
    signed_in.keyboard.press("/")
    signed_in.keyboard.insert_text("ekon")
    signed_in.locator("#sok-svar a").wait_for()
    assert_accessible(signed_in)
    if pictures is not None:
        signed_in.screenshot(path=str(pictures / "search-open.png"))
    signed_in.keyboard.press("ArrowDown")
    expect(signed_in.locator("#sok-svar a").first).to_be_focused()
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**/2025/ekonomi/")
    signed_in.keyboard.press("Control+k")
    signed_in.keyboard.insert_text("ingenting")
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**/sok/?q=ingenting")
    assert_accessible(signed_in)


def test_english_is_remembered(signed_in: Any, office: User, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/2025/"))
    signed_in.get_by_role("button", name="English").click()
    signed_in.get_by_role("link", name="Overview").wait_for()
    expect(signed_in.locator("html")).to_have_attribute("lang", "en")
    office.refresh_from_db()
    assert office.language == "en"
    photograph(signed_in, pictures, "components-en")


def test_a_password_of_ones_own(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/losenord/"))
    signed_in.get_by_label("Nuvarande lösenord").fill(PASSWORD)
    signed_in.get_by_label("Nytt lösenord").fill("kort")
    signed_in.locator("main .button").click()
    signed_in.get_by_role("alert").wait_for()
    assert_accessible(signed_in)
    photograph(signed_in, pictures, "password-wrong")
    signed_in.get_by_label("Nuvarande lösenord").fill(PASSWORD)
    signed_in.get_by_label("Nytt lösenord").fill("fyra nya ord i rad")
    signed_in.locator("main .button").click()
    signed_in.get_by_text("Lösenordet är bytt.").wait_for()


@pytest.mark.parametrize("state", Job.State.values)
def test_work_in_the_background(
    signed_in: Any, association: Association, address: Address, pictures: Path | None, state: str
) -> None:
    job = Job.objects.create(
        association=association, kind="build_report", state=state, stage="Läser filerna", done=1200, total=5000,
        problem="unexpected", result={"said": "Läste in 14 filer.", "address": "/2025/", "label": "Till översikten"},
    )  # fmt: skip
    signed_in.goto(address(f"/arbeten/{job.pk}/"))
    assert_accessible(signed_in)
    photograph(signed_in, pictures, f"job-{state}")
    if state == Job.State.RUNNING:
        Job._base_manager.filter(pk=job.pk).update(state=Job.State.DONE)
        signed_in.get_by_role("link", name="Till översikten").wait_for()


def test_where_there_is_nothing(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/finns-inte/"))
    assert_accessible(signed_in)
    photograph(signed_in, pictures, "404")


def test_two_associations_and_a_switch(signed_in: Any, office: User, address: Address) -> None:
    from django.utils import timezone

    other = make_association("Samordningsförbundet Södra Kusten")
    office.memberships.create(association=other, role="office", starts=timezone.localdate())
    signed_in.goto(address("/2025/"))
    signed_in.get_by_text("Byt förbund").click()
    assert_accessible(signed_in)
    signed_in.get_by_role("button", name="Samordningsförbundet Södra Kusten").click()
    signed_in.locator("a.association", has_text="Södra Kusten").wait_for()


def test_pages_read_and_forms_work_without_scripts(plain: Any, office: User, address: Address) -> None:
    sign_in(plain, address, office.email, PASSWORD)
    expect(plain.get_by_role("link", name="Insatser")).to_be_visible()
    plain.locator("#sok").fill("mål")
    plain.locator("#sok").press("Enter")
    expect(plain.get_by_role("main").get_by_role("link", name="Mål Sida")).to_be_visible()


def test_nobody_without_a_role_gets_in(page: Any, transactional_db: None, address: Address) -> None:
    make_user("Utan")
    page.goto(address("/logga-in/"))
    page.get_by_label("E-postadress").fill("utan@exempel.se")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Du har inget uppdrag just nu").wait_for()
    assert_accessible(page)
