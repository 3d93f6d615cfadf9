"""Frozen values as plain data and back: what JSON can hold, with nothing lost.

A field with its default is left out, decimals and dates are words, and a mapping whose keys are not words is a list of
pairs. The types of the fields say how it is read back, so a stored value needs no names of classes.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints


def to_json(value: object) -> str:
    """The canonical JSON of a frozen value: sorted names, no spaces. Equal values give equal words."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json[T](kind: type[T], text: str | bytes) -> T:
    """The value that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return cast(T, from_plain(kind, json.loads(text)))


def to_plain(value: object) -> Any:
    """A value as words, numbers, lists and dicts."""
    if is_dataclass(value):
        given = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: to_plain(one) for field, one in given if one != _default(field)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return _mapping_to_plain(value)
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    return str(value) if isinstance(value, Decimal | date) else value


def from_plain(kind: Any, data: Any) -> Any:
    """The value of a type that plain data stands for."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return None if data is None else from_plain(_fitting(kind, data), data)
    if origin is tuple:
        return _tuple_from_plain(get_args(kind), data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_from_plain(get_args(kind), data)
    if is_dataclass(kind):
        types = _types(cast(type, kind))
        return cast(type, kind)(**{name: from_plain(types[name], one) for name, one in data.items()})
    return _scalar_from_plain(kind, data)


def _scalar_from_plain(kind: Any, data: Any) -> Any:
    if kind is date:
        return date.fromisoformat(data)
    return kind(data)


def _mapping_to_plain(value: Mapping[Any, Any]) -> Any:
    if all(isinstance(key, str) for key in value):
        return {str(key): to_plain(one) for key, one in value.items()}
    return [[to_plain(key), to_plain(one)] for key, one in value.items()]


def _mapping_from_plain(kinds: tuple[Any, ...], data: Any) -> dict[Any, Any]:
    pairs = data.items() if isinstance(data, dict) else data
    return {from_plain(kinds[0], key): from_plain(kinds[1], one) for key, one in pairs}


def _tuple_from_plain(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_plain(kinds[0], one) for one in data)
    return tuple(from_plain(kind, one) for kind, one in zip(kinds, data, strict=True))


def _fitting(kind: Any, data: Any) -> Any:
    """Which of several types the data is of: the only one, or the first whose fields it has, and no others."""
    of = [one for one in get_args(kind) if one is not NoneType]
    fitting = of if len(of) == 1 else [one for one in of if _fits(one, data)]
    if not fitting:
        raise ValueError(f"of none of {of}")
    return fitting[0]


def _fits(kind: type, data: Mapping[str, Any]) -> bool:
    given = {field.name: _default(field) is MISSING for field in fields(kind)}
    return all(name in given for name in data) and all(name in data for name, needed in given.items() if needed)


@cache
def _types(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
