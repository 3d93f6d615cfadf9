"""What a table's columns hold: labels, notes, counts, amounts and shares; whom, when and which version they are of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from stegvis.checking.figures import cell_figure
from stegvis.checking.other_digits import years_in
from stegvis.checking.tables.layout import LaidRow, is_year, width_of
from stegvis.checking.understanding import Column, ColumnKind, Part, Version
from stegvis.checking.words import Words, plain

_UNIT = re.compile(
    r"(?<![\w\d])(tkr|kkr|ksek|tsek|mnkr|mkr|msek|kr|kronor|sek|tusental kronor|tusen kronor|miljoner kronor)\b", re.I
)
_UNITS = {
    "tkr": "tkr", "kkr": "tkr", "ksek": "tkr", "tsek": "tkr", "tusental kronor": "tkr", "tusen kronor": "tkr", "mnkr": "mnkr",
    "mkr": "mnkr", "msek": "mnkr", "miljoner kronor": "mnkr", "kr": "kr", "kronor": "kr", "sek": "kr",
}  # fmt: skip
_AFTER = re.compile(r"[,(]\s*(?:i\s+)?([^,()]+?)\)?\s*$")
_SHARE = re.compile(r"%|\bprocent\b|\bandel(?:en|ar)?\b", re.I)
#: Columns of a list of words and what they say ("Ägare", "Budget"); more rows of words than this head no columns.
_PAIRED = 2
_MOST_HEADS = 3


def unit_in(text: str) -> str:
    """The unit of money that a heading names, "" if none."""
    found = _UNIT.search(text)
    return _UNITS[found[1].lower()] if found else ""


def unit_after(label: str) -> str:
    """The unit that a row's label ends with, "Eget kapital, tkr"; "" if none."""
    found = _AFTER.search(label)
    return unit_in(found[1]) if found else ""


def heads_of(rows: Sequence[LaidRow], words: Words) -> int:
    """How many of the first rows say what the columns hold. Rows with a label only are headings of the rows below them."""
    marked = next((at for at, row in enumerate(rows) if not row.marked_as_heading), len(rows))
    if 0 < marked < len(rows):
        return marked
    first = next((at for at, row in enumerate(rows) if row.holds or (at and _judges(row, words))), None)
    if first is None:
        return int(len(rows) > 1 and _names_words(rows[0], words))
    named = [at for at in range(first) if rows[at].others]
    if len(named) > (1 if width_of(rows) == _PAIRED else _MOST_HEADS):
        return 0
    if named:
        return named[-1] + 1
    groups = words.data["statements"]["groups"]
    return int(first > 0 and plain(rows[0].label) not in groups)


def _judges(row: LaidRow, words: Words) -> bool:
    """Whether a row gives the verdict on a goal, which no heading does that does not name all the verdicts there are."""
    said = [plain(text).split() for text in row.others]
    known = words.data["goals"]
    made_of = {*known["cell_met"], *known["cell_not"], *known["partly"], *known["cell_filler"]}
    met = [text for text in said if not {*text}.isdisjoint(known["cell_met"]) and {*text} <= made_of]
    return bool(row.label) and len(met) == 1


def _names_words(row: LaidRow, words: Words) -> bool:
    """Whether the first row of a table without figures says what its columns hold."""
    texts = [plain(text) for text in (row.label, *row.others)]
    known = words.data["statements"]["of_words"]
    return len(texts) > 1 and sum(text.startswith(tuple(known)) and len(text) < 40 for text in texts) * 2 >= len(texts)


def columns_of(rows: Sequence[LaidRow], heads: int, words: Words) -> tuple[Column, ...]:
    """The columns understood, by their headings and by what stands in them."""
    places = range(width_of(rows))
    labels = _label_column(rows[heads:], len(places))
    found = [_column(at, at == labels, _heading(rows[:heads], at), rows[heads:], words) for at in places]
    return tuple(_with_parts(_with_letters(found), rows[heads:]))


def _label_column(body: Sequence[LaidRow], width: int) -> int:
    """The column with the rows' names: the first, or the second where the first holds numbers of accounts or items."""
    first, second = ([row.text(at) for row in body if row.text(at)] for at in (0, 1))
    numbers = [text for text in first if text.rstrip(".").isdigit() and not is_year(text)]
    words = [text for text in second if cell_figure(text) is None]
    return int(width > 2 and len(numbers) * 2 > len(body) and len(words) * 2 > len(second))


def _heading(heads: Sequence[LaidRow], at: int) -> str:
    told = [row.text(at) or (row.covering(at) if at else "") for row in heads]
    return " ".join(text for text in told if text)


