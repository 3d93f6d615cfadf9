"""The order of a report as data: its sections with headings, texts, blocks and hints (`outlines/*.toml`)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report. `text`: the text that is read into it; `blocks`: what is made from data below the text;
    `hint`: what belongs there, printed where nothing is written; `sheets`: each initiative has its sheet there."""

    id: str
    heading: str
    text: str = ""
    blocks: tuple[str, ...] = ()
    hint: str = ""
    new_page: bool = False
    sheets: bool = False
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's title, its sections and those of an initiative's sheet, with what is printed where a sheet has no text."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    sheet: tuple[Part, ...]
    sheet_hint: str


@cache
def outline(name: str) -> Outline:
    """The outline of that name: `annual`."""
    data = tomllib.loads((files(__package__) / "outlines" / f"{name}.toml").read_text("utf-8"))
    return Outline(data["title"], data["subtitle"], _parts(data["section"]), _parts(data["sheet"]), data["sheet_hint"])


def _parts(entries: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(_part(entry) for entry in entries)


def _part(entry: Mapping[str, Any]) -> Part:
    fields = {name: value for name, value in entry.items() if name not in ("section", "blocks")}
    return Part(**fields, blocks=tuple(entry.get("blocks", ())), parts=_parts(entry.get("section", ())))
