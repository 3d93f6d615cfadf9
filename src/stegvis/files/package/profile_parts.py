"""Reading a TOML file key by key: each key with its line, its type, and a finding where anything is wrong."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from stegvis.core.findings import Where, error
from stegvis.files.package.cells import Wrong, read_id
from stegvis.files.package.collecting import Collected
from stegvis.files.package.csv_files import first_undecodable, kind_of

#: The lists whose values changed over the years.
LISTS_WITH_EDITIONS = (
    "age_band", "education", "time_on_public_support", "income_source", "occupation", "exit_reason", "exit_destination",
    "time_in_initiative",
)  # fmt: skip
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_MOST_BYTES = 500_000
_LONGEST_SHOWN = 200
_MOST_DIGITS = 27
_MOST = 10**15
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_MOST_BRACKETS, _MOST_DOTS = 20_000, 100


class TomlLines:
    """On which line each block and each key of a TOML file stands: `policy.coarser`, the second one, `grouping`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        block, number = "", 0
        for line, content in enumerate(text.split("\n"), 1):
            if header := _HEADER.match(content):
                block = header[2]
                number = counts.get(block, -1) + 1
                counts[block] = number
                self._lines.setdefault((block, number, ""), line)
            elif key := _KEY.match(content):
                self._lines.setdefault((block, number, key[1]), line)

    def of(self, block: str, number: int, key: str = "") -> int:
        """The line of a key; of its block where the key is not there; 1 for the file."""
        return self._lines.get((block, number, key)) or self._lines.get((block, number, "")) or 1


def _shown(value: Any, *, quoted: bool = False) -> str:
    """A value as a finding shows it: short, and never deeper than a list of simple values. `quoted`: text as TOML has it."""
    if quoted and isinstance(value, str):
        return f'"{value[:_LONGEST_SHOWN]}"'
    if isinstance(value, list):
        return ", ".join("{…}" if isinstance(one, list | dict) else str(one) for one in value[:20])[:_LONGEST_SHOWN]
    return "{…}" if isinstance(value, dict) else str(value)[:_LONGEST_SHOWN]


class Block:
    """One table of a TOML file: reads its keys and says what is missing, of the wrong kind or not known."""

    def __init__(self, values: Mapping[str, Any], file: str, lines: TomlLines, findings: Collected) -> None:
        self.values = values
        self._file, self._lines, self._findings = file, lines, findings
        self._name, self._number = "", 0

    def wrong(self, code: str, key: str, **values: object) -> None:
        """A finding at a key."""
        where = Where(self._file, self._lines.of(self._name, self._number, key), f"{self._name}.{key}".strip("."))
        shown = _shown(self.values.get(key, ""), quoted=code == "PKG-103")
        self._findings.add(error(code, where, **{"value": shown, **values}))

    def only(self, *keys: str) -> None:
        """Every other key is a finding that names it."""
        for key in self.values:
            if key not in keys:
                self.wrong("PKG-101", key, value=key, keys=", ".join(keys))

    def get[T](self, key: str, read: Callable[[Any], T], empty: T, *, required: bool = False) -> T:
        """A key's value; `empty` where it is absent or wrong."""
        if key not in self.values:
            if required:
                self.wrong("PKG-102", key, value=key)
            return empty
        try:
            return read(self.values[key])
        except Wrong as wrong:
            self.wrong(wrong.code, key, **wrong.values)
            return empty

    def blocks(self, key: str, number_from: int = 0) -> list["Block"]:
        """The tables of an array of tables."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
            self.wrong("PKG-103", key, expected="[[...]]")
            return []
        name = f"{self._name}.{key}".strip(".")
        return [self._inner(one, name, number_from + place) for place, one in enumerate(values)]

    def block(self, key: str) -> "Block":
        """A table."""
        values = self.values.get(key, {})
        if not isinstance(values, dict):
            self.wrong("PKG-103", key, expected=f"[{key}]")
            values = {}
        return self._inner(values, f"{self._name}.{key}".strip("."), 0)

    def _inner(self, values: Mapping[str, Any], name: str, number: int) -> "Block":
        inner = Block(values, self._file, self._lines, self._findings)
        inner._name, inner._number = name, number
        return inner


def load_toml(name: str, data: bytes, findings: Collected) -> Block | None:
    """A TOML file as a block, or None with a finding that has the line."""
    text = _text_of(name, data, findings)
    if text is None:
        return None
    try:
        values = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as problem:
        place = _PLACE.search(str(problem))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        findings.add(error("PKG-100", Where(name, line), value=text.split("\n")[line - 1].strip()[:_LONGEST_SHOWN]))
        return None
    except (RecursionError, ValueError, OverflowError) as problem:
        findings.add(error("PKG-100", Where(name, 1), value=type(problem).__name__))
        return None
    return Block(values, name, TomlLines(text), findings)


def _text_of(name: str, data: bytes, findings: Collected) -> str | None:
    data = data.removeprefix(b"\xef\xbb\xbf")
    if kind := kind_of(data):
        findings.add(error("PKG-033", Where(name, 1), value=kind))
    elif line := first_undecodable(data):
        findings.add(
            error(
                "PKG-022", Where(name, line), value=data.split(b"\n", line)[line - 1][:200].decode("cp1252", "replace")
            )
        )
    elif len(data) > _MOST_BYTES or _too_deep(data):
        findings.add(error("PKG-030", Where(name, 1), value=""))
    elif not data.strip():
        findings.add(error("PKG-020", Where(name), value=""))
    else:
        return data.decode("utf-8")
    return None


def _too_deep(data: bytes) -> bool:
    """Keys and brackets inside one another without end would take the parser's time and memory, which grow by their square."""
    lines = data.split(b"\n")
    return data.count(b"[") > _MOST_BRACKETS or any(
        line.count(b".") > _MOST_DOTS or line.count(b"[") + line.count(b"{") > _MOST_DOTS for line in lines
    )


def _decimal(text: str) -> Decimal:
    value = Decimal(text.replace("_", ""))
    if not value.is_finite() or len(value.as_tuple().digits) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return value


def read_string(value: Any) -> str:
    """A text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise Wrong("PKG-103", expected='"..."')
    return value.strip()


def read_name(value: Any) -> str:
    """A text that others refer to."""
    return read_id(read_string(value))


def read_strings(value: Any) -> tuple[str, ...]:
    """A list of texts, each once."""
    if not isinstance(value, list):
        raise Wrong("PKG-103", expected='["...", "..."]')
    found = tuple(read_string(one) for one in value)
    if len(set(found)) != len(found):
        raise Wrong("PKG-046")
    return found


def read_boolean(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Wrong("PKG-103", expected="true, false")
    return value


def read_whole(value: Any) -> int:
    """A whole number that an association may mean."""
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**9:
        raise Wrong("PKG-103", expected="1, 2, 3")
    return value


def read_amount(value: Any) -> Decimal:
    """A number, exact as it was written."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not -_MOST < value < _MOST:
        raise Wrong("PKG-103", expected="700000, 0.20")
    return Decimal(value)


def read_day(value: Any) -> date:
    """A date as TOML writes it, without quotes."""
    if not isinstance(value, date) or isinstance(value, datetime) or not _FIRST_DAY <= value <= _LAST_DAY:
        raise Wrong("PKG-103", expected="2020-01-01")
    return value
