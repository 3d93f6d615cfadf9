"""An association's own words: a file of the same form as ours, laid over them, or what is wrong with it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from stegvis.checking.words import Words, known_words, with_own
from stegvis.core.findings import Finding, Where, error

_LINE = re.compile(r"at line (\d+)")
_MOST_BYTES = 1_000_000


def own_words(name: str, data: bytes) -> tuple[Words | None, tuple[Finding, ...]]:
    """Our words with the file's laid over, or none and its faults: all of them, each with its line or name."""
    try:
        text = data[:_MOST_BYTES].decode("utf-8-sig")
        own = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        line = _LINE.search(str(problem))
        return None, (error("EXM-009", Where(name, int(line[1]) if line else 1), value=""),)
    faults = tuple(error(code, Where(name, 0, key), **said) for key, code, said in _faults(own, known_words().data, ""))
    return (None, faults) if faults else (with_own(text), ())


def _faults(own: Mapping[str, Any], ours: Mapping[str, Any], within: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What has no place among ours, or is of another kind than ours."""
    for key, value in own.items():
        name, known = f"{within}{key}", ours.get(key)
        if known is None:
            near = get_close_matches(key, ours, 1) or sorted(ours)[:5]
            yield name, "EXM-007", {"value": key, "known": ", ".join(near)}
        elif _kind(value) != _kind(known):
            yield name, "EXM-008", {"value": key}
        elif isinstance(value, dict):
            yield from _faults(value, known, f"{name}.")


def _kind(value: object) -> str:
    """A table, a list of what, or a single value: what may stand for what."""
    if isinstance(value, dict):
        return "table"
    if isinstance(value, list):
        return f"list of {' '.join(sorted({type(one).__name__ for one in value}))}" if value else "list of str"
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__
