"""What the `.toml` of a released table says in several words each: certificates, rows of its own, corrections, who is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from stegvis.core.tables import Certificate, Correction, Key, Restriction
from stegvis.files.package.cells import Wrong
from stegvis.files.package.profile_parts import Block, read_day, read_string, read_strings, read_whole


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row that no code list says: its words, and the listed codes that it counts where it is a merged one."""

    label: str
    of: tuple[str, ...]


def own_rows(block: Block) -> Mapping[tuple[str, str], OwnRow]:
    """The rows that no code list says (`[[labels]]`), by dimension and code."""
    found = {}
    for one in block.blocks("labels"):
        one.only("dimension", "code", "label", "of")
        names = [one.get(key, read_string, "", required=True) for key in ("dimension", "code", "label")]
        found[names[0], names[1]] = OwnRow(names[2], one.get("of", read_strings, ()))
    return found


def corrections_of(block: Block) -> tuple[Correction, ...]:
    """The figures that a person has replaced (`[[corrections]]`), each with what was counted, by whom, when and why."""
    found = []
    for one in block.blocks("corrections"):
        one.only("key", "value", "counted", "by", "on", "reason", "source")
        found.append(
            Correction(
                key=one.get("key", _read_key, (), required=True),
                value=one.get("value", _read_count, 0, required=True),
                counted=one.get("counted", _read_maybe_count, None),
                by=one.get("by", read_string, "", required=True),
                on=one.get("on", read_day, date.min, required=True),
                reason=one.get("reason", read_string, "", required=True),
                source=one.get("source", read_string, "", required=True),
            )
        )
    return tuple(found)


def read_base(value: Any) -> tuple[Restriction, ...]:
    """Who is counted of the population."""
    expected = '[{ dimension = "exit_destination", codes = ["..."] }]'
    return tuple(
        Restriction(read_string(one["dimension"]), read_strings(one["codes"]))
        for one in _tables(value, {"dimension", "codes"}, expected)
    )


def read_certified(value: Any) -> tuple[Certificate, ...]:
    """Who says that which initiative's counts are right."""
    expected = '[{ initiative = "...", by = "...", on = 2021-01-15 }]'
    return tuple(
        Certificate(read_string(one["initiative"]), read_string(one["by"]), read_day(one["on"]))
        for one in _tables(value, {"initiative", "by", "on"}, expected)
    )


def read_version(value: Any) -> int:
    """A table's version: 1, and one more each time that it is released anew."""
    version = read_whole(value)
    if version < 1:
        raise Wrong("PKG-103", expected="1, 2, 3")
    return version


def _tables(value: Any, names: set[str], expected: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) and one.keys() == names for one in value):
        raise Wrong("PKG-103", expected=expected)
    return value


def _read_key(value: Any) -> Key:
    """The codes of a cell, one a dimension; unlike other lists the same code may stand in it twice (`total`)."""
    if not isinstance(value, list) or not value:
        raise Wrong("PKG-103", expected='["...", "..."]')
    return tuple(read_string(one) for one in value)


def _read_count(value: Any) -> int:
    count = read_whole(value)
    if count < 0:
        raise Wrong("PKG-103", expected="0, 1, 2")
    return count


def _read_maybe_count(value: Any) -> int | None:
    return _read_count(value)
