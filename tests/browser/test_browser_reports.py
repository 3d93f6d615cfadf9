"""The report in a browser: write, put in a figure, preview, save, two people at once, make, read, download."""

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, User
from stegvis.reports import actions, facts
from stegvis.reports.forms import mark_of
from stegvis.reports.models import EditionFile, Narrative
from support.browsing import assert_accessible, assert_accessible_at_every_width, comes_true, photograph, sign_in
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


def saved(association: Association) -> Narrative:
    """The summary as it is saved so far."""
    return facts.narratives(association, YEAR).get("summary") or Narrative()


def text_of(association: Association) -> str:
    return saved(association).text


def test_from_an_empty_text_to_the_file_in_ones_hand(
    signed_in: Any, association: Association, address: Address
) -> None:
    signed_in.goto(address(f"/{YEAR}/rapporter/"))
    signed_in.get_by_role("link", name="Sammanfattning", exact=True).click()
    signed_in.wait_for_url(f"**{EDITOR}")
    text = signed_in.locator("#id_text")
    text.fill("Deltagarna var ")
    signed_in.get_by_label("Sök en siffra").fill("participants")
    signed_in.locator("#siffror button", has_text="Deltagare, personer").first.click()
    expect(text).to_have_value("Deltagarna var {{ participants }}")
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
    comes_true(signed_in, lambda: saved(association).state == Narrative.State.READY)
    words = text_of(association)
    assert words == "Deltagarna var {{ participants }}"
    expect(signed_in.locator("#seen")).to_have_value(mark_of(saved(association).version, words))
    signed_in.get_by_role("link", name="Rapporter").first.click()
    signed_in.get_by_role("button", name="Skapa rapport").click()
    signed_in.wait_for_url("**/arbeten/**")
    work_off(association)
    signed_in.get_by_role("link", name="Till rapporten").click()
    for kind, label in (("pdf", "PDF"), ("docx", "Word"), ("html", "Webbsida")):
        with signed_in.expect_download() as waiting:
            signed_in.get_by_role("link", name=label).click()
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
    comes_true(signed_in, lambda: text_of(association) == "Ett\nTvå {{ exit }}")
    fault.get_by_role("button", name="Gå till raden").click()
    comes_true(signed_in, lambda: signed_in.evaluate("document.getSelection().toString()") == "Två {{ exit }}")
    signed_in.locator("#id_text").press_sequentially("Två {{ exits }}")
    fault.wait_for(state="detached")


def test_whoever_leaves_at_once_loses_nothing(signed_in: Any, association: Association, address: Address) -> None:
    signed_in.goto(address(EDITOR))
    signed_in.locator("#id_text").press_sequentially("Hann inte")
    signed_in.goto(address(f"/{YEAR}/rapporter/"))
    comes_true(signed_in, lambda: text_of(association) == "Hann inte")


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
    expect(signed_in.locator("#id_text")).to_have_value(re.compile("Karins tillägg\\."))
    expect(signed_in.locator(".theirs")).to_have_text("Bos text")
    assert_accessible_at_every_width(signed_in)
    photograph(signed_in, pictures, "report-conflict")
    with signed_in.expect_navigation():
        signed_in.get_by_role("button", name="Spara din text").click()
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
    expect(link).to_be_hidden()
    signed_in.get_by_role("button", name="Disposition").click()
    assert_accessible(signed_in)
    link.click()
    signed_in.wait_for_url("**/text/association/")


def test_it_works_without_a_script(plain: Any, association: Association, office: User, address: Address) -> None:
    sign_in(plain, address, office.email, PASSWORD, to=EDITOR)
    expect(plain.locator("#disposition")).to_be_visible()
    plain.locator("#id_text").fill("Utan *skript* {{ exits }}")
    plain.get_by_label("Sök en siffra").fill("illness")
    plain.locator(".find button").click()
    expect(plain.locator("#siffror")).to_contain_text("exits-by-reason.illness")
    plain.get_by_role("button", name="Förhandsgranska").click()
    expect(plain.locator("#forhandsgranskning em")).to_have_text("skript")
    plain.get_by_role("button", name="Spara", exact=True).click()
    expect(plain.get_by_text("”Sammanfattning” är sparad.")).to_be_visible()
    assert text_of(association) == "Utan *skript* {{ exits }}"
