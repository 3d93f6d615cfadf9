"""Tables as people lay them out: row labels first, a column each for women, men and all, groups of rows under a heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.core.tables import Key
from stegvis.files.printed.figures import DASHES, HIDDEN_SIGNS, read_amount, read_figure
from stegvis.files.printed.told import ToldAxis, ToldTable, plain, same

#: No table for people is larger, and a file may be made to exhaust whoever reads it.
MOST_CELLS = 200_000
_LONGEST_LABEL = 80


#: A row: its group, its label, its cells.
Line = tuple[str, str, tuple[str, ...]]
_LEAD = re.compile(r"^(?:Tabell|Table)\s*\d+\s*[.:]?\s*", re.IGNORECASE)
_OF_MONEY = re.compile(r"\b(?:t?kr|kronor|SEK|kSEK|Not \d+)\b", re.IGNORECASE)
#: What is told of each group beside how many it is: `Median, dagar`, `Medelvärde: Kvinnor`.
_AMOUNT = re.compile(r"(?:median|medelvärde|mean)(?:, \w+)?(?:: (?P<of>.+))?", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"^$|%|\b(?:t?kr|procent|percent|median\w*|medelvärde\w*|genomsnitt\w*|mean|average|andel\w*|share|kostnad\w*|costs?|budget\w*|utfall|belopp|planera\w*|mål|target)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells as text, row by row, with the words over it. A group's heading is a row of one cell."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    said: tuple[tuple[str, str], ...] = ()


def told_tables(grid: Grid) -> Iterator[ToldTable]:
    """The tables of counts of a grid: none where its columns are no counts, one a year where they are years."""
    rows = [tuple(plain(cell) for cell in row) for row in grid.rows if any(cell.strip() for cell in row)]
    if sum(map(len, rows)) > MOST_CELLS:
        return
    start = _heading(rows)
    if start is None or _OF_MONEY.search(grid.title):
        return
    above = " ".join(plain(" ".join(row)) for row in rows[:start])
    title = _LEAD.sub("", above or plain(grid.title))
    groups, lines = _lines(rows[start + 1 :])
    if groups and len({tuple(label for one, label, _ in lines if one == group) for group in groups}) > 1:
        # The groups have rows of their own: each is a table.
        parts = [(f"{title}: {group}", [("", *line[1:]) for line in lines if line[0] == group]) for group in groups]
    else:
        parts = [(title, lines)]
    for name, part in parts:
        whole = _told(rows[start], groups if part is lines else [], part, replace(grid, title=name))
        if whole is not None:
            yield from _by_year(whole)


def _by_year(whole: ToldTable) -> Iterator[ToldTable]:
    *_, across = whole.axes
    if len(whole.axes) > 1 and across.name == "year":
        yield from (_of_year(whole, code) for code in across.codes)
    else:
        yield whole


def _heading(rows: Sequence[tuple[str, ...]]) -> int | None:
    """The row that heads the columns: the last one of words before the first row with a count."""
    for place, row in enumerate(rows):
        if len(row) > 1 and row[0] and any(read_figure(cell)[1] is not None for cell in row[1:] if not _is_year(cell)):
            before = [at for at in range(place) if any(rows[at][1:])]
            return before[-1] if before else None
    return None


def _told(heading: tuple[str, ...], groups: Sequence[str], lines: Sequence[Line], grid: Grid) -> ToldTable | None:
    columns = [at for at in range(1, len(heading)) if not _NO_COUNT.search(heading[at]) and _counts(at, lines)]
    if not lines or not columns:
        return None
    down = ToldAxis(_down_name(heading[0], grid.title), tuple(dict.fromkeys(label for _, label, _ in lines)))
    across = ToldAxis("year" if all(_is_year(heading[at]) for at in columns) else "column",
                      tuple(heading[at] for at in columns))  # fmt: skip
    axes = [ToldAxis("moment" if _are_moments(groups) else "group", tuple(groups))] if groups else []
    axes += [down] if len(columns) == 1 and across.name != "year" else [down, across]
    if len(set(across.codes)) < len(across.codes) or len({(one[0], one[1]) for one in lines}) < len(lines):
        return None
    texts: dict[Key, str] = {}
    for group, label, row in lines:
        for at in columns:
            key = (*([group] if groups else []), label, *([heading[at]] if axes[-1] is across else []))
            texts[key] = row[at] if at < len(row) else ""
    cells = {key: read_figure(text)[1] for key, text in texts.items()}
    dashes = frozenset(key for key, text in texts.items() if text in DASHES)
    amounts = _amounts(heading, columns, lines, grouped=bool(groups), crossed=axes[-1] is across)
    return ToldTable(grid.title, tuple(axes), cells, said=dict(grid.said), dashes=dashes, amounts=amounts)


def _amounts(
    heading: tuple[str, ...], columns: Sequence[int], lines: Sequence[Line], *, grouped: bool, crossed: bool
) -> dict[Key, Decimal]:
    """What is told of the same groups as the counts in columns of its own."""
    counts = [heading[at] for at in columns]
    found: dict[Key, Decimal] = {}
    for at, words in enumerate(heading):
        match = _AMOUNT.fullmatch(words)
        of = (match["of"] or "") if match else None
        if of is None or (of not in counts if crossed else of):
            continue
        for group, label, row in lines:
            key = (*([group] if grouped else []), label, *([of] if crossed else []))
            amount = _told_amount(row[at]) if at < len(row) else None
            found |= {} if amount is None else {key: amount}
    return found


def _told_amount(text: str) -> Decimal | None:
    """An amount; words where others have one tell none."""
    try:
        return read_amount(text)
    except ValueError:
        return None


def _lines(body: Sequence[tuple[str, ...]]) -> tuple[list[str], list[Line]]:
    """The groups' headings, and each row with its group and label.

    A row without a figure heads a group where the groups have the same rows; else its figures are hidden.
    """
    groups, lines = _grouped([row if any(row[1:]) else row[:1] for row in body])
    labels = [tuple(label for one, label, _ in lines if one == group) for group in groups]
    return (groups, lines) if len(groups) > 1 and len(set(labels)) == 1 else _grouped(body)


def _grouped(body: Sequence[tuple[str, ...]]) -> tuple[list[str], list[Line]]:
    """A row of one cell heads a group. What stands before the first heading is of no group."""
    groups: list[str] = []
    lines: list[Line] = []
    for row in body:
        if len(row) == 1:
            groups.append(row[0])
        elif row[0] and (any(row[1:]) or not _is_note(row[0])):
            lines.append((groups[-1] if groups else "", row[0], row))
    used = [group for group in dict.fromkeys(groups) if any(one == group for one, _, _ in lines)]
    if any(group == "" for group, _, _ in lines) and used:
        # A note below a table is a lone cell too: what comes after it is no part of the table.
        return [], [line for line in lines if line[0] == ""]
    return used, lines


def _is_note(label: str) -> bool:
    """Whether words without figures are a note and no row."""
    return ":" in label or label.endswith(".") or len(label) > _LONGEST_LABEL


def _counts(at: int, lines: Sequence[Line]) -> bool:
    """Whether a column holds counts and hidden counts only, and any count or sign at all."""
    cells = [row[at] for _, _, row in lines if at < len(row)]
    if not all(read_figure(cell)[0] for cell in cells):
        return False
    return any(
        cell not in ("", "-", "–") and (read_figure(cell)[1] is not None or cell in HIDDEN_SIGNS) for cell in cells
    )


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and 1900 <= int(text) <= 2199 and len(text) == 4


def _are_moments(groups: Sequence[str]) -> bool:
    return {same(one) for one in groups} <= {"före", "efter", "before", "after"}


def _down_name(corner: str, title: str) -> str:
    """What the rows are: the words over them, or what the title says after "efter"."""
    words = title.split(",", maxsplit=1)[0].split(" efter ")
    return plain(corner) or (plain(words[-1]) if len(words) > 1 else "row")


def _of_year(whole: ToldTable, year: str) -> ToldTable:
    cells = {key[:-1]: value for key, value in whole.cells.items() if key[-1] == year}
    amounts = {key[:-1]: value for key, value in whole.amounts.items() if key[-1] == year}
    return replace(whole, axes=whole.axes[:-1], cells=cells, amounts=amounts, said={**whole.said, "period": year})
