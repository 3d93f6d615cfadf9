"""Associations are apart: a query that forgets to say which association never reaches the database."""

from collections.abc import Callable
from typing import Any

import pytest

from stegvis.associations.models import Association, AuditEvent, Party
from stegvis.associations.scope import ScopedQuerySet, ScopeMissing
from support.people import OPERATOR, make_association

pytestmark = pytest.mark.django_db(databases=["default", "person"])

WAYS: dict[str, Callable[[ScopedQuerySet], Any]] = {
    "iteration": list,
    "iterator": lambda rows: list(rows.iterator()),
    "length": len,
    "truth": bool,
    "index": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:1]),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Party()),
    "aggregate": lambda rows: rows.aggregate(),
    "update": lambda rows: rows.update(name="x"),
    "delete": lambda rows: rows.delete(),
    "get": lambda rows: rows.get(key="fk"),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("key"),
    "in_bulk": lambda rows: rows.in_bulk([]),
    "values": lambda rows: list(rows.values("key")),
    "values_list": lambda rows: list(rows.values_list("key", flat=True)),
    "dates": lambda rows: list(rows.order_by().distinct()),
    "annotate": lambda rows: list(rows.annotate()),
    "exclude": lambda rows: list(rows.exclude(key="fk")),
    "union": lambda rows: list(rows.union(rows)),
    "subquery": lambda rows: list(Association.objects.filter(parties__in=rows)),
    "get_or_create": lambda rows: rows.get_or_create(key="fk"),
    "explain": lambda rows: rows.explain(),
    "select_related": lambda rows: list(rows.select_related("association")),
    "bulk_update": lambda rows: rows.bulk_update([Party(key="x", name="y")], ["name"]),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("start", ["all", "filtered"])
def test_without_an_association_every_way_raises(way: str, start: str, django_assert_num_queries: Any) -> None:
    rows = Party.objects.all() if start == "all" else Party.objects.filter(kind="region")
    with django_assert_num_queries(0), pytest.raises(ScopeMissing):
        WAYS[way](rows)


def test_within_an_association_only_its_own_rows_are_there() -> None:
    ours, theirs = make_association("Norra"), make_association("Södra")
    for association in (ours, theirs):
        Party.objects.create(association=association, key="fk", name=association.name, kind="social_insurance")
    rows = Party.objects.in_association(ours)
    assert [party.name for party in rows] == ["Norra"]
    assert rows.count() == 1
    assert rows.filter(association=theirs).exists() is False
    assert Party.objects.in_association(theirs.pk).get(key="fk").name == "Södra"


def test_a_row_within_opens_the_way_to_what_belongs_to_it() -> None:
    association = make_association("Norra")
    Party.objects.create(association=association, key="fk", name="FK", kind="social_insurance")
    assert association.parties.count() == 1
    (fetched,) = Association.objects.prefetch_related("parties")
    assert [party.key for party in fetched.parties.all()] == ["fk"]


def test_the_way_round_is_written_to_the_log() -> None:
    association = make_association("Norra")
    Party.objects.create(association=association, key="fk", name="FK", kind="social_insurance")
    assert Party.objects.unscoped(by=OPERATOR, reason="räkna rader").count() == 1
    event = AuditEvent.objects.latest("sequence")
    assert (event.verb, event.kind, event.reason) == ("read_across_associations", "associations.party", "räkna rader")


def test_names_sort_as_swedish_does() -> None:
    for name in ("Åmål", "Ängelholm", "Örebro", "Zinkgruvan", "Wien", "Visby", "Überlingen", "élan", "Eda"):
        make_association(name)
    names = list(Association.objects.order_by("name").values_list("name", flat=True))
    assert names == ["Eda", "élan", "Visby", "Wien", "Überlingen", "Zinkgruvan", "Åmål", "Ängelholm", "Örebro"]
