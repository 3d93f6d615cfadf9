"""A document as JSON and back, exactly: how an adopted report is kept (schema 1).

Every value is written under its field's name; a block says which it is; a Decimal is `{"decimal": "0.364"}` so that it
comes back with the digits it had; the cells of a table are pairs of key and value in printing order. The form follows
the types: a field that comes later has a default, and a sample kept in the tests proves that old documents are read.
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from stegvis.core.document.blocks import Block
from stegvis.core.document.sections import SCHEMA, Document

_BLOCKS = {kind.__name__: kind for kind in get_args(Block)}


def to_json(document: Document) -> str:
    """The document as JSON: the same document always gives the same text."""
    return json.dumps(_encoded(document), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """The document that `to_json` wrote. Raises ValueError for another schema or for what is not a document."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ValueError("not a document of schema 1")
    try:
        document: Document = _decoded(Document, data)
    except (KeyError, TypeError, AttributeError, ArithmeticError) as problem:
        raise ValueError(f"not a whole document: {problem}") from problem
    return document


def _encoded(value: Any) -> Any:  # noqa: PLR0911 - one return a kind of value
    if dataclasses.is_dataclass(value):
        fields = {field.name: _encoded(getattr(value, field.name)) for field in dataclasses.fields(value)}
        name = type(value).__name__
        return {"block": name, **fields} if name in _BLOCKS else fields
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, Mapping):
        return [[list(key), _encoded(one)] for key, one in value.items()]
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def _decoded(kind: Any, data: Any) -> Any:  # noqa: PLR0911 - one return a kind of value
    if data is None or kind in (str, int, bool):
        return data
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return _decoded_union(kind, data)
    if origin is tuple:
        return tuple(_decoded(get_args(kind)[0], item) for item in data)
    if origin is Mapping:
        return {tuple(key): _decoded(get_args(kind)[1], one) for key, one in data}
    if kind is Decimal:
        return Decimal(data["decimal"])
    if hasattr(kind, "__dataclass_fields__"):
        return kind(**{name: _decoded(hint, data[name]) for name, hint in _fields(kind) if name in data})
    if kind is date:
        return date.fromisoformat(data)
    return kind(data)


def _decoded_union(kind: Any, data: Any) -> Any:
    """A block by its name, a Decimal by its mark, else the member that is not None."""
    if isinstance(data, dict) and "block" in data:
        return _decoded(_BLOCKS[data["block"]], data)
    if isinstance(data, dict) and "decimal" in data:
        return Decimal(data["decimal"])
    plain = [member for member in get_args(kind) if member not in (types.NoneType, Decimal)]
    return _decoded(plain[0], data)


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))
