"""Which columns a table has, from where its words stand: rules down the page, or the gaps that all its lines keep."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from stegvis.files.finished.layout import TIGHT_GAP, Strip, Word, pieces_of, text_of

#: From where to where a column's words stand.
Zone = tuple[float, float]
Piece = tuple[Word, ...]

_FIGURE = re.compile(r"[(+–−-]?\s?(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:,\d*)?\)?\s?(?:%|kr|tkr|mnkr)?")
_SIGNS = re.compile(r"[–−\-+()]|kr|SEK")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 1.6


def is_figure(text: str) -> bool:
    """Whether a cell's text is a number, a dash or a hidden figure, and no year."""
    return bool(_FIGURE.fullmatch(text) or text in ("–", "-", "−", "..", "—")) and not _YEAR.fullmatch(text)


def cells_of(strip: Strip, edges: Sequence[float] = ()) -> list[Piece]:
    """A line's words as cells. `edges`: where numbers of other lines end, which parts two that stand close."""
    return [part for piece in pieces_of(strip.words, TIGHT_GAP) for part in _parted(piece, edges)]


def _parted(piece: Piece, edges: Sequence[float]) -> Iterator[Piece]:
    """A piece of digits cut where a column's numbers end, if both sides are numbers."""
    if len(piece) > 2 or (len(piece) == 2 and edges):
        for at in range(1, len(piece)):
            ends = any(abs(piece[at - 1].box.right - edge) < _NEAR for edge in edges)
            if ends and _FIGURE.fullmatch(text_of(piece[:at])) and _FIGURE.fullmatch(text_of(piece[at:])):
                yield piece[:at]
                yield from _parted(piece[at:], edges)
                return
    yield piece


def parted_by(rules: Sequence[float], piece: Piece) -> Iterator[Piece]:
    """A piece cut where a rule down the page stands between its words."""
    start = 0
    for at in range(1, len(piece)):
        left, right = piece[at - 1].box.right, piece[at].box.left
        if any(left - 0.5 <= rule <= right + 0.5 for rule in rules):
            yield piece[start:at]
            start = at
    yield piece[start:]


def right_edges(strips: Sequence[Strip]) -> tuple[float, ...]:
    """Where the numbers of a column end, or its heading, when two lines or more say the same."""
    ends: Counter[int] = Counter()
    for strip in strips:
        for piece in cells_of(strip)[1:]:
            if is_figure(text_of(piece)) or _YEAR.fullmatch(text_of(piece)):
                ends[round(piece[-1].box.right)] += 1
    return tuple(float(end) for end in ends if ends[end] + ends[end - 1] + ends[end + 1] >= 2)


def zones_of(strips: Sequence[Strip], edges: Sequence[float] = ()) -> tuple[Zone, ...]:
    """The columns of lines that keep gaps between them. A few lines may go across a gap (a long label, a joint heading)."""
    cells = [cells for strip in strips if len(cells := cells_of(strip, edges)) > 1]
    rows = [[(piece[0].box.left, piece[-1].box.right) for piece in row] for row in cells[_joint_headings(cells) :]]
    allowed = len(rows) // 8
    gaps = _gaps([zone for row in rows for zone in row], allowed)
    zones = [[zone for row in rows for zone in row if low <= zone[0] and zone[1] <= high] for low, high in gaps]
    found = [(min(a for a, _ in zone), max(b for _, b in zone)) for zone in zones if zone]
    return tuple(_joined(found, rows))


def _joint_headings(rows: Sequence[Sequence[Piece]]) -> int:
    """How many of the first lines are headings over several columns each: fewer than what the lines below have."""
    usual = median(len(row) for row in rows) if rows else 0
    for at, row in enumerate(rows):
        if len(row) >= usual or any(is_figure(text_of(piece)) for piece in row):
            return at
    return 0


def _gaps(pieces: Sequence[Zone], allowed: int) -> list[Zone]:
    """The stretches between gaps: where no more pieces than allowed go across."""
    steps: Counter[float] = Counter()
    for left, right in pieces:
        steps[round(left, 1)] += 1
        steps[round(right, 1)] -= 1
    cuts, across = [float("-inf")], 0
    places = sorted(steps)
    if not places:
        return []
    for place, after in zip(places, [*places[1:], float("inf")], strict=True):
        across += steps[place]
        if across <= allowed and after - place > 0.8 and after != float("inf"):
            cuts.append((place + after) / 2)
    return list(zip(cuts, [*cuts[1:], float("inf")], strict=True))


def _joined(zones: list[Zone], rows: Sequence[Sequence[Zone]]) -> Iterator[Zone]:
    """Neighbours that no line fills both of are one column: its heading stands to the left, its numbers to the right."""
    filled = [{at for at, row in enumerate(rows) if any(_within(piece, zone) for piece in row)} for zone in zones]
    last: Zone | None = None
    had: set[int] = set()
    for zone, here in zip(zones, filled, strict=True):
        if last is not None and not had & here and min(len(had), len(here)) <= max(1, len(rows) // 4):
            last, had = (last[0], zone[1]), had | here
            continue
        if last is not None:
            yield last
        last, had = zone, here
    if last is not None:
        yield last


def _within(piece: Zone, zone: Zone) -> bool:
    return zone[0] - 0.5 <= piece[0] and piece[1] <= zone[1] + 0.5


def place_of(piece: Piece, zones: Sequence[Zone]) -> tuple[int, int]:
    """The first and the last column that a piece stands in."""
    left, right = piece[0].box.left, piece[-1].box.right
    over = [
        at for at, (low, high) in enumerate(zones) if min(right, high) - max(left, low) > min(2.0, (high - low) / 2)
    ]
    if over:
        return over[0], over[-1]
    middle = (left + right) / 2
    near = min(range(len(zones)), key=lambda at: min(abs(zones[at][0] - middle), abs(zones[at][1] - middle)))
    return near, near


def is_sign(text: str) -> bool:
    """Whether it is only the sign or the unit of the number to its right."""
    return bool(_SIGNS.fullmatch(text))