def _column(at: int, labels: bool, heading: str, body: Sequence[LaidRow], words: Words) -> Column:
    if labels:
        return Column(at, heading, ColumnKind.LABEL, unit=unit_in(heading))
    years = years_in(heading)
    version = version_of(heading, words)
    year = None if not years or (version is Version.VARIANCE and len(set(years)) > 1) else years[-1]
    kind = _kind(at, heading, body, words)
    unit = unit_in(heading) or ("%" if kind is ColumnKind.SHARE else "")
    return Column(at, heading, kind, year, part_of(heading, words), version, unit)


def _kind(at: int, heading: str, body: Sequence[LaidRow], words: Words) -> ColumnKind:
    if plain(heading) in words.data["statements"]["notes"]:
        return ColumnKind.NOTE
    texts = [row.text(at) for row in body if row.text(at)]
    if plain(heading) in words.data["statements"]["years"] and all(is_year(text) for text in texts):
        return ColumnKind.WORDS
    figures = [figure for text in texts if (figure := cell_figure(text)) is not None]
    if len(figures) * 3 < len([text for text in texts if any(sign.isalpha() for sign in text)]):
        return ColumnKind.WORDS
    if figures and all(one.unit == "%" for one in figures):
        return ColumnKind.SHARE
    amounts = any(one.unit != "%" and abs(one.value) > 1000 for one in figures)
    shares = _SHARE.search(heading) and not re.search(r"\bantal\b.*[(/].*(?:%|andel)", heading, re.I)
    return ColumnKind.SHARE if shares and not amounts else ColumnKind.FIGURES


def version_of(heading: str, words: Words) -> Version | None:
    """Which of a line's amounts a heading names: a variance says so whatever else it names."""
    bare = plain(heading)
    told = bare.split()
    for name in ("variance", "forecast", "budget", "outcome"):
        labels = words.data["versions"][name]
        if any(word.startswith(label) if len(label) > 4 else word == label for word in told for label in labels):
            return Version(name)
    return Version.VARIANCE if re.search(r"\+\s?/\s?[-–]", heading) else None


def part_of(heading: str, words: Words) -> Part | None:
    """Whom a heading counts: a sex, those whose sex is not known, or all."""
    said = set(re.findall(r"[^\W\d_]+", heading.casefold()))
    parts = words.data["parts"]
    bare = plain(re.sub(r"\b(?:19|20)\d\d\b", " ", heading))
    sexes = [Part(name) for name in ("women", "men") if not said.isdisjoint(parts[name])]
    if len(sexes) == 1:
        return sexes[0]
    first = bare.split()[0] if bare else ""
    if bare in parts["total"] or first in parts["total"] or said & {"totalt", "samtliga"}:
        return Part.TOTAL
    return Part.UNKNOWN if bare in parts["unknown"] else None


def _with_letters(columns: list[Column]) -> list[Column]:
    """K and M are women and men where both are columns."""
    letters = {plain(one.heading).split()[0]: one for one in columns if plain(one.heading)}
    if not {"k", "m"} <= letters.keys():
        return columns
    parts = {letters["k"].place: Part.WOMEN, letters["m"].place: Part.MEN}
    return [replace(one, part=parts.get(one.place, one.part)) for one in columns]


def _with_parts(columns: list[Column], body: Sequence[LaidRow]) -> list[Column]:
    """A total of women and men that is not called so; those beside a total that have names of their own."""
    counts = [one for one in columns if one.kind is ColumnKind.FIGURES and one.version is None]
    sexes = {one.part for one in counts} & {Part.WOMEN, Part.MEN}
    totals = [one for one in counts if one.part is Part.TOTAL]
    others = [one for one in counts if one.part is None]
    if len(sexes) == 2:
        found = [one for one in others if not totals and _adds_up(one, counts, body)]
        return [replace(one, part=Part.TOTAL) if one in found[:1] else one for one in columns]
    unknown = [one for one in columns if one.part is Part.UNKNOWN]
    named = [one for one in (*others, *unknown) if one.heading and one.year is None and totals]
    named = named if len(named) > 1 or not unknown else []
    return [replace(one, part=Part.NAMED) if one in named else one for one in columns]


def _adds_up(column: Column, counts: Sequence[Column], body: Sequence[LaidRow]) -> bool:
    """Whether a column holds the sum of the women and men beside it, in nearly every row."""
    held = []
    for row in body:
        total = cell_figure(row.text(column.place))
        parts = [cell_figure(row.text(one.place)) for one in counts if one.part not in (None, Part.TOTAL)]
        if total is not None and all(parts):
            held.append(total.value == sum(one.value for one in parts if one))
    return len(held) > 1 and sum(held) * 5 >= len(held) * 4
