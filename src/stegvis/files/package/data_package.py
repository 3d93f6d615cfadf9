"""`datapackage.json`: the package described for other programs (Data Package 2, one Table Schema a CSV)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from stegvis.core.profile import Profile
from stegvis.core.vocabulary import code_list
from stegvis.files.package.layout import FileLayout
from stegvis.files.package.rows_governance import OPERATORS
from stegvis.files.package.rows_money import CATEGORIES

_SCHEMA = "https://datapackage.org/profiles/2.0/"
_TYPES = {
    "date": "starts ends from to entered exited referred followed_up",
    "year": "year birth_year",
    "integer": "count planned_participants",
    "number": "amount granted received used outcome",
    "boolean": "esf estimated",
}
_TYPE_OF = {column: kind for kind, columns in _TYPES.items() for column in columns.split()}
#: Columns of other files with a name that has another meaning there.
_OWN_TYPES = {("goals.csv", "outcome"): "string", ("series.csv", "value"): "number"}
_LISTS = {
    "sex": "sex", "registration": "registration", "measure": "tally_measure", "respondent_group": "respondent_group",
    "assessed": "fulfilment", "kind": "initiative_kind",
}  # fmt: skip
_REQUIRED = {
    "initiatives": ("id", "name", "kind", "registration", "owner"),
    "sites": ("initiative", "site", "controller"),
    "participations": ("initiative", "registration", "sex", "entered"),
    "tallies": ("initiative", "from", "to", "measure", "sex", "count"),
    "contributions": ("year", "party", "amount"),
    "grants": ("id", "year"),
    "budget": ("year", "version", "line", "category"),
    "balances": ("year", "line", "amount"),
    "goals": ("year", "id"),
    "answers": ("round", "survey", "respondent_group", "question"),
    "board": ("body", "seat"),
    "series": ("scope", "measure", "period"),
}


def data_package(profile: Profile, tables: Mapping[FileLayout, bytes]) -> bytes:
    """The description as JSON, one form for the same package."""
    described = {
        "$schema": f"{_SCHEMA}datapackage.json",
        "name": f"stegvis-{profile.organisation_number}",
        "title": profile.name,
        "resources": [_resource(file, data) for file, data in tables.items()],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(file: FileLayout, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_SCHEMA}tableschema.json",
        "fields": [_field(file, column) for column in file.columns],
        "missingValues": [""],
    }
    # Anonymous participations have no key, and a key of the others may hold empty cells, which Table Schema forbids.
    if set(file.key) and set(file.key) <= set(_REQUIRED[file.part]):
        schema["primaryKey"] = list(file.key)
    return {
        "name": file.part,
        "path": file.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def _field(file: FileLayout, column: str) -> dict[str, Any]:
    kind = _OWN_TYPES.get((file.name, column), _TYPE_OF.get(column, "string"))
    field: dict[str, Any] = {"name": column, "type": kind}
    if kind == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints = _constraints(file, column)
    return {**field, "constraints": constraints} if constraints else field


def _constraints(file: FileLayout, column: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column in _REQUIRED.get(file.part, ()):
        found["required"] = True
    if column == "category" and file.part == "budget":
        found["enum"] = list(CATEGORIES)
    elif column == "operator":
        found["enum"] = list(OPERATORS)
    elif column == "assessed" or (column in _LISTS and file.part not in ("series", "goals")):
        found["enum"] = [code.code for code in code_list(_LISTS[column]).codes]
    return found
