"""JSON-stat 2.0 datasets read back (json-stat.org/format): anybody's, strictly and within limits."""

import json
from collections.abc import Mapping
from itertools import product
from math import prod
from typing import Any

from stegvis.files.printed.figures import HIDDEN_SIGNS
from stegvis.files.printed.grids import MOST_CELLS
from stegvis.files.printed.told import ToldAxis, ToldTable


def told_json_stat(data: bytes) -> ToldTable:
    """The dataset of a file. Raises ValueError for what is none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
        if not isinstance(found, dict) or found.get("class") != "dataset":
            raise ValueError("json-stat")
        return _table(found)
    except (TypeError, KeyError, AttributeError, IndexError, RecursionError) as problem:
        raise ValueError("json-stat") from problem


def _table(found: Mapping[str, Any]) -> ToldTable:
    size = [int(one) for one in found["size"]]
    if not 0 < prod(size) <= MOST_CELLS:
        raise ValueError("json-stat")
    axes = tuple(_axis(name, found["dimension"][name], count) for name, count in zip(found["id"], size, strict=True))
    keys = product(*(axis.codes for axis in axes))
    cells = {key: _value(found, place) for place, key in enumerate(keys)}
    extension = found.get("extension") or {}
    lines = [one for one in extension.get("metadata", []) if isinstance(one, dict)]
    said = {
        str(one.get("key")): str(one.get("text", ""))
        for one in lines
        if one.get("key") in ("period", "organisation_number", "counted")
    }
    said |= {key: str(extension[key]) for key in ("edition", "threshold") if key in extension}
    return ToldTable(str(found.get("label", "")), axes, cells, str(extension.get("table", "")), said)


def _axis(name: str, described: Mapping[str, Any], size: int) -> ToldAxis:
    category = described["category"]
    index, labels = category.get("index"), category.get("label") or {}
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index or labels)
    if len(codes) != size:
        raise ValueError("json-stat")
    return ToldAxis(str(name), tuple(map(str, codes)), tuple(str(labels.get(code, code)) for code in codes))


def _value(found: Mapping[str, Any], place: int) -> int | None:
    values = found["value"]
    value = values.get(str(place)) if isinstance(values, dict) else values[place]
    if value is None or (isinstance(value, str) and value in HIDDEN_SIGNS):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value) or value < 0:
        raise ValueError("json-stat")
    return int(value)
