"""JSON-stat 2.0 datasets read back (json-stat.org/format): anybody's, strictly and within limits."""

import json
from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from stegvis.files.printed.figures import HIDDEN_SIGNS, read_amount
from stegvis.files.printed.grids import MOST_CELLS
from stegvis.files.printed.told import ToldAxis, ToldTable, counts_and_amounts

#: The code of how many, in our metric.
_COUNT = "count"


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
    whole = dict(enumerate(product(*(axis.codes for axis in axes))))
    place = _contents(found, axes)
    counts, told = ({key: at for at, key in whole.items()}, {}) if place is None else counts_and_amounts(
        {key: at for at, key in whole.items()}, place, *axes[place].codes)  # fmt: skip
    axes = tuple(axis for at, axis in enumerate(axes) if at != place)
    cells = {key: _value(found, at) for key, at in counts.items()}
    amounts = {key: one for key, at in told.items() if (one := _amount(found, at)) is not None}
    extension = found.get("extension") or {}
    lines = [one for one in extension.get("metadata", []) if isinstance(one, dict)]
    said = {
        str(one.get("key")): str(one.get("text", ""))
        for one in lines
        if one.get("key") in ("period", "organisation_number", "counted")
    }
    said |= {key: str(extension[key]) for key in ("edition", "threshold") if key in extension}
    return ToldTable(str(found.get("label", "")), axes, cells, str(extension.get("table", "")), said, amounts)


def _contents(found: Mapping[str, Any], axes: tuple[ToldAxis, ...]) -> int | None:
    """The place of the metric, where it is how many and one thing more that is told of the same groups."""
    metric = (found.get("role") or {}).get("metric") or []
    places = [at for at, axis in enumerate(axes) if axis.name in metric and axis.codes[:1] == (_COUNT,)]
    return places[0] if places and len(axes[places[0]].codes) == 2 else None


def _axis(name: str, described: Mapping[str, Any], size: int) -> ToldAxis:
    category = described["category"]
    index, labels = category.get("index"), category.get("label") or {}
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index or labels)
    if len(codes) != size:
        raise ValueError("json-stat")
    return ToldAxis(str(name), tuple(map(str, codes)), tuple(str(labels.get(code, code)) for code in codes))


def _datum(found: Mapping[str, Any], place: int) -> Any:
    values = found["value"]
    return values.get(str(place)) if isinstance(values, dict) else values[place]


def _amount(found: Mapping[str, Any], place: int) -> Decimal | None:
    return read_amount("" if (value := _datum(found, place)) is None else str(value))


def _value(found: Mapping[str, Any], place: int) -> int | None:
    value = _datum(found, place)
    if value is None or (isinstance(value, str) and value in HIDDEN_SIGNS):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value) or value < 0:
        raise ValueError("json-stat")
    return int(value)
