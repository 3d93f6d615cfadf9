"""Who reaches what: every address × method × person, made from the resolver against the reviewed table below.

A new address without a row fails. A row says the address, who may, and the status that they get for GET and for POST (an
empty form); None is 405. HEAD is as GET, or 405 where it says so; PUT and DELETE are always 405.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from stegvis.associations import actions
from stegvis.associations.models import AuditEvent, Membership
from stegvis.associations.permissions import PERSON_ROLES, Role
from support.people import OPERATOR, make_association, make_user
from support.trust import House, addresses, client_of, house

pytestmark = pytest.mark.django_db(databases=["default", "person"])

OFFICE = frozenset({"office", "director"})
AUDIT = OFFICE | {"auditor"}
CHECKERS = OFFICE | {"accountant", "auditor"}
LEAD = frozenset({"lead"})
READERS = frozenset({"office", "director", "accountant", "board", "auditor", "analyst"})
SIGNED_IN, EVERYONE = frozenset({"signed in"}), frozenset({"everyone"})


class Row(NamedTuple):
    address: str
    who: frozenset[str]
    get: int | None
    post: int | None = None
    head: bool = True


TABLE = {
    "start": Row("/", SIGNED_IN, 302),
    "sign-in": Row("/logga-in/", EVERYONE, 200, 422),
    "sign-out": Row("/logga-ut/", EVERYONE, None, 302),
    "password": Row("/losenord/", SIGNED_IN, 200, 422),
    "language": Row("/sprak/", EVERYONE, None, 302),
    "association": Row("/forbund/", SIGNED_IN, None, 404),
    "search": Row("/sok/?q=a", READERS, 200),
    "job": Row("/arbeten/{job}/", READERS, 200),
    "job-retry": Row("/arbeten/{job}/igen/", OFFICE, None, 302),
    "settings": Row("/installningar/", OFFICE, 200),
    "settings-package": Row("/installningar/paket.zip", OFFICE, 200, head=False),
    "settings-open": Row("/installningar/oppna-data/", OFFICE, None, 422),
    "settings-log": Row("/installningar/logg/", AUDIT, 200),
    "overview": Row("/2020/", READERS, 200),
    "overview-chart": Row("{overview}", READERS, 200),
    "overview-duty": Row("/2020/oversikt/uppgifter/annual_report/", OFFICE, None, 302),
    "goals": Row("/2020/mal/", READERS, 200),
    "goals-one": Row("/2020/mal/M1/", OFFICE, 200, 200),
    "statistics": Row("/2020/statistik/", READERS, 200),
    "statistics-table": Row("/2020/statistik/exits-by-reason/", READERS, 200),
    "statistics-file": Row("/2020/statistik/exits-by-reason.csv", READERS, 200, head=False),
    "statistics-chart": Row("{statistics}", READERS, 200),
    "statistics-versions": Row("/2020/statistik/exits-by-reason/versioner/", READERS, 200),
    "statistics-correct": Row("/2020/statistik/exits-by-reason/ratta/", OFFICE, 200, 422),
    "economy": Row("/2020/ekonomi/", READERS, 200),
    "economy-chart": Row("{economy}", READERS, 200),
    "economy-ratios": Row("/2020/ekonomi/nyckeltal/", READERS, 200),
    "economy-vouchers": Row("/2020/ekonomi/verifikationer/", READERS, 200),
    "economy-voucher": Row("/2020/ekonomi/verifikationer/A 1/", READERS, 200),
    "economy-file": Row("/2020/ekonomi/resultatrakning.csv", READERS, 200, head=False),
    "economy-statement": Row("/2020/ekonomi/resultatrakning/", READERS, 200),
    "economy-line": Row("/2020/ekonomi/resultatrakning/initiatives/", READERS, 200),
    "reports": Row("/2020/rapporter/", READERS, 200),
    "reports-make": Row("/2020/rapporter/gor/", OFFICE, None, 302),
    "reports-read-latest": Row("/2020/rapporter/las/", READERS, 302),
    "reports-read": Row("/2020/rapporter/utgava/1/summary/", READERS, 200),
    "reports-file": Row("/2020/rapporter/utgava/1/arsredovisning.pdf", READERS, 200, head=False),
    "reports-check": Row("/2020/rapporter/granska/1/", CHECKERS, None, 302),
    "reports-figures": Row("/2020/rapporter/siffror/", OFFICE, 200),
    "reports-text": Row("/2020/rapporter/text/events/", OFFICE, 200, 422),
    "reports-save": Row("/2020/rapporter/spara/events/", OFFICE, None, 200),
    "reports-preview": Row("/2020/rapporter/forhandsgranska/events/", OFFICE, None, 200),
    "reports-history": Row("/2020/rapporter/versioner/events/", OFFICE, 200, 302),
    "initiatives": Row("/2020/insatser/", READERS, 200),
    "initiatives-chart": Row("/2020/insatser/deltagare-640.svg", READERS, 404),  # the small package has no such chart
    "initiatives-one": Row("/2020/insatser/stegen/", READERS, 200),
    "checks": Row("/granska/", READERS, 200),
    "checks-new": Row("/granska/ny/", CHECKERS, None, 422),
    "checks-words": Row("/granska/ord/", READERS, 200),
    "checks-words-add": Row("/granska/ord/lagg-till/", OFFICE, None, 422),
    "checks-words-save": Row("/granska/ord/spara/", OFFICE, None, 302),
    "checks-words-file": Row("/granska/ord/ord.toml", READERS, 200, head=False),
    "checks-words-restore": Row("/granska/ord/{words}/ta-tillbaka/", OFFICE, None, 302),
    "checks-guides": Row("/granska/kontroller/", READERS, 200),
    "checks-guide": Row("/granska/kontroller/rep-601/", READERS, 200),
    "checks-one": Row("/granska/{checked}/", READERS, 200),
    "checks-file": Row("/granska/{checked}/granskning.json", READERS, 200, head=False),
    "checks-compare": Row("/granska/{checked}/jamfor/", READERS, 302),
    "checks-again": Row("/granska/{checked}/igen/", CHECKERS, None, 302),
    "checks-remove": Row("/granska/{checked}/ta-bort/", CHECKERS, 200, 302),
    "checks-picture": Row("/granska/{checked}/sida-1.png", READERS, 200),
    "checks-finding": Row("/granska/{checked}/1/", READERS, 200),
    "checks-accept": Row("/granska/{checked}/1/godta/", OFFICE, None, 422),
    "checks-withdraw": Row("/granska/{checked}/1/angra/", OFFICE, None, 302),
    "import": Row("/las-in/", OFFICE, 200, 422),
    "import-contents": Row("/las-in/paketet/", OFFICE, 200),
    "import-one": Row("/las-in/{upload}/", OFFICE, 200),
    "import-findings": Row("/las-in/{upload}/fynd.csv", OFFICE, 200, head=False),
    "import-confirm": Row("/las-in/{upload}/bekrafta/", OFFICE, None, 302),
    "import-withdraw": Row("/las-in/{upload}/ta-bort/", OFFICE, None, 302),
    "open": Row("/oppet/{number}/statistik/", EVERYONE, 200),
    "open-period": Row("/oppet/{number}/statistik/2020/", EVERYONE, 200),
    "open-table": Row("/oppet/{number}/statistik/2020/exits-by-reason/", EVERYONE, 200),
    "open-chart": Row("/oppet/{number}/statistik/2020/exits-by-reason/diagram-720.svg", EVERYONE, 200),
    "api": Row("/api/", EVERYONE, 302),
    "root": Row("/api/v1/", EVERYONE, 200, head=False),
    "api-root": Row("/api/v1/", EVERYONE, 200, head=False),
    "openapi-json": Row("/api/v1/openapi.json", EVERYONE, 200),
    "associations": Row("/api/v1/associations", EVERYONE, 200, head=False),
    "catalogue": Row("/api/v1/catalogue.jsonld", EVERYONE, 200, head=False),
    "association_catalogue": Row("/api/v1/associations/{number}/catalogue.jsonld", EVERYONE, 200, head=False),
    "tables": Row("/api/v1/associations/{number}/tables", EVERYONE, 200, head=False),
    "table": Row("/api/v1/associations/{number}/tables/2020/exits-by-reason", EVERYONE, 200, head=False),
    "table_file": Row("/api/v1/associations/{number}/tables/2020/exits-by-reason.csv", EVERYONE, 200, head=False),
    "table_csv_metadata": Row(
        "/api/v1/associations/{number}/tables/2020/exits-by-reason.csv-metadata.json", EVERYONE, 200, head=False
    ),
    # the person zone: its lead, and nobody of the association's
    "figures": Row("/vara-siffror/", LEAD, 200),
    "figures-new": Row("/vara-siffror/nytt/", LEAD, 200, 422),
    "figures-published": Row("/vara-siffror/publicerat/2020/exits-by-reason/", LEAD, 200),
    "figures-job": Row("/vara-siffror/arbete/{work}/", LEAD, 200),
    "figures-draft": Row("/vara-siffror/{draft}/", LEAD, 302),
    "figures-tables": Row("/vara-siffror/{draft}/tabeller/", LEAD, 200, 422),
    "figures-certify": Row("/vara-siffror/{draft}/intyg/", LEAD, 200, 302),
    "figures-coarsen": Row("/vara-siffror/{draft}/form/", LEAD, 200, 200),
    "figures-check": Row("/vara-siffror/{draft}/granska/", LEAD, 200, 302),
    "figures-decide": Row("/vara-siffror/{draft}/beslut/", LEAD, 200, 422),
    "figures-receipt": Row("/vara-siffror/{draft}/kvitto/", LEAD, 302, 302),
    "figures-delete": Row("/vara-siffror/{draft}/ta-bort/", LEAD, None, 302),
}
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE")
PERSONS = (
    "nobody",
    "office",
    "director",
    "accountant",
    "board",
    "auditor",
    "analyst",
    "staff",
    "lead",
    "without",
    "other",
    "other lead",
)
#: Who else asks in the ways that are never answered otherwise than GET and POST: it keeps the matrix quick.
RARELY = ("nobody", "office", "staff", "other")
PICTURES = {"overview": "/2020/", "statistics": "/2020/statistik/exits-by-reason/", "economy": "/2020/ekonomi/"}
#: What names a row of one association: for the other's office it is not there.
OF_ONE_ROW = ("{job}", "{upload}", "{checked}", "{words}", "{draft}", "{work}")


@pytest.fixture(scope="module")
def houses(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    """Both associations, made once: every test leaves them as it found them."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="person"):
        folder = tmp_path_factory.mktemp("houses")
        own = house(folder)
        other = house(folder, "222000-2477", "Annat")
        own.people["without"] = make_user("Utan")
        own.people["other"] = other.people[Role.OFFICE]
        own.people["other lead"] = other.people[Role.LEAD]
        own.__dict__["browsers"] = {person: client_of(own.people.get(person)) for person in PERSONS}
        own.__dict__["pictures"] = {name: _picture_on(own, page) for name, page in PICTURES.items()}
        yield own, other
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="person")


