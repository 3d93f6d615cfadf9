"""From relations that do not hold to findings: those that one change would repair are one, with that change as its cause.

All relations, those that hold too, are one system. A number that the others repair is named only where no other single
change repairs as much; a number in a relation that holds is hardly wrong. Where several would do, the finding names the
sum and leaves open which of its numbers is wrong: its certainty is that something is, not that it is this number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from stegvis.checking.agreement.clusters import by_number, clusters_of, follows
from stegvis.checking.agreement.relations import Relation
from stegvis.checking.agreement.repairs import ByNumber, Repair, repairs_of
from stegvis.checking.agreement.slips import left_out, slip_of
from stegvis.checking.figures import written
from stegvis.checking.tables.lines import heading_of
from stegvis.checking.understanding import Printed, Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import SURE, ReportFinding, finding

#: A slip that shows in the total even where its parts might be wrong instead.
_TELLING = ("WHY-004", "WHY-007", "WHY-008")
#: A wrong digit says little without what the number is held against.
_AND_ALL = {"WHY-005": "WHY-010"}

#: How sure a number is wrong that two relations ask to be the same other, where neither says anything alone.
_TWO = 2
_SURE_TOGETHER = 85
_ASKED_TOGETHER = 75
#: By so many steps two sums are hardly off alike by chance.
_FAR = 100

#: What the row and the column of a number are called.
Names = Mapping[int, tuple[str, str]]


def explained(relations: Sequence[Relation], report: Understood | None = None) -> Iterator[ReportFinding]:
    """The findings of all broken relations."""
    names = _names(report) if report else {}
    each = _once(relations)
    system = by_number(each)
    for cluster in clusters_of([one for one in each if not one.holds], system):
        yield from _explained(cluster, system, names)


def _once(relations: Sequence[Relation]) -> Sequence[Relation]:
    """Each relation once, the surest: two checks may hold the same numbers against each other in the same way."""
    found: dict[object, Relation] = {}
    for one in sorted(relations, key=lambda one: -one.certainty):
        found.setdefault(
            (one.additive, one.whole.id, frozenset((term.number.id, term.sign) for term in one.terms)), one
        )
    kept = {id(one) for one in found.values()}
    return [one for one in relations if id(one) in kept]


def _explained(cluster: Sequence[Relation], system: ByNumber, names: Names) -> Iterator[ReportFinding]:
    """Relations that hang together: the change that repairs most of them, the next given that one, then what is left."""
    change: dict[int, Decimal] = {}
    left = list(cluster)
    while left and (repairs := repairs_of(left, system, change)):
        told = [one for one in repairs if certainty_of(one)]
        yield from (_of_repair(one, certainty_of(one), names) for one in told)
        change |= {one.number.id: one.value for one in told}
        settled = [relation for one in repairs for relation in one.repaired]
        left = [one for one in left if not one.holds_with(change) and not any(one is known for known in settled)]
    left = [one.given(change) for one in _without_echoes(left, change)]
    for one in left:
        if not any(follows(one, other, system) for other in left):
            yield _of_sum(one, [other for other in left if follows(other, one, system)], names)


def _without_echoes(left: Sequence[Relation], change: Mapping[int, Decimal]) -> Sequence[Relation]:
    """What is left to say: nothing more of a total that is told to be wrong already, nor the same sum twice.

    Nor what another table says of a number that is told.
    """
    firm = [one for one in left if one.certainty and not one.echo]
    said = [
        one
        for one in left
        if one.certainty and one.whole.id not in change and not (one.echo and _is_told(one, firm, change))
    ]
    return list({frozenset(number.id for number in one.numbers): one for one in reversed(said)}.values())[::-1]


def _is_told(echo: Relation, firm: Sequence[Relation], change: Mapping[int, Decimal]) -> bool:
    """Whether what an echo says of a number is told already: it is changed, or its own table fails and would hold with it."""
    return any(
        number.id in change
        or any(
            number.id in {one.id for one in relation.numbers}
            and (number is echo.whole or not echo.additive or _holds_with(relation, number, echo))
            for relation in firm
        )
        for number in echo.numbers
    )


def _holds_with(relation: Relation, number: Printed, echo: Relation) -> bool:
    value = echo.repaired_by(number, {})
    return value is not None and relation.holds_with({number.id: value})


def _names(report: Understood) -> Names:
    return {
        number.id: (row.label, heading_of(table.column(at)))
        for table in report.tables
        for row in table.rows
        for at, number in row.cells.items()
    }


def certainty_of(repair: Repair) -> int:
    """How sure it is that the number is wrong: relations that say nothing alone do so where they ask it to be the same."""
    alone = max(one.certainty for one in repair.repaired)
    if alone or len(repair.repaired) < _TWO or any(not one.additive for one in repair.repaired):
        return alone
    off = abs(repair.number.value - repair.value)
    chance = off < _FAR * repair.number.step and not slip_of(repair.number.value, repair.value)
    return _ASKED_TOGETHER if chance else _SURE_TOGETHER


def _of_repair(repair: Repair, certainty: int, names: Names) -> ReportFinding:
    """A number that is wrong, since with another in its place all that it takes part in agrees."""
    number = repair.number
    leading = min(
        repair.repaired, key=lambda one: (one.severity is not Severity.ERROR, one.whole.id != number.id, one.check)
    )
    several = len(repair.repaired) > 1
    if leading.whole.id == number.id:
        code, said = leading.check, dict(leading.values)
    else:
        what, of = names.get(number.id, (number.place.text, ""))
        code, said = "REP-103", {"what": what, "of": of}
    found = finding(
        code,
        _severity(leading, certainty),
        leading.kind,
        _places([number, *(one.whole for one in repair.repaired), *leading.again, *_rest(leading, number)]),
        certainty=certainty,
        printed=number.figure.text,
        expected=written(repair.value, number.figure),
        **{"count": str(len(repair.repaired)), **said},
    )
    slip = slip_of(number.value, repair.value)
    return replace(found, cause=_AND_ALL.get(slip, slip or "WHY-001") if several else slip)


def _of_sum(relation: Relation, following: Sequence[Relation], names: Names) -> ReportFinding:
    """A relation that does not hold, where nothing tells which of its numbers is wrong."""
    cause, row = left_out(relation) if relation.additive else ("", None)
    slip = slip_of(relation.whole.value, relation.expected)
    found = finding(
        relation.check,
        _severity(relation, relation.certainty),
        relation.kind,
        _places(
            [
                relation.whole,
                *relation.again,
                *([row] if row else _rest(relation, relation.whole)),
                *(one.whole for one in following),
            ]
        ),
        certainty=relation.certainty,
        printed=relation.whole.figure.text,
        expected=written(relation.expected, relation.whole.figure),
        **{"row": names.get(row.id, (row.place.text, ""))[0] if row else "", **dict(relation.values)},
    )
    return replace(found, cause=cause or (slip if slip in _TELLING else ""))


def _severity(relation: Relation, certainty: int) -> Severity:
    """What it is if it is sure; a question to the author is no error."""
    asked = certainty < SURE and relation.severity is Severity.ERROR
    return Severity.WARNING if asked else relation.severity


def _rest(relation: Relation, number: Printed) -> Iterator[Printed]:
    return (one for one in relation.numbers if one.id != number.id)


def _places(numbers: Sequence[Printed]) -> tuple[Place, ...]:
    """Where the numbers stand, each place once."""
    return tuple(dict.fromkeys(number.place for number in numbers))
