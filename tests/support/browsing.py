"""What browser tests ask of every page: no violation of WCAG 2.1 A and AA, no broken policy, no script that fails.

A test waits for what it has asked for, never for a time: `expect(...)`, `page.wait_for_url(...)`, or `page.expect_navigation()`
around what leads to a new page that cannot be told from the old one.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[1] / "browser" / "axe.min.js"
PATIENCE = 30_000  # milliseconds: a busy machine is slow, and what has come is not waited for
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # As playwright has it and, of every new window's own parts, none that is a page by itself and takes as long as ours.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,AvoidUnnecessaryBeforeUnloadCheckSync,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,"
    "PreconnectToSearch,ThirdPartyStoragePartitioning",
]
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "resultTypes": ["violations"],  # what passes is not written out
}


class Watch:
    """Listens to a page for what nobody sees: broken policy, failed scripts."""

    def __init__(self, page: Any) -> None:
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


def sign_in(page: Any, address: Callable[[str], str], email: str, password: str, to: str = "/") -> None:
    """Sign in by the form, and come to where one was going."""
    page.goto(address(f"/logga-in/?next={to}"))
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(lambda url: "logga-in" not in url)


def comes_true(page: Any, holds: Callable[[], bool]) -> None:
    """Wait for what no page shows, such as what was saved behind it."""
    until = time.monotonic() + PATIENCE / 1000
    while not holds():
        assert time.monotonic() < until, "it never came true"
        page.wait_for_timeout(50)


def settled(page: Any) -> None:
    """Wait until the page has all its parts, and until nothing that it asked for is on its way."""
    from playwright.sync_api import expect

    page.wait_for_load_state("load")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def violations(page: Any) -> list[str]:
    """What axe finds on the page as it stands, each with where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", _RULES)
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def assert_accessible(page: Any) -> None:
    """No violation, one heading of the first rank, and nothing wider than the window."""
    settled(page)
    assert violations(page) == []
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def assert_accessible_at_every_width(page: Any, widths: tuple[int, ...] = (1280, 360, 320)) -> None:
    """The same at desktop, at a phone, and at the narrowest that must work."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)


def photograph(page: Any, folder: Path | None, name: str) -> None:
    """Lay pictures of the page at two widths in a folder, when one was asked for."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(folder / f"{name}-{width}.png"), full_page=True)
