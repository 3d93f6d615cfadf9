"""The protector: always safe, always the same, and as little hidden as can be."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.core.profile import Policy
from stegvis.core.tables import Category, CountTable, Dimension, Key
from stegvis.protect import Register, ReleasedTables, release
from stegvis.protect.auditor import audit
from stegvis.protect.protector import Publication, hidden_for_itself, safe_pattern
from stegvis.protect.protector.model import Effort, Model
from support.counts import counted, dimension, expected, printed, with_margins

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 30, 44])
ROOMY = settings(max_examples=60)
POLICY = Policy(date(2020, 1, 1))


def withstands(table: CountTable, hidden: frozenset[Key]) -> bool:
    return not audit([printed(table, hidden)], [table.cells])


def pattern(table: CountTable, at_most: int, **more: object) -> frozenset[Key] | None:
    return safe_pattern(table, 5, at_most, lambda hidden: withstands(table, hidden), **more)  # type: ignore[arg-type]


def of_shape(counts: list[int], *sizes: int) -> CountTable:
    codes = [[f"{'rcz'[place]}{number}" for number in range(size)] for place, size in enumerate(sizes)]
    dimensions = [dimension(f"d{place}", (*one, "total")) for place, one in enumerate(codes)]
    return with_margins(dimensions, dict(zip(product(*codes), counts, strict=True)))


def inner(size: int) -> st.SearchStrategy[list[int]]:
    return st.lists(COUNTS, min_size=size, max_size=size)


@given(inner(10))
@ROOMY
def test_what_the_protector_finds_withstands_the_auditor_without_its_help(counts):
    table = of_shape(counts, 5, 2)
    found = safe_pattern(table, 5, len(table.cells) // 2, lambda hidden: True)
    assert found is None or withstands(table, found)


@given(inner(8))
@settings(ROOMY, max_examples=15)
def test_three_dimensions(counts):
    table = of_shape(counts, 2, 2, 2)
    found = pattern(table, len(table.cells) // 2)
    assert found is None or withstands(table, found)


@given(inner(8), st.data())
@settings(ROOMY, max_examples=25)
def test_rows_that_share_persons(counts, data):
    women, men = counts[::2], counts[1::2]
    total = tuple(data.draw(st.integers(max(one[:3]) + one[3], sum(one))) for one in (women, men))
    rows = dict(zip(("a", "b", "c", "unknown"), zip(women, men, strict=True), strict=True)) | {"total": total}
    table = counted(rows, name="group", edition="")
    found = safe_pattern(table, 5, len(table.cells) // 2, lambda hidden: True)
    assert found is None or withstands(table, found)


@given(st.lists(st.sampled_from([0, 1, 3, 4, 6, 9, 14]), min_size=6, max_size=6))
@settings(ROOMY, max_examples=20)
def test_the_optimum_is_that_of_trying_everything(counts):
    table = of_shape(counts, 3, 2)
    found = pattern(table, len(table.cells))
    best = next(tried_out(table), None)
    assert (found is None) == (best is None)
    assert found is None or cost(table, found) == cost(table, best)


def tried_out(table: CountTable) -> Iterator[frozenset[Key]]:
    """Every safe pattern, the least hidden first."""
    own = hidden_for_itself(table, 5)
    rest = [key for key, count in table.cells.items() if count and key not in own]
    for more in range(len(rest) + 1):
        patterns = [own.union(chosen) for chosen in combinations(rest, more)]
        yield from (one for one in sorted(patterns, key=lambda one: cost(table, one)) if withstands(table, one))


def cost(table: CountTable, hidden: frozenset[Key]) -> tuple[int, int]:
    return len(hidden), sum(table.cells[key] for key in hidden)


HARD = counted({"a": (12, 9), "b": (3, 14), "c": (21, 18), "d": (7, 6), "e": (2, 30), "f": (44, 4)})


def test_the_same_table_gives_the_same_pattern():
    assert pattern(HARD, 18) == pattern(HARD, 18)


@pytest.mark.parametrize("more", [{"effort": Effort(rounds=0)}, {"effort": Effort(gap=0.5)}])
def test_when_the_exact_model_is_too_much_work_cells_are_added_one_by_one(more):
    found = pattern(HARD, 18, **more)
    assert found is not None
    assert withstands(HARD, found)


def test_too_many_hidden_is_no_pattern():
    assert pattern(HARD, 2) is None
    assert pattern(HARD, 4) is None


def test_the_auditor_has_the_last_word():
    """A pattern that it objects to is extended by one cell after the other, and at last given up."""
    objected: list[int] = []

    def never(hidden: frozenset[Key]) -> bool:
        objected.append(len(hidden))
        return False

    small = counted({"A": (12, 3), "B": (9, 14)})
    assert safe_pattern(small, 5, 9, never) is None
    assert objected[0] == 4
    assert max(objected) >= 5
    assert safe_pattern(counted({"A": (12, 13)}), 5, 6, never) is None


def moments(before: tuple[int, int], after: tuple[int, int]) -> CountTable:
    dims = [dimension("moment", ("before", "after")), dimension("occupation", ("x", "y", "total"))]
    return with_margins(dims, dict(zip(product(("before", "after"), "xy"), (*before, *after), strict=True)))


def test_where_nothing_else_can_be_hidden_there_is_no_pattern():
    """Both moments have one total, and it is at least the two rows after: so the one row before is at least 2."""
    assert pattern(moments((2, 0), (1, 1)), 9) is None


def test_the_model_alone_finds_none_where_every_cell_is_hidden_already():
    system = Publication((moments((2, 0), (1, 1)),), 5, {}).system()
    assert system is not None
    model = Model.of(system.relations(), {})
    assert model.cheapest(model.first_cuts(), Effort()) is None


def test_two_moments_with_different_totals_are_no_proof():
    assert safe_pattern(moments((3, 30), (20, 20)), 5, 6, lambda hidden: True) == {("before", "x"), ("before", "y")}
    assert pattern(moments((20, 30), (20, 20)), 6) == frozenset()


def test_cells_that_nothing_ties_together():
    table = with_margins([dimension("measure", ("guidance", "reached"))], {("guidance",): 3, ("reached",): 8})
    assert pattern(table, 1) == {("guidance",)}


def test_counts_that_do_not_add_up_are_never_protected():
    table = CountTable(HARD.head, HARD.cells | {("a", "total"): 22})
    assert pattern(table, 18) is None


def test_before_and_after_of_the_same_exits():
    """Both moments have one total, so a margin that one hides the other must not tell."""
    dims = (
        dimension("moment", ("before", "after")),
        dimension("occupation", ("studies", "active_job_seeker", "total"), additive=False),
        dimension("sex", ("woman", "man", "total")),
    )
    rows = {
        "before": {"studies": (40, 28), "active_job_seeker": (6, 2), "total": (46, 30)},
        "after": {"studies": (22, 9), "active_job_seeker": (24, 21), "total": (46, 30)},
    }
    table = with_margins(dims[:1], {("before",): 0, ("after",): 0})
    cells = {
        (moment, code, sex): (*row, sum(row))[place]
        for moment, codes in rows.items()
        for code, row in codes.items()
        for place, sex in enumerate(dims[2].codes)
    }
    head = type(table.head)("occupation-before-and-after", "", table.head.period, "sus-2020", dims)
    found = pattern(CountTable(head, cells), 9)
    assert found is not None
    assert ("before", "active_job_seeker", "man") in found
    assert not {key for key in found if key[0] == "after"}


def test_small_numbers_of_meetings_never_hide_and_are_never_hidden_for_others():
    measures = Dimension("measure", (Category("guidance", "", True), Category("meetings", "", False)))
    initiatives = dimension("initiative", ("A", "B", "C", "total"))
    rows = {("A", "guidance"): 3, ("B", "guidance"): 7, ("C", "guidance"): 9}
    rows |= {(one, "meetings"): 2 for one in "ABC"}
    assert pattern(with_margins([initiatives, measures], rows), 8) == {("A", "guidance"), ("B", "guidance")}


def test_release_prints_nothing_and_is_fast(capfd):
    names = ("exits-by-reason", "participants-by-education", "participants-by-time-on-support")
    result = release([expected(name) for name in names], POLICY, Register(), on=date(2021, 1, 1))
    assert isinstance(result, ReleasedTables)
    assert [table.released_on for table in result.tables] == [date(2021, 1, 1)] * 3
    assert capfd.readouterr().out == ""


def test_some_tables_may_be_refused_and_others_let_out():
    nothing = counted({"A": (1, 1)}, columns="woman man")
    result = release([nothing, counted({"A": (9, 8)})], POLICY, Register(), on=date(2021, 1, 1), party="af")
    assert isinstance(result, ReleasedTables)
    assert (len(result.tables), len(result.refused)) == (1, 1)
    assert result.tables[0].party == "af"


def test_the_solver_is_imported_only_when_a_cell_is_small():
    program = (
        "import sys; from datetime import date; from support.counts import counted;"
        "from stegvis.core.profile import Policy; from stegvis.protect import Register, release;"
        "release([counted({'A': (9, 8)})], Policy(date(2020, 1, 1)), Register(), on=date(2021, 1, 1));"
        "sys.exit('highspy' in sys.modules or 'numpy' in sys.modules)"
    )
    path = [one for one in sys.path if one.endswith("tests")]
    done = subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}; {program}"], check=False)
    assert done.returncode == 0
