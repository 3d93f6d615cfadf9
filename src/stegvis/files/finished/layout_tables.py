"""Lines and rules of a page to tables: where they are, which lines make a row, and the cells of each."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from stegvis.core.finished import Box, GridCell, GridRow, PrintedGrid
from stegvis.files.finished.cut_words import MAY_GO_ON, may_go_on
from stegvis.files.finished.layout import Rule, Sheet, Strip, Word, around, is_raised, text_of
from stegvis.files.finished.layout_columns import (
    Piece,
    Zone,
    cells_of,
    is_figure,
    parted_by,
    place_of,
    right_edges,
    zones_of,
)
from stegvis.files.finished.layout_frames import Frame, frames_of
from stegvis.files.finished.passages import is_item, run_on

_CAPTION = re.compile(r"(?:tabell|diagram|figur|bild|not|table|figure|chart|note)\s*\d+", re.IGNORECASE)
_CHART = re.compile(r"(?:diagram|figur|bild|figure|chart)\s*\d+", re.IGNORECASE)
_FAR = 2.6
_LONG = 70
#: How headings over several columns stand over them: in the middle, to the left, to the right.
_ALIGNED = ((0.5, 0.5), (1.0, 0.0), (0.0, 1.0))
#: Names to sign with stand beside each other in so many lines, so many words each.
_SIGNED_LINES, _SIGNED_WORDS = 4, 4


@dataclass(frozen=True)
class Table:
    """A table where it stands: its lines, its columns, and the lines of each row."""

    strips: tuple[Strip, ...]
    zones: tuple[Zone, ...]
    rows: tuple[GridRow, ...]

    @property
    def grid(self) -> PrintedGrid:
        """The table as printed."""
        return PrintedGrid(self.rows)


Laid = Strip | Table


def laid_out(strips: Sequence[Strip], sheet: Sheet) -> list[Laid]:
    """The page's lines, with those of a table as the table."""
    frames = frames_of(sheet.rules)
    found: list[Laid] = []
    loose: list[Strip] = []
    for frame, inside in _by_frame(strips, frames):
        if frame is None:
            loose += inside
            continue
        found += _loosely(loose, sheet.rules)
        loose = []
        table = _framed(inside, frame)
        found += [table] if table else _loosely(inside, sheet.rules)
    return found + _loosely(loose, sheet.rules)


def _by_frame(strips: Sequence[Strip], frames: Sequence[Frame]) -> Iterator[tuple[Frame | None, list[Strip]]]:
    """Runs of lines that stand in the same frame of rules, or in none."""
    run: list[Strip] = []
    last: Frame | None = None
    for strip in strips:
        frame = next((one for one in frames if one.holds(strip.box)), None)
        if run and frame is not last:
            yield last, run
            run = []
        last = frame
        run.append(strip)
    if run:
        yield last, run


def _framed(strips: Sequence[Strip], frame: Frame) -> Table | None:
    """A table with rules round its cells. A frame round running text is none."""
    zones = frame.zones
    rows = []
    for band in frame.bands(strips):
        for group in _lines_of_rows(band, zones) if _many_figures(band, zones) else [band]:
            placed = _placed(group, zones, frame.open_between(group), rules=frame.beside(group))
            rows.append(_row(placed, len(zones)))
    filled = sum(1 for row in rows for cell in row.cells if cell.text)
    return Table(tuple(strips), zones, tuple(rows)) if len(zones) > 1 and filled > 2 else None


def _many_figures(strips: Sequence[Strip], zones: Sequence[Zone]) -> bool:
    """Whether two lines between the same rules have a number in the same column: they are two rows."""
    seen: set[int] = set()
    for strip in strips:
        here = {place_of(piece, zones)[0] for piece in cells_of(strip)[1:] if is_figure(text_of(piece))}
        if seen & here:
            return True
        seen |= here
    return False


def _loosely(strips: Sequence[Strip], rules: Sequence[Rule]) -> list[Laid]:
    """Lines without frames: tables are runs of lines with several pieces."""
    found: list[Laid] = []
    at = 0
    while at < len(strips):
        end = _table_end(strips, at) if _tabular(strips[at]) else at
        above = _headings_above(strips, at, end, len(found)) if end - at > 1 else 0
        end = _tail(strips, at, end) if end - at > 1 else end
        table = _unruled(strips[at - above : end], rules) if end - at > 1 else None
        if table:
            found[len(found) - above :] = [table]
            at = end
        else:
            found.append(strips[at])
            at += 1
    return found


