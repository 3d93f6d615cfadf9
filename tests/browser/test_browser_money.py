"""Money and initiatives in a browser: from a printed amount down to the voucher, in both languages and at every width."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association
from support.browsing import assert_accessible_at_every_width, photograph
from support.money import with_money

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
WIDTHS = {"sv": (1280, 320), "en": (360,)}
PAGES = {
    "economy": "ekonomi/", "balance": "ekonomi/balansrakning/", "line": "ekonomi/driftredovisning/i11/",
    "ratios": "ekonomi/nyckeltal/", "vouchers": "ekonomi/verifikationer/", "initiatives": "insatser/",
    "initiative": "insatser/nya-vagar/",
}  # fmt: skip


@pytest.fixture
def association(transactional_db: None) -> Association:
    return with_money()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_is_accessible_at_every_width(
    signed_in: Any, address: Address, pictures: Path | None, language: str
) -> None:
    if language == "en":
        signed_in.get_by_role("button", name="English").first.click()
        signed_in.get_by_role("link", name="Overview").wait_for()
    for name, page in PAGES.items():
        signed_in.set_viewport_size({"width": 1280, "height": 900})
        signed_in.goto(address(f"/2020/{page}"))
        assert_accessible_at_every_width(signed_in, WIDTHS[language])
        photograph(signed_in, pictures, f"{name}-{language}")


def test_from_a_printed_amount_to_the_voucher(signed_in: Any, address: Address) -> None:
    signed_in.goto(address("/2020/ekonomi/"))
    signed_in.get_by_role("link", name="Resultaträkning").click()
    signed_in.wait_for_url("**/ekonomi/resultatrakning/")
    signed_in.locator("main tbody th a").first.click()
    signed_in.get_by_role("heading", name="Årets verifikationer").wait_for()
    signed_in.locator("table.entries tbody a").first.click()
    signed_in.get_by_role("heading", level=1, name="Verifikation").wait_for()
    expect(signed_in.locator("tr.row-total td.number")).to_have_text("0,00")


def test_initiatives_are_filtered_and_turned_over(signed_in: Any, address: Address) -> None:
    signed_in.goto(address("/2020/insatser/"))
    signed_in.get_by_label("Namn, ägare eller målgrupp").fill("spåret")
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**q=sp**")
    signed_in.get_by_role("link", name="IT-spåret").click()
    signed_in.wait_for_url("**/insatser/it-sparet/")
    with signed_in.expect_navigation():
        signed_in.get_by_role("navigation", name="Andra insatser").get_by_role("link").last.click()
    expect(signed_in.get_by_role("heading", level=1)).not_to_have_text("IT-spåret")
