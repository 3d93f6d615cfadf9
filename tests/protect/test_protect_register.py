"""What was released before and is not counted now: its hidden cells are guarded though nobody knows them."""

from dataclasses import replace
from datetime import date

from stegvis.core.profile import Policy
from stegvis.core.tables import CountTable, ReleasedTable
from stegvis.protect import Register, ReleasedTables, release
from stegvis.protect.protector import Publication
from stegvis.protect.protector.relations import Column
from stegvis.protect.protector.versions import Earlier
from support.counts import counted, dimension, with_margins

POLICY = Policy(date(2020, 1, 1))
DAY = date(2022, 2, 1)


def named(table: CountTable, name: str, **more: object) -> CountTable:
    return replace(table, head=replace(table.head, name=name, **more))  # type: ignore[arg-type]


def released(table: CountTable) -> ReleasedTable:
    found = release([table], POLICY, Register(), on=DAY)
    assert isinstance(found, ReleasedTables)
    return found.tables[0]


def columns(table: CountTable, *earlier: ReleasedTable) -> tuple[Column, ...] | None:
    system = Publication((table,), 5, {}, tuple(map(Earlier, earlier))).system()
    return tuple(system.columns) if system else None


AGES = named(counted({"15-29": (3, 20), "30-44": (9, 14), "45-59": (40, 51)}, name="age_band"), "participants-by-age")
EDUCATION = named(
    counted({"compulsory": (22, 45), "upper_secondary": (30, 40)}, name="education"), "participants-by-education"
)


def test_hidden_cells_of_an_earlier_table_have_numbers_that_could_be_theirs():
    before = released(AGES)
    assert before.hidden == 4
    found = columns(EDUCATION, before)
    assert found is not None
    unknown = [column for column in found if column.is_unprinted]
    # 23 and 23 by row, 12 women: the smallest that obey the sums.
    assert len(unknown) == 4
    assert sum(column.count or 0 for column in unknown) == 46
    assert all(column.need == 5 for column in unknown if (column.count or 0) < 5)


def test_a_table_that_says_the_rest_is_refused():
    """Before: 15-29 and 30-44 by sex are hidden. Now: the same ages in another table would tell them."""
    before = released(AGES)
    again = named(AGES, "participants-by-group")
    found = release([again], POLICY, Register((before,)), on=DAY)
    assert isinstance(found, ReleasedTables)
    assert [key for key, value in found.tables[0].cells.items() if value is None] == [
        key for key, value in before.cells.items() if value is None
    ]


def test_an_earlier_table_that_no_counts_obey_proves_nothing():
    before = released(AGES)
    wrong = replace(before, cells=before.cells | {("45-59", "woman"): 80})
    assert columns(EDUCATION, wrong) is None
    assert release([EDUCATION], POLICY, Register((wrong,)), on=DAY).refused


def test_a_sum_that_would_need_fewer_than_none_proves_nothing():
    before = released(named(counted({"15-29": (9, 20), "30-44": (9, 14)}, name="age_band"), "participants-by-age"))
    hidden = replace(before, cells=before.cells | {("15-29", "woman"): None, ("30-44", "woman"): 90})
    assert columns(EDUCATION, hidden) is None


def test_before_and_after_meet_the_exits_where_nothing_else_is_asked():
    dims = [dimension("moment", ("before", "after")), dimension("occupation", ("x", "y", "total"))]
    rows = {("before", "x"): 20, ("before", "y"): 30, ("after", "x"): 25, ("after", "y"): 25}
    table = named(with_margins(dims, rows), "occupation-before-and-after", population="exits")
    exits = named(counted({"a": (30, 20)}, name="exit_reason"), "exits-by-reason", population="exits")
    system = Publication((table, exits), 5, {}).system()
    assert system is not None
    assert [len(one.cells) for one in system.columns if len(one.cells) > 1] == [3]


def test_rows_of_a_party_and_of_one_association():
    whole = named(AGES, "participants-by-age", association="222000-2477")
    part = replace(whole, party="af")
    first, second = Publication((whole,), 5, {}).system(), Publication((part,), 5, {}).system()
    assert first is not None
    assert second is not None
    assert not set(first.of_cohort) & set(second.of_cohort)


def test_an_earlier_table_that_is_not_counted_again_stops_no_other():
    """Cells that were hidden for others' sake are not small: how low they may be is not asked of what stands in for them."""
    ages = {"15-29": (3, 20), "30-44": (9, 14), "45-59": (40, 51), "60-74": (2, 60), "other": (30, 7)}
    before = released(named(counted(ages, name="age_band"), "participants-by-age"))
    assert before.hidden
    found = release([EDUCATION], POLICY, Register((before,)), on=DAY)
    # 190 persons then and 137 now: other facts. The same persons by something else:
    other = {"compulsory": (44, 72), "upper_secondary": (40, 80)}
    same = named(counted(other, name="education"), "participants-by-education")
    assert isinstance(found, ReleasedTables)
    assert isinstance(release([same], POLICY, Register((before,)), on=DAY), ReleasedTables)


def test_tables_of_another_party_are_of_others():
    before = replace(released(AGES), party="fk")
    assert Register((before,)).of_the_same([EDUCATION], "af") == ()
    assert len(Register((before,)).of_the_same([EDUCATION], "fk")) == 1
