"""The frame: who is let in, what headers say, what stays in the language, and what is said when something is wrong."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from stegvis.associations.models import AuditEvent, User
from stegvis.associations.permissions import Role
from stegvis.web.navigation import ENTRIES
from stegvis.web.search import find
from stegvis.web.templatetags import components, numbers
from support.interface_strings import CATALOGUE, messages_of_interface, untranslated
from support.people import PASSWORD, make_association, make_user

pytestmark = pytest.mark.django_db(databases=["default", "person"])
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def karin() -> User:
    return make_user("Karin", make_association())


@pytest.fixture
def at_the_office(client: Client, karin: User) -> Client:
    client.force_login(karin, backend=BACKEND)
    return client


def sign_in(client: Client, password: str, **values: str) -> Any:
    return client.post("/logga-in/", {"email": "Karin@Exempel.se", "password": password, **values})


def test_signing_in_is_logged_and_leads_on(client: Client, karin: User) -> None:
    assert sign_in(client, PASSWORD, next="/losenord/")["Location"] == "/losenord/"
    assert AuditEvent.objects.latest("sequence").verb == "sign_in"
    assert client.post("/logga-ut/")["Location"] == "/logga-in/"
    assert AuditEvent.objects.latest("sequence").verb == "sign_out"
    assert client.get("/losenord/").status_code == 302


@pytest.mark.parametrize(
    "elsewhere", ["https://ont.example/", "//ont.example", "javascript:alert(1)", r"\\ont.example"]
)
def test_signing_in_never_leads_elsewhere(client: Client, karin: User, elsewhere: str) -> None:
    assert sign_in(client, PASSWORD, next=elsewhere)["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, karin: User) -> None:
    def page(email: str) -> str:
        answer = client.post("/logga-in/", {"email": email, "password": "fel"})
        assert answer.status_code == 422
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    assert page("karin@exempel.se") == page("ingen@exempel.se")


def test_five_wrong_passwords_lock_the_address_also_for_the_right_one(client: Client, karin: User) -> None:
    make_user("Bo", make_association("Södra"))
    statuses = [sign_in(client, "fel").status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 429]
    locked = sign_in(client, PASSWORD)
    assert locked.status_code == 429
    assert "15 minuter" in locked.content.decode()
    assert client.post("/logga-in/", {"email": "bo@exempel.se", "password": PASSWORD}).status_code == 302


def test_a_closed_account_is_not_let_in(client: Client, karin: User) -> None:
    from django.utils import timezone

    User.objects.filter(pk=karin.pk).update(closed_on=timezone.localdate())
    assert sign_in(client, PASSWORD).status_code == 422


def test_passwords_are_kept_by_argon2(karin: User) -> None:
    assert karin.password.startswith("argon2$argon2id$")


def test_changing_the_password_signs_other_browsers_out(at_the_office: Client, karin: User) -> None:
    other = Client()
    other.force_login(karin, backend=BACKEND)
    new = {"present": PASSWORD, "new": "fyra nya ord i rad"}
    assert at_the_office.post("/losenord/", {**new, "present": "fel"}).status_code == 422
    assert at_the_office.post("/losenord/", {**new, "new": "karin@exempel.se"}).status_code == 422
    assert at_the_office.post("/losenord/", new).status_code == 302
    assert at_the_office.get("/losenord/").status_code == 200
    assert other.get("/losenord/").status_code == 302


def test_every_answer_tells_the_browser_what_it_may_do(at_the_office: Client) -> None:
    for address in ("/losenord/", "/finns-inte/", "/sok/?q=x"):
        headers = at_the_office.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "private, no-store"


def test_no_page_has_script_or_style_in_it() -> None:
    from stegvis.settings import SOURCE

    pages = [path for path in SOURCE.rglob("*.html") if "templates" in path.parts]
    assert len(pages) > 20
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|hx-on")
    assert [path.name for path in pages if inline.search(path.read_text("utf-8"))] == []
    assert [
        path.name for path in pages if re.search(r"\|safe\b|autoescape off|mark_safe", path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(("language", "words"), [("sv", "Sidan finns inte"), ("en", "There is no such page")])
def test_errors_are_said_in_the_readers_language(client: Client, language: str, words: str) -> None:
    client.cookies["stegvis-language"] = language
    answer = client.get("/finns-inte/")
    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Formuläret hann bli för gammalt"), ("en", "The form became too old")]
)
def test_a_form_that_is_not_ours_is_refused_kindly(language: str, words: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["stegvis-language"] = language
    answer = client.post("/logga-in/", {"email": "a@b.se", "password": "x"})
    assert answer.status_code == 403
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Något gick sönder hos oss"), ("en", "Something broke on our side")]
)
def test_our_own_mistakes_are_said_without_their_inside(
    client: Client, settings: Any, language: str, words: str
) -> None:
    settings.ROOT_URLCONF = "support.screens"
    client.raise_request_exception = False
    client.force_login(make_user("Karin", make_association()), backend=BACKEND)
    client.post("/sprak/", {"language": language})
    answer = client.get("/sonder/")
    assert answer.status_code == 500
    assert words in answer.content.decode()
    assert "on purpose" not in answer.content.decode()


def test_whoever_lacks_the_role_is_told_so(client: Client) -> None:
    client.force_login(make_user("Anna", make_association(), Role.STAFF), backend=BACKEND)
    answer = client.get("/sok/")
    assert answer.status_code == 403
    assert "Du kommer inte åt sidan" in answer.content.decode()


def test_the_language_follows_the_account(at_the_office: Client, karin: User) -> None:
    assert at_the_office.post("/sprak/", {"language": "en", "next": "/losenord/"})["Location"] == "/losenord/"
    assert at_the_office.get("/losenord/")["Content-Language"] == "en"
    karin.refresh_from_db()
    assert karin.language == "en"
    at_the_office.post("/sprak/", {"language": "xx"})
    assert at_the_office.get("/losenord/")["Content-Language"] == "en"


def test_one_goes_only_to_ones_own_associations(at_the_office: Client, karin: User) -> None:
    other = make_association("Södra")
    assert at_the_office.post("/forbund/", {"association": str(other.pk)}).status_code == 404
    assert at_the_office.post("/forbund/", {"association": "x"}).status_code == 404


def test_state_is_never_changed_by_a_link(at_the_office: Client) -> None:
    for address in ("/logga-ut/", "/sprak/", "/forbund/"):
        assert at_the_office.get(address).status_code == 405


def test_the_left_column_has_at_most_eight_entries() -> None:
    assert len(ENTRIES) <= 8


def test_search_finds_pages_that_the_reader_may_see(settings: Any, karin: User) -> None:
    settings.ROOT_URLCONF = "support.screens"
    association = karin.memberships.get().association
    assert [hit.address for hit in find(karin, association, 2025, " eko ")] == ["/2025/ekonomi/"]
    assert find(karin, association, 2025, "  ") == ()
    board = make_user("Bo", association, Role.BOARD)
    assert find(board, association, 2025, "läs in") == ()


# Words and numbers


def test_every_word_of_the_interface_is_in_english_too() -> None:
    assert len(messages_of_interface()) > 50
    assert untranslated() == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    import polib

    written = {(e.msgid, e.msgstr, str(e.msgstr_plural)) for e in polib.pofile(str(CATALOGUE))}
    compiled = {(e.msgid, e.msgstr, str(e.msgstr_plural)) for e in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}
    assert compiled == written


def test_numbers_are_written_as_the_language_does() -> None:
    assert numbers.money(2796281) == "2\u202f796\u202f281\u00a0kr"
    assert numbers.percent(Decimal("0.364")) == "36,4\u00a0%"
    assert numbers.number(-38774) == "\u221238\u202f774"
    assert numbers.number(None) == numbers.percent(None) == numbers.money(None) == "–"
    assert numbers.count(None) == ".."
    with translation.override("en"):
        assert numbers.number(-38774) == "\u221238,774"


@pytest.mark.parametrize(
    ("now", "before", "kind", "words"),
    [
        (36, 24, "count", "12 fler än 2023"),
        (24, 36, "count", "12 färre än 2023"),
        (24, 24, "count", "lika många som 2023"),
        (-100, 50, "money", "150\u00a0kr mindre än 2023"),
        (Decimal("0.416"), Decimal("0.393"), "share", "2,3 procentenheter högre än 2023"),
        (Decimal("0.4161"), Decimal("0.4162"), "share", "samma som 2023"),
        (None, 24, "count", ""),
        (24, None, "count", ""),
    ],
)
def test_a_change_is_said_in_words(now: Any, before: Any, kind: str, words: str) -> None:
    assert numbers.change(now, before, 2023, kind) == words


def test_a_small_line_needs_two_years() -> None:
    assert components.sparkline([None, 3]) == ""
    assert components.sparkline([]) == ""
    assert components.sparkline([1, None, 3]).count(",") == 2
    assert 'points="3.0,14.0 93.0,14.0"' in components.sparkline([2, 2])


# Files from outside


def upload(client: Client) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post("/losenord/", {"file": SimpleUploadedFile("paket.zip", b"x" * 3000)})


def test_a_file_that_is_too_large_is_refused_before_it_is_read(at_the_office: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2000
    answer = upload(at_the_office)
    assert answer.status_code == 413
    assert "Filen är för stor" in answer.content.decode()


def test_files_are_counted_by_the_hour(at_the_office: Client, settings: Any) -> None:
    settings.UPLOADS_PER_HOUR = 3
    assert [upload(at_the_office).status_code for _ in range(4)] == [422, 422, 422, 429]
