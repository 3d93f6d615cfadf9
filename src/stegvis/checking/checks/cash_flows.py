"""A cash flow statement ends with the cash that it begins with and the year's flow, whatever else its rows are called."""

from collections.abc import Iterator, Mapping, Sequence

from stegvis.checking import quantities
from stegvis.checking.lines import heading_of
from stegvis.checking.quantities import Quantity
from stegvis.checking.relations import Relation, Term, sum_of
from stegvis.checking.understanding import ReadTable, TableKind, Understood

_FLOWS = ("operating_flow", "investing_flow", "financing_flow")


def cash_ends_with_what_it_began_with_and_the_years_flow(report: Understood) -> Iterator[Relation]:
    """Cash at the end is cash at the beginning and the year's flow, where nothing is printed between them."""
    found = quantities.of(report)
    for table in report.of_kind(TableKind.CASH_FLOW):
        for column in table.columns:
            known = found.within(table, column.place)
            if known.keys() >= {"cash", "cash_opening", "year_flow"} and not _between(known, table):
                yield _sum(known["cash"], [known["cash_opening"], known["year_flow"]], 95)


def the_years_flow_is_that_of_its_parts(report: Understood) -> Iterator[Relation]:
    """The year's flow is that of the running activities, of investments and of financing, where all are printed."""
    found = quantities.of(report)
    for table in report.of_kind(TableKind.CASH_FLOW):
        for column in table.columns:
            known = found.within(table, column.place)
            if known.keys() >= {"year_flow", *_FLOWS}:
                yield _sum(known["year_flow"], [known[role] for role in _FLOWS], 95)


def _between(known: Mapping[str, Quantity], table: ReadTable) -> bool:
    """Whether another amount is printed after the flow and the beginning, and before the end."""
    places = {role: table.rows.index(known[role].row) for role in ("cash", "cash_opening", "year_flow")}
    first = max(places["cash_opening"], places["year_flow"])
    return any(row.cells for row in table.rows[first + 1 : places["cash"]])


def _sum(whole: Quantity, parts: Sequence[Quantity], certainty: int) -> Relation:
    said = {"what": whole.row.label, "of": heading_of(whole.column)}
    return sum_of("REP-102", whole.number, [Term(one.number) for one in parts], certainty, money=True, **said)


CHECKS = (cash_ends_with_what_it_began_with_and_the_years_flow, the_years_flow_is_that_of_its_parts)
