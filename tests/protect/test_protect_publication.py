"""Tables that are published together, and after one another: what one hides no other may tell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import (
    Category,
    CountTable,
    Dimension,
    PrintedTable,
    RefusalReason,
    RefusedTable,
    ReleasedTable,
    Restriction,
)
from stegvis.protect import Refusal, Register, propose, release
from stegvis.protect.auditor import audit
from stegvis.protect.protector import Publication, safe_pattern
from support.counts import counted, dimension, hide, with_margins

POLICY = Policy(date(2020, 1, 1))
DAY = date(2022, 2, 1)
NOTHING = Register()
Told = ReleasedTable | RefusedTable


def let_out(*tables: CountTable, register: Register = NOTHING, chosen: dict[str, str] | None = None) -> list[Told]:
    """What became of each table, in order."""
    found = release(tables, POLICY, register, on=DAY, chosen=chosen or {})
    released = [] if isinstance(found, Refusal) else list(found.tables)
    by_head = {(one.head.name, one.head.period, one.head.initiatives): one for one in released}
    refused = iter(found.refused)
    return [by_head.get((one.head.name, one.head.period, one.head.initiatives)) or next(refused) for one in tables]


def hidden(table: Told) -> set[str]:
    assert isinstance(table, ReleasedTable)
    return {"/".join(key) for key, value in table.cells.items() if value is None}


def named(table: CountTable, name: str, **more: object) -> CountTable:
    return replace(table, head=replace(table.head, name=name, **more))  # type: ignore[arg-type]


INITIATIVES = {"A": (2, 15), "B": (11, 9), "C": (8, 6)}
BY_SEX = named(counted(INITIATIVES, name="initiative"), "participants-by-initiative")
BY_AGE = named(
    with_margins(
        [dimension("initiative", ("A", "B", "C", "total")), dimension("age_band", ("15-29", "30-44", "total"))],
        {
            ("A", "15-29"): 7,
            ("A", "30-44"): 10,
            ("B", "15-29"): 12,
            ("B", "30-44"): 8,
            ("C", "15-29"): 5,
            ("C", "30-44"): 9,
        },
    ),
    "participants-by-age",
)


def test_two_tables_with_the_same_rows():
    """Worked example 7: the second table prints the rows' totals, so they can't be what is hidden in the first."""
    first, second = let_out(BY_SEX, BY_AGE)
    assert hidden(first) == {"A/woman", "A/man", "C/woman", "C/man"}
    assert hidden(second) == set()


def test_a_cell_that_two_tables_print_is_hidden_in_both():
    lonely = named(
        counted({"A": (3, 20), "B": (9, 14), "C": (40, 51)}, name="initiative"), "participants-by-initiative"
    )
    publication = Publication((lonely, named(lonely, "participants-by-group")), 5, {})
    system = publication.system()
    assert system is not None
    assert [len(column.cells) for column in system.columns if column.cells] == [2] * 12


def test_what_an_earlier_release_prints_can_not_be_hidden_any_more():
    before = let_out(BY_AGE)[0]
    assert isinstance(before, ReleasedTable)
    assert hidden(let_out(BY_SEX, register=Register((before,)))[0]) == {"A/woman", "A/man", "C/woman", "C/man"}


HIERARCHY = Dimension(
    "association",
    tuple(
        Category(code, code, parent=parent)
        for code, parent in (("F1", "one"), ("F2", "one"), ("F3", "one"), ("one", ""), ("two", ""), ("total", ""))
    ),
)


def test_a_nation_of_regions():
    """Worked example 8: hiding F3 and its region still gives 3, since the nation less region two is the region."""
    counts = {"F1": 21, "F2": 19, "F3": 3, "one": 43, "two": 60, "total": 103}
    table = replace(counted({"A": (9, 9)}), cells={(code,): count for code, count in counts.items()})
    table = replace(table, head=replace(table.head, dimensions=(HIERARCHY,)))
    assert safe_pattern(table, 5, 2, lambda _: True) == {("F3",), ("F2",)}


def test_sex_not_known_is_a_column_like_the_others():
    """Worked example 9."""
    table = with_margins([dimension("sex", ("woman", "man", "unknown", "total"))],
                         {("woman",): 40, ("man",): 38, ("unknown",): 1})  # fmt: skip
    assert safe_pattern(table, 5, 4, lambda _: True) == {("unknown",), ("man",)}


def bands(name: str, **counts: int) -> CountTable:
    codes = {code.replace("under_", "<").replace("to", "-").lstrip("_"): count for code, count in counts.items()}
    rows = {(code,): count for code, count in codes.items()}
    return named(with_margins([dimension("age_band", (*codes, "total"))], rows), name)


def test_overlapping_bands():
    """Worked example 10: under 25 less under 20 is one person."""
    one, other = bands("one", under_20=6, _20to39=9), bands("other", under_25=7, _25to39=8)
    told = let_out(one, other)
    assert [type(table) for table in told].count(RefusedTable) == 1
    assert hidden(let_out(one)[0]) == hidden(let_out(other)[0]) == set()


def so_far(month: int, count: int, *, population: str = "entrants") -> CountTable:
    table = with_margins([dimension("municipality", ("Karlstad", "total"))], {("Karlstad",): count})
    period = Period.parse(f"2021-01..2021-{month:02}")
    return named(table, f"{population}-by-municipality", population=population, period=period)


def test_a_cumulative_figure_less_the_last_one():
    """Worked example 12: 17, 18, 29 so far; the second quarter is one person."""
    first = let_out(so_far(3, 17))[0]
    assert isinstance(first, ReleasedTable)
    assert isinstance(let_out(so_far(6, 18), register=Register((first,)))[0], RefusedTable)
    assert hidden(let_out(so_far(9, 29), register=Register((first,)))[0]) == set()


def test_participants_so_far():
    first = let_out(so_far(3, 17, population="participants"))[0]
    assert isinstance(first, ReleasedTable)
    register = Register((first,))
    assert isinstance(let_out(so_far(6, 18, population="participants"), register=register)[0], RefusedTable)
    assert hidden(let_out(so_far(6, 22, population="participants"), register=register)[0]) == set()


def test_some_initiatives_less_than_all():
    everybody = named(counted({"x": (20, 10)}, name="exit_reason"), "exits-by-reason", population="exits")
    some = named(
        counted({"x": (18, 10)}, name="exit_reason"), "exits-by-reason", population="exits", initiatives=("A",)
    )
    before = let_out(everybody)[0]
    assert isinstance(before, ReleasedTable)
    assert isinstance(let_out(some, register=Register((before,)))[0], RefusedTable)


def test_exits_with_a_destination_less_than_all_exits():
    reasons = {"discharged": (20, 30), "illness": (9, 9)}
    by_reason = named(counted(reasons, name="exit_reason"), "exits-by-reason", population="exits")
    discharged = (Restriction("exit_reason", ("discharged",)),)
    to = counted({"studies": (12, 15), "work": (8, 15)}, name="exit_destination")
    by_destination = named(to, "exits-by-destination", population="exits", base=discharged)
    publication = Publication((by_reason, by_destination), 5, {})
    system = publication.system()
    assert system is not None
    twice = [{table for table, _ in one.cells} for one in system.columns if len(one.cells) > 1]
    assert twice == [{0, 1}] * 3


def test_the_same_table_again_is_the_same_version():
    first = let_out(BY_SEX)[0]
    assert isinstance(first, ReleasedTable)
    again = let_out(BY_SEX, register=Register((first,)))[0]
    assert isinstance(again, ReleasedTable)
    assert (again.version, again.cells) == (1, first.cells)


def changed(by: int) -> CountTable:
    return named(counted(INITIATIVES | {"B": (11 + by, 9)}, name="initiative"), "participants-by-initiative")


def test_a_change_of_too_few_persons_is_not_told():
    first = let_out(BY_SEX)[0]
    assert isinstance(first, ReleasedTable)
    refused = let_out(changed(2), register=Register((first,)))[0]
    assert isinstance(refused, RefusedTable)
    assert refused.reason is RefusalReason.CHANGED_TOO_LITTLE


def test_a_greater_change_is_a_new_version():
    first = let_out(BY_SEX)[0]
    assert isinstance(first, ReleasedTable)
    second = let_out(changed(7), register=Register((first,)))[0]
    assert isinstance(second, ReleasedTable)
    assert (second.version, second.cells["B", "woman"]) == (2, 18)


def test_once_hidden_always_hidden():
    first = let_out(BY_SEX)[0]
    assert isinstance(first, ReleasedTable)
    assert hidden(first) <= hidden(let_out(named(BY_SEX, "participants-by-group"), register=Register((first,)))[0])


def test_a_period_that_is_not_over():
    table = named(BY_SEX, "participants-by-initiative", period=Period.year(2022))
    refused = let_out(table)[0]
    assert isinstance(refused, RefusedTable)
    assert refused.reason is RefusalReason.PERIOD_NOT_CLOSED
    assert propose([table], POLICY, NOTHING, on=DAY)[0].reason is RefusalReason.PERIOD_NOT_CLOSED


def test_a_table_without_cells():
    nothing = replace(BY_SEX, cells={}, head=replace(BY_SEX.head, dimensions=(Dimension("initiative", ()),)))
    refused = let_out(nothing)[0]
    assert isinstance(refused, RefusedTable)
    assert refused.reason is RefusalReason.NOTHING_COUNTED


def answers(yes: tuple[int, int], no: tuple[int, int]) -> CountTable:
    return named(counted({"yes": yes, "no": no}, name="answer"), "answers", population="answers", sensitive=True)


def test_a_sensitive_zero_is_protected_and_so_is_everybody():
    """Worked example 11, and the same with many."""
    assert isinstance(let_out(answers((4, 3), (0, 0)))[0], RefusedTable)
    found = safe_pattern(answers((20, 30), (0, 0)), 5, 9, lambda _: True)
    assert found is not None
    assert {("no", "woman"), ("no", "man"), ("no", "total"), ("yes", "total")} <= found
    assert safe_pattern(answers((20, 30), (15, 12)), 5, 9, lambda _: True) == frozenset()


def test_an_amount_is_told_of_ten_at_least():
    rows = {"work": (12, 7), "studies": (20, 20)}
    days = {key: Decimal(100) for key in counted(rows).cells}
    table = replace(counted(rows, name="exit_reason"), amounts=days)
    table = named(table, "time-to-exit", population="exits", amount="days")
    out = let_out(table)[0]
    assert isinstance(out, ReleasedTable)
    assert hidden(out) == set()
    assert ("work", "man") not in out.amounts
    assert ("work", "woman") not in out.amounts or ("work", "total") not in out.amounts
    few = replace(counted({"work": (3, 4)}, name="exit_reason"), amounts=days)
    assert isinstance(let_out(named(few, "time-to-exit", amount="days"))[0], ReleasedTable | RefusedTable)


def test_a_person_may_choose_a_form_that_hides_more():
    table = named(counted({"A": (3, 20), "B": (2, 14)}, name="initiative"), "participants-by-initiative")
    proposal = propose([table], POLICY, NOTHING, on=DAY)[0]
    first, *_, last = proposal.options
    assert (first.grouping, first.hides_little, last.grouping) == ("", False, "drop:sex")
    chosen = let_out(table, chosen={"participants-by-initiative": ""})[0]
    assert hidden(chosen) == {
        "/".join(key) for key, value in (first.printed.cells if first.printed else {}).items() if value is None
    }
    assert isinstance(let_out(table)[0], ReleasedTable)


def test_a_form_that_was_published_is_the_form_for_ever():
    table = named(counted({"A": (3, 20), "B": (2, 14)}, name="initiative"), "participants-by-initiative")
    first = let_out(table)[0]
    assert isinstance(first, ReleasedTable)
    assert first.head.grouping == "drop:sex"
    assert [one.grouping for one in propose([table], POLICY, Register((first,)), on=DAY)[0].options] == ["drop:sex"]


def test_a_protector_that_forgets_the_other_table_is_caught():
    """Alone the first table hides the total of A; the second prints it, and then women are fewer than five for certain."""
    first = named(
        counted({"A": (2, 3), "B": (11, 900), "C": (8, 600)}, name="initiative"), "participants-by-initiative"
    )
    ages = [dimension("initiative", ("A", "B", "C", "total")), dimension("age_band", ("15-29", "30-44", "total"))]
    rows = {
        ("A", "15-29"): 5,
        ("A", "30-44"): 0,
        ("B", "15-29"): 500,
        ("B", "30-44"): 411,
        ("C", "15-29"): 300,
        ("C", "30-44"): 308,
    }
    tables = (first, named(with_margins(ages, rows), "participants-by-age"))
    alone = [safe_pattern(table, 5, 6, lambda _: True) or frozenset() for table in tables]
    assert ("A", "total") in alone[0]
    printed = [PrintedTable(one.head, hide(one, hidden), 5) for one, hidden in zip(tables, alone, strict=True)]
    assert audit(printed[:1], [first.cells]) == ()
    assert audit(printed, [one.cells for one in tables]) != ()
