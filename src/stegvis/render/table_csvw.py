"""What is said of a table's CSV, beside it: CSV on the Web (W3C, metadata vocabulary for tabular data, 2015).

The tidy rows stay as they are; programs that know the standard find `NAME.csv-metadata.json` at the CSV's own address.
"""

import json
from collections.abc import Iterator
from typing import Any

from stegvis.core.tables import Dimension, ReleasedTable, TableHead
from stegvis.render import table_words as words
from stegvis.render.metadata import LICENCE_ADDRESS, Line, Source, metadata

_STATUSES = {
    "sv": "published: talet visas. suppressed: talet är skyddat och skrivs i andra format med två punkter (..).",
    "en": "published: the number is shown. suppressed: it is protected, and written as two dots (..) in other formats.",
}


def table_csv_metadata(table: ReleasedTable, source: Source, language: str = "sv", *, url: str = "") -> str:
    """The metadata file of the table's CSV. `url`: the CSV's address as seen from it (by default its name beside it)."""
    lines = metadata(table, source, language)
    head = words.head_in(table.head, language)
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": url or f"{head.name}.csv",
        "dc:title": f"{head.title}, {head.period}",
        "dc:license": {"@id": LICENCE_ADDRESS},
        **_common(table, source),
        "notes": [{"dc:identifier": one.key, "dc:title": one.label, "dc:description": one.text} for one in lines],
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tableSchema": _schema(table, lines, language),
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _common(table: ReleasedTable, source: Source) -> dict[str, Any]:
    """Dublin Core's words for who and when, where they are known."""
    said = {
        "dc:publisher": source.association,
        "dc:identifier": source.address,
        "dc:issued": table.released_on.isoformat() if table.released_on else "",
        "dc:temporal": f"{table.head.period.start.isoformat()}/{table.head.period.end.isoformat()}",
    }
    return {name: value for name, value in said.items() if value}


def _schema(table: ReleasedTable, lines: tuple[Line, ...], language: str) -> dict[str, Any]:
    unit = next(one.text for one in lines if one.key == "unit")
    head = words.head_in(table.head, language)
    return {
        "columns": [
            *(_column(one, language) for one in head.dimensions),
            {"name": "value", "titles": "value", "datatype": "nonNegativeInteger", "dc:description": unit},
            *_amount(head, language),
            {"name": "status", "titles": "status", "datatype": "string", "dc:description": _STATUSES[language]},
        ],
        "primaryKey": [one.name for one in head.dimensions],
    }


def _amount(head: TableHead, language: str) -> Iterator[dict[str, Any]]:
    """The column of what is told of each group, where the table has one; empty where it may not be told."""
    if head.amount:
        words_of = words.amount_of(head, language)
        yield {"name": head.amount, "titles": head.amount, "datatype": "decimal", "dc:description": words_of}


def _column(dimension: Dimension, language: str) -> dict[str, Any]:
    """A dimension's column: its codes stand in the cells, and what each means here."""
    return {
        "name": dimension.name,
        "titles": dimension.name,
        "datatype": "string",
        "required": True,
        "dc:title": words.dimension_of(dimension.name, language),
        "skos:hasTopConcept": list(_codes(dimension, language)),
    }


def _codes(dimension: Dimension, language: str) -> Iterator[dict[str, Any]]:
    for one in dimension.categories:
        yield {"skos:notation": one.code, "skos:prefLabel": {"@value": one.label, "@language": language}}