def sample(row: Row, own: House) -> str:
    return row.address.format_map({**own.__dict__["pictures"], **own.ids})


def _picture_on(own: House, page: str) -> str:
    """The first picture that a page shows."""
    found = re.search(r'src="(/2020/[^"?]+\.svg)', own.client().get(page).content.decode())
    return found[1] if found else f"{page}no-such-picture.svg"


def expected(row: Row, method: str, person: str, *, of_a_row: bool) -> int:
    """What the table says: to sign in, forbidden, not there, not that way, or what the row says."""
    may = row.who == EVERYONE or (row.who == SIGNED_IN and person != "nobody") or person in row.who
    may = may or (person == "other" and "office" in row.who) or (person == "other lead" and "lead" in row.who)
    if not may:
        return 302 if person == "nobody" else 403
    status = {"GET": row.get, "HEAD": row.get if row.head else None, "POST": row.post}.get(method)
    if status is None:
        return 405
    return 404 if person in ("other", "other lead") and of_a_row else status


def test_every_address_has_a_reviewed_row() -> None:
    assert {name for name, _, _ in addresses()} == set(TABLE)


def test_every_row_asks_for_what_its_view_says() -> None:
    from stegvis.associations.permissions import ROLES_OF

    for name, _, view in addresses():
        verb, row = view.permission, TABLE[name]
        assert {"everyone": EVERYONE, "signed_in": SIGNED_IN}.get(verb) or ROLES_OF[verb] - {
            Role.OPERATOR
        } == row.who, name


