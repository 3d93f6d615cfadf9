"""A page's words to lines in reading order, also where its text is set in columns.

Columns are found by the gutter between them: their lines begin at the same place, with white before it, for many lines
in a row. What goes across the gutter, a heading or a table, divides the page in bands. A table keeps such white as well; but
its rows begin on both sides at the same height, and hold no running text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from stegvis.files.finished.layout import Sheet, Strip, Word, pieces_of

#: A column has so many lines at least, where other pages have none, or one, at the same place; and a gutter is so wide.
_LEAST_LINES, _LEAST_KNOWN, _GUTTER = 6, 3, 4.0
#: Rules farther from each other than this part of the page are not of one table.
_ONE_TABLE = 0.25
_CANDIDATES = 4
_MARGIN = 0.1
Row = list[Word]


def strips_of(sheet: Sheet, first: int, gutters: set[float]) -> list[Strip]:
    """The page's lines in reading order, columns of text one after the other. `first`: the index of the first of them.

    `gutters`: where columns of the pages before begin, to which this page's are added: a page's few last lines keep to them.
    """
    rows = _rows(sheet.words)
    head, foot = _margin(rows, sheet), _margin(rows[::-1], sheet)
    body = rows[head : max(head, len(rows) - foot)]
    ordered = [*rows[:head], *_in_reading_order(body, sheet, gutters), *rows[head + len(body) :]]
    return [Strip(tuple(row), first + at, sheet.number) for at, row in enumerate(ordered)]


def _margin(rows: Sequence[Row], sheet: Sheet) -> int:
    """How many rows from an edge of the page stand in its margin, with white to the rest: its head or foot, over all columns."""
    found = 0
    for at, (row, after) in enumerate(pairwise(rows), start=1):
        if _MARGIN * sheet.height < row[0].middle < (1 - _MARGIN) * sheet.height:
            break
        if abs(after[0].middle - row[0].middle) > 2 * row[0].size:
            found = at
    return found


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words on the same line, also where a scanned line slants: each is held against the one to its left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.left, one.box.top)):
        beside = [row for row in rows if _overlap(row[-1], word) > 0.55]
        best = max(beside, key=lambda row: _overlap(row[-1], word), default=None)
        if best is None:
            rows.append([word])
        else:
            best.append(word)
    return sorted(rows, key=lambda row: (round(median(one.middle for one in row), 1), row[0].box.left))


def _overlap(one: Word, other: Word) -> float:
    """How much of the lower of two words stands beside the other."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    if shared <= 0:
        return 0.0
    return shared / max(0.1, min(one.box.bottom - one.box.top, other.box.bottom - other.box.top))


def _in_reading_order(rows: list[Row], sheet: Sheet, gutters: set[float]) -> list[Row]:
    """Rows from the top; where a stretch of the page has columns of text, the left one before the right one."""
    found = _columns(rows, sheet, gutters)
    if found is None:
        return rows
    start, end, gutter = found
    gutters.add(gutter)
    parts = [rows[:start], *_sides(rows[start:end], gutter), rows[end:]]
    return [row for part in parts for row in _in_reading_order(part, sheet, gutters)]


