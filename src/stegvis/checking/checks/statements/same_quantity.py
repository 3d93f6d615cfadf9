"""The same quantity in several statements: where most say one thing, the one that says another is wrong or means another."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities, Quantity
from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.figures import written
from stegvis.checking.understanding import TableKind, Understood, Version
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: What is one amount wherever it is printed.
_COMPARED = frozenset({
    "income", "costs", "result", "result_before_financial", "result_after_financial", "financial_income", "financial_costs",
    "equity_opening", "equity_closing", "cash", "cash_opening", "assets", "contributions", "requirement", "equity_ratio",
})  # fmt: skip
#: What is one amount only under the same words: a part may be named like the whole.
_SAME_WORDS = frozenset({"receivables", "liabilities", "current_assets"})
_STATEMENTS = frozenset(TableKind) - {TableKind.NOTE, TableKind.BY_SEX, TableKind.GOALS, TableKind.OTHER}
#: What may be taken from costs or income in one table and not in another, so that the words mean two things.
_NETTED = {"costs": ("financial_income", "grants"), "income": ("grants",)}
#: What a total may hold by custom, or not: nobody is told.
_CUSTOMARY = ("financial_income", "financial_costs", "depreciation", "result_before_financial")
#: A table that says nothing else that another does is of the same thing only if its amount is near, in percent.
_NEAR = 10
_SURE_OF_KIND = 85

Key = tuple[str, int, Version]


@dataclass(frozen=True)
class Held:
    """All quantities that are printed in several places, each place but one with the place that it is held against."""

    found: Quantities
    places: Mapping[Key, tuple[Quantity, ...]]

    @cached_property
    def pairs(self) -> tuple[tuple[Quantity, Quantity], ...]:
        """Each place with the one that most agree with, the statement where as many do."""
        return tuple((one, usual) for several in self.places.values() for one, usual in _with_usual(several))

    @cached_property
    def agreeing(self) -> Counter[tuple[int, int]]:
        """How many amounts of a column, by table and place, are printed alike in another table."""
        return Counter(
            (one.table.number, one.column.place)
            for pair in self.pairs
            for one in pair
            if pair[0].agrees_with(pair[1]) and one.amount
        )

    @cached_property
    def off(self) -> Counter[tuple[int, int]]:
        """How many amounts of a column are printed otherwise in another table."""
        return Counter((one.table.number, one.column.place) for one, usual in self.pairs if not one.agrees_with(usual))

    def certainty(self, one: Quantity, usual: Quantity) -> int:
        """How sure it is that two places that differ are of the same thing, by what else their columns say alike; 0 if not."""
        most = sum(other.agrees_with(usual) for other in self.places[one.role, one.year, one.version])
        if self._is_bound(one) and (most > 1 or self._is_bound(usual)):
            return 95 if most > 1 else 85
        if one.version is not Version.OUTCOME or self.off[one.table.number, one.column.place] > 1:
            return 0
        near = abs(one.amount - usual.amount) * 100 <= _NEAR * abs(usual.amount)
        slip = slip_of(one.amount / one.scale, usual.amount / one.scale)
        return 75 if near or slip else 0

    def _is_bound(self, one: Quantity) -> bool:
        """Whether the column has another amount that is printed alike elsewhere, or only this and the table has in others."""
        column = one.table.number, one.column.place
        elsewhere = any(number for (table, _), number in self.agreeing.items() if table == one.table.number)
        return bool(self.agreeing[column]) or (elsewhere and self.off[column] <= 1)


def held(report: Understood) -> Held:
    """What the report prints in several statements."""
    found = quantities.of(report)
    keys = tuple(found.keys())
    return Held(found, {key: several for key in keys if len(several := _comparable(key, found)) > 1})


def quantities_agree(report: Understood) -> Iterator[Relation | ReportFinding]:
    """An amount is the same in every statement; where it is not, and a grant or interest is between them, that is said."""
    every = held(report)
    netted: dict[tuple[str, int, str], tuple[Quantity, Quantity, list[Quantity]]] = {}
    for one, usual in every.pairs:
        certainty = 95 if one.agrees_with(usual) else every.certainty(one, usual)
        if item := _between(one, usual, _NETTED.get(one.role, ()), every.found):
            less, more = sorted((one, usual), key=lambda place: place.amount)
            netted.setdefault((one.role, one.year, item.row.label), (more, item, []))[2].append(less)
        elif not _means_another(one, usual, every.found):
            yield agreeing("REP-201", one, usual, certainty)
    yield from (_defined_apart(several, usual, item) for usual, item, several in netted.values())


def agreeing(code: str, one: Quantity, other: Quantity, certainty: int) -> Relation:
    """Two places that must say the same, within a step of the coarser."""
    said = {"what": one.row.label, "year": str(one.year)}
    relation = same(code, one.printed, other.printed, certainty, sign=one.sign * other.sign, **said)
    slack = max(one.step, other.step) / one.scale
    return replace(relation, low=relation.expected - slack, high=relation.expected + slack,
                   kind=FindingClass.CONFLICT, echo=True)  # fmt: skip


def is_sure(one: Quantity) -> bool:
    """Whether it is sure what it is, and that it is of all the year."""
    return one.table.kind in _STATEMENTS and one.table.certainty >= _SURE_OF_KIND and not one.part_of_year


def is_alone(one: Quantity) -> bool:
    """Whether it is sure besides whose it is: a municipality's statements have its group's columns of the same year beside it."""
    same = (one.column.kind, one.column.year, one.column.version)
    return is_sure(one) and [(each.kind, each.year, each.version) for each in one.table.columns].count(same) == 1


def _comparable(key: Key, found: Quantities) -> tuple[Quantity, ...]:
    """The places of a quantity, one a table: of two columns of one table the one that other tables agree with, else none."""
    role, _, version = key
    sure = [one for one in found.of(*key) if is_sure(one)]
    if role in _SAME_WORDS:
        sure = [one for one in sure if quantities.label_of(one.row.label) == quantities.label_of(sure[0].row.label)]
    if role not in _COMPARED | _SAME_WORDS or version is Version.FORECAST:
        return ()
    twice = {table for table, count in Counter(one.table.number for one in sure).items() if count > 1}
    agreed = [one for one in sure if one.table.number not in twice or _has_other(one, sure)]
    return tuple({one.table.number: one for one in reversed(agreed)}.values())[::-1]


def _has_other(one: Quantity, several: Sequence[Quantity]) -> bool:
    return any(one.agrees_with(other) for other in several if other.table is not one.table)


def _with_usual(several: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Each place with the one that most agree with, of the finest where two of those do: a coarse one agrees with much."""
    finest = [one for one in several if one.step == min(other.step for other in several)]
    exact = [one for one in finest if sum(one.agrees_with(other) for other in finest) > 1]
    usual = max(exact or several, key=lambda one: sum(one.agrees_with(other) for other in several))
    yield from ((one, usual) for one in several if one is not usual)


