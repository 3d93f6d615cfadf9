"""The report in a browser: write, put in a figure, preview, save, two people at once, make, read, download."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from stegvis.associations.models import Association, User
from stegvis.reports import actions, facts
from stegvis.reports.models import EditionFile
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph
from support.overviews import with_figures
from support.people import PASSWORD, make_user
from support.reporting import YEAR, work_off, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
EDITOR = f"/{YEAR}/rapporter/text/summary/"


@pytest.fixture
def association(transactional_db: None) -> Association:
    """With the figures of two years."""
    return with_figures()


def text_of(association: Association) -> str:
    return facts.narratives(association, YEAR)["summary"].text


def test_from_an_empty_text_to_the_file_in_ones_hand(
    signed_in: Any, association: Association, address: Address
) -> None:
    signed_in.goto(address(f"/{YEAR}/rapporter/"))
    signed_in.get_by_role("link", name="Sammanfattning", exact=True).click()
    text = signed_in.locator("#id_text")
    text.fill("Deltagarna var ")
    signed_in.get_by_label("Sök en siffra").fill("participants")
    signed_in.locator("#siffror button", has_text="Deltagare, personer").first.click()
    assert text.input_value() == "Deltagarna var {{ participants }}"
    text.press("Control+Enter")
    printed = signed_in.locator("dialog[open]")
    printed.get_by_text("Deltagarna var 150").wait_for()
    assert_accessible_at_every_width(signed_in)
    signed_in.set_viewport_size({"width": 1280, "height": 900})
    signed_in.keyboard.press("Escape")
    text.press("Control+s")
    signed_in.get_by_text("Sparat").wait_for()
    signed_in.get_by_label("Klar", exact=True).check()
    signed_in.get_by_role("button", name="Spara", exact=True).click()
    signed_in.locator('#seen[value^="2-"]').wait_for(state="attached")
    assert text_of(association) == "Deltagarna var {{ participants }}"
    signed_in.get_by_role("link", name="Rapporter").first.click()
    signed_in.get_by_role("button", name="Skapa rapport").click()
    signed_in.wait_for_url("**/arbeten/**")
    work_off(association)
    signed_in.get_by_role("link", name="Till rapporten").click()
    for kind, words in (("pdf", "PDF"), ("docx", "Word"), ("html", "Webbsida")):
        with signed_in.expect_download() as waiting:
            signed_in.get_by_role("link", name=words).click()
        assert waiting.value.suggested_filename == f"arsredovisning-{YEAR}.{kind}"
        made = EditionFile.objects.in_association(association).get(kind=kind)
        assert sha256(Path(waiting.value.path()).read_bytes()).hexdigest() == made.sha256
    signed_in.get_by_role("link", name="Läs i sidan").click()
    signed_in.get_by_text("Deltagarna var 150").wait_for()
    signed_in.get_by_role("link", name="Nästa").click()
    signed_in.wait_for_url("**/utgava/1/association/")


def test_it_saves_itself_and_an_unknown_figure_is_shown_at_once(
    signed_in: Any, association: Association, address: Address
) -> None:
    signed_in.goto(address(EDITOR))
    signed_in.locator("#id_text").press_sequentially("Ett\nTvå {{ exit }}")
    fault = signed_in.locator(".fault", has_text="rad 2")
    fault.wait_for()
    assert_accessible(signed_in)
    assert text_of(association) == "Ett\nTvå {{ exit }}"
    fault.get_by_role("button", name="Gå till raden").click()
    assert signed_in.evaluate("document.getSelection().toString()") == "Två {{ exit }}"
    signed_in.locator("#id_text").press_sequentially("Två {{ exits }}")
    fault.wait_for(state="detached")


def test_whoever_leaves_at_once_loses_nothing(signed_in: Any, association: Association, address: Address) -> None:
    signed_in.goto(address(EDITOR))
    signed_in.locator("#id_text").press_sequentially("Hann inte")
    signed_in.goto(address(f"/{YEAR}/rapporter/"))
    signed_in.wait_for_timeout(500)
    assert text_of(association) == "Hann inte"


def test_two_people_see_each_others_text(
    signed_in: Any, association: Association, office: User, address: Address, pictures: Path | None
) -> None:
    written(office, association, "Grunden")
    signed_in.goto(address(EDITOR))
    written(make_user("Bo", association), association, "Bos text")
    signed_in.locator("#id_text").press_sequentially("Karins tillägg. ")
    signed_in.get_by_text("Bo har ändrat texten medan du skrev.").wait_for()
    assert_accessible(signed_in)
    signed_in.get_by_role("button", name="Jämför och välj").click()
    signed_in.get_by_role("heading", name="Två har skrivit i samma text").wait_for()
    assert "Karins tillägg." in signed_in.locator("#id_text").input_value()
    assert signed_in.locator(".theirs").inner_text() == "Bos text"
    assert_accessible_at_every_width(signed_in)
    photograph(signed_in, pictures, "report-conflict")
    signed_in.get_by_role("button", name="Spara din text").click()
    signed_in.wait_for_url(f"**{EDITOR}")
    assert "Karins tillägg." in text_of(association)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_at_every_width(
    signed_in: Any, association: Association, office: User, address: Address, pictures: Path | None, language: str
) -> None:
    User.objects.filter(pk=office.pk).update(language=language)
    for text in ("Ett", "Två {{ hm }}"):
        written(office, association, text)
    written(office, association, "I fjol", year=YEAR - 1)
    start = f"/{YEAR}/rapporter/"
    signed_in.goto(address(start))
    assert_accessible_at_every_width(signed_in)
    signed_in.goto(address(EDITOR))
    assert_accessible_at_every_width(signed_in)
    photograph(signed_in, pictures, f"report-text-{language}")
    written(office, association, "Två {{ exits }}")
    for _ in range(2):
        actions.build_report(by=office, association=association, year=YEAR, on=date(2021, 3, 1))
    pages = {"start": start, "read": f"{start}utgava/1/summary/", "notes": f"{start}utgava/1/notes/",
             "versions": f"{start}versioner/summary/"}  # fmt: skip
    for name, path in pages.items():
        signed_in.goto(address(path))
        signed_in.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
        assert_accessible_at_every_width(signed_in)
        photograph(signed_in, pictures, f"report-{name}-{language}")


def test_the_outline_folds_on_a_phone(signed_in: Any, address: Address) -> None:
    signed_in.set_viewport_size({"width": 320, "height": 800})
    signed_in.goto(address(EDITOR))
    link = signed_in.locator("#disposition").get_by_role("link", name="Om förbundet")
    assert not link.is_visible()
    signed_in.get_by_role("button", name="Disposition").click()
    assert_accessible(signed_in)
    link.click()
    signed_in.wait_for_url("**/text/association/")


def test_it_works_without_a_script(browser: Any, association: Association, office: User, address: Address) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address("/logga-in/"))
    page.get_by_label("E-postadress").fill(office.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.goto(address(EDITOR))
    assert page.locator("#disposition").is_visible()
    page.locator("#id_text").fill("Utan *skript* {{ exits }}")
    page.get_by_label("Sök en siffra").fill("illness")
    page.locator(".find button").click()
    assert "exits-by-reason.illness" in page.locator("#siffror").inner_text()
    page.get_by_role("button", name="Förhandsgranska").click()
    assert page.locator("#forhandsgranskning em").inner_text() == "skript"
    page.get_by_role("button", name="Spara", exact=True).click()
    assert page.get_by_text("”Sammanfattning” är sparad.").is_visible()
    assert text_of(association) == "Utan *skript* {{ exits }}"
    context.close()
