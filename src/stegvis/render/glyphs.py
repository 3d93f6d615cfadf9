"""Which characters our typeface can draw. PDF/A and PDF/UA refuse a page with a character that no font has."""

import struct
from functools import cache
from pathlib import Path
from typing import Any

FACES = ("Regular", "It", "Semibold", "SemiboldIt")
STAND_IN = "□"


def drawable(value: Any) -> Any:
    """The value with every character that cannot be drawn replaced by an empty square, in all strings within."""
    if isinstance(value, str):
        known = coverage()
        return value if known.issuperset(value) else "".join(one if one in known else STAND_IN for one in value)
    if isinstance(value, dict):
        return {key: item if key == "svg" else drawable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(item) for item in value]
    return value


@cache
def coverage() -> frozenset[str]:
    """The characters that all our faces have."""
    folder = Path(__file__).parent / "fonts"
    faces = [_characters((folder / f"SourceSans3-{face}.otf").read_bytes()) for face in FACES]
    return frozenset("\n\t") | frozenset.intersection(*faces)


def _characters(font: bytes) -> frozenset[str]:
    """The characters of a font: its `cmap` table in format 12, ranges of code points."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    offsets = (struct.unpack_from(">HHI", font, start + 4 + 8 * place)[2] for place in range(subtables))
    whole = next(start + offset for offset in offsets if struct.unpack_from(">H", font, start + offset)[0] == 12)
    (groups,) = struct.unpack_from(">I", font, whole + 12)
    ranges = (struct.unpack_from(">III", font, whole + 16 + 12 * place) for place in range(groups))
    return frozenset(chr(code) for first, last, _ in ranges for code in range(first, last + 1))
