"""Who pays: as a rule half from the state, a quarter from the region and a quarter from the municipalities together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.kinds import Check
from stegvis.checking.understanding import ColumnKind, Printed, ReadTable, TableKind, TableRow, Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass

#: The share of each, in percent of the members' contributions.
_SHARES = {"state": Decimal(50), "region": Decimal(25), "municipality": Decimal(25)}
#: A smaller deviation, of all contributions, is hardly more than how the amounts were agreed.
_SMALL = Decimal("0.005")
#: What is no member's contribution (rounding of öre) is less than this of the whole.
_NOTHING = Decimal("0.001")
_THOUSAND = Decimal(1000)
_WORD = re.compile(r"[^\W\d_]+")
#: Two digits of an amount have changed places.
_SWAPPED = "WHY-004"


@dataclass(frozen=True, slots=True)
class _Contributions:
    """A column of members' contributions: the printed total and who pays what, with the rows' labels."""

    total: Printed
    parties: dict[str, list[tuple[str, Printed]]]
    table: ReadTable

    @property
    def added(self) -> Decimal:
        """All rows together."""
        return sum((one.exact for rows in self.parties.values() for _, one in rows), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """How far a share may be from an exact half or quarter: amounts are often agreed in whole thousands."""
        own = [one.exact for rows in self.parties.values() for _, one in rows]
        return max(self.total.exact_step, _THOUSAND if all(one % _THOUSAND == 0 for one in own) else Decimal(1))

    def of(self, party: str) -> Decimal:
        """What the party pays."""
        return sum((one.exact for _, one in self.parties[party]), Decimal(0))

    def is_off(self, party: str) -> bool:
        """Whether the party's part is no such share of the total, nor of the rows together."""
        return all(
            abs(self.of(party) - all_of_it * _SHARES[party] / 100) > self.slack
            for all_of_it in (self.total.exact, self.added)
        )


def half_and_quarters(report: Understood) -> Iterator[Relation]:
    """The state pays half of the members' contributions and the region a quarter, in each year's column.

    Where neither the report nor any member or year of the table bears that out they have agreed on something else.
    """
    said, columns = _is_said(report), list(_columns(report))
    by_rule = {one.table.number for one in columns if not any(map(one.is_off, one.parties))}
    for one in columns:
        agrees = abs(one.added - one.total.exact) <= one.total.exact * _NOTHING
        off = [party for party in one.parties if one.is_off(party)]
        for party in one.parties:
            if party not in off:
                yield _relation(one, party, said, agrees=True)
        first = next((party for party in off if party != "municipality"), "")
        borne_out = said or one.table.number in by_rule or len(off) < len(one.parties)
        if first and borne_out and (agrees or len(off) == 1):
            yield _relation(one, first, said, agrees=agrees)
        elif off == ["municipality"] and not agrees:
            yield from _swapped(one)


def _is_said(report: Understood) -> bool:
    """Whether the report itself says that the members pay so."""
    forms = report.words.data["rules"]["halves"]
    return any(all(re.search(form, one.text, re.IGNORECASE) for form in forms) for one in report.sentences)


def _columns(report: Understood) -> Iterator[_Contributions]:
    """The columns of members' contributions with a total, the state and another member."""
    for table in report.of_kind(TableKind.CONTRIBUTIONS, TableKind.NOTE):
        for column in table.columns:
            if column.kind is ColumnKind.FIGURES and (found := _column(table, column.place, report)):
                yield found


def _column(table: ReadTable, at: int, report: Understood) -> _Contributions | None:
    rows = [row for row in table.rows if at in row.cells]
    totals = [row.cells[at] for row in rows if row.total]
    parties = _parties([row for row in rows if not row.total], at, report)
    if len(totals) != 1 or totals[0].value <= 0 or not {"state", "region", "municipality"} <= parties.keys():
        return None
    other = sum((abs(one.exact) for _, one in parties.pop("", [])), Decimal(0))
    return _Contributions(totals[0], parties, table) if other <= totals[0].exact * _NOTHING else None


def _parties(rows: Sequence[TableRow], at: int, report: Understood) -> dict[str, list[tuple[str, Printed]]]:
    """The rows by who pays; what is nobody's under ""."""
    known = report.words.data["parties"]
    found: dict[str, list[tuple[str, Printed]]] = {}
    for row in rows:
        said = {word.casefold() for word in _WORD.findall(row.label)}
        party = next((name for name, words in known.items() if not said.isdisjoint(words)), "")
        found.setdefault(party, []).append((row.label, row.cells[at]))
    return found


def _relation(one: _Contributions, party: str, said: bool, *, agrees: bool) -> Relation:
    """The party's first row, given its others: sure where the report says so, a mere remark where it is hardly off.

    Where the rows do not add up to the total, it is what the row must be for both to be right.
    """
    (label, number), *others = one.parties[party]
    scale = number.exact / number.value if number.value else Decimal(1)
    expected = (one.total.exact * _SHARES[party] / 100 - sum(other.exact for _, other in others)) / scale
    off = abs(number.value - expected) * scale > one.total.exact * _SMALL
    slack = one.slack / scale if one.is_off(party) else abs(number.value - expected)
    return Relation(
        "REP-503",
        number,
        (Term(one.total), *(Term(other) for _, other in others)) if agrees else (),
        expected,
        expected - slack,
        expected + slack,
        55 if not off else 85 if said else 65,
        (("what", label), ("share", f"{_SHARES[party]}")),
        additive=not agrees,
        kind=FindingClass.RULE,
        severity=_severity(off=off and said, agrees=agrees),
    )


def _severity(*, off: bool, agrees: bool) -> Severity:
    """An error where the total is not right either."""
    return Severity.WARNING if agrees and off else Severity.REMARK if agrees else Severity.ERROR


def _swapped(one: _Contributions) -> Iterator[Relation]:
    """The one municipality whose amount, with two digits changed about, makes both the quarter and the total right."""
    missing = one.total.exact - one.added
    rows = one.parties["municipality"]
    quarter = one.total.exact * _SHARES["municipality"] / 100
    if abs(one.of("municipality") + missing - quarter) > one.slack:
        return
    right = [
        (label, number, (number.exact + missing) / (number.exact / number.value))
        for label, number in rows
        if number.value
    ]
    slips = [found for found in right if slip_of(found[1].value, found[2]) == _SWAPPED]
    if len(slips) == 1:
        label, number, value = slips[0]
        yield Relation("REP-502", number, (), value, value, value, 90,
                       (("what", label), ("share", f"{_SHARES['municipality']}")))  # fmt: skip


CHECKS: tuple[Check, ...] = (half_and_quarters,)
