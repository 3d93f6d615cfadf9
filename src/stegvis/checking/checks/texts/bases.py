"""Percentages beside a count whose base was told before: "Det innebär att 71 personer, eller 54 procent, ..."."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from stegvis.checking.agreement.relations import Relation
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.shares_in_text import share_in_text
from stegvis.checking.checks.texts.windows import goes_on
from stegvis.checking.prose.mentions import mentions_of
from stegvis.checking.prose.naming import is_beside
from stegvis.checking.prose.wordings import marked, told
from stegvis.checking.understanding import ColumnKind, Printed, Sentence, Understood

#: So many sentences back a base may stand; of fewer people than this any percentage is possible by chance.
_BACK, _LEAST = 3, 5
#: A percentage further from what the base would give than so many points is of another base, unless a slip explains it.
_NEAR = 5
_SLIPS = ("WHY-004", "WHY-005")

#: A count with its percentage.
type Pair = tuple[Printed, Printed]


def _pairs_of(sentence: Sentence, report: Understood) -> Sequence[Pair]:
    """Each count that a percentage stands beside, without what it is of: "20 (25 %)", "71 personer, eller 54 procent"."""
    found: dict[int, Pair] = {}
    for said in told("shares_alone", marked([sentence], report.words), report.words):
        share = said.numbers["share"]
        found.setdefault(share.id, (said.numbers["count"], share))
    return list(found.values())


def of_what_was_told(at: int, report: Understood) -> Iterator[Relation]:
    """The pairs of a sentence against a base that was told before it, or that is the total of a table beside it."""
    sentence = report.sentences[at]
    pairs = _pairs_of(sentence, report)
    bases = _told(at, pairs, report) if pairs else []
    totals = _totals(sentence, report) if pairs else []
    held = {pair[1].id: _held(pair, [*bases, *totals]) for pair in pairs}
    proven = [one for one in held.values() if one]
    yield from proven
    for pair in pairs:
        if not held[pair[1].id]:
            yield from _against(pair, bases, proven, sentence, report)


def _share(pair: Pair, base: Printed) -> Relation:
    count, share = pair
    return share_in_text(share, [count], base)


def _held(pair: Pair, bases: Sequence[Printed]) -> Relation | None:
    relations = (_share(pair, base) for base in bases if base.value >= max(pair[0].value, Decimal(_LEAST)))
    return next((one for one in relations if one.holds), None)


def _against(
    pair: Pair, bases: Sequence[Printed], proven: Sequence[Relation], sentence: Sentence, report: Understood
) -> Iterator[Relation]:
    """The base that another pair of the sentence bears out, else the only one that is large enough where the sentence goes on."""
    borne_out = {one.terms[-1].number.value: one.terms[-1].number for one in proven}
    able = {one.value: one for one in bases if one.value >= max(pair[0].value, Decimal(_LEAST))}
    only = borne_out or (able if goes_on(sentence, report) else {})
    if len(only) == 1 and _is_of_anybody(pair[0], sentence, report):
        relation = _share(pair, next(iter(only.values())))
        off = abs(relation.whole.value - relation.expected)
        rounded = relation.expected.quantize(relation.whole.step)
        if relation.expected <= 100 and (off <= _NEAR or slip_of(relation.whole.value, rounded) in _SLIPS):
            yield replace(relation, certainty=85 if len(proven) > 1 else 75)


def _is_of_anybody(count: Printed, sentence: Sentence, report: Understood) -> bool:
    """Whether the count is of those that were told of: "30 chefer" are others than the participants."""
    nouns = [one.noun for one in mentions_of(sentence, report.words) if one.number.id == count.id]
    return all(not noun or noun[0].startswith(tuple(report.words.data["shares"]["anybody"])) for noun in nouns)


def _told(at: int, pairs: Sequence[Pair], report: Understood) -> list[Printed]:
    """The counts before the pairs in their sentence, and those of the sentences right before it, the nearest first."""
    own = {number.id for pair in pairs for number in pair}
    first = min(own)
    near = [one for one in report.sentences[max(0, at - _BACK) : at + 1] if one.section == report.sentences[at].section]
    counts = [one for near_one in near for one in mentions_of(near_one, report.words, report.year)]
    return [one.number for one in reversed(counts) if one.number.id < first and one.exact and not one.planned]


def _totals(sentence: Sentence, report: Understood) -> list[Printed]:
    tables = [table for table in report.tables if is_beside(sentence, table, report)]
    cells = [
        (column, row.cells.get(column.place))
        for table in tables
        for row in table.rows
        if row.total
        for column in table.columns
    ]
    return [cell for column, cell in cells if cell and column.kind is ColumnKind.FIGURES and cell.unit == ""]
