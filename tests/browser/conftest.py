"""Pages in a real browser: Debian's chromium through playwright, and axe-core read as a script.

@pytest.mark.browser
def test_the_overview(signed_in: Page, address: Address) -> None:
    signed_in.goto(address("/2025/"))
    assert_accessible(signed_in)
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stegvis.associations.models import Association, User
from support.browsing import BROWSER_FLAGS, PATIENCE, Watch, sign_in
from support.people import PASSWORD, make_association, make_user

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the tests' own thread
Address = Callable[[str], str]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One chromium for all tests; skipped, with the reason, where there is none."""
    chromium = os.environ.get("STEGVIS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def association(transactional_db: None) -> Association:
    """An association of its own for each test."""
    return make_association("Samordningsförbundet Norra Slätten")


@pytest.fixture
def office(association: Association) -> User:
    """Karin at the office."""
    return make_user("Karin", association)


@pytest.fixture
def address(live_server: object) -> Address:
    """A path as a whole address."""
    return lambda path: f"{live_server.url}{path}"  # type: ignore[attr-defined]


@pytest.fixture
def page(browser: object, live_server: object) -> Iterator[object]:
    """A new page at desktop width. The test fails if the policy was broken or a script went wrong on it."""
    # Without motion: axe would else measure colours half-way from one to the next.
    context = browser.new_context(  # type: ignore[attr-defined]
        viewport={"width": 1280, "height": 900}, locale="sv-SE", reduced_motion="reduce"
    )
    opened = context.new_page()
    watch = Watch(opened)
    yield opened
    context.close()
    assert watch.complaints == []


@pytest.fixture
def signed_in(page: object, office: User, address: Address) -> object:
    """The page, after Karin has signed in by the form."""
    sign_in(page, address, office.email, PASSWORD)
    return page


@pytest.fixture
def plain(browser: object, live_server: object) -> Iterator[object]:
    """A new page on a phone that runs no scripts."""
    context = browser.new_context(  # type: ignore[attr-defined]
        java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where to lay screenshots, when somebody wants to look: STEGVIS_PICTURES=folder."""
    folder = os.environ.get("STEGVIS_PICTURES")
    return Path(folder) if folder else None
