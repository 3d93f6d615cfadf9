"""Coarser forms of a table: what is added, what is left alone, and what may not be merged."""

from datetime import date

from stegvis.core.profile import Coarser, Policy
from stegvis.core.tables import CountTable
from stegvis.core.vocabulary import Group
from stegvis.protect.coarsening import candidates
from support.counts import counted, dimension, expected, with_margins

DAY = date(2020, 1, 1)
NAME = "participants-by-age"


def tried(table: CountTable, *coarser: Coarser) -> list[str]:
    return [one.head.grouping for one in candidates(table, Policy(DAY, coarser=coarser))]


AGES = {"15-29": (36, 13), "30-44": (59, 29), "45-59": (42, 17), "60-74": (1, 1), "other": (2, 0), "unknown": (0, 3)}


def test_all_ways_in_their_order():
    table = expected("exits-by-reason")
    ready = ["grouping:1", "grouping:2"]
    without = ["drop:sex", "drop:sex grouping:1", "drop:sex grouping:2"]
    assert tried(table) == ["", *ready, *without]
    chosen = (
        Coarser("exits-by-reason", grouping=2),
        Coarser("exits-by-reason", drop="sex"),
        Coarser("other", grouping=1),
    )
    assert tried(table, *chosen) == ["", "grouping:2", "drop:sex", *ready, *without]


def test_a_ready_grouping_adds_its_rows_and_leaves_the_others_as_they_are():
    table = list(candidates(counted(AGES, name="age_band"), Policy(DAY)))[1]
    assert table.head.dimensions[0].codes == ("15-29", "30-44", "45+", "other", "unknown", "total")
    assert [table.cells["45+", sex] for sex in ("woman", "man", "total")] == [43, 18, 61]
    assert [table.cells["unknown", sex] for sex in ("woman", "man", "total")] == [0, 3, 3]
    assert table.cells["total", "total"] == 203


def test_several_codes_are_never_added():
    rows = {"none": (20, 10), "sickness_benefit": (9, 9), "total": (25, 15)}
    table = counted(rows, name="income_source")
    merge = Coarser(NAME, merge=(Group("any", "Någon", ("none", "sickness_benefit")),))
    assert tried(table, merge) == ["", "drop:sex"]


def test_a_merge_stands_where_its_last_row_stood():
    merge = Coarser(
        NAME, merge=(Group("young", "Unga", ("15-29", "30-44")), Group("rest", "Övriga", ("other", "unknown")))
    )
    table = list(candidates(counted(AGES, name="age_band"), Policy(DAY, coarser=(merge,))))[1]
    assert table.head.grouping == "merge:young+rest"
    assert table.head.dimensions[0].codes == ("young", "45-59", "60-74", "rest", "total")
    assert table.head.dimensions[0].label("rest") == "Övriga"
    assert table.cells["rest", "total"] == 5


def test_a_merge_holds_though_nobody_is_outside_the_list_or_not_known():
    """Such rows are there only where something is counted in them: the merge must not come and go with them."""
    ages = {code: AGES[code] for code in ("15-29", "30-44", "45-59", "60-74")}
    merge = Coarser(NAME, merge=(Group("old", "Äldre", ("60-74", "other", "unknown")),))
    table = list(candidates(counted(ages, name="age_band"), Policy(DAY, coarser=(merge,))))[1]
    assert table.head.dimensions[0].codes == ("15-29", "30-44", "45-59", "old", "total")
    nobody = Coarser(NAME, merge=(Group("rest", "Övriga", ("other", "unknown")),))
    assert tried(counted(ages, name="age_band"), nobody) == tried(counted(ages, name="age_band"))


def test_what_the_table_does_not_have_is_passed_over():
    merge = Coarser(NAME, merge=(Group("x", "X", ("15-29", "nowhere")),))
    impossible = (merge, Coarser(NAME, drop="municipality"), Coarser(NAME, grouping=7))
    usual = tried(counted(AGES, name="age_band"))
    assert tried(counted(AGES, name="age_band"), *impossible) == usual


def test_the_only_dimension_and_one_without_a_total_stay():
    ages = with_margins([dimension("sex", ("woman", "man", "total"))], {("woman",): 3, ("man",): 4})
    assert tried(ages) == [""]
    measures = with_margins(
        [dimension("measure", ("meetings",)), dimension("initiative", ("A", "total"))], {("meetings", "A"): 3}
    )
    assert tried(measures, Coarser(NAME, drop="measure")) == [""]
    assert tried(measures, Coarser(NAME, drop="initiative")) == ["", "drop:initiative"]


def test_rows_of_another_edition_have_no_ready_grouping():
    table = counted({"none_completed": (9, 9), "compulsory": (8, 8)}, name="education", edition="own-2021")
    assert tried(table) == ["", "drop:sex"]
