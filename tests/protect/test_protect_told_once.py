"""A count that stands in two tables of a publication: protected in one, left out of the other."""

from datetime import date

from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import Category, CountTable, Dimension, ReleasedTable, TableHead
from stegvis.protect import Refusal, Register, release

ON = date(2021, 2, 1)
NOTHING_BEFORE = Register()
SEX = Dimension("sex", (Category("woman", "Kvinnor"), Category("man", "Män"), Category("total", "Totalt")))


def table(name: str, *dimensions: Dimension, counts: dict[tuple[str, ...], tuple[int, int]]) -> CountTable:
    cells = {}
    for key, (women, men) in counts.items():
        cells |= {(*key, "woman"): women, (*key, "man"): men, (*key, "total"): women + men}
    head = TableHead(name, name, Period.year(2020), "", (*dimensions, SEX), population=name.partition("-")[0])
    return CountTable(head, {key: cells[key] for key in head.keys()})  # noqa: SIM118


def named(name: str, *codes: str) -> Dimension:
    return Dimension(name, tuple(Category(code, code, persons=code != "meetings") for code in codes))


def participants(*counts: tuple[int, int]) -> CountTable:
    """Two initiatives and their total."""
    sums = tuple(map(sum, zip(*counts, strict=True)))
    named_counts = dict(zip([("a",), ("b",), ("total",)], [*counts, (sums[0], sums[1])], strict=True))
    return table("participants-by-initiative", named("initiative", "a", "b", "total"), counts=named_counts)


def tallies(*measures: str, initiatives: tuple[str, ...] = ("a",)) -> CountTable:
    counts = {(one, measure): (30, 40) for one in initiatives for measure in measures}
    return table("tallies-by-measure", named("initiative", *initiatives), named("measure", *measures), counts=counts)


def let_out(*tables: CountTable, register: Register = NOTHING_BEFORE) -> dict[str, ReleasedTable]:
    found = release(tables, Policy(start=date(2000, 1, 1)), register, on=ON)
    assert not isinstance(found, Refusal)
    return {one.head.name: one for one in found.tables}


def measures(found: ReleasedTable) -> tuple[str, ...]:
    dimension = found.head.dimension("measure")
    assert dimension is not None
    return dimension.codes


def test_where_nothing_is_held_back_both_tables_say_the_same():
    found = let_out(participants((30, 40), (20, 20)), tallies("participants", "meetings"))
    assert measures(found["tallies-by-measure"]) == ("participants", "meetings")


def test_where_a_count_is_hidden_the_other_table_leaves_participants_out():
    found = let_out(tallies("participants", "meetings"), participants((3, 40), (20, 20)))
    protected = found["participants-by-initiative"]
    assert protected.hidden or protected.head.grouping
    assert measures(found["tallies-by-measure"]) == ("meetings",)
    assert list(found) == ["tallies-by-measure", "participants-by-initiative"]  # in the order asked for


def test_where_participants_are_refused_they_are_left_out_too():
    found = let_out(participants((1, 1), (1, 0)), tallies("participants", "meetings"))
    assert list(found) == ["tallies-by-measure"]
    assert measures(found["tallies-by-measure"]) == ("meetings",)


def test_what_was_released_before_counts_for_the_same_period():
    before = let_out(participants((3, 40), (20, 20)))["participants-by-initiative"]
    found = let_out(tallies("participants", "meetings"), register=Register((before,)))
    assert measures(found["tallies-by-measure"]) == ("meetings",)


def test_a_table_of_nothing_but_participants_is_refused():
    before = let_out(participants((3, 40), (20, 20)))["participants-by-initiative"]
    assert isinstance(
        release([tallies("participants")], Policy(start=date(2000, 1, 1)), Register((before,)), on=ON), Refusal
    )
