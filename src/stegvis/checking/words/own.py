"""An association's own words: a file of the same form as ours, laid over them, or what is wrong with it."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from stegvis.checking.words import Words, known_words, with_own
from stegvis.core.findings import Finding, Where, error

_LINE = re.compile(r"at line (\d+)")
_MOST_BYTES = 1_000_000
_BARE = re.compile(r"[A-Za-z0-9_-]+")
#: Letters, figures and the signs that labels have; none that a search reads as anything but itself.
_PLAIN = re.compile(r"(?=.*\w)[\w \-–—/&%,.:;'§<>=…]{1,120}")


def own_words(name: str, data: bytes, *, only_words: bool = False) -> tuple[Words | None, tuple[Finding, ...]]:
    """Our words with the file's laid over, or none and its faults: all of them, each with its line and name.

    `only_words`: lists of plain words and numbers; a pattern to search with could hold up whoever checks for others.
    """
    try:
        text = data[:_MOST_BYTES].decode("utf-8-sig")
        own = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        line = _LINE.search(str(problem))
        return None, (error("EXM-009", Where(name, int(line[1]) if line else 1), value=""),)
    told = [*_faults(own, known_words().data, ""), *(_no_words(own, "") if only_words else ())]
    faults = tuple(error(code, Where(name, _line_of(text, key), key), **said) for key, code, said in told)
    return (None, faults) if faults else (with_own(text), ())


def is_plain(word: str) -> bool:
    """Whether a word is letters and figures, and no pattern to search with."""
    return _PLAIN.fullmatch(word) is not None


def named_in(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What an association has named in a file of its own, each by its name there: `parts.total`, and its words."""
    yield from _named(tomllib.loads(text), "")


def with_words(text: str, names: Iterable[str], words: Iterable[str]) -> str:
    """The file with words put under those names; written anew, so without what else was noted in it."""
    own, added = tomllib.loads(text), tuple(words)
    for name in names:
        *above, last = name.split(".")
        table = own
        for part in above:
            table = table.setdefault(part, {})
        table[last] = list(dict.fromkeys([*table.get(last, []), *added]))
    return "\n".join(_written(own, "")).strip() + "\n"


def _written(table: Mapping[str, Any], within: str) -> Iterator[str]:
    values = {key: value for key, value in table.items() if not isinstance(value, dict)}
    if values:
        yield f"\n[{within}]"
    for key, value in values.items():
        yield f"{_key(key)} = {json.dumps(value, ensure_ascii=False)}"
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _written(value, f"{within}.{_key(key)}" if within else _key(key))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _named(own: Mapping[str, Any], within: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in own.items():
        if isinstance(value, dict):
            yield from _named(value, f"{within}{key}.")
        else:
            yield f"{within}{key}", tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _no_words(own: Mapping[str, Any], within: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What is no list of plain words and no number."""
    for key, value in own.items():
        name = f"{within}{key}"
        if isinstance(value, dict):
            yield from _no_words(value, f"{name}.")
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield from ((name, "EXM-015", {"value": one}) for one in value if not is_plain(one))
        elif _kind(value) != "number":
            yield name, "EXM-014", {"value": key}


def _line_of(text: str, name: str) -> int:
    """The line that has the last part of a name, sought after the lines that have the parts before it."""
    lines, at = text.splitlines(), 0
    for part in name.split("."):
        sought = re.compile(rf'(?:^|[\[.\s"]){re.escape(part)}(?:"|\s)*(?:[\].=]|$)')
        at = next((line for line in range(at, len(lines)) if sought.search(lines[line])), at)
    return at + 1


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
