"""Sealed fields: AES-GCM bound to table, row and field, with keys in a file outside the database.

    row.pseudonym_sealed = seal(row, "pseudonym_sealed", text)
    row.pseudonym_index = index_of("person", "pseudonym", text, within=str(association_id))
    text = unseal(row, "pseudonym_sealed")

A value moved to another row or column does not open. Each value names its key, so that keys can be changed one row at a
time: `rotate(path)` adds a key, old ones still open. The index key stays, or nothing could be found again.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_FORM = b"\x01"
_NONCE = 12


class KeyMissing(Exception):  # noqa: N818  (named for what happened)
    """The zone's key file is not there: whoever runs the machine cannot open anything without it."""


class NotOpened(Exception):  # noqa: N818  (named for what happened)
    """A sealed value was changed, moved to another row or field, or sealed with a key that is not in the file."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """A zone's keys: the current one seals, all of them open, one more makes indexes and the log's seal."""

    current: str
    keys: dict[str, bytes]
    index: bytes

    def derived(self, purpose: str) -> bytes:
        """A key for one purpose that tells nothing of the others."""
        return hmac.digest(self.index, purpose.encode(), "sha256")


def make_keys(path: Path) -> None:
    """Make a key file where there is none, for its owner's eyes only."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, Keyring("k1", {"k1": secrets.token_bytes(32)}, secrets.token_bytes(32)))


def rotate(path: Path) -> str:
    """Add a new key that seals from now on. Gives its name."""
    ring = read_keys(path)
    name = f"k{len(ring.keys) + 1}"
    _write(path, Keyring(name, {**ring.keys, name: secrets.token_bytes(32)}, ring.index))
    return name


def read_keys(path: Path) -> Keyring:
    """The keys of a file. Raises KeyMissing."""
    try:
        stored = json.loads(path.read_text("ascii"))
    except FileNotFoundError as missing:
        raise KeyMissing(str(path)) from missing
    keys = {name: bytes.fromhex(key) for name, key in stored["keys"].items()}
    return Keyring(stored["current"], keys, bytes.fromhex(stored["index"]))


def keys_of(zone: str) -> Keyring:
    """A zone's keys, read again when the file has changed."""
    path = Path(settings.KEY_FILES[zone])
    try:
        return _read_once(path, path.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise KeyMissing(str(path)) from missing


@lru_cache(maxsize=8)
def _read_once(path: Path, _changed: int) -> Keyring:
    return read_keys(path)


def _write(path: Path, ring: Keyring) -> None:
    stored = {"current": ring.current, "keys": {k: v.hex() for k, v in ring.keys.items()}, "index": ring.index.hex()}
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        json.dump(stored, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


class SealedField(models.BinaryField):
    """A column that takes only what `seal` made."""

    def get_db_prep_value(self, value: bytes | None, connection: BaseDatabaseWrapper, prepared: bool = False) -> object:
        """Refuses bytes that are not sealed, so that nothing is stored open by mistake."""
        if value is not None and bytes(value[:1]) != _FORM:
            raise ValueError(f"{self.model.__name__}.{self.name} takes sealed values only")
        return super().get_db_prep_value(value, connection, prepared)


def zone_of(row: models.Model) -> str:
    """Whose keys a row is sealed with."""
    from stegvis.associations.router import PERSON, database_of

    return "person" if database_of(row._meta.app_label) == PERSON else "association"


def seal(row: models.Model, field: str, text: str, *, keys: Keyring | None = None) -> bytes:
    """The text sealed for that field of that row and no other."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    ring = keys or keys_of(zone_of(row))
    nonce, name = os.urandom(_NONCE), ring.current.encode()
    sealed = AESGCM(ring.keys[ring.current]).encrypt(nonce, text.encode(), _bound_to(row, field))
    return _FORM + bytes([len(name)]) + name + nonce + sealed


def unseal(row: models.Model, field: str, *, keys: Keyring | None = None) -> str:
    """The text of a sealed field. Raises NotOpened."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    value = bytes(getattr(row, field))
    ring = keys or keys_of(zone_of(row))
    name, nonce, sealed = _parts(value)
    try:
        return AESGCM(ring.keys[name]).decrypt(nonce, sealed, _bound_to(row, field)).decode()
    except (InvalidTag, KeyError) as why:
        raise NotOpened(f"{row._meta.label}.{field}") from why


def sealer(model: type[models.Model], field: str, keys: Keyring) -> Callable[[UUID, str], bytes]:
    """`seal` for very many rows of one model: takes the row's id and the text."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    encrypt, name = AESGCM(keys.keys[keys.current]).encrypt, keys.current.encode()
    head, table, tail = _FORM + bytes([len(name)]) + name, model._meta.db_table, f"\0{field}"

    def seal_text(pk: UUID, text: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return head + nonce + encrypt(nonce, text.encode(), f"{table}\0{pk}{tail}".encode())

    return seal_text


def opener(model: type[models.Model], field: str, keys: Keyring) -> Callable[[UUID, bytes], str]:
    """`unseal` for very many rows of one model: takes the row's id and the sealed value. Raises NotOpened."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    ciphers = {name: AESGCM(key) for name, key in keys.keys.items()}

    def open_value(pk: UUID, value: bytes) -> str:
        name, nonce, sealed = _parts(value)
        try:
            return ciphers[name].decrypt(nonce, sealed, f"{model._meta.db_table}\0{pk}\0{field}".encode()).decode()
        except (InvalidTag, KeyError) as why:
            raise NotOpened(f"{model._meta.label}.{field}") from why

    return open_value


def index_of(zone: str, purpose: str, text: str, *, within: str = "", keys: Keyring | None = None) -> bytes:
    """What a sealed text is found by: the same text gives the same index, within one association, and tells nothing else."""
    key = (keys or keys_of(zone)).derived(f"index:{purpose}")
    return hmac.new(key, f"{within}\0{text}".encode(), hashlib.sha256).digest()


def indexer(purpose: str, keys: Keyring, *, within: str) -> Callable[[str], bytes]:
    """`index_of` for very many texts."""
    key, head = keys.derived(f"index:{purpose}"), f"{within}\0"
    return lambda text: hmac.digest(key, (head + text).encode(), "sha256")


def _parts(value: bytes) -> tuple[str, bytes, bytes]:
    if value[:1] != _FORM or len(value) < 2 + _NONCE:
        raise NotOpened("not a sealed value")
    after_name = 2 + value[1]
    return value[2:after_name].decode(), value[after_name : after_name + _NONCE], value[after_name + _NONCE :]


def _bound_to(row: models.Model, field: str) -> bytes:
    return f"{row._meta.db_table}\0{row.pk}\0{field}".encode()