def _headings_above(strips: Sequence[Strip], start: int, end: int, most: int) -> int:
    """How many lines above are headings too close to each other to look like several: each stands over a column."""
    zones = zones_of(strips[start:end], right_edges(strips[start:end]))
    found = 0
    headed = _heads_all(strips[start], zones)
    for above in range(1, min(3, start, most) + 1):
        strip, below = strips[start - above], strips[start - above + 1]
        if not -below.size < below.box.top - strip.box.bottom <= 1.8 * below.size or _CAPTION.match(strip.text):
            return found
        places = [place_of((word,), zones) for word in strip.words]
        over = all(first == last and first for first, last in places)
        if len(strip.text) > _LONG and not over:
            return found
        several = not headed and len({first for first, last in places if first == last and first}) > 1
        if zones and (over or several):
            found = above if not strip.text.endswith(".") else found
    return found


def _heads_all(strip: Strip, zones: Sequence[Zone]) -> bool:
    """Whether a line has words and no figures over every column."""
    cells = cells_of(strip)
    return len({place_of(piece, zones)[0] for piece in cells if not is_figure(text_of(piece))}) == len(zones) > 0


def _tail(strips: Sequence[Strip], start: int, end: int) -> int:
    """Where the table ends when its last row's text goes on in lines of their own, none of them under the labels."""
    zones = zones_of(strips[start:end], right_edges(strips[start:end]))
    while zones and end < len(strips):
        strip, before = strips[end], strips[end - 1]
        under = all(place_of((word,), zones)[0] for word in strip.words) and strip.box.left > zones[0][1]
        if not under or not 0 < strip.box.bottom - before.box.bottom < 1.5 * strip.size:
            break
        end += 1
    return end


def _tabular(strip: Strip) -> bool:
    return len(strip.pieces) > 1 and not is_item(strip.text)


def _table_end(strips: Sequence[Strip], start: int) -> int:
    """Where the table that begins here ends: at a gap, at a sentence, at the caption of the next."""
    end = start + 1
    for at in range(start + 1, len(strips)):
        before, strip = strips[at - 1], strips[at]
        if strip.box.top - before.box.bottom > _FAR * before.size or strip.box.top < before.box.top - before.size:
            break
        if _tabular(strip):
            end = at + 1
        elif at - end >= 3 or _ends_table(strips, at, start):
            break
    return end


def _ends_table(strips: Sequence[Strip], at: int, start: int) -> bool:
    """Whether a line of one piece is no row: a caption, a sentence, a heading over another table's headings."""
    strip, before = strips[at], strips[at - 1]
    if _CAPTION.match(strip.text) or (len(strip.text) > _LONG and strip.text.endswith(".")):
        return True
    if strip.size > 1.15 * median(one.size for one in strips[start:at]):
        return True
    below = next((one for one in strips[at + 1 : at + 4] if _tabular(one)), None)
    heads_next = below is not None and not any(is_figure(text_of(piece)) for piece in cells_of(below)[1:])
    return heads_next and strip.box.top - before.box.bottom > 0.9 * strip.size


def _unruled(strips: Sequence[Strip], rules: Sequence[Rule]) -> Table | None:
    """A table by the gaps that its lines keep."""
    edges = right_edges(strips)
    zones = zones_of(strips, edges)
    if len(zones) < 2:
        return None
    pitch = _usual_step(strips, zones, edges)
    across = sorted(rule.box.top for rule in rules if not rule.upright and _covers(rule.box, strips))
    groups = [group for part in _between(strips, across) for group in _lines_of_rows(part, zones, edges, pitch)]
    heads = next((at for at, group in enumerate(groups) if _has_figures(group, zones, edges)), len(groups))
    rows = tuple(
        _row(_placed(group, zones, None, edges, heading=at < heads), len(zones)) for at, group in enumerate(groups)
    )
    return Table(tuple(strips), zones, rows) if len(rows) > 1 and not _are_names(rows) else None


def _are_names(rows: Sequence[GridRow]) -> bool:
    """Whether a few lines of a few words each, none of them a number, stand beside each other, as names to sign with do."""
    texts = [cell.text for row in rows for cell in row.cells]
    return len(rows) <= _SIGNED_LINES and not any(
        is_figure(text) or len(text.split()) > _SIGNED_WORDS or text.endswith("%") for text in texts
    )