def _sides(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    left = [[word for word in row if word.box.left < gutter] for row in rows]
    right = [[word for word in row if word.box.left >= gutter] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _columns(rows: Sequence[Row], sheet: Sheet, known: set[float]) -> tuple[int, int, float] | None:
    """The longest run of rows that a gutter parts in columns of text: its start, its end, where the right column begins."""
    spans = [[(piece[0].box.left, piece[-1].box.right) for piece in pieces_of(row, 0.6)] for row in rows]
    best: tuple[int, int, float] | None = None
    for gutter in (*_gutters(spans), *known):
        least = _LEAST_KNOWN if gutter in known else _LEAST_LINES
        tables = _ruled_across(gutter, sheet)
        clear = [
            all(right <= gutter - _GUTTER or left >= gutter for left, right in span)
            and not any(top < row[0].middle < bottom for top, bottom in tables)
            for row, span in zip(rows, spans, strict=True)
        ]
        for start, end in _runs(clear, least):
            if (best is None or end - start > best[1] - best[0]) and _is_text(rows[start:end], gutter, least):
                best = start, end, gutter
    return best


def _gutters(spans: Sequence[Sequence[tuple[float, float]]]) -> Iterator[float]:
    """Where a right column may begin: where pieces begin line after line, well inside the page."""
    if not spans:
        return
    low, high = min(span[0][0] for span in spans), max(span[-1][1] for span in spans)
    inside = low + 0.25 * (high - low), low + 0.75 * (high - low)
    begins = Counter(round(left) for span in spans for left, _ in span if inside[0] < left < inside[1])
    for place, times in begins.most_common(_CANDIDATES):
        if times + begins[place - 1] + begins[place + 1] >= _LEAST_LINES:
            yield place - 1.5


def _ruled_across(gutter: float, sheet: Sheet) -> list[tuple[float, float]]:
    """From where to where down the page rules of tables go across the gutter."""
    low, high = gutter - 3 * _GUTTER, gutter + 3 * _GUTTER
    tops = sorted(rule.box.top for rule in sheet.rules if rule.box.left < low < high < rule.box.right)
    return [(top, bottom) for top, bottom in pairwise(tops) if bottom - top < _ONE_TABLE * sheet.height]


def _runs(clear: Sequence[bool], least: int) -> Iterator[tuple[int, int]]:
    start = 0
    for at, one in enumerate([*clear, False]):
        if not one:
            if at - start >= least:
                yield start, at
            start = at + 1


def _is_text(rows: Sequence[Row], gutter: float, least: int) -> bool:
    """Whether both sides of a gutter are columns of text: both run on, or one does and the other keeps lines of its own."""
    left, right = _sides(rows, gutter)
    if min(len(left), len(right)) < least - 1 or min(map(_ems, (left, right))) < 12:
        return False
    running = _runs_on(left, least), _runs_on(right, least)
    if all(running):
        return not _begin_together(left, right)
    return any(running) and _begins_with_words(right) and _staggered(rows, gutter, least)


def _ems(rows: Sequence[Row]) -> float:
    return (max(row[-1].box.right for row in rows) - min(row[0].box.left for row in rows)) / median(
        row[0].size for row in rows
    )


def _runs_on(rows: Sequence[Row], least: int) -> bool:
    """Whether most of what stands there is sentences that go on to the right edge: boxes and tables are few letters."""
    right, left = max(row[-1].box.right for row in rows), min(row[0].box.left for row in rows)
    full = [row for row in rows if len(row) > 2 and row[-1].box.right - left > 0.6 * (right - left)]
    letters = sum(map(_letters, full))
    digits = sum(sum(map(str.isdigit, word.text)) for row in full for word in row)
    return len(full) >= least - 2 and 2 * letters > sum(map(_letters, rows)) and digits < 0.15 * letters


def _letters(row: Row) -> int:
    return sum(sum(map(str.isalpha, word.text)) for word in row)


def _begin_together(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether what follows a gap does so on both sides at the same height, as the rows of a table do."""
    fewer, more = sorted((_after_gaps(left), _after_gaps(right)), key=len)
    together = sum(any(abs(one - other) < 0.3 * left[0][0].size for other in more) for one in fewer)
    return len(fewer) > 1 and 3 * together >= 2 * len(fewer)


def _after_gaps(rows: Sequence[Row]) -> list[float]:
    """Where lines stand that have more space above them than is usual."""
    steps = [(after[0].box.bottom - before[0].box.bottom, after[0].box.bottom) for before, after in pairwise(rows)]
    usual = median(step for step, _ in steps)
    return [place for step, place in steps if step > 1.25 * usual]


def _begins_with_words(rows: Sequence[Row]) -> bool:
    return 2 * sum(row[0].text[:1].isalpha() for row in rows) > len(rows)


def _staggered(rows: Sequence[Row], gutter: float, least: int) -> bool:
    """Whether lines on either side stand beside each other by chance only, and not on the same line as a table's do."""
    pairs = [sides for row in rows if all(sides := _sides([row], gutter))]
    apart = sum(abs(left[0][-1].box.bottom - right[0][0].box.bottom) > 0.1 * right[0][0].size for left, right in pairs)
    return len(pairs) >= least - 1 and 2 * apart > len(pairs)
