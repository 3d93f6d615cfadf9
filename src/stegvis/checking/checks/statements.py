"""The same quantity in several statements: where two differ by exactly another printed item, they are defined differently."""

from collections.abc import Iterator

from stegvis.checking import quantities
from stegvis.checking.figures import written
from stegvis.checking.quantities import Quantities, Quantity
from stegvis.checking.understanding import Understood, Version
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: What may be left out of costs or income in one table and not in another.
_NETTED = ("financial_income", "financial_costs", "grants", "depreciation")


def costs_and_income_are_defined_alike(report: Understood) -> Iterator[ReportFinding]:
    """Costs or income that differ between two tables by exactly one other item of the year are told apart in words."""
    found = quantities.of(report)
    for role in ("costs", "income"):
        for year in found.years(role):
            first, *others = found.of(role, year)
            told = set()
            for other in others:
                item = _between(first, other, found)
                if item and other.table.number not in told and not _whole(role, other, found):
                    told.add(other.table.number)
                    yield _defined_apart(first, other, item)


def _whole(role: str, other: Quantity, found: Quantities) -> bool:
    """Whether the table counts financial items in both its income and its costs: all in all, and so no mixture."""
    across = "income" if role == "costs" else "costs"
    first, *rest = found.of(across, other.year) or (other,)
    return any(one.table is other.table and _between(first, one, found) is not None for one in rest)


def _between(first: Quantity, other: Quantity, found: Quantities) -> Quantity | None:
    """The one printed item that two amounts differ by exactly, in the same unit."""
    difference = abs(first.amount - other.amount)
    if first.agrees_with(other) or first.unit != other.unit:
        return None
    items = [
        item for role in _NETTED for item in found.of(role, first.year, Version.OUTCOME) if item.unit == first.unit
    ]
    return next((item for item in items if abs(item.amount) == difference), None)


def _defined_apart(first: Quantity, other: Quantity, item: Quantity) -> ReportFinding:
    return finding(
        "REP-202",
        Severity.WARNING,
        FindingClass.CONFLICT,
        (other.number.place, first.number.place, item.number.place),
        certainty=90,
        printed=other.number.figure.text,
        expected=written(first.number.value, first.number.figure),
        what=other.row.label,
        year=other.year,
        item=item.row.label,
        amount=item.number.figure.text,
    )


CHECKS = (costs_and_income_are_defined_alike,)
