"""The doors: what every answer tells the browser, forms only from our own pages, lock-out, sessions, errors that tell nothing.

And the association's zone on a machine that has no person zone at all, reached by https, as a real installation runs it.
"""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as used
from django.contrib.auth.hashers import identify_hasher
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from stegvis.associations.models import User
from stegvis.associations.permissions import Role
from support.packages import PROFILE, write_folder
from support.people import PASSWORD, make_association, make_user
from support.trust import House, crawl, house
from support.uploads import association_files

pytestmark = pytest.mark.django_db(databases=["default", "person"])
#: Pictures of what is released and booked: kept by the reader's own browser, under an address that names what is drawn.
KEPT = "private, max-age="


@pytest.fixture(scope="module")
def home(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="person"):
        yield house(tmp_path_factory.mktemp("home"))
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="person")


@pytest.fixture(scope="module")
def answers(home: House, django_db_blocker: Any) -> dict[str, Any]:
    """Every page and file that the office reaches."""
    with django_db_blocker.unblock():
        return crawl(home.client())


# Headers


def test_every_page_and_file_tells_the_browser_what_it_may_do(home: House, answers: dict[str, Any]) -> None:
    answers = answers | {
        one: home.client().get(one) for one in ("/las-in/", "/finns-inte/", "/2020/mal/finns-inte/", "/losenord/")
    }
    answers |= {"(sign in)": Client().get("/logga-in/"), "(static)": Client().get("/static/web/stegvis.css")}
    assert len(answers) > 40
    for address, answer in answers.items():
        headers, policy = answer.headers, answer.headers.get("Content-Security-Policy", "")
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "same-origin", address
        if address == "(static)":
            continue
        assert "default-src 'none'" in policy, address
        assert "frame-ancestors 'none'" in policy, address
        assert "base-uri 'none'" in policy, address
        assert not re.search(r"unsafe|nonce|http|\*", policy), address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        _assert_not_kept(address, headers)


def _assert_not_kept(address: str, headers: Any) -> None:
    """Nothing of a signed-in page is kept by anyone; a picture by the reader's own browser; what is open, by everyone."""
    said = headers["Cache-Control"]
    if address.startswith(("/oppet/", "/api/")):
        assert said.startswith("public"), address
        assert "Set-Cookie" not in headers, address
        return
    if headers["Content-Type"].startswith("image/"):
        assert said.startswith("private"), address
        assert "public" not in said, address
    else:
        assert "no-store" in said, address
        assert "private" in said, address


def test_no_page_has_inline_script_or_style(answers: dict[str, Any]) -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=[\"']|javascript:|srcdoc")
    for address, answer in answers.items():
        if "html" in answer["Content-Type"] and "attachment" not in answer.get("Content-Disposition", ""):
            assert inline.search(answer.content.decode()) is None, address


def test_a_downloaded_page_is_never_shown_as_one_of_ours(home: House) -> None:
    answer = home.client().get("/2020/rapporter/utgava/1/arsredovisning.html")
    assert answer["Content-Disposition"].startswith("attachment")


def test_cookies_are_for_us_alone() -> None:
    make_user("Karin", make_association("Norra"))
    client = Client()
    client.get("/logga-in/")
    client.post("/logga-in/", {"email": "karin@exempel.se", "password": PASSWORD})
    client.post("/sprak/", {"language": "en"})
    assert {used.SESSION_COOKIE_NAME, used.CSRF_COOKIE_NAME, used.LANGUAGE_COOKIE_NAME} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


# Forms


def test_a_form_from_elsewhere_is_refused_everywhere(home: House) -> None:
    client = home.client(enforce_csrf_checks=True)
    ids = home.ids
    for address in (
        "/logga-in/", "/logga-ut/", "/losenord/", "/sprak/", "/forbund/", f"/arbeten/{ids['job']}/igen/", "/2020/rapporter/gor/",
        "/2020/oversikt/uppgifter/annual_report/", "/2020/mal/M1/", "/2020/rapporter/text/events/",
        "/2020/rapporter/spara/events/", "/2020/rapporter/forhandsgranska/events/", "/2020/rapporter/versioner/events/",
        "/las-in/", f"/las-in/{ids['upload']}/bekrafta/", f"/las-in/{ids['upload']}/ta-bort/",
    ):  # fmt: skip
        answer = client.post(address, {"text": "x"})
        assert answer.status_code == 403, address
        assert "formulär" in answer.content.decode().lower(), address
    assert client.get("/2020/").status_code == 200  # nobody was signed out by it


def test_one_signs_out_by_a_form_and_never_by_a_link(home: House) -> None:
    client = home.client()
    assert client.get("/logga-ut/").status_code == 405
    assert client.get("/2020/").status_code == 200
    client.post("/logga-ut/")
    assert client.get("/2020/")["Location"].startswith("/logga-in/")