@pytest.mark.parametrize("name", TABLE)
def test_the_matrix(houses: tuple[House, House], name: str, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, _other = houses
    row, wrong = TABLE[name], []
    for person in PERSONS:
        for method in METHODS if person in RARELY else METHODS[: 1 + (row.post is not None)]:
            client = _browser(own, person, anew=row.who == EVERYONE)
            of_a_row = any(mark in row.address for mark in OF_ONE_ROW)
            wanted = expected(row, method, person, of_a_row=of_a_row)
            with transaction.atomic(), transaction.atomic(using="person"):
                answer = client.generic(method, sample(row, own))
                transaction.set_rollback(True)
            if not _is_as(answer, wanted, person, row):
                wrong.append((person, method, wanted, answer.status_code, answer.get("Location")))
    assert wrong == []


def _browser(own: House, person: str, *, anew: bool) -> Client:
    """A signed-in browser, kept between the rows that do not sign in or out."""
    kept = own.__dict__.setdefault("browsers", {})
    if anew:
        return client_of(own.people.get(person))
    return kept[person]


def _is_as(answer: Any, wanted: int, person: str, row: Row) -> bool:
    to_sign_in = str(answer.get("Location", "")).startswith("/logga-in/?next=")
    if to_sign_in != (person == "nobody" and row.who != EVERYONE):
        return False
    return answer.status_code == _for(person, row, wanted)


def _for(person: str, row: Row, wanted: int) -> int:
    """The two doors that are open to all answer by who comes: signed in already, and without an association."""
    if row.address == "/logga-in/" and person != "nobody" and wanted != 405:
        return 302
    return 200 if row.address == "/" and person == "without" and wanted == 302 else wanted


def test_what_is_refused_changes_nothing_and_says_nothing(houses: tuple[House, House], settings: Any) -> None:
    settings.UPLOADS_PER_HOUR = 1000  # the forms below are sent as files are
    own, _ = houses
    before = AuditEvent.objects.count()
    for person in ("staff", "lead", "board", "without", "nobody"):
        client = client_of(own.people.get(person))
        for row in TABLE.values():
            if person not in row.who and row.who not in (SIGNED_IN, EVERYONE):
                answer = client.post(sample(row, own), {"text": "x", "do": "save"})
                assert answer.status_code in (302, 403), row.address
                assert own.people["office"].name not in answer.content.decode(), row.address
    assert AuditEvent.objects.count() == before


# Foreign ids


def foreign(own: House, other: House) -> list[tuple[str, dict[str, str]]]:
    """Addresses and forms that name the other's rows, which one's own office asks for."""
    job, upload, checked = other.ids["job"], other.ids["upload"], other.ids["checked"]
    return [
        (f"GET /arbeten/{job}/", {}),
        (f"POST /arbeten/{job}/igen/", {}),
        (f"GET /las-in/{upload}/", {}),
        (f"GET /las-in/{upload}/fynd.csv", {}),
        (f"POST /las-in/{upload}/bekrafta/", {}),
        (f"POST /las-in/{upload}/ta-bort/", {}),
        (f"GET /granska/{checked}/", {}),
        (f"GET /granska/{checked}/1/", {}),
        (f"GET /granska/{checked}/granskning.json", {}),
        (f"GET /granska/{checked}/sida-1.png", {}),
        (f"GET /granska/{checked}/ta-bort/", {}),
        (f"POST /granska/{checked}/ta-bort/", {}),
        (f"POST /granska/{checked}/1/godta/", {"reason": "x"}),
        (f"POST /granska/{checked}/1/angra/", {}),
        ("POST /forbund/", {"association": str(other.association.pk)}),
        ("GET /2020/mal/HEMLIGT/", {}),
        ("POST /2020/mal/HEMLIGT/", {"assessed": "met", "version": "1"}),
        ("GET /2020/insatser/hemlig/", {}),
        ("GET /2020/ekonomi/verifikationer/H 77/", {}),
        ("GET /2020/ekonomi/resultatrakning/hemlig_rad/", {}),
        ("GET /2020/statistik/exits-by-reason.csv?part=hemlig", {}),
        ("GET /2020/statistik/participants-by-age.csv", {}),
        ("GET /2020/statistik/participants-by-age/participants-by-age-480.svg", {}),
        ("GET /2020/rapporter/utgava/2/arsredovisning.pdf", {}),
        ("GET /2020/rapporter/text/initiatives/hemlig/events/", {}),
        ("POST /2020/rapporter/spara/initiatives/hemlig/events/", {}),
        ("POST /2020/rapporter/forhandsgranska/initiatives/hemlig/events/", {}),
        ("GET /2020/rapporter/versioner/initiatives/hemlig/events/", {}),
        ("POST /2020/rapporter/versioner/events/", {"number": "77", "version": "2"}),
    ]


@pytest.fixture
def with_secrets(houses: tuple[House, House]) -> tuple[House, House]:
    """The other association has a goal, an initiative, a table, an edition and a version that one's own has not."""
    from stegvis.initiatives.models import Initiative
    from stegvis.planning.models import Goal
    from stegvis.reports.models import Edition, Narrative, NarrativeChange
    from support.register import put
    from support.released import released

    own, other = houses
    found = other.association
    Goal.objects.create(association=found, year=2020, code="HEMLIGT", position=9, text="HEMLIGT", level="association")
    one = Initiative.objects.in_association(found).first()
    Initiative.objects.in_association(found).filter(pk=one.pk).update(code="hemlig", name="HEMLIGT")
    put(found, released("participants-by-age", "age_band", {"15-29": (9, 8, 17), "total": (9, 8, 17)}), 2020)
    put(
        found,
        released("exits-by-reason", "exit_reason", {"total": (9, 8, 17)}, population="exits"),
        2020,
        party="hemlig",
    )
    edition = Edition.objects.in_association(found).get()
    edition.pk, edition.number, edition._state.adding = None, 2, True
    from stegvis.associations.rows import new_id

    edition.pk = new_id()
    edition.save(force_insert=True)
    narrative = Narrative.objects.in_association(found).get(section="events")
    NarrativeChange.objects.create(
        association=found, narrative=narrative, number=77, content=b"HEMLIGT", changed_at=timezone.now()
    )
    return own, other


def test_what_is_another_associations_is_not_there(with_secrets: tuple[House, House]) -> None:
    own, other = with_secrets
    client, before = own.client(), AuditEvent.objects.count()
    for asked, form in foreign(own, other):
        method, address = asked.split(" ", 1)
        answer = client.get(address) if method == "GET" else client.post(address, form)
        assert answer.status_code == 404, asked
        assert other.association.name not in answer.content.decode(), asked
        assert "HEMLIGT" not in answer.content.decode().replace("/2020/mal/HEMLIGT/", ""), asked
    assert AuditEvent.objects.count() == before


def test_filters_and_search_find_nothing_of_another_association(with_secrets: tuple[House, House]) -> None:
    own, other = with_secrets
    for address in (
        "/sok/?q=HEMLIGT", "/2020/ekonomi/verifikationer/?sok=HEMLIGT", "/2020/mal/", "/2020/insatser/",
        *(f"{page}?association={other.association.pk}" for page in ("/2020/", "/las-in/", "/installningar/logg/")),
    ):  # fmt: skip
        page = own.client().get(address).content.decode()
        assert other.association.name not in page, address
        assert "hemlig" not in page.replace("HEMLIGT", ""), address
        like_none = own.client().get(address.replace("HEMLIGT", "SAKNAS")).content.decode()
        assert page.count("HEMLIGT") == like_none.count("SAKNAS"), address


def test_a_session_that_names_another_association_is_in_ones_own(houses: tuple[House, House]) -> None:
    own, other = houses
    client = own.client()
    session = client.session
    session["association"] = str(other.association.pk)
    session.save()
    page = client.get("/2020/").content.decode()
    assert own.association.name in page
    assert other.association.name not in page


# Withdrawn, closed, mixed


def test_a_withdrawn_role_is_gone_on_the_next_request_everywhere(houses: tuple[House, House]) -> None:
    own, _ = houses
    client = own.client("board")
    assert client.get("/2020/mal/").status_code == 200
    actions.withdraw_role(by=OPERATOR, membership=own.people["board"].memberships.get(), reason="avgick")
    for row in TABLE.values():
        if "board" in row.who:
            assert client.get(sample(row, own)).status_code == 403, row.address


def test_a_closed_account_is_signed_out_on_the_next_request(houses: tuple[House, House]) -> None:
    own, _ = houses
    client, person = own.client("analyst"), own.people["analyst"]
    assert client.get("/2020/mal/").status_code == 200
    type(person).objects.filter(pk=person.pk).update(closed_on=timezone.localdate())
    assert client.get("/2020/mal/")["Location"].startswith("/logga-in/")


@pytest.mark.parametrize("days", [(0, 0), (5, 0), (0, 5), (5, 9)])
@pytest.mark.parametrize(("first", "second"), [(Role.OFFICE, Role.STAFF), (Role.LEAD, Role.AUDITOR)])
def test_nobody_holds_roles_of_both_zones_also_later_or_elsewhere(days: Any, first: Role, second: Role) -> None:
    """Also where one of the roles begins another day, and in another association."""
    from datetime import timedelta

    one, elsewhere, today = make_association("Norra"), make_association("Södra"), timezone.localdate()
    user = make_user("Karin")
    values = {"by": OPERATOR, "user": user}
    actions.grant_role(**values, association=one, role=first, starts=today + timedelta(days=days[0]))
    for where in (one, elsewhere):
        with pytest.raises(ValidationError):
            actions.grant_role(**values, association=where, role=second, starts=today + timedelta(days=days[1]))


def test_after_the_last_day_of_one_the_other_may_begin() -> None:
    from datetime import timedelta

    one, today = make_association("Norra"), timezone.localdate()
    user = make_user("Karin", one)
    Membership.objects.filter(user=user).update(starts=today - timedelta(days=9), ends=today - timedelta(days=1))
    actions.grant_role(by=OPERATOR, user=user, association=one, role=Role.STAFF)
    assert user.roles_in(one) == {Role.STAFF}


def test_where_both_stand_in_the_table_all_the_same_they_reach_nothing() -> None:
    """Written past the action: neither zone is opened by it."""
    one = make_association("Norra")
    user = make_user("Karin", one)
    Membership.objects.create(user=user, association=one, role=Role.LEAD, starts=timezone.localdate())
    assert PERSON_ROLES & {Role.LEAD}
    assert user.roles_in(one) == frozenset()
    assert client_of(user).get("/2020/").status_code == 403


def test_anonymous_gets_no_word_of_any_association(houses: tuple[House, House]) -> None:
    page = Client().get("/logga-in/").content.decode()
    assert all(one.association.name not in page for one in houses)
