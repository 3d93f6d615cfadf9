"""What can be worked out of published tables, in words: the cell, what it can be, and the lines of the tables that tell it."""

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from stegvis.cli.words import Words, words
from stegvis.core.findings import Where, remark
from stegvis.core.tables import Key, PrintedTable
from stegvis.messages import sentence

if TYPE_CHECKING:
    from stegvis.protect.auditor.violations import Exposure, Line, Term

_HIDDEN, _MINUS = "..", "−"


@dataclass(frozen=True, slots=True)
class Published:
    """The tables that were read, and the file of each."""

    tables: tuple[PrintedTable, ...]
    files: tuple[str, ...]

    def title(self, table: int) -> str:
        """What a table is called."""
        return self.tables[table].head.title

    def labels(self, table: int, key: Key) -> tuple[str, ...]:
        """The printed names of a cell's row and column."""
        dimensions = self.tables[table].head.dimensions
        return tuple(one.label(code) for one, code in zip(dimensions, key, strict=True))


def code(one: "Exposure") -> str:
    """The stable code of what was found."""
    if one.contradicts:
        return "AUD-014"
    if one.minus:
        return "AUD-013"
    if not one.lines:
        return "AUD-012"
    return "AUD-010" if one.range.is_exact else "AUD-011"


def sentence_of(one: "Exposure", published: Published, language: str) -> str:
    """What a cell can be and how that follows, in words."""
    say = words(language)
    said = {
        "value": _value(one, say),
        "threshold": published.tables[one.table].threshold,
        "how": "; ".join(_line(line, one, published, say) for line in one.lines),
        "minus": _place(published, *one.minus) if one.minus else "",
    }
    return sentence(remark(code(one), Where(), **said), language)


def _value(one: "Exposure", say: Words) -> str:
    if one.range.is_exact:
        return str(one.range.least)
    return say("audit_range", least=one.range.least, greatest=one.range.greatest)


def _place(published: Published, table: int, key: Key) -> str:
    return f"{published.title(table)}: {' / '.join(published.labels(table, key))}"


def _line(line: "Line", one: "Exposure", published: Published, say: Words) -> str:
    """A line as a sum: what the cell is by it (`Totalt 43 − A 12 − C 21`), or the total and its parts."""
    shared, names = _names(line, published, say)
    named = list(zip(line.terms, names, strict=True))
    own = [
        (term, name) for term, name in named if (term.table, term.key, term.minus) == (one.table, one.key, one.minus)
    ]
    begins = f"{', '.join(shared)}: " if shared else ""
    if own and line.low == line.high == 0:
        sign = -1 if own[0][0].weight > 0 else 1
        others = [(term.weight * sign, term, name) for term, name in named if (term, name) not in own]
        return begins + _sum(sorted(others, key=lambda each: each[0] < 0))
    left = _sum([(term.weight, term, name) for term, name in named if term.weight > 0])
    right = _sum([(-term.weight, term, name) for term, name in named if term.weight < 0])
    if line.low == line.high:
        right = right if not line.low else f"{right} + {line.low:g}".removeprefix(" + ")
        return f"{begins}{right} = {left}"
    bound = "audit_less" if line.low == -inf else "audit_more"
    limit = line.high if line.low == -inf else line.low
    return f"{begins}{left} {say(bound)} {f'{right} + {limit:g}' if limit and right else right or f'{limit:g}'}"


def _names(line: "Line", published: Published, say: Words) -> tuple[list[str], list[str]]:
    """What the cells of a line have in common, and what each is called beside it."""
    labels = [published.labels(term.table, term.key) for term in line.terms]
    if len({term.table for term in line.terms}) == 1 and not any(term.minus for term in line.terms):
        places = range(len(labels[0]))
        differ = [place for place in places if len({one[place] for one in labels}) > 1]
        shared = [labels[0][place] for place in places if place not in differ]
        return (shared if differ else []), [" / ".join(one[place] for place in differ or places) for one in labels]
    return [], [_named(term, published, say) for term in line.terms]


def _named(term: "Term", published: Published, say: Words) -> str:
    own = _place(published, term.table, term.key)
    return say("audit_except", of=own, minus=_place(published, *term.minus)) if term.minus else own


def _sum(parts: list[tuple[int, "Term", str]]) -> str:
    """Cells with their values and signs; a hidden one with its two dots."""
    told = ""
    for weight, term, name in parts:
        value = _HIDDEN if term.value is None else str(term.value)
        times = f"{abs(weight)} × " if abs(weight) != 1 else ""
        sign = (f" {_MINUS} " if weight < 0 else " + ") if told else (_MINUS if weight < 0 else "")
        told += f"{sign}{times}{name} {value}"
    return told