def _means_another(one: Quantity, usual: Quantity, found: Quantities) -> bool:
    """Whether an item that a total may hold or not by custom, or a row of öre, is all that is between two places."""
    if one.agrees_with(usual):
        return False
    before = found.value("result_before_financial", one.year, one.version)
    if one.role == "result" and before and before.agrees_with(one):
        return True
    if _between(usual, one, _CUSTOMARY, found) is not None or _by_rounding_row(one, usual):
        return True
    return one.role in _NETTED and _by_financial_net(one, usual, found)


def _by_financial_net(one: Quantity, usual: Quantity, found: Quantities) -> bool:
    """Whether what is left of financial income after financial costs is in the one and not in the other."""
    earned, paid = (found.value(role, one.year, one.version) for role in ("financial_income", "financial_costs"))
    if not earned or not paid:
        return False
    net = abs(earned.amount - paid.amount)
    return bool(net) and abs(abs(one.amount - usual.amount) - net) <= max(one.step, usual.step)


def _by_rounding_row(one: Quantity, usual: Quantity) -> bool:
    """Whether a row that evens out öre is what one place has and the other has not."""
    rows = [(row, place.column.place) for place in (one, usual) for row in place.table.rows]
    evened = [row.cells[at] for row, at in rows if at in row.cells and "utjämning" in row.label.casefold()]
    return any(abs(abs(number.value) * usual.scale - abs(one.amount - usual.amount)) <= usual.step for number in evened)


def _between(first: Quantity, other: Quantity, roles: Sequence[str], found: Quantities) -> Quantity | None:
    """The printed item that two amounts in the same unit differ by exactly."""
    difference = abs(first.amount - other.amount)
    if first.agrees_with(other) or first.unit != other.unit:
        return None
    items = (item for role in roles for item in found.of(role, first.year, first.version) if item.unit == first.unit)
    return next((item for item in items if abs(item.amount) == difference), None)


def _defined_apart(several: Sequence[Quantity], usual: Quantity, item: Quantity) -> ReportFinding:
    one = several[0]
    return finding(
        "REP-202",
        Severity.WARNING,
        FindingClass.CONFLICT,
        tuple(dict.fromkeys(place.number.place for place in (*several, usual, item))),
        certainty=90,
        printed=one.number.figure.text,
        expected=written(usual.amount * one.sign / one.scale, one.number.figure),
        what=one.row.label,
        year=one.year,
        item=item.row.label,
        amount=item.number.figure.text,
    )


CHECKS = (quantities_agree,)
