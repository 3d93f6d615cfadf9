"""A released table as JSON-stat 2.0 (json-stat.org): the format that PxWeb and most statistical offices hand out."""

import json
from typing import Any

from stegvis.core.tables import Dimension, ReleasedTable
from stegvis.render import table_words as words
from stegvis.render.metadata import Source, metadata
from stegvis.render.numbers import HIDDEN

#: Dimensions that are places.
_PLACES = ("municipality",)


def table_json_stat(table: ReleasedTable, source: Source, language: str = "sv") -> str:
    """The table as a JSON-stat dataset; a hidden cell is null with the status `..`, a zero is 0."""
    lines = metadata(table, source, language)
    head = words.head_in(table.head, language)
    values = [table.cells[key] for key in head.keys()]  # noqa: SIM118 - a head is no mapping
    dataset: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{head.title}, {head.period}",
        "id": [one.name for one in head.dimensions],
        "size": [len(one.categories) for one in head.dimensions],
        "dimension": {one.name: _dimension(one, language) for one in head.dimensions},
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
            **_amounts(table, language),
        },
    }
    return json.dumps(dataset, ensure_ascii=False, separators=(",", ":")) + "\n"


def _amounts(table: ReleasedTable, language: str) -> dict[str, Any]:
    """What is told of each group beside how many it is, in the order of `value`; null where it may not be told."""
    head = table.head
    if not head.amount:
        return {}
    values = [table.amounts.get(key) for key in head.keys()]  # noqa: SIM118 - a head is no mapping
    told = [None if one is None else float(one) for one in values]
    return {"amount": {"name": head.amount, "label": words.amount_of(head, language), "value": told}}


def _known(table: ReleasedTable, source: Source) -> dict[str, Any]:
    """The standard's own properties that have a value here."""
    places = [one.name for one in table.head.dimensions if one.name in _PLACES]
    said: dict[str, Any] = {
        "href": source.address,
        "source": source.association,
        "updated": table.released_on.isoformat() if table.released_on else "",
        "role": {"geo": places} if places else {},
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