# Sign-in


def test_sign_in_is_throttled_for_an_account_and_an_address(home: House) -> None:
    """Not by what a browser says of itself, nor by how the address is written; and others sign in as before."""
    user = make_user("Karin", home.association)
    guess = {"email": "karin@exempel.se", "password": "gissning"}
    for place, email in enumerate(
        ("karin@exempel.se", "KARIN@exempel.se", " karin@exempel.se", "Karin@Exempel.SE", "karin@exempel.se")
    ):
        headers = {"User-Agent": f"x{place}", "X-Forwarded-For": f"10.0.0.{place}"}
        answer = Client().post("/logga-in/", {**guess, "email": email}, headers=headers)
    assert answer.status_code == 429
    right = {"email": user.email, "password": PASSWORD}
    assert Client().post("/logga-in/", right).status_code == 429
    assert Client().post("/logga-in/", right, REMOTE_ADDR="192.0.2.7").status_code == 302
    other = {"email": home.people[Role.BOARD].email, "password": PASSWORD}
    assert Client().post("/logga-in/", other).status_code == 302


def test_passwords_are_kept_by_argon2_at_its_full_cost() -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from stegvis import settings as real

    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert Argon2PasswordHasher.memory_cost >= 19_456
    user = make_user("Karin")
    assert identify_hasher(user.password).algorithm == "argon2"
    assert PASSWORD not in user.password


def test_no_password_that_somebody_tried_is_kept_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    from django.db import connection

    caplog.set_level(logging.DEBUG)
    make_user("Karin", make_association("Norra"))
    for password in ("fel-kanarie-31", PASSWORD):
        Client().post("/logga-in/", {"email": "karin@exempel.se", "password": password})
    connection.ensure_connection()
    kept = "\n".join(connection.connection.iterdump()) + caplog.text
    assert "karin@exempel.se" in kept
    assert "fel-kanarie-31" not in kept
    assert PASSWORD not in kept


def test_a_session_ends_and_is_a_new_one_after_sign_in() -> None:
    make_user("Karin", make_association("Norra"))
    client = Client()
    client.get("/logga-in/")
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = client.cookies[used.SESSION_COOKIE_NAME].value if used.SESSION_COOKIE_NAME in client.cookies else ""
    client.post("/logga-in/", {"email": "karin@exempel.se", "password": PASSWORD})
    cookie = client.cookies[used.SESSION_COOKIE_NAME]
    assert cookie.value != planted
    assert 0 < int(cookie["max-age"]) <= 12 * 60 * 60
    stolen = Client()
    stolen.cookies[used.SESSION_COOKIE_NAME] = cookie.value
    assert stolen.get("/losenord/").status_code == 200
    client.post("/logga-ut/")
    assert stolen.get("/losenord/").status_code == 302


def test_a_session_of_twelve_hours_is_over(home: House) -> None:
    from datetime import timedelta

    from django.contrib.sessions.models import Session
    from django.utils import timezone

    client = home.client()
    assert client.get("/losenord/").status_code == 200
    Session.objects.filter(pk=client.cookies[used.SESSION_COOKIE_NAME].value).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    assert client.get("/losenord/").status_code == 302


# Errors


SECRETS = (
    "Traceback",
    "hemlig detalj",
    "/src/stegvis",
    "site-packages",
    "RuntimeError",
    "urlpatterns",
    "SELECT ",
    "sqlite",
)


