"""A plan's years hang together: what one year leaves is what the next begins with, and contributions are those of the table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities, Quantity
from stegvis.checking.agreement.relations import Relation, same
from stegvis.checking.checks.kinds import Check
from stegvis.checking.understanding import ReadTable, TableKind, Understood

#: What a year leaves, and what the next one begins with; the second pair only where other years show that it is so.
_CHAINS = (("equity_closing", "equity_opening", True), ("unallocated", "equity_opening", True),
           ("unallocated", "equity_used", False), ("equity_closing", "equity_used", False))  # fmt: skip

#: Numbers of so many agree within rounding by chance hardly ever.
_LONG = 100


def what_a_year_leaves_is_next_years(report: Understood) -> Iterator[Relation]:
    """Closing equity, or what is not budgeted, is the equity that the next year of the plan begins with."""
    found = quantities.of(report)
    for table in report.of_kind(TableKind.BUDGET):
        for leaves, begins, surely in _CHAINS:
            chain = list(_chain(found, table, leaves, begins))
            if chain and (surely or any(_tells(one) for one in chain)):
                yield from _once(chain)
                break


def _tells(link: Relation) -> bool:
    """Whether two years agree in so many digits, or so exactly, that it is no chance."""
    return link.holds and (not link.difference or abs(link.whole.value) >= _LONG * link.whole.step)


def _once(chain: Sequence[Relation]) -> Iterator[Relation]:
    """The links, without one that is broken only because the year before began with a wrong amount."""
    off = Decimal(0)
    for one in chain:
        if one.holds or one.difference != -off:
            yield one
        off = Decimal(0) if one.holds else one.difference


def _chain(found: Quantities, table: ReadTable, leaves: str, begins: str) -> Iterator[Relation]:
    years = _by_year(found, table, leaves), _by_year(found, table, begins)
    for year, left in years[0].items():
        following = years[1].get(year + 1)
        if following:
            yield same("REP-211", following.number, left.number, 88, what=following.row.label, before=left.row.label,
                       year=str(year), next=str(year + 1))  # fmt: skip


def _by_year(found: Quantities, table: ReadTable, role: str) -> dict[int, Quantity]:
    """The quantity of each year; none where a year has several columns, budget and outcome."""
    own = [one for one in found.all if one.table is table and one.role == role]
    return {one.year: one for one in own if sum(one.year == other.year for other in own) == 1}


def contributions_are_those_of_the_table(report: Understood) -> Iterator[Relation]:
    """The members' contributions in the budget are the total of the table that lists them, in kronor or thousands."""
    found = quantities.of(report)
    for one in found.all:
        if one.role == "contributions" and one.table.kind is TableKind.BUDGET:
            listed = _listed(found, one)
            if listed and abs(listed.amount - one.amount) < listed.amount / 2 > Decimal(0):
                yield same("REP-212", one.number, listed.number, 85, what=one.row.label, year=str(one.year))


def _listed(found: Quantities, one: Quantity) -> Quantity | None:
    listed = [other for other in found.of(one.role, one.year) if other.table.kind is TableKind.CONTRIBUTIONS]
    return listed[0] if len(listed) == 1 else None


CHECKS: tuple[Check, ...] = (what_a_year_leaves_is_next_years, contributions_are_those_of_the_table)
