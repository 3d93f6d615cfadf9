"""The start page and the goals in a browser: read, tick off, assess, in both languages and at every width."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, User
from stegvis.governance.models import DutyDone
from support.browsing import assert_accessible, assert_accessible_at_every_width, photograph
from support.overviews import a_goal, with_figures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]


@pytest.fixture
def association(transactional_db: None) -> Association:
    """With figures of two years and goals of one."""
    association = with_figures()
    a_goal(association, assessed="met")
    a_goal(association, year=2019, assessed="partly_met", comment="Få män nåddes")
    a_goal(
        association,
        "M2",
        position=2,
        text="Kvinnor och män får stöd på lika villkor",
        measure="",
        operator="",
        target="",
    )
    return association


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_at_every_width(
    signed_in: Any, office: User, address: Address, pictures: Path | None, language: str
) -> None:
    User.objects.filter(pk=office.pk).update(language=language)
    for name, path in [("overview", "/2020/"), ("goals", "/2020/mal/"), ("goal", "/2020/mal/M1/")]:
        signed_in.goto(address(path))
        for more in signed_in.locator("main details").all():
            more.locator("summary").click()
        assert_accessible_at_every_width(signed_in)
        photograph(signed_in, pictures, f"{name}-{language}")


def test_ticking_off_and_taking_it_back(signed_in: Any, association: Association, address: Address) -> None:
    signed_in.goto(address("/2020/"))
    waiting = signed_in.locator(".duties").first.locator("li").first
    title = waiting.locator(".duty-title").inner_text()
    waiting.get_by_role("button", name="Pricka av").click()
    signed_in.locator(".message").wait_for()
    assert DutyDone.objects.in_association(association).count() == 1
    signed_in.locator("details.more summary", has_text="Klart").click()
    done = signed_in.locator("details.more li", has_text=title)
    assert_accessible(signed_in)
    done.get_by_role("button", name="Ångra").click()
    signed_in.locator(".message", has_text="inte längre").wait_for()
    assert not DutyDone.objects.in_association(association).exists()


def test_a_mark_on_the_line_leads_to_its_duty(signed_in: Any, address: Address) -> None:
    signed_in.goto(address("/2020/"))
    signed_in.locator(".marks a").last.click()
    expect(signed_in).to_have_url(re.compile("#requisitions_4"))
    signed_in.set_viewport_size({"width": 360, "height": 800})
    expect(signed_in.locator(".months")).to_be_hidden()
    expect(signed_in.locator(".duties").first).to_be_visible()


def test_pictures_come_where_the_page_keeps_their_place(signed_in: Any, address: Address) -> None:
    signed_in.goto(address("/2020/"))
    signed_in.wait_for_load_state("networkidle")
    sizes = signed_in.eval_on_selector_all(
        ".chart-picture img", "all => all.map(one => [one.naturalHeight, +one.getAttribute('height')])"
    )
    assert sizes
    assert all(abs(drawn - kept) <= 1 for drawn, kept in sizes)


def test_the_boards_word_with_an_error_in_words(signed_in: Any, address: Address, pictures: Path | None) -> None:
    signed_in.goto(address("/2020/mal/"))
    signed_in.get_by_role("link", name="Bedöm nästa mål").click()
    signed_in.wait_for_url("**/2020/mal/M2/")
    signed_in.goto(address("/2020/mal/M1/"))
    signed_in.get_by_label("Inte uppfyllt").check()
    signed_in.get_by_role("button", name="Spara bedömningen").click()
    signed_in.get_by_role("alert").wait_for()
    assert_accessible(signed_in)
    photograph(signed_in, pictures, "goal-wrong")
    signed_in.set_viewport_size({"width": 1280, "height": 900})
    expect(signed_in.get_by_label("Inte uppfyllt")).to_be_checked()
    signed_in.get_by_label("Kommentar").fill("Målet gällde kvinnor")
    with signed_in.expect_navigation():
        signed_in.get_by_role("button", name="Spara bedömningen").click()
    signed_in.get_by_text("Skiljer sig från siffrorna").wait_for()
    assert_accessible(signed_in)
