"""A released table as JSON-stat 2.0 (json-stat.org): the format that PxWeb and most statistical offices hand out."""

import json
from collections.abc import Iterator
from typing import Any

from stegvis.core.tables import Dimension, ReleasedTable
from stegvis.render import table_words as words
from stegvis.render.metadata import Source, metadata
from stegvis.render.numbers import HIDDEN

#: Dimensions that are places.
_PLACES = ("municipality",)
#: The dimension of a table that tells more than counts, and the code of the counts in it.
CONTENTS, COUNT = "contents", "count"


def table_json_stat(table: ReleasedTable, source: Source, language: str = "sv") -> str:
    """The table as a JSON-stat dataset; a hidden cell is null with the status `..`, a zero is 0."""
    lines = metadata(table, source, language)
    head = words.head_in(table.head, language)
    values = list(_values(table))
    contents = [CONTENTS] if head.amount else []
    dataset: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{head.title}, {head.period}",
        "id": [*(one.name for one in head.dimensions), *contents],
        "size": [*(len(one.categories) for one in head.dimensions), *(2 for _ in contents)],
        "dimension": {
            **{one.name: _dimension(one, language) for one in head.dimensions},
            **{name: _contents(table, language) for name in contents},
        },
        "value": values,
        "status": {str(place): HIDDEN for place, value in enumerate(values) if value is None},
        "note": [one.text for one in lines if one.key in ("hidden", "note", "correction")],
        **_known(table, source),
        "extension": {
            "metadata": [{"key": one.key, "label": one.label, "text": one.text} for one in lines],
            "table": head.name,
            "period": {"from": head.period.start.isoformat(), "to": head.period.end.isoformat()},
            "threshold": table.threshold,
            "version": table.version,
            "edition": head.edition,
        },
    }
    return json.dumps(dataset, ensure_ascii=False, separators=(",", ":")) + "\n"


def _values(table: ReleasedTable) -> Iterator[int | float | None]:
    """Each count, and after it what is told of the same group where the table tells anything."""
    for key in table.head.keys():  # noqa: SIM118 - a head is no mapping
        yield table.cells[key]
        if table.head.amount:
            amount = table.amounts.get(key)
            yield amount if amount is None else float(amount)


def _contents(table: ReleasedTable, language: str) -> dict[str, Any]:
    """The metric of a table that tells more of each group than how many it is."""
    unit, amount = words.unit_of(table.head, language), words.amount_of(table.head, language)
    return {
        "label": words.CONTENTS[language],
        "category": {
            "index": {COUNT: 0, table.head.amount: 1},
            "label": {COUNT: unit, table.head.amount: amount},
            "unit": {COUNT: {"decimals": 0}, table.head.amount: {"decimals": 1}},
        },
    }


def _known(table: ReleasedTable, source: Source) -> dict[str, Any]:
    """The standard's own properties that have a value here."""
    places = [one.name for one in table.head.dimensions if one.name in _PLACES]
    roles = {"geo": places, "metric": [CONTENTS] if table.head.amount else []}
    said: dict[str, Any] = {
        "href": source.address,
        "source": source.association,
        "updated": table.released_on.isoformat() if table.released_on else "",
        "role": {role: names for role, names in roles.items() if names},
    }
    return {name: value for name, value in said.items() if value}


def _dimension(dimension: Dimension, language: str) -> dict[str, Any]:
    return {
        "label": words.dimension_of(dimension.name, language),
        "category": {
            "index": {code: place for place, code in enumerate(dimension.codes)},
            "label": {one.code: one.label for one in dimension.categories},
        },
    }
