"""Writing TOML in one form: keys as they are given, values that read back to what they were."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

Keys = dict[str, Any]


def arrays(name: str, blocks: Iterable[Keys]) -> list[str]:
    """An array of tables: `[[name]]` and its keys, once for each block."""
    return [f"[[{name}]]\n{keys(block)}" for block in blocks]


def keys(values: Keys) -> str:
    """Each key on its line; one without a value is left out."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in values.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return _of_several(value) if isinstance(value, list | dict) else str(value)


def _of_several(value: list[Any] | Keys) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    return f"{{ {', '.join(_pairs(value))} }}"


def _pairs(value: Keys) -> Iterator[str]:
    return (f"{key} = {_value(one)}" for key, one in value.items() if one is not None)


def _string(text: str) -> str:
    """A basic string: JSON escapes what TOML escapes, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _number(amount: Decimal) -> str:
    text = format(amount, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