def test_what_goes_wrong_inside_is_told_to_nobody(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("hemlig detalj")

    monkeypatch.setattr("stegvis.reports.views.goals.lines_of", broken)
    assert used.DEBUG is False
    for language in ("sv", "en"):
        client = home.client(raise_request_exception=False)
        client.cookies[used.LANGUAGE_COOKIE_NAME] = language
        answer = client.get("/2020/mal/")
        assert answer.status_code == 500
        assert [word for word in SECRETS if word in answer.content.decode()] == []
        assert "default-src 'none'" in answer["Content-Security-Policy"]


HOSTILE = (
    "%00", "%FF%FE", "..%2F..%2Fetc%2Fpasswd", "99999999999999999999999", "-1", "%C2%B2", "' OR 1=1 --", "%E2%80%AE", "x" * 3000,
    "{{7*7}}", "<script>alert(1)</script>",
)  # fmt: skip
PLACES = (
    "/sok/?q={}", "/2020/mal/{}/", "/2020/statistik/?sok={}", "/2020/statistik/{}/", "/2020/statistik/exits-by-reason/?visa={}",
    "/2020/statistik/exits-by-reason.csv?part={}", "/2020/statistik/exits-by-reason.{}", "/2020/oversikt/{}.svg",
    "/2020/ekonomi/{}/", "/2020/ekonomi/resultatrakning/{}/", "/2020/ekonomi/resultatrakning.{}",
    "/2020/ekonomi/verifikationer/{}/", "/2020/ekonomi/verifikationer/?sok={}&sida={}&ordning={}", "/2020/ekonomi/budget-{}.svg",
    "/2020/rapporter/utgava/{}/summary/", "/2020/rapporter/utgava/1/{}/", "/2020/rapporter/utgava/1/arsredovisning.{}",
    "/2020/rapporter/text/{}/", "/2020/rapporter/versioner/{}/", "/2020/rapporter/siffror/?figure={}", "/2020/insatser/{}/",
    "/2020/insatser/?ordning={}&sok={}", "/arbeten/{}/", "/las-in/{}/", "/las-in/?sida={}",
    "/installningar/logg/?slag={}&sida={}", "/{}/", "/logga-in/?next={}",
)  # fmt: skip


def test_nothing_in_an_address_breaks_a_page(home: House) -> None:
    client, broken = home.client(raise_request_exception=False), []
    for place in PLACES:
        for hostile in HOSTILE:
            answer = client.get(place.replace("{}", hostile))
            if answer.status_code >= 500:
                broken.append((place, hostile[:30]))
    assert broken == []


def test_nothing_in_a_form_breaks_a_page(home: House, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client, broken = home.client(raise_request_exception=False), []
    for address, fields in (
        ("/2020/mal/M1/", ("assessed", "comment", "version")),
        ("/2020/rapporter/text/events/", ("text", "state", "seen", "do", "figure")),
        ("/2020/rapporter/spara/events/", ("text", "state", "seen")),
        ("/2020/rapporter/forhandsgranska/events/", ("text",)),
        ("/2020/rapporter/versioner/events/", ("number", "version")),
        ("/forbund/", ("association",)), ("/sprak/", ("language", "next")), ("/losenord/", ("present", "new")),
        ("/logga-in/", ("email", "password", "next")), ("/las-in/", ("package",)),
    ):  # fmt: skip
        for bad in ("\0", "²", "9" * 30, "-1", "\ud800", "\u202e", "x" * 5000, "../..", "[]"):
            body = "&".join(f"{name}={quote(bad.encode('utf-8', 'surrogatepass'))}" for name in fields)
            if client.post(address, body, content_type="application/x-www-form-urlencoded").status_code >= 500:
                broken.append((address, bad[:9]))
    assert broken == []


# A machine without a person zone


@pytest.fixture(scope="module")
def plain(tmp_path_factory: Any) -> dict[str, Any]:
    """What an installation without person zone, reached by https, answers: its own databases, keys and settings."""
    folder = tmp_path_factory.mktemp("plain")
    write_folder(folder / "package", association_files(association=PROFILE))
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("STEGVIS_", "DJANGO_SETTINGS"))
    }
    environment |= {
        "STEGVIS_DATA": str(folder / "data"),
        "STEGVIS_HTTPS": "1",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    done = subprocess.run(  # noqa: PLW1510  (what it said is shown)
        [sys.executable, "-m", "support.plain_installation", str(folder / "package")],
        env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_the_association_zone_stands_alone(plain: dict[str, Any]) -> None:
    assert plain["databases"] == ["default"]
    assert plain["files"] == ["association.sqlite3"]
    assert not plain["person_key"]
    assert set(plain["pages"].values()) == {200}
    assert len(plain["pages"]) > 15


def test_whoever_asks_for_persons_there_is_told_that_there_is_no_zone(plain: dict[str, Any]) -> None:
    assert plain["asked_for_persons"] == "ConnectionDoesNotExist"
    assert plain["person_zone"] == 404
    assert plain["tables_of_persons"] == []


def test_by_https_cookies_are_secure_and_http_leads_to_https(plain: dict[str, Any]) -> None:
    assert plain["by_http"] == [301, "https://localhost/logga-in/"]
    assert "max-age=31536000" in plain["hsts"]
    cookies = plain["cookies"]
    assert {"__Host-session", "__Host-csrf"} <= set(cookies)
    for name, cookie in cookies.items():
        assert "Secure" in cookie, name
        assert "HttpOnly" in cookie, name
        assert "SameSite=Lax" in cookie, name
        assert "Domain" not in cookie, name


def test_the_real_settings_keep_errors_to_themselves(plain: dict[str, Any]) -> None:
    assert plain["debug"] is False
    assert plain["unknown_host"] == 400
    assert plain["not_found"][0] == 404
    assert [word for word in SECRETS if word in plain["not_found"][1]] == []


def test_the_users_of_the_tests_are_not_in_the_cache() -> None:
    cache.clear()
    assert not User.objects.filter(email="karin@exempel.se").exists()
