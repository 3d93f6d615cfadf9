"""Two databases: the person zone holds its own rows and nothing else, and no relation leads out of it."""

from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections

from stegvis.associations.models import Association
from stegvis.associations.router import PERSON_ROOMS, ZoneRouter, swedish_key
from stegvis.associations.rows import Conflict, new_id, save_versioned
from support.people import make_association

MODELS = apps.get_models(include_auto_created=True)
OF_PERSONS = [model for model in MODELS if model._meta.app_label in PERSON_ROOMS]


def test_the_person_zone_has_rows_to_keep_apart() -> None:
    assert OF_PERSONS


def test_each_row_lives_in_its_own_zone() -> None:
    router = ZoneRouter()
    for model in MODELS:
        own = "person" if model in OF_PERSONS else "default"
        assert router.db_for_read(model) == router.db_for_write(model) == own
        for database in ("default", "person"):
            assert router.allow_migrate(database, model._meta.app_label) is (database == own)


def test_no_relation_leads_from_one_zone_to_the_other() -> None:
    for model in MODELS:
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if isinstance(other, type):
                assert (model in OF_PERSONS) is (other in OF_PERSONS), f"{model.__name__}.{field.name}"
    router, ours = ZoneRouter(), [model for model in MODELS if model._meta.app_label == "initiatives"]
    assert all(not router.allow_relation(one(), other()) for one, other in product(OF_PERSONS, ours))


@pytest.mark.django_db(databases=["default", "person"])
def test_each_database_holds_the_tables_of_its_zone_and_no_others() -> None:
    expected = {model._meta.db_table for model in OF_PERSONS}
    in_person = set(connections["person"].introspection.table_names()) - {"django_migrations", "sqlite_sequence"}
    assert in_person == expected
    assert not expected & set(connections["default"].introspection.table_names())


def test_acknowledged_is_kept() -> None:
    for alias in ("default", "person"):
        options = settings.DATABASES[alias]["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            assert pragma in options["init_command"]


@pytest.mark.parametrize("room", ["initiatives", "participation", "finance", "planning", "governance", "reports"])
def test_every_row_of_a_room_knows_its_association(room: str) -> None:
    for model in apps.get_app_config(room).get_models():
        if model._meta.pk.name != "id" or not hasattr(model, "version"):
            continue  # a log's own rows
        assert getattr(model.objects.none(), "in_association", None), f"{model.__name__} has no scope"
        assert str(new_id())[14] == "7"
        assert model._meta.pk.default is new_id, f"{model.__name__} has no id of ours"


@pytest.mark.django_db(databases=["default", "person"])
def test_the_second_of_two_editors_is_told() -> None:
    association = make_association("Norra")
    mine, yours = Association.objects.get(pk=association.pk), Association.objects.get(pk=association.pk)
    mine.name, yours.name = "Norra nya", "Norra gamla"
    save_versioned(mine, expected_version=mine.version, fields=["name"])
    assert mine.version == 2
    with pytest.raises(Conflict) as conflict:
        save_versioned(yours, expected_version=yours.version, fields=["name"])
    assert conflict.value.row is yours
    association.refresh_from_db()
    assert association.name == "Norra nya"


def test_ids_are_ours_and_sort_by_time() -> None:
    ids: list[Any] = [new_id() for _ in range(1000)]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}


def test_words_sort_as_in_a_swedish_word_list() -> None:
    words = ["zon", "Åsa", "ärlig", "öl", "Ylva", "über", "vas", "wok", "apa"]
    assert sorted(words, key=swedish_key) == ["apa", "vas", "wok", "über", "Ylva", "zon", "Åsa", "ärlig", "öl"]
