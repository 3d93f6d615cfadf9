"""Frozen values as plain data and back: what JSON can hold, with nothing lost.

A field with its default is left out, decimals and dates are words, and a mapping whose keys are not words is a list of
pairs. The types of the fields say how it is read back, so a stored value needs no names of classes.
"""

import json
from collections.abc import Callable, Mapping
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
    return _reader(kind)(data)


#: Makes a value of plain data.
Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> Reader:
    """How a type is read, worked out once: a document has thousands of values of few types."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return _either_reader(tuple(one for one in get_args(kind) if one is not NoneType))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(*map(_reader, get_args(kind)))
    if is_dataclass(kind):
        return _fields_reader(cast(type, kind))
    return date.fromisoformat if kind is date else cast(Reader, kind)


class _Readers(dict[str, Reader]):
    """How the fields of a type are read, by name; found when asked for, since a type may hold itself."""

    def __init__(self, kind: type) -> None:
        super().__init__()
        self._types = get_type_hints(kind)

    def __missing__(self, name: str) -> Reader:
        reader = self[name] = _reader(self._types[name])
        return reader


def _fields_reader(kind: type) -> Reader:
    readers = _Readers(kind)
    return lambda data: kind(**{name: readers[name](one) for name, one in data.items()})


def _mapping_reader(key: Reader, value: Reader) -> Reader:
    def read(data: Any) -> dict[Any, Any]:
        pairs = data.items() if isinstance(data, dict) else data
        return {key(name): value(one) for name, one in pairs}

    return read


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    readers = [_reader(kind) for kind in kinds if kind is not Ellipsis]
    if len(readers) < len(kinds):
        return lambda data: tuple(map(readers[0], data))
    return lambda data: tuple(read(one) for read, one in zip(readers, data, strict=True))


def _either_reader(kinds: tuple[type, ...]) -> Reader:
    if len(kinds) == 1:
        read = _reader(kinds[0])
        return lambda data: None if data is None else read(data)
    return lambda data: None if data is None else _reader(_fitting(kinds, data))(data)


def _fitting(kinds: tuple[type, ...], data: Mapping[str, Any]) -> type:
    """The first of several types whose fields the data has, and no others."""
    for kind in kinds:
        given = _given(kind)
        if all(name in given for name in data) and all(name in data for name, needed in given.items() if needed):
            return kind
    raise ValueError(f"of none of {kinds}")


@cache
def _given(kind: type) -> Mapping[str, bool]:
    """The fields of a type, and whether they have to be there."""
    return {field.name: _default(field) is MISSING for field in fields(kind)}


def _mapping_to_plain(value: Mapping[Any, Any]) -> Any:
    if all(isinstance(key, str) for key in value):
        return {str(key): to_plain(one) for key, one in value.items()}
    return [[to_plain(key), to_plain(one)] for key, one in value.items()]


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
