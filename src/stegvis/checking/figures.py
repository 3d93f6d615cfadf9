"""Numbers as Swedish reports print them: `1 599 700`, `– 4`, `8,7 %`, `2.796.281`, `(38 774)`, `15 x16.200kr`, `sju`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

#: What a unit is worth in kronor; a count and a share have no such worth.
SCALES = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number. `value` is in the printed unit (8.7 for `8,7 %`).

    `unit`: "kr", "tkr", "mnkr", "%" or "" where none stands at the number itself.
    `about`: the word before it that makes it less or more than exact ("cirka", "drygt", "minst"), in lower case.
    `start`, `end`: its characters in the text that it was read from.
    """

    value: Decimal
    decimals: int
    unit: str
    text: str
    start: int = 0
    end: int = 0
    about: str = ""


_UNITS = {"kr": "kr", "kronor": "kr", "sek": "kr", "tkr": "tkr", "tusen kronor": "tkr", "mnkr": "mnkr", "mkr": "mnkr",
          "miljoner kronor": "mnkr", "%": "%", "procent": "%"}  # fmt: skip
_SPACE = r"[ \u00a0\u202f\u2009]"
_DIGITS = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d+)"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[-–−]{_SPACE}?)?(?P<whole>{_DIGITS})(?:,(?P<part>\d*))?(?P<close>\))?"
    rf"{_SPACE}?(?P<unit>%|procent|tusen kronor|miljoner kronor|mnkr|mkr|tkr|kronor|kr|SEK)?(?![\w])",
    re.IGNORECASE,
)
_NONE = frozenset({"", "-", "–", "—", "−"})


def cell_figure(text: str) -> Figure | None:
    """The number that a cell holds and nothing else; None for words, a dash, a date, a hidden figure or an empty cell."""
    bare = text.strip()
    found = _NUMBER.fullmatch(bare)
    return None if found is None or bare in _NONE else _figure(found)


def figures_in(text: str) -> Iterator[Figure]:
    """The numbers of a sentence from left to right, years and dates left out."""
    for found in _NUMBER.finditer(text):
        yield _figure(found)


def _figure(found: re.Match[str]) -> Figure:
    whole = re.sub(r"\D", "", found["whole"])
    part = found["part"] or ""
    negative = bool(found["sign"]) or bool(found["open"] and found["close"])
    value = Decimal(f"{whole}.{part or 0}") * (-1 if negative else 1)
    unit = _UNITS.get((found["unit"] or "").lower(), "")
    return Figure(value, len(part), unit, found[0].strip(), found.start(), found.end())


def written(value: Decimal, like: Figure) -> str:
    """A value as the report would print it: with the decimals and the unit of a figure that it prints, and a thin space."""
    rounded = value.quantize(Decimal(1).scaleb(-like.decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}".replace(",", "\u202f").replace(".", ",")
    unit = f" {like.unit}" if like.unit else ""
    return f"{'−' if rounded < 0 else ''}{text}{unit}"
