"""`tables.toml`: an association's own tables, each a small declaration that is counted and released as the official ones.

[[table]]
name = "participants-by-stage"
title = "Deltagare efter steg"
population = "participants"
dimensions = ["stage"]
"""

import re
from collections.abc import Sequence
from typing import Any

from stegvis.core.catalogue import CATALOGUE, OWN_DIMENSIONS, fits, own_table
from stegvis.core.tables import Population, TableSpec
from stegvis.files.package.cells import Wrong, one_of
from stegvis.files.package.collecting import Collected
from stegvis.files.package.layout import OWN_TABLES_FILE
from stegvis.files.package.profile_parts import Block, load_toml, read_boolean, read_string, read_strings
from stegvis.files.package.toml_writing import arrays

_KEYS = ("name", "title", "title_en", "population", "dimensions", "sensitive", "on_request")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: Names of figures that tables give together, which a table of that name would hide.
_TAKEN = ("outcomes", "outcome-shares", "cost-per-participant", "ratios", "participants", "entrants", "exits")
#: A table of more dimensions than this beside sex has few persons in each cell.
MOST_DIMENSIONS = 2
_NONE: tuple[str, ...] = ()


def read_own_tables(data: bytes, findings: Collected) -> tuple[TableSpec, ...]:
    """The tables that are declared without fault; faults are findings with their lines."""
    top = load_toml(OWN_TABLES_FILE, data, findings)
    if top is None:
        return ()
    top.only("table")
    found: dict[str, TableSpec] = {}
    for block in top.blocks("table"):
        spec = _table(block)
        if spec is not None and spec.name in found:
            block.wrong("PKG-150", "name")
        elif spec is not None:
            found[spec.name] = spec
    return tuple(found.values())


def _table(block: Block) -> TableSpec | None:
    block.only(*_KEYS)
    name = block.get("name", _read_name, "", required=True)
    title = block.get("title", read_string, "", required=True)
    population = block.get("population", _read_population, Population.PARTICIPANTS, required=True)
    dimensions = block.get("dimensions", _read_dimensions, _NONE, required=True)
    misfits = [one for one in dimensions if not fits(one, population, alone=len(dimensions) == 1)]
    if misfits:
        block.wrong("PKG-152", "dimensions", value=", ".join(misfits), population=population)
    sensitive = block.get("sensitive", read_boolean, False)
    on_request = block.get("on_request", read_boolean, False)
    title_en = block.get("title_en", read_string, "")
    if not (name and title and dimensions) or misfits:
        return None
    return own_table(name, title, population, dimensions, title_en=title_en, sensitive=sensitive, on_request=on_request)


def _read_name(value: Any) -> str:
    name = read_string(value)
    if not _NAME.fullmatch(name):
        raise Wrong("PKG-151")
    if name in CATALOGUE or name in _TAKEN:
        raise Wrong("PKG-150")
    return name


def _read_population(value: Any) -> Population:
    known = (Population.PARTICIPANTS, Population.ENTRANTS, Population.EXITS, Population.REFERRALS)
    return Population(one_of(*known)(read_string(value)))


def _read_dimensions(value: Any) -> tuple[str, ...]:
    names = read_strings(value)
    for name in names:
        one_of(*OWN_DIMENSIONS)(name)
    if not 1 <= len(names) <= MOST_DIMENSIONS:
        raise Wrong("PKG-153", most=str(MOST_DIMENSIONS))
    return names


def own_tables_toml(tables: Sequence[TableSpec]) -> str:
    """The declarations in one canonical form."""
    return "\n".join(arrays("table", map(_written, tables)))


def _written(spec: TableSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "title": spec.title,
        "title_en": spec.title_en or None,
        "population": spec.population.value,
        "dimensions": [one.name for one in spec.dimensions[:-1]],
        "sensitive": spec.sensitive or None,
        "on_request": spec.on_request or None,
    }
