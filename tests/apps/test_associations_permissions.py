"""Who may do what: one table; a page that is not in it cannot be reached; a withdrawn right is gone at once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from stegvis.associations import actions
from stegvis.associations.models import AuditEvent
from stegvis.associations.permissions import (
    ASSOCIATION_ROLES,
    PERSON_ROLES,
    ROLES_OF,
    Role,
    allowed,
    found,
    may,
    open_to,
    require,
)
from stegvis.web.middleware import Frame
from support.people import OPERATOR, make_association, make_user

pytestmark = pytest.mark.django_db(databases=["default", "person"])


def test_a_closed_account_changes_nothing_of_its_own() -> None:
    user = make_user("Karin", make_association("Norra"))
    user.closed_on = timezone.localdate()
    user.save()
    before = user.password
    with pytest.raises(PermissionDenied):
        actions.change_password(by=user, password="fyra nya ord i rad")
    with pytest.raises(PermissionDenied):
        actions.choose_language(by=user, language="en")
    user.refresh_from_db()
    assert (user.password, user.language) == (before, "sv")
    assert not AuditEvent.objects.filter(verb__in=("change_password", "choose_language")).exists()


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.callback


ADDRESSES = list(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize(("address", "view"), ADDRESSES, ids=[address or "/" for address, _ in ADDRESSES])
def test_every_address_says_who_may_reach_it(address: str, view: Any) -> None:
    assert getattr(view, "permission", None) in {*ROLES_OF, "everyone", "signed_in"}


def test_only_these_are_open_without_signing_in() -> None:
    assert {address for address, view in ADDRESSES if view.permission == "everyone"} == {
        "logga-in/",
        "logga-ut/",
        "sprak/",
        # released tables of associations that have opened them, and nothing else
        "oppet/<str:number>/statistik/",
        "oppet/<str:number>/statistik/<period:period>/",
        "oppet/<str:number>/statistik/<period:period>/<slug:name>/",
        "oppet/<str:number>/statistik/<period:period>/<slug:name>/diagram-<int:width>.svg",
        "api/",
        "api/v1/",
        "api/v1/openapi.json",
        "api/v1/catalogue.jsonld",
        "api/v1/associations",
        "api/v1/associations/<number>/catalogue.jsonld",
        "api/v1/associations/<number>/tables",
        "api/v1/associations/<number>/tables/<period>/<name>",
        "api/v1/associations/<number>/tables/<period>/<name>.<extension>",
        "api/v1/associations/<number>/tables/<period>/<name>.csv-metadata.json",
    }


def test_a_view_that_forgets_to_say_is_never_reached() -> None:
    frame = Frame(lambda request: None)  # type: ignore[arg-type, return-value]
    with pytest.raises(ImproperlyConfigured):
        frame.process_view(RequestFactory().get("/"), lambda request: None, (), {})


def test_whoever_is_not_signed_in_is_sent_to_do_so(client: Client) -> None:
    for address in ("/", "/sok/", "/losenord/", "/arbeten/01a20059-9900-7602-859a-fc3a53500569/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/logga-in/?next=")


def test_no_verb_belongs_to_both_zones_but_the_operators() -> None:
    for verb, roles in ROLES_OF.items():
        assert not (roles & PERSON_ROLES and roles & ASSOCIATION_ROLES), verb


@pytest.mark.parametrize("role", sorted(ASSOCIATION_ROLES | PERSON_ROLES))
@pytest.mark.parametrize("verb", ROLES_OF)
def test_a_role_may_what_its_row_says_in_its_own_association_and_nowhere_else(verb: str, role: Role) -> None:
    own, other = make_association("Norra"), make_association("Södra")
    user = make_user("Karin", own, role)
    assert may(user, verb, own) is (role in ROLES_OF[verb])
    assert not may(user, verb, other)
    assert not may(user, verb, None)


def test_a_withdrawn_role_is_gone_on_the_next_request(client: Client) -> None:
    association = make_association()
    user = make_user("Karin", association)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/sok/").status_code == 200
    actions.withdraw_role(by=OPERATOR, membership=user.memberships.get(), reason="slutade")
    assert client.get("/sok/").status_code == 403
    assert AuditEvent.objects.latest("sequence").reason == "slutade"


def test_a_role_holds_from_its_first_day_to_its_last() -> None:
    association, today = make_association(), timezone.localdate()
    user = make_user("Karin", association)
    membership = user.memberships.get()
    for starts, ends, holds in ((-5, -1, False), (-5, 0, True), (0, None, True), (1, None, False)):
        membership.starts = today + timedelta(days=starts)
        membership.ends = None if ends is None else today + timedelta(days=ends)
        membership.save()
        assert may(user, "see_overview", association) is holds


def test_an_old_role_keeps_its_days_when_it_is_withdrawn() -> None:
    user = make_user("Karin", make_association())
    membership = user.memberships.get()
    membership.starts = timezone.localdate() - timedelta(days=30)
    membership.save()
    actions.withdraw_role(by=OPERATOR, membership=membership, reason="slutade")
    membership.refresh_from_db()
    assert membership.ends == timezone.localdate() - timedelta(days=1)


def test_a_closed_account_may_nothing() -> None:
    association = make_association()
    user = make_user("Karin", association)
    user.closed_on = timezone.localdate()
    assert not may(user, "see_overview", association)


def test_nobody_holds_roles_of_both_zones() -> None:
    association = make_association()
    user = make_user("Karin", association, Role.OFFICE)
    with pytest.raises(ValidationError):
        actions.grant_role(by=OPERATOR, user=user, association=association, role=Role.STAFF)
    actions.grant_role(by=OPERATOR, user=user, association=association, role=Role.DIRECTOR)


def test_the_office_makes_accounts_for_its_own_association_only() -> None:
    own, other = make_association("Norra"), make_association("Södra")
    karin = make_user("Karin", own)
    made = actions.create_user(by=karin, association=own, email="Ny@Exempel.se", name="Ny", password="fyra ord i rad")
    assert made.email == "ny@exempel.se"
    with pytest.raises(PermissionDenied):
        actions.create_user(by=karin, association=other, email="x@exempel.se", name="X", password="fyra ord i rad")
    with pytest.raises(PermissionDenied):
        require(karin, "create_association", own)


def test_an_unknown_verb_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        allowed("fly")
    with pytest.raises(ValueError, match="anyone"):
        open_to("anyone")
    with pytest.raises(Http404):
        found(None)
