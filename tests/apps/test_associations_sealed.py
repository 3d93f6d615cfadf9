"""Sealed fields: bound to row and field, with keys outside the database that can be changed."""

import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stegvis.associations import sealed
from stegvis.associations.models import Party
from stegvis.associations.sealed import (
    KeyMissing,
    NotOpened,
    SealedField,
    index_of,
    make_keys,
    rotate,
    seal,
    unseal,
)


def row(**values: Any) -> Any:
    """A row of a table, without a database."""
    party = Party()
    for name, value in values.items():
        setattr(party, name, value)
    return party


def test_what_was_sealed_opens_in_its_own_place() -> None:
    one = row()
    one.name = seal(one, "name", "kanariefagel-77 åäö")
    assert b"kanariefagel" not in one.name
    assert unseal(one, "name") == "kanariefagel-77 åäö"


def test_the_same_text_is_never_sealed_alike() -> None:
    one = row()
    assert seal(one, "name", "p17") != seal(one, "name", "p17")


def test_moved_to_another_row_or_field_it_does_not_open() -> None:
    one, other = row(), row()
    one.name = other.name = one.key = seal(one, "name", "p17")
    assert unseal(one, "name") == "p17"
    for place, field in ((other, "name"), (one, "key")):
        with pytest.raises(NotOpened):
            unseal(place, field)


@pytest.mark.parametrize("at", range(0, 34, 3))
def test_any_changed_byte_keeps_it_shut(at: int) -> None:
    one = row()
    value = bytearray(seal(one, "name", "p17"))
    value[at % len(value)] ^= 1
    one.name = bytes(value)
    with pytest.raises((NotOpened, UnicodeDecodeError)):
        unseal(one, "name")


def test_an_old_key_opens_and_a_new_one_seals(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "keys" / "zone.json"
    make_keys(path)
    settings.KEY_FILES = {**settings.KEY_FILES, "association": path}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before, after = row(), row()
    before.name = seal(before, "name", "p17")
    index = index_of("association", "name", "p17")
    assert rotate(path) == "k2"
    after.name = seal(after, "name", "p18")
    assert [bytes(one.name)[2:4] for one in (before, after)] == [b"k1", b"k2"]
    assert unseal(before, "name") == "p17"
    assert index_of("association", "name", "p17") == index


def test_keys_are_made_once(tmp_path: Path) -> None:
    path = tmp_path / "zone.json"
    make_keys(path)
    before = path.read_bytes()
    make_keys(path)
    assert path.read_bytes() == before


def test_without_the_file_nothing_opens(tmp_path: Path, settings: Any) -> None:
    one = row()
    one.name = seal(one, "name", "p17")
    settings.KEY_FILES = {**settings.KEY_FILES, "association": tmp_path / "gone.json"}
    with pytest.raises(KeyMissing):
        unseal(one, "name")
    with pytest.raises(KeyMissing):
        sealed.read_keys(tmp_path / "gone.json")


def test_an_index_finds_the_same_text_within_one_association_only() -> None:
    assert index_of("person", "pseudonym", "p17", within="a") == index_of("person", "pseudonym", "p17", within="a")
    others = [("p18", "a", "pseudonym"), ("p17", "b", "pseudonym"), ("p17", "a", "other")]
    assert index_of("person", "pseudonym", "p17", within="a") not in {
        index_of("person", p, t, within=w) for t, w, p in others
    }


def test_a_sealed_column_refuses_open_values() -> None:
    field = SealedField()
    field.model, field.name = SimpleNamespace(__name__="Participant"), "pseudonym"
    from django.db import connection

    with pytest.raises(ValueError, match="sealed values only"):
        field.get_db_prep_value(b"p17", connection)