def _covers(rule: Box, strips: Sequence[Strip]) -> bool:
    box = around(strip.box for strip in strips)
    return min(rule.right, box.right) - max(rule.left, box.left) > 0.5 * (box.right - box.left)


def _between(strips: Sequence[Strip], across: Sequence[float]) -> list[list[Strip]]:
    """The lines between rules that go across the table."""
    parts: list[list[Strip]] = [[]]
    for before, strip in zip([strips[0], *strips], strips, strict=False):
        if any(before.words[0].middle < rule <= strip.words[0].middle for rule in across):
            parts.append([])
        parts[-1].append(strip)
    return [part for part in parts if part]


def _has_figures(strips: Sequence[Strip], zones: Sequence[Zone], edges: Sequence[float] = ()) -> bool:
    return any(
        is_figure(text_of(piece)) and place_of(piece, zones)[0] > 0
        for strip in strips for piece in cells_of(strip, edges)
    )  # fmt: skip


def _lines_of_rows(
    strips: Sequence[Strip], zones: Sequence[Zone], edges: Sequence[float] = (), pitch: float = 0.0
) -> list[list[Strip]]:
    """Which lines make one row: a label or a text that goes on in the next line belongs to the row above or below."""
    pitch = pitch or _usual_step(strips, zones, edges)
    rows: list[list[Strip]] = []
    for strip in strips:
        if rows and _same_row(rows[-1], strip, zones, edges, pitch):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return rows


def _usual_step(strips: Sequence[Strip], zones: Sequence[Zone], edges: Sequence[float]) -> float:
    """How far it is from one row with numbers to the next, usually."""
    tops = [strip.box.bottom for strip in strips if _has_figures([strip], zones, edges)]
    steps = [after - before for before, after in itertools.pairwise(tops) if after > before]
    return median(steps) if steps else 0.0


def _same_row(row: Sequence[Strip], strip: Strip, zones: Sequence[Zone], edges: Sequence[float], pitch: float) -> bool:
    last = row[-1]
    step = strip.box.bottom - last.box.bottom
    above, here = _filled(row, zones, edges), _filled([strip], zones, edges)
    if _has_figures([strip], zones, edges):
        upper = _has_figures(row, zones, edges)
        return not upper and above == {0} and _goes_on(last, strip, step, pitch, 0 in here)
    if not pitch:
        return (0 not in here or (0 not in above and above <= here and not _years(last))) and step < 1.5 * strip.size
    if above <= here and not _has_figures(row, zones, edges) and here - {0} and not _years(last):
        return step < min(1.5 * strip.size, 0.95 * pitch)
    return here <= above and _goes_on(last, strip, step, pitch, 0 in here)


def _years(strip: Strip) -> bool:
    """Whether a line has years only, which are headings over others."""
    return all(word.text[:4].isdigit() for word in strip.words)


def _goes_on(last: Strip, strip: Strip, step: float, pitch: float, labelled: bool) -> bool:
    """Whether a label goes on in this line: the line stands closer than rows do, or its words say so."""
    if step < 0.85 * pitch and step < 1.5 * strip.size:
        return True
    said = text_of(last.pieces[0])
    begins = strip.text[:1].islower() and not last.words[0].bold
    return labelled and step < 1.7 * strip.size and (begins or said.endswith(("-", ",", " och", " eller", "\u00ad")))


def _filled(strips: Sequence[Strip], zones: Sequence[Zone], edges: Sequence[float]) -> set[int]:
    return {place_of(piece, zones)[0] for strip in strips for piece in cells_of(strip, edges)}


#: A row's words, each with its line, by the first and the last column of their cell.
Placed = dict[tuple[int, int], list[tuple[int, Word]]]


def _placed(
    strips: Sequence[Strip],
    zones: Sequence[Zone],
    joint: set[int] | None,
    edges: Sequence[float] = (),
    *,
    heading: bool = False,
    rules: Sequence[float] = (),
) -> Placed:
    """The words of a row by the first and last column of their cell. `joint`: columns with no rule to their right here.

    `rules`: where rules go down the page here, which part words however close they stand.
    """
    found: Placed = {}
    for strip in strips:
        pieces = _by_column(strip, zones) if heading and joint is None else cells_of(strip, edges)
        pieces = [part for piece in pieces for part in parted_by(rules, piece)] if rules else pieces
        places = [_widened(place_of(piece, zones), joint) for piece in pieces]
        if heading and joint is None:
            places = _shared_out(pieces, places, zones)
        for piece, place in zip(pieces, places, strict=True):
            key = next((one for one in found if one[0] <= place[1] and place[0] <= one[1]), place)
            words = found.pop(key, [])
            found[min(key[0], place[0]), max(key[1], place[1])] = [*words, *((strip.index, word) for word in piece)]
    return found


