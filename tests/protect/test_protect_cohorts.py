"""What a cell counts, whatever table it stands in: months, moments and groups of codes are the same persons under other names."""

from dataclasses import replace
from datetime import date

from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import Category, CountTable, Dimension, PrintedTable, RefusedTable, ReleasedTable, Restriction
from stegvis.protect import Register, ReleasedTables, release
from stegvis.protect.auditor import ranges
from stegvis.protect.protector import Publication
from stegvis.protect.protector.cohorts import cohorts_of
from support.counts import counted, dimension, with_margins

POLICY = Policy(date(2020, 1, 1))
DAY = date(2022, 2, 1)


def named(table: CountTable, name: str, **more: object) -> CountTable:
    return replace(table, head=replace(table.head, name=name, **more))  # type: ignore[arg-type]


def let_out(table: CountTable, *before: ReleasedTable) -> ReleasedTable | RefusedTable:
    found = release([table], POLICY, Register(before), on=DAY)
    return found.tables[0] if isinstance(found, ReleasedTables) and found.tables else found.refused[0]


def entrants(**more: object) -> CountTable:
    return named(counted({"a": (30, 22)}, name="education"), "entrants-by-education", population="entrants", **more)


def test_a_month_of_events_is_a_period():
    by_month = with_margins([dimension("month", ("2020-01", "2020-02", "total"))], {("2020-01",): 20, ("2020-02",): 32})
    by_month = named(by_month, "entrants-by-month", population="entrants")
    january = named(with_margins([dimension("education", ("a", "total"))], {("a",): 20}), "entrants-by-education",
                    population="entrants", period=Period.parse("2020-01"))  # fmt: skip
    first = cohorts_of(by_month.head)["2020-01",]
    assert first == cohorts_of(january.head)["total",]


def test_those_who_are_open_in_a_month_are_not_of_that_month_only():
    table = with_margins([dimension("month", ("2020-01", "2020-02"))], {("2020-01",): 20, ("2020-02",): 32})
    found = cohorts_of(named(table, "open-by-month", population="open").head)
    assert {one.period for one in found.values()} == {Period.year(2020)}


def test_how_many_are_anonymous_is_never_told():
    """All entrants less those who are not anonymous: refused whether they are few or many."""
    limited = (Restriction("registration", ("identified", "pseudonymous")),)
    everybody = let_out(entrants())
    assert isinstance(everybody, ReleasedTable)
    many = named(counted({"2020": (20, 12)}, name="month"), "entrants-by-month", population="entrants", base=limited)
    none = named(counted({"2020": (30, 22)}, name="month"), "entrants-by-month", population="entrants", base=limited)
    assert isinstance(let_out(many, everybody), RefusedTable)
    assert isinstance(let_out(none, everybody), ReleasedTable)


def before_and_after(assistance: int, benefit: int, none: int, total: int) -> CountTable:
    rows = dimension("income_source", ("social_assistance", "sickness_benefit", "none", "total"), additive=False)
    cells = {
        (moment, code): count
        for moment in ("before", "after")
        for code, count in zip(rows.codes, (assistance, benefit, none, total), strict=True)
    }
    head = replace(entrants().head, dimensions=(dimension("moment", ("before", "after")), rows))
    return named(CountTable(head, cells), "income-before-and-after", population="exits")


def change(municipality: int, insurance: int, total: int) -> CountTable:
    groups = (
        Category("municipality", "Kommun", of=("social_assistance",)),
        Category("insurance", "FK", of=("sickness_benefit", "activity_compensation")),
        Category("total", "Totalt"),
    )
    head = replace(entrants().head, dimensions=(Dimension("income_before", groups, additive=False),))
    cells = {("municipality",): municipality, ("insurance",): insurance, ("total",): total}
    return named(CountTable(head, cells), "income-change", population="exits")


def test_a_group_of_one_code_is_that_code_at_that_moment():
    system = Publication((before_and_after(30, 20, 9, 50), change(30, 26, 50)), 5, {}).system()
    assert system is not None
    shared = [
        sorted({table for table, _ in one.cells})
        for one in system.columns
        if len({table for table, _ in one.cells}) > 1
    ]
    # Social assistance before, and all exits.
    assert shared == [[0, 1], [0, 1]]


def test_a_group_of_several_codes_has_more_than_one_of_them():
    """23 with a benefit of the group, 20 of them with one of its codes: three with the other only."""
    system = Publication((before_and_after(30, 20, 9, 45), change(30, 23, 45)), 5, {}).system()
    assert system is not None
    assert [column.count for column in system.columns if column.is_unprinted and column.need] == [3]


def test_the_auditor_knows_the_group_too():
    """Kept apart, the second table prints what the first hides: social assistance before is the municipality's group."""
    first, second = before_and_after(30, 20, 9, 45), change(30, 23, 45)
    hidden = {key: None if key == ("before", "social_assistance") else count for key, count in first.cells.items()}
    printed = [PrintedTable(first.head, hidden, 5), PrintedTable(second.head, dict(second.cells), 5)]
    assert ranges(printed)[0, ("before", "social_assistance")].is_exact
