"""Hostile texts in a real browser: every page crawled, no dialog opens, no policy is broken, no script fails, text is text."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from stegvis.associations.models import Association, User
from stegvis.reports import actions
from support.browsing import settled
from support.payloads import ALL, PAYLOADS, hostile_files
from support.people import make_user
from support.register import put
from support.released import released
from support.trust import YEAR, House, house, on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "person"])]
Address = Callable[[str], str]
_FILE = r"\.(?:csv|xlsx|px|json-stat|json|toml|zip|svg|png|pdf|docx|html)$"
_PAGE = re.compile(rf"^(?!/(?:(?!2020)\d{{4}}|static|api)/)(?!.*{_FILE}).*$")
#: One of each is enough: a line of a statement, a voucher, a section of the report, a text of it.
_ALIKE = (
    r"/ekonomi/[^/]+/[^/]+/$",
    r"/utgava/\d+/",
    r"/rapporter/text/",
    r"/rapporter/versioner/",
    r"/insatser/[^/]+/$",
    r"/statistik/[^/]+/$",
)
_MOST_ALIKE = 3


@pytest.fixture
def hostile(transactional_db: None, tmp_path: Path) -> House:
    found = house(tmp_path, **hostile_files())
    actions.build_report(by=found.people["office"], association=found.association, year=YEAR, on=on())
    return found


@pytest.fixture
def association(hostile: House) -> Association:
    return hostile.association


@pytest.fixture
def office(association: Association) -> User:
    """Karin, whose own name is hostile as well."""
    karin = make_user("Karin", association)
    User.objects.filter(pk=karin.pk).update(name=PAYLOADS[0] + PAYLOADS[1])
    return karin


def test_no_page_runs_what_somebody_wrote(signed_in: Any, address: Address) -> None:
    dialogs: list[str] = []
    signed_in.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    seen = _crawl(signed_in, address)
    assert len(seen) > 25
    assert dialogs == []
    whole = "\n".join(seen.values())
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in whole, payload


def _crawl(page: Any, address: Address) -> dict[str, str]:
    """Every kind of page once or a few times, with the text that a reader sees; complaints fail in the page's own fixture."""
    waiting, seen, alike = (
        ["/2020/", "/las-in/", "/installningar/", "/2020/rapporter/text/summary/"],
        {},
        dict.fromkeys(_ALIKE, 0),
    )
    while waiting:
        path = waiting.pop(0)
        kind = next((one for one in _ALIKE if re.search(one, path)), None)
        if path in seen or (kind and alike[kind] >= _MOST_ALIKE):
            continue
        if kind:
            alike[kind] += 1
        page.goto(address(path))
        seen[path] = " ".join(page.evaluate(_TEXT).split())
        waiting += [one for one in page.evaluate(_LINKS) if _PAGE.match(one) and one not in seen]
    return seen


_TEXT = (
    "() => document.body.textContent + [...document.querySelectorAll('textarea,input')].map(one => one.value).join(' ')"
)
_LINKS = (
    "() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin).map(a => a.pathname)"
)


def test_open_pages_and_the_files_that_a_browser_shows_run_nothing(page: Any, hostile: House, address: Address) -> None:
    rows = dict.fromkeys(PAYLOADS, (9, 8, 17)) | {"total": (90, 80, 170)}
    put(hostile.association, released("referrals-by-referrer", "referrer", rows, population="referrals"), YEAR)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    number = hostile.association.organisation_number
    file = f"/api/v1/associations/{number}/tables/{YEAR}/referrals-by-referrer"
    for path in (f"/oppet/{number}/statistik/{YEAR}/referrals-by-referrer/", f"{file}.html", f"{file}.svg", file):
        page.goto(address(path))
        assert page.locator("script:not([src]), iframe, img:not([src*='diagram']), [onload], [onerror]").count() == 0, (
            path
        )
        said = " ".join(page.evaluate("() => document.documentElement.textContent").split())
        assert "alert(1)" in said or path == file, path
    assert dialogs == []


def test_writing_it_and_seeing_it_printed(signed_in: Any, address: Address) -> None:
    """The editor saves by itself and shows its preview without a new page: that way too text stays text."""
    dialogs: list[str] = []
    signed_in.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    signed_in.goto(address("/2020/rapporter/text/events/"))
    signed_in.locator("textarea").first.fill(ALL.replace("{", "(").replace("}", ")"))
    signed_in.locator("[data-preview]").first.click()
    signed_in.locator("#provtryck").get_by_text("alert(1)").first.wait_for()
    expect(signed_in.locator("#provtryck img, #provtryck script, #provtryck svg[onload]")).to_have_count(0)
    expect(signed_in.locator("#provtryck a[href^='javascript']")).to_have_count(0)
    signed_in.goto(address("/sok/?q=%3Cscript%3Ealert(1)%3C/script%3E"))
    signed_in.keyboard.press("/")
    with signed_in.expect_response("**/sok/**"):
        signed_in.keyboard.insert_text('"><img src=x onerror=alert(9)>')
    settled(signed_in)
    assert dialogs == []


def test_the_downloaded_page_runs_nothing_of_its_own(page: Any, hostile: House, tmp_path: Path) -> None:
    """The report's page for the web stands alone, without our headers: it holds no program at all."""
    from stegvis.reports.models import Edition, EditionFile

    edition = Edition.objects.in_association(hostile.association).order_by("-number").first()
    assert edition is not None
    stored = EditionFile.objects.in_association(hostile.association).get(edition=edition, kind="html")
    path = tmp_path / "report.html"
    path.write_bytes(bytes(stored.content))
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    assert page.locator("script, iframe, object, embed, [onload], [onerror], a[href^='javascript']").count() == 0
    assert dialogs == []