def _by_column(strip: Strip, zones: Sequence[Zone]) -> list[Piece]:
    """Headings that stand close, apart where each word of them stands over a column of its own."""
    pieces = cells_of(strip)
    if len(pieces) > 1 or len(strip.words) < 2:
        return pieces
    places = [place_of((word,), zones) for word in strip.words]
    return [(word,) for word in strip.words] if len(set(places)) == len(places) else pieces


def _widened(place: tuple[int, int], joint: set[int] | None) -> tuple[int, int]:
    first, last = place
    while joint and first - 1 in joint:
        first -= 1
    while joint and last in joint:
        last += 1
    return first, last


def _shared_out(
    pieces: Sequence[Piece], places: Sequence[tuple[int, int]], zones: Sequence[Zone]
) -> list[tuple[int, int]]:
    """Headings over several columns each: fewer than the columns, each in the middle of those that it heads."""
    over = [(piece, place) for piece, place in zip(pieces, places, strict=True) if place[0] > 0]
    columns = len(zones) - 1
    if len(over) < 2 or columns % len(over) or columns == len(over):
        return list(places)
    each = columns // len(over)
    groups = [(1 + at * each, (at + 1) * each) for at in range(len(over))]
    spans = [(zones[first][0], zones[last][1]) for first, last in groups]
    stand = [(piece[0].box.left, piece[-1].box.right) for piece, _ in over]
    if not any(all(_close(one, span, by) for one, span in zip(stand, spans, strict=True)) for by in _ALIGNED):
        return list(places)
    return [place for place in places if place[0] == 0] + groups


def _close(piece: Zone, span: Zone, by: tuple[float, float]) -> bool:
    """Whether a heading stands in the middle of the columns that it heads, or at their left or right edge."""
    far = abs((piece[0] - span[0]) * by[0] + (piece[1] - span[1]) * by[1])
    return far <= (0.3 if all(by) else 0.1) * (span[1] - span[0])


def _row(placed: Placed, columns: int) -> GridRow:
    """A row with every column: empty cells where nothing stands."""
    cells: list[GridCell] = []
    line = min((at for words in placed.values() for at, _ in words), default=0)
    at = 0
    for (first, last), words in sorted(placed.items()):
        cells += [GridCell("", line)] * (first - at)
        cells.append(cell_of(words, last - first + 1))
        at = last + 1
    return GridRow((*cells, *[GridCell("", line)] * (columns - at)), line)


def cell_of(words: Sequence[tuple[int, Word]], span: int = 1, *, heads: bool = False) -> GridCell:
    """A cell of words with the lines that they stand on. The mark of a note is no part of a number."""
    lines = {line: [word for at, word in words if at == line] for line, _ in words}
    text = last = ""
    for part in lines.values():
        plain = text_of([word for word in part if not is_raised(word, part[0])])
        line = plain if is_figure(plain) else text_of(part)
        text, last = f"{text}{MAY_GO_ON}{line}" if may_go_on(last, line) else run_on(text, line), line
    first = next(iter(lines), 0)
    return GridCell(text, first, around(word.box for _, word in words) if words else None, span, heads)


def rezoned(table: Table, zones: Sequence[Zone]) -> Table:
    """The table with other columns: those of the page before, where this page leaves some empty."""
    edges = right_edges(table.strips)
    groups = _lines_of_rows(table.strips, zones, edges)
    rows = tuple(_row(_placed(group, zones, None, edges), len(zones)) for group in groups)
    return Table(table.strips, tuple(zones), rows)


def is_caption(text: str) -> bool:
    """Whether a line names a table or a picture: `Tabell 4. Deltagare`."""
    return bool(_CAPTION.match(text))


def is_chart(text: str) -> bool:
    """Whether a line names a picture, whose words are no running text and no table."""
    return bool(_CHART.match(text))
