"""Bringing in, in a browser: a faulty package, what to do about it, the right one, the receipt, and the new year is there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, Job, User
from stegvis.reports.models import Upload
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph, sign_in
from support.packages import CONTRIBUTIONS, zip_bytes
from support.people import PASSWORD
from support.uploads import association_files, bring_in_small_package, do_the_work, uploaded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
WIDTHS = (1280, 320)
FAULTY = association_files(contributions=CONTRIBUTIONS + "2021,okand,1x0\n")
RIGHT = association_files(contributions=CONTRIBUTIONS + "2021,fk,7\n")


@pytest.fixture
def small(transactional_db: None, tmp_path: Path, settings: Any) -> tuple[Association, User]:
    settings.MEDIA_ROOT = tmp_path / "files"
    return bring_in_small_package(tmp_path)


@pytest.fixture
def association(small: tuple[Association, User]) -> Association:
    return small[0]


@pytest.fixture
def office(small: tuple[Association, User]) -> User:
    return small[1]


def choose(page: Any, files: dict[str, bytes], name: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": zip_bytes(files)}
    )


def both_languages(page: Any, pictures: Path | None, name: str) -> None:
    """The page as it stands, at both widths and in both languages, without a violation."""
    address = page.url
    for language, other in (("sv", "English"), ("en", "Svenska")):
        page.set_viewport_size({"width": 1280, "height": 900})
        photograph(page, pictures, f"{name}-{language}")
        assert_accessible_at_every_width(page, WIDTHS)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator(".personal .language button", has_text=other).click()
        page.locator(f"html[lang={'en' if language == 'sv' else 'sv'}]").wait_for()
        page.goto(address)


def test_from_a_faulty_package_to_the_new_year(
    signed_in: Any, address: Address, association: Association, pictures: Path | None
) -> None:
    page = signed_in
    page.goto(address("/2020/"))
    page.get_by_role("link", name="Läs in paket").first.click()
    page.get_by_role("link", name="Vilka filer ett paket kan ha").click()
    page.get_by_role("heading", name="Vad ett paket är").wait_for()
    both_languages(page, pictures, "import-contents")
    page.get_by_role("link", name="Läs in paket").first.click()
    choose(page, FAULTY, "fel.zip")
    page.get_by_text("fel.zip, 0,0").wait_for()
    page.get_by_role("button", name="Kontrollera paketet").click()
    page.get_by_role("heading", name="Paketet kontrolleras").wait_for()
    assert_accessible(page)
    photograph(page, pictures, "import-reading")
    do_the_work()
    page.get_by_role("heading", name="Paketet går inte att läsa in").wait_for()
    expect(page.locator(".row-read")).to_have_text(["2021,okand,1x0"] * 2)
    both_languages(page, pictures, "import-refused")

    page.get_by_role("link", name="Läs in en ny fil").click()
    choose(page, RIGHT, "ratt.zip")
    page.get_by_role("button", name="Kontrollera paketet").click()
    page.get_by_role("heading", name="Paketet kontrolleras").wait_for()
    do_the_work()
    page.get_by_role("heading", name="Läs in paketet?").wait_for()
    expect(page.get_by_role("row", name="Medelstilldelning").locator("td")).to_have_text(["1", "–", "3", "–"])
    both_languages(page, pictures, "import-confirm")
    page.get_by_role("button", name="Läs in paketet").dblclick()
    page.get_by_role("heading", name="Paketet läses in").wait_for()
    assert Job._base_manager.filter(state=Job.State.WAITING).count() == 1
    do_the_work()
    page.get_by_role("heading", name="Paketet är inläst").wait_for()
    both_languages(page, pictures, "import-receipt")
    page.get_by_role("link", name="Till översikten för 2021").click()
    page.wait_for_url("**/2021/")
    expect(page.locator(".years summary")).to_have_text(re.compile("2021$"))


def test_the_first_page_with_its_history(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/las-in/"))
    signed_in.get_by_role("button", name="Kontrollera paketet").click()
    signed_in.get_by_role("alert").wait_for()
    assert_accessible(signed_in)
    signed_in.goto(address("/las-in/"))
    signed_in.get_by_text("Vid kommandoraden").wait_for()
    both_languages(signed_in, pictures, "import-start")


def test_a_file_is_dropped_on_the_form(signed_in: Any, address: Address) -> None:
    signed_in.goto(address("/las-in/"))
    signed_in.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["PK rest"], "slappt.zip"));
            const form = document.querySelector("form[data-drop]");
            form.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
    )
    signed_in.get_by_text("slappt.zip, 0,0").wait_for()
    signed_in.get_by_role("button", name="Kontrollera paketet").click()
    signed_in.get_by_role("heading", name="Paketet kontrolleras").wait_for()
    assert uploaded().name == "slappt.zip"


def test_it_works_without_scripts(plain: Any, office: User, address: Address) -> None:
    sign_in(plain, address, office.email, PASSWORD, to="/las-in/")
    choose(plain, RIGHT, "ratt.zip")
    plain.get_by_role("button", name="Kontrollera paketet").click()
    plain.get_by_role("heading", name="Paketet kontrolleras").wait_for()
    expect(plain.locator("meta[http-equiv=refresh]")).to_have_count(1)
    do_the_work()
    plain.reload()
    plain.get_by_role("button", name="Läs in paketet").click()
    plain.get_by_role("heading", name="Paketet läses in").wait_for()
    do_the_work()
    plain.reload()
    expect(plain.get_by_role("heading", name="Paketet är inläst")).to_be_visible()
    assert uploaded().state == Upload.State.IMPORTED


def test_settings_and_the_log(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.get_by_role("link", name="Inställningar").click()
    signed_in.get_by_role("heading", name="Regler med siffror").wait_for()
    both_languages(signed_in, pictures, "settings")
    with signed_in.expect_download() as download:
        signed_in.get_by_role("link", name="Ladda ner paketet").click()
    assert download.value.suggested_filename.startswith("222000-0000-")
    signed_in.get_by_role("link", name="Loggen: vem som gjort vad").click()
    signed_in.get_by_text("Loggen är hel.").wait_for()
    both_languages(signed_in, pictures, "log")
    signed_in.get_by_role("link", name="Paket", exact=True).click()
    signed_in.get_by_text("Laddade ner förbundets paket").wait_for()
