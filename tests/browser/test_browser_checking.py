"""A finished report checked in a browser: dropped, gone through by keys, accepted, a new version, compared, removed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, User
from stegvis.reports.models import AcceptanceRow, CheckedDocument
from support.browsing import assert_accessible_at_every_width, photograph, sign_in
from support.checks import LONG, RIGHT, WRONG, sent, wrong_pdf
from support.people import PASSWORD
from support.uploads import do_the_work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
WIDTHS = (1280, 360)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def in_both_languages(page: Any, office: User, pictures: Path | None, name: str) -> None:
    """The page as it stands, at both widths and in both languages, without a violation."""
    address = page.url
    for language in ("en", "sv"):
        User.objects.filter(pk=office.pk).update(language=language)
        page.goto(address)
        page.locator(f"html[lang={language}]").wait_for()
        photograph(page, pictures, f"checks-{name}-{language}")
        assert_accessible_at_every_width(page, WIDTHS)
    page.set_viewport_size({"width": 1280, "height": 900})


def choose(page: Any, text: str, name: str) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})


def test_from_a_dropped_file_to_a_new_version(
    signed_in: Any, address: Address, office: User, pictures: Path | None
) -> None:
    page = signed_in
    page.get_by_role("link", name="Granska").click()
    page.wait_for_url("**/granska/")
    page.evaluate(
        """text => {
            const files = new DataTransfer();
            files.items.add(new File([text], "rapport.txt"));
            const form = document.querySelector("form[data-drop]");
            form.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }""",
        LONG,
    )
    page.get_by_text("rapport.txt, 0,0").wait_for()
    page.get_by_role("button", name="Granska dokumentet").click()
    page.get_by_role("heading", name="Dokumentet granskas").wait_for()
    in_both_languages(page, office, pictures, "waiting")
    do_the_work()
    page.get_by_role("heading", name="rapport.txt").wait_for()
    in_both_languages(page, office, pictures, "one")
    page.get_by_role("link", name="Gå igenom fynden").click()
    page.get_by_role("heading", name="Fynd 1 av").wait_for()
    in_both_languages(page, office, pictures, "finding")
    page.keyboard.press("j")
    page.wait_for_url("**/2/")
    page.get_by_role("heading", name="Fynd 2 av").wait_for()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/1/")
    page.get_by_role("heading", name="Fynd 1 av").wait_for()
    page.get_by_role("button", name="Stäng av j och k").click()
    page.get_by_role("button", name="Slå på j och k").wait_for()
    page.keyboard.press("j")
    page.get_by_text("Godta med ett skäl").click()
    page.get_by_role("button", name="Godta fyndet").click()
    page.get_by_role("alert").wait_for()
    in_place = page.url
    page.get_by_label("Skäl").fill("Styrelsen har beslutat om avrundningen")
    page.get_by_role("button", name="Godta fyndet").click()
    page.get_by_text("Godtaget av Karin").wait_for()
    assert AcceptanceRow._base_manager.count() == 1
    assert in_place.endswith("/godta/")
    in_both_languages(page, office, pictures, "accepted")
    page.get_by_role("link", name="Granska", exact=True).first.click()
    choose(page, RIGHT, "rapport v2.txt")
    page.get_by_role("button", name="Granska dokumentet").click()
    page.get_by_role("heading", name="Dokumentet granskas").wait_for()
    do_the_work()
    page.get_by_text("Inget att rätta hittades.").wait_for()
    page.get_by_role("link", name="Visa vilka").click()
    page.get_by_role("heading", name="Vad som har ändrats").wait_for()
    in_both_languages(page, office, pictures, "compare")


def test_a_finding_of_a_pdf_is_marked_on_its_page(
    signed_in: Any, address: Address, office: User, pictures: Path | None
) -> None:
    page = signed_in
    page.goto(address("/granska/"))
    page.locator("input[type=file]").set_input_files(
        {"name": "rapport.pdf", "mimeType": "application/pdf", "buffer": wrong_pdf()}
    )
    page.get_by_role("button", name="Granska dokumentet").click()
    page.get_by_role("heading", name="Dokumentet granskas").wait_for()
    do_the_work()
    page.get_by_role("link", name="Gå igenom fynden").click()
    page.get_by_role("img", name="Sida 3 med 3 ställen markerade").wait_for()
    in_both_languages(page, office, pictures, "pdf")
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    seen = page.locator("[data-paper]").evaluate(
        """frame => {
            const picture = frame.querySelector("svg"), mark = frame.querySelector("[data-first]").getBBox();
            const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
            const left = mark.x * scale - frame.scrollLeft, right = left + mark.width * scale;
            return mark.width > 0 && left >= 0 && right <= frame.clientWidth;
        }"""
    )
    assert seen, "the first mark is drawn, and scrolled to in its frame"


def test_what_is_wrong_is_said_and_what_is_removed_is_asked_for(
    signed_in: Any, address: Address, office: User, pictures: Path | None
) -> None:
    page = signed_in
    page.goto(address("/granska/"))
    choose(page, "\x00", "trasig.txt")
    page.get_by_role("button", name="Granska dokumentet").click()
    page.get_by_role("heading", name="Dokumentet granskas").wait_for()
    do_the_work()
    page.get_by_role("heading", name="Dokumentet gick inte att läsa").wait_for()
    in_both_languages(page, office, pictures, "unreadable")
    page.get_by_role("link", name="Ta bort dokumentet").click()
    page.get_by_role("heading", name="Ta bort dokumentet?").wait_for()
    in_both_languages(page, office, pictures, "remove")
    page.goto(address("/granska/"))
    in_both_languages(page, office, pictures, "start")
    page.get_by_role("button", name="Granska dokumentet").click()
    page.get_by_role("alert").wait_for()
    assert_accessible_at_every_width(page, WIDTHS)
    page.get_by_role("link", name="Vad som kontrolleras").click()
    in_both_languages(page, office, pictures, "guides")
    page.get_by_role("link", name="Samma namn på flera sätt").click()
    page.get_by_role("heading", name="Kontrollen REP-601").wait_for()
    in_both_languages(page, office, pictures, "guide")
    page.goto(address(f"/granska/{sent().pk}/ta-bort/"))
    page.get_by_role("button", name="Ta bort dokumentet").click()
    page.get_by_text("trasig.txt är borttaget").wait_for()
    assert not CheckedDocument._base_manager.exists()


def test_it_works_without_scripts(plain: Any, association: Association, office: User, address: Address) -> None:
    sign_in(plain, address, office.email, PASSWORD, to="/granska/")
    choose(plain, WRONG, "rapport.txt")
    plain.get_by_role("button", name="Granska dokumentet").click()
    plain.get_by_role("heading", name="Dokumentet granskas").wait_for()
    expect(plain.locator("meta[http-equiv=refresh]")).to_have_count(1)
    do_the_work()
    plain.reload()
    plain.get_by_role("link", name="Gå igenom fynden").click()
    plain.get_by_text("Godta med ett skäl").click()
    plain.get_by_label("Skäl").fill("Så är det")
    plain.get_by_role("button", name="Godta fyndet").click()
    expect(plain.get_by_text("Godtaget av Karin")).to_be_visible()


def test_an_association_adds_its_own_words(
    signed_in: Any, address: Address, office: User, pictures: Path | None
) -> None:
    page = signed_in
    page.goto(address("/granska/ord/"))
    page.get_by_label("Vad det är").select_option("total")
    page.get_by_label("Vad ni kallar det").fill("hela bygden")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("cell", name="hela bygden")).to_be_visible()
    page.get_by_text("Ändra, ta bort eller läs in en fil").click()
    in_both_languages(page, office, pictures, "words")
