"""Publishing in a browser: every step by the keyboard's and the pointer's ways, in both languages and at every width."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Role
from support import publishing as way
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph, settled, sign_in
from support.people import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]


@pytest.fixture
def association(transactional_db: None) -> Association:
    return way.party()


@pytest.fixture
def office(association: Association) -> User:
    """Who signs in: the party's lead."""
    return make_user("Lena", association, Role.LEAD)


def seen(page: Any, pictures: Path | None, name: str) -> None:
    """The page as it stands at every width, then in English."""
    settled(page)
    photograph(page, pictures, f"publish-{name}")
    assert_accessible_at_every_width(page, (1280, 360, 320))
    page.set_viewport_size({"width": 1280, "height": 900})
    address = page.url
    for language, other in (("en", "English"), ("sv", "Svenska")):
        page.locator(".personal .language button", has_text=other).click()
        page.locator(f"html[lang={language}]").wait_for()
        page.goto(address)
        if language == "en":
            assert_accessible_at_every_width(page, (1280, 320))
            page.set_viewport_size({"width": 1280, "height": 900})


def go_on(page: Any, association: Association, name: str, to: str) -> None:
    """Press a button that leads to work in the background, do the work, and come to what it was for."""
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("**/arbete/**")
    assert_accessible(page)
    way.do_the_work(association)
    page.wait_for_url(f"**/{to}/")


def test_every_step_to_the_receipt(
    signed_in: Any, address: Address, association: Association, pictures: Path | None
) -> None:
    page = signed_in
    page.wait_for_url("**/vara-siffror/")
    seen(page, pictures, "empty")
    page.get_by_role("link", name="Publicera en period").click()
    page.wait_for_url("**/nytt/")
    seen(page, pictures, "period")
    page.get_by_label("Hela 2020").check()
    go_on(page, association, "Börja på ett utkast", "tabeller")
    seen(page, pictures, "tables")
    page.get_by_role("button", name="Gå vidare till intyg").click()
    page.wait_for_url("**/intyg/")
    seen(page, pictures, "certify")
    page.get_by_label("Stegen").check()
    page.get_by_role("button", name="Intyga de ikryssade").click()
    page.get_by_text("av Lena,").wait_for()
    go_on(page, association, "Pröva tabellernas former", "form")
    seen(page, pictures, "forms")
    choice = page.locator("#exits-by-reason")
    if choice.get_attribute("open") is None:
        choice.locator("summary").focus()
        page.keyboard.press("Enter")
    expect(choice).to_have_attribute("open", "")
    choice.get_by_role("radio", name=re.compile("Utan kön")).first.focus()
    page.keyboard.press("Space")
    go_on(page, association, "Skydda och granska", "granska")
    seen(page, pictures, "audit")
    page.get_by_role("link", name="Gå vidare till beslut").first.click()
    page.wait_for_url("**/beslut/")
    page.get_by_role("button", name=re.compile("Publicera")).click()
    page.get_by_role("alert").wait_for()
    seen(page, pictures, "decide")
    page.get_by_label("Skäl till beslutet").fill("Underlag till årsredovisningen")
    go_on(page, association, "Publicera", "kvitto")
    seen(page, pictures, "receipt")
    page.get_by_role("link", name="Avslut efter avslutsanledning").click()
    page.wait_for_url("**/publicerat/**")
    page.go_back()
    page.wait_for_url("**/kvitto/")
    page.go_forward()
    page.wait_for_url("**/publicerat/**")
    seen(page, pictures, "version")
    page.goto(address("/vara-siffror/"))
    seen(page, pictures, "list")


def wait_and_look_again(page: Any, association: Association) -> None:
    """Come to work in the background, do the work, and ask for the page anew."""
    page.wait_for_url("**/arbete/**")
    way.do_the_work(association)
    page.reload()


def test_without_scripts_the_steps_are_forms(
    plain: Any, office: User, address: Address, association: Association
) -> None:
    sign_in(plain, address, office.email, PASSWORD, to=way.START)
    plain.get_by_label("Hela 2020").check()
    plain.get_by_role("button", name="Börja på ett utkast").click()
    wait_and_look_again(plain, association)
    plain.get_by_role("button", name="Gå vidare till intyg").click()
    plain.get_by_label("Stegen").check()
    plain.get_by_role("button", name="Intyga de ikryssade").click()
    plain.get_by_text("av Lena,").wait_for()
    plain.get_by_role("button", name="Pröva tabellernas former").click()
    wait_and_look_again(plain, association)
    plain.wait_for_url("**/form/")
    plain.get_by_role("button", name="Skydda och granska").click()
    wait_and_look_again(plain, association)
    plain.wait_for_url("**/granska/")
    expect(plain.get_by_text("Det här kan en utomstående räkna ut").first).to_be_attached()


def test_the_office_corrects_a_figure(
    page: Any, address: Address, association: Association, pictures: Path | None
) -> None:
    lead = way.lead_of(association)
    way.publish(lead, association)
    karin = make_user("Karin", association)
    sign_in(page, address, karin.email, PASSWORD)
    page.goto(address("/2020/statistik/exits-by-time/"))
    page.get_by_role("link", name="Rätta ett tal").click()
    page.wait_for_url("**/ratta/")
    seen(page, pictures, "correct")
    cell = page.locator("input.figure").first
    cell.fill(str(int(cell.input_value()) + 7))
    page.get_by_label("Skäl", exact=True).fill("Sju saknades")
    page.get_by_label("Källa").fill("Listan")
    page.get_by_role("button", name="Publicera rättelsen").click()
    page.get_by_role("alert").wait_for()
    assert_accessible(page)
    page.get_by_label(re.compile("Summorna får skilja sig")).check()
    page.get_by_role("button", name="Publicera rättelsen").click()
    page.get_by_text("Tabellen är rättad.").wait_for()
    seen(page, pictures, "corrected")
    page.get_by_role("link", name="Versioner").click()
    page.get_by_role("heading", name="Nytt sedan version 1").wait_for()
    seen(page, pictures, "versions")
