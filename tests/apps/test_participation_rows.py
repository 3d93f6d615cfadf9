"""The person zone's rows: constraints, no relation out of the database, every column with its purpose, sealed pseudonyms."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connections, transaction

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Operator
from stegvis.associations.router import ZoneRouter, database_of
from stegvis.associations.rows import new_id
from stegvis.associations.scope import Scoped, ScopeMissing
from stegvis.associations.sealed import NotOpened, keys_of, unseal
from stegvis.exchange.actions import import_package
from stegvis.participation.models import InitiativeCopy, Participant, Participation, PersonEvent
from support.packages import a_package

pytestmark = pytest.mark.django_db(databases=["default", "person"])
SOURCE = Path(__file__).parents[2] / "src" / "stegvis"
PERSON_MODELS = list(apps.get_app_config("participation").get_models())
OURS = ("initiatives", "participation", "surveys", "finance", "planning", "governance", "reports")
MODELS = [model for room in OURS for model in apps.get_app_config(room).get_models()]


def names(models):
    return [model.__name__ for model in models]


@pytest.mark.parametrize("model", PERSON_MODELS, ids=names(PERSON_MODELS))
def test_every_column_of_the_person_zone_says_why_how_sensitive_and_how_long(model):
    columns = {field.attname for field in model._meta.concrete_fields}
    assert columns == set(model.privacy)
    assert all(all(part for part in said) for said in model.privacy.values())


@pytest.mark.parametrize("model", MODELS, ids=names(MODELS))
def test_no_relation_crosses_the_zones_and_each_model_has_its_database(model):
    own = database_of(model._meta.app_label)
    related = [field.related_model for field in model._meta.get_fields() if field.is_relation]
    assert {database_of(other._meta.app_label) for other in related} <= {own}
    router = ZoneRouter()
    assert router.db_for_read(model) == router.db_for_write(model) == own
    assert router.allow_migrate(own, model._meta.app_label)
    assert not router.allow_migrate({"default": "person", "person": "default"}[own], model._meta.app_label)


def test_each_database_has_its_own_tables_only():
    def tables(alias):
        return set(connections[alias].introspection.table_names())

    person = {model._meta.db_table for model in PERSON_MODELS}
    assert person <= tables("person")
    assert not person & tables("default")
    assert tables("person") <= person | {"django_migrations"}


SCOPED = [model for model in MODELS if issubclass(model, Scoped)]


@pytest.mark.parametrize("model", SCOPED, ids=names(SCOPED))
def test_a_query_without_an_association_raises(model):
    with pytest.raises(ScopeMissing):
        list(model.objects.all())
    assert list(model.objects.in_association(new_id())) == []


def test_every_row_of_ours_but_the_logs_is_scoped():
    assert {model.__name__ for model in MODELS} - {model.__name__ for model in SCOPED} == {
        "PersonEvent",
        "PersonLogHead",
    }


@pytest.fixture
def association():
    result = import_package(by=Operator("test"), package=a_package(), persons=True)
    return Association.objects.get(pk=result.association_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"exited": date(2020, 1, 1), "exit_reason": "sus-2020/illness"},
        {"exited": date(2021, 1, 1)},
        {"exit_reason": "sus-2020/illness"},
        {"exit_destination": "sus-2020/studies"},
        {"registration": "anonymous"},
        {"participant": None},
        {"sex": ""},
    ],
    ids=["exit before entry", "exit without reason", "reason without exit", "destination without exit",
         "anonymous but someone's", "nobody's but not anonymous", "no sex"],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(association, wrong):
    rows = Participation.objects.in_association(association).filter(sex="woman")
    with pytest.raises(IntegrityError), transaction.atomic(using="person"):
        rows.update(**wrong)


def test_the_same_person_is_not_twice_in_an_initiative_from_the_same_day(association):
    row = Participation.objects.in_association(association).first()
    row.pk = new_id()
    with pytest.raises(IntegrityError), transaction.atomic(using="person"):
        row.save(force_insert=True)


def test_a_pseudonym_is_sealed_to_its_row(association):
    one, other = Participant.objects.in_association(association).order_by("id")
    assert {unseal(one, "pseudonym"), unseal(other, "pseudonym")} == {"p1", "p2"}
    one.pseudonym, other.pseudonym = other.pseudonym, one.pseudonym
    for row in (one, other):
        with pytest.raises(NotOpened):
            unseal(row, "pseudonym")


def test_the_index_tells_nothing_without_the_key(association):
    import hashlib

    indexes = {bytes(row.pseudonym_index) for row in Participant.objects.in_association(association)}
    assert hashlib.sha256(b"p1").digest() not in indexes
    assert all(len(index) == 32 for index in indexes)
    assert keys_of("person").index not in indexes


def test_the_person_zone_has_a_chained_log_of_its_own(association):
    assert PersonEvent.objects.count() == 1
    assert audit.verify_chain(PersonEvent) is None
    with connections["person"].cursor() as cursor:
        cursor.execute("UPDATE participation_personevent SET by = 'someone'")
    assert audit.verify_chain(PersonEvent).sequence == 1


def test_the_copy_of_an_initiative_has_the_same_id(association):
    copies = dict(InitiativeCopy.objects.in_association(association).values_list("code", "id"))
    assert copies == dict(association.initiatives.values_list("code", "id"))


def _imported_from_participation(path):
    tree = ast.parse(path.read_text("utf-8"))
    used = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stegvis.participation"):
            used |= {f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "participation":
            used.add(f"call {node.attr}")
        if isinstance(node, ast.Import):
            used |= {alias.name for alias in node.names if alias.name.startswith("stegvis.participation")}
    return used


def test_of_the_person_zone_reports_call_release_tables_and_nothing_else():
    used = set().union(*(_imported_from_participation(path) for path in sorted((SOURCE / "reports").rglob("*.py"))))
    assert used == {"stegvis.participation.actions", "call release_tables"}
