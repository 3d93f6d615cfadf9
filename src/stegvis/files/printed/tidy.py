"""Tidy CSV, as `stegvis table` prints it: a column a dimension, then `value,status`; and what stands in a file beside it."""

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from stegvis.core.safe_text import plain_text
from stegvis.core.tables import Key
from stegvis.files.printed.figures import read_amount, read_figure
from stegvis.files.printed.grids import Grid
from stegvis.files.printed.told import ToldAxis, ToldTable

_VALUE, _STATUS = "value", "status"
_SEPARATORS = ";\t,"


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file, whatever it separates with. Raises ValueError for what is no text."""
    text = _text(data)
    lines = text[:10_000].splitlines()
    # The one that most lines have: a title has none, and a decimal comma stands in few.
    separator = max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as problem:
        raise ValueError("csv") from problem


def _text(data: bytes) -> str:
    if b"\0" in data:
        raise ValueError("csv")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def told_csv(name: str, data: bytes, beside: Mapping[str, bytes]) -> ToldTable | Grid:
    """A tidy table, or else the grid that it is. `beside`: the bytes of the files that say more of it, by their endings."""
    rows = csv_rows(data)
    header = [cell.strip() for cell in rows[0]] if rows else []
    if _VALUE not in header:
        return Grid("", tuple(map(tuple, rows)))
    said = _said(beside)
    place = header.index(_VALUE)
    names, amounts = header[:place], [one for one in header[place + 1 :] if one != _STATUS]
    cells: dict[Key, int | None] = {}
    told: dict[Key, Decimal] = {}
    for row in rows[1:]:
        if len(row) != len(header):
            raise ValueError("csv")
        key = tuple(plain_text(cell) for cell in row[:place])
        cells[key] = _cell(row[place])
        told |= _amount(key, row[place + 1]) if amounts else {}
    axes = tuple(ToldAxis(one, tuple(dict.fromkeys(key[at] for key in cells))) for at, one in enumerate(names))
    return ToldTable(
        title=str(said.get("title") or name), axes=axes, cells=cells, name=str(said.get("table", "")) or name,
        said={"period": name} | {key: str(value) for key, value in said.items() if isinstance(value, str | int)}, amounts=told,
        initiatives=_texts(said.get("initiatives")), merged=_merged(said.get("labels")),
        additive=_texts(said["additive"]) if "additive" in said else None,
    )  # fmt: skip


def _cell(text: str) -> int | None:
    """A cell is what is printed of it, also where its status says that it is hidden."""
    is_figure, value = read_figure(text)
    if not is_figure:
        raise ValueError("csv")
    return value


def _amount(key: Key, text: str) -> dict[Key, Decimal]:
    amount = read_amount(text)
    return {} if amount is None else {key: amount}


def _said(beside: Mapping[str, bytes]) -> Mapping[str, Any]:
    """What the `.toml` of a released table says, or the metadata of CSV on the Web."""
    try:
        if ".toml" in beside:
            return tomllib.loads(beside[".toml"].decode("utf-8-sig"))
        for ending in (".csv-metadata.json", ".json"):
            if ending in beside:
                found = json.loads(beside[ending].decode("utf-8-sig"))
                return _of_notes(found) if isinstance(found, dict) else {}
    except (ValueError, RecursionError) as problem:
        raise ValueError("metadata") from problem
    return {}


def _of_notes(found: Mapping[str, Any]) -> Mapping[str, Any]:
    notes = found.get("notes", found.get("metadata", []))
    lines = [one for one in notes if isinstance(one, dict)] if isinstance(notes, list) else []
    return {"title": str(found.get("dc:title", "")), **{str(one.get("key")): str(one.get("text", "")) for one in lines
            if one.get("key") in ("period", "edition", "organisation_number", "party", "counted")}}  # fmt: skip


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _merged(labels: Any) -> dict[tuple[str, str], tuple[str, ...]]:
    """What the association's own merged rows hold, where the file says it (`of`)."""
    given = [one for one in labels if isinstance(one, dict) and "of" in one] if isinstance(labels, list) else []
    return {(str(one.get("dimension")), str(one.get("code"))): _texts(one["of"]) for one in given}
