"""The page of an examined report, opened as a file: accessible at every width, and walked by links between mark and finding."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.render.examined_html import examined_html
from support.browsing import assert_accessible_at_every_width, photograph
from support.examined import compared, with_decision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_of_an_examined_report(page: Any, tmp_path: Path, pictures: Path | None, language: str) -> None:
    _, comparison = compared()
    found = with_decision()
    both = replace(found, findings=(*found.findings, found.accepted[0].finding))
    file = tmp_path / "granskning.html"
    file.write_text(examined_html(both, language, comparison=comparison), "utf-8")
    page.goto(file.as_uri())
    page.locator("summary").click()
    assert_accessible_at_every_width(page)
    photograph(page, pictures, f"examined-{language}")
    page.locator("mark + a").first.click()
    target = page.locator(":target")
    expect(target).to_have_text(re.compile(r"^\s*[12]\."))
    page.locator("article", has=target).locator(".places a").first.click()
    expect(page.locator(":target mark")).to_have_count(1)
